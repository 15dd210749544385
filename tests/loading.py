"""Writes a few record files into a folder and loads them as a build would."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent, indent

from generator.build import LoadedSite, load_site
from generator.settings import build_settings
from tests.builders import PROJECT

BUILD_DATE = date(2026, 11, 22)
TAX_CODES = ("4699001009", "4699001016", "4699001023", "4699001030", "4699001048", "4699001055", "4699001062", "4699001087")
PDF = b"%PDF-1.4\n%%EOF\n"
PICTURE = (PROJECT / "tests" / "demo" / "docs" / "tin-tuc" / "2024" / "lang-gom-ke-chuyen" / "gom-lo-nung.jpg").read_bytes()

COOPERATIVE = """\
name: {name}
kind: hop-tac-xa
sector: trong-trot
tax_code: "{tax_code}"
status: dang-hoat-dong
address:
  commune: "{commune}"
{extra}source:
  level: register
  name: Dữ liệu minh họa
  on: 2026-01-10
checked_on: {checked_on}
"""
POST = """\
---
title: {title}
lead: Đoạn dẫn của bài.
published_at: {published_at}
category: {category}
{extra}---

{body}
"""


def cooperative_file(
    name: str = "Hợp tác xã Chè Đồng Xanh",
    tax_code: str = TAX_CODES[0],
    commune: str = "05443",
    checked_on: str = "2026-06-30",
    extra: str = "",
) -> str:
    """The text of a sound record; `extra` are more lines of YAML."""
    return COOPERATIVE.format(name=name, tax_code=tax_code, commune=commune, checked_on=checked_on, extra=dedent(extra).lstrip("\n"))


def product_lines(slug: str = "che-dinh", name: str = "Chè đinh", extra: str = "") -> str:
    """A `products:` list with one product, for `extra` of a cooperative."""
    more = indent(dedent(extra).lstrip("\n"), "    ")
    return f"products:\n  - slug: {slug}\n    name: {name}\n    product_set: che-tuoi-che-che-bien\n{more}"


def recognition_lines(**changes: object) -> str:
    """An `ocop:` list with one decision, for `extra` of a product."""
    values = {"stars": 3, "decision": "12/QĐ-UBND", "decided_on": "2025-08-01", "issuer": "UBND tỉnh Thái Nguyên", "kind": "moi"} | changes
    lines = [f"{key}: {value}" for key, value in values.items()]
    return "ocop:\n  - " + "\n    ".join(lines) + "\n"


def post_file(
    title: str = "Hội nghị sơ kết",
    published_at: str = "2026-05-04 08:30",
    category: str = "tin-hoat-dong",
    extra: str = "",
    body: str = "Nội dung.",
) -> str:
    """The text of a sound post."""
    return POST.format(title=title, published_at=published_at, category=category, extra=dedent(extra).lstrip("\n"), body=body)


def load_project(folder: Path, files: dict[str, str | bytes], **options: object) -> LoadedSite:
    """Write `files` (paths from the project's root) and load the project at the fixed build date."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    (folder / "docs").mkdir(exist_ok=True)
    preview = bool(options.pop("preview", False))
    settings = build_settings(
        {"build_date": BUILD_DATE, **options}, project_dir=folder, docs_dir=folder / "docs", site_dir=folder / "site", preview=preview
    )
    return load_site(settings)


def list_codes(loaded: LoadedSite) -> list[tuple[str, str, int, int]]:
    """(code, file name, line, column) of every diagnostic, in order of places."""
    return [(item.code, Path(item.span.file).name, item.span.line, item.span.column) for item in loaded.report.sorted()]


def codes_of(loaded: LoadedSite) -> list[str]:
    return [item.code for item in loaded.report.sorted()]
