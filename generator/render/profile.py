"""The page of a cooperative: what its record holds, in the words and with the links that the template prints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.catalog import urls
from generator.catalog.model import Catalog, CooperativeEntry, Crumb
from generator.catalog.post_listings import NEWS_ON_RECORD
from generator.records import Certificate
from generator.render.cards import ACTIVE, label_status
from generator.render.contacts import build_contacts, pick_quick
from generator.render.figures import build_year_table
from generator.render.frame import Page, Renderer
from generator.render.handout import build_handout
from generator.render.links import build_link_resolver
from generator.render.markdown import NO_LINKS, BodyContext, is_plain, render_paragraphs
from generator.render.media import build_attachments, build_photos, build_picture_finder, view_photo
from generator.render.pictures import PhotoView
from generator.render.structured_data import build_cooperative
from generator.render.words import format_address, format_former_address, format_validity, word

DESCRIPTION_TOP_LEVEL = 3
NAMED_AT_ONCE = 4  # products named before anything else: as many as the first screen of a phone has room for


class Labelled(NamedTuple):
    """A word with the listing it leads to; the url is empty where there is none."""

    label: str
    url: str = ""


class CertificateView(NamedTuple):
    """A certificate with its name and, where it has an end, whether it still stands."""

    label: str
    record: Certificate
    state: str
    in_force: bool
    file_url: str


class Neighbour(NamedTuple):
    name: str
    url: str
    place: str


def build_profile_page(renderer: Renderer, key: str) -> Page:
    """The page of the cooperative with this key."""
    catalog = renderer.catalog
    entry = catalog.cooperatives[key]
    record = entry.record
    photos = build_photos(record.photos, cooperative_files(entry), catalog, renderer.media)
    return Page(
        url=entry.url,
        tab=urls.COOPERATIVES,
        title=record.name,
        template="profile.html",
        description=record.summary or record.description or describe(entry, catalog),
        crumbs=(*list_place_crumbs(entry, renderer), Crumb(entry.short_name)),
        updated_on=entry.updated_on,
        image=photos[0].url if photos else "",
        image_alt=photos[0].alt if photos else "",
        graph=(build_cooperative(entry, catalog, renderer.settings, photos),),
        view=build_profile_view(renderer, entry) | {"photos": photos},
    )


def build_profile_view(renderer: Renderer, entry: CooperativeEntry) -> dict[str, object]:
    catalog, record = renderer.catalog, entry.record
    cards = renderer.cards.of_page(entry.url)
    vocabularies, file_url = catalog.vocabularies, cooperative_files(entry)
    province = vocabularies.provinces[entry.province]
    commune = entry.commune
    contacts = build_contacts(record.contacts, vocabularies)
    return {
        "entry": entry,
        "record": record,
        "kind": Labelled(vocabularies.kinds[record.kind].label, renderer.existing(urls.kind_url(record.kind))),
        "sector": Labelled(vocabularies.sectors[record.sector].label, renderer.existing(urls.sector_url(record.sector))),
        "commune": Labelled(commune.name, renderer.existing(urls.commune_url(entry.province, commune.code, commune.slug))),
        "status": label_status(entry, catalog),
        "is_active": record.status == ACTIVE,
        "history": [(label_status(entry, catalog, change.status), change) for change in record.status_history],
        "place": f"{commune.name}, {province.label}",
        "address": format_address(record.address, commune.name, province.label),
        "former_address": format_former_address(record.former_address) if record.former_address else "",
        "size_class": vocabularies.size_classes[record.size_class.class_].label if record.size_class else "",
        "contacts": contacts,
        "quick_contacts": pick_quick(contacts),
        "sold": [Labelled(product.name, product.url) for product in map(catalog.products.get, entry.product_keys[:NAMED_AT_ONCE])],
        "more_sold": max(0, len(entry.product_keys) - NAMED_AT_ONCE),
        "description": render_description(renderer, entry, record.description or ""),
        "description_en": render_description(renderer, entry, record.description_en or ""),
        "figures": build_year_table(record.figures) if record.figures else None,
        "products": cards("product", entry.product_keys),
        "certificates": build_certificates(record.certificates, file_url, catalog),
        "attachments": build_attachments(record.attachments, file_url, renderer.media),
        "portrait": find_portrait(renderer, entry),
        "posts": cards("post", entry.post_keys[:NEWS_ON_RECORD]),
        "all_posts": renderer.existing(urls.unit_news_url(entry.province, entry.slug)),
        "neighbours": list_neighbours(entry, catalog),
        "source_level": vocabularies.lists["source_levels"][record.source.level].label,
        "handout": build_handout(renderer, entry, entry),
        "maker_line": None,
        "shelf": None,
    }


def cooperative_files(entry: CooperativeEntry) -> partial[str]:
    """The function that spells the address of a file of this cooperative or of its products."""
    return partial(urls.cooperative_file_url, entry.province, entry.slug)


def describe(entry: CooperativeEntry, catalog: Catalog) -> str:
    """For a record without summary or description: what and where it is."""
    vocabularies = catalog.vocabularies
    kind, sector = vocabularies.kinds[entry.kind].label, vocabularies.sectors[entry.sector].label
    return f"{entry.name}: {kind}, {sector}, {entry.commune.name}, {vocabularies.provinces[entry.province].label}."


def list_place_crumbs(entry: CooperativeEntry, renderer: Renderer) -> tuple[Crumb, ...]:
    """The directory and the province, as the province's own listing has them."""
    listing = renderer.catalog.listings[urls.province_url(entry.province)]
    return (*listing.crumbs, Crumb(listing.subject, listing.url))


def render_description(renderer: Renderer, entry: CooperativeEntry, text: str, url: str = "") -> str:
    """A description of the cooperative or of one of its products, below a heading of the second level."""
    if not text:
        return ""
    if is_plain(text):
        return Markup(render_paragraphs(text, NO_LINKS))
    link = renderer.linker(url or entry.url)
    context = BodyContext(
        resolve_link=build_link_resolver(renderer.catalog, link),
        find_picture=build_picture_finder(cooperative_files(entry), renderer.catalog, renderer.media, link),
        top_level=DESCRIPTION_TOP_LEVEL,
    )
    return renderer.bodies.render(text, context)


def build_certificates(certificates: Iterable[Certificate], file_url: partial[str], catalog: Catalog) -> tuple[CertificateView, ...]:
    """Certificates in the order of the record."""
    return tuple(
        CertificateView(
            label=catalog.vocabularies.certificates[item.type].label,
            record=item,
            state=format_validity(item.valid_until, catalog.build_date),
            in_force=is_in_force(item.valid_until, catalog.build_date),
            file_url=file_url(item.file) if item.file else "",
        )
        for item in certificates
    )


def is_in_force(valid_until: date | None, today: date) -> bool:
    return valid_until is None or valid_until >= today


def find_portrait(renderer: Renderer, entry: CooperativeEntry) -> PhotoView | None:
    """The photo of the representative, where consent let it through."""
    representative = entry.record.representative
    if representative is None or representative.photo is None:
        return None
    url = cooperative_files(entry)(representative.photo)
    return view_photo(url, renderer.media, word("portrait", name=representative.name)) if url in renderer.catalog.files else None


def list_neighbours(entry: CooperativeEntry, catalog: Catalog) -> list[Neighbour]:
    neighbours = (catalog.cooperatives[key] for key in entry.neighbour_keys)
    return [Neighbour(other.name, other.url, other.commune.name) for other in neighbours]
