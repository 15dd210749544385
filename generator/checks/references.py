"""What a post, a figure or a hand-written page names must exist: cooperatives, products, posts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import CheckContext, Finding
from generator.checks.markdown_text import find_marks
from generator.records import Decoded
from generator.text import nearest

MOST_SEARCHES = 50  # a text with more references to nothing was not typed, and a search in all keys each would take minutes
LIST_BY_FIELD = {"cooperatives": "htx", "products": "sp"}


class KeyBook:
    """The keys that references may name, and those that exist but will not be published."""

    def __init__(self, context: CheckContext) -> None:
        self.context = context
        self.known: dict[str, set[str]] = {"htx": set(), "sp": set(), "tin": set()}
        self.unpublished: dict[str, set[str]] = {"htx": set(), "sp": set(), "tin": set()}
        self.searches = 0
        self.broken: set[str] = set()  # files with mistakes of their own: nothing is said about references to them
        for decoded in context.records.cooperatives:
            self.add_cooperative(decoded)
        for decoded in context.records.posts:
            self.add_post(decoded)

    def add_cooperative(self, decoded: Decoded) -> None:
        key = f"{decoded.source.province}/{decoded.source.slug}"
        self.known["htx"].add(key)
        if decoded.record is None:
            self.broken.add(key)
            return
        products = {f"{key}/{product.slug}" for product in decoded.record.products}
        self.known["sp"] |= products
        if decoded.record.hidden is not None or (self.context.provinces and decoded.source.province not in self.context.provinces):
            self.unpublished["htx"].add(key)
            self.unpublished["sp"] |= products

    def add_post(self, decoded: Decoded) -> None:
        key = f"{decoded.source.year}/{decoded.source.slug}"
        self.known["tin"].add(key)
        if decoded.record is not None and find_unpublished(decoded, self.context.build_date):
            self.unpublished["tin"].add(key)

    def judge(self, scheme: str, key: str) -> tuple[str, str]:
        """The code of what is wrong with a reference and the nearest known key; both empty when it is sound."""
        if key in self.unpublished[scheme]:
            return "unpublished-reference", ""
        if key in self.known[scheme] or key.rpartition("/")[0] in self.broken:
            return "", ""
        self.searches += 1
        near = nearest(key, self.known[scheme], cutoff=0.6) if self.searches <= MOST_SEARCHES else ""
        return "unknown-reference", near


def find_unpublished(decoded: Decoded, on: date) -> str:
    """Why a post stays out of a build: "draft", "future", or nothing."""
    post = decoded.record
    if post.draft or post.published_at is None:
        return "draft"
    return "future" if post.published_at.date() > on else ""


def check_references(context: CheckContext) -> Iterator[Finding]:
    """An error for each reference to nothing; a warning for one to a record that is not published."""
    book = KeyBook(context)
    for decoded in context.posts:
        yield from check_lists(decoded, book)
        yield from check_body(decoded, book)
    for decoded in context.statistics:
        yield from check_sources(decoded, book)
    for page in context.pages:
        yield from check_body(page, book)


def check_lists(decoded: Decoded, book: KeyBook) -> Iterator[Finding]:
    """The front-matter lists `cooperatives` and `products`, and the sources of `figures`."""
    for field, scheme in LIST_BY_FIELD.items():
        for number, key in enumerate(getattr(decoded.record, field)):
            yield from report_reference(decoded, book, scheme, key, (field, number))
    for number, row in enumerate(decoded.record.figures):
        if row.source is not None and row.source.post is not None:
            yield from report_reference(decoded, book, "tin", row.source.post, ("figures", number, "source", "post"))


def check_sources(decoded: Decoded, book: KeyBook) -> Iterator[Finding]:
    """The posts that statistics rows name as their source."""
    for number, row in enumerate(decoded.record.rows):
        if row.source.post is not None:
            yield from report_reference(decoded, book, "tin", row.source.post, ("rows", number, "source", "post"))


def report_reference(decoded: Decoded, book: KeyBook, scheme: str, key: str, loc: tuple[str | int, ...]) -> Iterator[Finding]:
    code, near = book.judge(scheme, key)
    if code:
        yield Finding.of(decoded.source, code, *loc, fix="nearest" if near else "default", given=key, nearest=near)


def check_body(decoded: Decoded, book: KeyBook) -> Iterator[Finding]:
    """The links `htx:`, `sp:` and `tin:` in the text of a post or page, by line and column of the file."""
    for mark in find_marks(decoded.body):
        if mark.kind != "link" or mark.scheme not in book.known:
            continue
        code, near = book.judge(mark.scheme, mark.reference)
        if code:
            place = (decoded.body_line + mark.line - 1, mark.column, len(mark.text))
            fix = "nearest" if near else "default"
            nearest_link = f"{mark.scheme}:{near}" if near else ""
            yield Finding.of(decoded.source, code, fix=fix, place=place, given=mark.text, nearest=nearest_link)
