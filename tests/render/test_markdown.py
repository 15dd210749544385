"""Staff's Markdown: what comes out, what is taken out, and that shortcuts change nothing."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.tangles import find_tangle
from generator.render.environment import safe_href
from generator.render.markdown import BodyContext, BodyRenderer, Picture, is_plain

PICTURES = {"anh.png": Picture("../../tep/anh.jpg", (("width", "800"), ("height", "600")))}
CONTEXT = BodyContext(
    resolve_link=lambda href: "../../ho-so/" if href == "htx:a/b" else "" if href.startswith(("htx:", "#")) else safe_href(href),
    find_picture=PICTURES.get,
)
PIECES = (
    "Đoạn văn thường.", "hai dòng\nliền nhau", "**đậm** chữ", "- mục\n- mục hai", "1. một\n2. hai", "> trích", "# Tiêu đề", "Tiêu đề\n===", "| a | b |\n|---|---|\n| 1 | 2 |",
    "    mã", "[x](https://a.example)", "[r]: https://q.example", "[r]", "'nháy' \"kép\"", "hai dấu cách  \nxuống dòng", "---", "`m`", "***", "  lùi", "\ttab", "1) a", "+ x",
    "Xem [hồ sơ](htx:a/b), [b_c](https://a.example/x_y?a=1#b).", "[x](y)\n[z](t) [u](mailto:a@b.vn)", "![x](y) [a](b)", "[[x](y)](z) a", "[ ](x) a", "[x](y)z",
    "1. [x](y) a", "[1](x). a", "[x](y) [r]", "a [x](y)", "a [x](a_b_c) _d_", "[x](y): z", "[x](y)(z) 'a'", "a!\n[x](y)", "a [x](<y>)", "[x]( y ) a", "a [x](y \"z\")",
    "_n_", "a_b_c", "\\*", "a\xa0b", "- a\n\n    con", "x: y", "=", ".", "&amp; &", "<b>", "12.", "a\x0cb", "![a](b.png)", "\u2028x", "0", "",
)  # fmt: skip
BODY_ELEMENTS = """
p br strong em a ul ol li blockquote code pre h2 h3 h4 h5 h6 hr table thead tbody tr th td div figure figcaption img
"""


@pytest.fixture
def bodies():
    return BodyRenderer()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Một **hai** *ba*", "<p>Một <strong>hai</strong> <em>ba</em></p>"),
        ("[hồ sơ](htx:a/b)", '<p><a href="../../ho-so/">hồ sơ</a></p>'),
        ("[không **có**](htx:x/y) nữa", "<p>không <strong>có</strong> nữa</p>"),
        ("[xấu](javascript:alert) [xấu](data:x)", "<p>xấu xấu</p>"),
        ("<https://a.example> <ftp://a.example>", '<p><a href="https://a.example">https://a.example</a> ftp://a.example</p>'),
        ("[gọi](tel:+84912345678)", '<p><a href="tel:+84912345678">gọi</a></p>'),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("trước ![chữ thay](la.png) sau", "<p>trước chữ thay sau</p>"),
        (
            '![chữ thay](anh.png "Chú thích")',
            '<figure><img alt="chữ thay" decoding="async" height="600" loading="lazy" src="../../tep/anh.jpg" width="800"><figcaption>Chú thích</figcaption>\n</figure>',
        ),
        ("x ![a](anh.png) y", '<p>x <img alt="a" decoding="async" height="600" loading="lazy" src="../../tep/anh.jpg" width="800"> y</p>'),
    ],
)
def test_markdown_comes_out_as(bodies, source, expected):
    """Links of known schemes, figures from the record's folder, raw HTML as text."""
    assert bodies.render(source, CONTEXT) == expected


@pytest.mark.parametrize(
    ("levels", "top", "expected"),
    [
        ("# ## ###", 2, [2, 3, 4]),
        ("### ### #", 2, [2, 2, 2]),
        ("# ####", 3, [3, 4]),
        ("## # ##", 2, [2, 2, 3]),
        ("# ## ### #### ##### ######", 3, [3, 4, 5, 6, 6, 6]),
    ],
)
def test_headings_fit_below_the_page(bodies, levels, top, expected):
    """The first heading has the top level and no level is skipped, whatever was typed."""
    source = "\n\n".join(f"{signs} Đề" for signs in levels.split())
    html = bodies.render(source, BodyContext(safe_href, PICTURES.get, top))
    assert [int(part[0]) for part in html.split("<h")[1:]] == expected


