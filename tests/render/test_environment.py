"""The environment of record templates: it prints what Jinja's own would, with less work."""

from __future__ import annotations

import pytest
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from generator.render.environment import build_environment, escape_text
from generator.render.flat_templates import compile_flat

VALUES = [
    "Chè Suối Ngàn", "", "<b>", 'a & "b" \'c\' > d', Markup("<b>&amp;</b>"), 12, 1.5, None, True, ["<"], escape("<"),
    type("Words", (str,), {})("<i>"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_values_are_escaped_as_jinja_does(value: object) -> None:
    assert str(escape_text(value)) == str(escape(value))


def test_templates_print_what_jinja_prints() -> None:
    """Variables, filters, macros, calls, includes, and what is joined before it is printed."""
    source = (
        "{% macro mark(text) %}<i>{{ text }}</i>{% endmacro %}{% for value in values %}{{ value }}|{{ mark(value) }}|{{ value ~ '<' }}|"
        "{{ [value, value]|join('&') }}{% endfor %}{% include 'part.html' %}{% set kept %}<p>{{ values[2] }}</p>{% endset %}{{ kept }}"
    )
    templates = {"page.html": source, "part.html": "{{ values[3]|upper }}"}
    ours = build_environment(templates).render("page.html", {"values": VALUES})
    plain = Environment(autoescape=True, loader=build_environment(templates).loader)
    assert ours == plain.get_template("page.html").render(values=VALUES)


def test_undefined_names_are_refused() -> None:
    with pytest.raises(UndefinedError):
        escape_text(build_environment({}).undefined(name="a"))


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages include and import it."""
    environment = build_environment(
        {"page.html": "{% include 'part.html' %}{% from 'part.html' import m %}{{ m() }}", "part.html": "{% macro m() %}{% endmacro %}"}
    )
    compiled: list[str] = []
    monkeypatch.setattr("generator.render.environment.compile_flat", lambda env, name: compiled.append(name) or compile_flat(env, name))
    for _ in range(3):
        environment.render("page.html", {})
    assert compiled == ["page.html", "part.html"]
