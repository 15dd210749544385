"""Colours as the page of components shows them: read from the sheet, measured as the guidelines say."""

import pytest

from generator.render.colours import list_colours, load_colours, measure_contrast
from tests.builders import PROJECT

SHEET = """
:root { --htx-paper: #fff; --htx-ink: #000; --htx-brand: #12422d; --htx-on-brand: #fff; --htx-brand-edge: #7fa08f; --htx-veil: #0008; --htx-space-1: .2rem; }
@media screen { :root[data-htx-scheme="dark"] { --htx-paper: #000; --htx-ink: #fff; } }
"""


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21), ("#767676", "#ffffff", 4.54), ("#333", "#fff", 12.63), ("#abc", "#AABBCC", 1)]
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert measure_contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_each_colour_stands_on_what_it_is_made_for():
    """Text on the brand's green is measured on that green; what is no opaque colour is left out."""
    colours = {colour.name: colour for colour in list_colours(SHEET)}
    assert {name: colour.ground for name, colour in colours.items()} == {
        "paper": "paper",
        "ink": "paper",
        "brand": "paper",
        "on-brand": "brand",
        "brand-edge": "brand",
    }
    assert (colours["ink"].light, colours["ink"].dark) == ("#000", "#fff")
    assert colours["ink"].light_contrast == colours["ink"].dark_contrast == pytest.approx(21)
    assert colours["on-brand"].light == colours["on-brand"].dark == "#fff"


def test_the_themes_own_colours_are_found(tmp_path):
    """Both schemes of the real sheet; a theme without one shows none."""
    colours = {colour.name: colour for colour in load_colours(PROJECT / "theme_overrides")}
    assert {"paper", "ink", "accent", "star", "off"} <= colours.keys()
    assert colours["ink"].light != colours["ink"].dark
    assert load_colours(tmp_path) == ()
