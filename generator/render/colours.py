"""The design's colours as its style sheet has them, light and dark, with their contrast, for the page that shows all components."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TOKENS = "assets/htx/css/tokens.css"  # below the theme's folder
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
COLOUR = re.compile(r"--htx-([\w-]+):\s*(#(?:[0-9a-f]{3}|[0-9a-f]{6}));", re.IGNORECASE)
DARK_SELECTOR = 'data-htx-scheme="dark"'
GROUND = "paper"
LINEAR_LIMIT = 0.04045  # IEC 61966-2-1, where the curve of sRGB begins


class Colour(NamedTuple):
    """A token in both schemes; contrast is measured from the ground named, by WCAG 2.2."""

    name: str
    ground: str
    light: str
    dark: str
    light_contrast: float
    dark_contrast: float


def load_colours(theme_dir: Path | None) -> tuple[Colour, ...]:
    """Every opaque colour of the theme's tokens in the order of the sheet; none where the theme has no such sheet."""
    path = theme_dir / TOKENS if theme_dir else None
    return tuple(list_colours(path.read_text(encoding="utf-8"))) if path and path.is_file() else ()


def list_colours(css: str) -> Iterator[Colour]:
    """The colours that a sheet gives its tokens; what the dark scheme does not change is the light one's."""
    schemes: dict[bool, dict[str, str]] = {False: {}, True: {}}
    for selector, content in RULE.findall(css):
        schemes[DARK_SELECTOR in selector].update(COLOUR.findall(content))
    light, dark = schemes[False], {**schemes[False], **schemes[True]}
    for name in light:
        ground = find_ground(name, light)
        contrasts = (measure_contrast(scheme[name], scheme[ground]) for scheme in (light, dark))
        yield Colour(name, ground, light[name], dark[name], *contrasts)


def find_ground(name: str, colours: Mapping[str, str]) -> str:
    """What a colour is made to stand on: `on-accent` on `accent`, `brand-edge` on `brand`, most others on the page."""
    words = name.removeprefix("on-").removesuffix("-edge").split("-") if name.startswith("on-") or name.endswith("-edge") else []
    grounds = ("-".join(words[:count]) for count in range(len(words), 0, -1))
    return next((ground for ground in grounds if ground in colours), GROUND if GROUND in colours else name)


def measure_contrast(one: str, other: str) -> float:
    """Of two colours like `#123` or `#112233`, from 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    darker, lighter = sorted((measure_luminance(one), measure_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def measure_luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= LINEAR_LIMIT else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
