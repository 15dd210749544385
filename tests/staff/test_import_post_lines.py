"""Lines and boxes of old pages that are easily misread: what they are in the post."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.staff.import_post_site import LEAD, TEXT, import_page, import_text, list_remarks, run_import, write_page

HEAD = f"Hợp tác xã ven sông bán chuyến hàng đầu\n\n05-10-2020 | 07:30\n\n{LEAD}\n\n{TEXT}\n\n"


def write_article(text: str, head: str = "") -> str:
    """A page with a title, a stamp, a lead, a paragraph and what is to be tried."""
    return (
        f"<html><body>{head}<h1>Hợp tác xã ven sông bán chuyến hàng đầu</h1><span class=date>05/10/2020 07:30</span>"
        f"<div class=entry-content><p>{LEAD}</p><p>{TEXT}</p>{text}</div></body></html>"
    )


def test_numbered_lines_are_a_list(project: Path) -> None:
    """One right behind the other; a number that begins a part of the text stays a heading with its number."""
    decoded, _ = import_text(
        project, f"{HEAD}Một số loại rau:\n1. Cải ngọt: 18.000 đồng\n2. Rau muống: 15.000 đồng\n\n1. Kết quả\n\n{TEXT} Thêm.\n"
    )
    assert "\n1. Cải ngọt: 18.000 đồng\n2. Rau muống: 15.000 đồng\n" in decoded.body
    assert "\n## 1. Kết quả\n" in decoded.body


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("Cửa hàng của hợp tác xã mở cửa từ 6 giờ đến\n19 giờ hằng ngày.", "mở cửa từ 6 giờ đến 19 giờ hằng ngày."),
        ("Đoàn đã đến thăm ba vườn rau lớn nhất tại\nHà Nội trong tuần.", "lớn nhất tại Hà Nội trong tuần."),
        ("Hợp tác xã vừa thu hoạch xong vụ đầu được\n12 tấn rau các loại.", "vụ đầu được 12 tấn rau các loại."),
    ],
)
def test_a_line_broken_by_its_editor_is_whole(project: Path, lines: str, whole: str) -> None:
    """Before a number with a unit, and behind a word that ends no sentence."""
    decoded, _ = import_text(project, f"{HEAD}{lines}\n\n{TEXT} Thêm.\n")
    assert whole in decoded.body


def test_a_stamp_below_a_long_title_is_no_part_of_it(project: Path) -> None:
    """Its numbers are no amount."""
    decoded, _ = import_text(project, HEAD.replace("đầu\n\n05-10-2020 | 07:30", "đầu\n5 tháng 10 năm 2020, 7 giờ 30"))
    assert decoded.record.title == "Hợp tác xã ven sông bán chuyến hàng đầu"
    assert f"{decoded.record.published_at:%d/%m/%Y %H:%M}" == "05/10/2020 07:30"


@pytest.mark.parametrize(
    ("line", "names"),
    [("B.T - N.H", ["B.T", "N.H"]), ("T/h: Minh Mẫu", ["Minh Mẫu"]), ("Bài và ảnh: Minh Mẫu", ["Minh Mẫu"])],
)
def test_signatures(project: Path, line: str, names: list[str]) -> None:
    """Initials, and the labels of who gathered a text."""
    decoded, _ = import_text(project, f"{HEAD}{line}\n")
    assert [author.name for author in decoded.record.authors] == names


def test_what_a_table_is_called_stands_above_it(project: Path) -> None:
    """A box with another article, marked by its type alone, does not come along."""
    box = '<div type="RelatedOneNews"><a href="/x">Một tin khác hẳn của trang này</a></div>'
    rows = "<tr><th>Tháng</th><th>Giá</th></tr><tr><td>1</td><td>81.000</td></tr>"
    decoded, _ = import_text(project, write_article(f"{box}<table><caption>Giá tiêu (đồng/kg)</caption>{rows}</table>"), "bai.html")
    assert "Giá tiêu (đồng/kg)\n\n| Tháng | Giá |" in decoded.body
    assert "Một tin khác" not in decoded.body


def test_the_lines_above_an_official_paper_are_no_title(project: Path) -> None:
    """Its place and date are a stamp, its number stays as a remark."""
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/TB-LMHTX\nBãi Mẫu, ngày 5 tháng 10 năm 2020\n"
    decoded, text = import_text(project, head + HEAD.replace("05-10-2020 | 07:30\n", ""))
    assert f"{decoded.record.published_at:%d/%m/%Y}" == "05/10/2020"
    assert "| Số: 12/TB-LMHTX" in list_remarks(text)
    assert decoded.record.title == "Hợp tác xã ven sông bán chuyến hàng đầu"
    assert decoded.record.lead.strip() == LEAD


def test_a_letter_from_a_word_processor(project: Path) -> None:
    """Title in the middle, the name above its office at the end."""
    page = (
        "<html><head><title>BÁO CÁO</title></head><body><div class=WordSection1><p class=MsoNormal align=center><b><span>Hợp tác xã Hoa Mẫu\n"
        f"đón đoàn học tập</span></b></p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>{LEAD}</p><p class=MsoNormal>{TEXT}</p>"
        "<p class=MsoNormal align=right><b><i>Lê Thị Mẫu</i></b></p><p class=MsoNormal align=right><i>Phòng Tuyên truyền</i></p></div></body></html>"
    )
    decoded, _ = import_text(project, page, "bai.htm")
    assert decoded.record.title == "Hợp tác xã Hoa Mẫu đón đoàn học tập"
    assert [(author.name, author.title) for author in decoded.record.authors] == [("Lê Thị Mẫu", "Phòng Tuyên truyền")]
    assert decoded.body.strip() == TEXT


def test_a_file_of_a_word_processor_is_refused_with_what_to_do(project: Path) -> None:
    result = run_import(project, write_page(project, "bai.docx", b"PK\x03\x04"))
    assert result.exit_code == 1
    assert "lưu thành trang web" in result.output


def test_the_head_of_a_page_may_name_the_category_behind_the_title(project: Path) -> None:
    page = write_article("").replace(
        "<html>", "<html><head><title>Hợp tác xã ven sông bán chuyến hàng đầu - Chính sách - Trang mẫu</title></head>"
    )
    decoded, _ = import_text(project, page, "bai.html")
    assert decoded.record.category == "chinh-sach"


def test_a_slashed_trail_names_the_category(project: Path) -> None:
    decoded, text = import_text(project, f"Trang chủ / Tin tức / Chính sách\n{HEAD}")
    assert decoded.record.category == "chinh-sach"
    assert "Trang chủ" not in text


def test_a_stamp_and_files_beside_the_box_of_the_text(project: Path) -> None:
    """A portal of tables: the title, the stamp, the text and the files have a cell each."""
    page = (
        "<table><tr><td>Giới thiệu</td></tr><tr><td class=Head><b>Kế hoạch năm tới của các hợp tác xã ven sông</b></td></tr>"
        "<tr><td>&nbsp;Cập nhật lúc 8h15 ngày 3/9/2021&nbsp;</td></tr>"
        f"<tr><td class=Normal><p>{LEAD}</p><p>{TEXT}</p></td></tr>"
        '<tr><td><b>Tệp đính kèm:</b> <a href="/f/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf">Kế hoạch.pdf</a> <a href="/f/so.xlsx">Phụ lục</a></td></tr>'
        "<tr><td><a>Quay lại</a> | <a>In trang này</a></td></tr><tr><td>Các tin đã đăng:</td></tr><tr><td>Tin cũ (12/07/2021)</td></tr></table>"
    )
    decoded, _ = import_text(project, page, "bai.html")
    assert f"{decoded.record.published_at:%d/%m/%Y %H:%M}" == "03/09/2021 08:15"
    assert [(file.file, file.title) for file in decoded.record.attachments] == [("Kế hoạch.pdf", "Kế hoạch"), ("so.xlsx", "Phụ lục")]
    assert "Quay lại" not in decoded.body and "Tin cũ" not in decoded.body


def test_a_link_that_says_no_more_than_here_takes_the_words_before_it(project: Path) -> None:
    decoded, _ = import_text(
        project, write_article("<p>- Giấy mời: <a href='15 GM.doc'>tải tại đây</a></p><p>Mời các ông bà dự.</p>"), "bai.html"
    )
    assert [(file.file, file.title) for file in decoded.record.attachments] == [("15 GM.doc", "Giấy mời")]
    assert "tải tại đây" not in decoded.body


def test_a_document_is_called_what_it_is(project: Path) -> None:
    """What the sentence goes on to say of it is no title."""
    words = "<p>Theo Nghị quyết số 33/2020/NQ-HĐND, hợp tác xã được hỗ trợ vốn.</p><p><a href='33-NQ-HDND.pdf'>33-NQ-HDND.pdf</a></p>"
    decoded, _ = import_text(project, write_article(words), "bai.html")
    assert [file.title for file in decoded.record.attachments] == ["Nghị quyết số 33/2020/NQ-HĐND"]


def test_words_of_neighbouring_elements_stay_apart(project: Path) -> None:
    """The place before a newspaper's lead, the number of a note, a square measure."""
    page = write_article("<p>Vườn rộng 500 m<sup>2</sup>, bón phân hữu cơ<sup><a href='#n'>1</a></sup>.</p>")
    page = page.replace(f"<p>{LEAD}", f'<p class=description><span class="location-stamp">Tỉnh Mẫu</span>{LEAD}')
    decoded, _ = import_text(project, page, "bai.html")
    assert decoded.record.lead.strip() == f"Tỉnh Mẫu - {LEAD}"
    assert "500 m², bón phân hữu cơ (1)." in decoded.body


