"""Hand-written pages as a search sees them: title, description and the words of the text without its markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

# Any other tag ends a word, though no blank stands there in the markup.
INLINE = frozenset(("a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"))
UNREAD = frozenset(("script", "style", "template", "noscript"))
# Elements without an end.
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Markdown's link targets and bare addresses: no reader sees the one, none searches for the other. Its signs part words by themselves.
# Each is looked for only where the signs stand without which it never matches: most texts have none.
ADDRESSES = (
    ("](", re.compile(r"\]\([^()\s]{0,500}(?:\s[^()\n]{0,500})?\)")),
    ("]:", re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:.*$", re.MULTILINE)),
    ("://", re.compile(r"<?\bhttps?://[^\s>]{1,2000}>?")),
)
HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)  # of a hand-written page as HTML


@dataclass(frozen=True, slots=True)
class ProseText:
    """A page written by hand, as words."""

    url: str
    title: str
    description: str = ""
    text: str = ""
    updated_on: date | None = None


class TextReader(HTMLParser):
    """Keeps what a reader sees; the sign behind a heading that links to it is no word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        is_hidden = tag in UNREAD or tag in self.unread or "hidden" in dict(attributes)
        if is_hidden and tag not in VOID:
            self.unread.append(tag)
        elif tag not in INLINE:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unread:
            self.unread.remove(tag)
        elif tag not in INLINE:
            self.pieces.append(" ")

    def parse_marked_section(self, start: int, report: int = 1) -> int:
        """`<![…` is a comment, as in a browser; Python up to 3.13 raises AssertionError for one that it does not know."""
        return self.parse_bogus_comment(start, report)

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.pieces.append(data)


def read_page(url: str, html: str, title: str, description: str = "", updated_on: date | None = None) -> ProseText:
    """A page as words. Its heading is its title, since a menu may call it otherwise; `title` serves a page without one."""
    heading = HEADING.search(html)
    body = html.replace(heading[0], "", 1) if heading else html
    return ProseText(url, read_html(heading[0] if heading else "") or read_html(title), description, read_html(body), updated_on)


def read_html(html: str) -> str:
    """The words of a piece of HTML with single blanks between them."""
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.pieces).replace("¶", " ").split())


def read_markdown(source: str | None) -> str:
    """The words of a Markdown text, its addresses left out."""
    words = source or ""
    for signs, addresses in ADDRESSES:
        if signs in words:
            words = addresses.sub(" ", words)
    return words
