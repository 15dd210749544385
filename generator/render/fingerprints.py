"""What a page was made of, in 16 bytes: where they are as they were, so is the page. Coarse on purpose, for a record's file stands for all that is in it.

What all pages have in common (settings, templates, vocabularies, shells, the day, this program) is none of a page's own inputs and is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b

from generator.catalog import urls
from generator.catalog.documents import find_document
from generator.catalog.model import Listing, PostEntry
from generator.catalog.post_listings import NEWS_ON_RECORD
from generator.records import Post
from generator.render.frame import Renderer
from generator.render.library_cards import POSTS_A_DOCUMENT
from generator.render.listing import WAYS, find_guide
from generator.render.plan import PageTask

SIZE = 16
LINK_SIGNS = ("[", "<")  # without one of them a text refers to no other record
STAMPED_ITEMS = ("cooperatives", "products", "posts", "documents", "galleries")


class Fingerprints:
    """Fingerprints of pages by their task. `digests` holds what each record's file holds, hashed, by the path that its entry names."""

    def __init__(self, renderer: Renderer, digests: Mapping[str, str]) -> None:
        self.renderer, self.catalog, self.digests = renderer, renderer.catalog, digests
        self.folders = self.list_folders()
        self.stamp_cooperative, self.stamp_post, self.stamp_document = map(
            cache, (self.stamp_cooperative, self.stamp_post, self.stamp_document)
        )
        catalog = self.catalog
        self.names = hash_facts((*catalog.cooperatives,), (*catalog.products,), (*catalog.posts,))
        self.site = hash_facts(
            self.names,
            map(self.stamp_cooperative, catalog.cooperatives),
            map(self.stamp_post, catalog.posts),
            (catalog.statistics, catalog.updated_on),
            (renderer.home_prose, renderer.prose_pages, renderer.search_manifest),
        )
        self.kinds: Mapping[str, Callable[[PageTask], tuple[object, ...]]] = {
            "profile": self.list_profile_facts,
            "product": self.list_product_facts,
            "post": self.list_post_facts,
            "listing": self.list_listing_facts,
            "redirect": lambda task: (self.catalog.redirects[task.number - 1],),
        }

    def of_page(self, task: PageTask) -> bytes:
        """The fingerprint of the file of one task. Pages that gather the whole site change with any record."""
        list_facts = self.kinds.get(task.kind)
        return hash_facts(task, *(list_facts(task) if list_facts else (self.site,)))

    def list_folders(self) -> dict[str, list[object]]:
        """What pages tell of the files beside each record, by the folder that these have in the site."""
        media = self.renderer.media
        folders: dict[str, list[object]] = {}
        for url in self.catalog.files:
            facts = (url, media.photos.get(url), media.file_sizes.get(url))
            folders.setdefault(url.rpartition("/")[0], []).append(facts)
        return folders

    def stamp_cooperative(self, key: str) -> bytes:
        """Of a cooperative with its products and files."""
        entry = self.catalog.cooperatives[key]
        folder = urls.cooperative_file_url(entry.province, entry.slug, "").rpartition("/")[0]
        products = [(product.url, product.short_url, product.updated_on) for product in map(self.catalog.products.get, entry.product_keys)]
        return hash_facts(self.digests[entry.file], entry.url, entry.short_url, products, self.folders.get(folder))

    def stamp_post(self, key: str) -> bytes:
        entry = self.catalog.posts[key]
        folder = urls.post_file_url(entry.year, entry.slug, "").rpartition("/")[0]
        return hash_facts(self.digests[entry.file], entry.url, entry.unpublished, entry.expired, self.folders.get(folder))

    def stamp_product(self, key: str) -> tuple[str, bytes]:
        return key, self.stamp_cooperative(self.catalog.products[key].cooperative_key)

    def stamp_document(self, key: str) -> bytes:
        """Of what all posts together say of a document, and the posts that its card names."""
        entry, sizes = self.catalog.documents[key], self.renderer.media.file_sizes
        return hash_facts(entry, map(self.stamp_post, entry.post_keys[:POSTS_A_DOCUMENT]), [sizes.get(file.url) for file in entry.files])

    def name_targets(self, *texts: str | None) -> bytes:
        """All names of records, where a text may refer to one: whether it is there decides whether there is a link."""
        return self.names if any(sign in text for text in texts if text for sign in LINK_SIGNS) else b""

    def find_existing(self, *addresses: str) -> list[bool]:
        return [url in self.catalog.listings for url in addresses]

    def list_profile_facts(self, task: PageTask) -> tuple[object, ...]:
        entry = self.catalog.cooperatives[task.key]
        record = entry.record
        return (
            self.stamp_cooperative(task.key),
            *map(self.stamp_post, entry.post_keys[:NEWS_ON_RECORD]),
            len(entry.post_keys),
            *map(self.stamp_cooperative, entry.neighbour_keys),
            self.name_targets(record.description, record.description_en),
            self.find_existing(
                urls.kind_url(record.kind),
                urls.sector_url(record.sector),
                urls.commune_url(entry.province, entry.commune.code, entry.commune.slug),
                urls.unit_news_url(entry.province, entry.slug),
            ),
        )

    def list_product_facts(self, task: PageTask) -> tuple[object, ...]:
        entry = self.catalog.products[task.key]
        maker = self.catalog.cooperative_of(entry)
        return (
            self.stamp_cooperative(maker.key),
            *map(self.stamp_post, entry.post_keys[:NEWS_ON_RECORD]),
            len(entry.post_keys) > NEWS_ON_RECORD,
            *map(self.stamp_product, entry.related_keys),
            self.name_targets(entry.record.description),
            self.find_existing(
                urls.group_url(entry.group), urls.stars_url(entry.stars), urls.unit_news_url(maker.province, maker.slug)
            ),
        )  # fmt: skip

    def list_post_facts(self, task: PageTask) -> tuple[object, ...]:
        entry = self.catalog.posts[task.key]
        record = entry.record
        others = (*entry.thread_keys, None, *entry.related_keys, None, entry.newer_key, entry.older_key)
        return (
            self.stamp_post(task.key),
            *map(self.stamp_cooperative, entry.cooperative_keys),
            *map(self.stamp_product, entry.product_keys),
            *(self.stamp_post(key) if key else b"" for key in others),
            self.name_targets(entry.body),
            self.find_existing(*map(urls.tag_url, record.tags), *([urls.topic_url(record.topic)] if record.topic else ())),
            self.list_document_facts(entry),
            [self.stamp_post(row.source.post) for row in record.figures if row.source.post in self.catalog.posts],
            self.count_in_places(record),
        )

    def list_document_facts(self, entry: PostEntry) -> list[object]:
        """What other posts add to the documents that a post cites."""
        found = (find_document(self.catalog.documents, entry, document) for document in entry.record.documents)
        return [known and (known.title, known.issuer, known.issued_on, known.url, known.files[:1], known.repealed) for known in found]

    def count_in_places(self, record: Post) -> list[int]:
        """How many cooperatives the listings of a post's places hold; -1 where there is no such listing."""
        communes = self.catalog.vocabularies.communes
        found = []
        for code in record.places:
            commune = communes.get(code)
            url = urls.commune_url(commune.province, code, commune.slug) if commune else urls.province_url(code)
            listing = self.catalog.listings.get(url)
            found.append(len(listing.keys) if listing else -1)
        return found

    def list_listing_facts(self, task: PageTask) -> tuple[object, ...]:
        """Cards in order and the ways from here. Pages of links, the calendar and the front of the news gather too much to tell apart."""
        listing = self.catalog.listings[task.key]
        if listing.items not in STAMPED_ITEMS or (listing.form == "posts" and task.number == 1):
            return (self.site,)
        start = (task.number - 1) * listing.page_size
        return (
            *self.stamp_items(listing, listing.keys[start : start + listing.page_size]),
            len(listing.keys),
            find_guide(self.renderer),
            (listing.form, listing.page_size, listing.tab, listing.subject, listing.code, listing.crumbs, listing.updated_on),
            self.list_ways(listing) if task.number == 1 else (),
            None if listing.updated_on else self.catalog.updated_on,
        )

    def stamp_items(self, listing: Listing, keys: Iterable[str]) -> Iterable[object]:
        stamp = {
            "cooperatives": self.stamp_cooperative,
            "products": self.stamp_product,
            "documents": self.stamp_document,
        }.get(listing.items, self.stamp_post)
        return map(stamp, keys)

    def list_ways(self, listing: Listing) -> list[object]:
        """Finer and other listings that a first page leads to, with what it says of them."""
        listings = self.catalog.listings
        finer = [(link, listings[link.url].form, listings[link.url].subject, listings[link.url].items) for link in listing.links]
        ways = (*WAYS.get(listing.form, ()), urls.communes_url(listing.code))
        return [finer, [(url, listings[url].subject, bool(listings[url].links)) for url in ways if url in listings]]


def hash_facts(*facts: object) -> bytes:
    """A hash of values whose representation tells all that is in them; iterables are told item by item."""
    told = [(*fact,) if isinstance(fact, map) else fact for fact in facts]
    return blake2b(repr(told).encode("utf-8"), digest_size=SIZE).digest()
