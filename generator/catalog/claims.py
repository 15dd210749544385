"""Each address has one owner: a record that wants one that is taken is told whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from generator.catalog import urls
from generator.catalog.outlines import number_products
from generator.checks import Finding
from generator.checks.contents import Loc, list_cooperative_files, list_post_files
from generator.checks.facts import Facts
from generator.checks.markup import list_body_pictures, list_text_pictures
from generator.records import Cooperative, Decoded, Post, Source

# Folders whose content no record decides: the theme's files, carried files, short addresses, the search and its index.
PAGE_FREE_FOLDERS = (urls.FILES, "m/", urls.SEARCH)
OWN_FOLDERS = ("assets/", *PAGE_FREE_FOLDERS)
OWN_FILES = ("", urls.STATISTICS, urls.NOT_FOUND, urls.ROBOTS, urls.SITEMAP, urls.NEWS_SITEMAP, *map(urls.sitemap_url, range(1, 100)))
FIRST_LINE = (1, 1, 1)
# What a cooperative, a product and a post have in common with no listing: that of a commune lies below `xa`, that of a month below `thang-…`.
RECORD_SHAPE = re.compile(
    rf"{urls.COOPERATIVES}(?!trang/)[^/]+/(?!xa/|trang/)[^/]+/(?:[^/]+/)?index\.html$|{urls.NEWS}[0-9]{{4}}/(?!thang-|trang/)[^/]+/index\.html$"
)


class Claim(NamedTuple):
    """An address, and the file that wants it; without one it belongs to a page that is made anyway."""

    url: str
    facts: Facts | None = None
    loc: Loc = ()

    @property
    def path(self) -> str:
        """What two claims are compared by: case does not tell two addresses apart, since on some hosts it cannot."""
        return urls.output_path(self.url).lower()


def check_claims(claims: Iterable[Claim], former: Iterable[Claim]) -> Iterator[Finding]:
    """An error for each claim on an address that is taken. `former` are addresses of the past: they come last, and may be neither
    a folder of another page's path nor below another page's file, nor lie in a folder of ours."""
    owners: dict[str, Claim] = {}
    folders: set[str] = set()
    for claim in claims:
        path = claim.path
        if path in owners:
            yield report_clash(claim, owners[path])
        elif path.startswith(PAGE_FREE_FOLDERS):
            yield report_clash(claim, Claim(claim.url))
        owners.setdefault(path, claim)
    former = list(former)
    if former:
        folders = {folder for path in owners for folder in list_folders(path)}
    for claim in former:
        above = next((folder for folder in list_folders(claim.path) if folder in owners), "")
        if claim.path in owners or above:
            yield report_clash(claim, owners[above or claim.path])
        elif claim.path in folders or claim.path.startswith(OWN_FOLDERS):
            yield report_clash(claim, Claim(claim.url))
        owners.setdefault(claim.path, claim)
        folders.update(list_folders(claim.path))


def list_folders(path: str) -> list[str]:
    """The folders above a file, as paths without a slash at the end."""
    steps = path.split("/")[:-1]
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


def report_clash(claim: Claim, owner: Claim) -> Finding:
    """What is said at the file that comes second: the other file's name, or that the address is ours."""
    source, place = claim.facts.source, FIRST_LINE if claim.facts.kind == "page" else None
    if owner.facts is None:
        return Finding.of(source, "generated-url", *claim.loc, place=place, url=claim.url)
    return Finding.of(source, "duplicate-url", *claim.loc, place=place, url=claim.url, other=owner.facts.file)


def build_claimant(source: Source, record: Cooperative | Post | None = None) -> Facts:
    """What is known of a file as far as addresses go."""
    slugs = tuple([product.slug for product in record.products]) if isinstance(record, Cooperative) else ()
    place = (source.file, str(source.path), source.kind, source.province, source.slug, source.year)
    return Facts(*place, record is not None, product_slugs=slugs, previous_urls=record.previous_urls if record else ())


