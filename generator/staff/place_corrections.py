"""What the data of vietnamadminunits 1.0.4 (August 2025) lacks or has wrong, each row with its source. Tables only; `places.py` applies them.

Checked row by row against the statistics office's list and its table of old and new units. The code of Xã Ba Chẽ is 06970, as in the signed
Quyết định 19/2025/QĐ-TTg; 06978, met elsewhere, is a misprint.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A province that became a city, and its communes that became wards; numbers, codes and boundaries stayed."""

    province: str
    ward_codes: tuple[str, ...] = ()


UPGRADES = (
    # Đồng Nai: Nghị quyết 30/2026/QH16 and 237/NQ-UBTVQH16, in force 30/4/2026.
    Upgrade("75", ("25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485")),
    # Quảng Ninh: Nghị quyết 36/2026/QH16, in force 1/9/2026.
    Upgrade("22"),
    # Bắc Ninh: Nghị quyết 39/2026/QH16 and 388/NQ-UBTVQH16, in force 20/9/2026.
    Upgrade("24", ("07294", "07375", "07399", "07444", "07840", "09193", "09292", "09313", "09319", "09454", "09475", "09496")),
)

# Commune of today → former units that went elsewhere whole. The package took them for a unit of the same name in another
# former district or province, and so called both of them divided.
NAMESAKES = {
    "06184": ("Xã Hồng Phong, Huyện Bình Gia, Lạng Sơn",),
    "10804": ("Xã Hòa Bình, Huyện Vĩnh Bảo, Hải Phòng",),
    "10843": ("Xã Hòa Bình, Huyện Vĩnh Bảo, Hải Phòng",),
    "11911": ("Xã Hòa Bình, Huyện Kim Thành, Hải Dương",),
    "25459": ("Phường 4, Thành phố Tân An, Long An",),
    "27694": ("Phường 4, Thành phố Tây Ninh, Tây Ninh",),
    "28921": ("Xã Hòa Lộc, Huyện Tam Bình, Vĩnh Long",),
    "29182": ("Xã Mỹ An, Huyện Mang Thít, Vĩnh Long",),
    "29734": ("Xã Hòa Lộc, Huyện Mỏ Cày Bắc, Bến Tre",),
    "29869": (
        "Phường 4, Thành phố Mỹ Tho, Tiền Giang",
        "Phường 6, Thành phố Mỹ Tho, Tiền Giang",
        "Phường 3, Thị xã Cai Lậy, Tiền Giang",
        "Phường 4, Thị xã Cai Lậy, Tiền Giang",
        "Phường 3, Thành phố Sa Đéc, Đồng Tháp",
        "Phường 4, Thành phố Sa Đéc, Đồng Tháp",
    ),
    "31246": ("Xã Thạnh Quới, Huyện Mỹ Xuyên, Sóc Trăng",),
    "31288": ("Xã Tân Thạnh, Huyện Long Phú, Sóc Trăng",),
    "31378": ("Xã Phú Hữu, Huyện Long Phú, Sóc Trăng", "Xã Phú Tân, Huyện Châu Thành, Sóc Trăng"),
    "31408": ("Xã Tân Long, Thị xã Ngã Năm, Sóc Trăng",),
    "31473": ("Xã Long Bình, Thị xã Ngã Năm, Sóc Trăng",),
    "31480": ("Xã Long Phú, Huyện Long Phú, Sóc Trăng",),
    "31495": ("Xã Thuận Hưng, Huyện Mỹ Tú, Sóc Trăng",),
    "31582": ("Xã Phú Tân, Huyện Châu Thành, Hậu Giang",),
    "31591": ("Xã Thuận Hưng, Huyện Long Mỹ, Hậu Giang",),
    "31639": ("Xã Long Phú, Thị xã Long Mỹ, Hậu Giang",),
    "31654": ("Xã Phú Hữu, Huyện Châu Thành, Hậu Giang",),
    "31666": ("Xã Tân Thạnh, Huyện Thới Lai, Cần Thơ",),
    "31726": ("Xã Thạnh Quới, Huyện Vĩnh Thạnh, Cần Thơ",),
    "31741": ("Xã Tân Long, Huyện Phụng Hiệp, Hậu Giang", "Xã Long Bình, Thị xã Long Mỹ, Hậu Giang"),
}
