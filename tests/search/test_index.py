"""What the index of a catalog holds: rows in order, words by field, numbers, places old and new."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.search import ProseText
from generator.search.model import FORMER_PLACE, LABEL, MAKER, NUMBER, OTHER_NAME, PERSON, PLACE, PRODUCT_NAME, TEXT
from tests.builders import make_cooperative, make_post, make_product, make_recognition, vocabularies
from tests.render.rendering import make_catalog
from tests.render.sample import TAX_CODE, make_rich_cooperative, make_rich_product, rich_catalog
from tests.search.collected import collect, find, rank_of, titles

RICH, TEA, PLAIN = "Hợp tác xã Chè Đồi Xa", "Chè đinh Đồi Xa", "Chè gói"
HIGH_COMMUNE, LOW_COMMUNE = "05518", "05443"


def name_where(place: int, length: int) -> int:
    return place << 3 | length


def test_rows_are_ordered_by_province_type_rank_place_and_name():
    """Province as the vocabulary has it, cooperatives before products before news, better ones first, then commune and name; pages last."""
    places = {"ninh-binh/zz": "13285", "thai-nguyen/aa": HIGH_COMMUNE, "thai-nguyen/bb": LOW_COMMUNE, "thai-nguyen/cc": LOW_COMMUNE}
    names = {
        "ninh-binh/zz": "HTX An",
        "thai-nguyen/aa": "HTX An",
        "thai-nguyen/bb": "Hợp tác xã Đông",
        "thai-nguyen/cc": "HTX nông nghiệp Dần",
    }
    products = {"thai-nguyen/bb": [make_product(name="Ẩm"), make_product(slug="hai", name="Âm")]}
    cooperatives = {
        key: make_cooperative(name=names[key], address={"commune": code}, products=products.get(key, [])) for key, code in places.items()
    }
    posts = {
        "2026/cu": make_post(title="Cũ", places=["thai-nguyen"], published_at="2026-01-02 08:00"),
        "2026/moi": make_post(title="Mới", cooperatives=["thai-nguyen/aa"], published_at="2026-03-02 08:00"),
        "2026/chung": make_post(title="Chung"),
    }
    index = collect(make_catalog(cooperatives, posts), ProseText("lien-he/", "Liên hệ"))
    assert titles(index) == [
        "HTX nông nghiệp Dần", "Hợp tác xã Đông", "HTX An", "Âm", "Ẩm", "Mới", "Cũ",
        "HTX An", "Chung", "Liên hệ",
    ]  # fmt: skip
    assert [(item.code, item.start, item.count) for item in index.provinces] == [("thai-nguyen", 0, 7), ("ninh-binh", 7, 1)]
    full = {"summary": "Chè.", "description": "Chè.", "products": [make_product(name="Ấm")]}
    richer = make_cooperative(name="HTX Ý", address={"commune": HIGH_COMMUNE}, **full)
    index = collect(make_catalog(cooperatives | {"thai-nguyen/dd": richer}, posts))
    assert titles(index)[:4] == ["HTX Ý", "HTX nông nghiệp Dần", "Hợp tác xã Đông", "HTX An"]


def test_the_rank_of_names_is_that_of_the_lists():
    """Names are compared by the part that is their own, over all rows."""
    index = collect(rich_catalog(), ProseText("a/", "Ảnh"))
    ordered = [title for _, title in sorted(zip(index.columns["name"].cells, titles(index), strict=True))]
    assert ordered == ["Ảnh", TEA, RICH, PLAIN, "Hội nghị sơ kết", "Tổ hợp tác Ong Rừng", "Tin cũ", "Tin thứ hai"]


def test_a_name_tells_the_place_of_each_word():
    """In the part of its own from 0 on, with that part's length; the words that many names share are late, with the whole name's length."""
    index = collect(rich_catalog())
    assert find(index, "chè")[RICH] == name_where(0, 2)
    assert find(index, "xa")[RICH] == name_where(2, 2)
    assert find(index, "hợp")[RICH] == name_where(7, 4)
    assert find(index, "chè")[TEA] == name_where(0, 3)
    assert find(index, "đinh")[TEA] == name_where(1, 3)


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("Chè", "chè", name_where(0, 0)),
        ("Tám chín mười mười một hai ba bốn năm", "năm", name_where(7, 6)),
        (" ".join(["một"] * 13), "một", name_where(0, 7)),
        ("Hợp tác xã Dịch vụ", "dịch", name_where(3, 4)),  # a name of nothing but shared words is its own
        ("HTX Chè", "hợp", name_where(7, 3)),  # written out: hợp tác xã chè
    ],
)
def test_lengths_and_late_words_of_names(name, word, expected):
    """The length counts words as they are written out; what stands far back is late."""
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(name=name)}))
    assert find(index, word)[name] == expected


@pytest.mark.parametrize(
    ("form", "title", "where"),
    [
        ("doi", RICH, OTHER_NAME), ("bud", TEA, OTHER_NAME), ("nõn", TEA, OTHER_NAME),
        ("xóm", RICH, PLACE), ("thái", RICH, PLACE), ("phùng", TEA, PLACE),
        ("cũ", RICH, FORMER_PLACE), ("đại", RICH, FORMER_PLACE), ("đại", TEA, FORMER_PLACE),
        ("hợp", TEA, MAKER), ("trồng", RICH, LABEL), ("vietgap", RICH, LABEL), ("vietgap", TEA, LABEL), ("trà", TEA, LABEL),
        ("4sao", TEA, LABEL), ("ocop", TEA, LABEL), ("thử", RICH, PERSON), ("đinh", RICH, PRODUCT_NAME), ("gói", RICH, PRODUCT_NAME),
        (TAX_CODE, RICH, NUMBER), ("0912345678", RICH, NUMBER), ("02080000016", RICH, NUMBER), ("8930000001368", TEA, NUMBER),
        ("9001", TEA, NUMBER), ("11", TEA, NUMBER), ("vg", TEA, NUMBER), ("tnor", TEA, NUMBER), ("tx", TEA, NUMBER), ("0902", TEA, NUMBER),
        ("hà", "Hội nghị sơ kết", PERSON), ("193", "Hội nghị sơ kết", NUMBER), ("05", "Hội nghị sơ kết", NUMBER),
        ("tập", "Hội nghị sơ kết", LABEL), ("đồi", "Hội nghị sơ kết", MAKER), ("đinh", "Hội nghị sơ kết", PRODUCT_NAME),
        ("thái", "Hội nghị sơ kết", PLACE), ("phan", "Hội nghị sơ kết", PLACE),
    ],
)  # fmt: skip
def test_words_stand_in_their_fields(form, title, where):
    """Each field of each kind of record, by the word of it that no stronger field has."""
    assert find(collect(rich_catalog()), form)[title] == where


def test_a_word_keeps_its_strongest_field():
    """Posted once a row: a word of the name is of the name, wherever else it stands."""
    index = collect(rich_catalog())
    for forms in index.terms.postings.values():
        for rows, where in forms.values():
            assert len(rows) == len(where)
            assert all(before < after for before, after in pairwise(rows))
    assert find(index, "đồi")[TEA] == name_where(2, 3)  # in the maker's name and among its other products' too


def test_neighbours_in_key_fields_are_terms():
    """Of places, makers, labels and people; not of names, numbers or texts, and never across two labels."""
    index = collect(rich_catalog())
    assert find(index, "thái nguyên")[RICH] == PLACE
    assert find(index, "đại từ")[TEA] == FORMER_PLACE
    assert find(index, "đồi xa")[TEA] == MAKER
    assert find(index, "trồng trọt")[RICH] == LABEL
    assert find(index, "văn thử")[RICH] == PERSON
    assert not find(index, "chè đồi").get(RICH)
    assert not find(index, "mười tám")
    assert not find(index, "trọt trồng")  # the label «Trồng trọt» and its synonym «trồng cây» after it


def test_a_commune_is_found_by_the_units_it_was_made_of():
    """Where a record gives no former address of its own; a district, which no longer exists, included."""
    commune = vocabularies().communes[HIGH_COMMUNE]
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(name="HTX Mẫu", address={"commune": HIGH_COMMUNE})}))
    for unit in commune.former:
        for name in (unit.name, unit.district, unit.province):
            words = name.lower().split()
            assert all(find(index, word)["HTX Mẫu"] in (PLACE, FORMER_PLACE) for word in words), name


def test_a_former_address_is_completed_by_the_commune():
    """A record that tells only the former commune is still found by the district, and by the province that is no more."""
    record = make_cooperative(name="HTX Mẫu", address={"commune": "01879"}, former_address={"commune": "xã Lạ Lùng"})
    index = collect(make_catalog({"thai-nguyen/aa": record}))
    assert {find(index, form)["HTX Mẫu"] for form in ("lạ lùng", "pác nặm", "bắc kạn")} == {FORMER_PLACE}
    assert not find(index, "cổ linh")  # another of the commune's former units


def test_a_phone_is_found_only_when_it_is_published():
    """The consent gate stands before the index: a personal number without consent is no word of it."""
    contacts = [
        {"type": "phone", "value": "0912 345 678", "personal": "true"},
        {"type": "zalo", "value": "0987 654 321", "personal": "false"},
    ]
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(name="HTX Mẫu", contacts=contacts)}))
    assert not find(index, "0912345678")
    assert find(index, "0987654321") == {"HTX Mẫu": NUMBER}


def test_stars_that_were_taken_back_are_no_word():
    """A revoked decision is still found by its number, but not by its stars."""
    revoked = {"on": "2026-03-02", "document": "Quyết định 77/QĐ-UBND"}
    product = make_product(ocop=[make_recognition(revoked=revoked)])
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(products=[product])}))
    assert not find(index, "4sao")
    assert find(index, "9001") == {"Chè Ví Dụ": NUMBER}
    assert index.rows[1].stars == 0
    assert index.rows[1].valid == ""


def test_long_texts_stand_in_the_second_tier():
    """Summaries, leads, descriptions, ingredients, bodies and pages; without the addresses of links, and each word once a row."""
    index = collect(rich_catalog(), ProseText("lien-he/", "Liên hệ", "Cách liên hệ", "Giờ làm việc, giờ nghỉ"))
    assert find(index, "kể", index.texts) == find(index, "mười", index.texts) == {RICH: TEXT}
    assert find(index, "búp", index.texts) == {TEA: TEXT}
    assert find(index, "họp", index.texts)["Hội nghị sơ kết"] == TEXT
    assert find(index, "cách", index.texts)["Liên hệ"] == TEXT
    assert find(index, "củi", index.texts) == {TEA: TEXT}
    assert find(index, "pha", index.texts) == {TEA: TEXT}
    assert find(index, "giờ", index.texts) == {"Liên hệ": TEXT}
    assert not find(index, "kể")
    assert not find(index, "nguyen", index.texts)  # of htx:thai-nguyen/…
    assert not find(index, "png", index.texts)
    assert all(where == bytes([TEXT]) * len(rows) for forms in index.texts.postings.values() for rows, where in forms.values())


def test_drafts_and_news_of_the_future_are_in_no_index():
    """A preview carries them as pages; what can be found is what will be published."""
    catalog = rich_catalog()
    assert {entry.unpublished for entry in catalog.posts.values()} == {"", "draft", "future"}
    index = collect(catalog)
    assert not {"Bản nháp", "Hẹn đăng"} & set(titles(index))
    assert not find(index, "nháp")


def test_news_past_their_end_are_found_last():
    """They keep their page, so they can be found; nothing puts them before others."""
    ranks = rank_of(collect(rich_catalog()))
    assert ranks["Tin cũ"] == 0 < ranks["Tin thứ hai"]


def test_ranks_tell_full_and_awarded_records_from_bare_ones():
    """A full, active cooperative with stars outranks a bare one; so does a product; all stay within a byte's lower half."""
    ranks = rank_of(collect(rich_catalog()))
    assert ranks[RICH] > ranks["Tổ hợp tác Ong Rừng"]
    assert ranks[TEA] > ranks[PLAIN]
    full = make_rich_product(ocop=[make_recognition(stars="5", points="95")], availability="dang-ban")
    best = rank_of(collect(make_catalog({"thai-nguyen/aa": make_rich_cooperative(products=[full])})))
    assert max(best.values()) <= 15


def test_the_rank_of_news_changes_twice_a_year():
    """Every part that names a row carries its rank: a rank that fell from day to day would make every part new every day."""
    posts = {f"2026/{month}": make_post(title=f"Tháng {month}", published_at=f"2026-{month:02}-02 08:00") for month in range(1, 12)}
    ranks = rank_of(collect(make_catalog(posts=posts)))
    assert {ranks[f"Tháng {month}"] for month in range(7, 12)} == {12}
    assert {ranks[f"Tháng {month}"] for month in range(1, 7)} == {11}