def check_addresses_of(
    cooperatives: Sequence[Facts], posts: Sequence[Facts], listings: Iterable[str], pages: Mapping[str, Source]
) -> Iterator[Finding]:
    """Addresses that two files want; `cooperatives` and `posts` are those that are published, `listings` the addresses of listings' pages."""
    claims = list_claims(cooperatives, posts, listings, pages)
    return check_claims(claims, list_former_claims((*cooperatives, *posts)))


def may_meet_listing(facts: Iterable[Facts], pages: Iterable[str]) -> bool:
    """Whether a hand-written page or a former address lies where listings do, and is not of the shape that only records have."""
    if any(url.startswith(urls.LISTED_SECTIONS) for url in pages):
        return True
    paths = (Claim(normalise_url(url)).path for one in facts for url in one.previous_urls)
    return any(path.startswith(urls.LISTED_SECTIONS) and not RECORD_SHAPE.match(path) for path in paths)


def list_claims(
    cooperatives: Sequence[Facts], posts: Sequence[Facts], listings: Iterable[str], pages: Mapping[str, Source]
) -> Iterator[Claim]:
    """Every claim but former addresses, in the order of precedence: our own pages, records, hand-written pages and files."""
    for listing in listings:
        yield Claim(listing)
        yield from map(Claim, urls.list_feeds(listing))
    yield from map(Claim, OWN_FILES)
    for facts in cooperatives:
        yield Claim(urls.cooperative_url(facts.province, facts.slug), facts)
        for number, slug in enumerate(facts.product_slugs):
            yield Claim(urls.product_url(facts.province, facts.slug, slug), facts, ("products", number, "slug"))
    for facts in posts:
        yield Claim(urls.post_url(facts.year, facts.slug), facts)
    yield from (Claim(url, build_claimant(source)) for url, source in pages.items() if url)  # docs/index.md fills a slot of the home page


def list_former_claims(records: Iterable[Facts]) -> Iterator[Claim]:
    """The addresses that records had before."""
    for facts in records:
        for number, url in enumerate(facts.previous_urls):
            yield Claim(normalise_url(url), facts, ("previous_urls", number))


def normalise_url(path: str) -> str:
    """A site path as staff write it (`/tin/bai-1.html`, `/htx/a`, `/b%C3%A0i`), as the url of a page: without the first slash."""
    url = unquote(path.strip()).lstrip("/")
    last = url.rpartition("/")[2]
    return url if not last or "." in last else f"{url}/"


def check_own_claims(decoded: Decoded) -> tuple[Finding, ...]:
    """What a published record claims twice: an error for each product whose short address is that of a product above it, for a printed code
    leads to one of them only; and for each file whose ASCII name is another file's, for one would replace the other.
    """
    source, record = decoded.source, decoded.record
    if isinstance(record, Cooperative):
        return (
            *check_product_numbers(source, record),
            *check_names(source, (*list_cooperative_files(record), *list_text_pictures(record))),
        )
    pictures = (((), file) for _, file in list_body_pictures(decoded.body))
    return tuple(check_names(source, (*list_post_files(record), *pictures)))


def check_product_numbers(source: Source, record: Cooperative) -> Iterator[Finding]:
    """The products of one record that would share a short address."""
    first: dict[int, str] = {}
    for place, (number, product) in enumerate(number_products(record.products)):
        if number in first:
            yield Finding.of(
                source, "same-product-number", "products", place, "number" if product.number else "slug", given=number, other=first[number]
            )
        first.setdefault(number, product.name)


def check_names(source: Source, named: Iterable[tuple[Loc, str]]) -> Iterator[Finding]:
    """The files of one record that would meet under one name."""
    first: dict[str, str] = {}
    for loc, file in named:
        other = first.setdefault(urls.file_name(file), file)
        if other != file:
            yield Finding.of(source, "same-file-name", *loc, given=file, other=other, published=urls.file_name(file))
