"""What was measured before: one line of JSON a run, on this machine, in a folder that is not committed and that `make clean` leaves."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.projects import PROJECT
from benchmarks.rows import Row

HISTORY = PROJECT / ".bench" / "history.jsonl"
PACKAGES = ("mkdocs", "mkdocs-material", "Jinja2", "PyYAML", "Markdown", "pydantic")
SAME_MACHINE = ("processor", "cores", "system", "python")


def load_processor() -> str:
    """The name the processor has, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def describe_machine() -> dict[str, object]:
    return {
        "processor": load_processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def describe_commit() -> str:
    """The commit of this checkout, with a plus sign where files differ from it; empty where it is none."""

    def ask(*words: str) -> str:
        asked = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
        return asked.stdout.strip()

    try:
        return ask("rev-parse", "--short", "HEAD") + ("+" if ask("status", "--porcelain", "--untracked-files=no") else "")
    except OSError:
        return ""


def load_last(machine: dict[str, object], path: Path = HISTORY) -> dict[str, float]:
    """Processor seconds of each row the last time it was measured on a machine like this one."""
    seconds: dict[str, float] = {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for run in map(json.loads, lines):
        if all(run["machine"][key] == machine[key] for key in SAME_MACHINE):
            seconds |= {Row(**row).key: row["cpu"] for row in run["rows"]}
    return seconds


def write_run(machine: dict[str, object], rows: Iterable[Row], options: Sequence[str], path: Path = HISTORY) -> None:
    """Add this run to the history."""
    run = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": describe_commit(),
        "machine": machine,
        "packages": {name: version(name) for name in PACKAGES},
        "options": list(options),
        "rows": [row.describe() for row in rows],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")
