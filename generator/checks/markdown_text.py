"""Where links, images and raw HTML stand in Markdown, by line and column. It finds them; it renders nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

CODE = re.compile(r"(?ms)^(```|~~~).*?^\1|`[^`\n]*`")
# Possessive where a mark may stay open: a text full of them must not be read again from each of them.
LINK = re.compile(
    r"(?P<image>!?)\[(?P<label>[^\[\]]*+)\]\("
    r"(?P<target><[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"(?P<end>\)|\s++[\"'(])"  # or a title, which ends with the next bracket of its line
)
DEFINITION = re.compile(r"(?m)^ {0,3}\[[^\]\n]+\]:[ \t]*(?P<target>\S+)")
AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*)>")
RAW_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>\n]*)?/?>|<!--|<![A-Z]|<\?")
SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):")
ALLOWED_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
REFERENCE_SCHEMES = frozenset(("htx", "sp", "tin"))


@dataclass(frozen=True, slots=True)
class TextMark:
    """A link target, image source or piece of raw HTML. Line and column count from 1 within the text."""

    kind: str  # "link", "image" or "html"
    text: str
    line: int
    column: int

    @property
    def scheme(self) -> str:
        """`https` of `https://…`; empty where there is none. Blanks that browsers skip are skipped."""
        found = SCHEME.match(re.sub(r"[\x00-\x20]", "", self.text))
        return found["scheme"].lower() if found else ""

    @property
    def reference(self) -> str:
        """`thai-nguyen/a` of `htx:thai-nguyen/a`, without an anchor or a final slash."""
        return self.text.partition(":")[2].partition("#")[0].strip("/")


def find_marks(text: str) -> tuple[TextMark, ...]:
    """All marks of a Markdown text in order; what stands in code is skipped."""
    if "](" not in text and "<" not in text and "]:" not in text:
        return ()
    return scan_marks(text)


@lru_cache(maxsize=16384)  # three rules look at each post
def scan_marks(text: str) -> tuple[TextMark, ...]:
    has_code = "`" in text or "~~~" in text
    masked = CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text) if has_code else text
    found = list(scan(masked))
    starts = [0, *accumulate(len(line) + 1 for line in masked.split("\n"))] if found else []
    marks = [make_mark(kind, value, offset, starts) for kind, value, offset in found]
    return tuple(sorted(marks, key=lambda mark: (mark.line, mark.column)))


def scan(text: str) -> Iterator[tuple[str, str, int]]:
    """(kind, text, offset) of each mark in masked text."""
    definitions = DEFINITION.finditer(text) if "]:" in text else ()
    autolinks = AUTOLINK.finditer(text) if "<" in text else ()
    for matches in (find_links(text), definitions, autolinks):
        for found in matches:
            kind = "image" if "image" in found.re.groupindex and found["image"] else "link"
            yield kind, found["target"].strip("<>"), found.start("target") + found["target"].startswith("<")
    if "<" not in text:
        return
    without_autolinks = AUTOLINK.sub(lambda found: " " * len(found[0]), text)
    for found in RAW_HTML.finditer(without_autolinks):
        yield "html", found[0], found.start()


def find_links(text: str) -> Iterator[re.Match[str]]:
    """Links and images. The end of a title is looked for once a line: thousands may stay open on one."""
    start = open_until = 0  # no bracket closes before `open_until`
    while (bracket := text.find("[", start)) >= 0:
        is_image = bracket > start and text[bracket - 1] == "!"
        found = LINK.match(text, bracket - is_image)
        start = found.end() if found else bracket + 1
        if not found:
            continue
        if found["end"] != ")":
            line_end, closing = find_title_end(text, start) if start >= open_until else (open_until, -1)
            if closing < 0:
                start, open_until = found.start("label"), line_end
                continue
            start = closing + 1
        yield found


def find_title_end(text: str, start: int) -> tuple[int, int]:
    """Where the line ends, and where on it the next bracket closes: -1 for nowhere."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    return line_end, text.find(")", start, line_end)


def make_mark(kind: str, text: str, offset: int, starts: list[int]) -> TextMark:
    """Turn an offset into line and column."""
    line = find_line(offset, starts)
    return TextMark(kind, text, line, offset - starts[line - 1] + 1)


def find_line(offset: int, starts: list[int]) -> int:
    """The 1-based line that holds `offset`."""
    return bisect_right(starts, offset)
