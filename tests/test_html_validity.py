"""Every page of the demo and of the sample site is valid HTML: whatever kind of page there is, and will be, is checked without a list."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Report, Span
from generator.preview import render_failure, render_mistakes
from tests.html_checker import Fault, find_html_faults
from tests.render.rendering import render_site
from tests.render.sample import rich_catalog

pytestmark = pytest.mark.slow
# What Material for MkDocs 9.8 itself writes around every page: (message, the element it is about).
OF_MATERIAL = {
    "its switches for the drawer and the search are checkboxes that browsers shall not remember": (
        r"Attribute “autocomplete” is only allowed when the input type is",
        r'<input class="md-toggle" [^>]*type="checkbox"[^>]*>\s*',
    ),
    "a section of the menu has an empty tabindex, which its script fills": (
        r"Bad value “” for attribute “tabindex” on element “label”",
        r'<label class="md-nav__link" for="__nav_\d[^>]*tabindex="">',
    ),
    "the title of a table of contents is a label for a switch that only narrow screens have": (
        r"The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control",
        r'<label class="md-nav__title" for="__toc">',
    ),
}
# One mistake each, in a page that is sound otherwise; what the checker must say of it.
MISTAKES = {
    "block-in-paragraph": ("<p><div>a</div></p>", "No “p” element in scope"),
    "duplicate-id": ('<i id="a">x</i><b id="a">y</b>', "Duplicate ID “a”"),
    "list-without-items": ("<ul><div>a</div></ul>", "Element “div” not allowed as child of element “ul”"),
    "crossed-elements": ("<p><b><i>a</b></i></p>", "violates nesting rules"),
    "left-open": ("<section><p>a", "Unclosed element “section”"),
    "unknown-attribute": ('<p shade="1">a</p>', "Attribute “shade” not allowed"),
    "unknown-element": ("<feed>a</feed>", "Element “feed” not allowed"),
    "picture-without-words": ('<img src="a.jpg">', "must have an “alt” attribute"),
    "link-in-link": ('<a href="/"><span><a href="/">a</a></span></a>', "“a”"),
    "link-in-button": ('<button><a href="/">a</a></button>', "must not appear as a descendant"),
    "row-of-other-length": ("<table><tr><td>a<td>b<tr><td rowspan=2>c</table>", "Table"),
    "bad-address": ('<a href="http://[a">a</a>', "Bad value “http://[a” for attribute “href”"),
    "bad-time": ('<time datetime="32/13/2026">a</time>', "Bad value “32/13/2026”"),
    "bad-role": ('<table><tr><td role="cell">a</table>', "The “role” attribute must not be used on a “td” element"),
    "label-for-nothing": ('<label for="b">a</label>', "The value of the “for” attribute"),
}
PAGE = '<!DOCTYPE html><html lang="vi"><head><title>Trang</title></head><body><h1>Trang</h1>{}</body></html>'


@pytest.fixture(scope="module")
def folders(tmp_path_factory, demo_folder: Path, sample_folder: Path) -> dict[str, Path]:
    """The demo and the sample site, pages of records with every field and every mark of a preview, and the texts of feeds, by name."""
    built = {"demo": demo_folder, "sample": sample_folder}
    folder = tmp_path_factory.mktemp("sites")
    return {
        **{name: shutil.copytree(site, folder / name) for name, site in built.items()},
        "rich": write_pages(folder / "rich", render_site(rich_catalog())),
        "feeds": write_pages(folder / "feeds", list_feed_texts(folder / "sample")),
    }


def write_pages(folder: Path, pages: dict[str, str]) -> Path:
    """Pages by path into a folder; what is no page is left out. With them go those that staff see in place of a page."""
    mistake = Diagnostic.of(Span("data/a.yml", 1, 3, 1), "bad-setting", reason="<b>", source_line="a: <b>")
    failures = {"mistakes.html": render_mistakes(Report([mistake])), "failure.html": render_failure("Cài đặt <hỏng>.")}
    for path, html in (pages | failures).items():
        if path.endswith(".html"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(html, encoding="utf-8")
    return folder


def list_feed_texts(site: Path) -> dict[str, str]:
    """The text of each post in the feed of all news, as a page: readers' programs show it in one of theirs."""
    items = json.loads((site / "tin-tuc/feed.json").read_text(encoding="utf-8"))["items"]
    return {f"{number}.html": PAGE.format(item["content_html"]) for number, item in enumerate(items)}


@pytest.fixture(scope="module")
def faults(folders) -> list[Fault]:
    return find_html_faults(*folders.values())


def name_of_material(fault: Fault) -> str:
    """Which of Material's own faults it is, if it is one."""
    found = (
        name for name, (message, element) in OF_MATERIAL.items() if re.match(message, fault.message) and re.search(element, fault.extract)
    )
    return next(found, "")


def test_every_page_is_valid(faults):
    """No error on any page, but for what the frame brings along."""
    own = sorted({(fault.message, fault.extract): fault for fault in faults if not name_of_material(fault)}.values())
    assert own == []


def test_every_page_was_read(folders, faults):
    """Each page within the frame is reported for the frame's own faults, so none was passed over; only redirects have no frame."""
    pages = {
        f"{name}/{path.relative_to(folders[name]).as_posix()}": path
        for name in ("demo", "sample")
        for path in folders[name].rglob("*.html")
    }
    framed = {name for name, path in pages.items() if not is_redirect(path)}
    assert len(framed) > 400
    assert framed == {fault.page for fault in faults if name_of_material(fault)}
    assert min(len([*folders[name].rglob("*.html")]) for name in ("rich", "feeds")) > 20


def is_redirect(path: Path) -> bool:
    return 'http-equiv="refresh"' in path.read_text(encoding="utf-8")


def test_nothing_is_forgiven_in_vain(faults):
    """What Material has mended is taken off the list."""
    assert {name_of_material(fault) for fault in faults} >= set(OF_MATERIAL)


def test_the_checker_finds_mistakes(tmp_path):
    """Each of these pages is reported for its mistake, and a sound page is not."""
    folder = tmp_path / "sai"
    folder.mkdir()
    for name, (html, _) in MISTAKES.items():
        (folder / f"{name}.html").write_text(PAGE.format(html), encoding="utf-8")
    (folder / "sound.html").write_text(PAGE.format("<p>Đúng</p>"), encoding="utf-8")
    faults = find_html_faults(folder)
    missed = [name for name, (_, words) in MISTAKES.items() if not any(f.page == f"sai/{name}.html" and words in f.message for f in faults)]
    assert missed == []
    assert [fault for fault in faults if fault.page == "sai/sound.html"] == []
