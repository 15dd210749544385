"""Hand-written pages and Markdown become words: what a reader sees, and nothing else."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.search import ProseText, read_page
from generator.search.prose import read_html, read_markdown

PAGE = (
    '<h1 id="a">Liên hệ &amp; góp ý<a class="headerlink" href="#a">&para;</a></h1>\n<p>Giờ <strong>làm</strong>việc:</p>'
    "<ul><li>sáng</li><li>chiều</li></ul><script>ẩn()</script><!-- chú thích --><p>hết<br>ngày</p>"
)


def test_a_page_is_its_heading_and_its_text():
    """The heading is the title and not said twice; a word ends where a block ends, not where an emphasis does."""
    page = read_page("lien-he/", PAGE, "Thực đơn", "Cách liên hệ", date(2026, 11, 20))
    assert page == ProseText("lien-he/", "Liên hệ & góp ý", "Cách liên hệ", "Giờ làmviệc: sáng chiều hết ngày", date(2026, 11, 20))


def test_a_page_without_a_heading_has_its_own_title():
    """As MkDocs gives it: a piece of HTML."""
    assert read_page("", "<p>Chào</p>", "Chè &lt;sạch&gt; <em>nhất</em>").title == "Chè <sạch> nhất"


PIECES = [
    "<",
    ">",
    "!",
    "[",
    "]",
    "-",
    "/",
    "&#",
    ";",
    "=",
    '"',
    "'",
    " ",
    "a",
    "?",
    "<!--",
    "<![",
    "]]>",
    "<script>",
    "</script>",
    "CDATA[",
    "<!DOCTYPE",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("<![foo[ a]]>")
@example("&#x110000;\x00<p>\x1a</p>")
@settings(max_examples=300)
def test_broken_html_breaks_nothing(html):
    """What is pasted into a page may be anything; what stands before it is read."""
    assert read_html("<p>chữ</p>" + html).startswith("chữ")


@pytest.mark.parametrize(
    ("source", "kept", "lost"),
    [
        ("Xem [hồ sơ](htx:thai-nguyen/che) và", "hồ sơ", "thai-nguyen"),
        ('![Ảnh chảo](chao.png "Chảo gang") rồi', "Ảnh chảo", "png"),
        ("Xem [bài][1].\n\n[1]: https://a.vn/bai\n", "bài", "a.vn"),
        ("Ở https://a.vn/mua-hang hoặc <https://b.vn/> nhé", "hoặc", "a.vn"),
        ("Giá [tạm tính] 5.000 đ", "tạm tính", "\x00"),
        (None, "", "x"),
    ],
)
def test_addresses_of_markdown_are_no_words(source, kept, lost):
    """The words of a link stay, where it leads does not."""
    assert kept in read_markdown(source)
    assert lost not in read_markdown(source)


@pytest.mark.parametrize("source", ["](" * 50_000, "[" * 100_000, "https://" * 20_000, "[a]:" * 30_000, "](a " * 30_000])
def test_hostile_markdown_takes_no_time(source):
    """A text full of open marks is read in time that grows with its length."""
    start = time.perf_counter()
    read_markdown(source)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "html",
    [
        "<p>thấy <span hidden>giấu</span> rõ</p>",
        "<p>thấy</p><div hidden><div>giấu</div> giấu <br> giấu</div><p>rõ</p>",
        "<noscript>giấu</noscript><p hidden>giấu</p><p>thấy rõ</p>",
        '<p>thấy <input hidden value="giấu"> rõ</p>',
    ],
)
def test_what_nobody_sees_is_no_word(html: str) -> None:
    """Elements with the attribute `hidden`, with all that is inside them, and what stands there for browsers without scripts."""
    assert read_html(html) == "thấy rõ"
