"""Typed records ↔ compact bytes, as workers send and the cache keeps them. A record comes back with its given fields only: the others are its class's.

Pydantic's own way keeps a dictionary of all fields and a set of the given ones for each part of a record: three times the memory and the time.
"""

from __future__ import annotations

import marshal
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from generator.records import models
from generator.records.base import RecordModel
from generator.records.fuzzy_date import FuzzyDate
from generator.settings import VIETNAM_TIME

MODELS = tuple(getattr(models, name) for name in models.__all__ if name != "RecordModel" and hasattr(getattr(models, name), "model_fields"))
NUMBER_BY_MODEL = {model: number for number, model in enumerate(MODELS)}
ENCODERS = {  # of what `marshal` does not know; bytes are nothing else
    date: lambda day: b"d" + day.isoformat().encode(),
    datetime: lambda moment: b"t" + moment.isoformat().encode(),
    FuzzyDate: lambda day: f"f{day.year}-{day.month or 0}-{day.day or 0}".encode(),
    Decimal: lambda number: f"n{number}".encode(),
}
PLAIN = frozenset({str, int, bool, type(None)})
set_attribute = object.__setattr__  # records are frozen

for _model in MODELS:
    for _name, _field in _model.model_fields.items():
        if not _field.is_required():
            setattr(_model, _name, _field.get_default())  # what a field says that is not given, once for all records


def pack(record: RecordModel | None, body: str, body_line: int) -> bytes:
    """The bytes of what a file holds."""
    return marshal.dumps((record and list_values(record), body, body_line))


def unpack(content: bytes) -> tuple[RecordModel | None, str, int]:
    """The record, body and line of the body that were packed."""
    values, body, body_line = marshal.loads(content)
    return values and make_record(values), body, body_line


def list_values(record: RecordModel) -> list[Any]:
    """A record as plain values: the number of its shape, then the fields that were given."""
    model = type(record)
    given, fields = record.__pydantic_fields_set__, record.__dict__
    mask = 0
    values: list[Any] = [0]
    for name, bit in list_bits(model).items():
        if name in given:
            mask |= bit
            value = fields[name]
            values.append(value if type(value) in PLAIN else flatten(value))
    values[0] = mask * len(MODELS) + NUMBER_BY_MODEL[model]
    return values


@cache
def list_bits(model: type[RecordModel]) -> dict[str, int]:
    return {name: 1 << place for place, name in enumerate(model.model_fields)}


def flatten(value: object) -> object:
    """Parts of a record as lists; nothing else in a record is one."""
    kind = type(value)
    if kind is tuple:
        return tuple([item if type(item) is str else flatten(item) for item in value])
    return list_values(value) if kind in NUMBER_BY_MODEL else ENCODERS[kind](value)


def slim(record: RecordModel) -> None:
    """Leave a record just decoded what it would come back with, in place: unpacking it would cost five times as much."""
    given, fields = record.__pydantic_fields_set__, record.__dict__
    kept = {}
    mask = 0
    for name, bit in list_bits(type(record)).items():
        if name in given:
            mask |= bit
            kept[name] = value = fields[name]
            for part in value if type(value) is tuple else (value,):
                if type(part) in NUMBER_BY_MODEL:
                    slim(part)
    set_attribute(record, "__dict__", kept)
    set_attribute(record, "__pydantic_fields_set__", find_shape(mask * len(MODELS) + NUMBER_BY_MODEL[type(record)])[2])


def make_record(values: list[Any]) -> RecordModel:
    """The record of some plain values, already checked when it was decoded."""
    rest = iter(values)
    model, names, given = find_shape(next(rest))
    fields = dict(zip(names, rest, strict=True))
    for name, value in fields.items():
        if type(value) not in PLAIN:
            fields[name] = restore(value)
    record = model.__new__(model)
    set_attribute(record, "__dict__", fields)
    set_attribute(record, "__pydantic_fields_set__", given)
    set_attribute(record, "__pydantic_extra__", None)
    set_attribute(record, "__pydantic_private__", None)
    return record


@cache
def find_shape(number: int) -> tuple[type[RecordModel], tuple[str, ...], set[str]]:
    """A model, the fields that are given, and the same as one set that all records of this shape share."""
    mask, place = divmod(number, len(MODELS))
    names = tuple(name for name, bit in list_bits(MODELS[place]).items() if bit & mask)
    return MODELS[place], names, set(names)


def restore(value: object) -> object:
    kind = type(value)
    if kind is bytes:
        return decode_scalar(value)
    if kind is list:
        return make_record(value)
    return tuple([item if type(item) is str else restore(item) for item in value])


@lru_cache(maxsize=65536)
def decode_scalar(content: bytes) -> date | datetime | FuzzyDate | Decimal:
    """A date or a number; records share those they have in common."""
    kind, text = content[:1], content[1:].decode()
    if kind == b"d":
        return date.fromisoformat(text)
    if kind == b"t":
        return datetime.fromisoformat(text).replace(tzinfo=VIETNAM_TIME)
    if kind == b"n":
        return Decimal(text)
    year, month, day = map(int, text.split("-"))
    return FuzzyDate(year, month or None, day or None)
