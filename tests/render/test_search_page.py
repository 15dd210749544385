"""The search page without its script: frame, manifest, the ways into the listings; and the doors that lead to it."""

from __future__ import annotations

import json
import re

import pytest

from generator.render import plan_pages, render_page
from tests.render.rendering import Reading, make_catalog, make_renderer, render_site
from tests.render.sample import rich_catalog

DOOR = ">Lọc và sắp xếp</a>"
PAGE = "tim-kiem/index.html"
CLIENT, STYLE = "assets/htx/tim-kiem.abcdefgh.js", "assets/htx/search.abcdefgh.css"


def render_with_client(catalog, manifest: str = "{}", **settings: object) -> dict[str, str]:
    """A site whose theme has the search's script."""
    renderer = make_renderer(catalog, **settings)
    renderer.search_client, renderer.search_style, renderer.search_manifest = CLIENT, STYLE, manifest
    files = [render_page(task, renderer) for task in plan_pages(catalog, renderer.settings)]
    return {file.output_path: file.content.decode("utf-8") for file in files}


def test_page_brings_its_style_its_script_and_the_manifest() -> None:
    """The script is asked for beside the page; the manifest is data that no browser runs, and cannot end its element."""
    manifest = '{"site": {"name": "</script><script>alert(1)</script>"}}'
    html = render_with_client(rich_catalog(), manifest)[PAGE]
    assert f'<link rel="modulepreload" href="../{CLIENT}" fetchpriority="high">' in html
    assert html.index('id="htx-manifest"') < html.index(f'<script type="module" async src="../{CLIENT}"></script>')
    assert f'<link rel="stylesheet" href="../{STYLE}">' in html
    assert '<meta name="robots" content="noindex">' in html
    inline = re.search(r'<script type="application/json" id="htx-manifest">(.*?)</script>', html)[1]
    assert json.loads(inline) == json.loads(manifest)
    assert "alert(1)</script>" not in html


def test_no_other_page_pays_for_it() -> None:
    """Style sheet, script and manifest stand on the search page only."""
    for path, html in render_with_client(rich_catalog()).items():
        assert (STYLE in html) is ("htx-manifest" in html) is (path == PAGE), path


def test_ways_lead_to_listings_that_hold_something() -> None:
    """Provinces, sectors, kinds, groups, stars, certificates, seasons, categories; nothing empty."""
    page = Reading(render_site(rich_catalog())[PAGE])
    titles = [words for level, words in page.headings if level == 3]
    assert titles[:3] == ["Danh bạ hợp tác xã", "Hợp tác xã theo lĩnh vực", "Tổ chức kinh tế hợp tác theo loại hình"]
    assert titles[3:] == [
        "Sản phẩm theo nhóm",
        "Sản phẩm OCOP theo hạng sao",
        "Sản phẩm theo chứng nhận",
        "Lịch mùa vụ",
        "Chuyên mục tin",
    ]
    assert "(0 " not in page.text
    assert "../hop-tac-xa/thai-nguyen/" in page.values("a", "href")


def test_empty_site_says_so() -> None:
    """Without records there is no list to lead to, and the page says that."""
    page = Reading(render_site(make_catalog())[PAGE])
    assert "Chưa có danh sách nào" in page.text
    assert [level for level, _ in page.headings].count(3) == 0


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("hop-tac-xa/", "?loai=hop-tac-xa"),
        ("hop-tac-xa/thai-nguyen/", "?loai=hop-tac-xa&amp;tinh=thai-nguyen"),
        ("linh-vuc/trong-trot/", "?loai=hop-tac-xa&amp;linh-vuc=trong-trot"),
        ("san-pham/nhom/che/", "?loai=san-pham&amp;nhom=che"),
        ("san-pham/ocop/4-sao/", "?loai=san-pham&amp;sao=4&amp;con-hieu-luc=1"),
        ("san-pham/mua-vu/1/", "?loai=san-pham&amp;mua-vu=1"),
        ("tin-tuc/", "?loai=tin-tuc"),
        ("tin-tuc/2026/", "?loai=tin-tuc&amp;nam=2026"),
    ],
)
def test_listings_are_doors_into_the_search(path: str, query: str, directory_urls: bool) -> None:
    """«Lọc và sắp xếp» leads to the same records; a list of one, or of lists, has no such door."""
    site = render_with_client(rich_catalog(), use_directory_urls=directory_urls)
    html = site[f"{path}index.html"]
    total = int(re.search(r"Có <strong>(\d+)</strong>", html)[1])
    target = f"{'../' * path.count('/')}tim-kiem/{'' if directory_urls else 'index.html'}{query}"
    assert (f'href="{target}">Lọc và sắp xếp</a>' in html) is (total > 1)
    assert DOOR not in site["linh-vuc/index.html"]


def test_theme_without_the_script_has_no_doors() -> None:
    """Where nothing can filter nothing is promised."""
    assert DOOR not in "".join(render_site(rich_catalog()).values())
