"""Each address has one owner: a record that wants one that is taken is told whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from generator.catalog import urls
from generator.checks import Finding
from generator.checks.contents import Loc, list_cooperative_files, list_post_files
from generator.checks.markup import list_body_pictures, list_text_pictures
from generator.records import Decoded, Source
from generator.records.product import Product

# Folders whose content no record decides: the theme's files, carried files, short addresses, the search and its index.
PAGE_FREE_FOLDERS = (urls.FILES, "m/", urls.SEARCH)
OWN_FOLDERS = ("assets/", *PAGE_FREE_FOLDERS)
OWN_FILES = ("", urls.STATISTICS, urls.NOT_FOUND, urls.ROBOTS, urls.SITEMAP, urls.NEWS_SITEMAP, *map(urls.sitemap_url, range(1, 100)))
FIRST_LINE = (1, 1, 1)


class Claim(NamedTuple):
    """An address, and the file that wants it; without a source it belongs to a page that is made anyway."""

    url: str
    source: Source | None = None
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
    place = FIRST_LINE if claim.source.kind == "page" else None
    if owner.source is None:
        return Finding.of(claim.source, "generated-url", *claim.loc, place=place, url=claim.url)
    return Finding.of(claim.source, "duplicate-url", *claim.loc, place=place, url=claim.url, other=owner.source.file)


def list_claims(
    cooperatives: Sequence[Decoded], posts: Sequence[Decoded], listings: Iterable[str], pages: Mapping[str, Source]
) -> Iterator[Claim]:
    """Every claim but former addresses, in the order of precedence: our own pages, records, hand-written pages and files."""
    for listing in listings:
        yield Claim(listing)
        yield from map(Claim, urls.list_feeds(listing))
    yield from map(Claim, OWN_FILES)
    for decoded in cooperatives:
        source, record = decoded.source, decoded.record
        yield Claim(urls.cooperative_url(source.province, source.slug), source)
        for number, product in enumerate(record.products):
            yield Claim(urls.product_url(source.province, source.slug, product.slug), source, ("products", number, "slug"))
    for decoded in posts:
        yield Claim(urls.post_url(decoded.source.year, decoded.source.slug), decoded.source)
    yield from (Claim(url, source) for url, source in pages.items() if url)  # docs/index.md fills a slot of the home page


def list_former_claims(records: Iterable[Decoded]) -> Iterator[Claim]:
    """The addresses that records had before."""
    for decoded in records:
        for number, url in enumerate(decoded.record.previous_urls):
            yield Claim(normalise_url(url), decoded.source, ("previous_urls", number))


def normalise_url(path: str) -> str:
    """A site path as staff write it (`/tin/bai-1.html`, `/htx/a`, `/b%C3%A0i`), as the url of a page: without the first slash."""
    url = unquote(path.strip()).lstrip("/")
    last = url.rpartition("/")[2]
    return url if not last or "." in last else f"{url}/"


def number_products(products: Iterable[Product]) -> Iterator[tuple[int, Product]]:
    """Products with the number of their short address: as written, else their place in the file, from 1."""
    return ((product.number or place, product) for place, product in enumerate(products, start=1))


def check_product_numbers(cooperatives: Iterable[Decoded]) -> Iterator[Finding]:
    """An error for each product whose short address is that of a product above it: a printed code leads to one of them only."""
    for decoded in cooperatives:
        if len(decoded.record.products) < 2:
            continue
        first: dict[int, str] = {}
        for place, (number, product) in enumerate(number_products(decoded.record.products)):
            if number in first:
                loc = ("products", place, "number" if product.number else "slug")
                yield Finding.of(decoded.source, "same-product-number", *loc, given=number, other=first[number])
            first.setdefault(number, product.name)


def check_file_claims(cooperatives: Iterable[Decoded], posts: Iterable[Decoded]) -> Iterator[Finding]:
    """An error for each file of a record whose ASCII name is another file's: one would replace the other."""
    for decoded in cooperatives:
        yield from check_names(decoded.source, [*list_cooperative_files(decoded.record), *list_text_pictures(decoded.record)])
    for decoded in posts:
        pictures = (((), file) for _, file in list_body_pictures(decoded.body))
        yield from check_names(decoded.source, [*list_post_files(decoded.record), *pictures])


def check_names(source: Source, named: Iterable[tuple[Loc, str]]) -> Iterator[Finding]:
    """The files of one record that would meet under one name."""
    first: dict[str, str] = {}
    for loc, file in named:
        other = first.setdefault(urls.file_name(file), file)
        if other != file:
            yield Finding.of(source, "same-file-name", *loc, given=file, other=other, published=urls.file_name(file))
