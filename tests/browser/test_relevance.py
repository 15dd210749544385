"""What people type must find what they mean: the questions of `tests/relevance`, asked of the real search page."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.build import LoadedSite
from generator.catalog import Catalog
from generator.text import fold, format_phone
from tests.relevance.answers import Book
from tests.relevance.asking import Visitor
from tests.relevance.haystack import INVENTED_COOPERATIVES, load_project, read_book, write_haystack, write_project, write_site
from tests.relevance.queries import load_queries
from tests.relevance.scoring import DEPTH, Outcome, format_report, group_by_category, judge, sum_up
from tests.relevance.typing_keys import make_typo, spell_telex

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEED = 20
HOSTILE = re.compile(r"[<{]")


@pytest.fixture(scope="module")
def alone_folder(tmp_path_factory) -> Path:
    """The sample and demo records as one project."""
    return write_project(tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def alone_site(alone_folder: Path) -> Path:
    return write_site(alone_folder)


@pytest.fixture(scope="module")
def alone_loaded(alone_folder: Path) -> LoadedSite:
    return load_project(alone_folder)


@pytest.fixture(scope="module")
def alone_book(alone_loaded: LoadedSite) -> Book:
    return read_book(alone_loaded)


@pytest.fixture(scope="module")
def visit(browser: Browser, serve_folder: Callable[[Path], str]) -> Iterator[Callable[[Path], Visitor]]:
    """A function that opens the search page of a site in a context of its own."""
    contexts = []

    def open_page(site: Path) -> Visitor:
        contexts.append(browser.new_context(locale="vi-VN"))
        return Visitor(contexts[-1].new_page(), serve_folder(site))

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def visitor(visit: Callable[[Path], Visitor], alone_site: Path) -> Visitor:
    return visit(alone_site)


def ask_all(visitor: Visitor, book: Book) -> list[Outcome]:
    return [judge(query, visitor.ask(query.text), book) for query in load_queries()]


def test_every_answer_exists(alone_book):
    """A question names records that are published; a rule speaks of facts that records have."""
    for query in load_queries():
        for name in (*query.before, *(item for item in query.accept if isinstance(item, str))):
            assert alone_book.resolve(name), query.text
        assert any(alone_book.accepts(query, url) for url in alone_book.facts), query.text


def test_the_questions_cover_what_people_do():
    """At least five questions a category, and about a third of all held out."""
    queries = load_queries()
    categories = [query.category for query in queries]
    assert min(categories.count(name) for name in categories) >= 5
    assert 0.3 < sum(query.held_out for query in queries) / len(queries) < 0.4


def test_alone(visitor, alone_book, record_property):
    """Among the sample's own records the first result is right for nine questions of ten, one of the first five for nineteen of twenty."""
    outcomes = ask_all(visitor, alone_book)
    record_property("report", format_report("alone", outcomes))
    check_shares(outcomes, first=0.90, five=0.95)


def test_haystack(visit, alone_site, tmp_path_factory, record_property):
    """Among ten thousand invented cooperatives the same questions still find their records."""
    loaded = load_project(write_project(tmp_path_factory.mktemp("haystack"), INVENTED_COOPERATIVES))
    site = write_haystack(loaded, alone_site, tmp_path_factory.mktemp("haystack-site"))
    outcomes = ask_all(visit(site), read_book(loaded))
    record_property("report", format_report("haystack", outcomes))
    check_shares(outcomes, first=0.80, five=0.90)


def check_shares(outcomes: Sequence[Outcome], *, first: float, five: float) -> None:
    """The shares of all questions, and some success in every category."""
    score = sum_up(outcomes)
    assert score.first >= first
    assert score.five >= five
    assert [name for name, group in group_by_category(outcomes).items() if not sum_up(group).first] == []


def list_names(catalog: Catalog) -> list[tuple[str, str]]:
    """(name, url) of every cooperative and product, but not of those whose names are there to break pages."""
    entries = (*catalog.cooperatives.values(), *catalog.products.values())
    return [(entry.record.name, entry.url) for entry in entries if not HOSTILE.search(entry.record.name)]


def find_namesakes(catalog: Catalog) -> dict[str, str]:
    """A product's url → its maker's, where the maker's own name is the product's: «Hợp tác xã Gạo tám Đồng Lầm» and its rice."""
    makers = {fold(entry.distinguishing_name): entry.url for entry in catalog.cooperatives.values()}
    products = ((entry.url, makers.get(fold(entry.record.name))) for entry in catalog.products.values())
    return {url: maker for url, maker in products if maker}


def test_every_name_finds_its_record(visitor, alone_loaded):
    """A whole name typed without accents puts its record first, or second to the maker of the same name."""
    namesakes = find_namesakes(alone_loaded.catalog)
    missed = []
    for name, url in list_names(alone_loaded.catalog):
        shown = visitor.ask(fold(name))
        above = shown[: shown.index(url)] if url in shown else shown
        missed += [name] if [other for other in above if other != namesakes.get(url)] or url not in shown else []
    assert missed == []


def test_numbers_find_their_cooperative(visitor, alone_loaded):
    """A tax code puts its cooperative first, and so does a phone number that the page shows."""
    missed = []
    for entry in alone_loaded.catalog.cooperatives.values():
        phones = [format_phone(contact.value) for contact in entry.record.contacts if contact.type == "phone"]
        for number in filter(None, (entry.record.tax_code, *phones)):
            missed += [] if visitor.ask(number)[:1] == (entry.url,) else [number]
    assert missed == []


@pytest.mark.parametrize(("way", "share"), [("typo", 0.85), ("telex", 0.90)])
def test_names_typed_badly(visitor, alone_loaded, record_property, way, share):
    """A name with one slip of a finger, or in raw Telex keys, finds its record within five."""
    chance = random.Random(SEED)
    names = list_names(alone_loaded.catalog)
    typed = [(make_typo(fold(name), chance) if way == "typo" else spell_telex(name), url) for name, url in names]
    missed = [text for text, url in typed if url not in visitor.ask(text)[:DEPTH]]
    record_property("report", f"names in {way}: {1 - len(missed) / len(typed):.2f} of {len(typed)} within five; missed: {missed}")
    assert len(missed) <= (1 - share) * len(typed)
