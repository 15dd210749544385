"""What every record model shares: frozen, unknown keys refused, a title and a description in Vietnamese for each field.

Also the mistakes that a validator raises; the sentences stand in `messages/`, never here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from generator.records.vocabularies import Vocabularies

WORD_LIMIT = 1000
LONGEST_MARKDOWN = 20_000  # characters; a thousand words with their links are half of it
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class DecodeContext:
    """What a field may be held against while its file is decoded: the vocabularies and the folder the file lies in."""

    vocabularies: Vocabularies
    province: str = ""


def mistake(code: str, fix: str = "", **values: object) -> PydanticCustomError:
    """The error a validator raises: a code of `messages/`, the variant of its advice and the values of its sentence.

    A value `at` names the neighbouring field that the reader should look at instead.
    """
    shown = {name: shorten(value) if name == "given" else value for name, value in values.items()}
    return PydanticCustomError(code, code, {"fix": fix, **shown})  # type: ignore[arg-type]


def shorten(value: object) -> str:
    """A value as a sentence quotes it: on one line, and not a whole page of it."""
    words = " ".join(str(value).split()).encode("utf-8", "replace").decode("utf-8")
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + "…"


def require_text(value: object) -> str:
    """The scalar as text; a list or a mapping in its place is the reader's first mistake to hear of."""
    if not isinstance(value, str):
        raise mistake("expected-text")
    return value


def drop_docstring(schema: dict[str, Any]) -> None:
    """Docstrings are for engineers; editors show the Vietnamese titles and descriptions only."""
    schema.pop("description", None)


class RecordModel(BaseModel):
    """The base of every record and part of one. The class keyword `title` names it in sentences: «trong sản phẩm»."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, json_schema_extra=drop_docstring)
    place_en: ClassVar[str] = "record"

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """A copy with other values, which are not checked. `model_copy` takes five times as long and copies the names of the given fields."""
        copy = object.__new__(type(self))
        object.__setattr__(copy, "__dict__", self.__dict__ | values)
        for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
            object.__setattr__(copy, name, getattr(self, name))
        return copy


def required(title: str, description: str, *, multiline: bool = False, **extra: Any) -> Any:
    """A field that must stand in the file."""
    return Field(title=title, description=description, json_schema_extra={"x-multiline": True} if multiline else None, **extra)


def optional(title: str, description: str, default: Any = None, *, multiline: bool = False, **extra: Any) -> Any:
    """A field that may be left out, with what holds then."""
    schema = {"x-multiline": True} if multiline else None
    return Field(default=default, title=title, description=description, json_schema_extra=schema, **extra)


def many(title: str, description: str) -> Any:
    """A list that may be left out; it is empty then."""
    return Field(default=(), title=title, description=description)


def check_size(text: str) -> str:
    """A Markdown text that a page can carry: words are bounded for the reader, characters for the build."""
    if len(text) > LONGEST_MARKDOWN:
        raise mistake("text-too-long", "shorten", count=len(text), limit=LONGEST_MARKDOWN)
    if len(text) >= 2 * WORD_LIMIT:  # shorter text cannot hold more words
        count = len(text.split())
        if count > WORD_LIMIT:
            raise mistake("too-many-words", count=count, limit=WORD_LIMIT)
    return text


def check_file_name(name: str) -> str:
    """Files lie in the folder of their record, so a name has no folder in it."""
    if "/" in name or "\\" in name or name.startswith("."):
        raise mistake("file-outside-folder", given=name)
    return name


def read_boolean(value: object) -> bool:
    """`true` and `false`, and the words people write for them."""
    if isinstance(value, bool):
        return value
    word = BOOLEAN_BY_WORD.get(require_text(value).lower())
    if word is None:
        raise mistake("bad-boolean", given=value)
    return word


BOOLEAN_BY_WORD = {"true": True, "false": False, "yes": True, "no": False, "có": True, "không": False}

Text = Annotated[str, Field(min_length=1, max_length=200)]
LongText = Annotated[str, Field(min_length=1, max_length=400)]
Markdown = Annotated[str, Field(min_length=1), AfterValidator(check_size)]
FileName = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(check_file_name)]
