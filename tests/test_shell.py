"""Material's page, cut at its slots: what stands in it, where its links lead, how large it is."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from generator.assets import load_assets
from generator.render.template_faults import TemplateFault
from generator.settings import load_settings
from generator.shell import Shell, Shells, add_stubs, cut_shell, drop_unwanted

PROJECT_DIR = Path(__file__).parent.parent
VALUES = {"start": "", "title": "TITLE", "head": "<HEAD>", "body": "<BODY>"}
FRAME_LIMIT = 14_000


def build_shells(**options) -> Shells:
    """The shells of the project's own mkdocs.yml, with other settings where given."""
    config = load_config(str(PROJECT_DIR / "mkdocs.yml"), **options)
    config.plugins.on_startup(command="build", dirty=False)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    drop_unwanted(files, config)
    add_stubs(files, config)
    set_exclusions(files, config)
    env.globals["htx"] = load_settings(PROJECT_DIR / "mkdocs.yml")
    env.globals["htx_assets"] = load_assets(PROJECT_DIR / "theme_overrides")
    return Shells(config, files, get_navigation(files, config), env)


@pytest.fixture(scope="module")
def shells() -> Shells:
    return build_shells()


def find_links(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="([^"#]+)"', html)


def measure_frame(shell: Shell) -> int:
    return sum(map(len, shell.pieces))


def fill(shell: Shell, **values: str) -> str:
    return shell.fill(VALUES | values).decode("utf-8")


def test_slots_are_filled_in_place(shells: Shells) -> None:
    """The title stands in <title> and in the header, the head before </head>, the body inside the content area, no mark is left."""
    html = fill(shells.shell("hop-tac-xa/", 2))
    assert "<title>TITLE - Liên minh HTX minh họa</title>" in html
    assert html.index("<HEAD>") < html.index("</head>") < html.index("<article") < html.index("<BODY>") < html.index("</article>")
    assert "htx-slot" not in html
    assert "<h1" not in html


def test_value_that_looks_like_a_slot_is_left_alone(shells: Shells) -> None:
    """Text from data is joined, never searched."""
    html = fill(shells.shell("", 0), body="htx-slot-title-htx {{ 7*7 }}")
    assert "htx-slot-title-htx {{ 7*7 }}" in html


@pytest.mark.parametrize("depth", [0, 1, 3, 5])
@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_links_lead_to_the_same_place_from_every_depth(depth: int, use_directory_urls: bool) -> None:
    """Relative links of the frame climb to the root, whichever way pages are spelled."""
    shell = build_shells(use_directory_urls=use_directory_urls).shell("san-pham/", depth)
    page = "https://htx.example.vn/muc-con/" + "a/" * depth
    targets = {urljoin(page, link) for link in find_links(fill(shell)) if not link.startswith(("http", "mailto:", "tel:"))}
    end = "" if use_directory_urls else "index.html"
    assert f"https://htx.example.vn/muc-con/hop-tac-xa/{end}" in targets
    assert f"https://htx.example.vn/muc-con/{end}" in targets
    assert all(target.startswith("https://htx.example.vn/muc-con/") for target in targets)
    assert any(target.startswith("https://htx.example.vn/muc-con/assets/stylesheets/main") for target in targets)


def test_links_are_relative(shells: Shells) -> None:
    """Nothing of the frame names a host: the folder works under any address, and no third party is called."""
    html = fill(shells.shell("hop-tac-xa/", 2))
    sources = re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"', html)
    assert sources
    assert all(source.startswith("../../") for source in sources)


@pytest.mark.parametrize(("tab", "label"), [("hop-tac-xa/", "Hợp tác xã"), ("tin-tuc/", "Tin tức"), ("", "Trang chủ")])
def test_tab_is_marked(shells: Shells, tab: str, label: str) -> None:
    """Exactly the section of the page is marked in the tabs, at any depth and whatever was rendered before."""
    html = fill(shells.shell(tab, 4))
    marked = re.findall(r'md-tabs__item--active">\s*<a[^>]*>\s*([^<]+?)\s*<', html)
    assert marked == [label]


def test_unknown_tab_marks_nothing(shells: Shells) -> None:
    """A page outside the navigation has its shell too."""
    assert "md-tabs__item--active" not in fill(shells.shell("m/", 1))


def test_not_found_has_absolute_links() -> None:
    """404.html is shown at any address, so its links begin at the site's base path."""
    html = fill(build_shells(site_url="https://example.vn/lien-minh/").not_found())
    local = [link for link in find_links(html) if not link.startswith(("http", "mailto:", "tel:"))]
    assert local
    assert all(link.startswith("/lien-minh/") for link in local)


def test_frame_is_light(shells: Shells) -> None:
    """The fixed frame of a record's page is at most 14 kB."""
    assert measure_frame(shells.shell("hop-tac-xa/", 3)) <= FRAME_LIMIT


def test_no_search_of_material(shells: Shells) -> None:
    """Material's own search finds nothing without accents and is not shipped: no form, worker or index is named."""
    html = fill(shells.shell("hop-tac-xa/", 2))
    assert "workers/search" not in html
    assert "search_index" not in html
    assert 'name="search"' not in html


def test_shell_is_rendered_once(shells: Shells) -> None:
    """Pages of one tab and depth share one shell."""
    assert shells.shell("tin-tuc/", 3) is shells.shell("tin-tuc/", 3)


@pytest.mark.parametrize("html", ["htx-slot-head-htx htx-slot-body-htx htx-slot-title-htx", "", "htx-slot-head-htx" * 2])
def test_other_number_of_slots_stops_the_build(html: str) -> None:
    """A theme that prints a slot more or less often than pinned is refused with the template's name."""
    with pytest.raises(TemplateFault, match=r"main\.html.*Material"):
        cut_shell(html)


def test_nothing_stands_beside_a_record(shells: Shells) -> None:
    """A record's page has no side column; its menu holds every entry of the navigation once, the tab's marked."""
    html = fill(shells.shell("hop-tac-xa/", 2))
    assert "md-sidebar" not in html
    menu = html.partition('id="htx-menu"')[2].partition("</dialog>")[0]
    entries = [
        item
        for entry in load_config(str(PROJECT_DIR / "mkdocs.yml")).nav
        for value in entry.values()
        for item in (value if isinstance(value, list) else [value])
    ]
    assert menu.count("<a href=") == len(entries) + 1  # and the cross
    assert menu.count("aria-current") == 1


def test_no_page_loads_the_theme_s_script(shells: Shells) -> None:
    """Nor anything that a strict policy refuses: the only script is ours, and nothing is written into the page."""
    html = fill(shells.shell("hop-tac-xa/", 2)) + fill(shells.not_found())
    assert "bundle" not in html
    assert re.findall(r"<script(?![^>]*(?:src=|application/))[^>]*>|<style|style=|\son\w+=", html) == []


def test_skip_link_leads_to_the_body(shells: Shells) -> None:
    """The first link of a page passes over the navigation."""
    html = fill(shells.shell("hop-tac-xa/", 2))
    assert 'href="#noi-dung" class="md-skip"' in html
    assert '<div id="noi-dung"><BODY>' in html


def test_words_of_the_frame_are_vietnamese(shells: Shells) -> None:
    """What a screen reader says of the frame is Vietnamese, also where Material has no Vietnamese word."""
    html = fill(shells.shell("hop-tac-xa/", 2))
    assert "Đến nội dung chính" in html
    labels = set(re.findall(r'aria-label="([^"]+)"', html))
    assert "Các mục chính" in labels
    assert not labels & {"Tabs", "Navigation", "Header", "Footer", "Table of contents"}
