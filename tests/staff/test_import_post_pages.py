"""Invented articles in the shapes that old sites have: title, stamp, people, category and files come out right, furniture stays behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.staff.import_post_site import SAVED_PAGES, import_page, list_remarks

FACTS = {
    "newspaper-clock.txt": ("2021", "Lãnh đạo huyện Mẫu thăm vùng rau của hợp tác xã", "12/05/2021 08:15", "tin-hoat-dong", [("Thu Mẫu", None)]),
    "newspaper-doubled-lead.txt": ("2026", "Tổ hợp tác ven sông bàn việc nuôi cá lồng", None, "tin-hoat-dong", []),
    "newspaper-glued-authors.txt": (
        "2026", "Liên minh HTX tỉnh Mẫu mở lớp học bán hàng qua mạng", None, "tin-hoat-dong", [("Lan Mẫu", None), ("Minh Thử", None)],
    ),
    "nukeviet.txt": (
        "2019", "Quỹ hỗ trợ hợp tác xã tỉnh Mẫu sau năm năm cho vay", "08/07/2019 10:05", "tin-hoat-dong", [("Vũ Mẫu", "Giám đốc Quỹ hỗ trợ")],
    ),
    "portal-attachment.txt": ("2019", "Tỉnh Mẫu đặt mục tiêu thêm mười hai hợp tác xã", "11/11/2019 07:45", "diem-tin", [("Hải Mẫu", None)]),
    "newspaper-trail.txt": (
        "2022", "Hợp tác xã Rạng Đông: Đưa mật ong lên sàn thương mại điện tử", "30/05/2022 09:10", "xuc-tien-thuong-mai", [("Phương Mẫu", None)],
    ),
    "nukeviet.html": (
        "2019", "Lớp tập huấn kế toán cho 40 hợp tác xã", "14/05/2019 16:10", "dao-tao", [("Ngô Thị Mẫu", "Phó Chủ tịch Liên minh")],
    ),
    "portal.html": ("2021", "Kế hoạch mới của tỉnh Mẫu về hợp tác xã", "12/10/2021 08:05", "diem-tin", [("Vân Mẫu", None)]),
    "wordpress.html": ("2021", "HTX Suối Mơ được công nhận 4 sao", "09/03/2021 09:15", "guong-dien-hinh", [("Trần Thu Mẫu", None)]),
    "newspaper.html": ("2022", "Chè Bản Mẫu vào siêu thị", "01/08/2022 07:30", "tin-hoat-dong", [("Lê Mẫu Anh", None), ("Đỗ Mẫu", None)]),
    "other-generator.md": ("2023", "Hội thảo: chuyển đổi số", "06/05/2023 08:30", "dao-tao", [("Phạm Mẫu", None)]),
}  # fmt: skip
FURNITURE = (
    "GMT", "lượt xem", "cỡ chữ", "Đánh giá", "Tổng số điểm", "Click để", "Thư viện ảnh", "Liên kết Website", "Chia sẻ", "bình luận", "Trang nhất",
    "Trang chủ", "Tin cũ 1", "Bài khác", "Một bài khác", "Tệp đính kèm", "./.", "alert(",
)  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_a_saved_page(project: Path, name: str) -> None:
    """Title, moment, category, authors and the folder of the year; without a stamp a draft in the build date's year."""
    decoded, text = import_page(project, SAVED_PAGES / name)
    year, title, moment, category, authors = FACTS[name]
    record = decoded.record
    assert (decoded.source.year, record.title, record.category) == (year, title, category)
    assert (f"{record.published_at:%d/%m/%Y %H:%M}" if record.published_at else None) == moment
    assert [(author.name, author.title) for author in record.authors] == authors
    assert ("Chưa rõ ngày giờ đăng" in list_remarks(text)) == (moment is None)
    assert record.draft or moment is not None


@pytest.mark.parametrize("name", FACTS)
def test_furniture_is_no_text(project: Path, name: str) -> None:
    """Clocks, counts, menus, other articles and end marks are neither in the lead nor in the body; no line stands twice."""
    decoded, _ = import_page(project, SAVED_PAGES / name)
    printed = f"{decoded.record.lead}\n{decoded.body}"
    assert [words for words in FURNITURE if words in printed] == []
    lines = [line for line in printed.split("\n") if line]
    assert len(lines) == len(set(lines))
    assert decoded.record.title not in lines


def test_captions_without_their_photos_are_remarks(project: Path) -> None:
    """A caption whose photo is not there leaves the text and stays as a remark, with the sentence after which it stood."""
    decoded, text = import_page(project, SAVED_PAGES / "newspaper-clock.txt")
    remarks = list_remarks(text)
    for caption in ("Đồng chí trưởng đoàn kiểm tra luống rau tại hợp tác xã.", "Các thành viên giới thiệu quy trình với đoàn."):
        assert caption not in decoded.body
        assert f"«{caption}»" in remarks
    assert "sau câu «" in remarks
    _, text = import_page(project, SAVED_PAGES / "newspaper-glued-authors.txt")
    assert "«Học viên dự buổi học đầu tiên.»" in list_remarks(text)


