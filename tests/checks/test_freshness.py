"""Records nobody has looked at for a year."""

from datetime import date

import pytest

from generator.checks.freshness import same_day_last_year
from tests.loading import codes_of, cooperative_file, load_project


@pytest.mark.parametrize(
    ("checked_on", "expected"),
    [("2025-11-21", ["stale-check"]), ("2025-11-22", []), ("2026-11-22", []), ("2026-11-23", ["check-in-future"])],
)
def test_twelve_months_count_from_the_build_date(tmp_path, checked_on, expected):
    """The day itself a year ago is still in time; the day before is not; a day to come is a slip."""
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(checked_on=checked_on)})
    assert codes_of(loaded) == expected


def test_a_leap_day_has_a_day_last_year():
    """29 February counts from 28 February."""
    assert same_day_last_year(date(2028, 2, 29)) == date(2027, 2, 28)
