"""What pages are made from travels to other processes, which make the same pages of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from generator.render import PageTask, RenderedFile, Renderer, plan_pages, render_page
from tests.render.rendering import make_renderer
from tests.render.sample import rich_catalog


def render_all(tasks: Iterable[PageTask], renderer: Renderer) -> list[RenderedFile]:
    return [render_page(task, renderer) for task in tasks]


def test_a_worker_makes_the_same_pages():
    """A process that was started anew, and so has nothing but what it was sent."""
    renderer = make_renderer(rich_catalog())
    tasks = tuple(plan_pages(renderer.catalog, renderer.settings))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        made_there = pool.submit(render_all, tasks, renderer).result()
    assert made_there == render_all(tasks, renderer)


def test_caches_stay_behind():
    """A renderer that has made every page weighs what a new one does."""
    renderer = make_renderer(rich_catalog())
    before = len(pickle.dumps(renderer))
    render_all(plan_pages(renderer.catalog, renderer.settings), renderer)
    assert len(pickle.dumps(renderer)) == before


def test_a_renderer_that_came_back_from_a_worker_goes_again():
    renderer = make_renderer(rich_catalog(), prose="<p>Lời ngỏ</p>", report_email="a@example.vn")
    again = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(renderer))))
    tasks = list(plan_pages(renderer.catalog, renderer.settings))
    assert render_all(tasks, again) == render_all(tasks, renderer)
