"""An article → the text of its post file: the fields as our writer writes them, remarks for the editor above the key they concern."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from generator.records.file_view import FENCE
from generator.records.post import Post
from generator.records.writer import join_lines, list_field_lines
from generator.staff.import_post.cleaning import clean_line

REMARK_WIDTH = 130
LONGEST_REMARK = 1500


def encode_import(record: Post, remarks: Iterable[tuple[str, str]], body: str, *, stamp_year: int) -> str:
    """The whole file. Remarks whose key is no field stand last; a post without a stamp gets a line to fill in, with `stamp_year`."""
    return f"{FENCE}\n{join_lines(list_lines(record, list(remarks), stamp_year))}{FENCE}\n{body}"


def list_lines(record: Post, remarks: list[tuple[str, str]], stamp_year: int) -> Iterator[str]:
    """The lines between the fences, in the model's order."""
    fields = type(record).model_fields
    for name, field in fields.items():
        yield from list_remark_lines(sentence for key, sentence in remarks if key == name)
        value = getattr(record, name)
        if name == "published_at" and value is None:
            yield f"# published_at: {stamp_year}-01-01 08:00"
        if name in record.model_fields_set and value is not None and value != ():
            yield from list_field_lines(field.alias or name, value, field, "")
    yield from list_remark_lines(sentence for key, sentence in remarks if key not in fields)


def list_remark_lines(sentences: Iterable[str]) -> Iterator[str]:
    """Remarks as lines that are no data."""
    for sentence in sentences:
        for line in textwrap.wrap(clean_line(sentence)[:LONGEST_REMARK], REMARK_WIDTH, break_on_hyphens=False):
            yield f"# {line}"
