"""A project of a few files for tests of the doors: one cooperative, hand-written pages, no posts."""

from __future__ import annotations

from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
RECORD = "data/cooperatives/thai-nguyen/mau.yml"
RECORD_PAGE = "hop-tac-xa/thai-nguyen/mau/index.html"
COOPERATIVE = """\
name: Hợp tác xã Mẫu {name}
kind: to-hop-tac
sector: trong-trot
status: dang-hoat-dong
address:
  commune: "05518"
source:
  level: phone
  name: Dữ liệu minh họa
  on: 2026-11-01
checked_on: {checked_on}
"""
PAGES = {
    "index.md": "# Chào\n\nLời **ngỏ** của liên minh.\n",
    "gioi-thieu/index.md": "# Giới thiệu\n\nXem [hợp tác xã mẫu](htx:thai-nguyen/mau) và [danh bạ](../hop-tac-xa/index.md).\n",
}
CONFIG = {
    "site_name": "Liên minh thử",
    "site_url": "https://thu.example.vn/",
    "theme": {"name": "material", "language": "vi", "font": False, "custom_dir": str(PROJECT / "theme_overrides"), "features": ["navigation.tabs"]},
    "exclude_docs": "/tin-tuc/\n",
    "nav": [
        {"Trang chủ": "index.md"}, {"Hợp tác xã": "hop-tac-xa/index.md"}, {"Tin tức": "tin-tuc/index.md"}, {"Giới thiệu": "gioi-thieu/index.md"},
    ],
    "plugins": [{"htx": {"build_date": "2026-11-22"}}],
}  # fmt: skip


def write_project(folder: Path, **changes: object) -> Path:
    """The project in a folder; `changes` are top-level keys of its mkdocs.yml. Returns the path of that file."""
    for name, text in PAGES.items():
        write_text(folder / "docs" / name, text)
    write_record(folder)
    config_file = folder / "mkdocs.yml"
    write_text(config_file, yaml.safe_dump(CONFIG | changes, allow_unicode=True))
    return config_file


def write_record(folder: Path, name: str = "Một", checked_on: str = "2026-11-01") -> None:
    """The cooperative: `checked_on: 30/02/2026` is an error, `checked_on: 2020-01-01` a warning."""
    write_text(folder / RECORD, COOPERATIVE.format(name=name, checked_on=checked_on))


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def read_tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of every file: equal trees were not even rewritten."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()
    }
