"""Processes to share work with, where there is enough of it to pay for their start. What the work is, no module here knows."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any


class InlineExecutor(Executor):
    """Runs work at once in this process, behind the interface that pools and clusters offer too."""

    def submit(self, function, /, *args, **kwargs) -> Future:
        future: Future = Future()
        future.set_result(function(*args, **kwargs))  # an error goes straight to the caller, who would ask for it next
        return future


def submit(executor: Executor, function: Callable[..., Any], *arguments: object) -> Future:
    """The future of a task; where a pool broke while tasks were handed in, one that says so when it is asked."""
    try:
        return executor.submit(function, *arguments)
    except BrokenProcessPool as error:
        broken: Future = Future()
        broken.set_exception(error)
        return broken


@contextmanager
def open_executor(jobs: int, task_count: int, worthwhile: int) -> Iterator[Executor | None]:
    """As many processes as `jobs` says (0: one a processor) for `worthwhile` tasks or more; else nothing."""
    jobs = min(jobs or os.cpu_count() or 1, task_count)
    if jobs < 2 or task_count < worthwhile:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context(choose_start_method())) as pool:
        yield pool


def choose_start_method() -> str:
    """A forked worker starts at once with all that was read, but a copy of a process with threads may hang."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
