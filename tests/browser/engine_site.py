"""The sample's index in a folder with the engine's modules beside it, and a page in which both are asked."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.catalog import urls
from generator.search import SearchIndex, SiteFacts, WordRules, collect_index, encoding
from generator.search.encoding import ONE_TABLE, EncodedIndex, encode_index
from tests.browser.waiting import PATIENCE, wait_for_frames
from tests.demo_site import PROJECT
from tests.relevance.haystack import load_pages, load_project, write_project

TODAY = date(2026, 11, 22)
MODULES = PROJECT / "theme_overrides" / "assets" / "htx" / "search"
OPEN = """async ([address, manifest]) => {
  const { openIndex } = await import(`${address}modules/engine.js`);
  window.index = await openIndex(`${address}tim-kiem/chi-muc/`, manifest ?? undefined);
}"""
SEARCH = """async ([state, options]) => {
  const answer = await window.index.search(state, options);
  return { ...answer, byProvince: Object.fromEntries(answer.byProvince) };
}"""
FAIL = """async ([state, wait]) => {
  const controller = new AbortController();
  if (wait !== null) setTimeout(() => controller.abort(), wait);
  try { return await window.index.search(state, { signal: controller.signal }).then(() => "answered"); } catch (error) { return error.reason ?? error.name; }
}"""


def collect_sample(folder: Path) -> tuple[SearchIndex, SiteFacts]:
    """The index of the sample and demo records before it is encoded, and the facts of their site."""
    loaded = load_project(write_project(folder))
    rules = WordRules.of(loaded.catalog.vocabularies.search_words, loaded.catalog.vocabularies.abbreviations)
    facts = SiteFacts("Mẫu", "https://mau.example.vn/", loaded.catalog.build_date, rules.format_rules())
    return collect_index(loaded.catalog, load_pages(loaded.settings.docs_dir), rules), facts


def write_engine(folder: Path, index: SearchIndex, facts: SiteFacts, one_table: int = ONE_TABLE) -> EncodedIndex:
    """A folder to be served: an empty page, the modules, and the index as files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "ONE_TABLE", one_table)
        encoded = encode_index(index, facts)
    for path, content in encoded.files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    shutil.copytree(MODULES, folder / "modules", dirs_exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>Thử</title>", encoding="utf-8")
    return encoded


def make_state(q: str = "", *, valid: bool = False, sort: str = "", page: int = 1, **filters: Sequence[str]) -> dict[str, Any]:
    """A state as the interface gives it; facets are written with `_` for `-`."""
    chosen = {name.replace("_", "-"): list(values) for name, values in filters.items()}
    return {"q": q, "filters": chosen, "valid": valid, "sort": sort, "page": page}


class Engine:
    """One visitor's engine on a day of its own: what it answers, in `asked` the parts it has fetched, in order, in `ended` those that came or failed."""

    def __init__(self, browser: Browser, address: str, manifest: Mapping[str, Any] | None = None, today: date = TODAY) -> None:
        self.address = address
        self.page: Page = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh").new_page()
        self.page.clock.set_fixed_time(f"{today}T12:00:00+07:00")
        self.asked: list[str] = []
        self.ended: list[str] = []
        self.given_up: list[str] = []
        self.page.on("request", lambda request: self.note(request, self.asked))
        self.page.on("requestfinished", lambda request: self.note(request, self.ended))
        self.page.on("requestfailed", lambda request: self.note(request, self.ended, self.given_up))
        self.page.goto(address)
        self.page.evaluate(OPEN, [address, manifest])

    def note(self, request: Any, *lists: list[str]) -> None:
        before, _, path = request.url.partition(urls.SEARCH_INDEX)
        if before == self.address:
            for paths in lists:
                paths.append(path)

    def wait_for_ends(self) -> None:
        """Until every request has come or failed and the page has been told."""
        deadline = time.monotonic() + PATIENCE / 1000
        while len(self.ended) < len(self.asked) and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)
        wait_for_frames(self.page)

    def kinds(self) -> list[str]:
        """The folders of the parts that were fetched since the last call, in order."""
        kinds, self.asked = [path.split("/")[0] for path in self.asked], []
        return kinds

    def ask(self, q: str = "", *, size: int = 10, **state: Any) -> dict[str, Any]:
        return self.page.evaluate(SEARCH, [make_state(q, **state), {"size": size}])

    def titles(self, q: str = "", **state: Any) -> list[str]:
        return [hit["title"] for hit in self.ask(q, **state)["hits"]]

    def facets(self, q: str = "", **state: Any) -> dict[str, dict[str, int]]:
        """The counts of each facet by value."""
        answer = self.page.evaluate("state => window.index.facets(state)", make_state(q, **state))
        return {group["param"]: {option["value"]: option["count"] for option in group["options"]} for group in answer["groups"]}

    def fail(self, q: str, *, abort_after: int | None = None) -> str:
        """How a search ends: `answered`, the reason of its failure or the name of its error."""
        return self.page.evaluate(FAIL, [make_state(q), abort_after])

    def close(self) -> None:
        self.page.context.close()
