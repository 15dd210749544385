"""What is known on the way from a saved page to a post: blocks of text, hints of the page's markup, the article found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

Kind = Literal["paragraph", "heading", "item", "table", "picture", "embed"]
Role = Literal["", "title", "lead", "author", "stamp", "caption", "category", "tags", "source", "attachment"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: bold, italic, linked or plain. `href` is an address that a page may print, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A picture as the page names it."""

    src: str
    alt: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a document: its address as the page writes it, and the words it stands on."""

    src: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table or picture. `role` is what the page's markup says of it; `in_body` that it lies in the article's text.

    `in_scope`: between the title and the text, or beside the text; what lies outside belongs to the site, not to the article.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 0
    ordered: bool = False
    quoted: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    picture: PictureSource | None = None
    files: tuple[FileLink, ...] = ()
    role: Role = ""
    set_apart: bool = False
    in_body: bool = True
    in_scope: bool = True

    @property
    def text(self) -> str:
        """The words without their look."""
        if self.rows:
            return "\n".join(" | ".join(row) for row in self.rows)
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Hints:
    """What a page says of itself outside its text."""

    titles: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    site_name: str = ""
    address: str = ""
    base: str = ""
    dropped_links: list[str] = field(default_factory=list)
    far_files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page as it was read: its blocks in order and its hints. `is_plain`: it had no markup, so its headings look like other lines."""

    blocks: tuple[Block, ...]
    hints: Hints
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """An author; `title` is the office named behind the name."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A document that the page offers, with what the article says of it."""

    src: str
    name: str
    title: str
    number: str = ""
    issued_on: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture and the words that belong to it; `place` counts the body's blocks before it, `after` is the sentence before it."""

    picture: PictureSource | None
    caption: str
    credit: str
    place: int
    after: str
    in_gallery: bool = False


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file that lies beside the saved page and the name under which it goes into the post's folder."""

    path: Path
    name: str


@dataclass(slots=True)
class Article:
    """What was recognised. `remarks` are sentences for the editor, by the key of the front matter that they stand above."""

    title: str = ""
    lead: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    category: str = ""
    authors: list[Person] = field(default_factory=list)
    posted_by: str = ""
    source: tuple[str, str] | None = None
    tags: list[str] = field(default_factory=list)
    attachments: list[AttachedFile] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def note(self, key: str, sentence: str) -> None:
        """Leave a remark for the editor above `key`; said once."""
        if (key, sentence) not in self.remarks:
            self.remarks.append((key, sentence))
