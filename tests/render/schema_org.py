"""The part of schema.org's vocabulary (version 29) that the site uses: types with their parents, properties with their types.

Written by hand from schema.org's own pages; a property listed for a type belongs to its subtypes too.
"""

from __future__ import annotations

PARENTS = {
    "Thing": (),
    "Organization": ("Thing",),
    "Place": ("Thing",),
    "LocalBusiness": ("Organization", "Place"),
    "Person": ("Thing",),
    "Product": ("Thing",),
    "Intangible": ("Thing",),
    "Brand": ("Intangible",),
    "Offer": ("Intangible",),
    "AggregateOffer": ("Offer",),
    "Rating": ("Intangible",),
    "ListItem": ("Intangible",),
    "ItemList": ("Intangible",),
    "BreadcrumbList": ("ItemList",),
    "StructuredValue": ("Intangible",),
    "ContactPoint": ("StructuredValue",),
    "PostalAddress": ("ContactPoint",),
    "GeoCoordinates": ("StructuredValue",),
    "PriceSpecification": ("StructuredValue",),
    "UnitPriceSpecification": ("PriceSpecification",),
    "CreativeWork": ("Thing",),
    "Certification": ("CreativeWork",),
    "Article": ("CreativeWork",),
    "NewsArticle": ("Article",),
    "WebSite": ("CreativeWork",),
    "Enumeration": ("Intangible",),
    "CertificationStatusEnumeration": ("Enumeration",),
}
TEXT, URL, DATE, NUMBER = "Text", "URL", "Date", "Number"
# type → property → what it may hold
PROPERTIES = {
    "Thing": {
        "name": {TEXT}, "alternateName": {TEXT}, "description": {TEXT}, "url": {URL}, "image": {URL}, "sameAs": {URL},
        "mainEntityOfPage": {URL},
    },
    "Organization": {
        "address": {TEXT, "PostalAddress"}, "telephone": {TEXT}, "email": {TEXT}, "taxID": {TEXT}, "foundingDate": {DATE},
        "memberOf": {"Organization"}, "hasCertification": {"Certification"}, "award": {TEXT}, "brand": {"Brand", "Organization"},
    },
    "Place": {"address": {TEXT, "PostalAddress"}, "geo": {"GeoCoordinates"}, "telephone": {TEXT}, "hasCertification": {"Certification"}},
    "LocalBusiness": {"priceRange": {TEXT}},
    "Person": {"jobTitle": {TEXT}},
    "Product": {
        "category": {TEXT}, "brand": {"Brand", "Organization"}, "manufacturer": {"Organization"}, "gtin": {TEXT}, "award": {TEXT},
        "hasCertification": {"Certification"}, "offers": {"Offer"},
    },
    "Offer": {
        "price": {NUMBER}, "priceCurrency": {TEXT}, "priceSpecification": {"PriceSpecification"}, "seller": {"Organization", "Person"},
    },
    "AggregateOffer": {"lowPrice": {NUMBER}, "highPrice": {NUMBER}},
    "PriceSpecification": {"price": {NUMBER}, "priceCurrency": {TEXT}},
    "UnitPriceSpecification": {"unitText": {TEXT}},
    "Rating": {"ratingValue": {NUMBER}, "bestRating": {NUMBER}},
    "ItemList": {"itemListElement": {"ListItem"}},
    "ListItem": {"position": {NUMBER}, "item": {URL}},
    "PostalAddress": {"streetAddress": {TEXT}, "addressLocality": {TEXT}, "addressRegion": {TEXT}, "addressCountry": {TEXT}},
    "GeoCoordinates": {"latitude": {NUMBER}, "longitude": {NUMBER}},
    "CreativeWork": {
        "headline": {TEXT}, "datePublished": {DATE}, "dateModified": {DATE}, "author": {"Person", "Organization"}, "publisher": {"Person", "Organization"},
        "inLanguage": {TEXT}, "keywords": {TEXT}, "isBasedOn": {URL}, "sourceOrganization": {"Organization"}, "mentions": {"Thing"}, "expires": {DATE},
    },
    "Certification": {
        "certificationIdentification": {TEXT}, "issuedBy": {"Organization"}, "validFrom": {DATE}, "certificationStatus": {"CertificationStatusEnumeration"},
        "certificationRating": {"Rating"},
    },
    "Article": {"articleSection": {TEXT}},
}  # fmt: skip
ENUMERATION_MEMBERS = {"CertificationStatusEnumeration": {"CertificationActive", "CertificationInactive"}}


def list_ancestors(kind: str) -> set[str]:
    """A type and everything above it."""
    return {kind}.union(*(list_ancestors(parent) for parent in PARENTS[kind]))


def find_range(kind: str, name: str) -> set[str]:
    """What the property may hold on this type; empty when it does not belong there."""
    return set().union(*(PROPERTIES.get(ancestor, {}).get(name, set()) for ancestor in list_ancestors(kind)))


def find_faults(node: object, path: str = "$") -> list[str]:
    """Every type, property and value of a JSON-LD node that the vocabulary does not know."""
    if isinstance(node, list):
        return [fault for number, item in enumerate(node) for fault in find_faults(item, f"{path}[{number}]")]
    if not isinstance(node, dict) or "@type" not in node:
        return []
    kind = node["@type"]
    if kind not in PARENTS:
        return [f"{path}: no type {kind}"]
    faults = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        allowed = find_range(kind, name)
        if not allowed:
            faults.append(f"{path}: {kind} has no property {name}")
        for item in value if isinstance(value, list) else [value]:
            if not fits(item, allowed):
                faults.append(f"{path}.{name}: {item!r} is none of {sorted(allowed)}")
        faults += find_faults(value, f"{path}.{name}")
    return faults


def fits(value: object, allowed: set[str]) -> bool:
    """Whether a value is of one of the allowed types."""
    if isinstance(value, dict):
        return ("@id" in value and "@type" not in value) or bool(list_ancestors(value.get("@type", "Thing")) & allowed)
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return NUMBER in allowed
    members = {member for kind in allowed for member in ENUMERATION_MEMBERS.get(kind, ())}
    if members:
        return value.removeprefix("https://schema.org/") in members
    if URL in allowed and TEXT not in allowed:
        return value.startswith(("https://", "http://"))
    return bool({TEXT, DATE} & allowed)
