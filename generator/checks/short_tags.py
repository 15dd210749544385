"""Short tags on hand-written pages (`[[tin-moi 5]]`, alone on a line): where they stand, what they ask for, and which ask for nothing known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.finding import CheckContext, Finding
from generator.text import nearest

# Name → how many cards it shows when no number is given; 0 for one that takes none.
DEFAULT_NUMBERS = {"tin-moi": 5, "dac-san": 6, "lien-ket": 0, "so-lieu": 0, "thanh-phan": 0}
LARGEST_NUMBER = 24
TAG_LINE = re.compile(r" {0,3}(\[\[([^\[\]\n]{1,80})\]\])[ \t\r]*")
FENCE = re.compile(r"(`{3,}|~{3,})")
UNREAD = re.compile(r"<!--|<(?:pre|script|style|textarea)\b", re.IGNORECASE)
NOT_NEWLINE = re.compile(r"[^\n]")


class ShortTag(NamedTuple):
    """What a tag asks for."""

    name: str
    number: int


class TagLine(NamedTuple):
    """A line that is written like a tag; line and column count from 1. Without a tag it asks for nothing known."""

    line: int
    column: int
    text: str  # with its brackets
    name: str
    tag: ShortTag | None


def read_short_tag(words: str) -> ShortTag | None:
    """The tag between the brackets, or nothing where the name is unknown or the number is none from 1 to 24."""
    name, _, number = words.strip().partition(" ")
    if name not in DEFAULT_NUMBERS:
        return None
    if not number:
        return ShortTag(name, DEFAULT_NUMBERS[name])
    number = number.strip()
    is_sound = DEFAULT_NUMBERS[name] and number.isascii() and number.isdigit() and len(number) < 4
    return ShortTag(name, int(number)) if is_sound and 1 <= int(number) <= LARGEST_NUMBER else None


def find_tag_lines(text: str) -> Iterator[TagLine]:
    """Every line of a page's Markdown that is written like a tag and stands in no code."""
    if "[[" not in text:
        return
    for number, line in enumerate(mask_unread(mask_fences(text)).split("\n"), start=1):
        found = TAG_LINE.fullmatch(line)
        if found:
            words = found[2].strip()
            yield TagLine(number, found.start(1) + 1, found[1], words.partition(" ")[0], read_short_tag(words))


def mask_fences(text: str) -> str:
    """The text with blank lines for what stands between two equal fences; a fence that is never closed is no code."""
    lines = text.split("\n")
    last_place = {line.rstrip(): place for place, line in enumerate(lines) if FENCE.match(line)}
    fence = ""
    for place, line in enumerate(lines):
        opening = FENCE.match(line) if not fence else None
        if opening and last_place.get(opening[1], -1) > place:
            fence = opening[1]
        elif fence:
            fence = "" if line.rstrip() == fence else fence
        else:
            continue
        lines[place] = ""
    return "\n".join(lines)


def mask_unread(text: str) -> str:
    """The text with blanks for comments and for elements whose content is no Markdown; what is never closed hides nothing."""
    pieces, start, lower = [], 0, text.lower()
    never_closed: set[str] = set()
    while opening := UNREAD.search(text, start):
        end = "-->" if opening[0] == "<!--" else f"</{opening[0][1:].lower()}"
        place = -1 if end in never_closed else lower.find(end, opening.end())
        if place < 0:
            never_closed.add(end)
            place = opening.end()
        pieces += (text[start : opening.start()], NOT_NEWLINE.sub(" ", text[opening.start() : place]))
        start = place
    return "".join((*pieces, text[start:]))


def check_short_tags(context: CheckContext) -> Iterator[Finding]:
    """A warning for each tag on a hand-written page that will be printed as it was typed."""
    for page in context.pages:
        for line in find_tag_lines(page.body):
            if line.tag is None:
                near = nearest(line.name, DEFAULT_NUMBERS, cutoff=0.6)
                values = {"given": line.text, "name": line.name, "nearest": near, "largest": LARGEST_NUMBER}
                place = (line.line, line.column, len(line.text))
                yield Finding.of(page.source, "unknown-short-tag", fix=choose_fix(line.name, near), place=place, **values)


def choose_fix(name: str, near: str) -> str:
    """Which advice helps: the right name, the right number, or that this tag takes none."""
    if name in DEFAULT_NUMBERS:
        return "number" if DEFAULT_NUMBERS[name] else "plain"
    return "nearest" if near else "default"
