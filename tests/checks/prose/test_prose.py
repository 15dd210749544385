"""Reminders about wording as staff meet them: at their place, with the text to paste, silenced by a post."""

import pytest

from generator.checks import CheckContext
from generator.checks.prose import CODES, TEXT_RULES, check_prose
from generator.diagnostics import format_fix, format_message, load_messages
from generator.records import Records
from tests.builders import POST_FILE, decode_text, post_text, vocabularies
from tests.loading import BUILD_DATE, PICTURE, codes_of, list_codes, load_project, post_file

FILE = "docs/tin-tuc/2026/bai.md"
SLIPS = {
    "double-space": "một  hai",
    "space-before-punctuation": "một , hai",
    "space-after-bracket": "một ( hai)",
    "no-space-after-punctuation": "một,hai",
    "date-without-year": "Sáng 3/5, họp",
    "english-thousands": "đón 6,694 lượt",
    "end-mark": "Hết./.",
    "frequent-typo": "gặp khó khan",
}


def load_post(folder, **parts):
    return load_project(folder, {FILE: post_file(**parts)})


@pytest.mark.parametrize(("code", "text"), SLIPS.items())
def test_a_slip_is_told_at_its_line_and_column(tmp_path, code, text):
    """In the body, as a warning, with what to write."""
    loaded = load_post(tmp_path, body=f"Dòng đầu.\n\nXem: {text}")
    ((found, file, line, column),) = list_codes(loaded)
    assert (found, file, line) == (code, "bai.md", 10) and column > 5
    (diagnostic,) = loaded.report
    assert diagnostic.severity == "warning" and "Viết «" in format_fix(diagnostic) and "Write «" in format_fix(diagnostic, "en")
    assert loaded.catalog is not None


@pytest.mark.parametrize(("code", "text"), SLIPS.items())
def test_a_post_silences_a_code_and_no_other(tmp_path, code, text):
    """For this post alone."""
    silenced = post_file(extra=f"ignore_checks: [{code}]\n", body=f"{text}\n\nmột  hai , ba")
    others = {"double-space", "space-before-punctuation"} - {code}
    assert set(codes_of(load_project(tmp_path, {FILE: silenced}))) == others


def test_the_fix_can_be_pasted(tmp_path):
    """The words around the slip, as they stand and as they should."""
    (diagnostic,) = load_post(tmp_path, body="Vay 13 dự án ( 4.600 triệu đồng) từ Quỹ.").report
    assert format_message(diagnostic) == "«( 4.600» có dấu cách thừa sau dấu mở ngoặc."
    assert format_fix(diagnostic) == "Viết «(4.600»."
    assert (diagnostic.span.column, diagnostic.span.length) == (15, 1)


def test_front_matter_is_read_too(tmp_path):
    """Title, captions, descriptions, credits, names of attachments: at their field."""
    extra = """\
        cover: {file: bia.jpg, alt: "Một  hai", caption: "Ba , bốn", credit: "Ảnh : Năm"}
        gallery:
          - {file: bia.jpg, alt: Sáu, caption: "Bảy,tám"}
        attachments:
          - {file: bia.txt, title: "Kế hoạch ( bản cuối)"}
        """
    files = {
        FILE: post_file(title='"Họp sáng 3/5"', extra=extra),
        "docs/tin-tuc/2026/bai/bia.txt": b"x",
        "docs/tin-tuc/2026/bai/bia.jpg": PICTURE,
    }
    found = [(item.code, item.field) for item in load_project(tmp_path, files).report.sorted()]
    assert found == [
        ("date-without-year", "title"),
        ("double-space", "cover.alt"),
        ("space-before-punctuation", "cover.caption"),
        ("space-before-punctuation", "cover.credit"),
        ("no-space-after-punctuation", "gallery[0].caption"),
        ("space-after-bracket", "attachments[0].title"),
    ]


def test_a_slip_does_not_reach_from_one_field_into_the_next(tmp_path):
    """Title and lead are texts of their own."""
    assert codes_of(load_post(tmp_path, title="Bàn việc khó")) == []


@pytest.mark.parametrize("extra", ["draft: true\n", "draft: true\npublished_at: 2026-12-24 08:00\n"])
def test_drafts_are_read_while_they_are_written(tmp_path, extra):
    """Without a date of its own a draft is dated by the day of the check."""
    text = post_file(extra=extra, body="Sáng 20/12, họp").replace("published_at: 2026-05-04 08:30\n", "")
    (diagnostic,) = load_project(tmp_path, {FILE: text}).report
    assert diagnostic.code == "date-without-year" and dict(diagnostic.values)["better"] == "20/12/2026"


def test_a_text_with_marks_apart_is_read_at_the_place_that_is_seen(tmp_path):
    """Columns count letters, as an editor does."""
    body = "Tha\u0302n ba\u0300i , he\u0302\u0301t."
    assert list_codes(load_post(tmp_path, body=body)) == [("space-before-punctuation", "bai.md", 8, 9)]


@pytest.mark.parametrize(
    ("given", "fix", "advice"),
    [
        ("date-without-yaer", "nearest", "Có phải ý bạn là «date-without-year»?"),
        ("missing-file", "other", "Mã này thuộc về một quy tắc khác"),
        ("raw-html", "other", "Mã này thuộc về một quy tắc khác"),
        ("xyz-123", "default", "chọn trong: alt-repeated, date-without-year"),
    ],
)
def test_a_code_that_silences_nothing_is_told(tmp_path, given, fix, advice):
    """A misspelt one with the nearest; one of a mistake cannot be silenced."""
    (diagnostic,) = load_post(tmp_path, extra=f"ignore_checks:\n  - double-space\n  - {given}\n").report
    assert (diagnostic.code, diagnostic.severity, diagnostic.fix) == ("unknown-reminder", "warning", fix)
    assert diagnostic.field == "ignore_checks[1]" and advice in format_fix(diagnostic)


def test_every_reminder_is_a_warning():
    """None stops a build; each has its words."""
    codes = load_messages("vi")["codes"]
    assert {codes[code]["severity"] for code in CODES} == {"warning"}
    assert set(TEXT_RULES) == set(SLIPS) and set(CODES) <= set(codes)


@pytest.mark.parametrize(
    "text",
    [
        " " * 100_000, "chữ" + " " * 100_000 + "--", "--" + "\n" + " " * 100_000 + "x", "." * 100_000 + "/.x", "./" * 50_000 + ".x",
        "ngày 26/6, " * 9000, "ngày 26 tháng 6, " * 6000, "1,000" * 20_000, ",100" * 25_000, "](" * 50_000, "](((" * 25_000, "<a" * 50_000,
        "- " * 50_000, "1. " * 30_000, "`" * 100_000, "a@" * 50_000, "&a" * 50_000, "(" * 100_000, "[a]:" * 25_000, "![" * 50_000, "/." * 50_000,
        "Một đoạn dẫn ngắn" + " " * 100_000 + "x",
    ],
    ids=lambda text: f"{text[:8]!r}{len(text)}",
)  # fmt: skip
def test_a_text_beyond_reason_is_read_in_one_go(text):
    """What was pasted by mistake must not hold up a build: no rule looks again and again at the rest of a text."""
    decoded = decode_text(post_text(f"\n{text}\n"), POST_FILE)
    records = Records((), (decoded,), (), vocabularies())
    assert all(finding.code in CODES for finding in check_prose(CheckContext(records, BUILD_DATE, {})))
