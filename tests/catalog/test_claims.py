"""Each address has one owner."""

import pytest

from generator.catalog import urls
from tests.builders import make_cooperative, make_post, make_product
from tests.loading import PDF, PICTURE, TAX_CODES, codes_of, cooperative_file, load_project, post_file
from tests.render.rendering import make_catalog
from tests.render.sample import PHOTO

ONE = "data/cooperatives/thai-nguyen/mot.yml"
TWO = "data/cooperatives/thai-nguyen/hai.yml"


def test_every_listing_lies_in_a_section_that_is_known_to_hold_them():
    """A hand-written page in such a section is held against all addresses, even where nothing is published."""
    posts = {"2026/tin": make_post(topic="A", tags=["b"], gallery=[PHOTO], documents=[{"number": "1/2020/NĐ-CP"}])}
    listings = make_catalog(posts=posts).listings
    sections = {next((section for section in urls.LISTED_SECTIONS if url.startswith(section)), url) for url in listings}
    assert sections == set(urls.LISTED_SECTIONS)


def with_previous(url, name="Hợp tác xã Chè Hai", tax_code=TAX_CODES[1]):
    return cooperative_file(name, tax_code) + f"previous_urls:\n  - {url}\n"


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("/hop-tac-xa/thai-nguyen/mot/", ONE),
        ("/hop-tac-xa/thai-nguyen/mot", ONE),
        ("/hop-tac-xa/thai-nguyen/mot/index.html", ONE),
        ("/HOP-TAC-XA/thai-nguyen/MOT/", ONE),
        ("/gioi-thieu/", "docs/gioi-thieu/index.md"),
    ],
)
def test_a_former_address_that_is_taken_names_its_owner(tmp_path, url, owner):
    """By a record, a hand-written page or a listing, however it is spelled."""
    files = {
        ONE: cooperative_file(), TWO: with_previous(url),
        "docs/index.md": "# Chào\n", "docs/gioi-thieu/index.md": "# Giới thiệu\n",
    }  # fmt: skip
    loaded = load_project(tmp_path, files)
    clashes = [item for item in loaded.report.sorted() if item.code == "duplicate-url"]
    assert [(item.span.file, item.span.line, dict(item.values)["other"]) for item in clashes] == [(TWO, 14, owner)]
    assert loaded.catalog is None


@pytest.mark.parametrize("preview", [False, True])
def test_a_draft_is_held_against_all_addresses_where_it_is_shown(tmp_path, preview):
    """First and again; a build that shows no drafts says nothing of theirs."""
    shared = "gallery:\n  - {file: A b.jpg, alt: Một, people: false}\n  - {file: a-b.jpg, alt: Hai, people: false}\n"
    draft = f"draft: true\nprevious_urls: [/tin-tuc/2026/bai/, /tin-tuc/]\n{shared}"
    files = {"docs/tin-tuc/2026/bai.md": post_file(), "docs/tin-tuc/2026/nhap.md": post_file("Bài nháp", extra=draft)}
    files |= {f"docs/tin-tuc/2026/nhap/{name}": PICTURE for name in ("A b.jpg", "a-b.jpg")}
    told = ["duplicate-url", "generated-url", "same-file-name"] if preview else []
    assert sorted(codes_of(load_project(tmp_path, files, preview=preview))) == told
    assert sorted(codes_of(load_project(tmp_path, {}, preview=preview))) == told


@pytest.mark.parametrize(
    "url",
    [
        "/", "/san-pham/ocop/", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml", "/404.html", "/tin-tuc/rss.xml", "/tin-tuc/atom.xml",
        "/tin-tuc/chuyen-muc/ocop/feed.json", "/sitemap-tin-tuc.xml", "/thong-ke/",
        f"/m/{TAX_CODES[0]}/", f"/m/{TAX_CODES[1]}/", "/m/khac/", "/assets/htx/htx.css", "/tep/x.pdf", "/hop-tac-xa", "/linh-vuc/index.html",
        "/hop-tac-xa/thai-nguyen", "/tim-kiem", "/tim-kiem/chi-muc/manifest.json", "/tim-kiem/cu/",
    ],
)  # fmt: skip
def test_addresses_that_the_site_makes_itself_are_refused(tmp_path, url):
    """Listings, feeds, sitemaps, short addresses, and everything in folders of ours."""
    loaded = load_project(tmp_path, {ONE: cooperative_file(), TWO: with_previous(url)})
    assert codes_of(loaded) == ["generated-url"]


