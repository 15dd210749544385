"""JSON-LD by schema.org's terms: what search engines read of the organisation, cooperatives, products and news.

Only what the page shows, nothing more: no availability, no rating, no price that is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import orjson
from markupsafe import Markup

from generator.catalog.model import Catalog, CooperativeEntry, Crumb, PostEntry, ProductEntry, RecognitionEntry
from generator.catalog.urls import canonical_url
from generator.records import Certificate, Contact, Price
from generator.render.media import PhotoView
from generator.render.words import format_iso, word
from generator.settings import Settings

Node = dict[str, object]
CONTEXT = "https://schema.org"
# Inside <script> no escape of HTML is read; these never end the element or the line.
SCRIPT_ESCAPES = tuple((sign.encode("ascii"), f"\\u{ord(sign):04x}".encode("ascii")) for sign in "<>&")
LINE_ESCAPES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "\u2028\u2029")
NOT_A_LEGAL_PERSON = "to-hop-tac"
ACTIVE = "dang-hoat-dong"
PROFILE_CONTACTS = ("facebook", "tiktok", "youtube", "website")


def make_node(kind: str, **properties: object) -> Node:
    """A node without the properties that have no value; 0 is none of ours either."""
    node: Node = {"@type": kind}
    for name, value in properties.items():
        if value:
            node[name] = value
    return node


def identify(node: Node, site_url: str, url: str, fragment: str) -> Node:
    """The node with an identity others can refer to, where the site has an address."""
    return {"@id": f"{site_url}{url}#{fragment}", **node} if site_url else node


def format_json_ld(graph: Iterable[Node]) -> Markup:
    """One document for a page, safe inside `<script type="application/ld+json">`."""
    document = {"@context": CONTEXT, "@graph": [node for node in graph if node]}
    return escape_json(orjson.dumps(document))


def escape_json(packed: bytes) -> Markup:
    """A JSON text that may stand inside `<script>`. Each sign is looked for where that is one step: three bytes, or a count, take ten times as long."""
    for sign, escaped in SCRIPT_ESCAPES:
        packed = packed.replace(sign, escaped)
    text = packed.decode("utf-8")
    for sign, escaped in LINE_ESCAPES:
        if sign in text:
            text = text.replace(sign, escaped)
    return Markup(text)


def build_organisation(settings: Settings) -> Node:
    """The alliance that publishes the site."""
    organisation = settings.organisation
    name = organisation.name or settings.site_name
    if not name:
        return {}
    node = make_node(
        "Organization",
        name=name,
        alternateName=organisation.short_name,
        url=settings.site_url,
        address=organisation.address,
        telephone=organisation.phone,
        email=organisation.email,
    )
    return identify(node, settings.site_url, "", "organisation")


def refer_to_organisation(settings: Settings) -> Node:
    """The publisher, by identity where it has one."""
    if settings.site_url:
        return {"@id": f"{settings.site_url}#organisation"}
    return make_node("Organization", name=settings.organisation.name or settings.site_name)


def build_breadcrumbs(crumbs: Iterable[Crumb], page_url: str, site_url: str) -> Node:
    """The way from the home page to this page, as it is printed above the body."""
    *steps, last = crumbs
    ways = [(word("home"), ""), *((step.label, step.url) for step in steps), (last.label, page_url)]
    items = [
        {"@type": "ListItem", "position": position, "name": label, "item": site_url + url} for position, (label, url) in enumerate(ways, 1)
    ]
    if not site_url:
        for item in items:
            del item["item"]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def build_website(settings: Settings) -> Node:
    return make_node(
        "WebSite",
        name=settings.site_name,
        url=settings.site_url,
        inLanguage=settings.language,
        publisher=refer_to_organisation(settings),
    )


def list_images(photos: Iterable[PhotoView], site_url: str) -> list[str]:
    """Full addresses of photos; none without a site address."""
    return [f"{site_url}{photo.url}" for photo in photos] if site_url else []


def build_cooperative(entry: CooperativeEntry, catalog: Catalog, settings: Settings, photos: Iterable[PhotoView] = ()) -> Node:
    """A cooperative as a local business while it is active, else as a plain organisation."""
    record, site_url = entry.record, settings.site_url
    is_business = record.kind != NOT_A_LEGAL_PERSON and record.status == ACTIVE
    location = record.location
    node = make_node(
        "LocalBusiness" if is_business else "Organization",
        name=record.name,
        alternateName=[name for name in (record.short_name, record.name_en, *record.aliases) if name],
        url=canonical_url(site_url, entry.url),
        description=record.summary,
        taxID=record.tax_code,
        foundingDate=format_iso(record.founded_on) if record.founded_on else None,
        address=build_address(entry, catalog),
        geo=make_node("GeoCoordinates", latitude=float(location.lat), longitude=float(location.lon)) if is_business and location else None,
        memberOf=refer_to_organisation(settings) if record.alliance_member_since else None,
        hasCertification=[build_certification(item, catalog) for item in record.certificates],
        image=list_images(photos, site_url),
        **build_contacts(record.contacts),
    )
    return identify(node, site_url, entry.url, "organisation")


def refer_to_cooperative(entry: CooperativeEntry, settings: Settings) -> Node:
    """A cooperative on another page than its own."""
    node = make_node("Organization", name=entry.name, url=canonical_url(settings.site_url, entry.url))
    return identify(node, settings.site_url, entry.url, "organisation")


def build_address(entry: CooperativeEntry, catalog: Catalog) -> Node:
    address = entry.record.address
    return make_node(
        "PostalAddress",
        streetAddress=", ".join(part for part in (address.street, address.hamlet) if part),
        addressLocality=entry.commune.name,
        addressRegion=catalog.vocabularies.provinces[entry.province].label,
        addressCountry="VN",
    )


def build_contacts(contacts: Iterable[Contact]) -> Mapping[str, object]:
    """Telephone, e-mail and profiles elsewhere, from the contacts that may be shown."""
    by_type: dict[str, list[str]] = {}
    for contact in contacts:
        by_type.setdefault(contact.type, []).append(contact.value)
    return {
        "telephone": by_type.get("phone", [""])[0],
        "email": by_type.get("email", [""])[0],
        "sameAs": [value for kind in PROFILE_CONTACTS for value in by_type.get(kind, [])],
    }


def build_product(entry: ProductEntry, catalog: Catalog, settings: Settings, photos: Iterable[PhotoView] = ()) -> Node:
    """A product with its maker, awards in force and certifications; an offer only where a price is known."""
    record, maker = entry.record, catalog.cooperative_of(entry)
    maker_node = refer_to_cooperative(maker, settings)
    sold = not entry.off_sale
    node = make_node(
        "Product",
        name=record.name,
        alternateName=[name for name in (record.name_en, *record.aliases) if name],
        url=canonical_url(settings.site_url, entry.url),
        description=record.summary,
        category=catalog.vocabularies.product_sets[record.product_set].label,
        brand=make_node("Brand", name=maker.short_name),
        manufacturer=maker_node,
        gtin=[package.gtin for package in record.packages if package.gtin],
        award=word("ocop-award", stars=entry.stars) if entry.stars else None,
        hasCertification=[
            *(build_recognition(item) for item in entry.recognitions),
            *(build_certification(item, catalog) for item in record.certificates),
        ],
        offers=build_offer(record.price, maker_node) if record.price and sold else None,
        image=list_images(photos, settings.site_url),
    )
    return identify(node, settings.site_url, entry.url, "product")


def build_offer(price: Price, seller: Node) -> Node:
    """The reference price; whether the goods are at hand is not known and not said."""
    if price.to is not None and price.to != price.from_:
        return make_node("AggregateOffer", lowPrice=price.from_, highPrice=price.to, priceCurrency="VND", seller=seller)
    unit_price = make_node("UnitPriceSpecification", price=price.from_, priceCurrency="VND", unitText=price.unit)
    return make_node("Offer", price=price.from_, priceCurrency="VND", priceSpecification=unit_price, seller=seller)


def build_recognition(recognition: RecognitionEntry) -> Node:
    """An OCOP decision; one that is over or revoked is said to be inactive."""
    record = recognition.record
    return make_node(
        "Certification",
        name=word("ocop-award", stars=record.stars),
        certificationIdentification=record.decision,
        issuedBy=make_node("Organization", name=record.issuer),
        validFrom=record.decided_on.isoformat(),
        expires=recognition.valid_until.isoformat(),
        certificationStatus=f"{CONTEXT}/{'CertificationActive' if recognition.in_force else 'CertificationInactive'}",
        certificationRating=make_node("Rating", ratingValue=record.stars, bestRating=5),
    )


def build_certification(certificate: Certificate, catalog: Catalog) -> Node:
    return make_node(
        "Certification",
        name=catalog.vocabularies.certificates[certificate.type].label,
        certificationIdentification=certificate.number,
        issuedBy=make_node("Organization", name=certificate.issuer) if certificate.issuer else None,
        validFrom=format_iso(certificate.issued_on) if certificate.issued_on else None,
        expires=format_iso(certificate.valid_until) if certificate.valid_until else None,
    )


def build_article(entry: PostEntry, catalog: Catalog, settings: Settings, cover: PhotoView | None = None) -> Node:
    """A news post; of a republished one the source is named."""
    record, site_url = entry.record, settings.site_url
    url = canonical_url(site_url, entry.url)
    node = make_node(
        "NewsArticle",
        headline=record.title,
        description=record.lead,
        url=url,
        mainEntityOfPage=url,
        inLanguage=settings.language,
        datePublished=record.published_at.isoformat(timespec="minutes"),
        dateModified=record.updated_at.isoformat(timespec="minutes") if record.updated_at else None,
        articleSection=catalog.vocabularies.post_categories[record.category].label,
        keywords=list(record.tags),
        author=[make_node("Person", name=author.name, jobTitle=author.title) for author in record.authors]
        or refer_to_organisation(settings),
        publisher=refer_to_organisation(settings),
        isBasedOn=record.source.url if record.source else None,
        sourceOrganization=make_node("Organization", name=record.source.name) if record.source else None,
        mentions=[refer_to_cooperative(catalog.cooperatives[key], settings) for key in entry.cooperative_keys],
        image=list_images((cover,) if cover else (), site_url),
    )
    return identify(node, site_url, entry.url, "article")
