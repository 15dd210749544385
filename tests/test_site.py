"""The demo site end to end: every link and anchor, headings, language, escaping, at a root, in a sub-path and from a USB stick."""

import json
import re
import shutil

import feedparser
import pytest

from tests.crawling import find_broken_links, is_redirect, read_pages
from tests.demo_site import build_demo, copy_demo, read_bytes, run_build
from tests.schemas import find_faults

pytestmark = pytest.mark.slow
DEFAULT, SUB_PATH, PLAIN_FILES, PROPERDOCS = "root", "sub-path", "index.html links", "properdocs"
BASE_PATHS = {DEFAULT: "/", SUB_PATH: "/htx/", PLAIN_FILES: "/", PROPERDOCS: "/"}


@pytest.fixture(scope="module", params=[DEFAULT, SUB_PATH, PLAIN_FILES, PROPERDOCS])
def demo(request, tmp_path_factory):
    """(variant, site folder, its pages)"""
    folder = tmp_path_factory.mktemp("demo")
    variants = {
        DEFAULT: {},
        SUB_PATH: {"site_url": "https://host.example.vn/htx/"},
        PLAIN_FILES: {"use_directory_urls": False},
        PROPERDOCS: {"program": "properdocs"},
    }
    site = build_demo(folder, "--quiet", **variants[request.param])
    return request.param, site, read_pages(site)


def test_every_link_and_anchor_resolves(demo):
    """Nothing on any page leads nowhere."""
    variant, site, pages = demo
    assert find_broken_links(pages, site, BASE_PATHS[variant]) == []
    assert len(pages) > 100


def test_links_are_relative(demo):
    """The folder works wherever it is put: only 404.html, which is shown at any address, links absolutely."""
    _, _, pages = demo
    absolute = [(page.path, address) for page in pages.values() for _, address, _ in page.links if address.startswith("/")]
    assert {path for path, _ in absolute} <= {"404.html"}


def test_links_name_their_file_where_folders_have_no_index(demo):
    """With `use_directory_urls: false` each link to a page ends in index.html, so that a USB stick will do."""
    variant, _, pages = demo
    internal = [
        address
        for page in pages.values()
        if page.path != "404.html"
        for tag, address, _ in page.links
        if tag == "a" and is_relative(address)
    ]
    ends = [address for address in internal if re.sub(r"[#?].*", "", address).endswith("/") or address in (".", "..", "./")]
    assert internal
    assert (ends == []) is (variant == PLAIN_FILES)


def is_relative(address: str) -> bool:
    return not re.match(r"[a-z]+:|#|//", address)


def test_each_page_has_one_h1_and_no_skipped_heading(demo):
    """Headings are an outline: one h1, and no level is jumped over on the way down."""
    _, _, pages = demo
    for page in pages.values():
        if is_redirect(page):
            continue
        assert page.headings.count(1) == 1, (page.path, page.headings)
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(later - earlier <= 1 for earlier, later in steps), (page.path, page.headings)


def test_each_page_says_its_language_title_and_description(demo):
    """lang=vi, a title, and a description of at most 160 characters that is no other page's."""
    _, _, pages = demo
    for page in pages.values():
        assert page.lang == "vi", page.path
        assert page.title.strip(), page.path
        if not is_redirect(page) and page.path != "404.html":
            assert page.description, page.path
            assert len(page.description) <= 160, page.path


def test_each_page_says_when_it_was_updated(demo):
    """«Cập nhật» with a date, on every page that says something about records or was written by hand."""
    _, _, pages = demo
    for page in pages.values():
        has_records = not any("Chưa có" in text for text in page.text)
        if not is_redirect(page) and page.path != "404.html" and has_records:
            assert any("Cập nhật" in text for text in page.text), page.path


def test_ids_are_unique(demo):
    """An anchor leads to one place."""
    _, _, pages = demo
    for page in pages.values():
        assert len(page.ids) == len(set(page.ids)), (page.path, sorted(page.ids))


def test_nothing_from_the_hostile_record_is_alive(demo):
    """No script, handler or javascript: address that data brought in; what was written is shown as text."""
    _, _, pages = demo
    hostile = [page for page in pages.values() if any("alert(1)" in text for text in page.text)]
    assert hostile, "the hostile record is not on any page"
    for page in pages.values():
        assert page.event_attributes == [], page.path
        for _, address, _ in page.links:
            assert not re.match(r"\s*(javascript|data|vbscript):", address, re.IGNORECASE), (page.path, address)
        assert "49" not in [text.strip() for text in page.text], page.path  # {{ 7*7 }}


