"""`python -m benchmarks.peers`: builds the same invented records with other generators and with ours, in turns, and prints the ratios."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.__main__ import BUILD, CommandFailed, count_pages, run
from benchmarks.history import HISTORY, describe_machine, write_run
from benchmarks.measuring import Run
from benchmarks.peers.records import load_pages
from benchmarks.peers.sites import PEERS, Peer, is_installed
from benchmarks.projects import PROJECT, edit_record, prepare_project
from benchmarks.rows import Row, build_row

REQUIREMENTS = "benchmarks/peers/requirements.txt"
PEER_HISTORY = HISTORY.with_name("peers.jsonl")
HEAD = f"{'HTX':>7} {'':<12} {'bước':<10} {'trang':>7} {'giây':>8} {'CPU s':>8} {'MiB':>7}   {'giây htx/nó':>11} {'CPU htx/nó':>11}"


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator with a folder of its own, ready to build. `edit` changes one record there."""

    name: str
    folder: Path
    command: list[str]
    disposable: tuple[str, ...]
    output: str
    edit: Callable[[int], None]

    def build_cold(self) -> Run:
        for name in self.disposable:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return run(self.command, self.folder)

    def build_edited(self, number: int) -> Run:
        self.edit(number)
        return run(self.command, self.folder)


def main() -> int:
    arguments = read_arguments()
    machine = describe_machine()
    print(" · ".join(f"{key}: {value}" for key, value in machine.items()))
    peers = [PEERS[name] for name in arguments.peers]
    for package in sorted({peer.package for peer in peers if not is_installed(peer)}):
        print(f"Chưa có {package}, nên không so với nó; cài bằng: {sys.executable} -m pip install -r {REQUIREMENTS}")
    peers = [peer for peer in peers if is_installed(peer)]
    print(HEAD)
    rows = []
    arguments.folder.mkdir(parents=True, exist_ok=True)
    try:
        for count in arguments.cooperatives:
            with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="htx-peers-") as name:
                rows += measure_size(Path(name), count, peers, arguments)
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    write_run(machine, rows, sys.argv[1:], PEER_HISTORY)
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--cooperatives", type=int, nargs="+", default=[1000, 10000], help="how many cooperatives, one or more numbers")
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS), help="which generators")
    parser.add_argument("--runs", type=int, default=3, help="turns of ours and each other; medians are printed")
    parser.add_argument("--jobs", type=int, default=0, help="processes of our build; 0, as users run it: one a processor")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where all of them build, on one disk")
    return parser.parse_args()


def measure_size(folder: Path, count: int, peers: Sequence[Peer], arguments: argparse.Namespace) -> Iterator[Row]:
    """Print and yield the rows of one size. The peers take their turns one after the other, ours before each."""
    ours = prepare_ours(folder / "htx", count, arguments.jobs)
    pages = load_pages(ours.folder)
    for peer in peers:
        other = prepare_peer(folder / peer.name, peer, pages)
        yield from compare(count, ours, other, min(arguments.runs, peer.most_turns))
        shutil.rmtree(other.folder)


def prepare_ours(folder: Path, count: int, jobs: int) -> Contender:
    folder.mkdir()
    prepare_project(folder, count)
    command = [*BUILD, "--jobs", str(jobs)]
    return Contender("htx", folder, command, ("site", ".site.htx", ".cache"), "site", lambda number: edit_record(folder, number))


def prepare_peer(folder: Path, peer: Peer, pages: list) -> Contender:
    peer.write(folder, pages)
    return Contender(
        peer.name, folder, peer.command(), (peer.output, "resources"), peer.output, lambda number: peer.edit(folder, pages, number)
    )


def compare(count: int, ours: Contender, other: Contender, runs: int) -> Iterator[Row]:
    """Cold builds in turns, then builds after one edit in turns: what else the machine does meets both alike."""
    for step, build in (("cold", lambda one, _: one.build_cold()), ("one edit", Contender.build_edited)):
        turns = [(build(ours, number), build(other, number)) for number in range(runs)]
        for contender, own in ((ours, [turn[0] for turn in turns]), (other, [turn[1] for turn in turns])):
            row = build_row(count, step, own, count_pages(contender.folder / contender.output), "trang")
            yield replace(row, within=contender.name)
            print(format_line(row, contender.name, turns if contender is other else ()), flush=True)


def format_line(row: Row, name: str, turns: Sequence[tuple[Run, Run]]) -> str:
    """A row; that of another generator with how much of its time ours took: the median of the turns."""
    ratios = (
        (median(getattr(ours, figure) / getattr(other, figure) for ours, other in turns) for figure in ("wall", "cpu")) if turns else ()
    )
    told = "   " + " ".join(f"{ratio:>11.2f}" for ratio in ratios) if turns else ""
    return f"{row.cooperatives:>7} {name:<12} {row.step:<10} {row.units:>7} {row.wall:>8.2f} {row.cpu:>8.2f} {row.mib:>7.0f}{told}"


if __name__ == "__main__":
    sys.exit(main())
