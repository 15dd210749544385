"""`htx import-post`: what it writes and refuses, whatever the page is; nothing ends in a traceback, nothing is overwritten."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.render.markdown import BodyRenderer
from generator.staff.import_post.body import format_body
from generator.staff.import_post.cleaning import clean_line
from generator.staff.import_post.importing import write_new
from generator.staff.import_post.model import Block, Run
from tests.small_project import read_tree, write_project
from tests.staff.import_post_site import LEAD, TEXT, import_text, list_remarks, run_import, write_page

ARTICLE = f"Chuyến hàng đầu tiên của hợp tác xã\n26/06/2020 14:34\n{LEAD}\n{TEXT}\n"
HTML = "<html><body><h1>Chuyến hàng đầu tiên của hợp tác xã</h1><p>{lead}</p><p>{text}</p>{more}</body></html>"
TCVN3 = "§¹i héi thµnh viªn hîp t¸c x· n¨m nay. S¸ng nay, hîp t¸c x· tæ chøc ®¹i héi thµnh viªn víi nhiÒu n«ng d©n."
TITLES = (
    '- gạch "nháy": # thăng',
    "'nháy đơn' @ % & * ! | > ? {[",
    "true và no: 12:37",
    "Tiêu đề\x07 có \x1b ký tự\u202e lạ",
    "</title><script>alert(1)</script>",
)


def windows_1258(text: str) -> bytes:
    """Text as old Windows programs saved it: the tone is a sign of its own behind the letter."""
    encoded = b""
    for character in text:
        try:
            encoded += character.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", character)
            shape = "".join(mark for mark in marks if mark in "\u0302\u0306\u031b")
            tone = "".join(mark for mark in marks if mark not in shape)
            encoded += unicodedata.normalize("NFC", base + shape).encode("cp1258") + tone.encode("cp1258")
    return encoded


@pytest.mark.parametrize(
    "content",
    [ARTICLE.encode(), b"\xef\xbb\xbf" + ARTICLE.encode(), ARTICLE.encode("utf-16"), windows_1258(ARTICLE), unicodedata.normalize("NFD", ARTICLE).encode()],
    ids=["utf-8", "mark", "utf-16", "windows-1258", "decomposed"],
)  # fmt: skip
def test_encodings_of_old_files(project: Path, content: bytes) -> None:
    """The same post comes out of every encoding that Unicode and Windows had."""
    decoded, _ = import_text(project, content)
    assert (decoded.record.title, decoded.record.lead) == ("Chuyến hàng đầu tiên của hợp tác xã", LEAD)
    assert decoded.body.strip() == TEXT


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "không có chữ nào"),
        ("a.html", b" \n ", "không có chữ nào"),
        ("a.txt", bytes(range(256)) * 20, "không phải là tệp chữ"),
        ("a.pdf", ARTICLE.encode(), "đuôi «.pdf»"),
        ("a.txt", TCVN3.encode(), "TCVN3"),
        ("a.txt", TCVN3.encode("latin-1"), "TCVN3"),
        ("a.txt", "Hoäi nghò toång keát coâng taùc naêm, caùc ñaïi bieåu ñaõ thaûo luaän veà keá hoaïch môùi".encode(), "VNI"),
        ("a.txt", "Trang chủ\nĐăng nhập\n1,204 lượt xem\nThư viện ảnh\n".encode(), "Không tìm thấy nội dung"),
        ("a.html", b"<html><body><nav><a>Menu</a></nav><p>123 views</p></body></html>", "Không tìm thấy nội dung"),
        ("a.txt", "Chỉ có tiêu đề mà thôi".encode(), "Không tìm thấy nội dung"),
        ("a.md", b">" * 50_000, "Markdown lồng nhau"),
        ("a.txt", ("Bài rất dài\n" + LEAD + "\n" + "chữ " * 60_000).encode(), "body-too-long"),
    ],
)
def test_pages_that_cannot_become_a_post(project: Path, name: str, content: bytes, words: str) -> None:
    """A Vietnamese sentence says why, the command ends with 1, nothing is written."""
    page = write_page(project, name, content)
    before = read_tree(project)
    result = run_import(project, page)
    assert (result.exit_code, words in result.output) == (1, True), result.output
    assert isinstance(result.exception, SystemExit)
    assert read_tree(project) == before


def test_folder_and_missing_file(project: Path) -> None:
    """A folder or a file that is not there is a sentence too."""
    assert "là một thư mục" in run_import(project, project / "docs").output
    missing = run_import(project, project / "khong-co.txt")
    assert (missing.exit_code, "không có tệp" in missing.output) == (1, True)


def test_nothing_is_overwritten(project: Path) -> None:
    """The second import of a title is refused with the way out; a file in the post's folder is left as it is."""
    page = write_page(project, "bai.txt", ARTICLE)
    assert run_import(project, page).exit_code == 0
    before = read_tree(project)
    again = run_import(project, page)
    assert (again.exit_code, "--slug" in again.output) == (1, True)
    assert read_tree(project) == before
    assert run_import(project, page, "--slug", "ten-khac").exit_code == 0
    assert (project / "docs/tin-tuc/2020/ten-khac.md").is_file()
    assert run_import(project, page, "--slug", "../len-tren").exit_code == 1


