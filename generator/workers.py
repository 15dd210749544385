"""Processes to share work with, where there is enough of it to pay for their start. What the work is, no module here knows.

What all tasks need is handed over once (`share`), and tasks only name it (`load_shared`).
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any


class InlineExecutor(Executor):
    """Runs work at once in this process, behind the interface that pools and clusters offer too."""

    inherits = True

    def submit(self, function, /, *args, **kwargs) -> Future:
        future: Future = Future()
        future.set_result(function(*args, **kwargs))  # an error goes straight to the caller, who would ask for it next
        return future


class Pool(ProcessPoolExecutor):
    """Processes of this machine. With `inherits` they are copies of this one, made when the first task is handed in."""

    def __init__(self, processes: int, start_method: str) -> None:
        super().__init__(processes, mp_context=get_context(start_method), initializer=follow_parent)
        self.processes = processes
        self.inherits = start_method == "fork"


def submit(executor: Executor, function: Callable[..., Any], *arguments: object) -> Future:
    """The future of a task; where a pool broke while tasks were handed in, one that says so when it is asked."""
    try:
        return executor.submit(function, *arguments)
    except BrokenProcessPool as error:
        broken: Future = Future()
        broken.set_exception(error)
        return broken


def complete(executor: Executor, future: Future, function: Callable[..., Any], *arguments: object) -> Any:
    """The result of a task. One that the system kills a worker in, as it does where memory is scarce, takes all workers along:
    the rest is done here, once none of them is left that might still be at it.
    """
    try:
        return future.result()
    except BrokenProcessPool:
        executor.shutdown()
        return function(*arguments)


@contextmanager
def open_executor(jobs: int, task_count: int, worthwhile: int, *, works_too: bool = False) -> Iterator[Pool | None]:
    """As many processes as `jobs` says (0: one a processor) for `worthwhile` tasks or more; else nothing.

    One less where the process that asks `works_too`: each is one more copy of what all need to know.
    An error stops them at once: nobody asks any more for what they are at.
    """
    jobs = min(jobs or os.cpu_count() or 1, task_count)
    others = active_children()
    pool = open_pool(jobs - works_too) if jobs > 1 and task_count >= worthwhile else None
    if pool is None:
        yield None
        return
    try:
        yield pool
    except BaseException:
        for worker in active_children():
            if worker not in others:
                worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def open_pool(jobs: int) -> Pool | None:
    """So many processes; none where the system has no room for what they share, as with a full /dev/shm."""
    try:
        return Pool(jobs, choose_start_method())
    except OSError:
        return None


def choose_start_method() -> str:
    return "fork" if can_fork() else "spawn"


def can_fork() -> bool:
    """A forked worker starts at once with all that was read, but a copy of a process with threads may hang."""
    return sys.platform == "linux" and threading.active_count() == 1


def follow_parent() -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and ends when its parent does.

    Without this the workers of a killed build would wait for tasks for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    wait([parent_process().sentinel])
    os._exit(1)


@dataclass(frozen=True, slots=True)
class Shared:
    """The name of what many tasks need and none should carry. `file` holds it for workers that do not have it yet."""

    token: str
    file: Path | None = None


held: dict[str, Any] = {}  # by token, in every process: what the tasks at hand need


@contextmanager
def share(value: object, executor: Executor, file: Path) -> Iterator[Shared]:
    """Have every worker of `executor` know a value, while the block runs; call it before the first task.

    Copies of this process have it at once. For others it is written into `file`, which all can read, and each reads it once:
    an executor of any kind gives no other way to reach every worker. A pickle is a program: `file` lies where only we write.
    """
    with nullcontext(Shared(f"{id(value):x}")) if getattr(executor, "inherits", False) else write_shared(value, file) as shared:
        held[shared.token] = value
        try:
            yield shared
        finally:
            del held[shared.token]


@contextmanager
def write_shared(value: object, file: Path) -> Iterator[Shared]:
    """A file with a value for other processes, while the block runs."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    file.write_bytes(content)
    try:
        yield Shared(compute_token(content), file)
    finally:
        file.unlink()


def load_shared(shared: Shared) -> Any:
    """The value itself. A worker keeps the one that it read last."""
    if shared.token not in held:
        content = shared.file.read_bytes()
        if compute_token(content) != shared.token:
            raise OSError(f"{shared.file} changed while the site was built")
        held.clear()
        gc.disable()  # it would look for cycles in what grows and has none
        held[shared.token] = pickle.loads(content)
        gc.freeze()
        gc.enable()
    return held[shared.token]


def compute_token(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


@contextmanager
def pause_collector() -> Iterator[None]:
    """Records hold no cycles, and looking for them again and again costs a third of the decoding of 10,000 files."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
