"""The scripts of pages as visitors get them: shrunk, named by their content, every one of them loaded by some page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.assets import load_assets
from generator.assets.named import name_files
from generator.assets.page_scripts import FOLDER, load_page_scripts
from generator.render.template_faults import TemplateFault
from tests.builders import PROJECT

THEME = PROJECT / "theme_overrides"


def write_script(theme: Path, text: str | bytes) -> Path:
    folder = theme / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "print.js").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return theme


def test_a_script_is_shrunk_and_named_by_its_content(tmp_path):
    """The name changes with the code and with nothing else, so that a browser may keep the file for ever."""
    scripts = load_page_scripts(write_script(tmp_path, "// vì sao\nprint( 1 );\n"))
    assert scripts == {"print.js": b"print(1)"}
    [url] = name_files(scripts).values()
    assert re.fullmatch(r"assets/htx/print\.[a-z2-7]{8}\.js", url)
    assert list(name_files(load_page_scripts(write_script(tmp_path, "print(1)"))).values()) == [url]
    assert list(name_files(load_page_scripts(write_script(tmp_path, "print(2)"))).values()) != [url]


@pytest.mark.parametrize(("text", "words"), [(b"\xff\xfe", "UTF-8"), ("print(", "JavaScript")])
def test_what_is_no_script_is_named(tmp_path, text, words):
    with pytest.raises(TemplateFault, match=rf"assets/htx/print\.js.*{words}"):
        load_page_scripts(write_script(tmp_path, text))


def test_a_theme_without_files_has_no_assets(tmp_path):
    assert not load_assets(tmp_path).files


def test_assets_know_each_file_by_what_pages_call_it():
    """Scripts by the name of their source; nothing is told that is no file, and no file is told nowhere but the search's own."""
    assets = load_assets(THEME)
    assert set(assets.scripts) == {"frame.js", "post.js", "print.js"}
    assert {name: url.split("/")[-1].split(".")[0] for name, url in assets.scripts.items()} == {
        "frame.js": "frame", "post.js": "post", "print.js": "print",
    }  # fmt: skip
    told = {assets.style, *assets.scripts.values(), *assets.fonts, *assets.client.files}
    assert told == set(assets.files)
