"""How the engine gets its parts: what it asks for and when, what it does when they are missing, damaged, late or no longer wanted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from generator.search import SearchIndex, SiteFacts
from tests.browser.engine_site import Engine, collect_sample, make_state, write_engine

pytestmark = pytest.mark.browser
OVERTAKE = """async ([first, second]) => {
  const controller = new AbortController();
  const overtaken = window.index.search(first, { signal: controller.signal }).catch((error) => error.name);
  const answer = window.index.search(second);
  controller.abort();
  return [await overtaken, (await answer).total];
}"""

BEGIN = """state => {
  window.control = new AbortController();
  window.ended = window.index.search(state, { signal: window.control.signal }).catch((error) => error.name);
}"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[SearchIndex, SiteFacts]:
    return collect_sample(tmp_path_factory.mktemp("parts"))


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts-site")
    write_engine(folder, *sample)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(folder)


@pytest.fixture
def engine(browser: Browser, address: str) -> Iterator[Engine]:
    """An engine that has fetched nothing but the manifest."""
    engine = Engine(browser, address)
    engine.asked.clear()
    yield engine
    engine.close()


def read_manifest(folder: Path) -> dict:
    return json.loads((folder / "tim-kiem/chi-muc/manifest.json").read_bytes())


def test_a_query_takes_two_round_trips(engine: Engine) -> None:
    """Terms at once and behind them the list of words, then the display blocks of this page alone; what came once is not asked for again."""
    answer = engine.ask("chè suối ngàn")
    blocks = {hit["row"] // 32 for hit in answer["hits"]}
    kinds = engine.kinds()
    assert kinds == sorted(kinds, key="twd".index)
    assert kinds.count("d") == len(blocks)
    assert kinds.count("w") == 1 and 1 <= kinds.count("t") <= 7
    engine.ask("chè suối ngàn", page=1)
    engine.ask("suối ngàn chè")
    assert engine.kinds() == []


def test_only_the_shards_of_the_words_are_fetched(engine: Engine, folder: Path) -> None:
    """A number that is found needs one shard; long texts are read when names and places answer poorly, not for a name or a slip."""
    engine.ask("4699001016")
    kinds = engine.kinds()
    assert (kinds.count("t"), kinds.count("d"), kinds.count("u")) == (1, 1, 0)
    for q in ("mật ong", "mat ogn", "chè suối ngàn", "chè suối ngàn blockchain"):
        engine.ask(q)
    assert "u" not in engine.kinds()
    engine.ask("chiếu in hấp khuôn bìa")
    assert "u" in engine.kinds()
    assert len(read_manifest(folder)["terms"]["parts"]) > 7


def test_the_manifest_may_be_given(browser: Browser, address: str, folder: Path) -> None:
    """A page that carries the manifest saves the request."""
    engine = Engine(browser, address, read_manifest(folder))
    assert "manifest.json" not in engine.asked
    engine.close()


def answer_once(engine: Engine, pattern: str, act: Callable[[Route], None], times: int = 1) -> list[str]:
    """Let the first requests that match be answered by `act`; returns the addresses of all, as they come."""
    asked: list[str] = []

    def handle(route: Route) -> None:
        asked.append(route.request.url)
        act(route) if len(asked) <= times else route.continue_()

    engine.page.route(pattern, handle)
    return asked


@pytest.mark.parametrize("act", [lambda route: route.fulfill(status=404), lambda route: route.fulfill(body=b"x\x9cnothing")])
@pytest.mark.parametrize("part", ["t", "d"])
def test_a_bad_part_is_fetched_once_more(engine: Engine, part: str, act: Callable[[Route], None]) -> None:
    """Missing or damaged, while the manifest is still the same: the part is asked for again past all caches."""
    asked = answer_once(engine, f"**/chi-muc/{part}/**", act)
    assert engine.ask("chè suối ngàn")["hits"] != []
    assert asked.count(asked[0]) == 2
    assert engine.asked.count("manifest.json") == 1


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda route: route.fulfill(status=404), "missing"),
        (lambda route: route.fulfill(status=403), "missing"),
        (lambda route: route.fulfill(status=503), "offline"),
        (lambda route: route.abort(), "offline"),
        (lambda route: route.fulfill(body=b""), "damaged"),
        (lambda route: route.fulfill(body=zlib.compress(b"\x02\0\0\0{}")), "damaged"),
        (lambda route: route.fulfill(body=zlib.compress(b"\xff\xff\xff\xff")), "damaged"),
        (lambda route: route.fulfill(body=b"<!doctype html>"), "damaged"),
    ],
)
def test_failures_have_their_reason(engine: Engine, act: Callable[[Route], None], reason: str) -> None:
    """What stays bad ends in one of three reasons, and the next search asks anew."""
    engine.page.route("**/chi-muc/t/**", act)
    assert engine.fail("chè suối ngàn") == reason
    engine.page.unroute_all()
    engine.wait_for_ends()  # what was asked for together has failed by then
    assert engine.fail("chè suối ngàn") == "answered"


