"""The catalog: order, listings, relations, derived states."""

import pytest

from generator.catalog.names import build_common_phrases, find_distinguishing_name
from tests.loading import TAX_CODES, codes_of, cooperative_file, load_project, post_file, product_lines, recognition_lines


def load_named(folder, *names, extra=""):
    files = {
        f"data/cooperatives/thai-nguyen/htx-{number}.yml": cooperative_file(name, TAX_CODES[number], extra=extra)
        for number, name in enumerate(names)
    }
    return load_project(folder, files)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hợp tác xã nông nghiệp Tân Cương", "Tân Cương"),
        ("HTX Dịch vụ nông nghiệp và thương mại Đồng Xanh", "Đồng Xanh"),
        ("HỢP TÁC XÃ CHÈ LA BẰNG", "CHÈ LA BẰNG"),
        ("Hợp tác xã dịch vụ", "Hợp tác xã dịch vụ"),
        ("Liên hiệp hợp tác xã Trung du", "Trung du"),
        ("Quỹ tín dụng nhân dân Bến Nghĩa", "Bến Nghĩa"),
        ("Hợp tác xã \u0301 Tân Cương", "\u0301 Tân Cương"),
    ],
)
def test_the_distinguishing_part_is_what_names_do_not_share(name, expected):
    """Kind and field words are taken off the front; a name of nothing else stays whole."""
    codes = ("hop-tac-xa", "htx", "nong-nghiep", "dich-vu", "va", "thuong-mai", "lien-hiep-hop-tac-xa", "quy-tin-dung-nhan-dan")
    assert find_distinguishing_name(name, build_common_phrases(codes)) == expected


def test_cooperatives_stand_in_vietnamese_order_of_their_own_names(tmp_path):
    """Đ after D, Ơ after O, whatever kind words come first."""
    loaded = load_named(tmp_path, "HTX Ơn Lành", "Hợp tác xã nông nghiệp Đồng Xanh", "Hợp tác xã Dương Liễu", "Hợp tác xã dịch vụ An Bình")
    assert [entry.distinguishing_name for entry in loaded.catalog.cooperatives.values()] == [
        "An Bình",
        "Dương Liễu",
        "Đồng Xanh",
        "Ơn Lành",
    ]


def test_communes_that_fold_alike_have_listings_of_their_own(tmp_path):
    """Xã Văn Lang and Xã Văn Lăng of Thái Nguyên are two addresses, because the code stands in them."""
    files = {
        "data/cooperatives/thai-nguyen/a-mot.yml": cooperative_file("Hợp tác xã Một", TAX_CODES[0], "02143"),
        "data/cooperatives/thai-nguyen/b-hai.yml": cooperative_file("Hợp tác xã Hai", TAX_CODES[1], "05665"),
    }
    loaded = load_project(tmp_path, files)
    urls = [url for url in loaded.catalog.listings if "/xa/" in url and not url.endswith("/xa/")]
    assert sorted(urls) == ["hop-tac-xa/thai-nguyen/xa/02143-xa-van-lang/", "hop-tac-xa/thai-nguyen/xa/05665-xa-van-lang/"]


def test_listings_of_closed_lists_exist_while_they_are_empty(tmp_path):
    """An address never comes and goes with the records behind it."""
    listings = load_project(tmp_path, {}).catalog.listings
    for url in (
        "linh-vuc/trong-trot/",
        "loai-hinh/to-hop-tac/",
        "san-pham/nhom/che/",
        "san-pham/ocop/5-sao/",
        "san-pham/mua-vu/12/",
        "tin-tuc/chuyen-muc/ocop/",
    ):
        assert listings[url].keys == ()
        assert listings[url].page_count == 1


@pytest.mark.parametrize(
    ("season", "months"),
    [
        ("  - from_month: 11\n    to_month: 2\n", [1, 2, 11, 12]),
        ("  - from_month: 3\n    to_month: 3\n", [3]),
        ("  - from_month: 1\n    to_month: 2\n  - from_month: 2\n    to_month: 4\n", [1, 2, 3, 4]),
        ("  - all_year: true\n", list(range(1, 13))),
    ],
)
def test_a_season_may_wrap_the_year(tmp_path, season, months):
    """From November to February is four months, each with its listing."""
    extra = product_lines(extra="season:\n" + season)
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra)})
    assert codes_of(loaded) == []
    assert [month for month in range(1, 13) if loaded.catalog.listings[f"san-pham/mua-vu/{month}/"].keys] == months


def test_the_recognition_that_counts_is_the_best_in_force(tmp_path):
    """An upgrade in force wins over an older decision; an expired one gives no stars."""
    older = recognition_lines(decided_on="2025-08-01")
    newer = recognition_lines(stars=4, decided_on="2026-02-01", kind="nang-hang").removeprefix("ocop:\n")
    expired = recognition_lines(stars=4, decided_on="2021-05-01")
    record = cooperative_file(
        extra=product_lines(extra=older + newer) + product_lines("che-bup", "Chè búp", expired).removeprefix("products:\n")
    )
    products = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": record}).catalog.products
    assert products["thai-nguyen/mot/che-dinh"].stars == 4
    assert products["thai-nguyen/mot/che-bup"].stars == 0
    assert products["thai-nguyen/mot/che-bup"].recognition.state == "het-han"


