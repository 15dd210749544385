"""Runs of one command → a row of the table and of the history: medians, and the build's steps beside what was sampled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.measuring import Run
from benchmarks.trees import measure_cpu, measure_peak

HEAD = f"{'HTX':>7} {'bước':<24} {'số':>8} {'':<6} {'giây':>8} {'CPU s':>8} {'µs CPU/1':>10} {'MiB':>7} {'so CPU':>7}"
README_HEAD = ("cooperatives", "step", "pages", "seconds", "CPU s", "µs CPU a page", "peak MiB")
START = "mở máy, trang viết tay"  # what of a build is in no step
LEAST_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `units` are pages, records or posts, whatever `unit` says; `mib` is the most that all processes held together."""

    cooperatives: int
    step: str
    units: int
    unit: str
    wall: float
    cpu: float
    mib: float
    within: str = ""  # the build that this is a step of

    @property
    def key(self) -> str:
        """What names the same row in another run."""
        return f"{self.cooperatives}|{self.within}|{self.step}|{self.units if self.unit == 'bài' else ''}"

    def format(self, before: float | None = None) -> str:
        """The line, with the change of processor time against a run `before`."""
        change = f"{self.cpu / before - 1:+.0%}" if before else ""
        each = f"{self.cpu / self.units * 1e6:>10.0f}" if self.units else f"{'':>10}"
        count = f"{self.units:>8} {self.unit:<6}" if self.units else f"{'':>8} {'':<6}"
        return f"{self.cooperatives:>7} {'  ' * bool(self.within) + self.step:<24} {count} {self.wall:>8.2f} {self.cpu:>8.2f} {each} {self.mib:>7.0f} {change:>7}".rstrip()

    def list_cells(self) -> list[str]:
        """The line as cells of the README's table."""
        each = f"{self.cpu / self.units * 1e6:,.0f}" if self.units else ""
        step = f"· {self.step}" if self.within else self.step
        return [
            f"{self.cooperatives:,}",
            step,
            f"{self.units:,}" if self.units else "",
            f"{self.wall:.1f}",
            f"{self.cpu:.1f}",
            each,
            f"{self.mib:,.0f}",
        ]

    def describe(self) -> dict[str, object]:
        return asdict(self)


def format_table(machine: Mapping[str, object], heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """The figures as the README shows them: when and where they were measured, and a table."""
    told = f"Measured on {datetime.now(UTC):%Y-%m-%d}, {machine['cores']} cores ({machine['processor']}), {machine['system']}, Python {machine['python']}:"
    return "\n".join((told, "", *(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *lines))))


def build_row(count: int, step: str, runs: Sequence[Run], units: int, unit: str) -> Row:
    """Medians of seconds and of processor time, the most memory of any run."""
    wall, cpu = median(run.wall for run in runs), median(run.cpu for run in runs)
    return Row(count, step, units, unit, wall, cpu, max(run.peak_mib for run in runs))


def build_step_rows(whole: Row, run: Run, figures: Path) -> list[Row]:
    """The steps of one build, as it wrote them, and what is in none of them."""
    rows: dict[str, Row] = {}
    nothing = replace(whole, units=0, unit="", wall=0.0, cpu=0.0, mib=0.0, within=whole.step)
    for step in json.loads(figures.read_text(encoding="utf-8"))["steps"]:
        name, began, ended = step["name"], step["began"], step["ended"]
        row = rows.get(name, replace(nothing, step=name))
        cpu, mib = measure_cpu(run.samples, began, ended), measure_peak(run.samples, began, ended)
        rows[name] = replace(row, wall=row.wall + ended - began, cpu=row.cpu + cpu, mib=max(row.mib, mib))
    told = [row for row in rows.values() if row.wall >= LEAST_SECONDS]
    wall, cpu = (sum(getattr(row, figure) for row in told) for figure in ("wall", "cpu"))
    return [*told, replace(nothing, step=START, wall=run.wall - wall, cpu=max(run.cpu - cpu, 0.0))]
