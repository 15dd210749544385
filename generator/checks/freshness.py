"""A record nobody has checked for twelve months may mislead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import CheckContext, Finding
from generator.text import format_date


def check_freshness(context: CheckContext) -> Iterator[Finding]:
    """A warning at `checked_on` when it is older than twelve months, or lies in the future."""
    limit = same_day_last_year(context.build_date)
    for decoded in context.cooperatives:
        checked_on = decoded.record.checked_on
        if checked_on < limit:
            yield Finding.of(
                decoded.source, "stale-check", "checked_on", given=format_date(checked_on), today=format_date(context.build_date)
            )
        elif checked_on > context.build_date:
            yield Finding.of(
                decoded.source, "check-in-future", "checked_on", given=format_date(checked_on), today=format_date(context.build_date)
            )


def same_day_last_year(day: date) -> date:
    """29 February becomes 28 February."""
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
