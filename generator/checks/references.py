"""What a post, a figure or a hand-written page names must exist: cooperatives, products, posts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import REFERENCE_SCHEMES, FactBook, Facts, Reference
from generator.checks.finding import Finding
from generator.text import nearest

MOST_SEARCHES = 50  # a text with more references to nothing was not typed, and a search in all keys each would take minutes


class KeyBook:
    """The keys that references may name, and those that exist but will not be published."""

    def __init__(self, book: FactBook) -> None:
        # In the order of files, so that of keys equally near the same one is always proposed.
        self.known: dict[str, dict[str, None]] = {scheme: {} for scheme in REFERENCE_SCHEMES}
        self.unpublished: dict[str, set[str]] = {scheme: set() for scheme in REFERENCE_SCHEMES}
        self.searches = 0
        self.broken: set[str] = set()  # files with mistakes of their own: nothing is said about references to them
        for facts in book.cooperatives:
            self.add_cooperative(facts)
        for facts in book.posts:
            self.known["tin"][facts.key] = None
            if facts.unpublished:
                self.unpublished["tin"].add(facts.key)

    def add_cooperative(self, facts: Facts) -> None:
        key = facts.key
        self.known["htx"][key] = None
        if not facts.is_sound:
            self.broken.add(key)
        elif facts.product_slugs or facts.unpublished:
            products = [f"{key}/{slug}" for slug in facts.product_slugs]
            self.known["sp"].update(dict.fromkeys(products))
            if facts.unpublished:
                self.unpublished["htx"].add(key)
                self.unpublished["sp"].update(products)

    def judge(self, scheme: str, key: str) -> tuple[str, str]:
        """The code of what is wrong with a reference and the nearest known key; both empty when it is sound."""
        if key in self.unpublished[scheme]:
            return "unpublished-reference", ""
        if key in self.known[scheme] or key.rpartition("/")[0] in self.broken:
            return "", ""
        self.searches += 1
        near = nearest(key, self.known[scheme], cutoff=0.6) if self.searches <= MOST_SEARCHES else ""
        return "unknown-reference", near


def check_references(book: FactBook) -> Iterator[Finding]:
    """An error for each reference to nothing; a warning for one to a record that is not published."""
    keys = KeyBook(book)
    for group in (book.posts, book.statistics, book.pages):
        for facts in group:
            for reference in facts.references:
                code, near = keys.judge(reference.scheme, reference.key)
                if code:
                    yield report_reference(facts, reference, code, near)


def report_reference(facts: Facts, reference: Reference, code: str, near: str) -> Finding:
    """The finding at a field, or at a link of a text, where the nearest key is proposed as a link too."""
    fix = "nearest" if near else "default"
    if reference.place is None:
        return Finding.of(facts.source, code, *reference.loc, fix=fix, given=reference.key, nearest=near)
    link = f"{reference.scheme}:{near}" if near else ""
    return Finding.of(facts.source, code, fix=fix, place=reference.place, given=reference.given, nearest=link)
