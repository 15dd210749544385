"""Short tags become blocks: from Markdown to HTML, at every depth, below every heading."""

import re

import markdown
import pytest

from generator.render.short_tags import drop_short_tags, fill_short_tags, mark_short_tags
from generator.settings import Link
from tests.builders import make_cooperative, make_post, make_product, make_recognition
from tests.render.rendering import Reading, make_catalog, make_renderer, render_site

LINKS = (Link(name="Trang <b>bạn</b>", url="https://ban.example.vn/?a=1&b=2"),)


def convert(text):
    """As MkDocs would, with the extensions that the site's pages use."""
    return markdown.markdown(mark_short_tags(text), extensions=["fenced_code", "tables", "attr_list", "md_in_html", "footnotes"])


@pytest.fixture(scope="module")
def catalog():
    products = [make_product(slug=f"che-{number}", name=f"Chè {number}", ocop=[make_recognition()]) for number in range(8)]
    posts = {f"2026/tin-{day:02}": make_post(title=f"Tin ngày {day}", published_at=f"2026-09-{day:02} 08:00") for day in range(1, 28)}
    return make_catalog({"thai-nguyen/mot-htx": make_cooperative(products=products)}, posts)


def fill(catalog, text, url="gioi-thieu/", **settings):
    return fill_short_tags(convert(text), url, make_renderer(catalog, links=LINKS, **settings))


@pytest.mark.parametrize(("tag", "count"), [("tin-moi", 5), ("tin-moi 24", 24), ("dac-san", 6), ("dac-san 2", 2)])
def test_a_tag_shows_as_many_cards_as_it_asks_for(catalog, tag, count):
    assert fill(catalog, f"# A\n\n[[{tag}]]\n").count('<li class="htx-card') == count


def test_counts_are_those_of_the_home_page_with_their_day(catalog):
    html = fill(catalog, "[[so-lieu]]")
    assert "<strong>8</strong> sản phẩm" in html and "22/11/2026" in html


def test_links_are_escaped_and_leave_the_site_openly(catalog):
    html = fill(catalog, "[[lien-ket]]")
    assert '<a href="https://ban.example.vn/?a=1&amp;b=2" rel="external nofollow noopener">Trang &lt;b&gt;bạn&lt;/b&gt;</a>' in html


def test_links_without_any_show_nothing(catalog):
    assert fill_short_tags(convert("[[lien-ket]]"), "a/", make_renderer(catalog)).strip() == ""


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\n[[tin-moi 1]]", [1, 2]),
        ("# A\n\n## B\n\n[[tin-moi 1]]", [1, 2, 3]),
        ("# A\n\n## B\n\n### C\n\n[[dac-san 1]]\n\n[[tin-moi 1]]\n\n## D\n\n[[tin-moi 1]]", [1, 2, 3, 4, 4, 2, 3]),
        ("[[tin-moi 1]]", [2]),
        ("###### F\n\n[[tin-moi 1]]", [6, 6]),
    ],
)
def test_names_of_cards_stand_one_level_below_the_heading_above(catalog, text, levels):
    """So that no level is skipped, whatever heading the tag stands under."""
    assert [level for level, _ in Reading(f"<main>{fill(catalog, text)}</main>").headings] == levels


@pytest.mark.parametrize(
    ("url", "directory_urls", "href"),
    [
        ("gioi-thieu/", True, "../tin-tuc/2026/tin-27/"),
        ("", True, "./tin-tuc/2026/tin-27/"),
        ("a/b/", True, "../../tin-tuc/2026/tin-27/"),
        ("gioi-thieu/index.html", False, "../tin-tuc/2026/tin-27/index.html"),
        ("mot-trang.html", False, "./tin-tuc/2026/tin-27/index.html"),
    ],
)
def test_links_of_a_block_fit_the_depth_of_its_page(catalog, url, directory_urls, href):
    assert f'<a href="{href}">' in fill(catalog, "[[tin-moi 1]]", url, use_directory_urls=directory_urls)


@pytest.mark.parametrize("text", ["```\n[[tin-moi 5]]\n```", "    [[tin-moi 5]]", "Xem [[tin-moi 5]].", "`[[tin-moi 5]]`", "[[tin-cũ 5]]"])
def test_what_is_no_tag_is_printed_as_it_was_typed(catalog, text):
    html = fill(catalog, text)
    assert "htx-card" not in html and re.search(r"\[\[tin-(moi|cũ) 5\]\]", html)


@pytest.mark.parametrize("text", ["Chữ trước\n[[tin-moi 1]]\nchữ sau", "- một\n- hai\n[[tin-moi 1]]", "> trích\n[[tin-moi 1]]\n\nhết"])
def test_a_tag_needs_no_blank_lines_around_it(catalog, text):
    """It ends the paragraph or list before it; no mark of ours is left."""
    html = fill(catalog, text)
    assert html.count('<li class="htx-card') == 1 and "\x0e" not in html


def test_marks_that_no_tag_made_show_no_block(catalog):
    """A control character that somebody pasted is no way into the page."""
    html = fill_short_tags("<p>\x0eso-lieu <b>\x0e</p><p>\x0ekhac\x0e</p><p>\x0e</p>", "a/", make_renderer(catalog))
    assert "htx-block" not in html and "\x0e" not in html.replace("<p>\x0e</p>", "")
    assert "<p>[[khac]]</p>" in html


def test_a_search_reads_the_writers_own_words_only(catalog):
    """What a block shows is found by its own record."""
    html = convert("# A\n\nLời ngỏ.\n\n[[tin-moi 5]]\n")
    assert "tin-moi" in html and "tin-moi" not in drop_short_tags(html) and "Lời ngỏ." in drop_short_tags(html)


def test_an_empty_site_says_so_in_its_blocks():
    html = fill(make_catalog(), "[[tin-moi]]\n\n[[dac-san]]")
    assert "Chưa có tin nào." in html and "Chưa có sản phẩm nào." in html


def test_the_prose_of_the_home_page_may_hold_tags(catalog):
    """Its cards stand below our own heading of the page, behind what people come for."""
    home = render_site(catalog, prose=convert("Chào.\n\n[[dac-san 2]]"))["index.html"]
    assert home.index('class="htx-doors"') < home.index('<h2 class="htx-card__name">')
