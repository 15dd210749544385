"""What is written short is explained once a page."""

from __future__ import annotations

import pickle

import pytest
from markupsafe import Markup

from generator.records import Abbreviations
from generator.render.abbreviations import AbbreviationBook, AbbreviationMarker
from tests.builders import make_post, vocabularies
from tests.render.rendering import make_catalog, render_site

BOOK = AbbreviationBook(
    {"HTX": "hợp tác xã", "LHHTX": "liên hiệp HTX", "HĐND": "Hội đồng nhân dân", "QĐ": "quyết định", "TTg": "Thủ tướng"}
)
HTX = '<abbr title="hợp tác xã">HTX</abbr>'


def mark(html: str) -> str:
    return str(AbbreviationMarker(BOOK).mark(Markup(html)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Các HTX và HTX khác</p>", f"<p>Các {HTX} và HTX khác</p>"),
        ("<p>(HTX), «HTX»</p>", f"<p>({HTX}), «HTX»</p>"),
        ("<p>Hết HTX.</p>", f"<p>Hết {HTX}.</p>"),
        ("<p><strong>HTX</strong></p>", f"<p><strong>{HTX}</strong></p>"),
        ('<p><a href="../HTX/" title="HTX">HTX A</a></p>', f'<p><a href="../HTX/" title="HTX">{HTX} A</a></p>'),
        ("<p>HTXNN, LMHTX, htx, HTX1, 5HTX rồi HTX</p>", f"<p>HTXNN, LMHTX, htx, HTX1, 5HTX rồi {HTX}</p>"),
        ("<p>đồng/HTX, HTX/THT, HTX-A, LM-HTX, a@HTX.vn, HTX.vn, &HTX; rồi HTX</p>",
         f"<p>đồng/HTX, HTX/THT, HTX-A, LM-HTX, a@HTX.vn, HTX.vn, &HTX; rồi {HTX}</p>"),
        ("<p>12/QĐ-UBND</p>", "<p>12/QĐ-UBND</p>"),
        ("<h2>HTX nào</h2><p>HTX</p>", f"<h2>HTX nào</h2><p>{HTX}</p>"),
        ("<pre><code>HTX</code></pre><p><code>HTX</code> HTX</p>", f"<pre><code>HTX</code></pre><p><code>HTX</code> {HTX}</p>"),
        ('<img alt="HTX" src="a.jpg"><figcaption>HTX</figcaption>', f'<img alt="HTX" src="a.jpg"><figcaption>{HTX}</figcaption>'),
        ("<p>LHHTX</p>", '<p><abbr title="liên hiệp HTX">LHHTX</abbr></p>'),
        ("<p>TTg</p>", '<p><abbr title="Thủ tướng">TTg</abbr></p>'),
        ("<p>kinh tế</p>", "<p>kinh tế</p>"),
    ],
)  # fmt: skip
def test_the_first_whole_word_in_text_is_explained(html, expected):
    """Not in addresses and descriptions, not in headings and code, not within a longer word or a number."""
    assert mark(html) == expected


def test_lead_and_body_are_one_page():
    """What the lead explains, the body need not; the next page begins anew."""
    marker = AbbreviationMarker(BOOK)
    assert marker.mark(Markup("HTX")) == HTX and marker.mark(Markup("<p>HTX</p>")) == "<p>HTX</p>"
    assert mark("HTX") == HTX


def test_words_of_a_vocabulary_are_escaped():
    """As every value that is printed."""
    book = AbbreviationBook({"AB": '"><script>alert(1)</script>'})
    assert AbbreviationMarker(book).mark(Markup("AB")) == ('<abbr title="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">AB</abbr>')


def test_a_book_without_words_marks_nothing_and_travels_to_other_processes():
    """A site may have emptied the list."""
    assert AbbreviationMarker(AbbreviationBook({})).mark(Markup("<p>HTX</p>")) == "<p>HTX</p>"
    assert AbbreviationMarker(pickle.loads(pickle.dumps(BOOK))).mark(Markup("HTX")) == HTX


def test_pages_explain_and_feeds_do_not():
    """A reader's program and a list get the plain words; of OCOP the page knows what it stands for."""
    post = make_post(title="Tin của HTX", lead="Các HTX & <b>OCOP</b>.")
    site = render_site(make_catalog(posts={"2026/tin": (post, "UBND tỉnh và HTX.")}))
    page = site["tin-tuc/2026/tin/index.html"]
    assert f'<p class="htx-lead">Các {HTX} &amp; &lt;b&gt;<abbr title="Mỗi xã một sản phẩm">OCOP</abbr>&lt;/b&gt;.</p>' in page
    assert '<abbr title="Ủy ban nhân dân">UBND</abbr> tỉnh và HTX.' in page
    assert page.count("<abbr") == 3 and "<h1>Tin của HTX</h1>" in page
    assert not [path for path, text in site.items() if "abbr" in text and path != "tin-tuc/2026/tin/index.html"]


def test_what_people_type_in_searches_is_not_explained():
    """Nobody writes it in an article; where the same letters stand in one they mean something else."""
    book = Abbreviations(common={"HTX": "hợp tác xã"}, names={"OCOP": "mỗi xã một sản phẩm"}, searched={"TN": "Thái Nguyên"})
    assert set(book.shown) == {"HTX", "OCOP"} and set(book.by_searched_word) == {"htx", "tn"}


def test_the_book_of_the_project_has_what_news_are_full_of():
    """The abbreviations of the field, each with its words."""
    shown = vocabularies().abbreviations.shown
    assert {"HTX", "THT", "KTTT", "UBND", "HĐND", "OCOP", "BCĐ", "QTDND", "MTTQ", "NTM"} <= set(shown)
    assert all(words != short for short, words in shown.items())
