"""Short tags on hand-written pages: which lines are tags, which are code, and what is said of those that ask for nothing known."""

import pytest

from generator.checks.short_tags import ShortTag, find_tag_lines, read_short_tag
from generator.diagnostics import format_fix
from tests.loading import list_codes, load_project


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("tin-moi", ShortTag("tin-moi", 5)),
        ("dac-san", ShortTag("dac-san", 6)),
        ("tin-moi 1", ShortTag("tin-moi", 1)),
        (" dac-san   24 ", ShortTag("dac-san", 24)),
        ("lien-ket", ShortTag("lien-ket", 0)),
        ("so-lieu", ShortTag("so-lieu", 0)),
        ("tin-moi 0", None),
        ("tin-moi 25", None),
        ("tin-moi -1", None),
        ("tin-moi năm", None),
        ("tin-moi ５", None),
        ("tin-moi 5 6", None),
        ("tin-moi 99999999999999999999", None),
        ("lien-ket 3", None),
        ("Tin-moi", None),
        ("", None),
    ],
)
def test_a_tag_is_a_known_name_and_a_number_from_1_to_24(words, tag):
    """Without a number it shows its usual count; some take none."""
    assert read_short_tag(words) == tag


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[[tin-moi 5]]", [1]),
        ("Chữ\n[[tin-moi]]\nchữ", [2]),
        ("   [[so-lieu]]  \r\n", [1]),
        ("    [[so-lieu]]", []),
        ("Xem [[tin-moi]] nhé", []),
        ("`[[tin-moi]]`", []),
        ("```\n[[tin-moi]]\n```\n[[so-lieu]]", [4]),
        ("~~~~ text\n```\n[[tin-moi]]\n~~~~\n", []),
        ("```\n[[tin-moi]]", [2]),
        ("```yaml\n[[a]]\n```\n\n```\n[[b]]\n```\n[[so-lieu]]", [8]),
        ("<!--\n[[tin-moi]]\n-->\n[[so-lieu]]", [4]),
        ("<pre>\n[[tin-moi]]\n</pre>", []),
        ("<!-- chưa đóng\n[[tin-moi]]", [2]),
        ("[[a]\n[b]]", []),
    ],
)
def test_only_a_line_of_its_own_outside_code_is_a_tag(text, lines):
    """Code, comments and words around it leave it as it was typed; a fence or comment that never ends hides nothing."""
    assert [line.line for line in find_tag_lines(text)] == lines


def test_many_open_marks_cost_no_more_than_one():
    """A page full of fences and comments that never close is read once, not once for each."""
    text = "<!-- <pre> <script>\n" * 20_000 + "```a\n~~~b\n" * 20_000 + "[[tin-moi]]\n"
    assert [line.text for line in find_tag_lines(text)] == ["[[tin-moi]]"]


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("[[tin-mới 5]]", "«[[tin-moi]]»"),
        ("[[lienket]]", "«[[lien-ket]]»"),
        ("[[dac-san 99]]", "từ 1 đến 24"),
        ("[[so-lieu 3]]", "viết [[so-lieu]]"),
        ("[[một điều rất khác]]", "[[tin-moi 5]], [[dac-san 6]], [[lien-ket]], [[so-lieu]]"),
    ],
)
def test_a_tag_that_asks_for_nothing_known_is_reported_at_its_place(tmp_path, tag, advice):
    """A warning with line, column and what to write."""
    loaded = load_project(tmp_path, {"docs/gioi-thieu/index.md": f"---\ntitle: A\n---\n\n# A\n\n  {tag}\n"})
    assert list_codes(loaded) == [("unknown-short-tag", "index.md", 7, 3)]
    diagnostic = loaded.report.sorted()[0]
    assert diagnostic.severity == "warning" and diagnostic.span.length == len(tag)
    assert advice in format_fix(diagnostic)


def test_sound_tags_are_not_reported(tmp_path):
    """Nor are brackets in the body of a post, where tags mean nothing."""
    pages = {"docs/index.md": "[[tin-moi 5]]\n\n[[lien-ket]]\n"}
    assert list_codes(load_project(tmp_path, pages)) == []
