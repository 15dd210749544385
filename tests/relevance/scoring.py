"""How well questions were answered: what stood where, shares by category, and the table that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.relevance.answers import Book
from tests.relevance.queries import Query

DEPTH = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page answered: `rank` of the first good answer among the first five, from 1; 0 without one or in the wrong order."""

    query: Query
    shown: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of questions answered by the first result and within five, and the mean reciprocal rank."""

    count: int
    first: float
    five: float
    reciprocal: float


def judge(query: Query, shown: Sequence[str], book: Book) -> Outcome:
    """The outcome of one question; two records in the wrong order are a failure even where a good answer leads."""
    rank = next((place for place, url in enumerate(shown[:DEPTH], start=1) if book.accepts(query, url)), 0)
    return Outcome(query, tuple(shown), rank if book.keeps_order(query, list(shown)) else 0)


def sum_up(outcomes: Iterable[Outcome]) -> Score:
    ranks = [outcome.rank for outcome in outcomes]
    count = len(ranks) or 1
    return Score(
        count=len(ranks),
        first=sum(rank == 1 for rank in ranks) / count,
        five=sum(rank > 0 for rank in ranks) / count,
        reciprocal=sum(1 / rank for rank in ranks if rank) / count,
    )


def group_by_category(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.query.category, []).append(outcome)
    return groups


def format_report(title: str, outcomes: Sequence[Outcome]) -> str:
    """The table by category, the shares of all, of the tuned and of the held-out questions, and every failure with what stood first."""
    lines = [f"{title}: {'questions':>20} {'first':>7} {'in five':>8} {'MRR':>6}"]
    parts = group_by_category(outcomes)
    held_out = [outcome for outcome in outcomes if outcome.query.held_out]
    parts |= {"ALL": outcomes, "tuned on": [outcome for outcome in outcomes if not outcome.query.held_out], "HELD OUT": held_out}
    width = len(title) + 1
    for name, group in parts.items():
        score = sum_up(group)
        lines.append(f"{name:<{width + 12}} {score.count:>8} {score.first:>7.2f} {score.five:>8.2f} {score.reciprocal:>6.2f}")
    failures = [outcome for outcome in outcomes if outcome.rank != 1]
    lines += [format_failure(outcome) for outcome in failures]
    return "\n".join(lines)


def format_failure(outcome: Outcome) -> str:
    found = f"at {outcome.rank}" if outcome.rank else "missed"
    mark = "*" if outcome.query.held_out else " "
    return f" {mark}{found:<6} {outcome.query.category:<16} «{outcome.query.text}» → {' | '.join(outcome.shown[:3]) or 'nothing'}"
