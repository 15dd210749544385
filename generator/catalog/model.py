"""The frozen model that pages are rendered from: entries, relations and listings, computed once.

Entries name each other by key, never by reference, so that one page's inputs travel alone to a worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from generator.catalog.record_box import BodyBox, RecordBox
from generator.records import Cooperative, Photo, Post, Price, Product, Recognition, StatisticsRow, Vocabularies
from generator.records.vocabularies import Commune

ItemKind = Literal["cooperatives", "products", "posts", "documents", "galleries", "seasons", "index"]
RecognitionStateCode = Literal["con-hieu-luc", "sap-het-han", "het-han", "thu-hoi"]
OFF_SALE = "ngung"  # of vocabulary `availability`


class RecognitionEntry(NamedTuple):
    """One OCOP decision with what follows from it on the build date."""

    record: Recognition
    state: RecognitionStateCode
    valid_until: date
    level: str

    @property
    def in_force(self) -> bool:
        return self.state in ("con-hieu-luc", "sap-het-han")


@dataclass(frozen=True, slots=True)
class CooperativeEntry:
    """A published cooperative. What lists and cards show of it is at hand; for all else its `record` is opened."""

    key: str  # "thai-nguyen/che-dong-xanh"
    province: str
    slug: str
    box: RecordBox
    name: str
    short_name: str  # what it is called where room is scarce
    kind: str
    sector: str
    status: str
    summary: str
    fullness: int  # how many of summary, description, photos, contacts and products are given
    updated_on: date
    file: str
    url: str
    short_url: str  # "" without a tax code
    commune: Commune
    distinguishing_name: str  # the part of the name that is its own
    face: str  # a digest of all that pages of other records, listings and addresses are made from
    product_keys: tuple[str, ...] = ()
    post_keys: tuple[str, ...] = ()  # newest first
    neighbour_keys: tuple[str, ...] = ()  # same commune and sector first, at most six

    @property
    def record(self) -> Cooperative:
        """All that may be shown: consent is applied as the box is opened."""
        return self.box.record


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """A published product of one cooperative. What lists and cards show of it is at hand; for all else its `record` is opened."""

    key: str  # "thai-nguyen/che-dong-xanh/che-dinh"
    cooperative_key: str
    province: str
    slug: str
    box: RecordBox  # of its cooperative
    place: int  # in its cooperative's list, from 0
    name: str
    availability: str
    price: Price | None
    photo: Photo | None  # the first
    featured: bool
    fullness: int  # how many of summary, description, photos and a price are given
    certificates: tuple[str, ...]  # their types
    months: tuple[int, ...]  # 1 to 12 in order, in which it is in season
    url: str
    short_url: str
    group: str
    branch: str
    updated_on: date
    recognitions: tuple[RecognitionEntry, ...] = ()  # newest decision first
    recognition: RecognitionEntry | None = None  # the decision that counts: the one in force with most stars, else the newest
    stars: int = 0  # in force on the build date; 0 without any
    post_keys: tuple[str, ...] = ()
    related_keys: tuple[str, ...] = ()  # the cooperative's other products, then the group's in the province, at most six

    @property
    def record(self) -> Product:
        return self.box.record.products[self.place]

    @property
    def off_sale(self) -> bool:
        """Whether it is sold no more."""
        return self.availability == OFF_SALE


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A news post; its body is Markdown until a page is rendered."""

    key: str  # "2026/hoi-nghi-so-ket"
    year: str
    slug: str
    record: Post
    box: BodyBox
    file: str
    url: str
    cooperative_keys: tuple[str, ...] = ()
    product_keys: tuple[str, ...] = ()
    thread_keys: tuple[str, ...] = ()  # the posts of its topic around it and itself, oldest first
    related_keys: tuple[str, ...] = ()  # none of the thread
    newer_key: str = ""  # the neighbours in its category
    older_key: str = ""
    unpublished: str = ""  # "draft" or "future": only a preview carries such a post
    expired: bool = False  # keeps its page, leaves the listings

    @property
    def body(self) -> str:
        return self.box.body

    @property
    def updated_on(self) -> date:
        return (self.record.updated_at or self.record.published_at).date()


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file of a document, carried by a post."""

    url: str
    name: str  # as staff handed it in
    signed: bool


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document that posts cite or carry, with what all of them together say of it."""

    key: str  # "193-2013-nd-cp", see documents.document_slug
    number: str  # empty for a file that has none
    title: str
    issuer: str  # as given, else read from the number; empty where neither tells
    issuer_slug: str
    issued_on: date | None
    year: int  # 0 where it is not known
    repealed: bool
    url: str  # where the full text stands, on another site
    files: tuple[DocumentFile, ...]
    post_keys: tuple[str, ...]  # newest first, expired posts too
    updated_on: date


