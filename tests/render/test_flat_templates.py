"""Templates compiled into one function print what Jinja prints, serve every page, and leave what they cannot do to Jinja."""

from __future__ import annotations

import pytest
from jinja2 import Environment, Template

from generator.render import build_environment
from generator.render.environment import RecordEnvironment
from generator.render.template_faults import TemplateFault
from tests.render.rendering import make_catalog, render_site
from tests.render.sample import rich_catalog

PIECES = {
    "base.html": "<main>{% block body required %}{% endblock %}</main>{{ name }}",
    "middle.html": "{% extends 'base.html' %}{% block body %}{% block top %}first{% endblock %}{{ name }}{% endblock %}",
    "marks.html": "{% macro mark(text, loud=false) %}<b>{{ text }}{{ '!' if loud }}</b>{% endmacro %}",
    "part.html": "{% from 'marks.html' import mark as m %}{% set name = 'own' %}{{ m(value) }}{{ name }}",
}


def list_asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja itself is asked to render from now on."""
    asked: list[str] = []
    get_template = RecordEnvironment.get_template

    def note(self: RecordEnvironment, name: str, *arguments: object) -> Template:
        asked.append(name)
        return get_template(self, name, *arguments)

    monkeypatch.setattr(RecordEnvironment, "get_template", note)
    return asked


@pytest.mark.parametrize("catalog", [rich_catalog, make_catalog], ids=["rich", "empty"])
def test_every_page_is_rendered_flat_and_as_jinja_renders_it(catalog, monkeypatch):
    asked = list_asked(monkeypatch)
    flat = render_site(catalog())
    assert asked == []
    monkeypatch.setattr(RecordEnvironment, "render", lambda self, name, values: self.get_template(name).render(values))
    assert render_site(catalog()) == flat
    assert asked


@pytest.mark.parametrize(
    "source",
    [
        "{% extends 'middle.html' %}dropped{% from 'marks.html' import mark %}{% block top %}{{ mark('<', loud=true) }}{% endblock %}",
        "{% extends 'base.html' %}{% set kept = 3 %}{% block body %}{{ kept }}{% include 'part.html' %}{{ name }}{% endblock %}",
        "{% for value in values if value %}{% include 'part.html' %}{{ loop.index }}{% if loop.last %}.{% endif %}{% endfor %}",
        "{% set kept %}<p>{{ value }}</p>{% endset %}{{ kept }}{{ [value, kept]|join('&') }}{{ value ~ kept }}{{ nobody if false }}",
        "{% macro a(x) %}{% if x %}{{ x }}{{ a(x - 1) }}{% endif %}{% endmacro %}{{ a(3) }}{% for k in values[:1] %}{{ name }}{% endfor %}",
    ],
)
def test_flat_templates_print_what_jinja_prints(source, monkeypatch):
    """Blocks of several levels, includes with names of their own, macros with defaults, loops, joined text."""
    values = {"name": "a & b", "value": "<i>", "values": ["", "x", "<"]}
    plain = build_environment({**PIECES, "page.html": source}).get_template("page.html").render(values)
    asked = list_asked(monkeypatch)
    assert build_environment({**PIECES, "page.html": source}).render("page.html", values) == plain
    assert asked == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ note.class }}{{ note.text }}",
        "{% import 'marks.html' as marks %}{{ marks.mark(name) }}",
        "{% include ['nothing.html', 'part.html'] %}",
        "{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}{% call box() %}x{% endcall %}",
        "{{ name.replace(*swap) }}",
    ],
)
def test_what_cannot_be_flat_is_left_to_jinja(source):
    values = {"name": "a", "value": "v", "note": {"class": 1, "text": "<"}, "swap": ("a", "b")}
    environment = build_environment({**PIECES, "page.html": source})
    assert environment.render("page.html", values) == Environment(autoescape=True, loader=environment.loader).get_template(
        "page.html"
    ).render(values)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("{% extends 'base.html' %}", r"base\.html, dòng 1"),
        ("\n{{ nobody }}", r"page\.html, dòng 2: .*nobody"),
        ("\n\n{% include 'part.html' %}", r"marks\.html, dòng 1: .*value"),
        ("{% from 'marks.html' import nothing %}{{ nothing() }}", r"page\.html, dòng 1: .*nothing"),
        ("{% from 'marks.html' import mark %}\n{{ mark('a', quiet=true) }}", r"page\.html, dòng 2: .*quiet"),
        ("{{ 1 / 0 }}", r"page\.html, dòng 1: .*ZeroDivisionError"),
        ("{% if %}", r"page\.html, dòng 1: viết sai"),
        ("{% include 'page.html' %}", r"page\.html, dòng 1: .*RecursionError"),
    ],
)
def test_mistakes_are_named_by_file_and_line(source, place):
    with pytest.raises(TemplateFault, match=place):
        build_environment({**PIECES, "page.html": source}).render("page.html", {})
