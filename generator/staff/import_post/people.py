"""Lines of names → authors with their offices: two glued by a hyphen, a name with an office behind it, a group that signs instead."""

from __future__ import annotations

import re

from generator.staff.import_post.cleaning import OUTER_SIGNS, fold_line
from generator.staff.import_post.model import Person
from generator.staff.import_post.words import ImportWords
from generator.text import fold

LONGEST_NAME = 60
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*\.?(?:['’.-][^\W\d_]+\.?)*")
INITIALS = re.compile(r"(?:[A-ZĐ]\.){1,3}[A-ZĐ]\.?")
BETWEEN_NAMES = re.compile(r"\s*[,;&/+–—]\s*|\s+và\s+|\s+-\s*|\s*-\s+|(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")
BEFORE_OFFICE = re.compile(r"\s*[,–—]\s*|\s+-\s*|\s*-\s+|\s*\(")


def is_name(text: str, words: ImportWords) -> bool:
    """Whether a line can be a person's name: initials, or two to five words, each with a capital, none of an office or place of work."""
    if INITIALS.fullmatch(text):
        return True
    parts = text.split()
    if not 2 <= len(parts) <= 5 or len(text) > LONGEST_NAME or starts_office(text, words):
        return False
    return all(NAME_WORD.fullmatch(part) and part[:1].isupper() for part in parts)


def is_byline(text: str, words: ImportWords) -> bool:
    """Whether a line is the name of a group that signs articles: «PV», «Ban Biên tập»."""
    return fold_line(text) in {fold(byline) for byline in words.bylines}


def is_account(text: str, words: ImportWords) -> bool:
    """Whether this is a login that everybody of an office uses, not an author."""
    return fold_line(text) in {fold(account) for account in words.accounts}


def starts_office(text: str, words: ImportWords) -> bool:
    """Whether a text begins as an office or an organisation does."""
    folded = fold(text)
    return any(re.match(rf"{re.escape(fold(office))}(?!\w)", folded) for office in words.offices)


def read_names(text: str, words: ImportWords) -> list[Person]:
    """The people of a line that holds nothing but names; nothing for any other line."""
    text = OUTER_SIGNS.sub("", text)
    if not text or len(text) > 3 * LONGEST_NAME:
        return []
    if is_byline(text, words) or is_name(text, words):
        return [Person(text)]
    whole = read_office(text, words)
    if whole is not None:
        return [whole]
    parts = [part for part in BETWEEN_NAMES.split(text) if part]
    if 2 <= len(parts) <= 6 and all(is_name(part, words) or is_byline(part, words) for part in parts):
        return [Person(part) for part in parts]
    return []


def read_office(text: str, words: ImportWords) -> Person | None:
    """A name with the office behind it: «Lê Văn Mẫu, Chủ tịch …», «Lê Văn Mẫu (Phòng Kinh tế)»."""
    found = BEFORE_OFFICE.search(text)
    if not found:
        return None
    name, office = text[: found.start()], OUTER_SIGNS.sub("", text[found.end() :])
    if is_name(name, words) and office and len(office) <= 200 and starts_office(office, words):
        return Person(name, office)
    return None


def read_labelled(text: str, words: ImportWords) -> list[Person]:
    """The people behind a label; whatever stands there is believed to be a name."""
    value = " ".join(text.split()).strip(" ;,.-–")
    people = [person for part in value.split(";") for person in read_names(part, words)]
    if people:
        return people
    name, _, office = value.partition(",")
    return [Person(name.strip()[:200], office.strip()[:200])] if name.strip() else []
