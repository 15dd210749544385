"""Personal data is shown by consent only (Luật 91/2025, art. 16); what lacks it is named here and left out of the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.contents import Loc
from generator.checks.finding import CheckContext, Finding
from generator.checks.validity import has_consent, is_personal_location
from generator.records import Cooperative
from generator.text import format_date


def check_consent(context: CheckContext) -> Iterator[Finding]:
    """A warning for each kind of personal data that stands in a published record without consent in force."""
    for decoded in context.cooperatives:
        if decoded.record.hidden is not None:
            continue
        for scope, loc in personal_fields(decoded.record):
            if not has_consent(decoded.record, scope, context.build_date):
                fix, values = explain_refusal(decoded.record, scope, context.build_date)
                yield Finding.of(decoded.source, "no-consent", *loc, fix=fix, scope=scope, **values)


def personal_fields(record: Cooperative) -> Iterator[tuple[str, Loc]]:
    """The first place of each kind of personal data: (scope of consent it needs, loc)."""
    for number, item in enumerate(record.contacts):
        if item.personal:
            yield "contacts", ("contacts", number)
            break
    for number, item in enumerate(record.photos):
        if item.people:
            yield "photos", ("photos", number)
            break
    else:
        yield from product_photos(record)
    if record.representative is not None and record.representative.photo is not None:
        yield "representative-photo", ("representative", "photo")
    if is_personal_location(record):
        yield "location", ("location",)


def product_photos(record: Cooperative) -> Iterator[tuple[str, Loc]]:
    """The first product photo with people on it."""
    for product_number, product in enumerate(record.products):
        for number, photo in enumerate(product.photos):
            if photo.people:
                yield "photos", ("products", product_number, "photos", number)
                return


def explain_refusal(record: Cooperative, scope: str, on: date) -> tuple[str, dict[str, str]]:
    """Which sentence tells why there is no consent, and its date."""
    consent = record.consent
    if consent is None:
        return "missing", {}
    if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
        return "withdrawn", {"day": format_date(consent.withdrawn_on)}
    if consent.until is not None and consent.until < on:
        return "over", {"day": format_date(consent.until)}
    if consent.given_on > on:
        return "not-yet", {"day": format_date(consent.given_on)}
    return "scope", {}
