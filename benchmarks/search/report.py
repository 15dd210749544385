"""The benchmark's figures as tables, their verdict against the limits, and the file of all runs so far."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.search.building import BuildFigures
from benchmarks.search.visits import CPU_FACTOR, Step
from benchmarks.search.weighing import PARTS, IndexWeight

KB = 1000  # what lines and data plans count in


@dataclass(frozen=True, slots=True)
class Limits:
    """What a visit may cost: seconds until ten titles stand on the page, bytes, seconds of the longest task."""

    up_to_rows: int
    fresh: float
    fresh_worst: float
    own_bytes: int
    again: float
    task: float = 0.1


LIMITS = (Limits(3_000, 0.8, 1.5, 60 * KB, 0.8), Limits(10**9, 1.5, 2.5, 200 * KB, 0.8))
STEP_NAMES = {
    "visit": "lần đầu, máy chưa có gì",
    "arrival": "đến từ một trang hồ sơ",
    "again": "câu thứ hai",
    "suggest": "gợi ý trong ô đầu trang",
    "sent": "Enter trong ô đầu trang, sau khi gõ",
}
FRESH = ("visit", "arrival", "sent")  # steps that open the search page; it brings the manifest


@dataclass(frozen=True, slots=True)
class Measured:
    """All steps of one size, by plan."""

    steps: dict[str, list[Step]]  # plan → steps of any name
    slow_steps: list[Step]  # with the processor held back

    def list_steps(self, name: str, plan: str = "") -> list[Step]:
        plans = [plan] if plan else list(self.steps)
        return [step for key in plans for step in self.steps[key] if step.name == name]


def format_build(figures: BuildFigures, weight: IndexWeight) -> Iterator[str]:
    """What the build costs and what it leaves."""
    yield f"{figures.cooperatives:,} HTX, {weight.rows:,} dòng trong chỉ mục"
    if figures.build_seconds:
        share = figures.search_seconds / figures.build_seconds
        yield f"  dựng cả trang {figures.build_seconds:.1f} s, trong đó bước tìm kiếm {figures.search_seconds:.1f} s ({share:.0%})"
    yield f"  bộ nhớ cao nhất {figures.peak_mib:.0f} MiB{'' if figures.build_seconds else ' (chỉ dựng chỉ mục)'}"
    yield f"  chạy riêng: dựng chỉ mục {figures.index_seconds:.1f} s, RSS tăng thêm {figures.index_mib:.0f} MiB trên {figures.loaded_mib:.0f} MiB sau khi đọc hồ sơ"
    yield f"  {weight.files:,} tệp, {weight.stored / KB:,.0f} kB lưu, {weight.unpacked / KB:,.0f} kB mở gói"
    yield f"  manifest {weight.manifest / KB:.1f} kB, gzip {weight.manifest_packed / KB:.1f} kB; trang tìm kiếm gzip {weight.page_packed / KB:.1f} kB, trong đó manifest {weight.inlined / KB:.1f} kB"
    for kind, part in weight.parts.items():
        size = f"{part.files:>6,} tệp {part.stored / KB:>9,.1f} kB lưu {part.unpacked / KB:>9,.1f} kB mở gói, lớn nhất {part.largest / KB:>7,.1f} kB"
        yield f"  {kind}/ {PARTS[kind]:<22}{size}"


def format_steps(measured: Measured, weight: IndexWeight) -> Iterator[str]:
    """One table for each thing visitors do: medians, a slash, the worst."""
    for name, title in STEP_NAMES.items():
        steps = measured.list_steps(name)
        if not steps:
            continue
        inlined = weight.inlined if name in FRESH else 0
        since = "từ phím cuối: " if name == "suggest" else ""
        yield ""
        yield f"{title} ({since}giữa/xấu nhất)"
        yield f"  {'':<16}{'đầu tiên s':>12}{'10 tên s':>12}{'kB tìm kiếm':>14}{'yêu cầu':>9}{'kB cả trang':>14}{'yêu cầu':>9}"
        for plan in (*measured.steps, ""):
            if rows := measured.list_steps(name, plan):
                yield format_row(plan or "tất cả", rows, inlined)


def format_row(label: str, steps: Sequence[Step], inlined: int) -> str:
    """Seconds until the first title and until ten; the search's own bytes and requests, then those of the whole visit."""
    cells = (
        spread(steps, lambda step: step.first, "{:.2f}", 12),
        spread(steps, lambda step: step.ten, "{:.2f}", 12),
        spread(steps, lambda step: (step.count_bytes(own=True) + inlined) / KB, "{:.0f}", 14),
        spread(steps, lambda step: len(step.list_exchanges(own=True)), "{:.0f}", 9),
        spread(steps, lambda step: step.count_bytes() / KB, "{:.0f}", 14),
        spread(steps, lambda step: len(step.exchanges), "{:.0f}", 9),
    )
    missing = sum(1 for step in steps if step.first is None)
    return f"  {label:<16}{''.join(cells)}" + (f"  {missing} lần không có gì" if missing else "")


