"""Pages made by several processes: the same bytes whoever makes them, and a plain end where one of them fails or dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.output.state import State
from tests.demo_site import copy_demo, read_bytes
from tests.pooled_build import format_script, run_pooled
from tests.small_project import PROJECT, RECORD, RECORD_PAGE, read_tree, write_project, write_record, write_text

START_METHODS = [pytest.param("fork", marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")), "spawn"]
needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="changes to the program reach forked workers only")
WAIT_SECONDS = 60
LEFT = ["base.pickle", "index.state", "lock", "manifest.tsv", "note.json", "published.json"]  # beside the site, by each build
COUNT_WORKERS = """
    def count_workers(task, renderer):
        (folder / f"worker-{os.getpid()}").touch()
        return render_page(task, renderer)
    batches.render_page = count_workers
"""
KILL_ONE = """
    def kill_one(task, renderer):
        if os.getpid() != parent and not (folder / "killed").exists():
            (folder / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return render_page(task, renderer)
    batches.render_page = kill_one
"""
FILL_DISK = """
    def fill_disk(path, content):
        if os.getpid() != parent and "hop-tac-xa" in path:
            raise OSError(28, "No space left on device", path)
        write_content(path, content)
    writing.write_content = fill_disk
"""
STALL = """
    def stall(task, renderer):
        if os.getpid() != parent:
            (folder / f"worker-{os.getpid()}").touch()
            time.sleep(600)
        return render_page(task, renderer)
    batches.render_page = stall
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The demo as one process builds it."""
    folder = copy_demo(tmp_path_factory.mktemp("alone"))
    finished = run_pooled(folder, "--jobs", "1")
    assert finished.returncode == 0, finished.stderr
    return read_bytes(folder / "site")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "theme_overrides", tmp_path / "theme_overrides")
    write_project(tmp_path, theme={"name": "material", "language": "vi", "font": False, "custom_dir": "theme_overrides"})
    shutil.copy(tmp_path / RECORD, tmp_path / RECORD.replace("mau.yml", "mau-hai.yml"))
    return tmp_path


def build(folder: Path, **options: str) -> subprocess.CompletedProcess[str]:
    finished = run_pooled(folder, "--jobs", "2", **options)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished


def list_digests(folder: Path) -> list[list[str]]:
    """Digest, size and path of everything that was published."""
    lines = State(folder / "site").manifest.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[:2] + line.split("\t")[3:] for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize("start_method", START_METHODS)
def test_workers_make_the_same_site(tmp_path: Path, alone: dict[str, bytes], start_method: str) -> None:
    """Copies of the process, and processes that are sent the catalog: byte for byte what one process makes; and again nothing is written."""
    folder = copy_demo(tmp_path)
    build(folder, start_method=start_method, changes=COUNT_WORKERS if start_method == "fork" else "")
    assert read_bytes(folder / "site") == alone
    digests = list_digests(folder)
    assert {path for _, _, path in digests} == set(alone)
    assert len(list(folder.glob("worker-*"))) == (2 if start_method == "fork" else 0)  # a worker, and the process itself
    assert sorted(path.name for path in State(folder / "site").folder.iterdir()) == LEFT
    State(folder / "site").note.unlink()  # or nothing would be built
    assert f"Đã ghi 0 tệp, giữ nguyên {len(alone)}, xóa 0." in build(folder, start_method=start_method).stdout
    assert list_digests(folder) == digests


@pytest.mark.slow
@needs_fork
def test_killed_worker_costs_time_only(tmp_path: Path, alone: dict[str, bytes]) -> None:
    """The system kills a worker where memory is scarce: what it was at, and all that is left, is done by the process that asked."""
    folder = copy_demo(tmp_path)
    build(folder, changes=KILL_ONE)
    assert (folder / "killed").exists()
    assert read_bytes(folder / "site") == alone


@pytest.mark.slow
@needs_fork
def test_full_disk_under_a_worker_is_a_sentence(project: Path) -> None:
    """The file is named as if one process had written it, and the old site stays."""
    build(project)
    before = read_tree(project / "site")
    write_record(project, name="Hai")
    finished = run_pooled(project, "--jobs", "2", changes=FILL_DISK)
    assert finished.returncode == 1
    assert "index.html: ổ đĩa đã đầy" in finished.stdout + finished.stderr
    assert "Traceback" not in finished.stdout + finished.stderr
    assert read_tree(project / "site") == before


@pytest.mark.slow
@pytest.mark.parametrize("start_method", START_METHODS)
def test_fault_in_a_template_names_file_and_line_from_a_worker(project: Path, start_method: str) -> None:
    """A mistake that only a worker meets is told as the process itself would tell it."""
    profile = project / "theme_overrides/records/profile.html"
    text, count = re.subn(r"(\{%-? block (?:content|main) -?%\})", r"\1{{ 1/0 }}", profile.read_text(encoding="utf-8"), count=1)
    assert count == 1
    write_text(profile, text)
    finished = [run_pooled(project, "--jobs", jobs, start_method=start_method) for jobs in ("1", "2")]
    alone, shared = (one.stdout + one.stderr for one in finished)
    assert "profile.html, dòng" in alone
    assert alone == shared
    assert not (project / "site").exists()


@pytest.mark.slow
@needs_fork
def test_workers_end_with_their_build(project: Path) -> None:
    """A build killed while its workers are busy: none of them stays, the old site does, and the next build publishes."""
    build(project)
    before = read_tree(project / "site")
    write_record(project, name="Hai")
    running = subprocess.Popen(
        [sys.executable, "-c", format_script(changes=STALL), "build", "--jobs", "2"], cwd=project, stdout=subprocess.DEVNULL
    )
    wait_until(lambda: len(list(project.glob("worker-*"))) == 1 or running.poll() is not None)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    workers = [int(path.name.removeprefix("worker-")) for path in project.glob("worker-*")]
    assert workers
    wait_until(lambda: not any(map(is_alive, workers)))
    assert read_tree(project / "site") == before
    build(project)
    assert "Mẫu Hai".encode() in (project / "site" / RECORD_PAGE).read_bytes()
    assert sorted(path.name for path in State(project / "site").folder.iterdir()) == LEFT


def is_alive(process: int) -> bool:
    """Whether a process still runs; one that is dead and that nobody asked about does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(condition) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
