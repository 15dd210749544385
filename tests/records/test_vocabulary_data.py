"""The committed vocabularies hold what SPEC names: codes, labels in two languages, references that resolve, the whole place table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from generator.text import slugify

VOCABULARIES = Path(__file__).resolve().parents[2] / "data" / "vocabularies"
TEXT_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

CODES = {
    "sectors": "trong-trot chan-nuoi thuy-san lam-nghiep diem-nghiep nong-nghiep-tong-hop tieu-thu-cong-nghiep xay-dung thuong-mai dich-vu "
    "van-tai moi-truong du-lich tin-dung",
    "sector_groups": "nong-nghiep cong-nghiep-xay-dung thuong-mai-dich-vu",
    "kinds": "hop-tac-xa lien-hiep-hop-tac-xa to-hop-tac quy-tin-dung-nhan-dan",
    "statuses": "dang-hoat-dong tam-ngung khong-tai-dia-chi thu-hoi-thue dang-giai-the dang-pha-san da-giai-the",
    "size_classes": "sieu-nho nho vua lon",
    "product_branches": "thuc-pham do-uong duoc-lieu thu-cong-my-nghe sinh-vat-canh du-lich",
    "product_groups": "thuc-pham-tuoi-song thuc-pham-tho-so-che thuc-pham-che-bien gia-vi che ca-phe-ca-cao do-uong-co-con do-uong-khong-con "
    "duoc-lieu thu-cong-my-nghe sinh-vat-canh du-lich",
    "product_sets": "rau-cu-qua-hat-tuoi thit-thuy-san-trung-sua-tuoi gao-ngu-coc-hat-so-che mat-ong-nong-san-khac do-an-nhanh "
    "che-bien-tu-gao-ngu-coc che-bien-tu-rau-cu-qua-hat che-bien-tu-thit-thuy-san-trung-sua-mat-ong tuong-nuoc-mam-gia-vi-long gia-vi-khac "
    "che-tuoi-che-che-bien tra-thuc-vat-khac ca-phe-ca-cao ruou-trang do-uong-co-con-khac nuoc-khoang-nuoc-uong-dong-chai "
    "do-uong-khong-con-khac thuc-pham-chuc-nang-thuoc my-pham-duoc-lieu tinh-dau-duoc-lieu-khac thu-cong-gia-dung-trang-tri vai-may-mac hoa "
    "cay-canh dong-vat-canh dich-vu-du-lich",
    "certificates": "vietgap globalgap huu-co haccp iso-22000 fssc-22000 halal attp tu-cong-bo chi-dan-dia-ly nhan-hieu-tap-the "
    "nhan-hieu-chung-nhan nhan-hieu ma-so-vung-trong ma-so-co-so-dong-goi",
    "post_categories": "tin-hoat-dong diem-tin guong-dien-hinh chinh-sach thong-bao xuc-tien-thuong-mai dao-tao ocop",
    "indicators": "so-htx so-lien-hiep so-to-hop-tac so-qtdnd so-to-chuc-kttt don-vi-thanh-vien-lien-minh thanh-vien-htx to-vien-tht lao-dong "
    "thanh-vien-moi to-vien-moi htx-thanh-lap-moi tht-thanh-lap-moi htx-giai-the doanh-thu-bq loi-nhuan-bq von-bq thu-nhap-bq-lao-dong "
    "thu-nhap-bq-thanh-vien sp-ocop ty-le-htx-chung-nhan ty-le-htx-tot-kha can-bo-so-trung-cap can-bo-cao-dang-dai-hoc giai-ngan du-an-vay "
    "cong-trinh-ho-tro mo-hinh-ho-tro luot-tu-van luot-khao-sat hoan-thanh-ke-hoach",
    "provinces": "ha-noi cao-bang tuyen-quang dien-bien lai-chau son-la lao-cai thai-nguyen lang-son quang-ninh bac-ninh phu-tho hai-phong "
    "hung-yen ninh-binh thanh-hoa nghe-an ha-tinh quang-tri hue da-nang quang-ngai gia-lai khanh-hoa dak-lak lam-dong dong-nai ho-chi-minh "
    "tay-ninh dong-thap vinh-long an-giang can-tho ca-mau",
}
TERMS = {
    "contact_types": "phone zalo email facebook tiktok youtube website",
    "consent_scopes": "contacts photos representative-photo location",
    "availability": "dang-ban tam-het ngung",
    "supply_channels": "si le xuat-khau",
    "markets": "trong-nuoc",
    "where_to_buy_types": "cua-hang sieu-thi san-tmdt diem-ocop",
    "ocop_levels": "trung-uong tinh huyen",
    "ocop_kinds": "moi nang-hang danh-gia-lai",
    "ocop_states": "con-hieu-luc sap-het-han het-han thu-hoi",
    "period_types": "thoi-diem thang quy sau-thang nam giai-doan",
    "natures": "thuc-hien uoc ke-hoach",
    "qualifiers": "khoang tren it-nhat duoi",
    "boundaries": "truoc-2025-07 sau-2025-07",
    "source_levels": "register state-news own-website phone",
    "location_precisions": "diem thon xa",
}
CLOSED = {"sector_groups", "statuses", "size_classes", "product_branches", "product_groups", "product_sets", "provinces"}
CITIES = {"ha-noi", "hai-phong", "hue", "da-nang", "ho-chi-minh", "can-tho", "dong-nai", "quang-ninh", "bac-ninh"}


def read(name: str):
    return yaml.load((VOCABULARIES / f"{name}.yml").read_bytes(), Loader=TEXT_LOADER)


@pytest.fixture(scope="module")
def provinces() -> dict:
    return read("provinces")


@pytest.fixture(scope="module")
def communes(provinces) -> dict[str, list[dict]]:
    return {code: read(f"communes/{code}") for code in provinces}


def list_former(communes: dict[str, list[dict]]) -> list[tuple[str, tuple[str, str, str], bool]]:
    """Each former unit at each commune it joined: (commune code, (name, district, province), split)."""
    return [
        (commune["code"], (unit["name"], unit["district"], unit["province"]), unit.get("split") == "true")
        for items in communes.values()
        for commune in items
        for unit in commune["former"]
    ]


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_vocabulary_has_every_code_of_the_specification_in_its_order(name):
    """Records, URLs and code name these codes; an open vocabulary may have more, a closed one may not."""
    codes = list(read(name))
    expected = CODES[name].split()
    assert [code for code in codes if code in expected] == expected
    if name in CLOSED:
        assert codes == expected


def test_every_entry_has_a_label_in_both_languages():
    """Codes are slugs; labels and synonyms are real words, and no synonym repeats the label."""
    for name in CODES:
        for code, entry in read(name).items():
            assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", code), (name, code)
            assert entry["label"], (name, code)
            assert entry["label_en"].isascii(), (name, code)
            assert entry["label"] not in entry.get("synonyms", []), (name, code)


def test_terms_name_every_enumeration():
    """The closed lists that pages must label are complete."""
    terms = read("terms")
    assert {group: list(entries) for group, entries in terms.items()} == {group: codes.split() for group, codes in TERMS.items()}
    assert all(set(entry) == {"label", "label_en"} for entries in terms.values() for entry in entries.values())


def test_references_between_vocabularies_resolve():
    """Sectors name groups; product sets name a group and that group's branch, numbered 1 to 26; indicators have units."""
    sector_groups, branches, groups = read("sector_groups"), read("product_branches"), read("product_groups")
    assert {sector["group"] for sector in read("sectors").values()} == set(sector_groups)
    assert {group["branch"] for group in groups.values()} == set(branches)
    sets = read("product_sets")
    assert [entry["number"] for entry in sets.values()] == [str(number) for number in range(1, 27)]
    assert all(groups[entry["group"]]["branch"] == entry["branch"] for entry in sets.values())
    assert {entry["group"] for entry in sets.values()} == set(groups)
    assert all(entry["unit"] and entry["unit_en"] for entry in read("indicators").values())


