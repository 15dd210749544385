"""One file's bytes → one typed record, or a diagnostic for every mistake in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Span
from generator.records.base import BOOLEAN_BY_WORD, DecodeContext, RecordModel
from generator.records.contacts import has_sound_check_digit
from generator.records.cooperative import Cooperative
from generator.records.faults import CONTROL_CHARACTER, describe_fault, split_lines
from generator.records.file_text import BYTE_ORDER_MARK, describe_encoding
from generator.records.file_view import FileView, open_view
from generator.records.mistakes import describe_errors, describe_missing, list_known_keys
from generator.records.node_values import NodeReader
from generator.records.packing import unpack
from generator.records.post import Post
from generator.records.sources import Source, check_source_name
from generator.records.statistics import StatisticsTable
from generator.records.vocabularies import Vocabularies
from generator.records.yaml_faults import find_control_character

LONGEST_BODY = 200_000  # characters; the longest plan of a ministry is a quarter of it


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a file holds: a sound record, or none and why. `body` is a post's Markdown; `body_line` its first line in the file."""

    source: Source
    record: Any | None
    diagnostics: tuple[Diagnostic, ...] = ()
    body: str = ""
    body_line: int = 1
    packed: bytes | memoryview = field(default=b"", init=False, repr=False, compare=False)
    seen: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of_packed(
        cls, source: Source, diagnostics: tuple[Diagnostic, ...], packed: bytes | memoryview, seen: dict[str, Any] | None = None
    ) -> Decoded:
        """What was decoded before; its record and body are unpacked when somebody looks at one of them.

        `seen` is what somebody has read from it before, so that nobody need look again; see `note`.
        """
        decoded = cls.__new__(cls)
        for name, value in (("source", source), ("diagnostics", diagnostics), ("packed", packed), ("seen", seen or {})):
            object.__setattr__(decoded, name, value)
        return decoded

    @property
    def is_sound(self) -> bool:
        """Whether there is a record, without a look at it."""
        return all(diagnostic.severity != "error" for diagnostic in self.diagnostics)

    def note(self, name: str, read: Callable[[], Any]) -> Any:
        """What `read` reads from the record, if nobody has before."""
        if name not in self.seen:
            self.seen[name] = read()
        return self.seen[name]

    def __getattr__(self, name: str) -> Any:
        if name not in ("record", "body", "body_line"):
            raise AttributeError(name)
        record, body, body_line = unpack(self.packed)
        for key, value in (("record", record), ("body", body), ("body_line", body_line)):
            object.__setattr__(self, key, value)
        return getattr(self, name)


def decode_cooperative(content: bytes, source: Source, vocabularies: Vocabularies) -> Decoded:
    """A cooperative with its products."""
    return decode(content, source, vocabularies, Cooperative)


def decode_statistics(content: bytes, source: Source, vocabularies: Vocabularies) -> Decoded:
    """A table of reported figures."""
    return decode(content, source, vocabularies, StatisticsTable)


def decode_post(content: bytes, source: Source, vocabularies: Vocabularies) -> Decoded:
    """A post's front matter, typed, and its body as it stands."""
    return decode(content, source, vocabularies, Post)


def decode_page(content: bytes, source: Source) -> Decoded:
    """A hand-written page: no record, its text as it stands. MkDocs itself would stop at bytes that are no UTF-8 without naming them."""
    try:
        text = content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        lines = split_lines(content.decode("utf-8", "replace"))
        return Decoded(source, None, (describe_fault(describe_encoding(content, error.start), source.file, lines),))
    return Decoded(source, None, body=text)


def decode(content: bytes, source: Source, vocabularies: Vocabularies, model: type[RecordModel]) -> Decoded:
    """Read, type and check one file by `model`. A warning does not cost the record, an error does."""
    diagnostics = list(check_source_name(source, vocabularies.provinces))
    view = open_view(content, source)
    if isinstance(view, Diagnostic):
        return Decoded(source, None, (*diagnostics, view))
    data = view.data
    if data is None:
        reader = NodeReader(view, list_known_keys(model))
        data = reader.read(view.root)
        diagnostics.extend(view.describe(fault) for fault in reader.faults)
    diagnostics.extend(check_data(data, view, source, model))
    record = None
    try:
        record = model.__pydantic_validator__.validate_python(
            data, context=DecodeContext(vocabularies, source.province), by_alias=True, by_name=False
        )
        diagnostics.extend(check_record(record, view, source))
    except ValidationError as error:
        diagnostics.extend(describe_errors(error, view, model))
    if diagnostics and any(diagnostic.severity == "error" for diagnostic in diagnostics):
        record = None
    return Decoded(source, record, tuple(diagnostics), view.body, view.body_line)


def check_data(data: dict[str, Any], view: FileView, source: Source, model: type[RecordModel]) -> Iterator[Diagnostic]:
    """What must be said whether or not the fields themselves can be read."""
    if model is Cooperative:
        yield from check_product_slugs(data, view)
    elif model is Post:
        yield from check_post(data, view)


def check_post(data: dict[str, Any], view: FileView) -> Iterator[Diagnostic]:
    """A post has its date unless it is a draft, and a body that a page can carry."""
    draft = data.get("draft")
    if "published_at" not in data and not (isinstance(draft, str) and BOOLEAN_BY_WORD.get(draft.lower())):
        yield describe_missing(("published_at",), view, Post)
    if len(view.body) > LONGEST_BODY:
        yield Diagnostic.of(Span(view.file, view.body_line), "body-too-long", count=len(view.body), limit=LONGEST_BODY)
    if CONTROL_CHARACTER.search(view.body):
        lines = split_lines(view.body)
        yield describe_fault(find_control_character(lines), view.file, lines, first_line=view.body_line)


def check_product_slugs(data: dict[str, Any], view: FileView) -> Iterator[Diagnostic]:
    """Two products of one cooperative cannot share an address."""
    products = data.get("products")
    seen: dict[str, int] = {}
    for number, product in enumerate(products if isinstance(products, list) else ()):
        slug = product.get("slug") if isinstance(product, dict) else None
        if not isinstance(slug, str):
            continue
        if slug in seen:
            first_line = view.find_span(("products", seen[slug], "slug"))[0].line
            yield view.diagnose(("products", number, "slug"), "duplicate-product-slug", values={"given": slug, "first_line": first_line})
        seen.setdefault(slug, number)


def check_record(record: RecordModel, view: FileView, source: Source) -> Iterator[Diagnostic]:
    """What only a typed record shows: a doubtful tax code, a post in another year's folder."""
    if isinstance(record, Cooperative):
        if record.tax_code is not None and not has_sound_check_digit(record.tax_code):
            yield view.diagnose(("tax_code",), "tax-code-check-digit", values={"given": record.tax_code})
    elif isinstance(record, Post) and record.published_at is not None and source.year.isdigit():
        year = record.published_at.year
        if year != int(source.year):
            yield view.diagnose(("published_at",), "year-folder-differs", values={"year": year, "folder": source.year, "slug": source.slug})
