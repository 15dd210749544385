"""What may be handed out for download."""

import pytest

from tests.loading import PDF, codes_of, cooperative_file, load_project, post_file

ZIP = b"PK\x03\x04rest"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", PDF, []),
        ("a.PDF", b"\n" + PDF, []),
        ("a.docx", ZIP, []),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", []),
        ("a.csv", b"a;b", []),
        ("a.html", b"<script>alert(1)</script>", ["attachment-kind"]),
        ("a.svg", b"<svg onload='alert(1)'/>", ["attachment-kind"]),
        ("a.pdf.js", b"alert(1)", ["attachment-kind"]),
        ("a.exe", b"MZ", ["attachment-kind"]),
        ("a.php", b"<?php", ["attachment-kind"]),
        ("a", b"x", ["attachment-kind"]),
        ("a.pdf", b"<html><script>alert(1)</script>", ["attachment-content"]),
        ("a.docx", b"<html>", ["attachment-content"]),
    ],
)
def test_only_documents_that_are_what_they_say(tmp_path, name, content, expected):
    """A web page, a program or a file under a false ending is an error, for records and posts."""
    extra = f"attachments:\n  - file: {name}\n    title: Tài liệu\n"
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        f"data/cooperatives/thai-nguyen/mot/{name}": content,
        "docs/tin-tuc/2026/bai.md": post_file(extra=extra),
        f"docs/tin-tuc/2026/bai/{name}": content,
    }
    assert codes_of(load_project(tmp_path, files)) == expected * 2