def test_a_file_that_appears_while_writing_is_left_as_it_is(tmp_path: Path) -> None:
    """Two imports at once: the second finds the way free and the place taken. What is not its own is not taken back."""
    path, written = tmp_path / "bai.md", []
    path.write_bytes(b"cua nguoi khac")
    with pytest.raises(FileExistsError):
        write_new(path, b"moi", written)
    assert (path.read_bytes(), written) == (b"cua nguoi khac", [])


def test_a_file_in_the_posts_folder_is_in_the_way(project: Path) -> None:
    """An attachment never replaces a file that is there, and the post is not written either."""
    page = write_page(project, "bai.txt", f"{ARTICLE}Tệp đính kèm: a b.pdf\n")
    (page.parent / "a b.pdf").write_bytes(b"%PDF-1.4 moi")
    old = project / "docs/tin-tuc/2020/chuyen-hang-dau-tien-cua-hop-tac-xa/a b.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"%PDF-1.4 cu")
    assert run_import(project, page).exit_code == 1
    assert old.read_bytes() == b"%PDF-1.4 cu"
    assert not old.parent.with_suffix(".md").exists()


def test_dry_run_writes_nothing(project: Path) -> None:
    """The post is printed, the project stays as it was."""
    page = write_page(project, "bai.txt", ARTICLE)
    before = read_tree(project)
    result = run_import(project, page, "--dry-run")
    assert "Sẽ ghi docs/tin-tuc/2020/chuyen-hang-dau-tien-cua-hop-tac-xa.md" in result.output
    assert "published_at: 2020-06-26 14:34" in result.output
    assert read_tree(project) == before


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_break_notations(project: Path, title: str) -> None:
    """Signs of YAML, HTML and terminals in a title stay words or fall away; the record has the title that was found."""
    decoded, _ = import_text(project, f"{title}\n26/06/2020 14:34\n{LEAD}\n{TEXT}\n")
    assert decoded.record.title == clean_line(title)
    assert decoded.record.published_at is not None


def test_very_long_title_is_kept_in_a_remark(project: Path) -> None:
    """The title is cut between words, the whole of it stays for the editor."""
    decoded, text = import_text(
        project, HTML.format(lead=LEAD, text=TEXT, more="").replace("Chuyến hàng", "Dài lắm " * 90 + "Chuyến hàng"), "a.html"
    )
    assert len(decoded.record.title) <= 300
    assert "Tiêu đề quá dài" in list_remarks(text)


def test_nothing_outside_the_pages_folder_is_taken(project: Path) -> None:
    """Addresses that climb out of the folder, and links that lead out of it, bring no file along."""
    secret = project / "bi-mat.pdf"
    secret.write_bytes(b"%PDF-1.4 bi mat")
    more = '<p><img src="../../bi-mat.png"></p><div class="attach"><a href="../bi-mat.pdf">Tải về</a> <a href="noi.pdf">Nối</a></div>'
    page = write_page(project, "bai.html", HTML.format(lead=LEAD, text=TEXT, more=more))
    (page.parent / "noi.pdf").symlink_to(secret)
    assert run_import(project, page).exit_code == 0
    assert [path.name for path in project.glob("docs/tin-tuc/*/*") if path.is_dir()] == []


def test_hostile_links_and_markup_become_words(project: Path) -> None:
    """Scripts are gone, foreign schemes leave their words, signs of Markdown and tags are printed as they were."""
    more = (
        '<script>alert(1)</script><p>Bấm <a href="java\nscript:alert(1)">vào đây</a>, ![a](b.png) [x](htx:a/b) &lt;b&gt;đậm&lt;/b&gt;.</p>'
        "<p># thăng</p><p>1. số</p><p>&gt; trích</p><p>[[tin-moi 5]]</p>"
    )
    decoded, _ = import_text(project, HTML.format(lead=LEAD, text=TEXT, more=more), "a.html")
    html = str(BodyRenderer().render(decoded.body))
    assert "<p>Bấm vào đây, ![a](b.png) [x](htx:a/b) &lt;b&gt;đậm&lt;/b&gt;.</p>" in html
    for words in ("<p># thăng</p>", "<p>1. số</p>", "<p>&gt; trích</p>", "<p>[[tin-moi 5]]</p>"):
        assert words in html


