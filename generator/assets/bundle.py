"""All that browsers load beside pages, gathered once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.assets.fonts import load_fonts, name_fonts
from generator.assets.frame_script import load_frame_script
from generator.assets.search_client import NO_CLIENT, Client, load_client
from generator.assets.style import load_style


@dataclass(frozen=True, slots=True)
class Assets:
    """The style sheet of all pages, the fonts it loads, the frame's script and the search's files, by their path in the site; empty where a theme has none."""

    style: str = ""
    frame: str = ""
    fonts: tuple[str, ...] = ()
    client: Client = NO_CLIENT
    files: Mapping[str, bytes] = field(default_factory=dict)


NO_ASSETS = Assets()


def load_assets(theme_dir: Path) -> Assets:
    """Join and minify what the theme's folder holds. Raises TemplateFault where a file cannot be read or joined."""
    fonts = load_fonts(theme_dir)
    names = name_fonts(fonts)
    style, frame, client = load_style(theme_dir, names), load_frame_script(theme_dir), load_client(theme_dir)
    files = {**style, **{names[name]: content for name, content in fonts.items()}, **frame, **client.files}
    return Assets(next(iter(style), ""), next(iter(frame), ""), tuple(names.values()), client, files)
