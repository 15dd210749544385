"""Files that would be passed over in silence, and folders of files without their record."""

import os
from pathlib import Path

import pytest

from tests.loading import PDF, codes_of, cooperative_file, load_project, post_file

COOPERATIVES = "data/cooperatives/thai-nguyen"
NEWS = "docs/tin-tuc"
SOUND = {f"{COOPERATIVES}/mot.yml": cooperative_file(), f"{NEWS}/2026/bai.md": post_file()}


def load_with(folder, *files):
    """A sound project with these files beside its records."""
    return load_project(folder, SOUND | dict.fromkeys(files, b"\xff\xfe not even text"))


@pytest.mark.parametrize(
    ("file", "suggestion"),
    [
        ("docs/tin-tuc/bai-le.md", "docs/tin-tuc/2026/bai-le.md"),
        ("docs/tin-tuc/index.md", "docs/tin-tuc/2026/index.md"),
        ("docs/tin-tuc/2025/bai.markdown", "docs/tin-tuc/2025/bai.md"),
        ("docs/tin-tuc/2025/Bài mới.MD.txt", "docs/tin-tuc/2025/bai-moi.md"),
        ("docs/tin-tuc/2025/bai.yml", "docs/tin-tuc/2025/bai.md"),
        ("docs/tin-tuc/2026/sub/bai-x.md", "docs/tin-tuc/2026/bai-x.md"),
        ("docs/tin-tuc/2026/bai/ghi-chu.md", "docs/tin-tuc/2026/ghi-chu.md"),
        ("docs/tin-tuc/2026/bai/sau/hon.md", "docs/tin-tuc/2026/hon.md"),
        ("data/cooperatives/thai-nguyen/nhom/a-b.yml", "data/cooperatives/thai-nguyen/a-b.yml"),
        ("data/cooperatives/thai-nguyen/mot/anh.yml", "data/cooperatives/thai-nguyen/anh.yml"),
        ("data/cooperatives/thai-nguyen/c-d.yml.txt", "data/cooperatives/thai-nguyen/c-d.yml"),
        ("data/cooperatives/thai-nguyen/c-d.md", "data/cooperatives/thai-nguyen/c-d.yml"),
        ("data/cooperatives/e.txt", "data/cooperatives/thai-nguyen/e.yml"),
        ("data/cooperatives/thai-nguyen/_.txt", "data/cooperatives/thai-nguyen/ten-ho-so.yml"),
        ("data/statistics/2026/a.yml", "data/statistics/a.yml"),
        ("data/statistics/a.md", "data/statistics/a.yml"),
    ],
)
def test_a_record_where_none_is_read_is_an_error(tmp_path, file, suggestion):
    """The error names the path under which the file would be read."""
    loaded = load_with(tmp_path, file)
    (diagnostic,) = loaded.report.sorted()
    assert (diagnostic.code, diagnostic.span.file, diagnostic.fix) == ("stray-file", file, "default")
    assert dict(diagnostic.values)["suggestion"] == suggestion
    assert loaded.catalog is None


@pytest.mark.parametrize("file", ["data/cooperatives/thai-nguyen/Danh sách.xlsx", "docs/tin-tuc/2026/Bài.docx", "data/statistics/bieu.csv"])
def test_a_document_among_records_is_an_error(tmp_path, file):
    """It holds what was meant to be a record, or belongs into a record's folder."""
    (diagnostic,) = load_with(tmp_path, file).report.sorted()
    assert (diagnostic.code, diagnostic.fix) == ("stray-file", "document")


def test_what_belongs_beside_records_is_left_alone(tmp_path):
    """Photos and documents in a record's folder, explanations, hidden files and what Office leaves behind."""
    loaded = load_with(
        tmp_path, f"{COOPERATIVES}/mot/anh.jpg", f"{COOPERATIVES}/mot/to-trinh.docx", f"{COOPERATIVES}/mot/ghi.txt", f"{NEWS}/2026/bai/bieu.xlsx",
        f"{COOPERATIVES}/README.md", "data/cooperatives/README.md", f"{NEWS}/README.md", f"{COOPERATIVES}/.a.yml", f"{COOPERATIVES}/.git/a.yml",
        f"{COOPERATIVES}/~$so.docx", "data/statistics/bao-cao/nguon.pdf",
    )  # fmt: skip
    assert codes_of(loaded) == []


def test_a_folder_without_its_record_is_one_warning(tmp_path):
    """The record whose name is nearest is proposed; files of a record that is there are not spoken of."""
    loaded = load_with(
        tmp_path,
        f"{COOPERATIVES}/mott/b.jpg",
        f"{COOPERATIVES}/mott/a.jpg",
        f"{COOPERATIVES}/xa-la/c.yml.txt",
        f"{NEWS}/2026/khac/sau/d.jpg",
    )
    found = [(item.code, item.severity, item.span.file, item.fix) for item in loaded.report.sorted()]
    assert found == [
        ("folder-without-record", "warning", f"{COOPERATIVES}/mott/a.jpg", "nearest"),
        ("folder-without-record", "warning", f"{COOPERATIVES}/xa-la/c.yml.txt", "default"),
        ("folder-without-record", "warning", f"{NEWS}/2026/khac/sau/d.jpg", "default"),
    ]
    assert [dict(item.values)["folder"] for item in loaded.report.sorted()][2] == f"{NEWS}/2026/khac"


def test_files_of_a_record_with_mistakes_are_at_home(tmp_path):
    """One mistake in a record is not a second one about its folder."""
    loaded = load_project(
        tmp_path, {f"{COOPERATIVES}/mot.yml": cooperative_file(checked_on="30/02/2026"), f"{COOPERATIVES}/mot/a.pdf": PDF}
    )
    assert codes_of(loaded) == ["bad-date"]


def test_the_folders_are_walked_once(tmp_path, monkeypatch):
    """Strays are told from the list of files that the build makes anyway."""
    walked = []
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda folder, **options: walked.append(folder) or walk(folder, **options))
    load_with(tmp_path, f"{COOPERATIVES}/nhom/a.yml")
    names = ["cooperatives", "statistics", "tin-tuc"]
    assert [Path(folder).name for folder in walked if Path(folder).name in names] == names
