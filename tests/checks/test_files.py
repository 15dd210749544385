"""Photos and attachments beside their record."""

import io
import unicodedata

from PIL import Image

from generator.build import list_photos
from generator.images import load_photo_files
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


def test_nearest_names_are_looked_for_while_they_are_few(tmp_path, monkeypatch):
    """Hundreds of missing files beside hundreds of others must not be compared each with each."""
    monkeypatch.setattr("generator.checks.files.MOST_COMPARED", 7)
    present = {f"docs/tin-tuc/2026/bai/tep-{number}.pdf": PDF for number in range(3)}
    named = "".join(f"  - file: tep-{number}x.pdf\n    title: Tệp\n" for number in range(5))
    loaded = load_project(tmp_path, present | {"docs/tin-tuc/2026/bai.md": post_file(extra=f"attachments:\n{named}")})
    nearest = [dict(item.values)["nearest"] for item in loaded.report.sorted() if item.code == "missing-file"]
    assert [bool(name) for name in nearest] == [True, True, False, False, False]


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


def test_a_withheld_photo_is_in_no_other_list(tmp_path):
    """The same file as an attachment, a scan or a picture in a text stays out too, and so do the words beside it."""
    extra = (
        PHOTO.format(file="nguoi.jpg", people="true")
        + "attachments:\n  - file: nguoi.jpg\n    title: Ảnh\ncertificates:\n  - type: attp\n    file: nguoi.jpg\n"
        + "description: |\n  Mở đầu. ![Bà SECRET][r] ![Bà [Hai] SECRET](nguoi.jpg) Kết.\n\n  [r]: nguoi.jpg\n"
    )
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        "data/cooperatives/thai-nguyen/mot/nguoi.jpg": make_jpeg(),
    }
    catalog = load_project(tmp_path, files).catalog
    record = catalog.cooperatives["thai-nguyen/mot"].record
    assert dict(catalog.files) == {}
    assert record.attachments == ()
    assert record.certificates[0].file is None
    assert "SECRET" not in record.description and "Kết." in record.description


def test_scans_are_carried_as_cleaned_copies(tmp_path):
    """A picture handed in as an attachment loses what the camera wrote, like any photo."""
    exif = Image.Exif()
    exif[0x010E] = "GPS-SECRET"
    extra = "attachments:\n  - file: ban-chup.JPG\n    title: Bản chụp\n"
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        "data/cooperatives/thai-nguyen/mot/ban-chup.JPG": make_jpeg(exif=exif),
    }
    loaded = load_project(tmp_path, files)
    assert {file.kind for file in loaded.catalog.files.values()} == {"photo"}
    copies = dict(load_photo_files(list_photos(loaded), loaded.settings.cache_dir, lambda url, digest: False))
    assert "tep/hop-tac-xa/thai-nguyen/mot/ban-chup.jpg" in copies
    assert not [url for url, content in copies.items() if b"SECRET" in content]


def test_links_are_not_files_of_a_record(tmp_path):
    """A link beside a record may lead to any file of the machine: it counts as missing, as a photo too."""
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF)
    folder = tmp_path / "project" / "data" / "cooperatives" / "thai-nguyen" / "mot"
    folder.mkdir(parents=True)
    for name in ("x.pdf", "y.jpg", "z.jpg"):
        (folder / name).symlink_to(tmp_path / "nowhere" if name == "z.jpg" else secret)
    extra = "attachments:\n  - file: x.pdf\n    title: X\n" + PHOTO.format(file="y.jpg", people="false")
    record = cooperative_file(extra=extra + "  - file: z.jpg\n    alt: Z\n    people: false\n")
    loaded = load_project(tmp_path / "project", {"data/cooperatives/thai-nguyen/mot.yml": record})
    assert codes_of(loaded) == ["missing-file"] * 3


def test_decomposed_names_on_disk_are_found(tmp_path):
    """macOS keeps «ị» as two characters; the record's name is the same name."""
    decomposed = unicodedata.normalize("NFD", "Nghị quyết.pdf")
    extra = "attachments:\n  - file: Nghị quyết.pdf\n    title: Nghị quyết\n"
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        f"data/cooperatives/thai-nguyen/mot/{decomposed}": PDF,
    }
    loaded = load_project(tmp_path, files)
    assert codes_of(loaded) == []
    assert list(loaded.catalog.files) == ["tep/hop-tac-xa/thai-nguyen/mot/nghi-quyet.pdf"]


def test_a_picture_that_only_a_text_names_is_an_error(tmp_path):
    """Nobody said whether there are people on it."""
    extra = "description: |\n  ![Bà Lan](ba-lan.jpg)\n"
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        "data/cooperatives/thai-nguyen/mot/ba-lan.jpg": make_jpeg(),
    }
    assert codes_of(load_project(tmp_path, files)) == ["unlisted-picture"]


def test_pictures_of_the_english_text_are_carried(tmp_path):
    """`description_en` shows pictures like `description`."""
    extra = PHOTO.format(file="a.jpg", people="false") + "description_en: |\n  ![Tea](a.jpg)\n"
    files = {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra), "data/cooperatives/thai-nguyen/mot/a.jpg": make_jpeg()}
    assert list(load_project(tmp_path, files).catalog.files) == ["tep/hop-tac-xa/thai-nguyen/mot/a.jpg"]


DRAFT = "cover:\n  file: d.jpg\n  alt: D\ngallery:\n  - file: e.jpg\n    alt: E\nattachments:\n  - file: f.pdf\n    title: F\n  - file: co.pdf\n    title: Có\ndraft: {draft}\n"


def test_a_draft_may_name_files_that_are_still_to_come(tmp_path):
    """A warning each, no error; the preview shows the draft with the files that are there and without the others."""
    files = {"docs/tin-tuc/2026/bai.md": post_file(extra=DRAFT.format(draft="true")), "docs/tin-tuc/2026/bai/co.pdf": PDF}
    loaded = load_project(tmp_path, files, preview=True)
    assert codes_of(loaded) == ["missing-file-in-draft"] * 3
    (entry,) = loaded.catalog.posts.values()
    assert (entry.record.cover, entry.record.gallery, [file.file for file in entry.record.attachments]) == (None, (), ["co.pdf"])
    assert [file.path for file in loaded.catalog.files.values()] == ["docs/tin-tuc/2026/bai/co.pdf"]


def test_a_post_that_is_no_draft_needs_its_files(tmp_path):
    """Without the line `draft` the same files are errors."""
    files = {"docs/tin-tuc/2026/bai.md": post_file(extra=DRAFT.format(draft="false")), "docs/tin-tuc/2026/bai/co.pdf": PDF}
    assert codes_of(load_project(tmp_path, files)) == ["missing-file"] * 3
