"""What a build does to the published folder, whichever way it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click import ClickException
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.console import Steps
from generator.output.journal import write_journal
from generator.output.state import State
from generator.plugin import Built, run_build
from tests.small_project import RECORD_PAGE, read_tree, write_project, write_record, write_text

# Says when all is written that would be published, and waits to be killed.
STOPPED_BUILD = """
from generator.cli import main
from generator.output import Staging

Staging.publish = lambda staging: (print("staged", flush=True), input())
main(["build"])
"""
POST = "---\ntitle: Tin hiếm có\nlead: Đoạn dẫn.\npublished_at: 2026-09-15 12:37\ncategory: ocop\n---\n\nThân bài.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path)
    return tmp_path


def build(project: Path, *, strict: bool = False) -> Built:
    return run_build(project / "mkdocs.yml", site_dir=None, strict=strict, jobs=None)


def test_site_holds_our_pages_and_hand_written_ones(project: Path) -> None:
    """Records, sections and hand-written pages stand side by side; nothing beside them is left of MkDocs."""
    build(project)
    site = read_tree(project / "site")
    assert {
        "index.html",
        "404.html",
        "sitemap.xml",
        RECORD_PAGE,
        "hop-tac-xa/index.html",
        "tin-tuc/index.html",
        "gioi-thieu/index.html",
    } <= site.keys()
    unwanted = [path for path in site if path.startswith(("records/", "search/", "assets/javascripts/")) or path.endswith((".gz", ".map"))]
    assert unwanted == []
    assert "Hợp tác xã Mẫu Một".encode() in site[RECORD_PAGE][0]


def test_sources_of_assets_are_left_out_and_a_sites_own_files_are_not(project: Path) -> None:
    """What is joined and named anew is not published a second time; a logo beside it is."""
    for name in ("css/a.css", "search/a.js", "fonts/a.woff2", "frame.js", "logo.svg"):
        write_text(project / "docs/assets/htx" / name, "a")
    build(project)
    ours = {path.removeprefix("assets/htx/") for path in read_tree(project / "site") if path.startswith("assets/htx/")}
    assert "logo.svg" in ours
    assert not ours & {"css/a.css", "search/a.js", "fonts/a.woff2", "frame.js"}


def test_prose_of_the_home_page_is_in_ours(project: Path) -> None:
    """docs/index.md fills its place in our home page; its heading does not become a second h1."""
    build(project)
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert "Lời <strong>ngỏ</strong> của liên minh." in home
    assert home.count("<h1") == 1


@pytest.mark.parametrize(("use_directory_urls", "end"), [(True, ""), (False, "index.html")])
def test_hand_written_page_links_to_records(tmp_path: Path, use_directory_urls: bool, end: str) -> None:
    """`htx:` leads to the profile and an ordinary link to a record section works, in both spellings; the canonical address ends in `/`."""
    write_project(tmp_path, use_directory_urls=use_directory_urls)
    build(tmp_path)
    page = (tmp_path / "site" / "gioi-thieu" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="../hop-tac-xa/thai-nguyen/mau/{end}">hợp tác xã mẫu</a>' in page
    assert f'<a href="../hop-tac-xa/{end}">danh bạ</a>' in page
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == ["https://thu.example.vn/gioi-thieu/"]


@pytest.mark.parametrize(("use_directory_urls", "end"), [(True, ""), (False, "index.html")])
def test_short_tags_of_hand_written_pages_become_blocks(tmp_path: Path, use_directory_urls: bool, end: str) -> None:
    """On the home page too; code stays as it is, and the search knows a page by its own words."""
    write_project(tmp_path, use_directory_urls=use_directory_urls)
    write_text(tmp_path / "docs/tin-tuc/2026/mot-tin.md", POST)
    write_text(tmp_path / "docs/index.md", "Chào.\n\n[[tin-moi 1]]\n")
    write_text(tmp_path / "docs/gioi-thieu/index.md", "# A\n\n## B\n\n[[tin-moi]]\n\n```\n[[so-lieu]]\n```\n")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    page = (tmp_path / "site/gioi-thieu/index.html").read_text(encoding="utf-8")
    assert f'<h3 class="htx-card__name"><a href="../tin-tuc/2026/mot-tin/{end}">Tin hiếm có</a></h3>' in page
    assert "[[so-lieu]]" in page and "htx-counts" not in page
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert home.count(f'<a href="./tin-tuc/2026/mot-tin/{end}">Tin hiếm có</a>') == 2  # the block, and the home page's own news
    assert [text.text for text in config.plugins["htx"].run.texts] == ["Chào.", "B [[so-lieu]]"]


def test_files_of_posts_are_not_copied(project: Path) -> None:
    """A draft's text and its pictures, EXIF and all, never leave docs/tin-tuc by way of MkDocs."""
    write_text(project / "docs/tin-tuc/2026/nhap/anh.txt", "riêng")
    build(project)
    assert not [path for path in read_tree(project / "site") if "nhap" in path]