def test_tables_scroll_and_carry_no_style(bodies):
    """A wide table has a box with a name that keyboards reach; alignment is a class."""
    html = bodies.render("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert 'role="region"' in html and 'tabindex="0"' in html and "style=" not in html
    assert '<td class="htx-center">1</td>' in html and '<td class="htx-right">2</td>' in html


@pytest.mark.parametrize(
    "source",
    ["> " * 2000 + "x", "- " * 3000 + "x", "[" * 20000, "![" * 20000, "*a " * 5000, "`" * 20001, "<" * 20000, "[" * 9000 + "](" * 9000],
)
def test_tangled_text_is_printed_and_spoils_nothing(bodies, source):
    """Nesting beyond reason is no traceback and no hour of work, and the next body comes out as ever."""
    before = bodies.render("Một **hai**")
    assert bodies.render(source)
    assert bodies.render("Một **hai**") == before


@pytest.mark.parametrize(
    "source",
    [
        "[a](" * 15_000,
        "![a](" * 12_000,
        "# a\n" * 15_000,
        "\\*" * 30_000,
        "](![\\" * 5000,
        "`" * 9000,
        "---\n" * 9000,
        "1. " * 9000,
        "  \n](" * 40_000,
    ],
)
def test_text_beyond_reason_is_not_given_to_the_converter(bodies, monkeypatch, source):
    """Its time would grow with the square of their number; the words come out as they were typed."""
    monkeypatch.setattr(BodyRenderer, "convert", lambda *_: pytest.fail("converted"))
    assert "a" in bodies.render(source + "a")


def test_words_that_slip_through_are_not_given_to_the_inline_patterns(bodies):
    """A paragraph that looks like a list when its lines are counted is one text for the converter, and too much work for it."""
    source = "Đầu\n" + "1. *![[\n" * 1400 + "\n**cuối**"
    assert not find_tangle(source)
    html = bodies.render(source)
    assert html.count("*![[") == 1400 and "<strong>" not in html
    assert "<strong>" in bodies.render("**cuối**")


def test_a_long_table_with_links_is_still_a_table(bodies):
    """What people write is far from the bound: a row is converted alone."""
    html = bodies.render("| a | b |\n|---|---|\n" + "| [x](https://a.example) | **2** |\n" * 600)
    assert html.count("<a ") == html.count("<strong>") == 600


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n"]))
def test_shortcuts_give_the_same_bytes(pieces, separator):
    """Plain paragraphs set aside and patterns left out change nothing that the whole converter would give."""
    source = separator.join(pieces)
    full = BodyRenderer()
    full.body_processor.context = CONTEXT
    assert BodyRenderer().render(source, CONTEXT) == full.find_converter("".join("`\\[<&*_")).convert(source)


EASY = st.text(alphabet=st.sampled_from("aă .,\n!([])](x:/_-1#*"), max_size=30)


@given(st.lists(st.one_of(st.just("[chữ](htx:a/b)"), st.just("[a b](https://a.example/_x_)"), EASY), min_size=1, max_size=6))
def test_easy_links_give_the_same_bytes(pieces):
    """Links in paragraphs of words, with anything around them that could make them something else."""
    source = " ".join(pieces)
    full = BodyRenderer()
    full.body_processor.context = CONTEXT
    assert BodyRenderer().render(source, CONTEXT) == full.find_converter("".join("`\\[<&*_")).convert(source)


def test_easy_paragraphs_do_not_need_the_converter(monkeypatch):
    """Words and links to records: the most that many texts have."""
    asked = []
    convert = BodyRenderer.convert
    monkeypatch.setattr(BodyRenderer, "convert", lambda bodies, source: asked.append(source) or convert(bodies, source))
    html = BodyRenderer().render("Xem [hồ sơ](htx:a/b) nhé.\n\nHai.\n\n**Ba.**", CONTEXT)
    assert html == '<p>Xem <a href="../../ho-so/">hồ sơ</a> nhé.</p>\n<p>Hai.</p>\n<p><strong>Ba.</strong></p>'
    assert [source for source in asked if "hồ sơ" in source or "Hai" in source] == []


@given(st.text(alphabet=st.sampled_from("aă .,\n-+*_`[](){}<>&#|!\\\"'=:1\t\xa0"), max_size=60))
def test_any_text_becomes_harmless_html(source):
    """A sanitiser that knows only the few elements of bodies finds nothing to take away."""
    html = str(BodyRenderer().render(source))
    attributes = {"*": {"class", "role", "aria-label", "tabindex"}, "a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
    cleaned = nh3.clean(
        html, tags=set(BODY_ELEMENTS.split()), attributes=attributes, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )
    assert count_tags(cleaned) == count_tags(html)


def count_tags(html):
    return sum(html.count(f"<{first}") for first in "abcdefghijklmnopqrstuvwxyz")


def test_plain_is_what_nobody_marked_up():
    assert is_plain("Năm 2025, lãi 1.950 triệu (tăng 5%).\nDòng hai: «được».")
    assert not any(map(is_plain, ("*a*", "- a", "1. a", " a", "a ", "a\tb", "x\n===", "<b>", "a & b")))
