"""The settings: what mkdocs.yml may say, and what it is told when it says something else."""

from datetime import date
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.settings import SettingsError, build_settings, load_settings


@pytest.fixture(autouse=True)
def docs_dir(tmp_path: Path) -> Path:
    """Every project has its pages."""
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def make_settings(tmp_path: Path, **options):
    return build_settings(
        options, project_dir=tmp_path, docs_dir=tmp_path / "docs", site_dir=tmp_path / "site", site_url="https://a.example.vn"
    )


def test_the_build_date_comes_from_source_date_epoch(tmp_path, monkeypatch):
    """SOURCE_DATE_EPOCH fixes the build date, in Vietnam's zone, so that a build can be repeated."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1593100800")  # 2020-06-25 16:00 UTC is 23:00 in Vietnam
    assert make_settings(tmp_path).build_date == date(2020, 6, 25)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1593104400")  # an hour later it is the 26th in Vietnam
    assert make_settings(tmp_path).build_date == date(2020, 6, 26)


def test_a_fixed_build_date_wins_over_the_environment(tmp_path, monkeypatch):
    """The option `build_date` is stronger than SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1593100800")
    assert make_settings(tmp_path, build_date=date(2026, 11, 22)).build_date == date(2026, 11, 22)


def test_a_broken_source_date_epoch_is_named(tmp_path, monkeypatch):
    """A value that is no number is refused with its name."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hôm nay")
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        make_settings(tmp_path)


def test_the_site_url_ends_in_a_slash(tmp_path):
    """Addresses are joined to `site_url` without thought."""
    assert make_settings(tmp_path).site_url == "https://a.example.vn/"


@pytest.mark.parametrize("site_url", ["javascript:alert(1)", "htx.example.vn", "https://a.vn/?q=1", f"https://a.vn/{'x' * 2400}/"])
def test_a_site_url_that_no_code_can_lead_to_is_refused(tmp_path, site_url):
    """It stands in every page, feed and printed code."""
    with pytest.raises(SettingsError, match="site_url"):
        build_settings({}, project_dir=tmp_path, docs_dir=tmp_path / "docs", site_dir=tmp_path / "site", site_url=site_url)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"data_dirr": "data"}, "data_dirr"),
        ({"links": [{"name": "x", "url": "javascript:alert(1)"}]}, "links.0.url"),
        ({"links": [{"url": "https://a.vn"}]}, "links.0.name"),
        ({"jobs": -1}, "jobs"),
        ({"build_date": "ngày mai"}, "build_date"),
        ({"organisation": {"nme": "x"}}, "organisation.nme"),
        ({"search_sources": [{"name": "A"}]}, "search_sources.0.from"),
        ({"search_sources": [{"name": "A", "from": "ftp://a.vn/"}]}, "search_sources.0.from"),
        ({"search_sources": [{"name": "A", "from": "https://u:p@a.vn/"}]}, "search_sources.0.from"),
        ({"search_sources": [{"name": "", "from": "../a"}]}, "search_sources.0.name"),
        ({"search_sources": [{"name": "A", "from": "../a", "url": "javascript:x"}]}, "search_sources.0.url"),
        ({"search_sources": [{"name": "A", "from": "../a"}, {"name": "A", "from": "../b"}]}, "search_sources"),
    ],
)
def test_a_wrong_option_is_named_in_vietnamese(tmp_path, options, named):
    """Every option that cannot be used is named by its path in one sentence."""
    with pytest.raises(SettingsError, match="tùy chọn") as caught:
        make_settings(tmp_path, **options)
    assert f"«{named}»" in str(caught.value)


def test_search_sources_are_folders_or_addresses(tmp_path):
    """A folder of any name, Windows's too, or an address; what mkdocs.yml calls `from` is a place."""
    places = ["../a/site", "C:\\sites\\a", "https://a.vn", "http://a.vn/trang/"]
    sources = make_settings(
        tmp_path, search_sources=[{"name": number, "from": place} for number, place in enumerate(places)]
    ).search_sources
    assert [(source.name, source.place, source.url) for source in sources] == [
        (str(number), place, "") for number, place in enumerate(places)
    ]


def test_numbers_in_mkdocs_yml_stay_text(tmp_path):
    """A phone that YAML took for a number is text again."""
    assert make_settings(tmp_path, organisation={"phone": 2083851234}).organisation.phone == "2083851234"


CONFIG = """\
site_name: Trang minh họa
site_url: !ENV [HTX_SITE_URL, "https://a.example.vn"]
use_directory_urls: false
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:os.system [echo]
plugins:
  - htx:
      build_date: 2026-11-22
      provinces: [thai-nguyen]
"""


