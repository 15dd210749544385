"""The list staff work off: recognitions and certificates that are over, or will be within 180 days."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contents import Loc
from generator.checks.finding import CheckContext, Finding
from generator.checks.validity import certificate_state, recognition_state, recognition_valid_until
from generator.records import Certificate, Cooperative, Recognition
from generator.text import format_date

CODE_BY_STATE = {"het-han": "expired", "sap-het-han": "expires-soon"}


def check_expiry(context: CheckContext) -> Iterator[Finding]:
    """An info for each certificate, and for the newest decision of each product, that is over or soon will be.

    A decision that a later one replaced needs nobody's care.
    """
    labels = context.records.vocabularies.certificates
    for decoded in context.cooperatives:
        if decoded.record.hidden is not None:
            continue
        for loc, recognition in list_newest(decoded.record):
            code = CODE_BY_STATE.get(recognition_state(recognition, context.build_date))
            if code:
                day = format_date(recognition_valid_until(recognition))
                yield Finding.of(
                    decoded.source, f"recognition-{code}", *loc, stars=recognition.stars, decision=recognition.decision, day=day
                )
        for loc, certificate in list_certificates(decoded.record):
            code = CODE_BY_STATE.get(certificate_state(certificate, context.build_date))
            if code:
                day = format_date(certificate.valid_until)
                yield Finding.of(decoded.source, f"certificate-{code}", *loc, type=labels[certificate.type].label, day=day)


def list_newest(record: Cooperative) -> Iterator[tuple[Loc, Recognition]]:
    """The newest OCOP decision of each product; several of one day all count."""
    for product_number, product in enumerate(record.products):
        if not product.ocop:
            continue
        newest_day = max(item.decided_on for item in product.ocop)
        for number, recognition in enumerate(product.ocop):
            if recognition.decided_on == newest_day:
                yield ("products", product_number, "ocop", number), recognition


def list_certificates(record: Cooperative) -> Iterator[tuple[Loc, Certificate]]:
    """The certificates of a cooperative and of its products."""
    for number, certificate in enumerate(record.certificates):
        yield ("certificates", number), certificate
    for product_number, product in enumerate(record.products):
        for number, certificate in enumerate(product.certificates):
            yield ("products", product_number, "certificates", number), certificate
