"""The parts of an import one by one: forms of stamps, lines of names, pictures with their captions, where attachments get their details."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from generator.staff.import_post.attachments import describe_file, make_file_name
from generator.staff.import_post.draft import make_slug
from generator.staff.import_post.model import Article
from generator.staff.import_post.people import read_names
from generator.staff.import_post.stamps import find_stamp, read_moment
from generator.staff.import_post.words import OWN_VOCABULARIES, ImportWords, load_words
from tests.small_project import PROJECT, write_text
from tests.staff.import_post_site import LEAD, TEXT, import_page, import_text, list_remarks, run_import, write_page


@pytest.fixture(scope="module")
def words() -> ImportWords:
    return load_words(OWN_VOCABULARIES, PROJECT)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Thứ 6, 12/03/2021 | 09:20:14", "2021-03-12 09:20:14"),
        ("Đăng lúc: Thứ ba - 14/05/2019 16:10", "2019-05-14 16:10:00"),
        ("(07:41 | 11/11/2019)", "2019-11-11 07:41:00"),
        ("26/06/2020 14:34 GMT+7", "2020-06-26 14:34:00"),
        ("Thứ Sáu, 26/06/2020, 14:34", "2020-06-26 14:34:00"),
        ("Cập nhật: 26-06-2020 - 14h34", "2020-06-26 14:34:00"),
        ("26 Tháng Sáu, 2020", "2020-06-26 08:00:00"),
        ("Ngày 26 tháng 6 năm 2020, 14 giờ 34 phút", "2020-06-26 14:34:00"),
        ("26.6.2020 2:34:00 CH", "2020-06-26 14:34:00"),
    ],
)
def test_forms_of_stamps(words: ImportWords, line: str, moment: str) -> None:
    """Portals, newspapers and blogs write the moment in their own ways; nothing else is left of such a line."""
    stamp = find_stamp(line, words, 2027)
    assert (f"{stamp.moment:%Y-%m-%d %H:%M:%S}", stamp.rest) == (moment, "")
    assert not stamp.wrong_weekday


@pytest.mark.parametrize("line", ["99/99/2020 10:00", "Năm 2020 có 26 hợp tác xã", "26/6", "01/01/1890 10:00", "5/2020/7"])
def test_what_is_no_stamp(words: ImportWords, line: str) -> None:
    """Days that no calendar has, years before the web and figures are no stamp."""
    assert find_stamp(line, words, 2027) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [("2020-06-26T07:34:04Z", "26/06/2020 14:34"), ("2020-06-26T14:34:04+07:00", "26/06/2020 14:34"), ("2020-06-26", "26/06/2020 08:00")],
)
def test_moments_of_programs(text: str, moment: str) -> None:
    """A moment of another zone is told in Vietnam's."""
    assert f"{read_moment(text, 2027):%d/%m/%Y %H:%M}" == moment
    assert read_moment("hôm qua", 2027) is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Lan Mẫu- Minh Thử", [("Lan Mẫu", ""), ("Minh Thử", "")]),
        ("Lan Mẫu, Minh Thử và Hà Mẫu", [("Lan Mẫu", ""), ("Minh Thử", ""), ("Hà Mẫu", "")]),
        ("Vũ Văn Mẫu, Chủ tịch Liên minh HTX tỉnh", [("Vũ Văn Mẫu", "Chủ tịch Liên minh HTX tỉnh")]),
        ("Vũ Văn Mẫu (Phòng Kinh tế)", [("Vũ Văn Mẫu", "Phòng Kinh tế")]),
        ("PV", [("PV", "")]),
        ("Đặc sản tỉnh Mẫu", []),
        ("Các hộ cùng họp", []),
        ("Phó Chủ tịch", []),
    ],
)
def test_lines_of_names(words: ImportWords, line: str, people: list[tuple[str, str]]) -> None:
    """Names glued by a hyphen are two; an office behind a name is its title; other lines are no names."""
    assert [(person.name, person.title) for person in read_names(line, words)] == people


def test_details_of_a_document(words: ImportWords) -> None:
    """The number that begins the file's name is looked for in the text, with kind, date and title; a file without one keeps its name."""
    texts = ["Theo Quyết định số 45/QĐ-UBND ngày 03/02/2021 của UBND tỉnh Mẫu; việc này giao cho sở."]
    found = describe_file("/Portals/0/45-QD UBND.pdf", "Tải về", texts, words, 2027)
    assert (found.name, found.number, found.issued_on, found.signed) == ("45-QD UBND.pdf", "45/QĐ-UBND", "2021-02-03", False)
    assert found.title == "Quyết định số 45/QĐ-UBND ngày 03/02/2021 của UBND tỉnh Mẫu"
    other = describe_file("danh_sach.xlsx", "", texts, words, 2027)
    assert (other.title, other.number, other.issued_on) == ("danh sach", "", "")
    assert make_file_name("..\\..\\C:\\Tệp của tôi.pdf") == "Tệp của tôi.pdf"
    assert make_file_name("../../CON.pdf") == "con.pdf"


