"""The engine alone: what a query finds and in which order, and how typing that went wrong is understood."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.search import SearchIndex, SiteFacts
from tests.browser.engine_site import Engine, collect_sample, write_engine

pytestmark = pytest.mark.browser
TEA, GREEN, NAIL = "Hợp tác xã Chè Suối Ngàn", "Hồng trà Suối Ngàn", "Trà đinh Suối Ngàn"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[SearchIndex, SiteFacts]:
    return collect_sample(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def engine(browser: Browser, serve_folder: Callable[[Path], str], sample, tmp_path_factory) -> Iterator[Engine]:
    """The engine over the sample's index."""
    folder = tmp_path_factory.mktemp("engine-site")
    write_engine(folder, *sample)
    engine = Engine(browser, serve_folder(folder))
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("chè suối ngàn", TEA),
        ("che suoi ngan", TEA),
        ("CHÈ SUỐI NGÀN", TEA),
        ("hợp tác xã chè suối ngàn", TEA),
        ("trà đinh suối ngàn", NAIL),
        ("tra dinh suoi ngan", NAIL),
        ("hồng trà", GREEN),
        ("quy tin dung minh thinh", "Quỹ tín dụng nhân dân Minh Thịnh"),
    ],
)
def test_a_name_finds_its_own_record(engine: Engine, q: str, first: str) -> None:
    """A cooperative's name puts it above its products, a product's name the product."""
    assert engine.titles(q)[0] == first


@pytest.mark.parametrize(("q", "above", "below"), [("dê", "dê", "đê"), ("đê", "đê", "dê"), ("giò", "giò", "giỏ"), ("giỏ", "giỏ", "giò")])
def test_typed_marks_order_the_rows(engine: Engine, q: str, above: str, below: str) -> None:
    """What was typed with marks puts words spelled so above their homographs, which are found too."""
    titles = [title.lower().split() for title in engine.titles(q, size=50)]
    assert above in titles[0]
    assert max(place for place, words in enumerate(titles) if above in words) < min(
        place for place, words in enumerate(titles) if below in words
    )


@pytest.mark.parametrize(("one", "other"), [("hoà bình", "hòa bình"), ("thuỷ sản", "thủy sản"), ("HTX Suối Ngàn", "htx suối ngàn")])
def test_spellings_of_one_word_find_the_same(engine: Engine, one: str, other: str) -> None:
    """Tone placement, case and the form in which letters are composed change nothing."""
    assert engine.titles(one) == engine.titles(other) == engine.titles(unicodedata.normalize("NFD", one)) != []


def test_abbreviations_are_their_words(engine: Engine) -> None:
    """«htx» is «hợp tác xã», in the record's words or in the visitor's."""
    assert engine.titles("htx chè suối ngàn")[0] == engine.titles("HTX CHÈ SUỐI NGÀN")[0] == TEA
    assert engine.titles("qtdnd minh thịnh")[0] == "Quỹ tín dụng nhân dân Minh Thịnh"


def test_question_words_are_left_out_but_never_all(engine: Engine) -> None:
    """«ở đâu» is not searched for; a query of nothing else still is."""
    assert engine.titles("chè suối ngàn ở đâu") == engine.titles("chè suối ngàn")
    assert engine.titles("số điện thoại chè suối ngàn")[0] == TEA
    assert engine.titles("liên hệ") != []


def test_stars_are_demanded(engine: Engine) -> None:
    """«5 sao» in any spelling is a word that must be found, and the row's own stars come before those its text tells of."""
    hits = engine.ask("trà 5*")["hits"]
    assert hits[0]["title"] == NAIL and hits[0]["stars"] == 5
    assert [hit["title"] for hit in hits] == engine.titles("trà 5 sao") == engine.titles("trà 5sao")
    assert all(hit["stars"] == 5 for hit in engine.ask("5 sao", size=4)["hits"])


@pytest.mark.parametrize(
    "q",
    [
        "4699001016",
        "46990010",
        "0208 0000 016",
        "02080000016",
        "0208000001",
        "+84 208 0000 016",
        "mã số thuế 4699001016",
        "chè 0208.0000.016",
    ],
)
def test_numbers_find_their_cooperative(engine: Engine, q: str) -> None:
    """Tax code and phone: whole, only begun, in pieces, beside other words."""
    assert engine.titles(q)[0] == TEA


def test_synonyms_stand_below_what_was_typed(engine: Engine) -> None:
    """«chè» finds «trà» and the other way round; phrases too. Marks that disagree call for nothing."""
    assert engine.titles("lạp xưởng gác bếp")[0] == "Lạp sườn gác bếp Bản Phja"
    assert "Thịt lợn đen" in engine.titles("thịt heo đen")[0]
    assert engine.titles("hồng chè suối ngàn")[0] == GREEN
    chosen = engine.ask("chè")
    assert {"che", "tra"} <= set(chosen["terms"])
    assert "tra" not in engine.ask("chê")["terms"]


def test_the_last_word_may_be_begun(engine: Engine) -> None:
    """From two letters on it is completed, with the tone still missing; one letter disturbs nothing; a whole word comes first."""
    assert engine.titles("che suoi ng")[0] == engine.titles("chè suối ngà")[0] == engine.titles("chè suối n")[0] == TEA
    assert "thốt nốt" in engine.titles("thot no")[0].lower()
    assert engine.ask("xyz suo")["dropped"] == ["xyz"]


