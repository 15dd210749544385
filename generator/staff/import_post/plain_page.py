"""A .txt file → blocks: a line is a paragraph, lines with a plus or dash are a list, a line broken by its editor is joined again."""

from __future__ import annotations

import html
import re

from generator.staff.import_post.cleaning import clean_line
from generator.staff.import_post.model import Block, Hints, Page, Run

ITEM = re.compile(r"\s*(?P<sign>[+•●▪■◦–*-])\s+(?=\S)")
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
# No sentence and no title ends with one of these.
GOES_ON = re.compile(r"(?:,|\b(?:và|của|tại|với|từ|đến|là|các|những|cho|về|trong|do|ở|để|hoặc|bởi))$", re.IGNORECASE)
BEGINS_WITH_AMOUNT = re.compile(r"\d[\d.,]* [^\W\d_]")  # «19 giờ hằng ngày»; a line with a year is a stamp
HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
BROKEN_LINE = 30  # characters; a shorter line ends where its writer ended it


def read_plain_page(text: str) -> Page:
    """The blocks of a text file in order."""
    first, *others = join_lines(text.split("\n")) or [""]
    return Page((Block("paragraph", (Run(first),)), *map(make_block, others)), Hints(), is_plain=True)


def join_lines(lines: list[str]) -> list[str]:
    """Clean lines without the empty ones; one that goes on in small letters on the next is made whole."""
    joined: list[str] = []
    was_empty = True
    for given in lines:
        line = html.unescape(given) if ENTITY.search(given) else given
        sign = ITEM.match(line)
        line = f"{sign['sign']} {clean_line(line[sign.end() :])}" if sign else clean_line(line)
        if line and not was_empty and is_broken(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        was_empty = not line
    return joined


def is_broken(before: str, line: str) -> bool:
    """Whether `line` goes on with the sentence of the line right before it."""
    if len(before) < BROKEN_LINE or before[-1] in '.!?:;…”»"':
        return False
    is_amount = BEGINS_WITH_AMOUNT.match(line) and line[:12].islower() and not HAS_YEAR.search(line[:BROKEN_LINE])
    return line[:1].islower() or bool(is_amount) or bool(GOES_ON.search(before) and line[:1].isalpha())


def make_block(line: str) -> Block:
    sign = ITEM.match(line)
    if sign:
        return Block("item", (Run(line[sign.end() :]),))
    return Block("paragraph", (Run(line),))
