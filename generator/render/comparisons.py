"""Which reported figures may stand in one chart: the same indicator, unit and kind of period, and one thing that differs, which is named.

What differs in more than one thing is not drawn, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from generator.catalog.model import Catalog
from generator.records import Period, StatisticsRow
from generator.render.figures import format_area, format_breakdown

Axis = Literal["time", "area", "part"]
MAGNITUDES = {"nghìn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
MONTHS_OF = {"tháng": 1, "quý": 3, "năm": 12}
AFTER = "sau-2025-07"


class Comparable(NamedTuple):
    """A reported figure with what decides whether it may stand beside another; `value` is in the unit of the indicator where that is sure."""

    row: StatisticsRow
    value: Fraction
    unit: str
    area: str
    part: str

    @property
    def span(self) -> tuple[Hashable, ...]:
        """The period exactly: its kind, its beginning and its end."""
        period = self.row.period
        return period.type, period.from_ and period.from_.sort_key, period.to.sort_key

    @property
    def measure(self) -> tuple[Hashable, ...]:
        """What is measured: figures that differ in this never stand together."""
        row = self.row
        return row.indicator, self.unit, row.period.type, count_years(row.period), row.base and str(row.base.period.to)


class Comparison(NamedTuple):
    """Figures for one chart, which differ in `axis`."""

    axis: Axis
    figures: Sequence[Comparable]


class Refusal(NamedTuple):
    """Figures of one indicator that are not drawn, with the things in which they differ."""

    indicator: str
    count: int
    differences: Sequence[str]


def read_comparable(row: StatisticsRow, catalog: Catalog) -> Comparable:
    """The row in the usual unit of its indicator, where its own unit says how: `57 triệu đồng/người/năm` → 4,75 a month."""
    usual = catalog.vocabularies.indicators[row.indicator].unit
    factor = convert_unit(row.unit, usual)
    part = format_breakdown(row.breakdown, catalog.vocabularies) if row.breakdown else ""
    return Comparable(row, Fraction(row.value) * (factor or 1), usual if factor else row.unit, name_area(row, catalog), part)


def name_area(row: StatisticsRow, catalog: Catalog) -> str:
    """The place of a figure; a province that kept its name is one place before and after its boundary moved."""
    province = catalog.vocabularies.provinces[row.area.province]
    return province.label if row.area.former_name in (None, province.label, province.name) else format_area(row, catalog)


def convert_unit(unit: str, usual: str) -> Fraction | None:
    """What a value in `unit` is multiplied with to be one in `usual`; nothing where the two do not measure the same."""
    (size, what, months), (usual_size, usual_what, usual_months) = split_unit(unit), split_unit(usual)
    if what != usual_what or bool(months) != bool(usual_months):
        return None
    return Fraction(size, usual_size) * Fraction(usual_months or 1, months or 1)


def split_unit(unit: str) -> tuple[int, str, int]:
    """`triệu đồng/người/năm` → (1000000, đồng/người, 12); a part that is not named is 1 for the size and 0 for the months."""
    first, _, rest = unit.partition(" ")
    size, what = (MAGNITUDES[first], rest) if first in MAGNITUDES and rest else (1, unit)
    head, _, last = what.rpartition("/")
    return (size, head, MONTHS_OF[last]) if head and last in MONTHS_OF else (size, what, 0)


def count_years(period: Period) -> int:
    """How long a period of years is: only equally long ones compare. 0 for periods whose kind says it."""
    return period.to.year - period.from_.year if period.type == "giai-doan" and period.from_ else 0


def find_comparisons(figures: Sequence[Comparable]) -> list[Comparison]:
    """One series for each place first, then places of one period, then parts of one whole; in the order of the figures."""
    series = group_figures_by(figures, lambda figure: (*figure.measure, figure.area, figure.part))
    places = group_figures_by(
        figures, lambda figure: (*figure.measure, figure.span, figure.row.nature, figure.row.area.boundary, figure.part)
    )
    parts = group_figures_by(
        (figure for figure in figures if figure.part),
        lambda figure: (*figure.measure, figure.span, figure.row.nature, figure.area, figure.row.area.boundary),
    )
    return [
        *(Comparison("time", group) for group in series if differ(group, lambda figure: (figure.span, figure.row.nature))),
        *(Comparison("area", group) for group in places if differ(group, lambda figure: figure.area)),
        *(Comparison("part", group) for group in parts if differ(group, lambda figure: figure.part)),
    ]


def group_figures_by(figures: Iterable[Comparable], key: Callable[[Comparable], Hashable]) -> list[list[Comparable]]:
    groups: dict[Hashable, list[Comparable]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return list(groups.values())


def differ(group: Sequence[Comparable], aspect: Callable[[Comparable], Hashable]) -> bool:
    """Whether every figure of the group has its own value of an aspect, and there are two or more."""
    return len(group) > 1 and len({aspect(figure) for figure in group}) == len(group)


def find_refusals(figures: Sequence[Comparable], comparisons: Iterable[Comparison]) -> list[Refusal]:
    """For each indicator the figures that no chart has, where there are two or more; the differences are keys of messages."""
    drawn = {id(figure) for comparison in comparisons for figure in comparison.figures}
    aspects: dict[str, Callable[[Comparable], Hashable]] = {
        "unit": lambda figure: figure.unit,
        "area": lambda figure: figure.area,
        "period-type": lambda figure: (figure.row.period.type, count_years(figure.row.period)),
        "period": lambda figure: figure.span,
        "nature": lambda figure: figure.row.nature,
        "part": lambda figure: figure.part,
    }
    refusals = []
    for group in group_figures_by((figure for figure in figures if id(figure) not in drawn), lambda figure: figure.row.indicator):
        found = [name for name, aspect in aspects.items() if len({aspect(figure) for figure in group}) > 1]
        if len(group) > 1:
            differences = [name for name in found if name != "period" or "period-type" not in found]
            refusals.append(Refusal(group[0].row.indicator, len(group), differences or ["source"]))
    return refusals
