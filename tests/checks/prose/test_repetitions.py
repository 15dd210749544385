"""What a page would say twice."""

import pytest

from tests.loading import PICTURE, codes_of, list_codes, load_project, post_file

FILE, PHOTO = "docs/tin-tuc/2026/bai.md", "docs/tin-tuc/2026/bai/hop.jpg"


@pytest.mark.parametrize("body", ["Đoạn dẫn của bài.\n\nThân bài.", "\n\n**Đoạn dẫn\ncủa bài**\n\nThân bài.", "Đoạn dẫn của bài"])
def test_a_body_that_begins_with_the_lead_is_told(tmp_path, body):
    """Whatever signs, capitals and breaks of lines stand in it."""
    assert codes_of(load_project(tmp_path, {FILE: post_file(body=body)})) == ["lead-repeated"]


@pytest.mark.parametrize("body", ["Đoạn dẫn của bài nói thêm.", "Thân bài.\n\nĐoạn dẫn của bài.", "", "- Đoạn dẫn"])
def test_a_body_that_goes_on_is_not(tmp_path, body):
    """The same words later, or more of them, are the writer's."""
    assert codes_of(load_project(tmp_path, {FILE: post_file(body=body)})) == []


def test_the_place_of_a_repeated_lead(tmp_path):
    """The first line of the paragraph."""
    body = "\n  Đoạn dẫn của bài.\n\nThân."
    assert list_codes(load_project(tmp_path, {FILE: post_file(body=body)})) == [("lead-repeated", "bai.md", 9, 3)]


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("Các đại biểu", "Các đại biểu.", ["alt-repeated"]),
        ("Hội nghị sơ kết", "Các đại biểu", ["alt-repeated"]),
        ("Người ngồi kín phòng", "Các đại biểu", []),
    ],
)
def test_a_description_that_says_nothing_new_is_told(tmp_path, alt, caption, expected):
    """The caption again, or the title of the post; of the cover and of the gallery."""
    picture = f"{{file: hop.jpg, alt: {alt}, caption: {caption}}}"
    for field in (f"cover: {picture}\n", f"gallery:\n  - {picture}\n"):
        found = load_project(tmp_path, {FILE: post_file(extra=field), PHOTO: PICTURE}).report.sorted()
        assert [item.code for item in found] == expected
        assert all(item.field.endswith(".alt") for item in found)


def test_pictures_of_the_body_are_looked_at_too(tmp_path):
    """Their caption is what stands in quotation marks behind the file."""
    body = 'Chữ.\n\n![Đồi chè](hop.jpg "Đồi chè.")\n\n![Đồi chè](hop.jpg "Xã Tân Cương, tháng 5/2026")'
    assert list_codes(load_project(tmp_path, {FILE: post_file(body=body), PHOTO: PICTURE})) == [("alt-repeated", "bai.md", 10, 3)]


def test_a_post_silences_these_too(tmp_path):
    """As any reminder."""
    text = post_file(extra="ignore_checks: [lead-repeated]\n", body="Đoạn dẫn của bài.")
    assert codes_of(load_project(tmp_path, {FILE: text})) == []
