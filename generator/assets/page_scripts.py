"""The scripts that pages load by themselves, `theme_overrides/assets/htx/*.js`: minified, each named by its content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import minify

from generator.assets.named import name_file
from generator.render.template_faults import NOT_UTF8, TemplateFault

FOLDER = "assets/htx/"  # of the sources, below the theme's folder; not published under these names


def load_page_scripts(theme_dir: Path) -> dict[str, bytes]:
    """The minified scripts by the name of their source. Raises TemplateFault for what is no JavaScript."""
    return {path.name: load_script(path) for path in sorted((theme_dir / FOLDER).glob("*.js"))}


def load_script(path: Path) -> bytes:
    try:
        return minify.string("application/javascript", path.read_text(encoding="utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        raise TemplateFault(FOLDER + path.name, 0, NOT_UTF8) from None
    except minify.MinifyError as error:
        raise TemplateFault(FOLDER + path.name, 0, f"không đọc được, không phải JavaScript đúng ({error})") from None


def name_page_scripts(scripts: Mapping[str, bytes]) -> dict[str, str]:
    """Their paths in the site by the same names."""
    return {name: name_file(name, content) for name, content in scripts.items()}
