"""Columns and display rows say of every record what its page says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.catalog.outlines import list_season_months
from generator.search import ProseText
from generator.search.columns import count_days
from generator.search.model import COOPERATIVE, PAGE, POST, PRODUCT
from tests.builders import make_cooperative, make_post, make_product, make_recognition, vocabularies
from tests.render.rendering import make_catalog
from tests.render.sample import rich_catalog
from tests.search.collected import collect, column_of

RICH, TEA, NEWS = "Hợp tác xã Chè Đồi Xa", "Chè đinh Đồi Xa", "Hội nghị sơ kết"


def test_columns_agree_with_the_catalog():
    """Every facet of every record; products carry what their maker is."""
    catalog = rich_catalog()
    index = collect(catalog, ProseText("lien-he/", "Liên hệ"))
    column = {name: column_of(index, name) for name in index.columns}
    for entry in catalog.cooperatives.values():
        title = entry.record.name
        assert (column["type"][title], column["commune"][title]) == (COOPERATIVE, entry.commune.code)
        assert [column[name][title] for name in ("sector", "kind", "status", "group", "category", "year")] == [
            entry.record.sector, entry.record.kind, entry.record.status, "", "", "",
        ]  # fmt: skip
        assert column["day"][title] == (entry.record.checked_on - date(2000, 1, 1)).days
    for entry in catalog.products.values():
        title, maker = entry.record.name, catalog.cooperative_of(entry)
        assert (column["type"][title], column["commune"][title], column["group"][title]) == (PRODUCT, maker.commune.code, entry.group)
        assert (column["sector"][title], column["status"][title]) == (maker.record.sector, maker.record.status)
        assert column["certificate"][title] == sorted({item.type for item in entry.record.certificates})
        assert column["season"][title] == [str(month) for month in list_season_months(entry.record)]
    assert (column["type"][NEWS], column["category"][NEWS], column["year"][NEWS]) == (POST, "tin-hoat-dong", "2026")
    assert (column["type"]["Liên hệ"], column["commune"]["Liên hệ"], column["day"]["Liên hệ"]) == (PAGE, "", 0)


def test_labels_stand_in_the_order_of_their_vocabulary():
    """And each value that is not «none» occurs in some row."""
    index, lists = collect(rich_catalog()), vocabularies()
    for name, vocabulary in (("sector", lists.sectors), ("kind", lists.kinds), ("status", lists.statuses), ("group", lists.product_groups)):
        column = index.columns[name]
        assert column.values == ["", *(code for code in vocabulary if code in column.values)]
        assert column.labels == ["", *(vocabulary[code].label for code in column.values[1:])]
        assert set(range(1, len(column.values))) <= set(column.cells)


def test_values_do_not_stand_in_the_order_of_the_rows():
    """Nor do sets of codes: a list that a visitor reads looks the same in every site."""
    sectors = dict(zip(("thai-nguyen/aa", "thai-nguyen/bb", "thai-nguyen/cc"), ("du-lich", "chan-nuoi", "trong-trot"), strict=True))
    certificates = {"thai-nguyen/aa": ["huu-co"], "thai-nguyen/bb": ["huu-co", "vietgap"], "thai-nguyen/cc": ["vietgap"]}
    cooperatives = {
        key: make_cooperative(name=f"HTX {key[-1]}", sector=sector, certificates=[{"type": code} for code in certificates[key]])
        for key, sector in sectors.items()
    }
    index = collect(make_catalog(cooperatives))
    assert index.columns["sector"].values == ["", "trong-trot", "chan-nuoi", "du-lich"]
    assert index.columns["certificate"].values == [[], ["vietgap"], ["vietgap", "huu-co"], ["huu-co"]]
    assert index.columns["certificate"].labels == {"vietgap": "VietGAP", "huu-co": "Hữu cơ"}
    assert column_of(index, "sector") == {"HTX a": "du-lich", "HTX b": "chan-nuoi", "HTX c": "trong-trot"}


def test_communes_name_their_province():
    """So that a list of communes can be grouped, and limited to the province that is chosen."""
    communes = {"thai-nguyen/aa": "05443", "ninh-binh/bb": "13285"}
    index = collect(make_catalog({key: make_cooperative(address={"commune": code}) for key, code in communes.items()}))
    column = index.columns["commune"]
    assert (column.values, column.within) == (["", "05443", "13285"], ["", "thai-nguyen", "ninh-binh"])
    assert column.labels == ["", "Phường Phan Đình Phùng", vocabularies().communes["13285"].name]


@pytest.mark.parametrize(
    ("former_address", "expected"),
    [
        (None, "thai-nguyen"),
        ({"province": "tỉnh Bắc Kạn"}, "bac-kan"),
        ({"province": "Bắc Thái"}, "thai-nguyen"),
        ({"commune": "xã X"}, "thai-nguyen"),
    ],
)
def test_the_former_province_is_the_records_own_else_the_communes(former_address, expected):
    """A former address names it in any of the usual ways; a province that is none of today's former ones does not count."""
    changes = {"former_address": former_address} if former_address else {}
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(name="HTX Mẫu", **changes)}))
    assert column_of(index, "former_province") == {"HTX Mẫu": expected}


