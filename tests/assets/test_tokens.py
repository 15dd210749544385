"""The design's tokens: colours that can be told apart by everybody, light and dark, and no colour anywhere else.

Contrast is that of WCAG 2.2 (1.4.3 and 1.4.11), computed from the style sheet itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import tinycss2
import tinycss2.color3

from generator.render.colours import measure_contrast
from tests.builders import PROJECT

STYLES = PROJECT / "theme_overrides" / "assets" / "htx"
TOKENS = STYLES / "css" / "tokens.css"
SCHEMES = ("light", "dark")
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("paper", "card", "soft")
# What stands on what: text on its grounds, then edges, rings and stars.
PAIRS = {
    TEXT: {
        "ink": (*GROUNDS, "accent-soft", "off-soft", "mark"),
        "quiet": (*GROUNDS, "accent-soft", "off-soft", "mark"),
        "accent": (*GROUNDS, "accent-soft", "mark"),
        "accent-strong": (*GROUNDS, "accent-soft"),
        "on-accent": ("accent", "accent-strong"),
        "off": (*GROUNDS, "off-soft"),
        "star": (*GROUNDS, "accent-soft"),
        "on-brand": ("brand", "brand-deep"),
        "on-brand-quiet": ("brand", "brand-deep"),
        "brand": ("on-brand",),
        "on-stage": ("stage",),
    },
    SHAPE: {
        "edge": GROUNDS,
        "focus": (*GROUNDS, "accent-soft"),
        "accent": GROUNDS,
        "brand-edge": ("brand", "brand-deep"),
        "stage-edge": ("stage",),
    },
}
# Nothing is read in them or by them: they part, cover or lie below.
UNREAD = {"line", "veil", "shadow", "shadow-raised"}
NO_COLOURS = {"transparent", "currentcolor"}
CALLS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}


def list_rules(nodes: list) -> Iterator[tuple[str, list]]:
    """Selector and content of every rule, those inside `@media` too."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield tinycss2.serialize(node.prelude), node.content
        elif node.type == "at-rule" and node.content is not None:
            yield from list_rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def load_rules(path) -> list[tuple[str, list]]:
    return list(list_rules(tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)))


def read_tokens(content: list) -> dict[str, str]:
    declarations = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {one.name: tinycss2.serialize(one.value).strip() for one in declarations if one.type == "declaration"}


def find_scheme(scheme: str) -> dict[str, str]:
    """The tokens of a scheme: the dark one changes some of the light one's."""
    rules = load_rules(TOKENS)
    light = read_tokens(rules[0][1])
    [dark] = [read_tokens(content) for selector, content in rules if '"dark"' in selector]
    return light if scheme == "light" else {**light, **dark}


def list_colours(tokens: dict[str, str]) -> set[str]:
    """The tokens that are colours."""
    return {name.removeprefix("--htx-") for name, value in tokens.items() if tinycss2.color3.parse_color(value)}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_can_be_told_apart(scheme):
    """Text stands out 4.5 to 1 from every ground that it is put on, edges of controls, focus rings and marks 3 to 1."""
    tokens = find_scheme(scheme)
    pairs = [(name, ground, least) for least, names in PAIRS.items() for name, grounds in names.items() for ground in grounds]
    measured = {(name, ground): measure_contrast(tokens[f"--htx-{name}"], tokens[f"--htx-{ground}"]) for name, ground, _ in pairs}
    assert {(name, ground): measured[name, ground] for name, ground, least in pairs if measured[name, ground] < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_measured(scheme):
    """A token that is added joins the table of what stands on what."""
    named = {name for names in PAIRS.values() for name, grounds in names.items() for name in (name, *grounds)}
    assert list_colours(find_scheme(scheme)) - named - UNREAD == set()


def test_dark_scheme_changes_only_what_there_is():
    """Its names are the light one's, and the sheet says which scheme a browser's own parts take."""
    light, dark = find_scheme("light"), find_scheme("dark")
    assert set(light) == set(dark)
    assert (light["color-scheme"], dark["color-scheme"]) == ("light", "dark")


def list_literals(nodes: list) -> Iterator[str]:
    """Colours written as such: `#fff`, `rgb(…)`, `white`."""
    for node in nodes:
        if node.type == "hash" or (node.type == "ident" and node.lower_value not in NO_COLOURS and tinycss2.color3.parse_color(node)):
            yield tinycss2.serialize([node])
        elif node.type == "function":
            yield from [f"{node.name}()"] if node.lower_name in CALLS else list_literals(node.arguments)
        elif node.type.endswith("block"):
            yield from list_literals(node.content)


def find_literals(path) -> list[str]:
    found = []
    for selector, content in load_rules(path):
        for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if one.type == "declaration":
                found += [f"{path.name}: {selector.strip()} {{ {one.name}: {literal} }}" for literal in list_literals(one.value)]
    return found


def test_no_colour_is_written_outside_the_tokens():
    """Light and dark change in one place; what stands in for photos has the photos' own colours."""
    paths = [path for path in sorted(STYLES.rglob("*.css")) if path not in (TOKENS, STYLES / "css" / "photo-colours.css")]
    assert len(paths) > 5
    assert [literal for path in paths for literal in find_literals(path)] == []


def test_colours_written_as_such_are_seen(tmp_path):
    """Whichever way they are spelled, wherever they stand; a name of a token or a property is none."""
    path = tmp_path / "a.css"
    path.write_text(
        "@media print { a { border: 1px solid White; box-shadow: 0 0 1px #0004; color: rgb(0 0 0) } } b { white-space: nowrap; color: var(--red) }"
    )
    assert [literal.rpartition(": ")[2] for literal in find_literals(path)] == ["White }", "#0004 }", "rgb() }"]


def test_every_token_that_a_rule_uses_is_there():
    """A slip in a token's name would leave the property unset in silence."""
    defined = {
        name for path in STYLES.rglob("*.css") for _, content in load_rules(path) for name in read_tokens(content) if name.startswith("--")
    }
    set_by_script = {"--htx-size"}
    used = {
        name
        for path in STYLES.rglob("*.css")
        for _, content in load_rules(path)
        for value in read_tokens(content).values()
        for name in list_uses(tinycss2.parse_component_value_list(value))
    }
    assert used
    assert {name for name in used if name.startswith("--htx-")} - defined - set_by_script == set()


def list_uses(nodes: list) -> Iterator[str]:
    """Names in `var(…)`."""
    for node in nodes:
        if node.type == "function":
            if node.lower_name == "var":
                yield next(argument.value for argument in node.arguments if argument.type == "ident")
            yield from list_uses(node.arguments)
