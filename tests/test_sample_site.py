"""The sample site: what it must hold, that it is sound, and that staff can delete it."""

import re
from collections import Counter

import pytest

from generator.build import load_site
from generator.settings import load_settings
from tests.crawling import find_broken_links, read_pages
from tests.sample_site import build_sample, copy_sample

pytestmark = pytest.mark.slow
SEED_PROVINCES = {"hung-yen", "phu-tho", "ninh-binh", "thai-nguyen", "an-giang"}
FRAME_LIMIT, PROFILE_LIMIT = 14_000, 40_000


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = copy_sample(tmp_path_factory.mktemp("sample-data"))
    return load_site(load_settings(folder / "mkdocs.yml"))


@pytest.fixture
def site(sample_folder):
    return sample_folder


@pytest.fixture(scope="module")
def pages(sample_folder):
    return read_pages(sample_folder)


def test_the_sample_has_what_the_field_has(loaded):
    """All kinds and statuses, five provinces, all branches of products, posts and figures enough to browse."""
    catalog = loaded.catalog
    records = [entry.record for entry in catalog.cooperatives.values()]
    assert len(records) >= 30
    assert {entry.province for entry in catalog.cooperatives.values()} == SEED_PROVINCES
    assert {record.kind for record in records} >= {"hop-tac-xa", "lien-hiep-hop-tac-xa", "to-hop-tac", "quy-tin-dung-nhan-dan"}
    assert {record.status for record in records} == set(catalog.vocabularies.statuses)
    assert len(catalog.products) >= 45
    assert {product.branch for product in catalog.products.values()} == set(catalog.vocabularies.product_branches)
    assert len(catalog.posts) >= 20
    assert len(catalog.statistics) >= 40
    assert {entry.row.area.boundary for entry in catalog.statistics} == set(catalog.vocabularies.lists["boundaries"])


def test_the_edge_cases_of_the_field_are_there(loaded):
    """A district's certificate still valid, expired and revoked ones, a group without a code, aliases, former addresses, folding communes."""
    catalog = loaded.catalog
    recognitions = [entry for product in catalog.products.values() for entry in product.recognitions]
    assert any(entry.level == "huyen" and entry.in_force for entry in recognitions)
    assert {"het-han", "thu-hoi", "sap-het-han", "con-hieu-luc"} <= {entry.state for entry in recognitions}
    records = [entry.record for entry in catalog.cooperatives.values()]
    assert any(record.kind == "to-hop-tac" and record.tax_code is None for record in records)
    assert any(record.aliases for record in records)
    assert any(record.former_address for record in records)
    communes = {entry.commune for entry in catalog.cooperatives.values()}
    by_slug = Counter((commune.province, commune.slug) for commune in communes)
    assert max(by_slug.values()) == 2


def test_every_file_of_ours_is_named_by_its_content(site):
    """Nothing under assets/htx/ needs to be asked for again; profiles and products print, posts are read, every page has its frame."""
    names = sorted(path.name for path in (site / "assets/htx").rglob("*"))
    assert [name for name in names if not re.fullmatch(r"[\w-]+\.[a-z2-7]{8}\.\w+", name)] == []
    for folder, stems in {
        "hop-tac-xa/thai-nguyen/che-suoi-ngan": ["frame", "box", "print"],
        "tin-tuc/2026": ["frame", "box"],
        "tin-tuc/2026/hoi-cho-mua-thu-khep-lai": ["frame", "post", "box"],
        "gioi-thieu": ["frame", "box"],
        "nhan-vien/giao-dien": ["frame", "box", "print"],
    }.items():
        html = (site / folder / "index.html").read_text(encoding="utf-8")
        scripts = re.findall(r'<script src="(?:\.\./)+assets/htx/([^"]+)"', html)
        assert [name.split(".")[0] for name in scripts] == stems, folder
        assert set(scripts) <= set(names)


def test_the_sample_is_sound(loaded):
    """No error; warnings only where a case needs one."""
    assert loaded.report.error_count == 0
    found = Counter(item.code for item in loaded.report.sorted() if item.severity == "warning")
    assert found == {"no-consent": 3, "stale-check": 2, "near-duplicate-name": 1}


def test_every_link_of_the_sample_site_resolves(site, pages):
    """Cooperatives, products, posts, listings, staff guide: nothing leads nowhere."""
    assert find_broken_links(pages, site) == []
    assert len(pages) > 300


def test_profiles_stay_light(site):
    """A profile's HTML weighs at most 40 kB, its fixed frame at most 14 kB."""
    for path in (site / "hop-tac-xa").glob("*/*/index.html"):
        html = path.read_bytes()
        assert len(html) <= PROFILE_LIMIT, path
        if b'id="noi-dung"' in html:
            body = html[html.index(b'id="noi-dung"') : html.index(b"</article>")]
            head = html[html.index(b'<link rel="canonical"') : html.index(b"</head>")] if b'<link rel="canonical"' in html else b""
            assert len(html) - len(body) - len(head) <= FRAME_LIMIT, path


def test_the_site_says_that_its_data_is_invented(pages):
    """«Dữ liệu minh họa» stands on every page with a frame."""
    for page in pages.values():
        if "refresh" not in page.head_metas:
            assert any("Dữ liệu minh họa" in text for text in page.text), page.path


def test_staff_may_delete_every_sample(tmp_path):
    """Without the sample records the site still builds, links hold, and empty pages say what to do first."""
    site = build_sample(tmp_path / "bare", with_records=False)
    pages = read_pages(site)
    assert find_broken_links(pages, site) == []
    for path in (
        "hop-tac-xa/index.html",
        "san-pham/index.html",
        "tin-tuc/index.html",
        "thong-ke/index.html",
        "van-ban/index.html",
        "thu-vien-anh/index.html",
    ):
        assert any("Chưa có" in text for text in pages[path].text), path
