"""Typed records ↔ compact bytes, as workers send and the cache keeps them. A record comes back with its given fields only: the others are its class's.

Pydantic's own way keeps a dictionary of all fields and a set of the given ones for each part of a record: three times the memory and the time.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from generator.records import models
from generator.records.base import RecordModel
from generator.records.fuzzy_date import FuzzyDate
from generator.settings import VIETNAM_TIME

MODELS = tuple(getattr(models, name) for name in models.__all__ if name != "RecordModel" and hasattr(getattr(models, name), "model_fields"))
NUMBER_BY_MODEL = {model: number for number, model in enumerate(MODELS)}
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


def unpack_body(content: bytes) -> str:
    """The body alone."""
    return marshal.loads(content)[1]


def list_values(record: RecordModel) -> list[Any]:
    """A record as plain values: the number of its shape, then the fields that were given."""
    shape = find_shape(type(record), frozenset(record.__pydantic_fields_set__))
    values = [shape.number, *map(record.__dict__.__getitem__, shape.names)]
    for place, value in enumerate(values):
        if type(value) not in PLAIN:
            values[place] = flatten(value)
    return values


def flatten(value: object) -> object:
    """Parts of a record as lists; nothing else in a record is one."""
    kind = type(value)
    if kind is tuple:
        return tuple([item if type(item) is str else flatten(item) for item in value])
    return list_values(value) if kind in NUMBER_BY_MODEL else encode_scalar(value)


def slim(record: RecordModel) -> None:
    """Leave a record just decoded what it would come back with, in place: unpacking it would cost three times as much."""
    shape = find_shape(type(record), frozenset(record.__pydantic_fields_set__))
    kept = dict(zip(shape.names, map(record.__dict__.__getitem__, shape.names), strict=True))
    set_attribute(record, "__dict__", kept)
    set_attribute(record, "__pydantic_fields_set__", shape.given)
    for value in kept.values():
        kind = type(value)
        if kind in NUMBER_BY_MODEL:
            slim(value)
        elif kind is tuple and value and type(value[0]) in NUMBER_BY_MODEL:
            for part in value:
                slim(part)


def make_record(values: list[Any]) -> RecordModel:
    """The record of some plain values, already checked when it was decoded."""
    rest = iter(values)
    shape = make_shape(next(rest))
    fields = dict(zip(shape.names, rest, strict=True))
    for name, value in fields.items():
        if type(value) not in PLAIN:
            fields[name] = restore(value)
    record = shape.model.__new__(shape.model)
    set_attribute(record, "__dict__", fields)
    set_attribute(record, "__pydantic_fields_set__", shape.given)
    set_attribute(record, "__pydantic_extra__", None)
    set_attribute(record, "__pydantic_private__", None)
    return record


class Shape(NamedTuple):
    """A model and the fields that are given; `given` is the one set of their names that all records of this shape share."""

    number: int
    model: type[RecordModel]
    names: tuple[str, ...]
    given: set[str]


@cache
def make_shape(number: int) -> Shape:
    """A number tells a shape in every process alike: the model's place and the fields as bits."""
    mask, place = divmod(number, len(MODELS))
    names = tuple(name for bit, name in enumerate(MODELS[place].model_fields) if 1 << bit & mask)
    return Shape(number, MODELS[place], names, set(names))


@lru_cache(maxsize=65536)
def find_shape(model: type[RecordModel], given: frozenset[str]) -> Shape:
    mask = sum(1 << bit for bit, name in enumerate(model.model_fields) if name in given)
    return make_shape(mask * len(MODELS) + NUMBER_BY_MODEL[model])


def reduce_record(record: RecordModel) -> tuple[Callable[[list[Any]], RecordModel], tuple[list[Any]]]:
    """How a part of a record travels to another process by itself."""
    return make_record, (list_values(record),)


for _model in MODELS:
    _model.__reduce__ = reduce_record


def restore(value: object) -> object:
    kind = type(value)
    if kind is bytes:
        return decode_scalar(value)
    if kind is list:
        return make_record(value)
    return tuple([item if type(item) is str else restore(item) for item in value])


def encode_scalar(value: date | datetime | FuzzyDate | Decimal) -> bytes:
    """What `marshal` does not know, as bytes; nothing else in a record is that."""
    if isinstance(value, datetime):
        return f"t{value.isoformat()}".encode()
    if isinstance(value, date):
        return f"d{value.isoformat()}".encode()
    return f"n{value}".encode() if isinstance(value, Decimal) else f"f{value.year}-{value.month or 0}-{value.day or 0}".encode()


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
