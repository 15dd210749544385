"""What is said at the terminal: streams that take Vietnamese everywhere, reports, the table of a build. Decides nothing."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from generator.diagnostics import Report, format_text

STEP_LABELS = {
    "decode": "Đọc hồ sơ", "check": "Đối chiếu", "photos": "Chuẩn bị ảnh", "catalog": "Lập danh mục", "report": "Gom lỗi",
    "harvest": "Gom trang khác", "search": "Lập chỉ mục",
    "templates": "Đọc mẫu trang", "pages": "Dựng trang", "files": "Chép ảnh và tệp",
}  # fmt: skip


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


def write_timings(seconds: Mapping[str, float]) -> None:
    """A table of the build's steps."""
    from rich.console import Console  # imported here: `htx check` starts 60 ms faster without
    from rich.table import Table

    table = Table("Bước", "Giây", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for name, duration in seconds.items():
        table.add_row(STEP_LABELS.get(name, name), f"{duration:.2f}".replace(".", ","))
    table.add_row("Tổng cộng", f"{sum(seconds.values()):.2f}".replace(".", ","))
    Console(stderr=True).print(table)


def write_directions(site_dir: Path) -> None:
    """Where the site is, and how to look at it."""
    shown = site_dir.relative_to(Path.cwd()) if site_dir.is_relative_to(Path.cwd()) else site_dir
    python = "py" if os.name == "nt" else "python3"
    write_lines(f"Trang web nằm ở thư mục {site_dir}")
    write_lines(f"Xem thử: {python} -m http.server -d {shown} 8000 rồi mở http://localhost:8000/")
