"""Several indexes become one: every row once, in the one order, found by its words wherever it comes from."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.encoding import encode_index
from generator.search.merging import Harvest, merge_indexes
from generator.search.model import OWN_SITE, PAGE, POST, PRODUCT, Column, Province, Row, SearchIndex, Source
from generator.search.postings import DENSE_LIMIT
from generator.search.source_manifest import decode_index, decode_manifest
from generator.text import sort_key
from tests.builders import vocabularies
from tests.search.indexes import SITE, make_index, make_row, search_indexes

PORTAL = "https://cong.vn/"


def merge(own: SearchIndex, *harvests: Harvest, site_url: str = PORTAL) -> SearchIndex:
    return merge_indexes(own, harvests, vocabularies(), site_url)


def harvest(
    letter: str, rows: Sequence[Row], provinces: Sequence[Province] = (), sources: Sequence[Source] = (), **columns: Column
) -> Harvest:
    """The harvest of the site `https://<letter>.vn/`; its own rows' urls are made absolute, as those of harvests are."""
    site = f"https://{letter}.vn/"
    index = make_index([row._replace(url=site + row.url) if row.source == OWN_SITE else row for row in rows], provinces, **columns)
    index.sources = tuple(sources)
    return Harvest(Source(f"Trang {letter.upper()}", site), date(2026, 11, 22), index)


def find(index: SearchIndex, key: str) -> set[str]:
    """The titles of the rows that have a key."""
    return {index.rows[row].title for posting in index.terms.postings.get(key, {}).values() for row in posting.rows}


def codes(column: Column) -> list:
    return [column.values[cell] for cell in column.cells]


def test_without_harvests_nothing_changes() -> None:
    own = make_index([make_row()])
    assert merge(own) is own


def test_rows_of_all_sites_stand_in_one_order() -> None:
    """Province by the vocabulary, commune, kind, name without what most names share; then news from the newest, then pages, ours first."""
    a = harvest(
        "a",
        [make_row(title="Hợp tác xã Bơ", url="1/"), make_row(title="Tin cũ", url="2/", type=POST, day="2024-01-01"), make_row(title="Trang A", url="3/", type=PAGE)],
        [Province("ninh-binh", "Ninh Bình", 0, 1)],
        commune=Column(array("I", [1, 0, 0]), ["", "14329"], ["", "Phường Hoa Lư"], ["", "ninh-binh"]),
    )  # fmt: skip
    b = harvest(
        "b",
        [make_row(title="HTX Đào", url="1/"), make_row(title="Hợp tác xã An", url="2/"), make_row(title="Chè", url="3/", type=PRODUCT), make_row(title="Tin mới", url="4/", type=POST, day="2026-01-01")],
        [Province("thai-nguyen", "Thái Nguyên", 0, 3)],
    )  # fmt: skip
    own = make_index(
        [make_row(title="Hợp tác xã Cam"), make_row(title="Liên hệ", url="lien-he/", type=PAGE)], [Province("thai-nguyen", "TN", 0, 1)]
    )
    merged = merge(own, a, b)
    assert [row.title for row in merged.rows] == [
        "Hợp tác xã An",
        "Hợp tác xã Cam",
        "HTX Đào",
        "Chè",
        "Hợp tác xã Bơ",
        "Tin mới",
        "Tin cũ",
        "Liên hệ",
        "Trang A",
    ]
    assert merged.provinces == [Province("thai-nguyen", "Thái Nguyên", 0, 4), Province("ninh-binh", "Ninh Bình", 4, 1)]
    by_name = sorted(range(len(merged.rows)), key=list(merged.columns["name"].cells).__getitem__)
    assert [merged.rows[row].title for row in by_name][:5] == ["Hợp tác xã An", "Hợp tác xã Bơ", "Hợp tác xã Cam", "Chè", "HTX Đào"]


def test_every_row_is_found_by_its_words() -> None:
    """Row numbers in postings are those of the whole, for words of one site and of several."""
    own = make_index([make_row(title="Chè Một"), make_row(title="Gạo Hai", url="x/")])
    merged = merge(
        own, harvest("a", [make_row(title="Gạo Ba"), make_row(title="Mật", url="m/")]), harvest("b", [make_row(title="Gao Bốn")])
    )
    assert find(merged, "gao") == {"Gạo Hai", "Gạo Ba", "Gao Bốn"}
    assert set(merged.terms.postings["gao"]) == {"gạo", "gao"}
    assert find(merged, "mat") == {"Mật"}
    assert find(merged, "che") == {"Chè Một"}


