"""Two small sites with a cooperative and a draft each, and a portal that names them as its sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.plugin import Built, run_build
from tests.small_project import write_project, write_record, write_text

CANARY = "canhbaochuadang"
DRAFT = f"""\
---
title: Bài {CANARY}
lead: Đoạn {CANARY}.
published_at: 2026-11-01 08:00
category: tin-hoat-dong
draft: true
---

Nội dung {CANARY}.
"""
SOURCES = ({"name": "Liên minh Một", "from": "../mot/site"}, {"name": "Liên minh Hai", "from": "../hai/site"})


def write_site(folder: Path, name: str, sources: Sequence[dict] = ()) -> None:
    """A project at `https://<name of its folder>.example.vn/`, with the sites it is to harvest."""
    options = {"build_date": "2026-11-22", "search_sources": list(sources)}
    write_project(folder, site_name=name, site_url=f"https://{folder.name}.example.vn/", plugins=[{"htx": options}])
    write_record(folder, name=name)
    write_text(folder / "docs/tin-tuc/2026/nhap.md", DRAFT)


def build_site(folder: Path, *, strict: bool = False) -> Built:
    return run_build(folder / "mkdocs.yml", site_dir=None, strict=strict, jobs=None)


def write_portal(folder: Path) -> Path:
    """`mot` and `hai`, built, and the portal `cong`, which is not; returns the portal's folder."""
    for name in ("mot", "hai"):
        write_site(folder / name, name.title())
        build_site(folder / name)
    write_site(folder / "cong", "Cổng", SOURCES)
    return folder / "cong"
