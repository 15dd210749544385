"""Certificates that are over or soon will be."""

import pytest

from tests.loading import codes_of, cooperative_file, load_project, product_lines, recognition_lines


@pytest.mark.parametrize(
    ("valid_until", "expected"),
    [
        ("2026-11-21", ["certificate-expired"]),
        ("2026-11-22", ["certificate-expires-soon"]),
        ("2027-05-21", ["certificate-expires-soon"]),
        ("2027-05-22", []),
    ],
)
def test_a_certificate_is_listed_from_180_days_before_its_end(tmp_path, valid_until, expected):
    """An info, never a warning: nothing is wrong with the record."""
    extra = f"certificates:\n  - type: vietgap\n    valid_until: {valid_until}\n"
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra)})
    assert codes_of(loaded) == expected
    assert (loaded.report.error_count, loaded.report.warning_count) == (0, 0)


def test_hidden_records_are_not_listed(tmp_path):
    """Nobody is reminded for a record that is not shown."""
    extra = "certificates:\n  - type: vietgap\n    valid_until: 2026-01-01\n"
    record = cooperative_file(extra=extra) + "hidden: Đang xác minh\n"
    assert codes_of(load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": record})) == []


def test_a_decision_that_was_replaced_is_not_listed(tmp_path):
    """The old three stars are over, the new four stars stand: nothing to do."""
    old = recognition_lines(decided_on="2022-05-01")
    new = recognition_lines(stars=4, decided_on="2025-09-01", kind="nang-hang").removeprefix("ocop:\n")
    record = cooperative_file(extra=product_lines(extra=old + new))
    assert codes_of(load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": record})) == []
