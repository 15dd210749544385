"""Documents that posts cite or carry, each once: number, issuer, year, whether it stands, its files, the posts that name it; and their lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.families import ListingFamily, index_listing, links_to
from generator.catalog.labels import label_of
from generator.catalog.model import Crumb, DocumentEntry, DocumentFile, Listing, PostEntry
from generator.catalog.relations import group_keys
from generator.records import Document, PostAttachment, Vocabularies
from generator.text import slugify, sort_key

DOCUMENTS_A_PAGE = 30
NUMBER_YEAR = re.compile(r"^[^/-]*[/-]\s*(19[4-9]\d|20\d\d)\s*[/-]")  # `193/2013/NĐ-CP`, but not `2013/QĐ-UBND`, the 2013th of its year
CENTRE_SIGN = re.compile(r"\bTƯ\b", re.IGNORECASE)  # without its mark it would be a province's TU
LONGEST_SLUG = 120  # a folder's name; abbreviations written out may be four times as long as what was typed
SIGN_BREAK = re.compile(r"[/–-]")


class Mention(NamedTuple):
    """A document as one post names or carries it."""

    post: PostEntry
    record: Document | PostAttachment

    @property
    def key(self) -> str:
        """What mentions of one document share: the number; a file without one stands for itself."""
        return document_slug(self.record.number) if self.record.number else f"{self.post.key}/{self.record.file}"

    @property
    def year(self) -> int:
        """The year that tells documents of one number apart; 0 where it is not known."""
        return find_number_year(self.record.number or "") or (self.record.issued_on.year if self.record.issued_on else 0)


class IssuerBook:
    """Issuers by the sign at the end of a number, and one address for each however it is abbreviated."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.by_sign = {sign.casefold(): entry.label for entry in vocabularies.document_issuers.values() for sign in entry.signs}
        self.full_words = {slugify(short): slugify(full) for short, full in vocabularies.abbreviations.by_searched_word.items()}
        self.known = {
            self.find_slug(name): entry.label for entry in vocabularies.document_issuers.values() for name in (entry.label, *entry.synonyms)
        }

    def find_slug(self, name: str) -> str:
        """`UBND tỉnh Phú Thọ` and `Ủy ban nhân dân tỉnh Phú Thọ` are one office."""
        words = (self.full_words.get(word, word) for word in slugify(name).split("-"))
        return "-".join(words)[:LONGEST_SLUG].rstrip("-")

    def name(self, given: str, number: str) -> str:
        """The issuer as a post gives it, by its common name where that is known; else read from the number, where its sign is certain."""
        return self.known.get(self.find_slug(given), given) if given else self.read_number(number)

    def read_number(self, number: str) -> str:
        """`23/2012/QH13` → `Quốc hội`; a department's sign may stand behind the issuer's."""
        parts = reversed(SIGN_BREAK.split(number)[1:])
        signs = (part.strip().casefold().rstrip("0123456789") for part in parts)  # marks count: TƯ is not TU
        return next((self.by_sign[sign] for sign in signs if sign in self.by_sign), "")


def document_slug(number: str) -> str:
    """The key of a document in the catalog: its number without case, blanks and marks."""
    return slugify(CENTRE_SIGN.sub("TW", number)) or number


def find_number_year(number: str) -> int:
    """The year inside a number, or 0."""
    found = NUMBER_YEAR.match(number)
    return int(found[1]) if found else 0


