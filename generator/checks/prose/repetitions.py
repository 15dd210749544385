"""What a page would say twice: a lead that the body begins with, a picture's description that is its caption or the post's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.records import Decoded
from generator.text import nfc

FIRST_PARAGRAPH = re.compile(r"\S.*?(?=\n[ \t]*\n|\s*\Z)", re.DOTALL)
HEAD = 12  # letters that two texts must share before the whole of them is compared


def check_repeated_lead(decoded: Decoded) -> Iterator[Finding]:
    """The body goes on after the lead, which the page prints above it."""
    lead, body = decoded.record.lead, decoded.body
    start = body[: 8 * HEAD].lstrip(" \t\n*_>#\"“")
    if nfc(start[:HEAD]).casefold() != nfc(lead[:HEAD]).casefold():
        return
    found = FIRST_PARAGRAPH.search(body)
    if found and keep_words(found[0]) == keep_words(lead):
        line = decoded.body_line + body.count("\n", 0, found.start())
        column = found.start() - body.rfind("\n", 0, found.start())
        yield Finding.of(decoded.source, "lead-repeated", place=(line, column, len(found[0].split("\n")[0])))


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


def keep_words(text: str) -> str:
    """The words of a text without capitals and signs, to compare it with another."""
    return " ".join(re.findall(r"\w+", nfc(text).casefold()))
