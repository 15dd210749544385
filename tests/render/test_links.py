"""References to records in hand-written pages, and what templates refuse."""

from __future__ import annotations

import pytest

from generator.render import build_environment, find_unresolved, resolve_links, resolve_target
from generator.render.template_faults import TemplateFault
from tests.render.sample import KEY, POST_KEY, rich_catalog


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (f"htx:{KEY}", f"hop-tac-xa/{KEY}/"),
        (f"HTX:{KEY}/", f"hop-tac-xa/{KEY}/"),
        (f"sp:{KEY}/che-dinh", f"hop-tac-xa/{KEY}/che-dinh/"),
        (f"tin:{POST_KEY}", f"tin-tuc/{POST_KEY}/"),
        ("htx:thai-nguyen/khong-co", None),
        (f"sp:{KEY}", None),
        ("https://a.example", None),
        ("htx:", None),
    ],
)
def test_references_name_records(href, url):
    assert resolve_target(rich_catalog(), href) == url


def test_links_of_hand_written_pages_become_relative():
    """From the page's own depth, in both ways of spelling, attributes kept."""
    html = f'<p><a class="x" href="htx:{KEY}" title="t">HTX</a> <a href="https://a.example">ngoài</a></p>'
    assert f'<a class="x" href="../hop-tac-xa/{KEY}/" title="t">HTX</a>' in resolve_links(html, "gioi-thieu/", rich_catalog())
    assert f'href="../hop-tac-xa/{KEY}/index.html"' in resolve_links(html, "gioi-thieu/", rich_catalog(), use_directory_urls=False)
    assert f'href="./hop-tac-xa/{KEY}/"' in resolve_links(html, "", rich_catalog())
    assert '<a href="https://a.example">ngoài</a>' in resolve_links(html, "", rich_catalog())


def test_an_unknown_reference_leaves_its_words():
    """And is told apart for whoever reports it."""
    html = '<a href="htx:a/b"><b>chữ</b></a> <a href="tin:2020/x">tin</a>'
    assert resolve_links(html, "", rich_catalog()) == "<b>chữ</b> tin"
    assert find_unresolved(html, rich_catalog()) == ("htx:a/b", "tin:2020/x")


def test_templates_refuse_names_that_nobody_gave():
    """A forgotten value is an error, never an empty place on a page."""
    environment = build_environment({"a.html": "{{ nobody }}", "b.html": "{{ record.nothing }}"})
    with pytest.raises(TemplateFault, match=r"a\.html, dòng 1: .*nobody"):
        environment.get_template("a.html").render()
    with pytest.raises(TemplateFault, match=r"b\.html, dòng 1: .*nothing"):
        environment.get_template("b.html").render(record=object())


def test_templates_escape_by_themselves():
    environment = build_environment({"a.html": '<a title="{{ value }}">{{ value }}</a>'})
    assert environment.get_template("a.html").render(value="\"'<&>") == '<a title="&#34;&#39;&lt;&amp;&gt;">&#34;&#39;&lt;&amp;&gt;</a>'
