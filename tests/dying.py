"""A task that takes its worker along, once: what a cluster's workers are given in place of one batch of pages."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any


def die_once(mark: str, function: Callable[..., Any], *arguments: object) -> Any:
    """Kill this process, or where `mark` says that it was done, do the work."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return function(*arguments)
