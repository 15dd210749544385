"""Builds by workers of a dask cluster: the same bytes, though one is killed; what a cluster lacks is one sentence."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import KilledWorker

from generator import cluster
from generator.cli import main
from generator.cluster import ClusterError, check_workers, load_digest, load_identity, open_cluster, pass_on, run_task
from tests.demo_site import PROJECT, copy_demo, read_bytes
from tests.small_project import write_project

ENVIRONMENT = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1", "PYTHONHASHSEED": "7"}
KILLING_BUILD = """
import sys
from generator import batches
from generator.cli import main
from generator.cluster import ClusterExecutor
from tests.dying import die_once

batches.BATCH_SIZE = 10
submit, tasks, mark = ClusterExecutor.submit, [], sys.argv.pop()

def submit_with_death(self, function, /, *arguments):
    tasks.append(function)
    return submit(self, *((die_once, mark, function) if len(tasks) == 8 else (function,)), *arguments)

ClusterExecutor.submit = submit_with_death
main()
"""


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers; all three end with the tests."""
    command = [sys.executable, "-m", "tests.local_cluster"]
    with subprocess.Popen(
        command, cwd=PROJECT, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield process.stdout.readline().strip()
        process.stdin.close()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The demo as one process builds it."""
    folder = copy_demo(tmp_path_factory.mktemp("alone"))
    finished = run(["-m", "generator.cli", "build", "--jobs", "1"], folder)
    assert finished.returncode == 0, finished.stderr
    return read_bytes(folder / "site")


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def test_cluster_makes_the_same_bytes_though_a_worker_is_killed(scheduler: str, alone: dict[str, bytes], tmp_path: Path) -> None:
    """Workers write into the shared folder what one process here would. What one of them was at in the middle of a build others do."""
    folder = copy_demo(tmp_path)
    mark = tmp_path / "died"
    finished = run(["-c", KILLING_BUILD, "build", "--scheduler", scheduler, str(mark)], folder)
    assert finished.returncode == 0, finished.stderr
    assert mark.exists()
    assert read_bytes(folder / "site") == alone


def test_unreachable_scheduler_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some seconds, with the address; nothing is built."""
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.2)
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    for address in ("tcp://127.0.0.1:9", "khong-phai-dia-chi"):
        refused = CliRunner().invoke(main, ["build", "--scheduler", address])
        assert refused.exit_code == 1
        assert f"Không kết nối được với bộ điều phối «{address}»" in refused.output
        assert isinstance(refused.exception, SystemExit)
    assert not (tmp_path / "site").exists()


def test_missing_package_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'htx-site\[cluster\]'"), open_cluster("tcp://127.0.0.1:9", tmp_path):
        pass


class FakeClient:
    """A cluster whose workers answer as they are told."""

    def __init__(self, **answers: list[object]) -> None:
        self.answers = answers

    def run(self, function, *_arguments: object, on_error: str) -> dict[str, object]:
        assert on_error == "return"
        return {f"tcp://10.0.0.{number}:1": answer for number, answer in enumerate(self.answers[function.__name__])}


@pytest.mark.parametrize(
    ("installed", "identity", "digest", "sentence"),
    [
        ([], [], [], "chưa có máy thợ nào"),
        (["yes", ModuleNotFoundError("generator")], [], [], "10.0.0.1:1 chưa cài htx-site"),
        (["yes", "yes"], ["ours", "theirs"], [], "10.0.0.1:1 chạy phiên bản khác"),
        (["yes", "yes"], ["ours", "ours"], ["seen", OSError(2, "x")], "10.0.0.1:1 không thấy đúng tệp"),
        (["yes", "yes"], ["ours", "ours"], ["seen", "other"], "10.0.0.1:1 không thấy đúng tệp"),
        (["yes"], ["ours"], ["seen"], ""),
    ],
)
def test_worker_that_would_do_otherwise_is_refused(installed, identity, digest, sentence, tmp_path: Path) -> None:
    """Before anything is handed out, with its address."""
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: A\n", encoding="utf-8")
    known = {"yes": type("Spec", (), {"origin": "generator/__init__.py"}), "ours": load_identity(), "seen": load_digest(str(file))}
    answers = [
        [known.get(answer, answer) if isinstance(answer, str) else answer for answer in column] for column in (installed, identity, digest)
    ]
    client = FakeClient(**dict(zip(("find_spec", "load_identity", "load_digest"), answers, strict=True)))
    if not sentence:
        check_workers(client, file)
        return
    with pytest.raises(ClusterError, match=sentence):
        check_workers(client, file)


def test_identity_changes_with_code_and_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes other pages has another name."""
    ours = load_identity()
    assert load_identity() == ours
    monkeypatch.setattr(cluster, "version", lambda name: "0")
    assert load_identity() != ours


def finish(*, error: BaseException | None = None, result: object = None) -> Future:
    done: Future = Future()
    done.set_exception(error) if error else done.set_result(result)
    return done


def test_outcome_of_a_task_is_passed_on() -> None:
    """Results and the errors of our own as they are; a cluster's own as sentences."""
    lost: Future = Future()
    lost.cancel()
    outcomes = []
    for done in (finish(result=7), finish(error=OSError(28, "full")), finish(error=KilledWorker("x", None, 3)), lost):
        told: Future = Future()
        pass_on(told, done)
        outcomes.append(told.exception() or told.result())
    assert outcomes[0] == 7
    assert isinstance(outcomes[1], OSError) and outcomes[1].errno == 28
    assert "lần lượt dừng" in str(outcomes[2]) and isinstance(outcomes[2], ClusterError)
    assert "Mất liên lạc" in str(outcomes[3]) and isinstance(outcomes[3], ClusterError)


def test_task_travels_as_bytes() -> None:
    assert run_task(pickle.dumps((sorted, ([3, 1, 2],), {"reverse": True}))) == [3, 2, 1]


class EmptyCluster:
    """A client whose scheduler has so many workers each time it is asked, and none after that; it never does a task."""

    def __init__(self, *counts: int) -> None:
        self.counts = list(counts)
        self.asked = 0

    def get_executor(self, *, pure: bool) -> EmptyCluster:
        return self

    def submit(self, *_arguments: object) -> Future:
        return Future()

    def scheduler_info(self, n_workers: int) -> dict[str, dict]:
        self.asked += 1
        return {"workers": dict.fromkeys(range(self.counts.pop(0) if self.counts else 0))}


class LookingOften:
    """Instead of the event that ends the watch: no time passes between looks, and there are so many."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def wait(self, _seconds: float) -> bool:
        self.looks -= 1
        return self.looks < 0


def test_cluster_without_workers_is_given_up() -> None:
    """One that comes back in time is waited for; after a minute without any a sentence ends the build."""
    executor = cluster.ClusterExecutor(EmptyCluster(1, 0, 0, 2))
    told = executor.submit(sorted, [2, 1])
    looks = cluster.SECONDS_WITHOUT_WORKERS // cluster.SECONDS_BETWEEN_LOOKS
    executor.watch_workers(LookingOften(4 + looks - 1))
    assert not told.done()
    executor.watch_workers(LookingOften(looks))
    assert "Không còn máy thợ nào" in str(told.exception())
    pass_on(told, finish(result=[1, 2]))
    assert isinstance(told.exception(), ClusterError)
    assert not executor.under_way
