"""All that browsers load beside pages, gathered once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.assets.fonts import load_fonts
from generator.assets.named import name_files
from generator.assets.page_scripts import load_page_scripts
from generator.assets.search_client import NO_CLIENT, Client, load_client
from generator.assets.style import load_style


@dataclass(frozen=True, slots=True)
class Assets:
    """The style sheet of all pages, the fonts it loads, pages' scripts by the name of their source, the search's; all files by their path in the site."""

    style: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()
    client: Client = NO_CLIENT
    files: Mapping[str, bytes] = field(default_factory=dict)


NO_ASSETS = Assets()


def load_assets(theme_dir: Path) -> Assets:
    """Join and minify what the theme's folder holds. Raises TemplateFault where a file cannot be read or joined."""
    fonts, scripts, client = load_fonts(theme_dir), load_page_scripts(theme_dir), load_client(theme_dir)
    contents = {**fonts, **scripts}
    names = name_files(contents)
    style = load_style(theme_dir, names)
    files = {**style, **{names[name]: content for name, content in contents.items()}, **client.files}
    return Assets(next(iter(style), ""), {name: names[name] for name in scripts}, tuple(names[name] for name in fonts), client, files)
