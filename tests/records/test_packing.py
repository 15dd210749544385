"""Records as bytes: they come back as they were decoded, field for field."""

from __future__ import annotations

import pytest

from generator.records import Cooperative, Decoded
from generator.records.base import RecordModel
from generator.records.packing import MODELS, pack, slim, unpack
from tests.builders import PROJECT, cooperative_text, decode_text, make_source

DEMO = PROJECT / "tests" / "demo"
FILES = sorted(
    path.relative_to(DEMO).as_posix()
    for pattern in ("data/cooperatives/*/*.yml", "data/statistics/*.yml", "docs/tin-tuc/2*/*.md")
    for path in DEMO.glob(pattern)
)


def list_fields(record: object) -> object:
    """Every field of a record and its parts, given or not, with what its type is."""
    if isinstance(record, RecordModel):
        return type(record), {name: list_fields(getattr(record, name)) for name in type(record).model_fields}, set(record.model_fields_set)
    return tuple(map(list_fields, record)) if isinstance(record, tuple) else (type(record), record)


def decode_file(file: str) -> Decoded:
    return decode_text((DEMO / file).read_bytes(), file)


@pytest.mark.parametrize("file", FILES)
def test_a_record_comes_back_as_it_was(file: str) -> None:
    """Fields, types, defaults and which fields were given; and the body of a post."""
    decoded = decode_file(file)
    fields = list_fields(decoded.record)
    record, body, body_line = unpack(pack(decoded.record, decoded.body, decoded.body_line))
    assert (list_fields(record), body, body_line) == (fields, decoded.body, decoded.body_line)
    if decoded.record is not None:
        slim(decoded.record)
        assert decoded.record == record
        assert list_fields(decoded.record) == fields


def test_every_model_can_be_packed() -> None:
    """A model that is forgotten would be found out by the first record that has it."""
    vocabularies = ("generator.records.vocabulary_models", "generator.staff.import_post.words")
    assert {model for model in list_all(RecordModel) if model.__module__ not in vocabularies and model is not RecordModel} == set(MODELS)


def list_all(model: type[RecordModel]) -> set[type[RecordModel]]:
    return {model}.union(*(list_all(inner) for inner in model.__subclasses__()))


def test_a_changed_copy_leaves_the_others_as_they_are() -> None:
    """Records of one shape share the set of their fields' names, which copies must not add to."""
    first, second = (decode_text(cooperative_text()).record for _ in range(2))
    slim(first)
    slim(second)
    assert first.model_fields_set is second.model_fields_set
    changed = first.model_copy(update={"short_name": "HTX"})
    assert (changed.short_name, first.short_name, "short_name" in second.model_fields_set) == ("HTX", None, False)
    assert isinstance(changed, Cooperative)


def test_nothing_is_unpacked_before_it_is_looked_at() -> None:
    """Bytes that are no record do no harm as long as nobody asks for it."""
    decoded = Decoded.of_packed(make_source(), (), pack(decode_text(cooperative_text()).record, "", 1))
    assert decoded.packed
    assert decoded.record.name
    assert decoded.packed, "whoever keeps the bytes alone can open them again"
    with pytest.raises(AttributeError):
        decoded.nothing  # noqa: B018