def test_settings_are_read_from_mkdocs_yml_without_mkdocs(tmp_path):
    """`htx check` reads the same settings; tags of MkDocs files are read over, and nothing is ever executed."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    settings = load_settings(tmp_path / "mkdocs.yml")
    assert (settings.site_name, settings.provinces, settings.use_directory_urls) == ("Trang minh họa", ("thai-nguyen",), False)
    assert settings.data_dir == tmp_path / "data"


@pytest.mark.parametrize("plugins", ["[htx]", "{htx: {}}", "[search, htx: {}]", "[]"])
def test_plugins_may_be_written_every_way_mkdocs_allows(tmp_path, plugins):
    """A list of names, a list with options, a mapping, or nothing."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: a\nplugins: {plugins}\n", encoding="utf-8")
    assert load_settings(tmp_path / "mkdocs.yml").data_dir == tmp_path / "data"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Không tìm thấy tệp cấu hình"),
        (b"site_name: \xff\xfe", "UTF-8"),
        (b"site_name: 'a\nplugins: b", ":"),
        (b"- a\n- b\n", "tên: giá trị"),
    ],
)
def test_an_unreadable_mkdocs_yml_has_its_sentence(tmp_path, content, words):
    """A missing, wrongly encoded, broken or shapeless file: one sentence, no traceback."""
    if content is not None:
        (tmp_path / "mkdocs.yml").write_bytes(content)
    with pytest.raises(SettingsError, match=words):
        load_settings(tmp_path / "mkdocs.yml")


def write_config(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_inherited_settings_are_those_that_mkdocs_reads(tmp_path):
    """`INHERIT` is followed, relative to the file that says it: groups are merged, lists and values are replaced, folders are the heir's."""
    write_config(tmp_path, "chung/goc.yml", "site_name: Gốc\nsite_url: https://goc.example.vn/\nplugins: {htx: {provinces: [hue]}}\n")
    base = "INHERIT: goc.yml\ndocs_dir: docs\nplugins: {htx: {build_date: 2026-11-22, provinces: [ha-noi], organisation: {name: Chung}}}\n"
    write_config(tmp_path, "chung/base.yml", base)
    write_config(tmp_path, "mkdocs.yml", "INHERIT: chung/base.yml\nsite_name: Riêng\nplugins: {htx: {organisation: {phone: '1'}}}\n")
    ours = load_settings(tmp_path / "mkdocs.yml")
    assert (ours.site_name, ours.site_url, ours.provinces) == ("Riêng", "https://goc.example.vn/", ("ha-noi",))
    assert (ours.organisation.name, ours.organisation.phone, ours.build_date) == ("Chung", "1", date(2026, 11, 22))
    assert ours.docs_dir == tmp_path / "docs"
    theirs = load_config(str(tmp_path / "mkdocs.yml"))
    assert (theirs.site_name, theirs.site_url, theirs.docs_dir) == (ours.site_name, ours.site_url, str(ours.docs_dir))
    assert theirs.plugins["htx"].options["provinces"] == list(ours.provinces)


@pytest.mark.parametrize(
    ("base", "words"), [(None, r"base\.yml, mà .*mkdocs\.yml kế thừa"), ("a: [", r"base\.yml:1"), ("INHERIT: mkdocs.yml", "từ chính nó")]
)
def test_a_base_that_cannot_be_used_has_its_sentence(tmp_path, base, words):
    """Missing, broken, or a circle: named, never a traceback."""
    write_config(tmp_path, "mkdocs.yml", "INHERIT: base.yml\n")
    if base is not None:
        write_config(tmp_path, "base.yml", base)
    with pytest.raises(SettingsError, match=words):
        load_settings(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("text", ["docs_dir: nope", "theme: {name: material, custom_dir: nope}"])
def test_a_missing_folder_is_named(tmp_path, text):
    """What MkDocs would refuse at a build is refused by `htx check` too."""
    write_config(tmp_path, "mkdocs.yml", f"{text}\n")
    with pytest.raises(SettingsError, match="không có thư mục «nope»"):
        load_settings(tmp_path / "mkdocs.yml")


def test_a_control_character_in_mkdocs_yml_is_a_sentence(tmp_path):
    """YAML's reader refuses it without a place in the file."""
    write_config(tmp_path, "mkdocs.yml", "site_name: a\x00b\n")
    with pytest.raises(SettingsError, match="không đọc được"):
        load_settings(tmp_path / "mkdocs.yml")
