"""The style sheet of all pages: plain sources under `theme_overrides/assets/htx/css/`, one concern a file, joined in a fixed order and minified.

What it loads beside itself is written `url("fonts/name.woff2")` and gets the name that visitors know it by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import minify

from generator.assets.named import name_file
from generator.assets.sources import load_source
from generator.render.template_faults import TemplateFault

FOLDER = "assets/htx/css/"  # of the sources, below the theme's folder; not published
NAME = "htx.css"
FIRST, LAST = ("tokens.css", "base.css"), ("print.css",)  # the others between them in the order of their names
OWN_FILE = re.compile(r'url\("(fonts/[^"]*)"\)')


def load_style(theme_dir: Path, names: Mapping[str, str]) -> dict[str, bytes]:
    """The joined style sheet by its path in the site; nothing where a theme has no sources. `names` are those of the files it loads.

    Raises TemplateFault for what is no UTF-8 and for a file that is not there.
    """
    sources = {path.name: load_source(theme_dir, FOLDER + path.name) for path in (theme_dir / FOLDER).glob("*.css")}
    if not sources:
        return {}
    joined = "\n".join(link_files(name, sources[name], names) for name in order_sources(sources))
    content = minify.string("text/css", joined).encode("utf-8")
    return {name_file(NAME, content): content}


def order_sources(names: Iterable[str]) -> list[str]:
    """Tokens and foundations first, print last: where two rules weigh the same, the later one wins."""
    ranks = {name: -len(FIRST) + rank for rank, name in enumerate(FIRST)} | {name: 1 + rank for rank, name in enumerate(LAST)}
    return sorted(names, key=lambda name: (ranks.get(name, 0), name))


def link_files(source: str, text: str, names: Mapping[str, str]) -> str:
    """The text with the published names of the files it loads, which lie beside the style sheet. Raises TemplateFault for a missing one."""
    missing = next((name for name in OWN_FILE.findall(text) if name not in names), None)
    if missing:
        raise TemplateFault(FOLDER + source, 0, f"gọi tệp «{missing}» mà không tìm thấy")
    return OWN_FILE.sub(lambda found: f'url("{names[found[1]].rpartition("/")[2]}")', text)
