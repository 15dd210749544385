"""What a build says at its end, to a person and to programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.console import Built, Step, Steps, write_figures, write_summary
from generator.output import Publication


@pytest.fixture
def built(tmp_path: Path) -> Built:
    times = {"decode": (1.0, 3.0), "catalog": (3.0, 3.1), "pages": (4.0, 10.0), "search": (10.0, 11.5)}
    runs = [Step(name, print, None, 7 if name == "pages" else 0, began, ended) for name, (began, ended) in times.items()]
    return Built(tmp_path / "site", Steps(runs=runs), Publication(12_345, 6, 0), 3)


def test_summary_tells_files_warnings_and_slowest_steps(built: Built, capsys: pytest.CaptureFixture[str]):
    """In plain lines on standard output, without anything that only a terminal understands."""
    write_summary(built)
    seen = capsys.readouterr()
    assert seen.out.splitlines()[:3] == [
        "Đã ghi 12.345 tệp, giữ nguyên 6, xóa 0.",
        "Có 3 cảnh báo, in ở trên.",
        "Mất 10,5 giây; lâu nhất: Dựng trang 6,0 · Đọc hồ sơ 2,0 · Lập chỉ mục 1,5.",
    ]
    assert "\x1b" not in seen.out
    assert seen.err == ""


def test_figures_for_programs(built: Built, tmp_path: Path):
    """Counts, and the instants of each step, so that another program can lay its own measurements beside them."""
    write_figures(built, tmp_path / "figures.json")
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert {key: value for key, value in figures.items() if key != "steps"} == {
        "written": 12_345,
        "unchanged": 6,
        "removed": 0,
        "warnings": 3,
    }
    assert figures["steps"][2] == {"name": "pages", "began": 4.0, "ended": 10.0, "done": 7}