def test_columns_are_united() -> None:
    """Codes that sites number differently are one; labels and order are our vocabulary's; an unknown code comes last with its own label."""
    sector = Column(array("I", [1, 2]), ["", "nghe-la", "chan-nuoi"], ["", "Nghề lạ", "Nuôi"])
    season = Column(array("I", [1, 0]), [[], ["2", "11"]], {"2": "Tháng 2", "11": "Tháng 11"})
    own = make_index([make_row(title="Một")])
    merged = merge(own, harvest("a", [make_row(title="Hai"), make_row(title="Năm", url="x/")], sector=sector, season=season))
    by_title = dict(zip([row.title for row in merged.rows], codes(merged.columns["sector"]), strict=True))
    assert by_title == {"Một": "trong-trot", "Hai": "nghe-la", "Năm": "chan-nuoi"}
    assert merged.columns["sector"].labels == ["", "Trồng trọt", "Chăn nuôi", "Nghề lạ"]
    assert codes(merged.columns["season"])[[row.title for row in merged.rows].index("Hai")] == ["2", "11"]
    assert list(merged.columns["season"].labels) == ["2", "11"]


def test_a_site_without_a_column_has_none_in_its_rows() -> None:
    """A site that an older or stranger generator has built: another kind of column counts as none."""
    given = harvest("a", [make_row(title="Hai", stars=3)], season=Column(array("I", [7])))
    del given.index.columns["sector"]
    given.index.columns["unknown"] = Column(array("I", [1]))
    merged = merge(make_index([make_row(title="Một")]), given)
    row = [row.title for row in merged.rows].index("Hai")
    assert codes(merged.columns["sector"])[row] == ""
    assert codes(merged.columns["season"])[row] == []
    assert merged.columns["stars"].cells[row] == 3
    assert "unknown" not in merged.columns


def test_each_row_names_its_site() -> None:
    """Our own rows have relative urls and no source, those of others absolute ones and theirs."""
    merged = merge(make_index([make_row(title="Một")]), harvest("a", [make_row(title="Hai")]), harvest("b", [make_row(title="Ba")]))
    assert merged.sources == (Source("Trang A", "https://a.vn/"), Source("Trang B", "https://b.vn/"))
    found = {row.title: (row.source, row.url) for row in merged.rows}
    path = "hop-tac-xa/thai-nguyen/mau/"
    assert found == {"Một": (OWN_SITE, path), "Hai": (0, f"https://a.vn/{path}"), "Ba": (1, f"https://b.vn/{path}")}


def test_one_record_on_two_sites_is_two_rows() -> None:
    """The province's page and the portal's page of a cooperative are two pages."""
    merged = merge(make_index([make_row()]), harvest("a", [make_row()]))
    assert len(merged.rows) == 2


def test_sites_below_ours_are_kept() -> None:
    """A country's site with its provinces in folders: only an equal address is the same page."""
    own = make_index([make_row(title="Của ta", url="a/x/")])
    given = harvest("a", [make_row(title="Trùng", url="x/"), make_row(title="Riêng", url="y/")])
    merged = merge(own, given, site_url="https://a.vn/")
    assert [row.title for row in merged.rows] == ["Của ta"], "the site itself"
    below = Harvest(Source("A", "https://cong.vn/a/"), given.day, given.index)
    below.index.rows = [row._replace(url=row.url.replace("https://a.vn/", "https://cong.vn/a/")) for row in given.index.rows]
    assert {row.title for row in merge(own, below).rows} == {"Của ta", "Riêng"}
    assert find(merge(own, below), "trung") == set()


