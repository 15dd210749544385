"""Icons as templates draw them: one of Material's, in the text's colour, silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render import build_environment, icons
from generator.render.template_faults import TemplateFault
from tests.render.rendering import templates


def test_template_draws_an_icon_by_name():
    """One call, unescaped, and nothing for a screen reader to read."""
    environment = build_environment({**icons.load_icons(), "a.html": "{{ icon('phone') }} Gọi"})
    drawn = environment.get_template("a.html").render()
    assert drawn.startswith('<svg class="htx-icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="M')
    assert drawn.endswith("</svg> Gọi")


def test_unknown_icon_is_a_fault_of_the_template():
    """A slip in a name stops the build and says where."""
    environment = build_environment({**icons.load_icons(), "a.html": "\n{{ icon('phoen') }}"})
    with pytest.raises(TemplateFault, match=r"a\.html, dòng 2: .*phoen"):
        environment.get_template("a.html").render()


def test_icon_that_material_has_not_is_a_fault():
    """Material may rename a drawing with a new version: the build says which."""
    with pytest.raises(TemplateFault, match=r"\.icons/nothing\.svg"):
        icons.load_icon(Path("nothing.svg"))


def test_every_icon_is_there_and_safe():
    """Each drawing is paths and nothing else: no style, no script, no link, no colour of its own."""
    drawings = {name: text for name, text in templates().items() if name.startswith(icons.FOLDER)}
    assert len(drawings) == len(icons.NAMES)
    assert [name for name, text in drawings.items() if any(word in text for word in ("style", "script", "href", "fill=", "#"))] == []