def test_form_of_a_text_file(project: Path) -> None:
    """Short lines between paragraphs are headings; a box of other articles in the middle falls out, and the article goes on behind it."""
    decoded, text = import_page(project, SAVED_PAGES / "newspaper-trail.txt")
    lines = [line[:30].strip() for line in decoded.body.split("\n") if line]
    assert lines == [
        "Từ 12 hộ ban đầu, đến nay hợp",
        "## 1. Đổi mới cách bán",
        "Bà Nguyễn Thị Mẫu, giám đốc hợ",
        "Thời gian tới, hợp tác xã sẽ m",
    ]
    remarks = list_remarks(text)
    assert "«Mật ong được đóng chai tại xưởng của hợp tác xã (Ảnh: Phương Mẫu)»" in remarks
    assert "| Nuôi ong lấy mật ở vùng cao" in remarks
    assert decoded.record.tags == ("mật ong", "sàn thương mại điện tử")


def test_partial_dates_help_the_editor(project: Path) -> None:
    """Where no stamp is found, the remark repeats what the text says of the day, and a line waits for the date."""
    _, text = import_page(project, SAVED_PAGES / "newspaper-doubled-lead.txt")
    assert "Trong bài có nhắc: Ngày 3/2; Năm 2023." in list_remarks(text)
    assert "\n# published_at: 2026-01-01 08:00\n" in text


def test_poster_and_dropped_lines(project: Path) -> None:
    """The poster is not the author; lines that were left out at the end can be read in the remarks."""
    decoded, text = import_page(project, SAVED_PAGES / "nukeviet.txt")
    assert decoded.record.posted_by == "Phạm Thử Nghiệm"
    assert "| Lịch sử hình thành" in list_remarks(text)
    assert "| I. THÀNH LẬP" in list_remarks(text)


def test_attachment_that_is_named_only(project: Path) -> None:
    """Original name, number, date and title of the document; until the file is there the post is a draft and a warning says so."""
    decoded, text = import_page(project, SAVED_PAGES / "portal-attachment.txt")
    (file,) = decoded.record.attachments
    assert file.file == "88_KH PTKTTT 2020-UBND.signed.pdf"
    assert (file.number, f"{file.issued_on}", file.signed) == ("88/KH-UBND", "2019-11-04", True)
    assert file.title == "Kế hoạch 88/KH-UBND ngày 4 tháng 11 năm 2019 về phát triển kinh tế tập thể năm 2020"
    assert decoded.record.draft
    assert "rồi bỏ dòng draft" in list_remarks(text)
    assert (
        "- Thành lập mới 12 hợp tác xã, 30 tổ hợp tác.\n- Có thêm 400 thành viên.\n- Doanh thu bình quân đạt 1.100 triệu đồng."
        in decoded.body
    )


def test_files_beside_the_page_come_along(project: Path, tmp_path: Path) -> None:
    """The browser's folder of files holds the photo, and the document lies beside the page: both are copied, the post is no draft."""
    saved = tmp_path / "da-luu"
    (saved / "wordpress_files").mkdir(parents=True)
    page = Path(shutil.copy(SAVED_PAGES / "wordpress.html", saved))
    Image.new("RGB", (300, 200), "green").save(saved / "wordpress_files/anh 1.jpg")
    (saved / "12_QD-UBND.signed.pdf").write_bytes(b"%PDF-1.4 minh hoa")
    decoded, _ = import_page(project, page)
    record = decoded.record
    folder = decoded.source.path.with_suffix("")
    assert sorted(path.name for path in folder.iterdir()) == ["12_QD-UBND.signed.pdf", "anh-1.jpg"]
    assert (record.cover.file, record.cover.caption, record.cover.credit) == ("anh-1.jpg", "Thành viên đóng gói sản phẩm", "Thu Hà")
    assert record.cover.alt != record.title
    assert not record.draft
    assert record.posted_by == "admin"
    assert (record.source.name, record.source.url) == ("Báo Mẫu", "https://bao.example.vn")
    assert record.tags == ("OCOP", "chè")


def test_form_of_a_web_page(project: Path) -> None:
    """Headings, lists, tables and good links become Markdown; foreign schemes become words, frames a remark."""
    decoded, text = import_page(project, SAVED_PAGES / "wordpress.html")
    assert "## Chuẩn bị từ vùng trồng" in decoded.body
    assert "- Chăm sóc\n    - Tỉa cành\n- Thu hái\n\n1. Một\n2. Hai" in decoded.body
    assert "| Năm | Sản lượng |\n| --- | --- |\n| 2019 | 12 tấn \\| khô |" in decoded.body
    assert "Đường dẫn xấu, [tốt](https://example.org/a%20b), [tương đối](https://htxmau.example.vn/trang)." in decoded.body
    remarks = list_remarks(text)
    assert "https://www.youtube.com/embed/abc" in remarks
    assert "previous_urls: /2021/03/htx-suoi-mo/" in remarks
