"""Bars of a build: drawn on a terminal only, with counts and the time left."""

from __future__ import annotations

import sys
import threading
from io import StringIO

import pytest
from rich.console import Console

from generator.console import Step, Steps, open_bars
from generator.console.bars import Bars, find_terminal, format_count, format_left
from generator.console.steps import tell_nobody


class FakeTerminal(StringIO):
    """Standard error where a person looks at it."""

    def isatty(self) -> bool:
        return True


class FakeProgress:
    """Takes down what rich would draw."""

    def __init__(self) -> None:
        self.added, self.drawn = [], []
        self.console = Console(width=100)

    def add_task(self, label: str, **_values: object) -> int:
        self.added.append(label)
        return len(self.added) - 1

    def update(self, task: int, **values: object) -> None:
        self.drawn.append((task, values["completed"], values["total"], values["count"]))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that bars and steps read; a test moves them."""
    now = [100.0]
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    return now


def test_bars_show_counts_and_time_left(clock):
    """On a terminal; the step's Vietnamese name, thousands with a dot, minutes and seconds; nothing stays behind."""
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=100, legacy_windows=False, _environ={})
    with open_bars(console) as tell, Steps(tell).step("pages", 13_000) as step:
        clock[0] += 10.0
        step.advance(3_250)
    drawn = screen.getvalue()
    assert "Dựng trang" in drawn
    assert "3.250/13.000" in drawn
    assert "còn 0:30" in drawn
    assert drawn.endswith("\x1b[1A\x1b[2K"), "the bar's line is taken away and the cursor is back"


def test_narrow_terminal_shows_the_time_left(clock):
    """Of 40 columns two long numbers would leave no room for it: a share stands in their place."""
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=40, legacy_windows=False, _environ={})
    with open_bars(console) as tell:
        steps = Steps(tell)
        with steps.step("files"), steps.step("pages", 312_130) as step:
            clock[0] += 700.0
            step.advance(152_000)
    assert "48% còn 12:17" in screen.getvalue()
    assert "…" not in screen.getvalue()


def test_bars_are_not_drawn_for_every_page(clock):
    """A step is drawn when it begins and ends, and at most ten times a second between."""
    progress = FakeProgress()
    with Steps(Bars(progress).show).step("pages", 1000) as step:
        for _ in range(1000):
            clock[0] += 0.001
            step.advance()
    assert progress.added == ["Dựng trang"]
    assert 9 <= len(progress.drawn) <= 12
    assert progress.drawn[0] == (0, 0, 1000, "0/1.000")
    assert progress.drawn[-1] == (0, 1000, 1000, "1.000")


def test_step_without_total_and_step_that_comes_back_have_one_bar(clock):
    """The catalog counts nothing; photos are looked at twice."""
    progress = FakeProgress()
    steps = Steps(Bars(progress).show)
    for name in ("photos", "catalog", "photos"):
        with steps.step(name):
            clock[0] += 1.0
    assert progress.added == ["Chuẩn bị ảnh", "Lập danh mục"]
    assert progress.drawn[1] == (0, 1, 1, "")


@pytest.mark.parametrize(
    ("done", "total", "ended", "count", "left"),
    [
        (0, 50, 0.0, "0/50", ""), (25, 50, 0.0, "25/50", "còn 1:40"), (7, None, 0.0, "7", ""), (60, 50, 0.0, "60/50", "còn 0:00"),
        (50, 50, 200.0, "50", "1:40"), (0, None, 200.0, "", "1:40"),
    ],
)  # fmt: skip
def test_words_beside_a_bar(done, total, ended, count, left):
    step = Step("pages", tell_nobody, total, done, began=100.0, ended=ended)
    assert (format_count(step), format_left(step, 200.0)) == (count, left)


def test_pipe_has_no_bars(monkeypatch: pytest.MonkeyPatch):
    """A log gets no control characters, whatever rich would make of FORCE_COLOR."""
    monkeypatch.setattr(sys, "stderr", StringIO())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert find_terminal() is None
    with open_bars() as tell:
        assert tell is tell_nobody


@pytest.mark.parametrize(
    ("variable", "value", "drawn"),
    [("CI", "true", False), ("CI", "1", False), ("CI", "false", True), ("CI", "", True), ("TERM", "dumb", False)],
)
def test_terminal_of_an_automatic_build_has_no_bars(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, drawn: bool):
    """CI lends some programs a terminal that nobody watches."""
    monkeypatch.setattr(sys, "stderr", FakeTerminal())
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    assert (find_terminal() is not None) is drawn


def test_bars_start_no_thread():
    """A process with a second thread may not fork its workers."""
    before = threading.active_count()
    with open_bars(Console(file=StringIO(), force_terminal=True)) as tell, Steps(tell).step("pages", 2):
        assert threading.active_count() == before
