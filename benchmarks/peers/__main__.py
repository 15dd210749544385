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
from benchmarks.rows import Row, build_row, format_table

REQUIREMENTS = "benchmarks/peers/requirements.txt"
PEER_HISTORY = HISTORY.with_name("peers.jsonl")
HEAD = f"{'HTX':>7} {'':<12} {'bước':<15} {'trang':>7} {'giây':>8} {'CPU s':>8} {'MiB':>7}   {'giây htx/nó':>11} {'CPU htx/nó':>11}"


README_HEAD = ("cooperatives", "", "step", "pages", "seconds", "CPU s", "peak MiB", "seconds htx/it", "CPU htx/it")
MANY = 2000  # cooperatives; from here on a slow generator has one turn


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of one generator; that of another one with how much of its time and processor time ours took, as the medians of the turns."""

    row: Row
    ratios: tuple[float, ...] = ()

    def format(self) -> str:
        row, told = self.row, "   " + " ".join(f"{ratio:>11.2f}" for ratio in self.ratios) if self.ratios else ""
        return (
            f"{row.cooperatives:>7} {row.within:<12} {row.step:<15} {row.units:>7} {row.wall:>8.2f} {row.cpu:>8.2f} {row.mib:>7.0f}{told}"
        )

    def list_cells(self) -> list[str]:
        """The line as cells of the README's table."""
        count, step, pages, wall, cpu, _, mib = self.row.list_cells()
        ratios = [f"{ratio:.2f}" for ratio in self.ratios] or ["", ""]
        return [count, self.row.within, step.removeprefix("· "), pages, wall, cpu, mib, *ratios]


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

    def build_again(self) -> Run:
        """With nothing changed since."""
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
    compared: list[Compared] = []
    arguments.folder.mkdir(parents=True, exist_ok=True)
    try:
        for count in arguments.cooperatives:
            with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="htx-peers-") as name:
                for one in measure_size(Path(name), count, peers, arguments):
                    print(one.format(), flush=True)
                    compared.append(one)
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    write_run(machine, [one.row for one in compared], sys.argv[1:], PEER_HISTORY)
    if arguments.readme:
        print(f"\n{format_table(machine, README_HEAD, [one.list_cells() for one in compared])}")
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--cooperatives", type=int, nargs="+", default=[1000, 10000], help="how many cooperatives, one or more numbers")
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS), help="which generators")
    parser.add_argument("--runs", type=int, default=3, help="turns of ours and each other; medians are printed")
    parser.add_argument("--jobs", type=int, default=0, help="processes of our build; 0, as users run it: one a processor")
    parser.add_argument("--readme", action="store_true", help="print the table once more as the README has it")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where all of them build, on one disk")
    return parser.parse_args()


def measure_size(folder: Path, count: int, peers: Sequence[Peer], arguments: argparse.Namespace) -> Iterator[Compared]:
    """The rows of one size. The peers take their turns one after the other, ours before each."""
    ours = prepare_ours(folder / "htx", count, arguments.jobs)
    pages = load_pages(ours.folder)
    for peer in peers:
        other = prepare_peer(folder / peer.name, peer, pages)
        yield from compare(count, ours, other, 1 if peer.is_slow and count >= MANY else arguments.runs)
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


def compare(count: int, ours: Contender, other: Contender, runs: int) -> Iterator[Compared]:
    """Cold builds in turns, then with nothing changed, then after one edit: what else the machine does meets both alike."""
    steps = {
        "cold": lambda one, _: one.build_cold(),
        "nothing changed": lambda one, _: one.build_again(),
        "one edit": Contender.build_edited,
    }
    for step, build in steps.items():
        turns = [(build(ours, number), build(other, number)) for number in range(runs)]
        for contender, own in ((ours, [turn[0] for turn in turns]), (other, [turn[1] for turn in turns])):
            row = build_row(count, step, own, count_pages(contender.folder / contender.output), "trang")
            yield Compared(replace(row, within=contender.name), measure_ratios(turns) if contender is other else ())


def measure_ratios(turns: Sequence[tuple[Run, Run]]) -> tuple[float, ...]:
    """Seconds and processor seconds of ours over the other's, each the median of the turns."""
    return tuple(median(getattr(ours, figure) / getattr(other, figure) for ours, other in turns) for figure in ("wall", "cpu"))


if __name__ == "__main__":
    sys.exit(main())
