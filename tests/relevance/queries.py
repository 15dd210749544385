"""The questions of `queries.yml` as values: what is typed, which records answer it, and in which order two of them must stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

QUERY_FILE = Path(__file__).with_name("queries.yml")
KEYS = {"q", "accept", "before", "form", "held_out"}


@dataclass(frozen=True, slots=True)
class Query:
    """One question; `accept` holds names of records and rules as the file spells them."""

    category: str
    text: str
    accept: tuple[str | Mapping[str, str], ...]
    before: tuple[str, ...] = ()
    held_out: bool = False


def load_queries(path: Path = QUERY_FILE) -> tuple[Query, ...]:
    """All questions, in the order of the file."""
    categories = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return tuple(decode_query(category, entry) for category, entries in categories.items() for entry in entries)


def decode_query(category: str, entry: Mapping) -> Query:
    """A question from its mapping. Raises ValueError for a key that means nothing."""
    if unknown := entry.keys() - KEYS:
        raise ValueError(f"{entry['q']}: {', '.join(sorted(unknown))}")
    form = entry.get("form", "nfc").upper()
    return Query(
        category=category,
        text=unicodedata.normalize(form, entry["q"]),
        accept=tuple(entry["accept"]),
        before=tuple(entry.get("before", ())),
        held_out=entry.get("held_out") == "true",
    )
