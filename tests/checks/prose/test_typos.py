"""Spellings that are never right."""

import unicodedata

import pytest

from generator.checks.prose.typos import find_typos
from generator.diagnostics import load_messages
from generator.records import Typo, Wording
from tests.builders import PROJECT, vocabularies
from tests.checks.prose.rewording import reword
from tests.search.test_search_words import GOODS, list_place_names

TYPOS = vocabularies().wording.typos


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khắc phục khó khan, làm tốt", [("khan", "khăn")]),
        ("tổ chức tư vẫn hỗ trợ", [("vẫn", "vấn")]),
        ("UBND-Banh chỉ đạo", [("UBND-Banh chỉ đạo", "UBND-Ban chỉ đạo")]),
        ("chính sách phát luật của", [("phát luật", "pháp luật")]),
        ("Sát nhập hai xã", [("Sát nhập", "Sáp nhập")]),
        ("SÁT NHẬP HAI XÃ", [("SÁT NHẬP", "SÁP NHẬP")]),
        ("các nghành nghề", [("nghành", "ngành")]),
        ("hợp\ntát xã", [("hợp\ntát xã", "hợp tác xã")]),
        ("Đươc mùa lớn", [("Đươc", "Được")]),
        ("các HTX Đươc mùa", [("Đươc", "Được")]),
    ],
)
def test_what_was_meant_is_proposed(text, expected):
    """With the capitals that stand there, across the end of a line too."""
    ((given, better),) = reword(find_typos, text)
    assert given.endswith(expected[0][0]) and better.endswith(expected[0][1])


@pytest.mark.parametrize(
    "text",
    [
        "vốn đầu tư vẫn tăng, ông Tư vẫn làm, vật tư vẫn đủ",
        "ông Nguyễn Văn Hưỡng, bà Lê Thị Sẳn, ông Trần Hửu Mẫu",
        "cung cấp nông sản suất ăn công nghiệp, vừa sơ xuất hiện",
        "những thành tựu chung của tỉnh",
        "nộp hồ sơ xuất khẩu, tiếp xúc tích cực, thương hiệu xuất khẩu",
        "lịch sử lý thú, điều chỉnh chu kỳ, du khách hành hương",
        "nguồn gốc chính xác xuất xứ, cũng cố gắng, chung thực hiện",
        "khó, khan hiếm; sáp nhập, xán lạn, tham quan",
        "`sát nhập` và https://a.vn/sát nhập-x".replace("sát nhập-x", "x"),
        "Mỹ phầm phập",
    ],
)
def test_the_same_syllables_of_other_words_stay(text):
    """«đầu tư vẫn tăng» is no «tư vấn»; what signs part is no phrase; code is left alone."""
    assert reword(find_typos, text) == []


def test_marks_apart_from_their_letters_are_read_too():
    """As some systems store file names and texts."""
    assert reword(find_typos, unicodedata.normalize("NFD", "còn khó khan lắm")) == [("khó khan", "khó khăn")]


def test_no_typo_is_found_in_what_is_right():
    """Places, goods, labels, our own sentences, the guide, and what the list itself says is right."""
    guide = [path.read_text(encoding="utf-8") for path in (PROJECT / "docs").rglob("*.md") if "ma-loi" not in path.parts]
    labels = [term.label for terms in vocabularies().lists.values() for term in terms.values()]
    sentences = [code["message"] for code in load_messages("vi")["codes"].values()]
    right = [typo.right for typo in TYPOS.values()]
    texts = [*list_place_names(), *GOODS, *guide, *labels, *sentences, *vocabularies().abbreviations.shown.values(), *right]
    assert not reword(find_typos, "\n\n".join(texts))


def test_there_are_enough_to_help():
    """A proof-reader's first hundred, each found where it stands, and none that is both wrong and right."""
    assert len(TYPOS) >= 100
    for wrong, typo in TYPOS.items():
        assert reword(find_typos, f"và {wrong}, rồi") == [(wrong, typo.right)] or reword(find_typos, f"{wrong}.")[0][1] == typo.right


def test_a_site_may_have_its_own():
    """The list is data."""
    from generator.checks.prose.wording_book import WordingBook

    book = WordingBook(Wording(typos={"a ma": Typo(right="b")}))
    assert [known.typo.right for known in book.find_candidates("Xa ma («A» ma).")] == ["b"]
    assert book.find_candidates("a b ma") == []
