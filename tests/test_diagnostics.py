"""Diagnostics as people and machines read them."""

import json
import string

import pytest

from generator.diagnostics import Diagnostic, Report, Span, format_github, format_json, format_message, format_text, load_messages

FILE = "data/cooperatives/thai-nguyen/a.yml"


def make_diagnostic(line: int = 3, column: int = 7, code: str = "missing-file", **changes):
    values = {"given": "ảnh.jpg", "folder": "data/x", "nearest": "anh.jpg"} | changes
    return Diagnostic.of(
        Span(FILE, line, column, 7), code, field="photos[0].file", fix="nearest", source_line="file: ảnh.jpg # dòng", **values
    )


def test_text_has_a_clickable_line_the_source_and_the_fix():
    """First line file:line:column, then the line itself underlined, then the advice."""
    report = Report([make_diagnostic()])
    assert format_text(report).splitlines() == [
        f"{FILE}:3:7: lỗi [missing-file] photos[0].file: không tìm thấy tệp «ảnh.jpg» trong thư mục data/x.",
        "     3 | file: ảnh.jpg # dòng",
        "       |       ^^^^^^^",
        "  Có phải ý bạn là «anh.jpg»?",
        "Tổng cộng: 1 lỗi, 0 cảnh báo, 0 lưu ý.",
    ]


def test_english_says_the_same():
    """`--lang en` prints the same places and values with English sentences."""
    assert "error [missing-file] photos[0].file: there is no file «ảnh.jpg»" in format_text(Report([make_diagnostic()]), "en")


def test_diagnostics_are_sorted_and_stand_once():
    """By file, line and column, and a diagnostic found twice is one."""
    report = Report([make_diagnostic(9), make_diagnostic(2), make_diagnostic(9)])
    assert [diagnostic.span.line for diagnostic in report.sorted()] == [2, 9]
    assert report.error_count == 2


def test_a_long_line_is_cut_around_the_fault():
    """A paragraph on one line does not fill the screen, and the underline stays under the fault."""
    line = "a" * 1000 + "LỖI" + "b" * 1000
    diagnostic = Diagnostic(Span(FILE, 1, 1001, 3), "missing-file", "", (("given", "x"), ("folder", "y")), "put", line)
    _, shown, underline = format_text(Report([diagnostic])).splitlines()[:3]
    start = underline.index("^")
    assert shown[start : start + 3] == "LỖI"
    assert len(shown) < 200


def test_control_characters_do_not_reach_the_terminal():
    """A record cannot recolour or clear the reader's screen."""
    assert "\x1b" not in format_text(Report([make_diagnostic(given="\x1b[2J")]))


def test_json_is_what_the_contract_says():
    """Counts and, for each diagnostic, its eight values."""
    document = json.loads(format_json(Report([make_diagnostic()]), record_count=12))
    assert {key: document[key] for key in ("errors", "warnings", "records")} == {"errors": 1, "warnings": 0, "records": 12}
    assert set(document["diagnostics"][0]) == {"file", "line", "column", "severity", "code", "field", "message", "suggestion"}


def test_github_lines_escape_what_would_end_them():
    """A newline or percent sign in a value cannot start a second workflow command."""
    line = format_github(Report([make_diagnostic(given="a\n::error::b%")]))
    assert "\n" not in line
    assert line.startswith(f"::error file={FILE},line=3,col=7,title=missing-file::")
    assert "%0A" in line and "b%25" in line


@pytest.mark.parametrize("code", sorted(load_messages("vi")["codes"]))
def test_every_code_speaks_both_languages_with_the_same_values(code):
    """A code has a severity, and each of its sentences names the same values in Vietnamese and English."""
    vietnamese, english = load_messages("vi")["codes"][code], load_messages("en")["codes"][code]
    assert vietnamese["severity"] in ("error", "warning", "info")
    assert placeholders(vietnamese["message"]) == placeholders(english["message"])
    assert set(vietnamese.get("fix", {})) == set(english.get("fix", {}))


def test_no_code_exists_in_one_language_only():
    """English has no code that Vietnamese lacks."""
    assert set(load_messages("en")["codes"]) == set(load_messages("vi")["codes"])


def placeholders(template: str) -> set[str]:
    """The values a sentence names; `place_en` is the English of `place`."""
    return {name.removesuffix("_en") for _, name, _, _ in string.Formatter().parse(template) if name}


def test_values_may_hold_braces():
    """Braces in what staff wrote are text, not places to fill."""
    assert "{x}" in format_message(make_diagnostic(given="{x}"))