@pytest.mark.parametrize(
    ("q", "corrected"),
    [
        ("chef suoois ngafn", [["chef", "chè"], ["suoois", "suối"], ["ngafn", "ngàn"]]),
        ("che2 suo6i1 nga2n", [["che2", "chè"], ["suo6i1", "suối"], ["nga2n", "ngàn"]]),
        ("che suoi gnan", [["gnan", "ngan"]]),
        ("che suuoi ngan", [["suuoi", "suoi"]]),
        ("che suoii ngan", [["suoii", "suoi"]]),
        ("che sui ngan", [["sui", "suoi"]]),
        ("che suoingan", [["suoingan", "suoi ngan"]]),
        ("che suoi ng an", [["ng an", "ngan"]]),
    ],
)
def test_slips_are_put_right_and_told(engine: Engine, q: str, corrected: list[list[str]]) -> None:
    """Raw Telex and VNI keys, one letter wrong, words run together or torn apart."""
    answer = engine.ask(q)
    assert answer["hits"][0]["title"] == TEA
    assert answer["corrected"] == corrected


def test_marks_are_kept_where_a_word_goes_on(engine: Engine) -> None:
    """«gà» is no beginning of gạo, though «ga» is; a word spelled as typed is no reason to show its homographs in labels."""
    assert not any("Gạo" in title for title in engine.titles("gà", size=50))
    assert any("Gạo" in title for title in engine.titles("ga", size=50))
    marked, plain = engine.ask("chè")["total"], engine.ask("che")["total"]
    assert 0 < marked < plain  # «chế biến» is the label of many


def test_words_that_nobody_has_are_dropped_down_to_half(engine: Engine) -> None:
    """The page is told which; with fewer than half of the words left nothing is found."""
    answer = engine.ask("chè suối ngàn blockchain")
    assert answer["hits"][0]["title"] == TEA
    assert answer["dropped"] == ["blockchain"]
    assert answer["total"] == engine.ask("chè suối ngàn")["total"]
    nothing = engine.ask("blockchain metaverse ngàn")
    assert (nothing["total"], nothing["hits"]) == (0, [])


def test_long_texts_are_searched_when_little_is_found(engine: Engine) -> None:
    """A word that stands only in a description finds its record, without a correction."""
    answer = engine.ask("chiếu in hấp khuôn bìa")
    assert "Cánh Hà" in answer["hits"][0]["title"]
    assert answer["corrected"] == answer["dropped"] == []


def test_a_place_of_two_words_beats_its_scattered_syllables(engine: Engine) -> None:
    """«hòa bình» means the province that was, not any «hòa» and any «bình»."""
    facts = [hit["facts"] for hit in engine.ask("rượu hòa bình")["hits"][:2]]
    assert all("Phú Thọ" in line for line in facts)


def test_words_of_nearly_every_row_are_not_demanded(browser, serve_folder, sample, tmp_path) -> None:
    """Dense words only order the rows; alone they stand for all rows, and the total is told as a guess."""
    index, facts = sample
    dense = {key: len(index.rows) - 5 for key in ("hop", "tac", "xa", "tra")}
    terms = dataclasses.replace(index.terms, dense=dense)
    write_engine(tmp_path, dataclasses.replace(index, terms=terms), facts)
    engine = Engine(browser, serve_folder(tmp_path))
    assert engine.titles("hợp tác xã chè suối ngàn")[0] == TEA
    assert engine.titles("trà đinh suối ngàn")[0] == NAIL
    common = engine.ask("hợp tác xã")
    assert (common["exact"], common["total"], common["hits"][0]["type"]) == (False, len(index.rows) - 5, 0)
    assert engine.ask("hợp tác xã", loai=["san-pham"])["total"] == len([row for row in index.rows if row.type == 1])
    engine.close()


def test_pages_follow_each_other(engine: Engine) -> None:
    """No hit stands on two pages or on none; what a hit says is complete."""
    whole = engine.ask("chè", size=30)
    pages = [engine.ask("chè", size=10, page=page) for page in (1, 2, 3)]
    assert [hit["row"] for page in pages for hit in page["hits"]] == [hit["row"] for hit in whole["hits"]]
    assert {page["total"] for page in pages} == {whole["total"]}
    assert engine.ask("chè", page=99)["hits"] == []
    hit = whole["hits"][0]
    assert list(hit) == ["type", "title", "url", "facts", "text", "stars", "valid", "day", "mark", "source", "row", "score"]
    assert [hit["score"] for hit in whole["hits"]] == sorted((hit["score"] for hit in whole["hits"]), reverse=True)


@pytest.mark.parametrize(
    "q",
    [
        "",
        "   ",
        "???",
        "🍵",
        "<b>chè</b>",
        "__proto__ constructor",
        "a" * 200,
        "chè " * 50,
        "881 882 883 884 885 886 887 888 889 890 891",
        "đ",
        "\u0301",
    ],
)
def test_any_text_is_answered(engine: Engine, q: str) -> None:
    """Signs, pictures, markup and very many words end in an answer."""
    answer = engine.ask(q)
    assert answer["total"] >= len(answer["hits"])
    assert bool(answer["hits"]) == (not q.strip() or "ch" in q or q == "đ")
