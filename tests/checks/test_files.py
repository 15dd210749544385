"""Photos and attachments beside their record."""

import io

from PIL import Image

from tests.loading import PDF, codes_of, cooperative_file, list_codes, load_project, post_file, product_lines

PHOTO = "photos:\n  - file: {file}\n    alt: Đồi chè\n    people: {people}\n"


def make_jpeg(size=(80, 60), **options) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "green").save(content, "JPEG", **options)
    return content.getvalue()


def test_a_missing_photo_names_the_nearest_file(tmp_path):
    """The error stands at the file's name and proposes the one that is there."""
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=PHOTO.format(file="doi-che.jpg", people="false")),
        "data/cooperatives/thai-nguyen/mot/doi-chee.jpg": make_jpeg(),
    }
    loaded = load_project(tmp_path, files)
    assert list_codes(loaded) == [("missing-file", "mot.yml", 9, 11)]
    assert dict(loaded.report.sorted()[0].values)["nearest"] == "doi-chee.jpg"
    assert loaded.catalog is None


def test_every_kind_of_file_is_looked_for(tmp_path):
    """Photos, attachments and certificates of record and product; cover, gallery, attachments and pictures of a post."""
    product = product_lines(extra="attachments:\n  - file: b.pdf\n    title: B\ncertificates:\n  - type: attp\n    file: c.pdf\n")
    extra = PHOTO.format(file="a.jpg", people="false") + product
    post = post_file(
        extra="cover:\n  file: d.jpg\n  alt: D\ngallery:\n  - file: e.jpg\n    alt: E\nattachments:\n  - file: f.pdf\n    title: F\n",
        body="![G](g.jpg)",
    )
    loaded = load_project(
        tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra), "docs/tin-tuc/2026/bai.md": post}
    )
    assert codes_of(loaded) == ["missing-file"] * 6 + ["missing-picture"]


def test_files_that_are_there_are_carried(tmp_path):
    """Each becomes a published file under an ASCII name."""
    extra = PHOTO.format(file="Đồi chè.jpg", people="false") + "attachments:\n  - file: Hồ sơ 1.pdf\n    title: Hồ sơ\n"
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        "data/cooperatives/thai-nguyen/mot/Đồi chè.jpg": make_jpeg(),
        "data/cooperatives/thai-nguyen/mot/Hồ sơ 1.pdf": PDF,
    }
    loaded = load_project(tmp_path, files)
    assert codes_of(loaded) == []
    assert sorted(loaded.catalog.files) == ["tep/hop-tac-xa/thai-nguyen/mot/doi-che.jpg", "tep/hop-tac-xa/thai-nguyen/mot/ho-so-1.pdf"]


def test_a_broken_photo_is_an_error_with_its_place(tmp_path):
    """A file that is no picture, or is cut off, is named where the record names it."""
    for number, content in enumerate((b"not a picture", make_jpeg((800, 600))[:900])):
        folder = tmp_path / str(number)
        files = {
            "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=PHOTO.format(file="a.jpg", people="false")),
            "data/cooperatives/thai-nguyen/mot/a.jpg": content,
        }
        assert list_codes(load_project(folder, files)) == [("bad-picture", "mot.yml", 9, 11)]


def test_people_without_consent_are_not_carried(tmp_path):
    """The photo of a person stays out of the site, from the gallery and from a text that shows it."""
    extra = PHOTO.format(file="nguoi.jpg", people="true") + "description: |\n  Ảnh: ![Người](nguoi.jpg) và chữ.\n"
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        "data/cooperatives/thai-nguyen/mot/nguoi.jpg": make_jpeg(),
    }
    loaded = load_project(tmp_path, files)
    assert codes_of(loaded) == ["no-consent"]
    assert dict(loaded.catalog.files) == {}
    assert "nguoi.jpg" not in next(iter(loaded.catalog.cooperatives.values())).record.description
