"""Sources of scripts and style sheets as the theme holds them: read and minified, with a sentence for a file where that fails."""

from __future__ import annotations

import re
from pathlib import Path

import minify

from generator.render.template_faults import NOT_UTF8, TemplateFault

FAULT_LINE = re.compile(r"on line (\d+)")


def load_source(theme_dir: Path, name: str) -> str:
    """The text of a file of the theme. Raises TemplateFault for what is no UTF-8."""
    try:
        return (theme_dir / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise TemplateFault(name, 0, NOT_UTF8) from None


def minify_script(name: str, code: str) -> bytes:
    """The code of a file, minified. Raises TemplateFault for what is no JavaScript."""
    try:
        return minify.string("application/javascript", code).encode("utf-8")
    except minify.MinifyError as error:
        line = FAULT_LINE.search(str(error))
        raise TemplateFault(name, int(line[1]) if line else 0, f"không đọc được, không phải JavaScript đúng ({error})") from None
