"""The named steps of a build: how long each takes, how far it is, and who is told. Nothing is printed here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Step:
    """One run of a step. Instants are seconds of a clock that only goes forward; `total` is None where nobody knows how much there is."""

    name: str
    tell: Callable[[Step], None]
    total: int | None = None
    done: int = 0
    began: float = 0.0
    ended: float = 0.0

    def advance(self, count: int = 1) -> None:
        """Say that so many more of `total` are done."""
        self.done += count
        self.tell(self)


def tell_nobody(_step: Step) -> None:
    """What a build tells of its steps where nobody watches."""


@dataclass(slots=True)
class Steps:
    """The steps of a build in the order they began. `tell` is called when one begins, advances and ends."""

    tell: Callable[[Step], None] = tell_nobody
    runs: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Step]:
        """Time the block, which may say how far it is. A name that comes back adds to the seconds it has."""
        step = Step(name, self.tell, total, began=time.perf_counter())
        self.runs.append(step)
        self.tell(step)
        yield step
        step.ended = time.perf_counter()
        self.tell(step)

    @property
    def seconds(self) -> dict[str, float]:
        """The seconds of every step that has ended."""
        sums: dict[str, float] = {}
        for step in self.runs:
            if step.ended:
                sums[step.name] = sums.get(step.name, 0.0) + step.ended - step.began
        return sums
