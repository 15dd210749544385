"""Visits as a table for the terminal, as lines against the limits, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from benchmarks.browser import kinds
from benchmarks.browser.visits import Visit

Visits = Sequence[tuple[Visit, Visit]]
COLUMNS = ("document", "css", "script", "font", "image", "data", "other")
HEAD = f"{'':<16}{'kB':>7}{'lần sau':>9}  {'trang':>6}{'css':>6}{'script':>7}{'chữ':>6}{'ảnh':>6}{'dữ liệu':>8}{'khác':>6}  {'FCP s':>6}{'LCP s':>6}{'CLS':>7}{'TBT ms':>7}  phần tử LCP"


def summarise(visits: Sequence[Visit]) -> dict[str, Any]:
    """The medians of several visits to one page; of what is named, that of the last."""
    last = visits[-1]
    return {
        "kilobytes": median(visit.kilobytes for visit in visits),
        "kilobytes_by_kind": {name: median(visit.sizes.get(name, 0) for visit in visits) / 1000 for name in COLUMNS},
        "requests": median(visit.requests for visit in visits),
        "first_contentful_paint_s": median(visit.paint for visit in visits),
        "largest_contentful_paint_s": median(visit.largest for visit in visits),
        "largest_element": last.element,
        "layout_shift": median(visit.shift for visit in visits),
        "moved": list(last.moved),
        "total_blocking_time_ms": median(visit.blocked_ms for visit in visits),
    }


def build_summary(measured: Mapping[str, Visits]) -> dict[str, Any]:
    """Medians by kind of page, first view and repeat."""
    return {
        name: {"first": summarise([first for first, _ in visits]), "repeat": summarise([repeat for _, repeat in visits])}
        for name, visits in measured.items()
    }


def format_table(summary: Mapping[str, Any]) -> Iterator[str]:
    yield HEAD
    for name, figures in summary.items():
        first, repeat = figures["first"], figures["repeat"]
        parts = [first["kilobytes_by_kind"][column] for column in COLUMNS]
        yield (
            f"{kinds.KINDS[name].label:<16}{first['kilobytes']:>7.1f}{repeat['kilobytes']:>9.1f}  "
            + "".join(f"{part:>{width}.1f}" for part, width in zip(parts, (6, 6, 7, 6, 6, 8, 6), strict=True))
            + f"  {first['first_contentful_paint_s']:>6.2f}{first['largest_contentful_paint_s']:>6.2f}{first['layout_shift']:>7.3f}"
            f"{first['total_blocking_time_ms']:>7.0f}  {first['largest_element']}"
        )


def judge(summary: Mapping[str, Any]) -> Iterator[str]:
    """Each kind against the limits, which are asked of the profile and wished for the others."""
    limits = (
        ("lần đầu, kB", "first", "kilobytes", kinds.FIRST_KB),
        ("trang sau, kB", "repeat", "kilobytes", kinds.REPEAT_KB),
        ("LCP, s", "first", "largest_contentful_paint_s", kinds.LCP_SECONDS),
        ("CLS", "first", "layout_shift", kinds.SHIFT),
        ("TBT, ms", "first", "total_blocking_time_ms", kinds.BLOCKED_MS),
    )
    for name, figures in summary.items():
        over = [f"{label} {figures[view][key]:.3g} > {limit}" for label, view, key, limit in limits if figures[view][key] > limit]
        wanted = " (bắt buộc)" if name == kinds.LIMITED else ""
        yield f"{kinds.KINDS[name].label}{wanted}: {'trong mọi giới hạn' if not over else 'vượt ' + '; '.join(over)}"
    yield "giới hạn: " + "; ".join(f"{label} ≤ {limit}" for label, _, _, limit in limits)


def build_record(summary: Mapping[str, Any], measured: Mapping[str, Visits]) -> dict[str, Any]:
    """All that was measured, for a file."""
    return {
        "summary": summary,
        "visits": {name: [[asdict(first), asdict(repeat)] for first, repeat in visits] for name, visits in measured.items()},
    }
