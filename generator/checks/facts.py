"""What rules that compare records look at: of each file its keys, names, codes and references, so little that two runs can share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.checks.finding import CheckContext, Loc
from generator.checks.markdown_text import find_marks
from generator.checks.names import name_key
from generator.records import Cooperative, Decoded, Post, Source, StatisticsTable

REFERENCE_SCHEMES = ("htx", "sp", "tin")
LIST_BY_FIELD = {"cooperatives": "htx", "products": "sp"}


class Reference(NamedTuple):
    """A key that a file names, and where: at a field, or in a text, where it stands as a link `given`."""

    scheme: str
    key: str
    given: str = ""
    loc: Loc = ()
    place: tuple[int, int, int] | None = None


class Facts(NamedTuple):
    """One file. Where it is not sound, only what its path says is known."""

    file: str
    path: str
    kind: str
    province: str
    slug: str
    year: str
    is_sound: bool
    unpublished: str = ""  # why a sound record stays out of a build: "hidden", "elsewhere", "draft", "future"
    name: str = ""
    name_key: str = ""
    tax_code: str = ""
    product_slugs: tuple[str, ...] = ()
    previous_urls: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.year if self.kind == 'post' else self.province}/{self.slug}"

    @property
    def source(self) -> Source:
        return Source(self.file, Path(self.path), self.kind, self.province, self.slug, self.year)


@dataclass(frozen=True, slots=True)
class FactBook:
    """The facts of all files of a project, in the order of their paths."""

    cooperatives: tuple[Facts, ...]
    posts: tuple[Facts, ...]
    statistics: tuple[Facts, ...]
    pages: tuple[Facts, ...] = ()


def build_fact_book(context: CheckContext) -> FactBook:
    """The facts of all records and hand-written pages of a run."""
    records, on = context.records, context.build_date
    groups = (records.cooperatives, records.posts, records.statistics, context.pages)
    return FactBook(*(tuple([build_facts(decoded, on, context.provinces) for decoded in group]) for group in groups))


def build_facts(decoded: Decoded, on: date, provinces: tuple[str, ...]) -> Facts:
    """The facts of one file, on the day of a build and for the provinces that the site carries (empty: all)."""
    source, record = decoded.source, decoded.record
    place = (source.file, str(source.path), source.kind, source.province, source.slug, source.year)
    if isinstance(record, Cooperative):
        unpublished = "hidden" if record.hidden is not None else "elsewhere" if provinces and source.province not in provinces else ""
        slugs = tuple([product.slug for product in record.products])
        return Facts(*place, True, unpublished, record.name, name_key(record.name), record.tax_code or "", slugs, record.previous_urls)
    if isinstance(record, Post):
        references = (*list_fields(record), *list_links(decoded))
        return Facts(*place, True, find_unpublished(decoded, on), previous_urls=record.previous_urls, references=references)
    if isinstance(record, StatisticsTable):
        return Facts(*place, True, references=tuple(list_row_sources(record.rows, "rows")))
    return Facts(*place, False, references=tuple(list_links(decoded)) if source.kind == "page" else ())


def find_unpublished(decoded: Decoded, on: date) -> str:
    """Why a post stays out of a build: "draft", "future", or nothing."""
    post = decoded.record
    if post.draft or post.published_at is None:
        return "draft"
    return "future" if post.published_at.date() > on else ""


def list_fields(record: Post) -> Iterator[Reference]:
    """What the front matter names: `cooperatives`, `products` and the sources of `figures`."""
    for field, scheme in LIST_BY_FIELD.items():
        for number, key in enumerate(getattr(record, field)):
            yield Reference(scheme, key, loc=(field, number))
    yield from list_row_sources(record.figures, "figures")


def list_row_sources(rows: tuple, field: str) -> Iterator[Reference]:
    """The posts that rows of figures name as their source."""
    for number, row in enumerate(rows):
        if row.source is not None and row.source.post is not None:
            yield Reference("tin", row.source.post, loc=(field, number, "source", "post"))


def list_links(decoded: Decoded) -> Iterator[Reference]:
    """The links `htx:`, `sp:` and `tin:` in the text of a post or page, by line and column of the file."""
    for mark in find_marks(decoded.body):
        if mark.kind == "link" and mark.scheme in REFERENCE_SCHEMES:
            place = (decoded.body_line + mark.line - 1, mark.column, len(mark.text))
            yield Reference(mark.scheme, mark.reference, mark.text, place=place)
