"""JSON-LD: only terms of schema.org where they belong, only what is true of the record."""

from __future__ import annotations

import json

import pytest

from generator.render.structured_data import format_json_ld
from tests.builders import make_cooperative, make_product
from tests.render.rendering import Reading, list_pages, make_catalog, render_site
from tests.render.sample import KEY, POST_KEY, rich_catalog
from tests.render.schema_org import find_faults


def read_graph(html):
    return json.loads(Reading(html).scripts[0][1])["@graph"]


def find_node(html, kind):
    return next(node for node in read_graph(html) if node["@type"] == kind)


@pytest.mark.parametrize("site_url", ["https://htx.example.vn/", ""])
def test_every_term_belongs_to_schema_org(site_url):
    """Types exist, properties belong to their type, values are of a type the property takes."""
    for path, html in list_pages(render_site(rich_catalog(), site_url=site_url)).items():
        for node in read_graph(html):
            assert find_faults(node) == [], path


def test_the_vocabulary_refuses_what_is_not_there():
    """The checker itself knows wrong types, properties and values."""
    assert find_faults({"@type": "Cooperative"})
    assert find_faults({"@type": "Product", "headline": "x"})
    assert find_faults({"@type": "Offer", "price": "x"})
    assert find_faults({"@type": "Product", "brand": {"@type": "Person", "name": "x"}})


def test_pages_bear_the_types_they_should():
    """LocalBusiness, Product, NewsArticle, WebSite, BreadcrumbList, and the publisher everywhere."""
    site = render_site(rich_catalog())
    expected = {
        f"hop-tac-xa/{KEY}/index.html": {"LocalBusiness", "BreadcrumbList"},
        f"hop-tac-xa/{KEY}/che-dinh/index.html": {"Product", "BreadcrumbList"},
        f"tin-tuc/{POST_KEY}/index.html": {"NewsArticle", "BreadcrumbList"},
        "index.html": {"WebSite"},
        "hop-tac-xa/thai-nguyen/ong-rung/index.html": {"Organization", "BreadcrumbList"},
    }
    for path, types in expected.items():
        assert {node["@type"] for node in read_graph(site[path])} == types | {"Organization"}, path


def test_a_product_is_offered_only_with_a_price():
    """One price, a range, none, and one no longer sold; availability is never claimed."""
    price = {"from": "45000", "unit": "kg", "as_of": "2026-09-01"}
    products = [
        make_product(slug="mot-gia", price=price),
        make_product(slug="hai-gia", price=price | {"to": "60000"}),
        make_product(slug="khong-gia"),
        make_product(slug="ngung-ban", price=price, availability="ngung"),
    ]
    site = render_site(make_catalog({KEY: make_cooperative(products=products)}))
    offers = {product.slug: find_node(site[f"hop-tac-xa/{KEY}/{product.slug}/index.html"], "Product").get("offers") for product in products}
    assert (offers["mot-gia"]["@type"], offers["mot-gia"]["price"]) == ("Offer", 45000)
    assert (offers["hai-gia"]["@type"], offers["hai-gia"]["lowPrice"], offers["hai-gia"]["highPrice"]) == ("AggregateOffer", 45000, 60000)
    assert offers["khong-gia"] is None and offers["ngung-ban"] is None
    assert "availability" not in json.dumps(offers)


def test_only_a_recognition_in_force_is_an_award():
    """Expired and revoked decisions stay named as inactive certifications."""
    node = find_node(render_site(rich_catalog())[f"hop-tac-xa/{KEY}/che-dinh/index.html"], "Product")
    states = [item["certificationStatus"].rpartition("/")[2] for item in node["hasCertification"] if "certificationStatus" in item]
    assert node["award"] == "OCOP 4 sao"
    assert states == ["CertificationActive", "CertificationInactive", "CertificationActive", "CertificationInactive"]


def test_script_signs_are_escaped():
    """Nothing in the document can end its script element or its line."""
    text = str(format_json_ld([{"name": "</script>&\u2028\u2029"}]))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == "</script>&\u2028\u2029"
