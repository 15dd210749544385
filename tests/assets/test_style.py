"""The style sheet of all pages as visitors get it: joined in a fixed order, shrunk, named by its content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.assets.fonts import load_fonts
from generator.assets.named import name_files
from generator.assets.style import FOLDER, load_style, order_sources
from generator.render.template_faults import TemplateFault
from tests.builders import PROJECT

THEME = PROJECT / "theme_overrides"


def write_sources(theme: Path, **sources: str) -> Path:
    folder = theme / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sources.items():
        (folder / f"{name}.css").write_text(text, encoding="utf-8")
    return theme


def test_sources_become_one_file_that_names_its_content(tmp_path):
    """The name changes with the rules and with nothing else."""
    [(url, content)] = load_style(write_sources(tmp_path, cards="/* vì sao */\n.a {\n  color: red;\n}\n"), {}).items()
    assert re.fullmatch(r"assets/htx/htx\.[a-z2-7]{8}\.css", url)
    assert content == b".a{color:red}"
    assert list(load_style(write_sources(tmp_path, cards=".a{color:red}"), {})) == [url]
    assert list(load_style(write_sources(tmp_path, cards=".a{color:blue}"), {})) != [url]


def test_tokens_come_first_and_print_last():
    """Whatever else there is stands between them by name, so that a new file changes no order of the others."""
    assert order_sources(["print.css", "cards.css", "base.css", "zebra.css", "tokens.css"]) == [
        "tokens.css", "base.css", "cards.css", "zebra.css", "print.css",
    ]  # fmt: skip


def test_a_theme_without_sources_has_no_style_sheet(tmp_path):
    assert load_style(tmp_path, {}) == {}


def test_a_source_that_is_no_text_is_named(tmp_path):
    (write_sources(tmp_path, a="") / FOLDER / "b.css").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateFault, match=r"b\.css"):
        load_style(tmp_path, {})


def test_every_source_reaches_the_style_sheet():
    """Nothing of the project's own sources is lost on the way: every class they name is in the joined file."""
    [content] = load_style(THEME, name_files(load_fonts(THEME))).values()
    classes = {name for path in (THEME / FOLDER).glob("*.css") for name in re.findall(r"\.(htx-[\w-]+)", path.read_text(encoding="utf-8"))}
    assert classes
    assert classes <= set(re.findall(r"\.(htx-[\w-]+)", content.decode("utf-8")))


def test_style_sheet_calls_its_fonts_by_their_published_names(tmp_path):
    """Both lie in one folder of the site, so the name alone is enough."""
    theme = write_sources(tmp_path, fonts='@font-face{src:url("fonts/a.woff2")}')
    [content] = load_style(theme, {"fonts/a.woff2": "assets/htx/a.abcdefgh.woff2"}).values()
    assert b"url(a.abcdefgh.woff2)" in content.replace(b'"', b"")


def test_font_that_is_not_there_is_named(tmp_path):
    theme = write_sources(tmp_path, fonts='@font-face{src:url("fonts/b.woff2")}')
    with pytest.raises(TemplateFault, match=r"fonts\.css: .*fonts/b\.woff2"):
        load_style(theme, {})
