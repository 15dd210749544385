"""What a model refuses → diagnostics: the place in the file, the code of the sentence and its values."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from pydantic import ValidationError
from yaml.nodes import ScalarNode

from generator.diagnostics import Diagnostic
from generator.records.base import RecordModel, shorten
from generator.records.file_view import FileView
from generator.records.node_values import Loc, is_nothing
from generator.text import lower_initial, nearest

ModelClass = type[RecordModel]
MOST_SEARCHES = 50
CODE_BY_TYPE = {
    "string_type": "expected-text",
    "tuple_type": "expected-list",
    "model_type": "expected-group",
    "model_attributes_type": "expected-group",
    "dict_type": "expected-group",
    "string_too_short": "empty-item",
    "string_too_long": "text-too-long",
    "string_pattern_mismatch": "bad-form",
}


def describe_errors(error: ValidationError, view: FileView, model: ModelClass, prefix: Loc = ()) -> Iterator[Diagnostic]:
    """One diagnostic for each thing the model refused; `prefix` is where in the file the model's own places begin.

    A required field that stands there misspelt is not called missing as well.
    """
    problems = error.errors(include_url=False)
    nearest_by_loc = find_nearest(problems, model)
    misspelt = {(*loc[:-1], near) for loc, near in nearest_by_loc.items() if near}
    for problem in problems:
        inner_loc, kind = problem["loc"], problem["type"]
        if kind == "extra_forbidden":
            yield describe_unknown((*prefix, *inner_loc), inner_loc, view, model, nearest_by_loc.get(inner_loc, ""))
        elif kind not in ("missing", "missing-tax-code") or inner_loc not in misspelt:
            yield describe_error(problem, (*prefix, *inner_loc), view, model)


def find_nearest(problems: Iterable[Mapping[str, Any]], model: ModelClass) -> dict[Loc, str]:
    """For unknown fields the one that was probably meant; a file with hundreds of them is no record, and a search each would take minutes."""
    unknown = (problem["loc"] for problem in problems if problem["type"] == "extra_forbidden")
    return {loc: nearest_field(find_model(model, loc[:-1]) or model, str(loc[-1])) for loc in islice(unknown, MOST_SEARCHES)}


def describe_error(problem: Mapping[str, Any], loc: Loc, view: FileView, model: ModelClass) -> Diagnostic:
    """The diagnostic of one entry of a validation error; `loc` is its place in the file."""
    kind, values = problem["type"], dict(problem.get("ctx") or {})
    owner = find_model(model, problem["loc"][:-1]) or model
    if kind == "missing":
        return describe_missing(loc, view, owner)
    if "fix" not in values:  # Pydantic's own refusals; those of our readers name a variant of their advice
        return view.diagnose(loc, CODE_BY_TYPE.get(kind, "bad-form"), values=name_values(kind, problem["input"], values))
    if is_empty_in_file(loc, view):
        return describe_missing(loc, view, owner)
    fix, neighbour = str(values.pop("fix", "")), values.pop("at", None)
    place = (*loc[:-1], neighbour) if neighbour else loc
    return view.diagnose(place, kind, fix, {**values, "key": last_key(place)})


def name_values(kind: str, given: object, values: Mapping[str, object]) -> dict[str, object]:
    """The values of a sentence about a value of the wrong kind or size."""
    text = given if isinstance(given, str) else ""
    if kind == "string_too_long":
        return {"count": len(text), "limit": values["max_length"]}
    return {"given": shorten(text) or "…"}


def last_key(loc: Loc) -> str:
    """The name of the field a place belongs to; a list's items belong to the list."""
    return next((step for step in reversed(loc) if isinstance(step, str)), "")


def is_empty_in_file(loc: Loc, view: FileView) -> bool:
    """Whether the field stands in the file with nothing behind its colon."""
    _, node, is_there = view.nodes.find(loc)
    return is_there and isinstance(node, ScalarNode) and is_nothing(node.value.strip(), node)


def describe_missing(loc: Loc, view: FileView, owner: ModelClass) -> Diagnostic:
    """A required field that is not there, at the first line of its group, or that is there and empty."""
    key = str(loc[-1])
    title = next((field.title for name, field in owner.model_fields.items() if (field.alias or name) == key), key)
    values = {"key": key, "title": title, **place_values(owner)}
    if is_empty_in_file(loc, view):
        return view.diagnose(loc, "empty-value", values=values, at_key=True)
    return view.diagnose(loc, "missing-field", values=values)


def describe_unknown(loc: Loc, inner_loc: Loc, view: FileView, model: ModelClass, near: str) -> Diagnostic:
    """A field that the group does not have, with the nearest one it has, or the group it belongs to."""
    owner, key = find_model(model, inner_loc[:-1]) or model, str(loc[-1])
    values = {"given": shorten(key), **place_values(owner)}
    if any(not character.isprintable() or (character.isspace() and character != " ") for character in key):
        return view.diagnose(loc, "invisible-character", values=values, at_key=True)
    if near:
        return view.diagnose(loc, "unknown-field", "nearest", {**values, "nearest": near}, at_key=True)
    other = find_owner(model, key)
    if other is not None:
        belongs = {"owner": lower_initial(other.model_config["title"]), "owner_en": other.place_en}
        return view.diagnose(loc, "unknown-field", "elsewhere", {**values, **belongs}, at_key=True)
    return view.diagnose(loc, "unknown-field", "list", {**values, "allowed": ", ".join(field_names(owner))}, at_key=True)


def place_values(owner: ModelClass) -> dict[str, str]:
    return {"place": lower_initial(owner.model_config["title"]), "place_en": owner.place_en}


def field_names(model: ModelClass) -> list[str]:
    """The fields' names as files spell them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def nearest_field(model: ModelClass, key: str) -> str:
    """The field whose name or Vietnamese title looks most like `key`."""
    name_by_word = {field.title or name: field.alias or name for name, field in model.model_fields.items()}
    name_by_word |= {name: name for name in field_names(model)}
    return name_by_word.get(nearest(key, name_by_word), "")


def find_model(model: ModelClass, loc: Loc) -> ModelClass | None:
    """The model of the group at `loc`."""
    for step in loc:
        if isinstance(step, int):
            continue
        field = next((field for name, field in model.model_fields.items() if step in (field.alias, name)), None)
        inner = find_inner_model(field.annotation) if field else None
        if inner is None:
            return None
        model = inner
    return model


@cache
def find_inner_model(annotation: object) -> ModelClass | None:
    """The model inside `tuple[Model, ...]`, `Model | None` or `Annotated[…]`."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, RecordModel):
        return annotation
    inner = (
        find_inner_model(part) for part in typing.get_args(annotation) if isinstance(part, (type, types.UnionType)) or typing.get_args(part)
    )
    return next((found for found in inner if found is not None), None)


@cache
def list_models(model: ModelClass) -> tuple[ModelClass, ...]:
    """A model and all models inside it, outer ones first."""
    found = [model]
    for field in model.model_fields.values():
        inner = find_inner_model(field.annotation)
        if inner is not None:
            found.extend(other for other in list_models(inner) if other not in found)
    return tuple(found)


def find_owner(model: ModelClass, key: str) -> ModelClass | None:
    """Another group of the same file that has the field `key`."""
    return next((other for other in list_models(model) if key in field_names(other)), None)


@cache
def list_known_keys(model: ModelClass) -> frozenset[str]:
    """Every field name that may stand somewhere in a file of this model."""
    return frozenset(name for other in list_models(model) for name in field_names(other))