@pytest.mark.parametrize(
    "url",
    [
        "/a:b",
        "/a*",
        "/a//b/",
        "/./a",
        "/a/../b",
        "/.htaccess",
        "/x/.an/y",
        "/a\u200bb",
        "/a" * 150 + "a" * 300,
        "/a.",
        "/x?y=1",
        "/CON .html",
    ],
)
def test_addresses_that_no_folder_can_hold_are_refused(tmp_path, url):
    """Characters and names that a system forbids, hidden files of the host, steps upwards."""
    loaded = load_project(tmp_path, {TWO: with_previous(f'"{url}"')})
    assert codes_of(loaded) == ["bad-path"]


def test_a_page_cannot_lie_below_another_pages_file(tmp_path):
    """`/x.html` and `/x.html/y`: one is a file, so it cannot be the other's folder."""
    for number, pair in enumerate((("/x.html", "/x.html/y"), ("/x.html/y", "/x.html"))):
        text = cooperative_file() + "previous_urls:\n" + "".join(f"  - {url}\n" for url in pair)
        assert len(codes_of(load_project(tmp_path / str(number), {ONE: text}))) == 1


def test_an_encoded_address_is_decoded(tmp_path):
    """Old systems link with %C3%A0; what a server looks for is the letter."""
    loaded = load_project(tmp_path, {ONE: cooperative_file() + 'previous_urls:\n  - "/tin/b%C3%A0i.html"\n'})
    assert codes_of(loaded) == []
    assert "tin/bài.html" in {redirect.url for redirect in loaded.catalog.redirects}


@pytest.mark.parametrize(
    "page",
    ["docs/thong-ke/index.md", "docs/hop-tac-xa/index.md", "docs/san-pham.md", "docs/san-pham/nhom/che/index.md", "docs/robots.txt",
     "docs/hop-tac-xa/thai-nguyen/mot/index.html", "docs/m/khac/index.md", "docs/tim-kiem.md", "docs/tim-kiem/chi-muc/x.bin"],
)  # fmt: skip
def test_a_hand_written_file_in_a_generated_pages_place_is_named(tmp_path, page):
    """It would be overwritten in silence."""
    loaded = load_project(tmp_path, {ONE: cooperative_file(), page: "# Tiêu đề\n"})
    assert page in {item.span.file for item in loaded.report.sorted() if item.code in ("duplicate-url", "generated-url")}


def test_files_that_would_share_a_name_are_named(tmp_path):
    """`Nghị quyết.pdf` and `nghi-quyet.pdf` become one file of the site."""
    extra = "attachments:\n  - file: Nghị quyết.pdf\n    title: A\n  - file: nghi-quyet.pdf\n    title: B\n"
    files = {ONE: cooperative_file(extra=extra)}
    files |= {f"data/cooperatives/thai-nguyen/mot/{name}": PDF for name in ("Nghị quyết.pdf", "nghi-quyet.pdf")}
    assert codes_of(load_project(tmp_path, files)) == ["same-file-name"]


def test_two_records_may_not_share_a_former_address(tmp_path):
    """The second one in order is told of the first."""
    loaded = load_project(tmp_path, {ONE: cooperative_file() + "previous_urls:\n  - /cu.html\n", TWO: with_previous("/cu.html")})
    assert codes_of(loaded) == ["duplicate-url"]


def test_a_hand_written_page_in_a_records_place_is_found(tmp_path):
    """A page of docs/ that would overwrite a profile or a post, or be overwritten."""
    files = {
        ONE: cooperative_file(),
        "docs/hop-tac-xa/thai-nguyen/mot/index.md": "# Chè\n",
        "docs/tin-tuc/2026/bai.md": post_file(),
    }
    assert codes_of(load_project(tmp_path, files)) == ["duplicate-url"]


def test_a_free_former_address_leads_on(tmp_path):
    """It becomes a redirect to the record."""
    loaded = load_project(tmp_path, {ONE: cooperative_file() + "previous_urls:\n  - /tin/cu.html\n  - /htx/mot\n"})
    assert codes_of(loaded) == []
    found = {redirect.url: redirect.target_url for redirect in loaded.catalog.redirects}
    target = "hop-tac-xa/thai-nguyen/mot/"
    assert found == {f"m/{TAX_CODES[0]}/": target, "tin/cu.html": target, "htx/mot/": target}


def test_a_products_own_number_outlives_a_change_of_order():
    """What was printed leads to the same product after another was put above it; without a number the place in the file counts."""
    first, second = make_product(slug="mot-che", name="Một"), make_product(slug="hai-che", name="Hai")
    before = make_catalog({"thai-nguyen/mot-htx": make_cooperative(products=[first, second])})
    new = make_product(slug="ba-che", name="Ba", number="3")
    kept = [make_product(slug="mot-che", name="Một", number="1"), make_product(slug="hai-che", name="Hai", number="2")]
    after = make_catalog({"thai-nguyen/mot-htx": make_cooperative(products=[new, *kept])})
    assert {(one.url, one.target_url) for one in before.redirects} <= {(one.url, one.target_url) for one in after.redirects}
