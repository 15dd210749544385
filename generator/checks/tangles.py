"""How much work a Markdown text would be for the converter, told from its signs without converting it.

Nobody means a paragraph of a thousand brackets, but the converter's time grows with their square: one such text could stop a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

MOST_WORK = 4_000_000  # a step is about a tenth of a microsecond; a text of 200,000 characters with a long table is half of it
PAIRED_SIGNS = "[`"  # the converter looks for the partner of each of these to the end of the paragraph
OTHER_SIGNS = ("\\", "*", "_", "<", "&", "|", "  \n")
SIGN_BYTES = "".join((*PAIRED_SIGNS, *OTHER_SIGNS)).replace(" ", "").encode()
SIGN_WORK = 300  # for a sign, a line that ends a block or a block, beside what grows with the text around it
STAND_IN = 20  # characters that the converter writes in place of each sign it understood
SHORT_TEXT = 5000  # characters; below this even lines of nothing but quotation marks are little work
OTHERS_SHARE, SPLITS_SHARE, DEFINITIONS_SHARE = 20, 4, 10
BLANK_LINE = re.compile(r"\n *\n")
ITEM = re.compile(r"(?m)^(?=[ >]*(?:[-+*] |[0-9]+[.] |#))")  # list items and headings are converted one by one, and so are
TABLE = re.compile(r"[^\n|]*\|[^\n]*\n[ :-]*\|[ |:-]*(?:\n|\Z)")  # the rows of a table
# Headings, rules, underlines, quotes and definitions: the converter copies the rest of the block after each of them.
SPLITTING_LINE = re.compile(r"(?m)^ {0,3}(?:[#>\[]|[-=*_ ]+$)")
NESTED_LINE = re.compile(r"(?m)^(?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.][ \t])){50}")


@lru_cache(maxsize=16384)  # a post is looked at when it is checked and when it is rendered
def find_tangle(text: str) -> int:
    """The line, from 1, by which the text has become too much work; 0 for a text that anybody would write."""
    if is_little(text):
        return 0
    text = text.expandtabs(4)
    nested = NESTED_LINE.search(text)
    if nested:
        return text.count("\n", 0, nested.start()) + 1
    blocks = list(split_blocks(text))
    work = measure_definitions(text, (block for _, block in blocks))
    for line, block in blocks:
        work += measure_block(block, split_units(block))
        if work > MOST_WORK:
            return line
    return 0


def is_little(text: str) -> bool:
    """Whether even the worst text of these signs would be little work; true of nearly all texts, and told at once."""
    if len(text) >= SHORT_TEXT or "\t" in text:
        return False
    lines = text.count("\n") + 1
    most = lines * (2 * SIGN_WORK + len(text) // SPLITS_SHARE) + measure_definitions(text, (text,))
    # As if each sign were a paired one, and each end of a line a sign: bytes are counted in one pass, a fifth of the time of nine.
    content = text.encode("utf-8", "replace")
    signs = len(content) - len(content.translate(None, SIGN_BYTES))
    return most + signs * (SIGN_WORK + len(text) + STAND_IN * signs) <= MOST_WORK or most + measure_words(text) <= MOST_WORK


def split_blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, with the line where it begins."""
    start, line = 0, 1
    for blank in BLANK_LINE.finditer(text):
        yield line, text[start : blank.start()]
        line += text.count("\n", start, blank.end())
        start = blank.end()
    yield line, text[start:]


def split_units(block: str) -> list[str]:
    """The parts of a block whose words are converted one after the other."""
    return block.split("\n") if TABLE.match(block) else ITEM.split(block)


def measure_block(block: str, units: Iterable[str]) -> int:
    """The work of a block whose words are converted in these units."""
    splits = len(SPLITTING_LINE.findall(block))
    return SIGN_WORK + splits * (SIGN_WORK + len(block) // SPLITS_SHARE) + sum(map(measure_words, units))


def measure_words(words: str) -> int:
    """The work of the words of one paragraph, item, cell or heading."""
    paired = sum(map(words.count, PAIRED_SIGNS))
    others = sum(map(words.count, OTHER_SIGNS))
    length = len(words) + STAND_IN * (paired + others)
    return paired * (SIGN_WORK + length) + others * (SIGN_WORK + length // OTHERS_SHARE)


def measure_definitions(text: str, blocks: Iterable[str]) -> int:
    """The work of addresses written once, `[a]: https://…`, which each `[a]` repeats in full."""
    if "]:" not in text:
        return 0
    return text.count("[") * sum(len(block) for block in blocks if "]:" in block) // DEFINITIONS_SHARE
