"""The web fonts under `theme_overrides/assets/htx/fonts/`, each published under a name made of its content."""

from __future__ import annotations

from pathlib import Path

FOLDER = "assets/htx/fonts/"  # of the sources, below the theme's folder; not published under these names


def load_fonts(theme_dir: Path) -> dict[str, bytes]:
    """The fonts by the name that style sheets call them by, `fonts/<name>.woff2`."""
    return {f"fonts/{path.name}": path.read_bytes() for path in sorted((theme_dir / FOLDER).glob("*.woff2"))}
