"""Consent: what lacks it is named, and is in nothing that is published."""

import pytest

from generator.diagnostics import format_github, format_json, format_text
from tests.loading import codes_of, cooperative_file, load_project

CONTACT = "contacts:\n  - type: phone\n    value: 0912 000 001\n"
CONSENT = "consent:\n  scope: [contacts]\n  given_on: {given_on}\n  evidence: Phiếu số 1\n{more}"


def load_record(folder, extra):
    return load_project(folder, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra)})


def only_record(loaded):
    return next(iter(loaded.catalog.cooperatives.values())).record


@pytest.mark.parametrize(
    ("consent", "fix"),
    [
        ("", "missing"),
        (CONSENT.format(given_on="2025-01-01", more="  withdrawn_on: 2026-11-22\n"), "withdrawn"),
        (CONSENT.format(given_on="2025-01-01", more="  until: 2026-11-21\n"), "over"),
        (CONSENT.format(given_on="2026-11-23", more=""), "not-yet"),
        (CONSENT.format(given_on="2025-01-01", more="").replace("contacts", "photos"), "scope"),
    ],
)
def test_a_personal_contact_without_consent_is_named_and_gone(tmp_path, consent, fix):
    """Missing, withdrawn, over, to come or of another scope: a warning that says which, and no contact in the catalog."""
    loaded = load_record(tmp_path, CONTACT + consent)
    assert [(item.code, item.fix) for item in loaded.report.sorted()] == [("no-consent", fix)]
    assert only_record(loaded).contacts == ()
    assert only_record(loaded).consent is None


@pytest.mark.parametrize("more", ["", "  until: 2026-11-22\n", "  withdrawn_on: 2026-11-23\n"])
def test_consent_in_force_shows_the_contact(tmp_path, more):
    """The last day of a consent still counts, and a withdrawal counts from its day on."""
    loaded = load_record(tmp_path, CONTACT + CONSENT.format(given_on="2025-01-01", more=more))
    assert codes_of(loaded) == []
    assert [contact.value for contact in only_record(loaded).contacts] == ["+84912000001"]


def test_the_organisations_own_line_needs_no_consent(tmp_path):
    """`personal: false` is shown without asking."""
    loaded = load_record(tmp_path, CONTACT + "    personal: false\n")
    assert codes_of(loaded) == []
    assert len(only_record(loaded).contacts) == 1


LOCATION = "location:\n  lat: 21.59\n  lon: 105.84\n  precision: {precision}\n"


@pytest.mark.parametrize(
    ("kind", "precision", "shown"),
    [("hop-tac-xa", "diem", True), ("to-hop-tac", "diem", False), ("to-hop-tac", "thon", True)],
)
def test_an_exact_point_of_a_group_is_somebodys_home(tmp_path, kind, precision, shown):
    """A group has no seat of its own: its exact place needs consent, a coarse one does not."""
    text = cooperative_file(extra=LOCATION.format(precision=precision)).replace("kind: hop-tac-xa", f"kind: {kind}")
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": text})
    assert codes_of(loaded) == ([] if shown else ["no-consent"])
    assert (only_record(loaded).location is not None) is shown


def test_a_withdrawn_location_is_gone_for_every_kind(tmp_path):
    """Once consent was asked for a place, its withdrawal hides the place."""
    consent = CONSENT.format(given_on="2025-01-01", more="  withdrawn_on: 2026-01-01\n").replace("contacts", "location")
    loaded = load_record(tmp_path, LOCATION.format(precision="diem") + consent)
    assert codes_of(loaded) == ["no-consent"]
    assert only_record(loaded).location is None


def test_hidden_records_are_silent(tmp_path):
    """A record that is not published shows nothing, so nothing is asked."""
    text = cooperative_file(extra=CONTACT) + "hidden: Đang xác minh\n"
    assert codes_of(load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": text})) == []


def test_figures_and_source_lose_what_is_not_public(tmp_path):
    """Rows without `public: true` and the informant's name never reach the catalog."""
    loaded = load_record(tmp_path, "figures:\n  - year: 2024\n    members: 10\n  - year: 2025\n    members: 12\n    public: true\n")
    record = only_record(loaded)
    assert [row.year for row in record.figures] == [2025]
    assert (record.source.level, record.source.name) == ("register", None)


def test_the_warning_does_not_repeat_what_it_withholds(tmp_path):
    """A build log is read by more people than the record: neither number nor name stands in it."""
    loaded = load_record(tmp_path, "contacts:\n  - {type: phone, value: 0912 345 678, label: Bà SECRET}\n")
    printed = format_text(loaded.report) + format_json(loaded.report, 1) + format_github(loaded.report)
    assert "no-consent" in printed
    assert "0912" not in printed and "SECRET" not in printed