def test_news_of_a_province_have_a_former_one_only_where_it_was_one():
    """Thái Nguyên was two provinces, Hà Nội one."""
    posts = {f"2026/{code}": make_post(title=code, places=[code]) for code in ("thai-nguyen", "ha-noi")}
    assert column_of(collect(make_catalog(posts=posts)), "former_province") == {"thai-nguyen": "", "ha-noi": "ha-noi"}


def find_product_row(*recognitions):
    product = make_product(name="Chè", ocop=list(recognitions))
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(products=[product])}))
    return index.rows[1], column_of(index, "stars")["Chè"], column_of(index, "valid_until")["Chè"]


def test_the_decision_that_counts_gives_stars_and_last_day():
    """One that ran out too: the browser knows the day, this build does not."""
    in_force = make_recognition(stars="4", decided_on="2025-10-01", points="85")
    later_but_fewer = make_recognition(stars="3", decision="9/QĐ-UBND", decided_on="2025-11-01")
    expired = make_recognition(stars="3", decided_on="2020-01-01", issuer="UBND huyện Đại Từ")
    row, stars, last_day = find_product_row(in_force, later_but_fewer)
    assert (row.stars, row.valid, stars) == (4, "2028-10-01", 4)
    assert date(2000, 1, 1) + timedelta(days=last_day) == date(2028, 10, 1)
    row, stars, _ = find_product_row(expired)
    assert (row.stars, row.valid, stars) == (3, "2023-01-01", 3)


def test_a_decision_that_was_taken_back_gives_nothing():
    """Neither stars nor a day."""
    revoked = make_recognition(revoked={"on": "2026-03-02", "document": "Quyết định 77/QĐ-UBND"})
    row, stars, last_day = find_product_row(revoked)
    assert (row.stars, row.valid, stars, last_day) == (0, "", 0, 0)


def test_display_rows_say_what_a_result_shows():
    """Facts in one line; the lead of news and pages; words for what a visitor should know before the click."""
    rows = {row.title: row for row in collect(rich_catalog(), ProseText("lien-he/", "Liên hệ", "Cách liên hệ.")).rows}
    place = "Phường Phan Đình Phùng, Thái Nguyên"
    assert rows[RICH].facts == f"Hợp tác xã · Trồng trọt · {place}"
    assert (rows[RICH].url, rows[RICH].mark, rows[RICH].text) == ("hop-tac-xa/thai-nguyen/che-doi-xa/", "", "")
    assert rows[TEA].facts == f"HTX Đồi Xa · {place}"
    assert rows["Tổ hợp tác Ong Rừng"].mark == "Tạm ngừng kinh doanh"
    assert rows[NEWS].facts == "Tin hoạt động"
    assert (rows[NEWS].text, rows[NEWS].day) == ("Liên minh họp ngày 15/9.", "2026-09-15")
    assert (rows["Liên hệ"].url, rows["Liên hệ"].text) == ("lien-he/", "Cách liên hệ.")


def test_a_product_that_is_no_longer_sold_says_so():
    """In the words of the vocabulary."""
    products = [make_product(name="Chè", availability="ngung")]
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(products=products)}))
    assert index.rows[1].mark == "Ngừng bán"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(None, 0), (date(2000, 1, 2), 1), (date(1998, 5, 1), 1), (date(2026, 11, 22), 9822), (date(2500, 1, 1), 0xFFFF)],
)
def test_days_fit_two_bytes(day, expected):
    """What is older or later than two bytes can say is the first or last day."""
    assert count_days(day) == expected
