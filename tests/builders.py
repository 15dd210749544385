"""Invented records for tests: typed ones by `make_…`, the text of a file by `…_text`. All of them are sound unless changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Report, format_text
from generator.records import (
    Cooperative,
    Decoded,
    Post,
    Product,
    Recognition,
    Source,
    StatisticsRow,
    Vocabularies,
    decode_cooperative,
    decode_post,
    decode_statistics,
    load_vocabularies,
)

PROJECT = Path(__file__).resolve().parent.parent
DECODE_BY_KIND = {"cooperative": decode_cooperative, "post": decode_post, "statistics": decode_statistics}
COOPERATIVE_FILE = "data/cooperatives/thai-nguyen/vi-du.yml"
POST_FILE = "docs/tin-tuc/2026/vi-du.md"
STATISTICS_FILE = "data/statistics/vi-du.yml"

COOPERATIVE = {
    "name": "Hợp tác xã Ví Dụ",
    "kind": "hop-tac-xa",
    "sector": "trong-trot",
    "tax_code": "4699990017",
    "status": "dang-hoat-dong",
    "address": {"commune": "05443"},
    "source": {"level": "register", "name": "Dữ liệu minh họa", "on": "2026-09-15"},
    "checked_on": "2026-09-15",
}
PRODUCT = {"slug": "che-vi-du", "name": "Chè Ví Dụ", "product_set": "che-tuoi-che-che-bien"}
RECOGNITION = {
    "stars": "4",
    "decision": "9001/QĐ-UBND",
    "decided_on": "2025-10-01",
    "issuer": "UBND tỉnh Thái Nguyên",
    "kind": "moi",
}
POST = {
    "title": "Hội nghị ví dụ",
    "lead": "Một đoạn dẫn ngắn.",
    "published_at": "2026-09-15 12:37",
    "category": "tin-hoat-dong",
}
STATISTICS_ROW = {
    "indicator": "so-htx",
    "value": "448",
    "unit": "tổ chức",
    "period": {"type": "thoi-diem", "to": "30/06/2020"},
    "nature": "thuc-hien",
    "area": {"province": "hung-yen", "boundary": "truoc-2025-07", "former_name": "Thái Bình"},
    "source": {"document": "Báo cáo ví dụ", "on": "2020-06-30"},
}
QUOTED = frozenset({"tax_code", "commune", "gtin", "hs_code"})


@cache
def vocabularies() -> Vocabularies:
    """The project's own vocabularies, which must be sound."""
    loaded, diagnostics = load_vocabularies(PROJECT / "data" / "vocabularies", PROJECT)
    assert not diagnostics, diagnostics
    return loaded


def make_cooperative(**changes: Any) -> Cooperative:
    """A typed cooperative; a change is a value or text as files have it, under the model's or the file's name."""
    return Cooperative.model_validate(COOPERATIVE | changes)


def make_product(**changes: Any) -> Product:
    return Product.model_validate(PRODUCT | changes)


def make_recognition(**changes: Any) -> Recognition:
    return Recognition.model_validate(RECOGNITION | changes)


def make_post(**changes: Any) -> Post:
    return Post.model_validate(POST | changes)


def make_statistics_row(**changes: Any) -> StatisticsRow:
    return StatisticsRow.model_validate(STATISTICS_ROW | changes)


def cooperative_text(**changes: Any) -> str:
    """The text of a cooperative's file. A change that is a text stands behind its key as it is; None removes the key."""
    return fields_text(COOPERATIVE | changes)


def post_text(body: str = "\nThân bài.\n", **changes: Any) -> str:
    """The text of a post's file."""
    return f"---\n{fields_text(POST | changes)}---\n{body}"


def statistics_text(*rows: dict[str, Any]) -> str:
    """The text of a statistics file; each row is what differs from the sound one."""
    return fields_text({"rows": [STATISTICS_ROW | row for row in rows or ({},)]})


def fields_text(fields: dict[str, Any], indent: str = "") -> str:
    """Lines `key: value`; groups and lists below their key."""
    lines = []
    for key, value in fields.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{fields_text(value, indent + '  ')}")
        elif isinstance(value, list):
            lines.append(f"{indent}{key}:\n" + "".join(item_text(item, indent + "  ") for item in value))
        elif value is not None:
            quoted = f'"{value}"' if key in QUOTED and value.replace("-", "").isdigit() else value
            lines.append(f"{indent}{key}: {quoted}\n")
    return "".join(lines)


def item_text(item: Any, indent: str) -> str:
    if isinstance(item, dict):
        return f"{indent}- {fields_text(item, indent + '  ').lstrip()}"
    return f"{indent}- {item}\n"


def make_source(file: str = COOPERATIVE_FILE) -> Source:
    """What a path says about a file: kind, province, slug, year."""
    path = Path(file)
    if path.suffix == ".md":
        return Source(file, path, "post", slug=path.stem, year=path.parent.name)
    if "statistics" in path.parts:
        return Source(file, path, "statistics", slug=path.stem)
    province = "" if path.parent.name == "cooperatives" else path.parent.name
    return Source(file, path, "cooperative", province, path.stem)


def decode_text(text: str | bytes, file: str = COOPERATIVE_FILE) -> Decoded:
    """Decode a text as if it stood in `file`."""
    content = text.encode("utf-8") if isinstance(text, str) else text
    source = make_source(file)
    return DECODE_BY_KIND[source.kind](content, source, vocabularies())


def decode_change(**changes: Any) -> Decoded:
    """Decode a cooperative's file with these changes."""
    return decode_text(cooperative_text(**changes))


def decode_product(**changes: Any) -> Decoded:
    """Decode a cooperative's file with one product, changed like this."""
    return decode_change(products=[PRODUCT | changes])


def codes_of(decoded: Decoded) -> list[str]:
    """The codes of the diagnostics, in the order of their places."""
    return [diagnostic.code for diagnostic in Report(list(decoded.diagnostics)).sorted()]


def only_diagnostic(decoded: Decoded) -> Diagnostic:
    """The one diagnostic of a file."""
    assert len(decoded.diagnostics) == 1, format_text(Report(list(decoded.diagnostics)))
    return decoded.diagnostics[0]
