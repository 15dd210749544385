"""All that browsers load beside pages, gathered once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.assets.search_client import NO_CLIENT, Client, load_client
from generator.assets.style import load_style


@dataclass(frozen=True, slots=True)
class Assets:
    """The style sheet of all pages and the search's files, by their path in the site; empty where a theme has none."""

    style: str = ""
    client: Client = NO_CLIENT
    files: Mapping[str, bytes] = field(default_factory=dict)


NO_ASSETS = Assets()


def load_assets(theme_dir: Path) -> Assets:
    """Join and minify what the theme's folder holds. Raises TemplateFault where a file cannot be read or joined."""
    style, client = load_style(theme_dir), load_client(theme_dir)
    return Assets(next(iter(style), ""), client, {**style, **client.files})
