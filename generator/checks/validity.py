"""What holds on a given day: OCOP recognitions, certificates, consent. Pure functions that rules and the catalog share."""

from __future__ import annotations

from datetime import date, timedelta

from generator.records import Certificate, Cooperative, Recognition

EXPIRES_SOON = timedelta(days=180)


def recognition_valid_until(recognition: Recognition) -> date:
    """The last day of a recognition, an extension included (SPEC: 36 months unless the decision prints a date)."""
    ends_on = recognition.ends_on
    return max(ends_on, recognition.extended_until) if recognition.extended_until else ends_on


def recognition_state(recognition: Recognition, on: date) -> str:
    """`con-hieu-luc`, `sap-het-han` (180 days or less), `het-han` or `thu-hoi`."""
    if recognition.revoked is not None and recognition.revoked.on <= on:
        return "thu-hoi"
    return validity_state(recognition_valid_until(recognition), on)


def certificate_state(certificate: Certificate, on: date) -> str:
    """Like a recognition's state; a certificate without a printed end is `con-hieu-luc`."""
    if certificate.valid_until is None:
        return "con-hieu-luc"
    return validity_state(certificate.valid_until, on)


def validity_state(ends_on: date, on: date) -> str:
    """The state of something valid up to and including `ends_on`."""
    if ends_on < on:
        return "het-han"
    return "sap-het-han" if ends_on - on <= EXPIRES_SOON else "con-hieu-luc"


def has_consent(record: Cooperative, scope: str, on: date) -> bool:
    """Whether a recorded consent for `scope` is in force; anything missing means no."""
    consent = record.consent
    if consent is None or scope not in consent.scope or consent.given_on > on:
        return False
    if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
        return False
    return consent.until is None or consent.until >= on


def is_personal_location(record: Cooperative) -> bool:
    """Whether an exact point on the map may be somebody's home: that of a group, which has no seat of its own,
    and any point for which consent was ever asked."""
    if record.location is None or record.location.precision != "diem":
        return False
    return record.kind == "to-hop-tac" or (record.consent is not None and "location" in record.consent.scope)