def test_tea_and_coffee_are_food():
    """The common mistake is to file dry tea and coffee under drinks."""
    sets = read("product_sets")
    assert sets["che-tuoi-che-che-bien"]["branch"] == sets["ca-phe-ca-cao"]["branch"] == "thuc-pham"


def test_cooperative_groups_have_their_own_labels_for_ending():
    """The decree words two statuses differently for tổ hợp tác."""
    labelled = {code for code, entry in read("statuses").items() if "label_cooperative_group" in entry}
    assert labelled == {"dang-giai-the", "da-giai-the"}


def rule_on(stars: int, day: str) -> dict:
    """The only recognition rule of these stars on that day."""
    when = date.fromisoformat(day)
    fitting = [
        rule
        for rule in read("recognition_rules")["rules"]
        if int(rule["stars"]) == stars and date.fromisoformat(rule["from"]) <= when <= date.fromisoformat(rule.get("until", "9999-12-31"))
    ]
    assert len(fitting) == 1, (stars, day)
    return fitting[0]


@pytest.mark.parametrize(
    ("day", "level"),
    [
        ("2020-01-01", "tinh"),
        ("2023-02-23", "tinh"),
        ("2023-02-24", "huyen"),
        ("2025-07-05", "huyen"),
        ("2025-07-06", "tinh"),
        ("2026-11-22", "tinh"),
    ],
)
def test_three_stars_are_given_by_who_had_the_power_that_day(day, level):
    """Districts had it from 24/2/2023 to 5/7/2025; four stars are always the province's, five the centre's."""
    assert rule_on(3, day)["levels"] == [level]
    assert rule_on(4, day)["levels"] == ["tinh"]
    assert rule_on(5, day)["levels"] == ["trung-uong"]