def test_canonical_addresses_and_structured_data_end_in_a_slash(demo):
    """Whatever the links look like, a page has one full address."""
    variant, site, pages = demo
    base = "https://host.example.vn/htx/" if variant == SUB_PATH else "https://demo.example.vn/"
    for page in pages.values():
        canonical = [address for tag, address, attributes in page.links if tag == "link" and attributes.get("rel") == "canonical"]
        if page.path in ("404.html", "tim-kiem/index.html"):
            continue
        assert len(canonical) == 1, page.path
        assert canonical[0].startswith(base) and canonical[0].endswith("/"), (page.path, canonical)
    profile = "hop-tac-xa/thai-nguyen/che-nui-may/index.html"
    graph = re.search(r'<script type="application/ld\+json">(.*?)</script>', (site / profile).read_text(encoding="utf-8"), re.DOTALL)
    assert json.loads(graph[1])["@context"] == "https://schema.org"


def test_the_site_holds_what_the_contract_lists(demo):
    """Every family of addresses has its page, and MkDocs's own sitemap archive is gone."""
    _, site, _ = demo
    for path in (
        "index.html", "404.html", "robots.txt", "sitemap.xml", "hop-tac-xa/index.html", "linh-vuc/index.html", "linh-vuc/trong-trot/index.html",
        "loai-hinh/index.html", "loai-hinh/hop-tac-xa/index.html", "san-pham/index.html", "san-pham/nhom/index.html", "san-pham/nhom/che/index.html",
        "san-pham/ocop/index.html", "san-pham/ocop/4-sao/index.html", "san-pham/chung-nhan/index.html", "san-pham/chung-nhan/vietgap/index.html",
        "san-pham/mua-vu/index.html", "san-pham/mua-vu/1/index.html", "tin-tuc/index.html", "tin-tuc/chuyen-muc/index.html",
        "tin-tuc/chuyen-muc/ocop/index.html", "tin-tuc/dong-su-kien/index.html", "tin-tuc/the/index.html", "tin-tuc/rss.xml", "thong-ke/index.html",
        "gioi-thieu/index.html", "lien-he/index.html", "van-ban/index.html", "van-ban/nam/index.html", "van-ban/nam/2023/index.html",
        "van-ban/co-quan/index.html", "van-ban/co-quan/quoc-hoi/index.html", "thu-vien-anh/index.html", "thu-vien-anh/2026/index.html",
        "tin-tuc/don-vi/index.html",
    ):  # fmt: skip
        assert (site / path).is_file(), path
    assert not (site / "sitemap.xml.gz").exists()
    assert not (site / "search").exists()


def test_feeds_and_sitemaps_keep_to_their_schemas_and_name_what_is_there(demo):
    """Every feed and sitemap that was written; each file that a feed offers is in the site, as long as the feed says."""
    variant, site, _ = demo
    base = "https://host.example.vn/htx/" if variant == SUB_PATH else "https://demo.example.vn/"
    paths = [path for name in ("rss.xml", "atom.xml", "feed.json", "sitemap*.xml") for path in site.rglob(name)]
    assert len(paths) == 9 * 3 + 2
    assert {str(path): faults for path in paths if (faults := find_faults(path.name, path.read_bytes()))} == {}
    feed = feedparser.parse((site / "tin-tuc/atom.xml").read_bytes())
    files = [file for entry in feed.entries for file in entry.enclosures]
    assert len(files) == 5 and all(file.href.startswith(base) for file in files)
    assert [int(file.length) for file in files] == [(site / file.href.removeprefix(base)).stat().st_size for file in files]
    assert all((site / entry.link.removeprefix(base) / "index.html").is_file() for entry in feed.entries)


def test_drafts_future_posts_hidden_records_and_what_lacks_consent_are_nowhere(demo):
    """What is not published leaves no trace in any file."""
    _, site, _ = demo
    everything = b"\n".join(read_bytes(site).values())
    for canary in (b"canary-draft", b"canary-future", b"canary-hidden", b"canary-consent", b"canary-evidence"):
        assert canary not in everything


def test_two_builds_are_byte_identical(tmp_path):
    """The same input gives the same bytes, in another folder and a second time over the first."""
    first = read_bytes(build_demo(tmp_path / "one"))
    second_folder = tmp_path / "two"
    second = read_bytes(build_demo(second_folder))
    assert first == second
    finished = run_build(second_folder)
    assert finished.returncode == 0, finished.stderr
    assert read_bytes(second_folder / "site") == first


def test_the_site_builds_without_any_record(tmp_path):
    """Staff may delete every sample; the site still stands and says what to do first."""
    folder = copy_demo(tmp_path / "empty")
    for name in ("data/cooperatives", "data/statistics", "docs/tin-tuc"):
        shutil.rmtree(folder / name)
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(re.sub(r"\]\((htx|sp|tin):[^)]*\)", "](https://example.vn)", page.read_text(encoding="utf-8")), encoding="utf-8")
    finished = run_build(folder)
    assert finished.returncode == 0, finished.stderr
    pages = read_pages(folder / "site")
    assert find_broken_links(pages, folder / "site") == []
    assert any("Chưa có hợp tác xã" in text for text in pages["hop-tac-xa/index.html"].text)
