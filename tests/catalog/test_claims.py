"""Each address has one owner."""

import pytest

from tests.loading import TAX_CODES, codes_of, cooperative_file, load_project, post_file

ONE = "data/cooperatives/thai-nguyen/mot.yml"
TWO = "data/cooperatives/thai-nguyen/hai.yml"


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
        ("/san-pham/ocop/", "một danh sách của trang"),
        ("/", "docs/index.md"),
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
