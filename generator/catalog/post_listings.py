"""Lists of news with an address: all, by category, topic, tag, year, month, and by the cooperative that posts are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.catalog import urls
from generator.catalog.families import ListingFamily, group_by_words, index_listing, links_to
from generator.catalog.labels import label_of
from generator.catalog.model import CooperativeEntry, Crumb, Listing, PostEntry
from generator.catalog.relations import group_keys
from generator.records import Vocabularies
from generator.text import sort_key

POSTS_A_PAGE = 20
NEWS_ON_RECORD = 6  # what a record's own page shows; with more than these a cooperative has a list of its own


class PostListings(ListingFamily):
    """Newest first; the list of all begins with the pinned posts, so that each post stands on one of its pages and only once."""

    items, page_size, tab = "posts", POSTS_A_PAGE, urls.NEWS
    top = (Crumb(label_of("posts"), urls.NEWS),)

    def __init__(self, entries: Sequence[PostEntry], cooperatives: Mapping[str, CooperativeEntry], vocabularies: Vocabularies) -> None:
        self.entries, self.cooperatives, self.vocabularies = entries, cooperatives, vocabularies
        self.by_key = {entry.key: entry for entry in entries}

    def build(self) -> Iterator[Listing]:
        categories = self.build_categories()
        pinned_first = sorted(self.entries, key=lambda entry: not entry.record.pinned)
        yield self.listing("posts", urls.NEWS, [entry.key for entry in pinned_first], links=links_to(categories[1:]))
        yield from categories
        yield from self.build_free("posts-by-topic", "post-topics", urls.POST_TOPICS, urls.topic_url, self.list_topics())
        yield from self.build_free("posts-by-tag", "post-tags", urls.POST_TAGS, urls.tag_url, self.list_tags())
        yield from self.build_archive()
        yield from self.build_units()

    def build_categories(self) -> list[Listing]:
        groups = group_keys((entry.record.category, entry.key) for entry in self.entries)
        crumbs = (*self.top, Crumb(label_of("post-categories"), urls.POST_CATEGORIES))
        members = [
            self.listing("posts-by-category", urls.category_url(code), groups.get(code, []), subject=entry.label, code=code, crumbs=crumbs)
            for code, entry in self.vocabularies.post_categories.items()
        ]
        return [index_listing("post-categories", urls.POST_CATEGORIES, urls.NEWS, self.top, members), *members]

    def list_topics(self) -> Iterator[tuple[str, str]]:
        return ((entry.record.topic, entry.key) for entry in self.entries if entry.record.topic)

    def list_tags(self) -> Iterator[tuple[str, str]]:
        return ((tag, entry.key) for entry in self.entries for tag in entry.record.tags)

    def build_free(self, form: str, index: str, index_url: str, url_of: Callable, pairs: Iterable[tuple[str, str]]) -> Iterator[Listing]:
        """Listings by words that staff choose."""
        crumbs = (*self.top, Crumb(label_of(index), index_url))
        members = [
            self.listing(form, url_of(slug), keys, subject=label, code=slug, crumbs=crumbs) for slug, label, keys in group_by_words(pairs)
        ]
        yield index_listing(index, index_url, urls.NEWS, self.top, members)
        yield from members

    def build_archive(self) -> Iterator[Listing]:
        """A listing a year and one a month, of those that have posts; the year is the post's folder."""
        for year, keys in sorted(group_keys((entry.year, entry.key) for entry in self.entries).items(), reverse=True):
            crumbs = (*self.top, Crumb(str(year), urls.year_url(year)))
            months = group_keys((self.by_key[key].record.published_at.month, key) for key in keys)
            members = [
                self.listing(
                    "posts-by-month",
                    urls.month_url(year, month),
                    months[month],
                    subject=f"{month}/{year}",
                    code=f"{year}-{month:02}",
                    crumbs=crumbs,
                )
                for month in sorted(months)
            ]
            yield self.listing(
                "posts-by-year", urls.year_url(year), keys, subject=year, code=year, crumbs=self.top, links=links_to(members)
            )
            yield from members

    def build_units(self) -> Iterator[Listing]:
        """The news of each cooperative that has more than its page shows, below its province and the index of those provinces."""
        units = [entry for entry in self.cooperatives.values() if len(entry.post_keys) > NEWS_ON_RECORD]
        groups = group_keys((entry.province, entry.key) for entry in units)
        crumbs = (*self.top, Crumb(label_of("post-units"), urls.POST_UNITS))
        provinces, members = [], []
        for code in sorted(groups, key=lambda code: sort_key(self.vocabularies.provinces[code].label)):
            label, url = self.vocabularies.provinces[code].label, urls.units_url(code)
            own = [self.build_unit(self.cooperatives[key], (*crumbs, Crumb(label, url))) for key in groups[code]]
            provinces.append(index_listing("post-units-of-province", url, urls.NEWS, crumbs, own, label, code))
            members += own
        yield index_listing("post-units", urls.POST_UNITS, urls.NEWS, self.top, provinces)
        yield from provinces
        yield from members

    def build_unit(self, entry: CooperativeEntry, crumbs: tuple[Crumb, ...]) -> Listing:
        url, name = urls.unit_news_url(entry.province, entry.slug), entry.short_name
        return self.listing("posts-by-unit", url, list(entry.post_keys), subject=name, code=entry.key, crumbs=crumbs)
