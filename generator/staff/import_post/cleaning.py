"""Text as pages carry it → text as we print it: no control characters, single blanks, no blank before a full stop, no end mark."""

from __future__ import annotations

import re

from generator.text import fold, nfc

# Control characters, marks of direction, soft hyphens, halves of pairs, what no file may hold.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff]"
)
BLANKS = re.compile(r"[\s\x85]+")
BLANK_BEFORE = re.compile(r"(?<=[^\W_]) +([,.;:!?])(?=\s|$)")
BLANK_INSIDE = re.compile(r"(?<=\() +| +(?=\))")
END_MARK = re.compile(r"\s*\.\s*/\s*\.?\s*$")
SENTENCE_END = re.compile(r"[.!?…]+[\"»”)]*(?=\s|$)")
OUTER_SIGNS = re.compile(r"^[\s\W_]+|[\s\W_]+$")


def clean_piece(text: str) -> str:
    """A part of a line: its outer blanks stay, as one."""
    return BLANKS.sub(" ", UNSEEN.sub("", nfc(text)))


def clean_line(text: str) -> str:
    """A whole line: composed, one blank between words, none before a sign that ends a clause."""
    return repair(clean_piece(text).strip())


def repair(line: str) -> str:
    """No blank before a sign that ends a clause, none inside brackets."""
    return BLANK_INSIDE.sub("", BLANK_BEFORE.sub(r"\1", line))


def strip_end_mark(text: str) -> str:
    """«… sản phẩm./.» → «… sản phẩm.»"""
    return f"{END_MARK.sub('', text).rstrip('.')}." if END_MARK.search(text) and len(text) > 5 else text


def fold_line(text: str) -> str:
    """What lines are compared by: folded, without the signs around them."""
    return OUTER_SIGNS.sub("", " ".join(fold(text[:2000]).split()))


def last_sentence(text: str, longest: int = 90) -> str:
    """The end of a paragraph, for telling where something stood."""
    sentences = [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
    words = sentences[-1] if sentences else text
    return words if len(words) <= longest else "…" + words[-longest:].partition(" ")[2]


def shorten_line(text: str, longest: int) -> str:
    """The beginning of a line, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0] + "…" if " " in text[: longest - 1] else text[: longest - 1] + "…"


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(re.search(r"[.!?…:;]['\"»”)]*$", text))
