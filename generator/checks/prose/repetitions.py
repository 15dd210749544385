"""What a page would say twice: a lead that the body begins with, a picture's description that is its caption or the post's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.records import Decoded
from generator.text import nfc

PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]+)\]\([^\s()]+[ \t]+\"(?P<caption>[^\"\n]+)\"\)")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
HEAD = 12  # letters that two texts must share before the whole of them is compared


def check_repeated_lead(decoded: Decoded) -> Iterator[Finding]:
    """The body goes on after the lead, which the page prints above it."""
    lead, body = decoded.record.lead, decoded.body
    start = " ".join(body[: 4 * HEAD].lstrip(' \t\n*_>#"“').split())
    if nfc(start)[:HEAD].casefold() != nfc(lead)[:HEAD].casefold():
        return
    text = body.lstrip()
    first = BLANK_LINE.split(text, maxsplit=1)[0].rstrip()
    if keep_words(first) == keep_words(lead):
        yield Finding.of(decoded.source, "lead-repeated", place=find_place(decoded, len(body) - len(text), len(first.split("\n")[0])))


def check_repeated_alt(decoded: Decoded) -> Iterator[Finding]:
    """A description says what is to be seen; those who hear the page would hear the same words twice."""
    record = decoded.record
    pictures = [(("gallery", number), picture) for number, picture in enumerate(record.gallery)]
    if record.cover is not None:
        pictures.insert(0, (("cover",), record.cover))
    title = keep_words(record.title) if pictures else ""
    for loc, picture in pictures:
        alt = keep_words(picture.alt or "")
        if alt and alt == keep_words(picture.caption or ""):
            yield Finding.of(decoded.source, "alt-repeated", *loc, "alt", fix="caption", given=picture.alt)
        elif alt and alt == title:
            yield Finding.of(decoded.source, "alt-repeated", *loc, "alt", fix="title", given=picture.alt)
    for found in PICTURE.finditer(decoded.body) if "![" in decoded.body else ():
        if keep_words(found["alt"]) == keep_words(found["caption"]):
            place = find_place(decoded, found.start("alt"), len(found["alt"]))
            yield Finding.of(decoded.source, "alt-repeated", fix="caption", place=place, given=found["alt"])


def find_place(decoded: Decoded, start: int, length: int) -> tuple[int, int, int]:
    """Line, column and length of a part of the body within its file."""
    line = decoded.body_line + decoded.body.count("\n", 0, start)
    return line, start - decoded.body.rfind("\n", 0, start), length


def keep_words(text: str) -> str:
    """The words of a text without capitals and signs, to compare it with another."""
    return " ".join(re.findall(r"\w+", nfc(text).casefold()))