def test_mistake_in_data_stops_before_the_site_is_touched(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mistake is printed with its place, the exit code is 1, and no published file was even rewritten."""
    build(project)
    before = read_tree(project / "site")
    write_record(project, checked_on="30/02/2026")
    with pytest.raises(ClickException, match="giữ nguyên") as raised:
        build(project)
    assert raised.value.exit_code == 1
    assert "data/cooperatives/thai-nguyen/mau.yml:11:13: lỗi [bad-date]" in capsys.readouterr().err
    assert read_tree(project / "site") == before


def test_warning_stops_only_a_strict_build(project: Path) -> None:
    """A record not checked for a year is published, but not with --strict."""
    build(project)
    before = read_tree(project / "site")
    write_record(project, name="Hai", checked_on="2020-01-01")
    with pytest.raises(ClickException, match="--strict"):
        build(project, strict=True)
    assert read_tree(project / "site") == before
    build(project)
    assert "Mẫu Hai".encode() in (project / "site" / RECORD_PAGE).read_bytes()


def test_warning_of_mkdocs_stops_a_strict_build(project: Path) -> None:
    """MkDocs counts its warnings only after the last event; nothing is published by then."""
    build(project)
    before = read_tree(project / "site")
    write_text(project / "docs/gioi-thieu/index.md", "# Giới thiệu\n\n[hỏng](../khong-co.md)\n")
    with pytest.raises(ClickException, match="--strict"):
        build(project, strict=True)
    assert read_tree(project / "site") == before


def test_missing_site_url_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the site's address the build says what is left out, and --strict refuses."""
    write_project(tmp_path, site_url="")
    build(tmp_path)
    assert "chưa có site_url" in capsys.readouterr().err
    assert "canonical" not in (tmp_path / "site" / RECORD_PAGE).read_text(encoding="utf-8")
    with pytest.raises(ClickException, match="--strict"):
        build(tmp_path, strict=True)


def test_sound_strict_build_is_published(project: Path) -> None:
    """--strict stands in nobody's way."""
    build(project, strict=True)
    assert (project / "site" / RECORD_PAGE).is_file()


def test_second_build_writes_nothing(project: Path) -> None:
    """The same input: no file is written, changed or removed."""
    first = build(project).publication
    before = read_tree(project / "site")
    again = build(project).publication
    assert (again.written, again.removed, again.unchanged) == (0, 0, first.written)
    assert read_tree(project / "site") == before


def test_only_pages_that_change_are_written(project: Path) -> None:
    """Another telling of one hand-written page touches that page, and of the search the parts that hold its words."""
    build(project)
    site = project / "site"
    before = {path: path.stat().st_ino for path in site.rglob("*.*")}
    write_text(project / "docs/gioi-thieu/index.md", "# Giới thiệu\n\nĐoạn mới.\n")
    build(project)
    written = {path.relative_to(site).as_posix() for path in site.rglob("*.*") if before.get(path) != path.stat().st_ino}
    assert {path for path in written if not path.startswith("tim-kiem/")} == {"gioi-thieu/index.html"}
    assert {path for path in written if path.startswith("tim-kiem/chi-muc/c/")} == set()


def test_site_dir_is_put_back(project: Path) -> None:
    """Whoever looks at MkDocs's settings after a build, sound or not, finds the folder they were given."""
    for checked_on in ("2026-11-01", "30/02/2026"):
        write_record(project, checked_on=checked_on)
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        if checked_on == "2026-11-01":
            mkdocs_build(config)
        else:
            with pytest.raises(Abort):
                mkdocs_build(config)
        assert Path(config.site_dir) == (project / "site").resolve()
        assert not list(State(project / "site").folder.glob("staging*"))


def test_interrupted_publication_is_completed_by_a_build_that_fails(project: Path) -> None:
    """The next command completes what was begun, even where its own data is wrong."""
    build(project)
    state = State((project / "site").resolve())
    write_text(state.staging / "gioi-thieu/index.html", "mới")
    lines = [line for line in state.manifest.read_text(encoding="utf-8").splitlines(keepends=True) if "gioi-thieu" not in line]
    write_text(state.next_manifest, "".join([*lines, "0\t0\t0\tgioi-thieu/index.html\n"]))
    write_journal(state, "files")
    write_record(project, checked_on="30/02/2026")
    with pytest.raises(ClickException):
        build(project)
    assert (project / "site/gioi-thieu/index.html").read_text(encoding="utf-8") == "mới"
    assert not state.journal.exists()


def test_broken_template_is_a_sentence(tmp_path: Path) -> None:
    """A theme file that cannot be rendered is named, and nothing is published."""
    write_text(tmp_path / "theme/main.html", "{% extends 'base.html' %}{% block content %}{{ khong.co.gi }}{% endblock %}")
    write_project(tmp_path, theme={"name": "material", "language": "vi", "font": False, "custom_dir": "theme"})
    with pytest.raises(ClickException, match=r"khong|main\.html"):
        build(tmp_path)
    assert not (tmp_path / "site").exists()


def test_folder_of_somebody_else_is_a_sentence(project: Path) -> None:
    """`site_dir` that names a folder with other files is refused."""
    write_text(project / "site/quan-trong.txt", "x")
    with pytest.raises(ClickException, match="không do htx tạo ra"):
        build(project)
    assert list(read_tree(project / "site")) == ["quan-trong.txt"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_build_leaves_the_old_site(project: Path) -> None:
    """A build killed while it writes its pages has changed nothing, and the next one publishes."""
    build(project)
    before = read_tree(project / "site")
    write_record(project, name="Hai")
    running = subprocess.Popen(
        [sys.executable, "-c", STOPPED_BUILD],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert "staged\n" in running.stdout
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert read_tree(project / "site") == before
    build(project)
    assert "Mẫu Hai".encode() in (project / "site" / RECORD_PAGE).read_bytes()


def test_listener_is_told_how_far_each_step_is(project: Path) -> None:
    """Records and pages are counted to their last one; nothing is told twice."""
    steps = Steps()
    run_build(project / "mkdocs.yml", site_dir=None, strict=False, jobs=None, steps=steps)
    by_name = {step.name: step for step in steps.runs}
    assert (by_name["decode"].done, by_name["decode"].total) == (1, 1)
    assert by_name["pages"].done == by_name["pages"].total > 20
    assert all(step.ended >= step.began for step in steps.runs)