def test_pictures_go_where_they_stood(project: Path) -> None:
    """The first is the cover, one in the text a figure with its caption, several together the gallery; what is no picture stays a remark."""
    figure = '<p><img src="anh/{0}"></p><p><em>{1}</em></p>'
    more = (
        figure.format("bia.jpg", "Xe hàng rời kho") + f"<p>{TEXT} Đoạn hai.</p>" + f"<p>{TEXT} Đoạn ba.</p>" + figure.format("giua.png", "Bốc hàng (chiều)")
        + "".join(f'<img src="anh/{number}.jpg" alt="Góc chợ số {number}">' for number in range(3)) + figure.format("hong.jpg", "Ảnh hỏng tệp")
    )  # fmt: skip
    page = write_page(project, "a.html", f"<html><body><h1>Chuyến hàng đầu tiên của hợp tác xã</h1><p>{LEAD}</p>{more}</body></html>")
    (page.parent / "anh").mkdir()
    for name in ("bia.jpg", "giua.png", "0.jpg", "1.jpg", "2.jpg"):
        Image.new("RGB", (200, 100), "green").save(page.parent / "anh" / name)
    (page.parent / "anh/hong.jpg").write_bytes(b"khong phai anh")
    decoded, text = import_page(project, page)
    record = decoded.record
    assert (record.cover.file, record.cover.caption) == ("bia.jpg", "Xe hàng rời kho")
    assert '![Ảnh kèm bài viết](giua.png "Bốc hàng (chiều)")' in decoded.body
    assert [(picture.file, picture.alt) for picture in record.gallery] == [(f"{number}.jpg", f"Góc chợ số {number}") for number in range(3)]
    assert "anh/hong.jpg" in list_remarks(text)
    assert "Ảnh hỏng tệp" in list_remarks(text)


def test_staff_add_the_furniture_of_their_old_site(project: Path) -> None:
    """A line added to the site's own list falls out of the text; a list with a mistake is a sentence that names the line."""
    article = f"Chuyến hàng đầu tiên của hợp tác xã\n26/06/2020 14:34\nMã tin: 123\n{LEAD}\n{TEXT}\n"
    assert "Mã tin" in import_text(project, article)[1]
    own = project / "data/vocabularies"
    for path in (PROJECT / "data/vocabularies").glob("*.yml"):
        write_text(own / path.name, path.read_text(encoding="utf-8"))
    listed = (own / "import_furniture.yml").read_text(encoding="utf-8")
    write_text(own / "import_furniture.yml", listed.replace("dropped:\n", 'dropped:\n  - "mã tin: #"\n'))
    assert "Mã tin" not in import_page(project, project / "da-luu/bai.txt", "--slug", "lan-hai")[1]
    write_text(own / "import_furniture.yml", listed + "\nla_gi: [x]\n")
    result = run_import(project, project / "da-luu/bai.txt", "--slug", "lan-ba")
    assert (result.exit_code, "la_gi" in result.output) == (1, True)


def test_lines_broken_by_an_editor_are_one_paragraph(project: Path) -> None:
    """A line that goes on in small letters right below is the same sentence; a blank line or a capital begins a new one."""
    article = f"Hội thảo về phân hữu cơ ở xã Mẫu\r\n10/10/2023 15:20\r\n\r\n{LEAD}\r\n\r\nCác chuyên gia hướng dẫn từng bước, từ chọn men\r\nđến đo nhiệt độ.\r\nMọi hộ làm thử."
    decoded, _ = import_text(project, article)
    assert decoded.body == "\nCác chuyên gia hướng dẫn từng bước, từ chọn men đến đo nhiệt độ.\n\nMọi hộ làm thử.\n"


@pytest.mark.parametrize(
    ("title", "name"), [("Còn", "bai-con"), ("Trang", "bai-trang"), ("2026", "bai-2026"), ("Cồn cát ven sông", "con-cat-ven-song")]
)
def test_a_title_that_gives_a_kept_name_gets_a_longer_one(title: str, name: str) -> None:
    """No post file has a name that addresses or systems keep for themselves."""
    assert make_slug(Article(title=title), 2026, date(2026, 11, 22)) == name