def test_an_empty_list_of_tags_is_none(project: Path) -> None:
    decoded, _ = import_text(
        project, write_article("").replace("</body>", "<div class=keywords>Từ khóa: <a>n/a</a></div></body>"), "bai.html"
    )
    assert decoded.record.tags == ()


def test_a_blog_tells_its_poster_beside_two_moments(project: Path) -> None:
    """The name behind them is kept, and the editor is asked."""
    meta = "<p class=posted-on>Posted on <time>26 Tháng Sáu 2020</time> <time class=updated>28 Tháng Sáu 2020</time> by <a>Minh Mẫu</a></p>"
    decoded, text = import_text(project, write_article("").replace("<span class=date>05/10/2020 07:30</span>", meta), "bai.html")
    assert (f"{decoded.record.published_at:%d/%m/%Y}", decoded.record.posted_by) == ("26/06/2020", "Minh Mẫu")
    assert "Người đăng «Minh Mẫu» có phải là người viết bài không?" in list_remarks(text)


def test_captioned_pictures_of_a_gallery_are_one(project: Path) -> None:
    """Though each has its caption, in a folder whose page was renamed since it was saved."""
    pictures = "".join(
        f"<li><figure><img src='cu_files/{name}.jpg'><figcaption>Ảnh {name}</figcaption></figure></li>" for name in ("hai", "ba", "tư")
    )
    page = write_page(project, "bai.html", write_article(f"<ul>{pictures}</ul>"))
    (page.parent / "cu_files").mkdir()
    for name in ("hai", "ba", "tư"):
        Image.new("RGB", (300, 200), "green").save(page.parent / "cu_files" / f"{name}.jpg")
    decoded, _ = import_page(project, page)
    assert [photo.caption for photo in decoded.record.gallery] == ["Ảnh hai", "Ảnh ba", "Ảnh tư"]
    assert "Ảnh" not in decoded.body
