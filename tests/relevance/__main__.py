"""`python -m tests.relevance`: asks the engine as it stands in the working tree, for tuning; the suite asks the built page.

The index of the sample is made anew each time, that of the haystack with `--rebuild`.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from make import find_chromium
from tests.browser.conftest import ARGUMENTS, serve
from tests.demo_site import PROJECT
from tests.relevance.answers import Book
from tests.relevance.haystack import INVENTED_COOPERATIVES, load_project, read_book, write_index, write_project
from tests.relevance.queries import Query, load_queries
from tests.relevance.scoring import Outcome, format_report, judge

MODULES = PROJECT / "theme_overrides" / "assets" / "htx" / "search"
SHOWN = 20
# The modules as they are written, so that a change is tried without building the site again.
OPEN_ENGINE = """async address => {
  const { openIndex } = await import(`${address}_modules/engine.js`);
  window.askedIndex = await openIndex(`${address}tim-kiem/chi-muc/`);
}"""
ASK_ENGINE = """async ([q, size]) => {
  const state = { q, filters: {}, valid: false, sort: "", page: 1 };
  const { total, hits, dropped, corrected } = await window.askedIndex.search(state, { size });
  return { total, dropped, corrected, hits: hits.map(hit => [hit.url, hit.score, hit.title]) };
}"""


def main() -> int:
    arguments = read_arguments()
    chosen = [name for name in ("alone", "haystack") if getattr(arguments, name)] or ["alone", "haystack"]
    for name in chosen:
        folder = arguments.folder / name
        book = prepare_site(folder, INVENTED_COOPERATIVES if name == "haystack" else 0, rebuild=arguments.rebuild)
        with open_engine(folder / "site") as page:
            if arguments.query:
                print_answer(name, page, arguments.query)
            else:
                print_report(name, page, book, with_held_out=arguments.held_out)
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alone", action="store_true", help="only the sample and demo records")
    parser.add_argument("--haystack", action="store_true", help="only among ten thousand invented cooperatives")
    parser.add_argument("--query", help="print the first ten results of one query with their scores")
    parser.add_argument("--held-out", action="store_true", help="ask the held-out questions too: only for figures, never for tuning")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "relevance", help="where projects and indexes are kept")
    parser.add_argument("--rebuild", action="store_true", help="make the haystack and its index anew")
    return parser.parse_args()


def prepare_site(folder: Path, invented: int, *, rebuild: bool) -> Book:
    """An index below `folder`/site from the records and the generator of the working tree, and the facts of its records."""
    book_file, site = folder / "book.pickle", folder / "site"
    if rebuild or not invented or not book_file.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        loaded = load_project(write_project(folder / "project", invented))
        write_index(loaded, site)
        book_file.write_bytes(pickle.dumps(read_book(loaded)))
    (site / "index.html").write_text("<!doctype html><title>engine</title>", encoding="utf-8")
    shutil.copytree(MODULES, site / "_modules", dirs_exist_ok=True)
    return pickle.loads(book_file.read_bytes())


@contextmanager
def open_engine(site: Path) -> Iterator[Page]:
    """A browser's page in which the engine has opened the index of `site`."""
    with serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(address)
        page.evaluate(OPEN_ENGINE, address)
        yield page
        browser.close()


def print_answer(name: str, page: Page, text: str) -> None:
    answer = page.evaluate(ASK_ENGINE, [text, 10])
    print(f"{name}: {answer['total']} for «{text}»; dropped {answer['dropped']}, corrected {answer['corrected']}")
    for url, score, title in answer["hits"]:
        print(f"  {score:8.3f}  {title}  ({url})")


def print_report(name: str, page: Page, book: Book, *, with_held_out: bool) -> None:
    start = time.perf_counter()
    queries = [query for query in load_queries() if with_held_out or not query.held_out]
    outcomes = [ask(query, page, book) for query in queries]
    print(format_report(name, outcomes))
    print(f"{len(outcomes)} questions in {time.perf_counter() - start:.1f} s\n")


def ask(query: Query, page: Page, book: Book) -> Outcome:
    answer = page.evaluate(ASK_ENGINE, [query.text, SHOWN])
    return judge(query, [url for url, _, _ in answer["hits"]], book)


if __name__ == "__main__":
    sys.exit(main())
