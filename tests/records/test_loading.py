"""Reading a whole project: the same records whoever decodes them."""

import os
import pickle
import shutil
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods, get_context

import pytest

from benchmarks.invented import write_records
from generator.records import load_records, load_sources, load_vocabularies, loading
from generator.records.loading import BATCH_SIZE, load_batch
from generator.records.record_cache import FILE_NAME
from generator.settings import build_settings
from tests.demo_site import PROJECT
from tests.loading import BUILD_DATE, load_project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Enough invented records for three batches, one of them with a mistake."""
    folder = tmp_path_factory.mktemp("many")
    write_records(folder, PROJECT / "data" / "vocabularies", 2 * BATCH_SIZE, 20)
    broken = next((folder / "data" / "cooperatives").rglob("*.yml"))
    broken.write_text(broken.read_text(encoding="utf-8") + "name: hai lần\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_records_from_workers_equal_those_of_one_process(project, method):
    """Two processes, started either way, give the same records and the same mistakes in the same order."""
    if method not in get_all_start_methods():
        return  # Windows has no fork; spawn, which it has, was tested
    settings = build_settings({"build_date": BUILD_DATE}, project_dir=project, docs_dir=project / "docs", site_dir=project / "site")
    vocabularies, _ = load_vocabularies(settings.vocabularies_dir, settings.project_dir)
    (settings.cache_dir / FILE_NAME).unlink(missing_ok=True)
    alone = load_records(settings, vocabularies, load_sources(settings))
    (settings.cache_dir / FILE_NAME).unlink()
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        shared = load_records(settings, vocabularies, load_sources(settings), pool)
    assert shared.cooperatives == alone.cooperatives
    assert shared.posts == alone.posts
    assert sum(len(decoded.diagnostics) for decoded in shared.cooperatives) == 1
    assert len(alone.cooperatives) == 2 * BATCH_SIZE


@pytest.mark.skipif(sys.platform != "linux", reason="changes to the program reach forked workers only")
def test_killed_worker_costs_time_only(project, monkeypatch):
    """The system kills one where memory is scarce: what it was at, and all that is left, is decoded by the process that asked."""
    settings = build_settings({"build_date": BUILD_DATE}, project_dir=project, docs_dir=project / "docs", site_dir=project / "site")
    vocabularies, _ = load_vocabularies(settings.vocabularies_dir, settings.project_dir)
    alone = load_records(settings, vocabularies, load_sources(settings))
    (settings.cache_dir / FILE_NAME).unlink()
    parent, load_task = os.getpid(), loading.load_task

    def kill_one(*arguments):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return load_task(*arguments)

    monkeypatch.setattr(loading, "load_task", kill_one)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        shared = load_records(settings, vocabularies, load_sources(settings), pool)
    assert list(shared) == list(alone)


def test_invented_records_are_sound(tmp_path):
    """What the benchmarks measure is what a sound site has: no error, no warning."""
    write_records(tmp_path, PROJECT / "data" / "vocabularies", 60, 12, seed=7)
    loaded = load_project(tmp_path, {})
    assert loaded.report.sorted() == []
    assert (len(loaded.catalog.cooperatives), len(loaded.catalog.posts)) == (60, 12)


def test_what_is_wrong_with_a_list_of_communes_comes_back_from_a_worker(project, tmp_path):
    """Only workers read the lists of communes; their mistakes are reported all the same."""
    vocabularies_dir = tmp_path / "vocabularies"
    shutil.copytree(PROJECT / "data" / "vocabularies", vocabularies_dir)
    path = next(vocabularies_dir.joinpath("communes").glob("*.yml"))
    path.write_text(path.read_text(encoding="utf-8") + "- {code: 1, name: Xã Sai}\n", encoding="utf-8")
    settings = build_settings({"build_date": BUILD_DATE}, project_dir=project, docs_dir=project / "docs", site_dir=project / "site")
    vocabularies, _ = load_vocabularies(vocabularies_dir, project)
    sources = load_sources(settings)
    load = partial(load_batch, vocabularies_dir, project, 0, None)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        batches = list(pool.map(load, [[(source, None, False) for source in sources if source.province == path.stem]]))
    *_, problems = pickle.loads(batches[0])
    assert vocabularies.communes.diagnostics == []
    assert [item.code for item in problems]
