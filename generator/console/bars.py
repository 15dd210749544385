"""Bars on a terminal while a build runs: one a step, with counts and the time left. Elsewhere nothing is drawn and nothing loaded."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.console.steps import Step, tell_nobody
from generator.console.summary import label_step
from generator.settings import is_unattended
from generator.text import format_number

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

NARROW = 60  # columns; in fewer there is no room for two long numbers beside the time left
SECONDS_BETWEEN = 0.1  # drawn anew for each page, bars would cost more than pages


@contextmanager
def open_bars(console: Console | None = None) -> Iterator[Callable[[Step], None]]:
    """Who is to be told of the steps while the block runs: bars on this console or the terminal, or nobody.

    The bars vanish with the block: the summary says what they showed.
    """
    console = console or find_terminal()
    if console is None:
        yield tell_nobody
        return
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"), TextColumn("{task.fields[left]}"))
    # Drawn by whoever tells: rich's own thread would keep workers from being forked.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        yield Bars(progress).show


def find_terminal() -> Console | None:
    """Standard error, if a person looks at it: not a pipe, not a terminal that cannot move its cursor, no automatic build."""
    if not sys.stderr.isatty() or is_unattended():
        return None
    from rich.console import Console  # imported here: 60 ms that other builds do not need

    console = Console(stderr=True)
    return None if console.is_dumb_terminal else console


class Bars:
    """One bar for each name of a step; a step that comes back goes on with the bar it had."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}
        self.shown_at = 0.0

    def show(self, step: Step) -> None:
        """Draw a step that begins or ends at once, one that goes on now and then."""
        now = time.perf_counter()
        is_new = step.name not in self.tasks
        if not (is_new or step.ended) and now - self.shown_at < SECONDS_BETWEEN:
            return
        if is_new:
            self.tasks[step.name] = self.progress.add_task(label_step(step.name), start=True, total=None, count="", left="")
        self.shown_at = now
        done, total = (step.done or 1, step.done or 1) if step.ended else (step.done, step.total)
        count = format_share(step) if self.progress.console.width < NARROW else format_count(step)
        self.progress.update(self.tasks[step.name], completed=done, total=total, count=count, left=format_left(step, now), refresh=True)


def format_count(step: Step) -> str:
    """«3.200/10.000», or only how many where nobody knew the total."""
    if step.total and not step.ended:
        return f"{format_number(step.done)}/{format_number(step.total)}"
    return format_number(step.done) if step.done else ""


def format_share(step: Step) -> str:
    """«32%» of what is to be done."""
    return f"{step.done * 100 // step.total}%" if step.total and not step.ended else ""


def format_left(step: Step, now: float) -> str:
    """«còn 0:12» as the pace so far says, or what a step that has ended took."""
    if step.ended:
        return format_clock(step.ended - step.began)
    if not step.total or not step.done:
        return ""
    return f"còn {format_clock((now - step.began) / step.done * max(step.total - step.done, 0))}"


def format_clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
