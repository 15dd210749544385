"""A text of a post as the rules of wording read it: what is code or address is hidden from them, letter for letter.

Also what such a rule yields: a slip, with what belongs in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from generator.checks.markdown_text import CODE
from generator.checks.prose.wording_book import WordingBook
from generator.text import nfc

HIDDEN = "\ue000"  # neither a word nor a blank nor a sign to any rule
TARGET = re.compile(r"\]\([ \t]*(?:<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)[ \t]*")
DEFINITION = re.compile(r"(?m)^ {0,3}\[[^\]\n]+\]:.*$")
TAG = re.compile(r"</?[a-zA-Z!][^<>\n]*>")
ADDRESS = re.compile(r"(?:\b[a-z]{2,10}://|\bwww\.)[^\s<>()]+")
MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
ENTITY = re.compile(r"&#?\w{1,31};")
RULE_OF_TABLE = re.compile(r"(?m)^[ \t]*+\|?+[ \t]*+:?-{2,}[-:| \t]*$")
LINE_SIGN = re.compile(r"(?m)^[ \t]*(?:(?:[-+*>]|#{1,6}|\d{1,9}[.)])(?:[ \t]+|$))+")
# What hides a part of a text: a sign that must stand in it, so that most texts are not searched at all, and what is hidden.
HIDING = (("`", CODE), ("~~~", CODE), ("](", TARGET), ("]:", DEFINITION), ("<", TAG), ("://", ADDRESS), ("www.", ADDRESS),
          ("@", MAIL_ADDRESS), ("&", ENTITY), ("--", RULE_OF_TABLE))  # fmt: skip
TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"  # apart from their letters: such a text is composed first
CONTEXT = 32  # characters on each side, at most, that a sentence quotes with a slip


class Slip(NamedTuple):
    """Characters of a text and what belongs in their place; `fix` names a variant of the advice."""

    start: int
    end: int
    better: str
    fix: str = ""


class Passage:
    """One text with what the rules hold it against: the day of its post and the vocabulary of wording.

    `text` is what sentences quote; `prose`, of the same length, is what rules read.
    """

    def __init__(self, text: str, day: date, book: WordingBook) -> None:
        self.text = self.prose = nfc(text) if any(mark in text for mark in TONE_MARKS) else text
        self.day, self.book = day, book
        self.is_masked = False

    def mask(self) -> None:
        """From now on rules read the text with what is not prose hidden and the signs at the start of lines blank."""
        prose = self.text
        for sign, pattern in HIDING:
            if sign in prose:
                prose = pattern.sub(hide, prose)
        self.prose = LINE_SIGN.sub(lambda found: " " * len(found[0]), prose)
        self.is_masked = True

    def quote(self, slip: Slip) -> tuple[str, str]:
        """The slip as it stands with the words it touches, and the same made right."""
        text = self.text
        left, right = slip.start, slip.end
        while left > 0 and slip.start - left < CONTEXT and not text[left - 1].isspace():
            left -= 1
        while right < len(text) and right - slip.end < CONTEXT and not text[right].isspace():
            right += 1
        if not text[slip.end - 1].isspace():  # a sign behind a word says nothing, one behind a blank does
            right = slip.end + len(text[slip.end : right].rstrip(".,;:!?…/"))
        return text[left:right], text[left : slip.start] + slip.better + text[slip.end : right]

    def place(self, slip: Slip) -> tuple[int, int, int]:
        """Line and column from 1, and length."""
        line = self.text.count("\n", 0, slip.start) + 1
        return line, slip.start - self.text.rfind("\n", 0, slip.start), max(1, slip.end - slip.start)


TextRule = Callable[[Passage], Iterator[Slip]]


def find_slips(rule: TextRule, passage: Passage) -> list[Slip]:
    """The slips of a rule. Only a text that has one at first sight is masked, which costs more than all rules."""
    if not passage.is_masked:
        if next(rule(passage), None) is None:
            return []
        passage.mask()
    return list(rule(passage))


def hide(found: re.Match[str]) -> str:
    """As many signs that no rule knows; lines stay lines."""
    if "\n" not in found[0]:
        return HIDDEN * len(found[0])
    return re.sub(r"[^\n]", HIDDEN, found[0])
