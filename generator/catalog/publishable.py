"""The consent gate: what may not be shown is taken out of a record before anything downstream can see it.

Missing, expired or withdrawn consent closes the gate; rooms to the right need not think of it again.
"""

from __future__ import annotations

from datetime import date

from generator.checks.markdown_text import LINK
from generator.checks.validity import has_consent, is_personal_location
from generator.records import Cooperative, Location, Photo, Product, Representative


def build_publishable(record: Cooperative, on: date) -> Cooperative:
    """A copy of `record` without personal data that lacks consent, non-public figures and the consent itself."""
    withheld = find_withheld_files(record, on)
    return record.model_copy(
        update={
            "contacts": tuple(item for item in record.contacts if not item.personal or has_consent(record, "contacts", on)),
            "photos": keep_photos(record.photos, withheld),
            "description": drop_pictures(record.description, withheld),
            "description_en": drop_pictures(record.description_en, withheld),
            "representative": strip_representative(record.representative, withheld),
            "location": strip_location(record, on),
            "figures": tuple(row for row in record.figures if row.public),
            "products": tuple(strip_product(product, withheld) for product in record.products),
            "source": record.source.model_copy(update={"name": None, "url": None}),
            "consent": None,
        }
    )


def find_withheld_files(record: Cooperative, on: date) -> frozenset[str]:
    """Photos that show people, wherever the record names them, where there is no consent for that."""
    withheld: set[str] = set()
    if not has_consent(record, "photos", on):
        photos = (*record.photos, *(photo for product in record.products for photo in product.photos))
        withheld |= {photo.file for photo in photos if photo.people}
    representative = record.representative
    if representative is not None and representative.photo is not None and not has_consent(record, "representative-photo", on):
        withheld.add(representative.photo)
    return frozenset(withheld)


def keep_photos(photos: tuple[Photo, ...], withheld: frozenset[str]) -> tuple[Photo, ...]:
    return tuple(photo for photo in photos if photo.file not in withheld) if withheld else photos


def drop_pictures(text: str | None, withheld: frozenset[str]) -> str | None:
    """A Markdown text without the pictures that may not be shown."""
    if not text or not withheld or "![" not in text:
        return text
    return LINK.sub(lambda found: "" if found["image"] and found["target"].strip("<>") in withheld else found[0], text)


def strip_product(product: Product, withheld: frozenset[str]) -> Product:
    """A product without the pictures that may not be shown."""
    if not withheld:
        return product
    update = {"photos": keep_photos(product.photos, withheld), "description": drop_pictures(product.description, withheld)}
    return product.model_copy(update=update)


def strip_representative(representative: Representative | None, withheld: frozenset[str]) -> Representative | None:
    """Name and title stand in the public register; the photo needs consent."""
    if representative is None or representative.photo not in withheld:
        return representative
    return representative.model_copy(update={"photo": None})


def strip_location(record: Cooperative, on: date) -> Location | None:
    """A hamlet's or commune's point is public; an exact one that may be a home needs consent."""
    return None if is_personal_location(record) and not has_consent(record, "location", on) else record.location
