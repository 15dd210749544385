"""Paragraphs of a body that are something else: headings, and items of a list whose numbers are written out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from generator.staff.import_post.cleaning import ends_sentence
from generator.staff.import_post.model import Block

LONGEST_HEADING = 90
FEWEST_ITEMS = 2
NUMBERED = re.compile(r"(?P<number>[1-9]\d?)[.)]\s+(?=\S)")


def mark_items(body: list[Block]) -> list[Block]:
    """Paragraphs numbered 1, 2, 3 one right behind the other are a list; a number with text between it and the next begins a part."""
    marked: list[Block] = []
    number = 0
    while number < len(body):
        end = find_end_of_items(body, number)
        if end - number < FEWEST_ITEMS:
            end = number + 1
            marked.append(body[number])
        else:
            marked += map(make_item, body[number:end])
        number = end
    return marked


def find_end_of_items(body: list[Block], start: int) -> int:
    """Where the paragraphs numbered 1, 2, 3 end that begin at `start`."""
    end = start
    while end < len(body) and body[end].kind == "paragraph" and not body[end].quoted:
        found = NUMBERED.match(body[end].runs[0].text) if body[end].runs else None
        if found is None or int(found["number"]) != end - start + 1:
            break
        end += 1
    return end


def make_item(block: Block) -> Block:
    """A numbered paragraph without its number."""
    first, *others = block.runs
    text = first.text[NUMBERED.match(first.text).end() :]
    return replace(block, kind="item", level=1, ordered=True, runs=(replace(first, text=text), *others))


def mark_headings(body: list[Block], *, is_plain: bool) -> list[Block]:
    """Short lines without a full stop between paragraphs are headings: in a text file all, on a page those that are bold as a whole."""
    marked = []
    for block, behind in zip_longest(body, body[1:]):
        is_bold = bool(block.runs) and all(run.bold for run in block.runs)
        is_short = len(block.text.split()) >= 2 and len(block.text) <= LONGEST_HEADING and block.text[-1] not in ",;:-–"
        is_heading = block.kind == "paragraph" and is_short and not ends_sentence(block.text) and not block.quoted and (is_plain or is_bold)
        if is_heading and behind is not None and behind.kind in ("paragraph", "item", "table"):
            level = min((known.level for known in body if known.kind == "heading"), default=2)
            block = replace(block, kind="heading", level=max(level, 2), runs=tuple(replace(run, bold=False) for run in block.runs))
        marked.append(block)
    return marked
