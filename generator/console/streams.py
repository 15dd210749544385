"""Standard streams that take Vietnamese everywhere, what MkDocs logs on the way, and reports of mistakes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator.diagnostics import Report, format_text


class LogCounter(logging.Handler):
    """Counts the warnings and keeps the errors that another program logs.

    MkDocs counts too, for --strict, but looks at its count only after the last event (commands/build.py, 1.6.1).
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
        if record.levelno >= logging.ERROR:
            self.errors.append(record.getMessage())


@contextmanager
def show_log(name: str) -> Iterator[None]:
    """Print what a program logs to standard error while the block runs, and nowhere else."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)


def configure_streams() -> None:
    """Make standard streams take any text: a pipe on Windows has a code page without Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def write_report(report: Report) -> None:
    """Print errors and warnings to standard error; remarks are for `htx check`."""
    loud = Report([diagnostic for diagnostic in report if diagnostic.severity != "info"])
    if loud.diagnostics:
        write_lines(format_text(loud, "vi", color=sys.stderr.isatty()), to_errors=True)


def write_lines(text: str, *, to_errors: bool = False) -> None:
    """Print text that may hold colours; an old Windows console gets them too."""
    click.echo(text, err=to_errors)
