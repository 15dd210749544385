"""Lines below an article, or right below its title, that are nothing but the names of who wrote it."""

from __future__ import annotations

from generator.staff.import_post.cleaning import ends_sentence, fold_line
from generator.staff.import_post.details import Details
from generator.staff.import_post.model import Block, Person
from generator.staff.import_post.people import is_byline, is_name, read_names, starts_office

LONGEST_OFFICE = 80


def take_office(contents: list[Block], details: Details) -> list[Block]:
    """A name at the end with its office on the line below it, as letters are signed, is an author."""
    if len(contents) < 3 or any(block.kind not in ("paragraph", "heading") for block in contents[-2:]):
        return contents
    name, office = contents[-2].text, contents[-1].text
    if not (
        is_name(name, details.words)
        and starts_office(office, details.words)
        and len(office) <= LONGEST_OFFICE
        and not ends_sentence(office)
    ):
        return contents
    details.authors.insert(0, Person(name, office))
    return contents[:-2]


def take_signature(contents: list[Block], details: Details, places: frozenset[str]) -> list[Block]:
    """Names alone at the end, or right below the title, are the authors."""
    while len(contents) > 1 and contents[-1].kind in ("paragraph", "heading") and is_signature(contents[-1].text, details, places):
        people = read_names(contents[-1].text, details.words)
        details.authors[:0] = [person for person in people if person not in details.authors]
        contents = contents[:-1]
    first = contents[0]
    if len(contents) > 1 and first.kind == "paragraph" and len(contents[1].text) >= 60 and is_signature(first.text, details, places):
        details.authors.extend(read_names(first.text, details.words))
        contents = contents[1:]
    return contents


def is_signature(text: str, details: Details, places: frozenset[str]) -> bool:
    """Whether a line is nothing but names of persons."""
    if len(text) > 120 or fold_line(text) in places or (is_byline(text, details.words) and len(text) < 4 and not text.isupper()):
        return False
    people = read_names(text, details.words)
    is_sentence = len(text) > 60 and ends_sentence(text)  # «Hà Nội - Hợp tác xã … vừa bán được chuyến hàng đầu tiên.»
    return bool(people) and not is_sentence and all(fold_line(person.name) not in places for person in people)
