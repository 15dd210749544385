"""The staff guide's page of codes is complete, and its examples do what it says they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import format_text, load_messages
from tests.builders import PROJECT
from tests.staff_guide import Section, list_titled_examples, parse_guide, run_examples

GUIDE = PROJECT / "docs" / "nhan-vien" / "ma-loi" / "index.md"
SECTIONS = parse_guide(GUIDE.read_text(encoding="utf-8"))
# Bytes, sizes, disks and missing files cannot be shown as text; the sections say in words what to do.
WITHOUT_EXAMPLE = {
    "not-utf8", "file-too-large", "unreadable-file", "too-many-words", "unreadable-line", "missing-vocabulary", "missing-list", "bad-picture",
    "picture-format", "large-picture",
    "bad-setting",
    "unknown-site-province", "missing-data-folder", "unlisted-picture",
    "body-too-long", "tangled-markdown", "folder-without-record", "unknown-vocabulary", "bad-abbreviation",
    "lonely-synonym", "typo-without-change", "alt-repeated",
}  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_examples_do_what_the_guide_says(section: Section, tmp_path: Path) -> None:
    """The wrong one gives exactly this code, the right one nothing."""
    if section.code in WITHOUT_EXAMPLE:
        assert not section.wrong and not section.right
        return
    assert section.wrong and section.right
    wrong, right = run_examples(tmp_path / "wrong", section.wrong), run_examples(tmp_path / "right", section.right)
    assert {diagnostic.code for diagnostic in wrong} == {section.code}, format_text(wrong)
    assert not right.sorted(), format_text(right)


def test_every_code_has_one_section() -> None:
    """The address of a code's explanation is its name, in every version of the guide."""
    codes = [section.code for section in SECTIONS]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(load_messages("vi")["codes"])


def test_the_files_shown_to_newcomers_are_sound(tmp_path: Path) -> None:
    """The guide's first page shows a record and a post that can be copied as they are."""
    text = (GUIDE.parents[1] / "index.md").read_text(encoding="utf-8")
    examples = list_titled_examples(text)
    assert [example.file.rpartition(".")[2] for example in examples] == ["yml", "md"]
    report = run_examples(tmp_path, examples)
    assert not report.sorted(), format_text(report)
