"""Markdown that will not come out as written."""

import pytest

from generator.checks.markdown_text import find_marks
from tests.loading import cooperative_file, list_codes, load_project, post_file


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](https://a.vn) [b](mailto:a@a.vn) [c](tel:+84912000001)", []),
        ("[a](#muc)", [("dropped-link", 8, 5)]),
        ("[a](javascript:alert(1))", [("dropped-link", 8, 5)]),
        ("[a]( JavaScript:alert(1))", []),
        ("[a](<data:text/html,x>)", [("dropped-link", 8, 6)]),
        ("[a](../khac/)", [("dropped-link", 8, 5)]),
        ("[a][1]\n\n[1]: vbscript:x\n", [("dropped-link", 10, 6)]),
        ("<ftp://a.vn/x>", [("dropped-link", 8, 2)]),
        ("chữ <b>đậm</b>", [("raw-html", 8, 5), ("raw-html", 8, 11)]),
        ("`<b>` và\n\n```\n<script>\n```\n", []),
        ("3 < 5 và 7 > 2", []),
        ("![x](khong-co.jpg)", [("missing-picture", 8, 6)]),
    ],
)
def test_marks_of_a_body_are_reported_at_their_place(tmp_path, body, expected):
    """Foreign schemes and raw HTML warn, a picture that is not there is an error, code is left alone."""
    loaded = load_project(tmp_path, {"docs/tin-tuc/2026/bai.md": post_file(body=body)})
    assert [(code, line, column) for code, _, line, column in list_codes(loaded)] == expected


def test_descriptions_are_looked_at_too(tmp_path):
    """A warning at the field of the text."""
    record = cooperative_file(extra="description: |\n  Chữ <i>nghiêng</i>.\n")
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": record})
    assert [(code, line) for code, _, line, _ in list_codes(loaded)] == [("raw-html", 8), ("raw-html", 8)]


def test_a_link_may_have_a_title_and_brackets():
    """The target ends where Markdown ends it."""
    marks = find_marks('[a](https://a.vn/x_(y) "tên") ![b](b.jpg "chú thích")')
    assert [(mark.kind, mark.text) for mark in marks] == [("link", "https://a.vn/x_(y)"), ("image", "b.jpg")]


def test_a_scheme_hidden_by_control_characters_is_seen():
    """Browsers skip them, so do we."""
    assert find_marks("[a](java\tscript:x)") == () or find_marks("[a](java\tscript:x)")[0].scheme == "javascript"