def test_relations_go_both_ways(tmp_path):
    """A cooperative knows its news through itself and its products; neighbours know each other, and nobody itself."""
    files = {
        "data/cooperatives/thai-nguyen/a-mot.yml": cooperative_file("Hợp tác xã Một", TAX_CODES[0], extra=product_lines()),
        "data/cooperatives/thai-nguyen/b-hai.yml": cooperative_file("Hợp tác xã Hai", TAX_CODES[1]),
        "docs/tin-tuc/2026/cu.md": post_file(published_at="2026-01-02 08:00", extra="cooperatives:\n  - thai-nguyen/a-mot\n"),
        "docs/tin-tuc/2026/moi.md": post_file(published_at="2026-03-02 08:00", extra="products:\n  - thai-nguyen/a-mot/che-dinh\n"),
    }
    catalog = load_project(tmp_path, files).catalog
    one = catalog.cooperatives["thai-nguyen/a-mot"]
    assert one.post_keys == ("2026/moi", "2026/cu")
    assert catalog.products["thai-nguyen/a-mot/che-dinh"].post_keys == ("2026/moi",)
    assert one.neighbour_keys == ("thai-nguyen/b-hai",)
    assert catalog.posts["2026/moi"].cooperative_keys == ("thai-nguyen/a-mot",)
    assert catalog.posts["2026/moi"].related_keys == ("2026/cu",)
    assert (catalog.posts["2026/moi"].older_key, catalog.posts["2026/cu"].newer_key) == ("2026/cu", "2026/moi")


def test_expired_posts_leave_the_listings_but_keep_their_page(tmp_path):
    """`expires_on` is the last day in the lists."""
    files = {
        "docs/tin-tuc/2026/het.md": post_file(extra="expires_on: 2026-11-21\n"),
        "docs/tin-tuc/2026/con-han.md": post_file(extra="expires_on: 2026-11-22\n"),
    }
    catalog = load_project(tmp_path, files).catalog
    assert set(catalog.posts) == {"2026/het", "2026/con-han"}
    for listing in catalog.listings.values():
        assert "2026/het" not in listing.keys, listing.url
    assert catalog.listings["tin-tuc/"].keys == ("2026/con-han",)


def test_a_preview_shows_drafts_and_posts_to_come(tmp_path):
    """Only the preview carries them, each with the reason."""
    files = {
        "docs/tin-tuc/2026/nhap.md": post_file(extra="draft: true\n").replace("published_at: 2026-05-04 08:30\n", ""),
        "docs/tin-tuc/2026/sau.md": post_file(published_at="2026-12-01 08:00"),
    }
    assert dict(load_project(tmp_path, files).catalog.posts) == {}
    preview = load_project(tmp_path, files, preview=True).catalog
    assert {entry.key: entry.unpublished for entry in preview.posts.values()} == {"2026/nhap": "draft", "2026/sau": "future"}


def test_provinces_limit_what_a_site_carries(tmp_path):
    """`provinces` leaves other provinces' records out, and gives each named one a page."""
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file("Hợp tác xã Một", TAX_CODES[0]),
        "data/cooperatives/phu-tho/hai.yml": cooperative_file("Hợp tác xã Hai", TAX_CODES[1], "04792"),
    }
    catalog = load_project(tmp_path, files, provinces=["thai-nguyen", "an-giang"]).catalog
    assert set(catalog.cooperatives) == {"thai-nguyen/mot"}
    assert [url for url in catalog.listings if url in ("hop-tac-xa/an-giang/", "hop-tac-xa/phu-tho/")] == ["hop-tac-xa/an-giang/"]


def test_pages_of_a_long_listing_are_counted(tmp_path):
    """31 cooperatives are two pages of 30."""
    listing = load_project(tmp_path, {}).catalog.listings["hop-tac-xa/"]
    grown = type(listing)(listing.form, listing.url, listing.items, tuple(f"a/{n}" for n in range(31)), 30, listing.tab)
    assert (listing.page_count, grown.page_count) == (1, 2)


def test_related_lists_stay_short(tmp_path):
    """Seven neighbours in one commune: each sees six."""
    catalog = load_named(tmp_path, *(f"Hợp tác xã Làng {word}" for word in ("Ba", "Cả", "Dầu", "Đông", "Gạo", "Hạ", "Kim"))).catalog
    assert {len(entry.neighbour_keys) for entry in catalog.cooperatives.values()} == {6}
    assert all(entry.key not in entry.neighbour_keys for entry in catalog.cooperatives.values())


def test_a_province_of_the_settings_that_does_not_exist_is_an_error(tmp_path):
    """A typo in mkdocs.yml would otherwise publish an empty site in silence."""
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file()}, provinces=["thai-nguyenn"])
    assert codes_of(loaded) == ["unknown-site-province"]
    assert dict(loaded.report.sorted()[0].values)["nearest"] == "thai-nguyen"


def test_a_data_folder_that_does_not_exist_is_an_error(tmp_path):
    """A typo in `data_dir` would otherwise empty the published site."""
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": cooperative_file()}, data_dir="dataa")
    assert codes_of(loaded) == ["missing-data-folder"]