def test_a_captive_portal_is_no_manifest(engine: Engine) -> None:
    """A page in place of a part and of the manifest is told as damage, not taken for a new index."""
    engine.page.route("**/chi-muc/**", lambda route: route.fulfill(body="<!doctype html>"))
    assert engine.fail("chè suối ngàn") == "damaged"


def test_a_new_index_is_followed(browser: Browser, serve_folder: Callable[[Path], str], sample, tmp_path: Path) -> None:
    """The site was published anew while a page was open: the search begins again with the new manifest, and stays there."""
    index, facts = sample
    old = write_engine(tmp_path, index, facts)
    engine = Engine(browser, serve_folder(tmp_path), old.manifest)
    for path, _ in old.files():
        (tmp_path / path).unlink()
    half = {key: dict(forms) for key, forms in index.terms.postings.items() if key != "ngan"}
    write_engine(tmp_path, SearchIndex(index.rows, index.provinces, index.columns, type(index.terms)(half), index.texts), facts)
    assert engine.ask("chè suối ngàn")["hits"] != []
    assert engine.asked.count("manifest.json") == 1
    engine.ask("hồng trà")
    assert engine.asked.count("manifest.json") == 1
    engine.close()


def test_an_index_that_never_fits_is_missing(engine: Engine) -> None:
    """A server that shows another manifest each time and never its parts is not asked for ever."""
    engine.page.route("**/chi-muc/t/**", lambda route: route.fulfill(status=404))
    manifest = engine.page.request.get(f"{engine.address}tim-kiem/chi-muc/manifest.json").json()
    count = iter(range(100))
    engine.page.route("**/manifest.json", lambda route: route.fulfill(json=manifest | {"built": f"2026-01-{next(count):02}"}))
    assert engine.fail("chè suối ngàn") == "missing"
    assert engine.asked.count("manifest.json") == 2


def test_a_dead_line_ends_after_fifteen_seconds(engine: Engine) -> None:
    """A request that is never answered does not hang the search."""
    engine.page.clock.install()
    engine.page.route("**/chi-muc/t/**", lambda route: None)
    with engine.page.expect_request("**/chi-muc/t/**"):
        engine.page.evaluate("state => { window.ended = window.index.search(state).catch((error) => error.reason); }", make_state("chè"))
    engine.page.clock.run_for(15_100)
    assert engine.page.evaluate("window.ended") == "offline"


def test_overtaken_searches_stop(engine: Engine) -> None:
    """Whoever was overtaken is told so by AbortError; who waits for the same parts still gets them."""
    assert engine.fail("chè suối ngàn", abort_after=0) == "AbortError"
    total = engine.ask("chè suối ngàn")["total"]
    engine.page.reload()
    engine.page.evaluate(
        "import('./modules/engine.js').then(async (m) => { window.index = await m.openIndex(location.href + 'tim-kiem/chi-muc/'); })"
    )
    assert engine.page.evaluate(OVERTAKE, [make_state("chè suối ngàn"), make_state("chè suối ngàn")]) == ["AbortError", total]


def test_requests_that_nobody_waits_for_are_given_up(engine: Engine) -> None:
    """After an overtaken search its requests end."""
    engine.page.route("**/chi-muc/t/**", lambda route: None)
    with engine.page.expect_request(lambda _: engine.asked.count("manifest.json") == 0 and len(engine.asked) > 1):
        engine.page.evaluate(BEGIN, make_state("chè suối ngàn"))
    assert engine.page.evaluate("window.control.abort(); window.ended") == "AbortError"
    engine.wait_for_ends()
    assert sorted(engine.given_up) == sorted(path for path in engine.asked if path.startswith("t/"))
    assert len(engine.given_up) > 1
