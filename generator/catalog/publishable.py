"""The consent gate: what may not be shown is taken out of a record before anything downstream can see it.

Missing, expired or withdrawn consent closes the gate; rooms to the right need not think of it again.
"""

from __future__ import annotations

import re
from datetime import date

from generator.checks.markdown_text import DEFINITION
from generator.checks.validity import has_consent, is_personal_location
from generator.records import Attachment, Certificate, Cooperative, Location, Photo, Product, Representative

# An image in any spelling: brackets in its words, an address or a reference behind them.
PICTURE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500}\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,200}\])?")


def build_publishable(record: Cooperative, on: date) -> Cooperative:
    """A copy of `record` without personal data that lacks consent, non-public figures and the consent itself."""
    withheld = find_withheld_files(record, on)
    return record.with_values(
        {
            "contacts": tuple([item for item in record.contacts if not item.personal or has_consent(record, "contacts", on)]),
            "photos": keep_photos(record.photos, withheld),
            "description": drop_pictures(record.description, withheld),
            "description_en": drop_pictures(record.description_en, withheld),
            "representative": strip_representative(record.representative, withheld),
            "location": strip_location(record, on),
            "attachments": keep_attachments(record.attachments, withheld),
            "certificates": strip_certificates(record.certificates, withheld),
            "figures": tuple([row for row in record.figures if row.public]),
            "products": tuple([strip_product(product, withheld) for product in record.products]) if withheld else record.products,
            "source": record.source.with_values({"name": None, "url": None}),
            "consent": None,
        }
    )


def find_withheld_files(record: Cooperative, on: date) -> frozenset[str]:
    """Photos that show people, wherever the record names them, where there is no consent for that."""
    withheld: set[str] = set()
    if not has_consent(record, "photos", on):
        for photos in (record.photos, *[product.photos for product in record.products if product.photos]):
            withheld.update([photo.file for photo in photos if photo.people])
    representative = record.representative
    if representative is not None and representative.photo is not None and not has_consent(record, "representative-photo", on):
        withheld.add(representative.photo)
    return frozenset(withheld)


def keep_photos(photos: tuple[Photo, ...], withheld: frozenset[str]) -> tuple[Photo, ...]:
    return tuple(photo for photo in photos if photo.file not in withheld) if withheld else photos


def keep_attachments(attachments: tuple[Attachment, ...], withheld: frozenset[str]) -> tuple[Attachment, ...]:
    return tuple(item for item in attachments if item.file not in withheld) if withheld else attachments


def strip_certificates(certificates: tuple[Certificate, ...], withheld: frozenset[str]) -> tuple[Certificate, ...]:
    """Certificates stay, without the scan where that is a picture that may not be shown."""
    if not withheld:
        return certificates
    return tuple(item.model_copy(update={"file": None}) if item.file in withheld else item for item in certificates)


def drop_pictures(text: str | None, withheld: frozenset[str]) -> str | None:
    """A Markdown text that can show no withheld picture, nor the words beside it.

    Every picture of such a text goes, however it is spelled; a text that still names the file goes as a whole.
    """
    if not text or not withheld or not any(file in text for file in withheld):
        return text
    kept = DEFINITION.sub("", PICTURE.sub("", text))
    return None if any(file in kept for file in withheld) else kept


def strip_product(product: Product, withheld: frozenset[str]) -> Product:
    """A product without the pictures that may not be shown."""
    return product.model_copy(
        update={
            "photos": keep_photos(product.photos, withheld),
            "attachments": keep_attachments(product.attachments, withheld),
            "certificates": strip_certificates(product.certificates, withheld),
            "description": drop_pictures(product.description, withheld),
        }
    )


def strip_representative(representative: Representative | None, withheld: frozenset[str]) -> Representative | None:
    """Name and title stand in the public register; the photo needs consent."""
    if representative is None or representative.photo not in withheld:
        return representative
    return representative.model_copy(update={"photo": None})


def strip_location(record: Cooperative, on: date) -> Location | None:
    """A hamlet's or commune's point is public; an exact one that may be a home needs consent."""
    return None if is_personal_location(record) and not has_consent(record, "location", on) else record.location
