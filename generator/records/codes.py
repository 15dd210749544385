"""Codes: of a vocabulary, a province, a commune, a market; slugs, and references made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated
from urllib.parse import unquote

from pydantic import AfterValidator, ValidationInfo, WithJsonSchema

from generator.records.base import mistake
from generator.records.markets import list_markets
from generator.records.places import check_commune, check_place
from generator.text import is_slug, nearest, slugify

RESERVED_SLUGS = frozenset({"xa", "trang"})
RESERVED_SLUG = re.compile(r"thang-\d{2}|\d{4}")
SHORT_LIST = 14
FORBIDDEN_MARKS = frozenset('\\:*?"<>|')
LONGEST_NAME = 200  # bytes; file systems take 255, and index.html and its folder still have to follow
LONGEST_PATH = 1000
DEVICE_NAMES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))})
PATH = re.compile(r"/[^\s\\?#<>\"'`{}|^]*")


def check_slug(slug: str) -> str:
    """A file name's or product's slug: the rule of SPEC and the words that addresses need for themselves."""
    if not is_slug(slug):
        suggestion = slugify(slug)[:80].strip("-")
        raise mistake("bad-slug", "suggestion" if is_slug(suggestion) else "", given=slug, suggestion=suggestion)
    if slug in RESERVED_SLUGS or RESERVED_SLUG.fullmatch(slug) or is_kept_name(slug):
        raise mistake("reserved-slug", "system" if is_kept_name(slug) else "", given=slug)
    return slug


def vocabulary_check(name: str) -> Callable[[str, ValidationInfo], str]:
    """A validator that holds a code against vocabulary `name`, or against list `name` of `terms.yml`."""

    def check(code: str, info: ValidationInfo) -> str:
        if info.context is None:
            return code
        terms = info.context.vocabularies.lists[name]
        if code in terms or not terms:  # a list that could not be read is a mistake of its own
            return code
        raise unknown_code(code, name, terms)

    return check


def unknown_code(given: str, name: str, terms: object) -> Exception:
    """The error for a code that is in no list, with the nearest code by code, label or synonym."""
    code_by_word = {}
    for code, term in terms.items():
        for word in (code, term.label, *term.synonyms):
            code_by_word.setdefault(word, code)
    near = code_by_word.get(nearest(given, code_by_word), "")
    where = "allowed" if len(terms) <= SHORT_LIST else "list"
    return mistake("unknown-code", "nearest" if near else where, given=given, nearest=near, allowed=", ".join(terms), list=f"{name}.yml")


def code_of(name: str) -> object:
    """The type of a code of vocabulary `name`."""
    return Annotated[str, AfterValidator(vocabulary_check(name)), WithJsonSchema({"type": "string", "x-vocabulary": name})]


def check_market(code: str) -> str:
    """`trong-nuoc` or a country of ISO 3166-1 in two capitals."""
    markets = list_markets()
    if code in markets:
        return code
    if code.upper() in markets:
        raise mistake("unknown-market", "nearest", given=code, nearest=code.upper())
    code_by_name = {name: market for market, name in markets.items()}
    near = code_by_name.get(nearest(code, code_by_name), "")
    raise mistake("unknown-market", "nearest" if near else "", given=code, nearest=near)


def reference_check(form: re.Pattern[str], fix: str) -> Callable[[str], str]:
    """A validator of the shape of a reference; whether its target exists is a matter of many files."""

    def check(reference: str) -> str:
        if not form.fullmatch(reference):
            raise mistake("bad-reference", fix, given=reference)
        return reference

    return check


def check_path(path: str) -> str:
    """A path from the root of a site that every system can keep as a file: no scheme, no `..`, no hidden or forbidden name."""
    if not PATH.fullmatch(path) or path.startswith("//") or len(path) > LONGEST_PATH:
        raise mistake("bad-path", given=path)
    for segment in unquote(path).strip("/").split("/"):
        if path != "/" and not is_file_name(segment):
            raise mistake("bad-path", given=path)
    return path


def is_file_name(segment: str) -> bool:
    """Whether Windows, macOS and Linux take a name for a file or folder (and no server for a setting of its own)."""
    if not segment or not segment.isprintable() or segment.startswith(".") or segment.endswith((".", " ")):
        return False
    if any(mark in FORBIDDEN_MARKS for mark in segment) or len(segment.encode("utf-8")) > LONGEST_NAME:
        return False
    return segment.partition(".")[0].strip().upper() not in DEVICE_NAMES


def is_kept_name(slug: str) -> bool:
    """Whether a system keeps a name for itself: Windows writes no such file or folder, IIS hands out nothing below `bin`."""
    return slug == "bin" or slug.upper() in DEVICE_NAMES


SLUG = r"[a-z0-9][a-z0-9-]{1,79}"
Slug = Annotated[str, AfterValidator(check_slug), WithJsonSchema({"type": "string", "pattern": f"^{SLUG}$"})]
Market = Annotated[str, AfterValidator(check_market), WithJsonSchema({"type": "string", "x-vocabulary": "markets"})]
CommuneCode = Annotated[str, AfterValidator(check_commune), WithJsonSchema({"type": "string", "pattern": r"^\d{5}$"})]
PlaceCode = Annotated[str, AfterValidator(check_place), WithJsonSchema({"type": "string"})]
CooperativeKey = Annotated[
    str, AfterValidator(reference_check(re.compile(f"{SLUG}/{SLUG}"), "cooperative")), WithJsonSchema({"type": "string"})
]
ProductKey = Annotated[
    str, AfterValidator(reference_check(re.compile(f"{SLUG}/{SLUG}/{SLUG}"), "product")), WithJsonSchema({"type": "string"})
]
PostKey = Annotated[str, AfterValidator(reference_check(re.compile(rf"[0-9]{{4}}/{SLUG}"), "post")), WithJsonSchema({"type": "string"})]
SitePath = Annotated[str, AfterValidator(check_path), WithJsonSchema({"type": "string", "pattern": "^/"})]
