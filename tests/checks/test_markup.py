"""Markdown that will not come out as written."""

import pytest

from generator.checks import finding, markdown_text
from generator.checks.markdown_text import find_marks
from generator.checks.tangles import find_tangle
from generator.records.file_view import open_view
from tests.loading import cooperative_file, list_codes, load_project, post_file, product_lines


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


def test_many_open_titles_are_looked_for_once_a_line(monkeypatch):
    """A line full of titles that nothing closes is read once, not from each of them to its end."""
    looks = []
    find = markdown_text.find_title_end
    monkeypatch.setattr(markdown_text, "find_title_end", lambda text, start: looks.append(start) or find(text, start))
    assert find_marks("[a](x '" * 8000 + '\n[b](y.jpg "chữ") ![c](z.jpg "' + "dài " * 2000 + '")')[0].text == "y.jpg"
    assert len(looks) == 4


@pytest.mark.parametrize("body", ["[a](" * 2000, "![a](" * 12_000, "# a\n" * 15_000, "\\*" * 30_000, "`" * 9000, "> " * 60 + "x" * 5000])
def test_a_text_beyond_reason_is_an_error_at_its_place(tmp_path, body):
    """Such a text would cost the build seconds to hours; it is not converted at all."""
    loaded = load_project(tmp_path, {"docs/tin-tuc/2026/bai.md": post_file(body=f"Đầu.\n\n{body}")})
    assert [(code, line) for code, _, line, _ in list_codes(loaded) if code == "tangled-markdown"] == [("tangled-markdown", 10)]


def test_a_description_beyond_reason_is_an_error_too(tmp_path):
    """Of the cooperative in both languages, and of each product."""
    text = "[a](" * 2000
    extra = f"description: '{text}'\ndescription_en: '{text}'\n" + product_lines(extra=f"description: '{text}'\n")
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra)})
    found = [(item.code, item.field) for item in loaded.report.sorted()]
    assert found == [("tangled-markdown", field) for field in ("description", "description_en", "products[0].description")]


@pytest.mark.parametrize(
    "body",
    [
        "| Tên | Số | Nơi |\n|---|--:|---|\n" + "| [Chè](https://a.vn/che) | **2** | Xã Tân Cương |\n" * 800,
        "- [Chè Đồi Xa](https://a.vn/che): một dòng giới thiệu, có `mã` và *chữ nghiêng*\n" * 1000,
        ("Một đoạn văn dài vừa phải. " * 40 + "[Chè](https://a.vn/che) **đậm**\n\n") * 170,
        "## Mục\n\nĐoạn *văn* ngắn[1].\n\n" * 900 + "[1]: https://a.vn/nguon\n",
        "> Trích\n> > trong trích\n" * 50,
    ],
    ids=["table", "list", "paragraphs", "headings", "quotes"],
)
def test_a_long_text_that_somebody_would_write_is_none(body):
    """Long plans with tables, lists and notes stay far below the bound."""
    assert find_tangle(body) == 0


@pytest.mark.parametrize("body", ["|a" * 100_000, "a|b\n" + "|-" * 100_000 + "x"], ids=["row", "rule"])
def test_bars_without_end_are_judged_at_once(body):
    """A line of nothing but bars is no table; whether it is one is asked of each bar once."""
    assert find_tangle(body) == 1


def test_a_repeated_address_counts_as_often_as_it_is_repeated():
    """A long address defined once and named a thousand times would make a page of many megabytes."""
    assert find_tangle("[a]\n\n" * 1000 + "[a]: https://a.vn/" + "x" * 50_000)
    assert find_tangle("[a]\n\n" * 1000 + "[a]: https://a.vn/x") == 0


def test_a_file_with_many_findings_is_opened_once(tmp_path, monkeypatch):
    """Looking up the place of a finding must not cost the reading of its file."""
    opened = []
    monkeypatch.setattr(finding, "open_view", lambda content, source: opened.append(source.file) or open_view(content, source))
    record = cooperative_file(extra="description: |\n  " + "<b>chữ</b> " * 300 + "\n")
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": record})
    assert len(opened) == 1
    assert {item.code for item in loaded.report} == {"raw-html"}