def test_a_portal_of_portals_has_each_site_once() -> None:
    """Rows come from the site's own index before a portal's, from the first of two portals, and ours from nobody else."""
    nested = [Source("Trang A", "https://a.vn/"), Source("Ta", PORTAL), Source("Trang C", "https://c.vn/")]
    rows = [
        make_row(title="Của P", url="p/"),
        make_row(title="A cũ", url="https://a.vn/cu/", source=0),
        make_row(title="Ta cũ", url=f"{PORTAL}cu/", source=1),
        make_row(title="Của C", url="https://c.vn/1/", source=2),
    ]
    again = make_row(title="C nữa", url="https://c.vn/2/", source=0)
    merged = merge(
        make_index([make_row(title="Của ta")]),
        harvest("p", rows, sources=nested),
        harvest("q", [again], sources=[Source("C", "http://C.vn")]),
        harvest("a", [make_row(title="Của A")]),
    )
    assert {row.title for row in merged.rows} == {"Của ta", "Của P", "Của C", "Của A"}
    assert {merged.sources[row.source].url for row in merged.rows if row.source != OWN_SITE} == {
        "https://p.vn/",
        "https://c.vn/",
        "https://a.vn/",
    }
    assert find(merged, "cu") == set()


def test_a_word_that_was_dense_may_be_rare_in_the_whole() -> None:
    """«Thái Nguyên» is in every row of its province, and must still be required by a query to the country."""
    count = DENSE_LIMIT + 100
    given = harvest("a", [make_row(title=f"Xã {number}", url=f"{number}/") for number in range(count)])
    files = encode_index(given.index, SITE)
    assert files.manifest["dense"] == {"xa": count}
    manifest = decode_manifest(files.manifest_text.encode("utf-8"))
    again = Harvest(given.source, given.day, decode_index(manifest, files.payloads))
    own = make_index([make_row(title=f"Chè {number}", url=f"{number}/") for number in range(2 * count)])
    assert encode_index(merge(own, again), SITE).manifest["dense"] == {"che": 2 * count}


def test_a_word_of_which_a_site_gives_a_part_stays_dense() -> None:
    """What a query required would hide the rows that were not given; the true numbers are added up."""
    given = harvest("a", [make_row(title="Chè")])
    given.index.terms.dense = {"che": 9000}
    merged = merge(make_index([make_row(title="Chè Hai")]), given)
    assert merged.terms.dense == {"che": 9001}


@given(st.lists(search_indexes(), min_size=2, max_size=4))
@settings(max_examples=25)
def test_merging_keeps_what_each_index_says(indexes: list[SearchIndex]) -> None:
    """Whatever the indexes: rows, cells and postings of the whole are those of its parts, and it can be written and read."""
    indexes = [unlike_any_other(index, number) for number, index in enumerate(indexes)]
    merged = merge(
        indexes[0],
        *(Harvest(Source(f"N{number}", f"https://n{number}.vn/"), date(2026, 1, 1), index) for number, index in enumerate(indexes[1:], 1)),
    )
    place = {row.url: number for number, row in enumerate(merged.rows)}
    for index in indexes:
        for name in ("sector", "commune", "season"):
            assert [codes(merged.columns[name])[place[row.url]] for row in index.rows] == codes(index.columns[name])
        for key, forms in index.terms.postings.items():
            for form, posting in forms.items():
                found = dict(zip(*merged.terms.postings[key][form], strict=True))
                assert [found[place[index.rows[row].url]] for row in posting.rows] == list(posting.where)
    assert len(merged.rows) == sum(len(index.rows) for index in indexes)
    for forms in merged.terms.postings.values():
        assert all(before < after for posting in forms.values() for before, after in pairwise(posting.rows))
    encoded = encode_index(merged, SITE)
    again = decode_index(decode_manifest(json.dumps(encoded.manifest).encode("utf-8")), encoded.payloads)
    assert again.rows == merged.rows
    assert again.provinces == merged.provinces


def unlike_any_other(index: SearchIndex, number: int) -> SearchIndex:
    """The index without sources of its own, its rows at addresses of their own."""
    rows = [row._replace(url=f"https://n{number}.vn/{place}/", source=OWN_SITE) for place, row in enumerate(index.rows)]
    return SearchIndex(rows, index.provinces, index.columns, index.terms, index.texts)


def test_own_order_is_the_whole_s_order() -> None:
    """Names in Vietnamese order: ă after a, tones between equal letters alone."""
    titles = ["Bơ", "Bò", "Ăn", "An", "Đào", "Dừa"]
    own, given = make_index([make_row(title="Cam")]), harvest("a", [make_row(title=title, url=f"{title}/") for title in titles])
    assert [row.title for row in merge(own, given).rows] == sorted([*titles, "Cam"], key=sort_key)
