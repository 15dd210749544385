"""A hostile record: no text of it becomes an element, an attribute, a script or a template."""

from __future__ import annotations

import json

import pytest
from pydantic import BaseModel

from generator.records import StatisticsTable
from generator.render.environment import safe_href
from tests.builders import make_statistics_row
from tests.render.rendering import Reading, list_pages, make_catalog, render_site
from tests.render.sample import KEY, POST_KEY, make_rich_cooperative, make_rich_post, make_rich_product

ATTACK = "\"'></title></script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% raw %}]]>"
RECORD_PAGES = (f"hop-tac-xa/{KEY}/index.html", f"hop-tac-xa/{KEY}/che-dinh/index.html", f"tin-tuc/{POST_KEY}/index.html")
# Keys whose values are typed: codes, numbers, dates, addresses. Everything else is free text.
TYPED_KEYS = """
slug kind sector tax_code status commune type from until on value lat lon precision scope product_set gtin price to as_of from_month
to_month all_year amount channels markets market hs_code url level stars decided_on points issued_on valid_until extended_until area_ha
members revenue year public people file availability featured checked_on given_on personal founded_on alliance_member_since class
previous_urls published_at updated_at category cooperatives products places repealed signed indicator nature qualifier boundary province
post draft pinned expires_on document
"""
TYPED = frozenset(TYPED_KEYS.split())


def poison(value, key=""):
    """The record as data with the attack in every free text."""
    if isinstance(value, dict):
        return {name: poison(item, name.rstrip("_")) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [poison(item, key) for item in value]
    free = isinstance(value, str) and (key not in TYPED or (key == "province" and value.startswith("tỉnh")))
    return f"{value[:40]} {ATTACK}" if free else value


def poison_record(record):
    """The same record, its free texts poisoned; length limits do not matter here, so nothing is validated again."""

    def copy(model):
        changes = {}
        for name in type(model).model_fields:
            value = getattr(model, name)
            if isinstance(value, BaseModel):
                changes[name] = copy(value)
            elif isinstance(value, tuple):
                changes[name] = tuple(copy(item) if isinstance(item, BaseModel) else poison(item, name.rstrip("_")) for item in value)
            else:
                changes[name] = poison(value, name.rstrip("_"))
        return model.model_copy(update=changes)

    return copy(record)


@pytest.fixture(scope="module")
def site():
    cooperative = make_rich_cooperative(products=[make_rich_product()])
    table = StatisticsTable(
        rows=[
            make_statistics_row(note="ghi chú", breakdown={"label": "nữ"}),
            make_statistics_row(source={"url": "https://a.example.vn/", "on": "2026-01-01"}),
        ]
    )
    catalog = make_catalog(
        {KEY: poison_record(cooperative)},
        {POST_KEY: (poison_record(make_rich_post()), f"{ATTACK}\n\n# {ATTACK}\n\n| {ATTACK} |\n|---|\n| x |")},
        [poison_record(table)],
    )
    return render_site(catalog, site_name=f"Liên minh {ATTACK}")


def test_no_text_becomes_an_element(site):
    """No script but data, no image but ours, no event handler, no style."""
    for path, html in list_pages(site).items():
        reading = Reading(html)
        assert [kind for kind, _ in reading.scripts] == ["application/ld+json"], path
        assert all(source.startswith(("../", "./")) for tag in ("img", "script") for source in reading.values(tag, "src")), path
        names = {name for _, attributes in reading.elements for name in attributes}
        assert not any(name.startswith("on") or name == "style" for name in names), path


def test_the_attack_is_printed_as_text(site):
    """What was typed is what is read: nothing is lost, nothing evaluated."""
    for path in (*RECORD_PAGES, "thong-ke/index.html"):
        text = Reading(site[path]).text
        assert "<script>alert(1)</script>" in text and "{{7*7}}" in text, path


def test_structured_data_cannot_leave_its_script(site):
    """It stays one JSON document with the attack inside as text."""
    for path, html in list_pages(site).items():
        document = Reading(html).scripts[0][1]
        assert "<" not in document and ">" not in document and "&" not in document, path
        assert json.loads(document)["@graph"], path
    for path in RECORD_PAGES:
        assert "</script><script>alert(1)" in json.dumps(json.loads(Reading(site[path]).scripts[0][1])), path


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/a",
        "\x01https://a",
    ],
)
def test_foreign_schemes_are_no_links(href):
    """Only http, https, mailto and tel are printed as addresses."""
    assert safe_href(href) == ""


@pytest.mark.parametrize("href", ["https://a.example/?q=1", "HTTP://a.example", "mailto:a@b.vn", "tel:+84912345678"])
def test_known_schemes_are_links(href):
    assert safe_href(href) == href


def test_links_of_records_keep_to_known_schemes(site):
    """Whatever a record holds as an address, no other scheme is printed."""
    for path, html in list_pages(site).items():
        for href in Reading(html).values("a", "href"):
            assert href.startswith(("../", "./", "/", "#", "https://", "http://", "mailto:", "tel:")), (path, href)


def test_a_url_that_slipped_through_is_still_not_a_link():
    """Even a model made without validation cannot print `javascript:`."""
    cooperative = make_rich_cooperative()
    contact = cooperative.contacts[3].model_copy(update={"value": "javascript:alert(1)"})
    product = cooperative.products[0]
    place = product.where_to_buy[0].model_copy(update={"url": "javascript:alert(2)"})
    trace = product.traceability.model_copy(update={"url": "javascript:alert(3)"})
    product = product.model_copy(update={"where_to_buy": (place,), "traceability": trace})
    post = make_rich_post()
    post = post.model_copy(update={"source": post.source.model_copy(update={"url": "javascript:alert(4)"})})
    site = render_site(
        make_catalog({KEY: cooperative.model_copy(update={"contacts": (contact,), "products": (product,)})}, {POST_KEY: post})
    )
    for html in list_pages(site).values():
        assert not [href for href in Reading(html).values("a", "href") if "script" in href]
