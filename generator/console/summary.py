"""What a person reads when a build is done: what it wrote, warnings, the slowest steps, where the site is; the same as figures for programs."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from generator.console.steps import Steps
from generator.console.streams import write_lines
from generator.output import Publication
from generator.text import format_number

STEP_LABELS = {
    "decode": "Đọc hồ sơ", "check": "Đối chiếu", "photos": "Chuẩn bị ảnh", "catalog": "Lập danh mục", "report": "Gom lỗi",
    "harvest": "Gom trang khác", "search": "Lập chỉ mục",
    "templates": "Đọc mẫu trang", "pages": "Dựng trang", "files": "Chép ảnh và tệp", "publish": "Đăng trang",
}  # fmt: skip
SLOWEST = 3


@dataclass(frozen=True, slots=True)
class Built:
    """What `htx build` tells of a build; warnings are those of data, settings and hand-written pages."""

    site_dir: Path
    steps: Steps
    publication: Publication
    warning_count: int
    page_warning_count: int = 0  # of them, what MkDocs and the settings warn of
    base: str = ""  # tells what this build has left for the next one
    edited: tuple[str, ...] = ()  # keys of records whose words are newer than that


def label_step(name: str) -> str:
    return STEP_LABELS.get(name, name)


def write_summary(built: Built) -> None:
    """A few lines on standard output, whether a person or a log reads them."""
    done = built.publication
    written, unchanged, removed = (format_number(count) for count in (done.written, done.unchanged, done.removed))
    write_lines(f"Đã ghi {written} tệp, giữ nguyên {unchanged}, xóa {removed}.")
    if built.warning_count:
        write_lines(f"Có {format_number(built.warning_count)} cảnh báo, in ở trên.")
    write_lines(format_seconds(built.steps))
    write_directions(built.site_dir)


def write_unchanged(built: Built) -> None:
    """The same where there was nothing to do; what was wrong still is."""
    again = f" Vẫn còn {format_number(built.warning_count)} cảnh báo như lần trước: xem bằng lệnh htx check." if built.warning_count else ""
    write_lines(f"Không có gì thay đổi từ lần dựng trước, giữ nguyên {format_number(built.publication.unchanged)} tệp.{again}")
    write_directions(built.site_dir)


def format_seconds(steps: Steps) -> str:
    """From the first step to the last, and the slowest ones, in one line."""
    seconds = steps.seconds
    slowest = sorted(seconds, key=seconds.__getitem__, reverse=True)[:SLOWEST]
    told = " · ".join(f"{label_step(name)} {format_decimal(seconds[name])}" for name in slowest)
    return f"Mất {format_decimal(steps.runs[-1].ended - steps.runs[0].began)} giây; lâu nhất: {told}."


def format_decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def write_directions(site_dir: Path) -> None:
    """Where the site is, and how to look at it."""
    shown = site_dir.relative_to(Path.cwd()) if site_dir.is_relative_to(Path.cwd()) else site_dir
    python = "py" if os.name == "nt" else "python3"
    write_lines(f"Trang web nằm ở thư mục {site_dir}")
    write_lines(f"Xem thử: {python} -m http.server -d {shown} 8000 rồi mở http://localhost:8000/")


def write_figures(built: Built, path: Path) -> None:
    """The same for programs, as JSON, with the instants at which each step began and ended."""
    figures = {
        "written": built.publication.written,
        "unchanged": built.publication.unchanged,
        "removed": built.publication.removed,
        "warnings": built.warning_count,
        "steps": [{"name": step.name, "began": step.began, "ended": step.ended, "done": step.done} for step in built.steps.runs],
    }
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
