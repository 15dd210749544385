"""What a file holds, packed between two looks at it: the records of a country, open all at once, fill more memory than all pages need together."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.catalog.publishable import build_publishable
from generator.records import Cooperative, Decoded
from generator.records.packing import unpack, unpack_body

KEPT_OPEN = 2048  # of the records looked at last, some 25 MB; those of a province stand together in most work


class RecordBox:
    """A cooperative's record as it may be shown on a day: consent is applied whenever the box is opened."""

    __slots__ = ("held", "on", "packed")

    def __init__(self, decoded: Decoded, on: date) -> None:
        self.packed, self.on = decoded.packed, on
        self.held: Cooperative | None = None if self.packed else build_publishable(decoded.record, on)

    @property
    def record(self) -> Cooperative:
        return open_record(self) if self.held is None else self.held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecordBox) and self.record == other.record

    __hash__ = object.__hash__

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        return None, {"held": self.held, "on": self.on, "packed": bytes(self.packed)}


@lru_cache(KEPT_OPEN)
def open_record(box: RecordBox) -> Cooperative:
    return build_publishable(unpack(box.packed)[0], box.on)


class BodyBox:
    """The Markdown of a post."""

    __slots__ = ("held", "packed")

    def __init__(self, decoded: Decoded) -> None:
        self.packed = decoded.packed
        self.held: str | None = None if self.packed else decoded.body

    @property
    def body(self) -> str:
        return unpack_body(self.packed) if self.held is None else self.held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BodyBox) and self.body == other.body

    __hash__ = object.__hash__

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        return None, {"held": self.held, "packed": bytes(self.packed)}
