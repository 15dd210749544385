"""Listings: pages by number, ways to finer lists, words for none."""

from __future__ import annotations

import re

import pytest

from generator.catalog import urls
from generator.catalog.model import Listing
from generator.diagnostics import load_messages
from generator.render.listing import build_pagination, build_texts, name_listing
from generator.render.words import lower_first
from tests.builders import make_cooperative, make_product
from tests.render.rendering import Reading, make_catalog, render_site


def make_listing(count, page_size=10, **fields):
    return Listing("products", urls.PRODUCTS, "products", tuple(map(str, range(count))), page_size, urls.PRODUCTS, **fields)


@pytest.mark.parametrize(
    ("count", "page", "numbers"),
    [
        (5, 1, []),
        (20, 1, [1, 2]),
        (100, 1, [1, 2, 3, 0, 10]),
        (100, 5, [1, 0, 3, 4, 5, 6, 7, 0, 10]),
        (100, 10, [1, 0, 8, 9, 10]),
        (60, 3, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_numbers_stand_around_the_page(count, page, numbers):
    """First, last and the pages around this one; a gap between."""
    assert [item.number for item in build_pagination(make_listing(count), page).numbers] == numbers


def test_pages_lead_to_each_other_without_script():
    """From the first page to the last by «Trang sau», and back, each product once."""
    products = [make_product(slug=f"san-pham-{number:02}", name=f"Sản phẩm {number:02}") for number in range(50)]
    site = render_site(make_catalog({"thai-nguyen/htx-lon": make_cooperative(products=products)}))
    path, seen, names = "san-pham/index.html", [], []
    while path:
        reading = Reading(site[path])
        seen.append(path)
        names += [words.strip() for level, words in reading.headings if level == 2]
        following = [attributes["href"] for tag, attributes in reading.elements if tag == "a" and attributes.get("rel") == "next"]
        head = re.findall('<link rel="next" href="([^"]*)">', site[path])
        assert head == following
        path = following[0].lstrip("./") + "index.html" if following else ""
    assert seen == ["san-pham/index.html", "san-pham/trang/2/index.html", "san-pham/trang/3/index.html"]
    assert names == [product.name for product in products]
    assert re.findall('rel="prev" href="([^"]*)"', site[seen[1]]) == ["../../../san-pham/"]


def test_further_pages_say_their_number():
    """In the title, the heading and the breadcrumbs."""
    products = [make_product(slug=f"san-pham-{number:02}", name=f"Sản phẩm {number}") for number in range(30)]
    html = render_site(make_catalog({"thai-nguyen/htx-lon": make_cooperative(products=products)}))["san-pham/trang/2/index.html"]
    assert "<title>Sản phẩm của hợp tác xã – trang 2</title>" in html
    assert '<span aria-current="page">trang 2</span>' in html
    assert "Có <strong>30</strong> sản phẩm, trang 2 trên 2." in html


def test_every_form_of_the_catalog_has_its_words():
    """Title, description and empty sentence, without a hole in them."""
    for listing in make_catalog({"thai-nguyen/mot-htx": make_cooperative(products=[make_product()])}).listings.values():
        texts = build_texts(listing)
        assert {"label", "title", "description", "empty"} <= set(texts)
        assert not any(re.search(r"\{|\}| {2}|\s[.,;:]", text) for text in texts.values()), texts
        assert name_listing(listing)


def test_interface_texts_are_whole():
    """Texts of pages are strings, never numbers or nothing."""
    for texts in load_messages("vi")["pages"].values():
        assert all(isinstance(text, str) and text for text in texts.values())


def test_an_empty_list_says_so():
    """A sector nobody works in still has a page."""
    site = render_site(make_catalog({"thai-nguyen/mot-htx": make_cooperative()}))
    assert "Chưa có hợp tác xã nào trong lĩnh vực du lịch." in site["linh-vuc/du-lich/index.html"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Trồng trọt", "trồng trọt"), ("OCOP", "OCOP"), ("VietGAP", "VietGAP"), ("Xã Tân Cương", "xã Tân Cương"), ("", "")],
)
def test_a_label_fits_into_a_sentence(label, expected):
    assert lower_first(label) == expected