def test_recognition_rules_follow_their_instruments():
    """Each rule stands exactly as long as its instrument; instruments follow each other without a gap; bands meet at 70 and 90."""
    rules = read("recognition_rules")
    instruments = rules["instruments"]
    for rule in rules["rules"]:
        instrument = instruments[rule["instrument"]]
        assert (rule["from"], rule.get("until")) == (instrument["from"], instrument.get("until"))
    ends = [date.fromisoformat(entry["until"]) for entry in list(instruments.values())[:-1]]
    starts = [date.fromisoformat(entry["from"]) for entry in list(instruments.values())[1:]]
    assert [(start - end).days for start, end in zip(starts, ends, strict=True)] == [1, 1, 1]
    bands = [rule_on(stars, "2026-06-01") for stars in (3, 4, 5)]
    assert [Decimal(band["points_from"]) for band in bands] == [50, 70, 90]
    assert [band.get("points_below") for band in bands] == ["70", "90", None]
    assert bands[2]["points_to"] == "100"
    assert rules["default_validity_months"] == "36"


def test_the_34_provinces_carry_official_numbers_and_kinds(provinces):
    """Nine cities (Đồng Nai, Quảng Ninh and Bắc Ninh since 2026) and 25 tỉnh, made of the 63 former ones."""
    assert {code for code, province in provinces.items() if province["kind"] == "thanh-pho"} == CITIES
    for code, province in provinces.items():
        assert province["name"].startswith("Thành phố " if code in CITIES else "Tỉnh "), code
        assert re.fullmatch(r"\d\d", province["number"]), code
    numbers = [province["number"] for province in provinces.values()]
    assert numbers == sorted(set(numbers))
    former = [name for province in provinces.values() for name in province["former"]]
    assert len(former) == len(set(former)) == 63
    assert provinces["thai-nguyen"]["former"] == ["Bắc Kạn", "Thái Nguyên"]


def test_the_3321_communes_are_those_of_the_official_list(communes):
    """2,599 xã, 709 phường and 13 đặc khu: 22 xã of Đồng Nai and Bắc Ninh became phường in 2026."""
    names = [commune["name"] for items in communes.values() for commune in items]
    kinds = Counter(re.match(r"Xã|Phường|Đặc khu", name)[0] for name in names)
    assert kinds == {"Xã": 2599, "Phường": 709, "Đặc khu": 13}
    codes = [commune["code"] for items in communes.values() for commune in items]
    assert len(codes) == len(set(codes)) == 3321
    assert all(re.fullmatch(r"\d{5}", code) for code in codes)
    by_code = {commune["code"]: commune["name"] for items in communes.values() for commune in items}
    assert (by_code["26485"], by_code["07294"], by_code["06970"]) == ("Phường Nhơn Trạch", "Phường Bố Hạ", "Xã Ba Chẽ")
    assert by_code["13285"] == "Phường Phủ Lý"


def test_the_provinces_of_the_sample_have_their_communes(communes):
    """Counts of the official list, by kind."""
    counts = {code: (len(items), sum(item["name"].startswith("Phường ") for item in items)) for code, items in communes.items()}
    expected = {"hung-yen": (104, 11), "phu-tho": (148, 15), "ninh-binh": (129, 32), "thai-nguyen": (92, 15), "an-giang": (102, 14)}
    assert {code: counts[code] for code in expected} == expected