def spread(steps: Iterable[Step], read: Callable[[Step], float | None], form: str, width: int) -> str:
    """Median and worst of a figure; a dash where no step has it."""
    values = [value for step in steps if (value := read(step)) is not None]
    text = f"{form.format(median(values))}/{form.format(max(values))}" if values else "–"
    return text.rjust(width)


def format_tasks(measured: Measured) -> Iterator[str]:
    """The longest tasks of the main thread while the processor is held back."""
    yield ""
    yield f"việc dài nhất của luồng chính, CPU chậm {CPU_FACTOR} lần (tải của máy lúc này: {os.getloadavg()[0]:.1f})"
    for name in dict.fromkeys(step.name for step in measured.slow_steps):
        steps = [step for step in measured.slow_steps if step.name == name]
        longest = max(steps, key=longest_task)
        long_count = sum(task > 0.1 for step in steps for task in step.tasks)
        yield f"  {name:<10}{longest_task(longest) * 1000:>6.0f} ms («{longest.query}»), {long_count} việc quá 100 ms trong {len(steps)} lần"


def longest_task(step: Step) -> float:
    """Seconds; none means that no task took the 50 ms from which browsers report them."""
    return max(step.tasks, default=0.0)


def judge(measured: Measured, weight: IndexWeight) -> Iterator[str]:
    """Each limit with what was measured, and whether it is kept."""
    limits = next(limits for limits in LIMITS if weight.rows <= limits.up_to_rows)
    yield ""
    for name in FRESH:
        tens = [step.ten for step in measured.list_steps(name) if step.ten is not None]
        if tens:
            yield verdict(f"10 tên, {STEP_NAMES[name]}: giữa", median(tens), limits.fresh, "s")
            yield verdict(f"10 tên, {STEP_NAMES[name]}: xấu nhất", max(tens), limits.fresh_worst, "s")
    if again := [step.ten for step in measured.list_steps("again") if step.ten is not None]:
        yield verdict("10 tên, câu thứ hai: giữa", median(again), limits.again, "s")
    if visits := measured.list_steps("visit"):
        own = max(step.count_bytes(own=True) for step in visits) + weight.inlined
        yield verdict("kB của tìm kiếm, xấu nhất", own / KB, limits.own_bytes / KB, "kB")
        yield verdict("kB cả trang, xấu nhất", max(step.count_bytes() for step in visits) / KB, limits.own_bytes / KB, "kB")
    if tasks := [longest_task(step) * 1000 for step in measured.slow_steps if step.name != "record"]:
        yield verdict("việc dài nhất", max(tasks), limits.task * 1000, "ms")


def verdict(label: str, value: float, limit: float, unit: str) -> str:
    return f"  {'đạt' if value <= limit else 'CHƯA ĐẠT':<9} {label}: {value:.4g} {unit} (giới hạn {limit:g} {unit})"


def format_waterfall(step: Step, inlined: int = 0) -> Iterator[str]:
    """Each request of a step: when it was asked for, its first byte and its last, in milliseconds from the step's start."""
    yield f"{step.name} «{step.query}»: đầu tiên {step.first or 0:.2f} s, 10 tên {step.ten or 0:.2f} s"
    for exchange in step.exchanges:
        times = [round((moment - step.started_at) * 1000) for moment in (exchange.asked_at, exchange.answered_at, exchange.ended_at)]
        yield f"  {times[0]:>6} {times[1]:>6} {times[2]:>6} ms {exchange.size:>8} B {exchange.status} {exchange.path}"


def write_history(path: Path, figures: BuildFigures, weight: IndexWeight, measured: Measured) -> None:
    """Add this run to the file of all runs, with the machine's load beside it."""
    runs = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    steps = [{"plan": plan, **describe(step)} for plan, found in measured.steps.items() for step in found]
    runs.append(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "load": os.getloadavg()[0],
            "build": asdict(figures),
            "index": asdict(weight),
            "steps": steps,
            "slow": [{**describe(step), "tasks": step.tasks} for step in measured.slow_steps],
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(runs, ensure_ascii=False, indent=1), encoding="utf-8")


def describe(step: Step) -> dict[str, object]:
    return {
        "name": step.name,
        "query": step.query,
        "first": step.first,
        "ten": step.ten,
        "shown": step.shown,
        "bytes": step.count_bytes(),
        "own_bytes": step.count_bytes(own=True),
        "requests": len(step.exchanges),
        "own_requests": len(step.list_exchanges(own=True)),
    }
