"""What posts, figures and hand-written pages name must exist."""

from generator.checks import references
from tests.loading import codes_of, cooperative_file, list_codes, load_project, post_file, product_lines

RECORD = {"data/cooperatives/thai-nguyen/che-xanh.yml": cooperative_file(extra=product_lines())}


def load_post(folder, extra="", body="Nội dung.", files=RECORD):
    return load_project(folder, {**files, "docs/tin-tuc/2026/bai.md": post_file(extra=extra, body=body)})


def test_sound_references_say_nothing(tmp_path):
    """Lists and links to what exists."""
    extra = "cooperatives:\n  - thai-nguyen/che-xanh\nproducts:\n  - thai-nguyen/che-xanh/che-dinh\n"
    body = "[a](htx:thai-nguyen/che-xanh) [b](sp:thai-nguyen/che-xanh/che-dinh) [c](tin:2026/bai)"
    assert codes_of(load_post(tmp_path, extra, body)) == []


def test_an_unknown_record_in_a_list_is_an_error(tmp_path):
    """With line, column and the nearest key."""
    loaded = load_post(tmp_path, "cooperatives:\n  - thai-nguyen/che-xanhh\n")
    assert list_codes(loaded) == [("unknown-reference", "bai.md", 7, 5)]
    assert dict(loaded.report.sorted()[0].values)["nearest"] == "thai-nguyen/che-xanh"


def test_an_unknown_target_in_a_body_has_line_and_column_of_the_file(tmp_path):
    """The front matter counts; code is not looked at."""
    loaded = load_post(tmp_path, body="Dòng một.\n\n`[x](htx:khong/co)` và [sai](htx:thai-nguyen/khac).\n")
    assert list_codes(loaded) == [("unknown-reference", "bai.md", 10, 30)]


def test_a_record_with_mistakes_of_its_own_is_not_called_unknown(tmp_path):
    """One typo does not make ten errors."""
    files = {"data/cooperatives/thai-nguyen/che-xanh.yml": cooperative_file(checked_on="30/02/2026", extra=product_lines())}
    extra = "cooperatives:\n  - thai-nguyen/che-xanh\nproducts:\n  - thai-nguyen/che-xanh/che-dinh\n"
    assert codes_of(load_post(tmp_path, extra, files=files)) == ["bad-date"]


def test_a_hidden_record_or_a_draft_is_a_warning_and_no_link(tmp_path):
    """What exists but is not published is named, and the catalog does not point to it."""
    files = {"data/cooperatives/thai-nguyen/che-xanh.yml": cooperative_file() + "hidden: Đang xác minh\n"}
    files["docs/tin-tuc/2026/nhap.md"] = post_file(extra="draft: true\n")
    loaded = load_post(tmp_path, "cooperatives:\n  - thai-nguyen/che-xanh\n", "[n](tin:2026/nhap)", files)
    assert codes_of(loaded) == ["unpublished-reference", "unpublished-reference"]
    assert loaded.catalog.posts["2026/bai"].cooperative_keys == ()


def test_a_figure_names_a_post_that_exists(tmp_path):
    """`source.post` of statistics rows."""
    row = """\
rows:
  - indicator: so-htx
    value: 448
    unit: tổ chức
    period: {type: thoi-diem, to: 2020-06-30}
    nature: thuc-hien
    area: {province: hung-yen, boundary: truoc-2025-07}
    source: {post: 2020/khong-co, on: 2020-06-26}
"""
    loaded = load_project(tmp_path, {"data/statistics/hung-yen.yml": row})
    assert list_codes(loaded) == [("unknown-reference", "hung-yen.yml", 8, 20)]


def test_hand_written_pages_are_checked_too(tmp_path):
    """A page of docs/ with a link to nothing stops the build like a record would."""
    page = "# Giới thiệu\n\nXem [hồ sơ](htx:thai-nguyen/khong-co) và [chè](htx:thai-nguyen/che-xanh).\n"
    loaded = load_project(tmp_path, {**RECORD, "docs/gioi-thieu/index.md": page})
    assert list_codes(loaded) == [("unknown-reference", "index.md", 3, 13)]
    assert loaded.catalog is None


def test_a_post_may_name_products_of_a_cooperative_whose_file_cannot_be_read(tmp_path):
    """A file with a broken line is one error, not three."""
    files = {"data/cooperatives/thai-nguyen/che-xanh.yml": "name: 'HTX\n"}
    loaded = load_post(tmp_path, "products:\n  - thai-nguyen/che-xanh/che-dinh\n", files=files)
    assert len(codes_of(loaded)) == 1


def test_a_record_of_a_province_that_the_site_leaves_out_is_not_linked(tmp_path):
    """`provinces` of the settings keeps it out, so its mention is a warning and no link."""
    files = {**RECORD, "docs/tin-tuc/2026/bai.md": post_file(body="[a](htx:thai-nguyen/che-xanh)")}
    assert codes_of(load_project(tmp_path, files, provinces=["an-giang"])) == ["unpublished-reference"]


def test_references_to_nothing_are_searched_for_a_few_times_only(tmp_path, monkeypatch):
    """Each is an error; the nearest key is proposed for the first ones, since a text of thousands would take minutes."""
    searched = []
    monkeypatch.setattr(references, "nearest", lambda key, known, cutoff: searched.append(key) or "")
    body = " ".join(f"[a](htx:thai-nguyen/khong-{number})" for number in range(120))
    loaded = load_project(tmp_path, {"docs/tin-tuc/2026/bai.md": post_file(body=body)})
    assert codes_of(loaded) == ["unknown-reference"] * 120
    assert len(searched) == references.MOST_SEARCHES