def test_names_are_clean(communes):
    """No double space, one kind of apostrophe, composed letters."""
    for items in communes.values():
        for commune in items:
            texts = [commune["name"], *(unit[key] for unit in commune["former"] for key in ("name", "district", "province"))]
            for text in texts:
                assert re.fullmatch(r"[^\W_]+(?:(?: - |[ '-])[^\W_]+)*", text), text


def test_files_quote_codes_and_stand_beside_their_province(provinces):
    """A YAML reader that guesses would read 00073 as 59; a file of an unknown province would never be read."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in (VOCABULARIES / "communes").glob("*.yml")}
    assert set(files) == set(provinces)
    assert sum(len(re.findall(r'^- code: "\d{5}"$', text, re.MULTILINE)) for text in files.values()) == 3321
    assert len(re.findall(r'^  number: "\d\d"$', (VOCABULARIES / "provinces.yml").read_text(encoding="utf-8"), re.MULTILINE)) == 34


def test_every_former_unit_leads_to_a_commune(communes):
    """10,040 former units, 442 of them divided: marked so at every commune that got a part, and only there."""
    places = defaultdict(list)
    for code, unit, split in list_former(communes):
        places[unit].append((code, split))
    assert len(places) == 10_040
    divided = [unit for unit, found in places.items() if len(found) > 1]
    assert len(divided) == 442
    assert all(split == (len(found) > 1) for found in places.values() for _, split in found)
    assert all(len({code for code, _ in found}) == len(found) for found in places.values())
    assert all(commune["former"] for items in communes.values() for commune in items)


def test_namesakes_of_other_districts_are_not_taken_for_divided_units(communes):
    """Phường 4 of Tân An did not join a ward of Tây Ninh 90 km away."""
    places = {(unit, code) for code, unit, _ in list_former(communes)}
    assert (("Phường 4", "Thành phố Tân An", "Long An"), "27694") in places
    assert (("Phường 4", "Thành phố Tân An", "Long An"), "25459") not in places


def test_former_provinces_of_units_are_those_of_their_province(provinces, communes):
    """The two tables spell former provinces alike."""
    for code, items in communes.items():
        assert sorted({unit["province"] for commune in items for unit in commune["former"]}) == provinces[code]["former"]


def test_communes_share_a_slug_in_eight_provinces(communes):
    """Why a commune's address carries its code: Văn Lang and Văn Lăng are one once accents go; in seven even with the type kept."""
    clashing = defaultdict(set)
    for code, items in communes.items():
        for strip in (False, True):
            slugs = Counter(slugify(re.sub(r"^(Xã|Phường|Đặc khu) ", "", item["name"]) if strip else item["name"]) for item in items)
            if max(slugs.values()) > 1:
                clashing[strip].add(code)
    assert clashing[True] == {"thai-nguyen", "hai-phong", "thanh-hoa", "quang-ngai", "dong-nai", "tay-ninh", "ho-chi-minh", "dong-thap"}
    assert clashing[True] - clashing[False] == {"thanh-hoa"}


def test_boxes_hold_their_provinces(provinces):
    """Towns and islands on the rim lie inside their province's box and outside a far one's."""
    points = {
        "thai-nguyen": (21.594, 105.848),
        "an-giang": (10.217, 103.967),  # Phú Quốc
        "da-nang": (16.53, 111.61),  # Hoàng Sa
        "khanh-hoa": (11.43, 114.33),  # Song Tử Tây, Trường Sa
        "quang-ninh": (21.53, 107.97),  # Móng Cái
        "ca-mau": (8.60, 104.72),  # Đất Mũi
    }
    for code, (lat, lon) in points.items():
        assert in_box(provinces[code]["box"], lat, lon), code
    assert not in_box(provinces["thai-nguyen"]["box"], *points["ca-mau"])
    for code, province in provinces.items():
        box = {key: float(value) for key, value in province["box"].items()}
        assert box["lat_max"] - box["lat_min"] > 0.6, code
        assert box["lon_max"] - box["lon_min"] > 0.6, code


def in_box(box: dict[str, str], lat: float, lon: float) -> bool:
    return float(box["lat_min"]) <= lat <= float(box["lat_max"]) and float(box["lon_min"]) <= lon <= float(box["lon_max"])