def build_documents(posts: Iterable[PostEntry], vocabularies: Vocabularies) -> dict[str, DocumentEntry]:
    """Entries by key, newest document first; `posts` are all that have a page, newest first."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for post in posts:
        for record in (*post.record.documents, *post.record.attachments):
            mention = Mention(post, record)
            groups[mention.key].append(mention)
    book = IssuerBook(vocabularies)
    entries = [build_document(key, part, book) for slug, group in groups.items() for key, part in split_by_year(slug, group)]
    entries.sort(key=lambda entry: (sort_key(entry.number or entry.title), entry.key))
    entries.sort(
        key=lambda entry: (entry.year or entry.updated_on.year, entry.issued_on.toordinal() if entry.issued_on else 0), reverse=True
    )
    return {entry.key: entry for entry in entries}


def split_by_year(slug: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Sequence[Mention]]]:
    """Numbers without a year begin again each year, so mentions that tell different years are different documents.

    A mention that tells none goes to the last of them that the post may have known.
    """
    years = sorted({mention.year for mention in mentions if mention.year})
    if len(years) < 2:
        yield slug, mentions
        return
    parts: dict[int, list[Mention]] = {year: [] for year in years}
    for mention in mentions:
        before = [year for year in years if year <= mention.post.record.published_at.year]
        parts[mention.year or (before or years)[-1 if before else 0]].append(mention)
    yield from ((f"{slug}/{year}", part) for year, part in parts.items())


def build_document(key: str, mentions: Sequence[Mention], book: IssuerBook) -> DocumentEntry:
    """What all mentions together say; where two differ the newest post counts, and one that says «hết hiệu lực» is enough."""
    records = [mention.record for mention in mentions]
    numbers = [record.number for record in records if record.number]
    number = next((spelled for spelled in numbers if not spelled.isascii()), numbers[0] if numbers else "")
    issued_on = next((record.issued_on for record in records if record.issued_on), None)
    issuer = book.name(next((record.issuer for record in records if record.issuer), ""), number)
    files = {file.url: file for mention in mentions if (file := find_file(mention))}
    return DocumentEntry(
        key=key,
        number=number,
        title=next((record.title for record in records if record.title), ""),
        issuer=issuer,
        issuer_slug=book.find_slug(issuer),
        issued_on=issued_on,
        year=issued_on.year if issued_on else find_number_year(number),
        repealed=any(record.repealed for record in records if isinstance(record, Document)),
        url=next((record.url for record in records if isinstance(record, Document) and record.url), ""),
        files=tuple(files.values()),
        post_keys=tuple(dict.fromkeys(mention.post.key for mention in mentions)),
        updated_on=max(mention.post.updated_on for mention in mentions),
    )


def find_file(mention: Mention) -> DocumentFile | None:
    """The file that a post carries; a document that is only cited has none."""
    post, record = mention
    if isinstance(record, Document):
        return None
    return DocumentFile(urls.post_file_url(post.year, post.slug, record.file), record.file, record.signed)


def find_document(documents: Mapping[str, DocumentEntry], post: PostEntry, record: Document) -> DocumentEntry | None:
    """What all posts together know of a document that one of them cites; nothing where numbers of several years are meant and this one tells none."""
    mention = Mention(post, record)
    return documents.get(mention.key) or documents.get(f"{mention.key}/{mention.year}")


class DocumentListings(ListingFamily):
    """«Văn bản»: all, by year and by issuer, newest first."""

    items, page_size, tab = "documents", DOCUMENTS_A_PAGE, urls.DOCUMENTS
    top = (Crumb(label_of("documents"), urls.DOCUMENTS),)

    def __init__(self, entries: Mapping[str, DocumentEntry]) -> None:
        self.by_key = entries

    def build(self) -> Iterator[Listing]:
        years = list(self.build_years())
        yield self.listing("documents", urls.DOCUMENTS, list(self.by_key), links=links_to(years))
        yield index_listing("document-years", urls.DOCUMENT_YEARS, urls.DOCUMENTS, self.top, years)
        yield from years
        issuers = list(self.build_issuers())
        yield index_listing("document-issuers", urls.DOCUMENT_ISSUERS, urls.DOCUMENTS, self.top, issuers)
        yield from issuers

    def build_years(self) -> Iterator[Listing]:
        crumbs = (*self.top, Crumb(label_of("document-years"), urls.DOCUMENT_YEARS))
        groups = group_keys((entry.year, entry.key) for entry in self.by_key.values() if entry.year)
        for year in sorted(groups, reverse=True):
            url = urls.document_year_url(year)
            yield self.listing("documents-by-year", url, groups[year], subject=str(year), code=str(year), crumbs=crumbs)

    def build_issuers(self) -> Iterator[Listing]:
        crumbs = (*self.top, Crumb(label_of("document-issuers"), urls.DOCUMENT_ISSUERS))
        labels: dict[str, str] = {}
        for entry in self.by_key.values():
            labels.setdefault(entry.issuer_slug, entry.issuer)
        groups = group_keys((entry.issuer_slug, entry.key) for entry in self.by_key.values() if entry.issuer_slug)
        for slug in sorted(groups, key=lambda slug: sort_key(labels[slug])):
            url = urls.document_issuer_url(slug)
            yield self.listing("documents-by-issuer", url, groups[slug], subject=labels[slug], code=slug, crumbs=crumbs)