def test_tangles_are_read_without_deep_calls(project: Path) -> None:
    """Thousands of nested elements, tables and lists are a page like another."""
    for number, tangle in enumerate(("<div>" * 20_000, "<table><tr><td>" * 3_000, "<ul><li>" * 3_000, "<b><i>" * 3_000)):
        content = f"<html><body><h1>Chuyến hàng số {number} của hợp tác xã</h1>{tangle}<p>{LEAD}</p><p>{TEXT}</p>"
        decoded, _ = import_text(project, content, "a.html")
        assert decoded.record.title == f"Chuyến hàng số {number} của hợp tác xã"
        assert LEAD in f"{decoded.record.lead}{decoded.body}"


def test_clock_above_the_title_is_no_stamp(project: Path) -> None:
    """Today's date on the old site makes no date of publication; the remark names it."""
    decoded, text = import_text(project, ARTICLE.replace("26/06/2020 14:34\n", "").join(["Thứ 4, 15/01/2025, 09:12[GMT+7]\n", ""]))
    assert decoded.record.published_at is None
    assert decoded.record.draft
    assert "đồng hồ" in list_remarks(text)


def test_a_lead_alone_is_a_post(project: Path) -> None:
    """A notice of one paragraph has a lead and no body."""
    decoded, _ = import_text(project, f"Thông báo nghỉ lễ của văn phòng\n{LEAD}\n")
    assert (decoded.record.lead, decoded.body) == (LEAD, "")


LINES = st.sampled_from(
    ("Trang chủ", "Tin tức", "Liên minh HTX tỉnh Mẫu", "Chuyến hàng đầu tiên của hợp tác xã", "Thứ 4, 15/01/2025, 09:12[GMT+7]", "26/06/2020 14:34",
     "Ngày đăng: 31/12/2030", "Cập nhật: 01/01/2019 10:00", "12 lượt xem", LEAD, TEXT, f"{TEXT}./.", "Các đại biểu dự buổi lễ.", "Ảnh: Thu Mẫu",
     "Lan Mẫu- Minh Thử", "Tác giả: ", "Tác giả bài viết: Vũ Mẫu, Giám đốc", "Nguồn: Báo Mẫu", "Theo Báo Mẫu", "Tệp đính kèm", "Tệp đính kèm: a:b?.pdf",
     "1_KH.signed.pdf; x.rar", "Tin liên quan", "Từ khóa: a, b,, c", "+ Mục một", "- Mục hai", "1. Phần một", "Trang chủ > Đào tạo", ">> *", "...", "…", "",
     "Người đăng bài viết: admin", "[[tin-moi 5]]", "---", "# a", "(BM) - Một câu ngắn", "«»", "x" * 1200, "chữ " * 400)
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=14), ending=st.sampled_from((".txt", ".md", ".html")))
def test_any_mix_of_lines_is_a_post_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, lines: list[str], ending: str) -> None:
    """Whatever order lines of old pages come in, the command writes a post without mistakes or says why not."""
    project = tmp_path_factory.mktemp("du-an")
    write_project(project)
    marked = "".join(f"<p>{escape(line)}</p>" for line in lines) if ending == ".html" else "\n".join(lines)
    result = run_import(project, write_page(project, f"bai{ending}", marked), "--slug", "bai-thu")
    assert result.exit_code in (0, 1), result.exception
    assert (result.exit_code == 0) == (len(list(project.glob("docs/tin-tuc/*/bai-thu.md"))) == 1)
    assert isinstance(result.exception, SystemExit) == (result.exit_code == 1)
    assert "chưa hợp lệ" not in result.output


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS, lead=WORDS, body=WORDS)
def test_whatever_is_found_is_read_back(tmp_path_factory: pytest.TempPathFactory, title: str, lead: str, body: str) -> None:
    """Title, lead and body of a page come back from the post file as the words they were."""
    project = tmp_path_factory.mktemp("du-an")
    write_project(project)
    title, lead, body = (
        f"Đây là {name} thử gồm {clean_line(words)} ở giữa" for name, words in (("tiêu đề", title), ("dẫn", lead), ("thân", body))
    )
    markup = "".join(
        f"<{tag}>{escape(words)}</{tag}>" for tag, words in (("h1", title), ("p", f"{lead}, {LEAD}"), ("p", f"{body}. {TEXT}"))
    )
    decoded, _ = import_text(project, f"<html><body>{markup}</body></html>", "a.html")
    assert (decoded.record.title, decoded.record.lead) == (clean_line(title), clean_line(f"{lead}, {LEAD}"))
    assert decoded.body == format_body([Block("paragraph", (Run(clean_line(f"{body}. {TEXT}")),))], {})


@settings(max_examples=300)
@given(words=WORDS)
def test_words_in_a_body_stay_words(words: str) -> None:
    """The page prints exactly the words that the old page had, whatever signs of Markdown are among them."""
    words = clean_line(words)
    html = BodyRenderer().render(format_body([Block("paragraph", (Run(words),))], {}))
    assert html == (f"<p>{escape(words)}</p>" if words else "")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
