"""The page that shows all components: drawn without any record, every family there, nothing that leads nowhere."""

import itertools
import re

import pytest

from generator.render.short_tags import MARK, fill_short_tags
from tests.builders import PROJECT
from tests.render.rendering import Reading, make_catalog, make_renderer

FAMILIES = sorted((PROJECT / "theme_overrides" / "records" / "_components").glob("*.html"))
CARDS = sorted((PROJECT / "theme_overrides" / "records" / "_cards").glob("*.html"))


@pytest.fixture(scope="module")
def html():
    renderer = make_renderer(make_catalog(), theme_dir=PROJECT / "theme_overrides")
    return fill_short_tags(f"<h1>A</h1><p>{MARK}thanh-phan{MARK}</p>", "nhan-vien/giao-dien/", renderer)


def test_every_family_of_components_is_there(html):
    """A template that is put into the folder is shown; each family has its heading, and a link from the top."""
    for path in FAMILIES:
        assert f'id="tp-{path.stem}"' in html and f'href="#tp-{path.stem}"' in html, path.stem


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_every_card_is_shown(path):
    """A new kind of card joins the page of components."""
    text = "".join(family.read_text(encoding="utf-8") for family in FAMILIES)
    assert f'"_cards/{path.name}"' in text


def test_headings_leap_over_no_level(html):
    levels = [level for level, _ in Reading(f"<main>{html}</main>").headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_ids_are_single_and_every_link_has_its_goal(html):
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_every_state_of_a_star_is_said_in_words(html):
    """Three, four and five stars; in force, soon over, expired, revoked."""
    for words in ("OCOP 3 sao", "OCOP 4 sao", "OCOP 5 sao", "còn hiệu lực", "sắp hết hạn", "đã hết hạn", "thu hồi", "Ngừng bán"):
        assert words in html, words


def test_the_colours_of_the_theme_are_listed_with_their_contrast(html):
    assert '<th scope="row">accent</th><td>paper</td>' in html
    assert re.search(r"\d(,\d)? : 1", html)


def test_nothing_on_it_needs_a_style_attribute(html):
    """What the page's own policy would refuse is not used to show components either."""
    assert "style=" not in html and "<style" not in html


def test_a_site_without_photos_shows_all_but_the_photo(html):
    assert "Chưa có ảnh nào" in html
