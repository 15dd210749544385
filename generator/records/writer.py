"""Typed records → the canonical text of their files: reading it again gives the same record, writing that the same bytes.

Keys in the models' order, two spaces, items under their key, one way to write each value. Remarks (`# …`) are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from pydantic.fields import FieldInfo

from generator.records.base import RecordModel
from generator.records.cooperative import Cooperative
from generator.records.file_view import FENCE
from generator.records.fuzzy_date import FuzzyDate
from generator.records.numbers import TWO_WAYS
from generator.records.parts import Contact
from generator.records.post import Post
from generator.records.quoting import quote_text, write_block
from generator.records.statistics import StatisticsRow
from generator.text import format_phone

LONGEST_LINE = 100
STEP = "  "


def encode_cooperative(record: Cooperative) -> str:
    """The text of a cooperative's file."""
    return join_lines(list_model_lines(record))


def encode_statistics(rows: Iterable[StatisticsRow]) -> str:
    """The text of a file of reported figures."""
    return join_lines(["rows:", *list_item_lines(tuple(rows), STEP)])


def encode_post(record: Post, body: str) -> str:
    """The text of a post's file: its details between two fences, then the body as it is."""
    return f"{FENCE}\n{join_lines(list_model_lines(record))}{FENCE}\n{body}"


def join_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def list_model_lines(model: RecordModel, indent: str = "") -> Iterator[str]:
    """The fields that were given a value, in the model's order; what only stands by default is left out."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name not in model.model_fields_set or value is None or value == ():
            continue
        if isinstance(model, Contact) and name == "value" and model.type in ("phone", "zalo"):
            value = format_phone(value)
        yield from list_field_lines(field.alias or name, value, field, indent)


def list_field_lines(key: str, value: object, field: FieldInfo, indent: str) -> Iterator[str]:
    if isinstance(value, RecordModel):
        yield f"{indent}{key}:"
        yield from list_model_lines(value, indent + STEP)
    elif isinstance(value, tuple):
        yield f"{indent}{key}:"
        yield from list_item_lines(value, indent + STEP)
    elif isinstance(value, str):
        is_prose = isinstance(field.json_schema_extra, dict) and "x-multiline" in field.json_schema_extra
        yield from list_text_lines(f"{indent}{key}:", value, indent + STEP, is_prose)
    else:
        yield f"{indent}{key}: {encode_scalar(value)}"


def list_item_lines(items: tuple, indent: str) -> Iterator[str]:
    """List items; the fields of a group stand level behind the dash."""
    for item in items:
        if isinstance(item, RecordModel):
            first, *rest = list_model_lines(item, indent + STEP)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        elif isinstance(item, str):
            yield from list_text_lines(f"{indent}-", item, indent + STEP, False)
        else:
            yield f"{indent}- {encode_scalar(item)}"


def list_text_lines(lead: str, text: str, indent: str, is_prose: bool) -> Iterator[str]:
    """A text behind `lead` on one line, or below it when it is prose or long."""
    if is_prose or len(text) > LONGEST_LINE or "\n" in text:
        block = write_block(text, indent)
        if block is not None:
            yield f"{lead} |"
            yield from block
            return
    yield f"{lead} {quote_text(text)}"


def encode_scalar(value: object) -> str:
    """A typed value in its one canonical form, which reads one way only."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}" if value.second else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, FuzzyDate):
        return value.first_day().isoformat() if value.precision == "ngay" else str(value)
    if isinstance(value, Decimal):
        return encode_decimal(value)
    return str(value)


def encode_decimal(value: Decimal) -> str:
    """`1.3250` for 1.325: three digits behind the point would read as thousands."""
    text = f"{value:f}"
    return f"{text}0" if TWO_WAYS.fullmatch(text) else text
