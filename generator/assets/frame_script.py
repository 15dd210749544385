"""The script of the frame, `theme_overrides/assets/htx/frame.js`, which every page loads first: minified and named by its content."""

from __future__ import annotations

from pathlib import Path

import minify

from generator.assets.named import name_file
from generator.render.template_faults import NOT_UTF8, TemplateFault

SOURCE = "assets/htx/frame.js"  # below the theme's folder; not published under this name


def load_frame_script(theme_dir: Path) -> dict[str, bytes]:
    """The script by its path in the site; nothing where a theme has none. Raises TemplateFault for what is no JavaScript."""
    path = theme_dir / SOURCE
    if not path.exists():
        return {}
    try:
        content = minify.string("application/javascript", path.read_text(encoding="utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        raise TemplateFault(SOURCE, 0, NOT_UTF8) from None
    except minify.MinifyError as error:
        raise TemplateFault(SOURCE, 0, f"không đọc được, không phải JavaScript đúng ({error})") from None
    return {name_file("frame.js", content): content}
