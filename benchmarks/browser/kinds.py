"""Two pages of the sample site for each kind that is measured: one for a first visit, another of the kind for the visit after it.

Of profiles the first has the longest text of the sample, the other one is the heaviest with its photos, so that no profile costs more than the two tell.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """Addresses below the site's root."""

    label: str
    first: str
    repeat: str


KINDS = {
    "home": Kind("trang chủ", "", "gioi-thieu/"),
    "directory": Kind("danh bạ", "hop-tac-xa/", "hop-tac-xa/thai-nguyen/"),
    "profile": Kind("hồ sơ", "hop-tac-xa/thai-nguyen/che-suoi-ngan/", "hop-tac-xa/ninh-binh/coi-song-lua/"),
    "product": Kind(
        "sản phẩm",
        "hop-tac-xa/thai-nguyen/che-suoi-ngan/tra-dinh-suoi-ngan/",
        "hop-tac-xa/thai-nguyen/nuoi-ong-khe-gio/mat-ong-rung-khe-gio/",
    ),
    "post": Kind("bài viết", "tin-tuc/2026/hoi-cho-mua-thu-khep-lai/", "tin-tuc/2023/nguoi-giu-hoa-van-ban-nhot/"),
    "statistics": Kind("thống kê", "thong-ke/", "hop-tac-xa/thai-nguyen/"),
    "search": Kind("tìm kiếm", "tim-kiem/?q=che", "tim-kiem/?q=mat%20ong"),
    "prose": Kind("trang viết tay", "gioi-thieu/", "lien-he/"),
}
# What a visit may cost: kB down the line, seconds, share of the screen, milliseconds.
LIMITED = "profile"
FIRST_KB, REPEAT_KB = 120, 20
LCP_SECONDS, SHIFT, BLOCKED_MS = 2.0, 0.02, 100
