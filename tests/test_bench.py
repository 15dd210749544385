"""The figures of `make bench`: a row from several runs, the share of each step, the comparison with the run before."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.history import SAME_MACHINE, load_last, write_run
from benchmarks.measuring import Run, run_command
from benchmarks.projects import edit_record
from benchmarks.rows import README_HEAD, START, Row, build_row, build_step_rows
from benchmarks.trees import Sample, find_descendants, load_sample, measure_cpu, measure_peak

SAMPLES = (Sample(10.0, 0.0, 20.0), Sample(12.0, 2.0, 50.0), Sample(14.0, 6.0, 90.0), Sample(16.0, 7.0, 40.0))
MACHINE = dict.fromkeys((*SAME_MACHINE, "load"), "x")
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'block = bytearray(60_000_000); input()'])"
LOOKS = 600  # a twentieth of a second apart


def test_processes_of_processes_count():
    assert find_descendants(5, {5: 1, 6: 5, 7: 6, 8: 1, 9: 7, 1: 0}) == {5, 6, 7, 9}


def test_processor_time_between_samples_runs_straight():
    assert measure_cpu(SAMPLES, 11.0, 13.0) == pytest.approx(3.0)
    assert measure_cpu(SAMPLES, 15.0, 99.0) == pytest.approx(0.5)
    assert measure_cpu((), 1.0, 2.0) == 0


def test_memory_of_a_step_is_the_most_within_it():
    assert measure_peak(SAMPLES, 11.0, 14.5) == 90.0
    assert measure_peak(SAMPLES, 12.5, 13.0) == 50.0, "nothing was sampled then: what was there before"
    assert measure_peak((), 1.0, 2.0) == 0


def test_row_has_the_median_seconds_and_the_most_memory():
    runs = [Run(3.0, 2.0, 100.0, 0), Run(9.0, 2.5, 120.0, 0), Run(3.5, 4.0, 90.0, 0)]
    row = build_row(1000, "build, cold", runs, 500, "trang")
    assert (row.wall, row.cpu, row.mib) == (3.5, 2.5, 120.0)
    assert row.format(2.0).split()[-3:] == ["5000", "120", "+25%"]
    assert not row.format().endswith("%")
    assert len(row.list_cells()) == len(README_HEAD)
    assert row.list_cells()[:4] == ["1,000", "build, cold", "500", "3.5"]


def test_steps_and_what_is_in_none_add_up_to_the_whole(tmp_path: Path):
    """A step that comes back has one row; steps of no time have none."""
    times = (("decode", 10.0, 12.0), ("report", 12.0, 12.001), ("pages", 12.0, 13.0), ("decode", 14.0, 15.0))
    steps = [{"name": name, "began": began, "ended": ended} for name, began, ended in times]
    (tmp_path / "figures.json").write_text(json.dumps({"steps": steps}), encoding="utf-8")
    run = Run(8.0, 9.0, 90.0, 0, SAMPLES)
    whole = build_row(1000, "build, cold", [run], 500, "trang")
    rows = build_step_rows(whole, run, tmp_path / "figures.json")
    assert [(row.step, row.wall) for row in rows] == [("decode", 3.0), ("pages", 1.0), (START, 4.0)]
    assert sum(row.cpu for row in rows) == pytest.approx(9.0)
    assert rows[0].mib == 90.0
    assert len({row.key for row in rows}) == 3


def test_last_run_of_the_same_machine_is_found(tmp_path: Path):
    """Rows that the last run left out are taken from the one before; other machines do not count."""
    path = tmp_path / "sub" / "history.jsonl"
    assert load_last(MACHINE, path) == {}
    first, second = Row(1000, "build, cold", 5, "trang", 1.0, 1.5, 9.0), Row(1000, "check, cold", 5, "tệp", 1.0, 0.5, 9.0)
    write_run(MACHINE, [first, second], [], path)
    write_run(MACHINE | {"load": "y"}, [Row(1000, "build, cold", 6, "trang", 1.0, 2.5, 9.0)], [], path)
    write_run(MACHINE | {"cores": 64}, [Row(1000, "build, cold", 5, "trang", 1.0, 99.0, 9.0)], [], path)
    assert load_last(MACHINE, path) == {first.key: 2.5, second.key: 0.5}
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["packages"]["mkdocs"]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory of a tree is read from Linux's /proc")
def test_memory_of_children_counts():
    """A build's workers are processes of their own."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE) as process:
        assert any(find_mib(process.pid) > 60 for _ in range(LOOKS))
        process.stdin.close()


def find_mib(pid: int) -> float:
    time.sleep(0.05)
    return load_sample(pid).mib


def test_command_has_its_exit_code_and_time(tmp_path: Path):
    """What fails is not measured as if it had worked."""
    run = run_command([sys.executable, "-c", "sum(range(2_000_000)); raise SystemExit(3)"], tmp_path)
    assert run.exit_code == 3
    assert run.cpu > 0 and run.wall > 0 and run.peak_mib > 0


def test_edit_is_another_each_time(tmp_path: Path):
    """The same text twice would be no edit."""
    record = tmp_path / "data/cooperatives/an-giang/a.yml"
    record.parent.mkdir(parents=True)
    record.write_text("name: A\nsummary: Cũ.\nkind: b\n", encoding="utf-8")
    edit_record(tmp_path, 1)
    once = record.read_text(encoding="utf-8")
    edit_record(tmp_path, 2)
    assert once == "name: A\nsummary: Tóm tắt viết lại lần thứ 1.\nkind: b\n" != record.read_text(encoding="utf-8")
