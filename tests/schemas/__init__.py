"""Feeds and sitemaps against the schemas of this folder, written from their specifications."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from lxml import etree

FOLDER = Path(__file__).parent


def find_faults(name: str, content: bytes) -> list[str]:
    """What is wrong with a file of a site that has this name: `rss.xml`, `atom.xml`, `feed.json`, `sitemap….xml`."""
    if name.endswith(".json"):
        return [f"{error.json_path}: {error.message}" for error in load_json_schema().iter_errors(json.loads(content))]
    schema = load_relax_ng("sitemap.rng" if name.startswith("sitemap") else name.replace(".xml", ".rng"))
    schema.validate(etree.fromstring(content))
    return [f"{error.line}: {error.message}" for error in schema.error_log]


@cache
def load_relax_ng(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(FOLDER / name))


@cache
def load_json_schema() -> Draft202012Validator:
    schema = json.loads((FOLDER / "json-feed.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)
