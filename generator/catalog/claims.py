"""Each address has one owner: who claims it first and who second are both named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.catalog import urls
from generator.checks import Finding
from generator.checks.finding import Loc
from generator.records import Decoded, Source


@dataclass(frozen=True, slots=True)
class Claim:
    """An address, and the record that wants it or the words for another owner."""

    url: str
    source: Source | None
    loc: Loc = ()
    owner: str = ""


def check_claims(claims: Iterable[Claim]) -> Iterator[Finding]:
    """An error for each second claim of a record; case does not tell two addresses apart, since on some hosts it cannot."""
    owner_by_path: dict[str, str] = {}
    for claim in claims:
        owner = claim.source.file if claim.source else claim.owner
        path = urls.output_path(claim.url).lower()
        if path in owner_by_path and claim.source is not None:
            yield Finding.of(claim.source, "duplicate-url", *claim.loc, url=claim.url, other=owner_by_path[path])
        owner_by_path.setdefault(path, owner)


def list_claims(
    cooperatives: Iterable[Decoded], posts: Iterable[Decoded], listings: Iterable[str], pages: Mapping[str, str]
) -> Iterator[Claim]:
    """Every claim in the order of precedence: listings, hand-written pages (url → file), records, former addresses."""
    cooperatives, posts = list(cooperatives), list(posts)
    yield from (Claim(url, None, owner="một danh sách của trang") for url in listings)
    yield from (Claim(url, None, owner=file) for url, file in pages.items())
    for decoded in cooperatives:
        source = decoded.source
        yield Claim(urls.cooperative_url(source.province, source.slug), source)
        for number, product in enumerate(decoded.record.products):
            yield Claim(urls.product_url(source.province, source.slug, product.slug), source, ("products", number, "slug"))
    for decoded in posts:
        yield Claim(urls.post_url(decoded.source.year, decoded.source.slug), decoded.source)
    for decoded in (*cooperatives, *posts):
        for number, url in enumerate(decoded.record.previous_urls):
            yield Claim(normalise_url(url), decoded.source, ("previous_urls", number))


def normalise_url(path: str) -> str:
    """A site path as staff write it (`/tin/bai-1.html`, `/htx/a`), as the url of a page: without the first slash."""
    url = path.strip().lstrip("/")
    last = url.rpartition("/")[2]
    return url if not last or "." in last else f"{url}/"
