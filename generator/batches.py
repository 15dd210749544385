"""Pages in batches and the search index, made and written by whichever process has time; only what is to be known of the files comes back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from generator.output import Staging, Writer, Written
from generator.render import PageTask, Renderer, plan_pages, render_page
from generator.search import Basis, Harvest, ProseText, build_kept_index, write_state
from generator.workers import Pool, Shared, can_fork, complete, load_shared, open_executor, share, submit

BATCH_SIZE = 200
BATCHES_UNDER_WAY = 64  # bounds what waits in memory; the tasks of a batch are a few kilobytes
BATCHES_A_PROCESS = 3  # that none runs dry while this process is at a batch of its own
RECORDS_WORTH_A_FORK = 300  # half a second of rendering; two copies of this process start in 0.05
RECORDS_WORTH_A_SPAWN = 5_000  # each worker loads the program and unpacks the catalog first, about three seconds


@dataclass(slots=True)
class Work:
    """What every batch needs; a worker is told it once."""

    renderer: Renderer
    texts: Sequence[ProseText]
    harvests: Sequence[Harvest]
    writer: Writer
    index_state: Path | None = None  # where the index is kept for the next build
    build: str = ""  # tells this build from all others


@dataclass(frozen=True, slots=True)
class Batches:
    """The work of one site, ready to be handed out."""

    work: Work
    shared: Shared
    executor: Executor
    staging: Staging

    def start_index(self) -> Future:
        """Begin with the search index, which takes longest."""
        return submit(self.executor, write_index, self.shared)

    def finish_index(self, index: Future) -> None:
        """Write what waits for the index: the search page carries its table of contents."""
        written, manifest_text = complete(self.executor, index, write_index, self.shared)
        self.staging.take_over(written)
        page = render_page(PageTask("search"), replace(self.work.renderer, search_manifest=manifest_text))
        self.staging.write_file(page.output_path, page.content)

    @property
    def page_count(self) -> int:
        """How many files there are to render, the search page among them."""
        return sum(1 for _ in self.plan())

    def write_pages(self, advance: Callable[[int], None]) -> None:
        """Have every page but the search page written, telling after each batch how many it held."""
        tasks = (task for task in self.plan() if task.kind != "search")
        for written in map_tasks(self.executor, write_batch, self.shared, iter(lambda: tuple(islice(tasks, BATCH_SIZE)), ())):
            self.staging.take_over(written)
            advance(len(written.files) + len(written.kept))

    def plan(self) -> Iterator[PageTask]:
        renderer = self.work.renderer
        return plan_pages(renderer.catalog, renderer.settings, renderer.prose_pages)


@contextmanager
def open_batches(work: Work, staging: Staging, executor: Executor) -> Iterator[Batches]:
    """Make the work known to those who are going to do it."""
    with share(work, executor, staging.work_file) as shared:
        yield Batches(work, shared, executor, staging)


@contextmanager
def open_page_pool(jobs: int, record_count: int, *, preview: bool) -> Iterator[Executor | None]:
    """Processes to render pages of so many records, or none where they would cost more than they bring.

    A preview that builds again does so beside its server's threads, where nothing can be forked: it does the work itself.
    """
    if not can_fork() and preview:
        yield None
        return
    with open_executor(jobs, record_count, RECORDS_WORTH_A_FORK if can_fork() else RECORDS_WORTH_A_SPAWN, works_too=True) as pool:
        yield pool


def map_tasks(
    executor: Executor, function: Callable[[Shared, Sequence[PageTask]], Written], shared: Shared, batches: Iterator[Sequence[PageTask]]
) -> Iterator[Written]:
    """The results of all batches, of which only so many are under way at a time. Beside processes of its own this process does its share."""
    works_too = isinstance(executor, Pool)
    most = BATCHES_A_PROCESS * executor.processes if works_too else BATCHES_UNDER_WAY
    under_way: deque[tuple[Future, Sequence[PageTask]]] = deque()
    for batch in batches:
        if len(under_way) < most:
            under_way.append((submit(executor, function, shared, batch), batch))
        elif works_too and not under_way[0][0].done():
            yield function(shared, batch)
        else:
            future, oldest = under_way.popleft()
            under_way.append((submit(executor, function, shared, batch), batch))
            yield complete(executor, future, function, shared, oldest)
    for future, batch in under_way:
        yield complete(executor, future, function, shared, batch)


def write_batch(shared: Shared, tasks: Sequence[PageTask]) -> Written:
    """What a worker does: render some hundred pages and write them."""
    work: Work = load_shared(shared)
    writer = work.writer.open_writer()
    for task in tasks:
        file = render_page(task, work.renderer)
        writer.write_file(file.output_path, file.content)
    return writer.describe_written()


def write_index(shared: Shared) -> tuple[Written, str]:
    """What one worker does: write what a search reads. A part that is published is not packed again. Returns the manifest's text too."""
    work: Work = load_shared(shared)
    writer = work.writer.open_writer()
    renderer = work.renderer
    index, kept = build_kept_index(renderer.catalog, renderer.settings, work.texts, work.harvests, Basis({}, work.build))
    if kept and work.index_state:
        write_state(work.index_state, kept)
    for path, content in index.files(writer.keep_named):
        writer.write_file(path, content)
    return writer.describe_written(), index.manifest_text
