"""The scripts that pages load by themselves, `theme_overrides/assets/htx/*.js`: minified, each named by its content."""

from __future__ import annotations

from pathlib import Path

from generator.assets.sources import load_source, minify_script

FOLDER = "assets/htx/"  # of the sources, below the theme's folder; not published under these names


def load_page_scripts(theme_dir: Path) -> dict[str, bytes]:
    """The minified scripts by the name of their source. Raises TemplateFault for what is no JavaScript."""
    names = sorted(path.name for path in (theme_dir / FOLDER).glob("*.js"))
    return {name: minify_script(FOLDER + name, load_source(theme_dir, FOLDER + name)) for name in names}
