"""How long a save takes to be on the screen under `htx serve`: what a browser with the page open asks for, asked for here."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Run
from benchmarks.projects import edit_record, find_edited
from benchmarks.trees import Sample, load_sample

LONGEST_START, LONGEST_WAIT = 900, 60  # seconds
NO_SAMPLE = Sample(0.0, 0.0, 0.0)  # elsewhere than on Linux
SECONDS_BETWEEN = 1.5  # saves
FIRST_TEXT = 1000  # no other measurement writes this text
EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")


class Screen:
    """A page as a browser has it: fetched, then fetched again whenever the server says that something is new."""

    def __init__(self, base: str, path: str) -> None:
        self.base, self.path, self.epoch, self.text = base, path, 0, ""

    def load(self) -> None:
        self.text = fetch(self.base + self.path)
        self.epoch = int(EPOCH.search(self.text)[1])

    def wait_for(self, words: str) -> None:
        """Return once these words are on the page."""
        end = time.monotonic() + LONGEST_WAIT
        while words not in self.text:
            if time.monotonic() > end:
                raise TimeoutError(f"{self.path}: {words}")
            if int(fetch(f"{self.base}/livereload/{self.epoch}/1")) > self.epoch:
                self.load()


def measure_saves(folder: Path, count: int) -> list[Run]:
    """So many saves of one record, each until its page shows it, with what the server took meanwhile."""
    record, runs = find_edited(folder), []
    with serve_preview(folder) as (process, base):
        screen = Screen(base, f"/hop-tac-xa/{record.parent.name}/{record.stem}/")
        screen.load()
        for number in range(FIRST_TEXT, FIRST_TEXT + count):
            time.sleep(SECONDS_BETWEEN + number % 5 / 10)  # another moment between two looks at the files each time
            before = load_sample(process.pid) or NO_SAMPLE
            edit_record(folder, number)
            start = time.perf_counter()
            screen.wait_for(f"lần thứ {number}.")
            wall = time.perf_counter() - start
            after = load_sample(process.pid) or NO_SAMPLE
            runs.append(Run(wall, after.cpu - before.cpu, after.mib, 0))
    return runs


@contextmanager
def serve_preview(folder: Path) -> Iterator[tuple[subprocess.Popen, str]]:
    """`htx serve` of a project while the block runs, from its first page on; yields its process, and its address without the last `/`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "generator.cli", "serve", "-a", address]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for_start(process, f"http://{address}/")
            yield process, f"http://{address}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def wait_for_start(process: subprocess.Popen, address: str) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        try:
            fetch(address)
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(address)


def fetch(address: str) -> str:
    return urllib.request.urlopen(address, timeout=LONGEST_WAIT).read().decode("utf-8")
