"""The one file of the index that is fetched anew: borders of the shards, names of the parts, provinces, the rules for words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.search.model import COOPERATIVE, PAGE, SearchIndex
from generator.search.parts import dump_json
from generator.search.tables import BLOCK, GROUP, list_marks

FORMAT = 1


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a manifest says of its site. `rules` are those of `WordRules.format_rules`."""

    name: str
    url: str
    built_on: date
    rules: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class PartNames:
    """The names of all parts of one index."""

    display: list[str] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)  # the first key of each shard, its name
    texts: list[tuple[str, str]] = field(default_factory=list)
    # Of the terms' dense keys. Portals alone read it; those of long texts are not worth a fifth of the index.
    rest: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)


def build_manifest(index: SearchIndex, names: PartNames, dense: Mapping[str, int], dense_texts: Mapping[str, int], site: SiteFacts) -> dict:
    """The manifest as plain values. `dense` belongs to the terms; the texts have their own beside their borders, keys not to be required there."""
    types = index.columns["type"].cells
    manifest = {
        "format": FORMAT,
        "built": site.built_on.isoformat(),
        "site": {"name": site.name, "url": site.url},
        "rows": len(index.rows),
        "counts": [types.count(number) for number in range(COOPERATIVE, PAGE + 1)],
        "block": BLOCK,
        "group": GROUP,
        "display": names.display,
        "terms": describe_shards(names.terms),
        "texts": describe_shards(names.texts) | {"dense": dict(dense_texts)},
        "words": names.words,
        "marks": list_marks(types, index.columns["rank"].cells),
        "dense": dict(dense),
        "columns": names.columns,
        "provinces": [[*province, names.provinces.get(province.code, "")] for province in index.provinces],
        "rules": dict(site.rules),
    }
    if names.rest:
        manifest["terms"]["rest"] = [name for _, name in names.rest]
    if index.sources:
        manifest["sources"] = [list(source) for source in index.sources]
    return manifest


def describe_shards(shards: Sequence[tuple[str, str]]) -> dict[str, object]:
    return {"keys": [key for key, _ in shards], "parts": [name for _, name in shards]}


def format_manifest(manifest: Mapping[str, object]) -> str:
    """The manifest as text that may stand in a page's `<script type="application/json">`: no `<` can end that."""
    return dump_json(manifest).replace("<", "\\u003c")