@dataclass(frozen=True, slots=True)
class StatisticsEntry:
    """A reported figure with the file it stands in and, where a post is its source, that post's key."""

    row: StatisticsRow
    file: str
    post_key: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumbs; the last one has no url."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ListingLink:
    """A way from one listing into another."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records with an address. Page n of it stands at `url`, `url + "trang/2/"`, …

    `form` names the sentence of its title in the messages (`pages.<form>`), `subject` fills it.
    """

    form: str
    url: str
    items: ItemKind
    keys: tuple[str, ...]
    page_size: int
    tab: str
    subject: str = ""
    code: str = ""
    crumbs: tuple[Crumb, ...] = ()  # the steps above this listing
    links: tuple[ListingLink, ...] = ()  # finer listings below or beside it
    updated_on: date | None = None

    @property
    def page_count(self) -> int:
        size = len(self.links) if self.items == "index" else len(self.keys)
        return max(1, -(-size // self.page_size))


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that only leads to another one."""

    url: str
    target_url: str
    title: str


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A photo or attachment to carry from its folder into the site."""

    kind: Literal["photo", "attachment"]
    path: str  # relative to the project, with /
    url: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted from published records, for the statistics and home pages."""

    cooperatives: int = 0
    products: int = 0
    recognised_products: int = 0
    posts: int = 0
    by_province: tuple[tuple[str, int], ...] = ()
    by_kind: tuple[tuple[str, int], ...] = ()
    by_sector: tuple[tuple[str, int], ...] = ()
    by_sector_group: tuple[tuple[str, int], ...] = ()
    by_status: tuple[tuple[str, int], ...] = ()
    by_stars: tuple[tuple[int, int], ...] = ()  # recognitions in force
    by_group: tuple[tuple[str, int], ...] = ()
    by_decision_year: tuple[tuple[int, int], ...] = ()  # every decision in the records, whatever became of it
    by_expiry: tuple[tuple[tuple[int, int], int], ...] = ()  # products recognised today, by (year, half) in which that ends
    by_place_and_kind: Mapping[tuple[str, str], int] = field(default_factory=dict)  # cooperatives by (province, kind)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything a site publishes. Mappings are in display order: cooperatives and products by name, posts newest first."""

    build_date: date
    vocabularies: Vocabularies
    cooperatives: Mapping[str, CooperativeEntry]
    products: Mapping[str, ProductEntry]
    posts: Mapping[str, PostEntry]
    statistics: tuple[StatisticsEntry, ...]
    listings: Mapping[str, Listing]  # by url
    redirects: tuple[Redirect, ...]
    files: Mapping[str, PublishedFile]  # by url
    documents: Mapping[str, DocumentEntry]  # newest first
    counts: Counts
    featured_keys: tuple[str, ...] = ()  # products of «Đặc sản»: featured and in force first
    latest_keys: tuple[str, ...] = ()  # posts for the home page and the blocks: pinned first, then newest
    updated_on: date | None = None

    def cooperative_of(self, product: ProductEntry) -> CooperativeEntry:
        return self.cooperatives[product.cooperative_key]
