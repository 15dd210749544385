"""What families of listings have in common: how each is made, the index page above one, the links to its members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from generator.catalog.model import CooperativeEntry, Crumb, DocumentEntry, ItemKind, Listing, ListingLink, PostEntry, ProductEntry
from generator.text import slugify, sort_key

LINKS_A_PAGE = 120


class ListingFamily:
    """Listings of one kind of record; each carries the day of its newest one."""

    items: ItemKind
    page_size: int
    tab: str
    by_key: Mapping[str, CooperativeEntry | ProductEntry | PostEntry | DocumentEntry]

    @cached_property
    def days(self) -> dict[str, date]:
        """The day of each record: it stands in a dozen listings."""
        return {key: entry.updated_on for key, entry in self.by_key.items()}

    def listing(self, form: str, url: str, keys: Sequence[str], **rest: object) -> Listing:
        """The listing at `url` of the records with these keys, in their order."""
        updated_on = max(map(self.days.__getitem__, keys), default=None)
        return Listing(form, url, self.items, tuple(keys), self.page_size, self.tab, updated_on=updated_on, **rest)


def index_listing(
    form: str, url: str, tab: str, crumbs: tuple[Crumb, ...], members: Sequence[Listing], subject: str = "", code: str = ""
) -> Listing:
    """The page above a family of listings: a link with a count for each."""
    links = tuple(ListingLink(member.subject, member.url, len(member.keys)) for member in members)
    updated_on = max((member.updated_on for member in members if member.updated_on), default=None)
    return Listing(form, url, "index", (), LINKS_A_PAGE, tab, subject, code, crumbs, links, updated_on)


def links_to(members: Iterable[Listing]) -> tuple[ListingLink, ...]:
    """Links to the listings that have something in them."""
    return tuple(ListingLink(member.subject, member.url, len(member.keys)) for member in members if member.keys)


def group_by_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str, list[str]]]:
    """(slug, label, keys) in Vietnamese order for words that staff choose; words of one slug are one group, under the spelling that comes first."""
    keys_by_slug: dict[str, dict[str, None]] = {}
    label_by_slug: dict[str, str] = {}
    for label, key in pairs:
        slug = slugify(label)
        if slug:
            label_by_slug.setdefault(slug, label)
            keys_by_slug.setdefault(slug, {})[key] = None
    ordered = sorted(label_by_slug.items(), key=lambda pair: sort_key(pair[1]))
    return [(slug, label, list(keys_by_slug[slug])) for slug, label in ordered]
