"""Templates and disks that fail a build: one sentence that names them, exit code 1, the published site untouched."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from PIL import Image

from generator.catalog.urls import LISTED_SECTIONS
from generator.cli import main
from generator.output import staging as staging_module
from generator.output import writing as writing_module
from generator.plugin import run_build
from tests.small_project import PROJECT, RECORD, read_tree, write_project, write_record, write_text

MAIN, PROFILE = "theme_overrides/main.html", "theme_overrides/records/profile.html"
HEAD = "theme_overrides/partials/htx/head.html"
THEME = {"name": "material", "language": "vi", "font": False, "custom_dir": "theme_overrides"}
PHOTO = "photos:\n  - file: anh.jpg\n    alt: Ảnh\n    people: false\n"
# Template, what is put on a new line before its end, what the sentence says.
TEMPLATE_FAULTS = [
    (PROFILE, "{{ 1/0 }}", "profile.html, dòng {line}: không tính được (ZeroDivisionError"),
    (PROFILE, "{{ page.title + 1 }}", "profile.html, dòng {line}: không tính được (TypeError"),
    (PROFILE, "{{ khong_co }}", "profile.html, dòng {line}: dùng một tên không có ('khong_co' is undefined)"),
    (PROFILE, "{% if %}", "profile.html, dòng {line}: viết sai cú pháp"),
    (PROFILE, "{% include 'khong.html' %}", "profile.html, dòng {line}: gọi mẫu «khong.html» mà không tìm thấy"),
    (MAIN, "{{ 1/0 }}", "main.html, dòng {line}: không tính được (ZeroDivisionError"),
    (MAIN, "{{ khong.co.gi }}", "main.html, dòng {line}: dùng một tên không có ('khong' is undefined)"),
    (MAIN, "{% for %}", "main.html, dòng {line}: viết sai cú pháp"),
    (HEAD, "{{ page.title + 1 }}", "partials/htx/head.html, dòng {line}: không tính được (TypeError"),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(PROJECT / "theme_overrides", tmp_path / "theme_overrides")
    write_project(tmp_path, theme=THEME)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(project: Path) -> None:
    run_build(project / "mkdocs.yml", site_dir=None, strict=False, jobs=None)


def break_template(path: Path, text: str) -> int:
    """Put a text into the template, where it is rendered; returns its line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = [number for number, line in enumerate(lines) if re.match(r"\s*\{%-?\s*block (content|main)", line)]
    line = marks[0] + 1 if marks else len(lines)
    write_text(path, "\n".join([*lines[:line], text, *lines[line:]]) + "\n")
    return line + 1


@pytest.mark.parametrize(("template", "text", "words"), TEMPLATE_FAULTS)
def test_fault_in_a_template_names_file_and_line(project: Path, template: str, text: str, words: str) -> None:
    """Whatever an expression raises, in a template of records or in the theme's."""
    build(project)
    before = read_tree(project / "site")
    line = break_template(project / template, text)
    with pytest.raises(ClickException, match=r"^Mẫu giao diện") as raised:
        build(project)
    assert words.format(line=line) in str(raised.value)
    assert raised.value.exit_code == 1
    assert read_tree(project / "site") == before


@pytest.mark.parametrize("template", [MAIN, HEAD, PROFILE])
def test_template_that_is_not_utf8_is_named(project: Path, template: str) -> None:
    """A theme file saved in an old encoding."""
    (project / template).write_bytes(b"\xff\xfe{{ 1 }}")
    with pytest.raises(ClickException, match=rf"{Path(template).name}: tệp không theo bảng mã UTF-8"):
        build(project)
    assert not (project / "site").exists()


@pytest.mark.parametrize("template", [MAIN, PROFILE])
def test_missing_template_is_named(project: Path, template: str) -> None:
    """Material has a main.html of its own, without our slots: that is said too."""
    (project / template).unlink()
    with pytest.raises(ClickException, match=rf"^Mẫu giao diện .*{Path(template).name}"):
        build(project)
    assert not (project / "site").exists()


def run_program(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("program", ["mkdocs", "properdocs", "generator.cli"])
@pytest.mark.parametrize("template", [MAIN, PROFILE])
def test_fault_in_a_template_is_no_traceback(project: Path, program: str, template: str) -> None:
    """The commands of MkDocs themselves say it as plainly."""
    break_template(project / template, "{{ 1/0 }}")
    finished = run_program(project, program, "build")
    assert finished.returncode == 1
    assert f"{Path(template).name}, dòng" in finished.stdout + finished.stderr
    assert "Traceback" not in finished.stdout + finished.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize("refused", ["index.html", "gioi-thieu/index.html"], ids=["ours", "hand-written"])
def test_full_disk_under_mkdocs_is_a_sentence(project: Path, refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mkdocs build` shows a traceback for all but its own exceptions, so it is given one."""
    build(project)
    before = read_tree(project / "site")
    write_record(project, name="Hai")
    write_text(project / "docs/index.md", "# Chào\n\nKhác.\n")
    write_text(project / "docs/gioi-thieu/index.md", "# Giới thiệu\n\nKhác.\n")
    load_entry = writing_module.load_entry

    def refuse(path: Path | str, digest: str):
        if str(path).endswith(f"/{refused}") and "/staging" in str(path):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return load_entry(path, digest)

    for module in (staging_module, writing_module):
        monkeypatch.setattr(module, "load_entry", refuse)
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort, match=r"^Không ghi được .*index\.html: ổ đĩa đã đầy"):
        mkdocs_build(config)
    assert read_tree(project / "site") == before


def test_disk_that_mkdocs_itself_cannot_write_is_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page or asset that MkDocs writes before our last event."""

    def refuse(content: bytes, path: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", path)

    monkeypatch.setattr("mkdocs.utils.write_file", refuse)
    with pytest.raises(ClickException, match=r"^Không đọc hoặc ghi được .*gioi-thieu/index\.html: ổ đĩa đã đầy"):
        build(project)
    assert not (project / "site").exists()


def test_cache_that_is_a_file_is_a_sentence(project: Path) -> None:
    """`htx check`, `htx build` and MkDocs name the folder that cannot be."""
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(picture, "JPEG")
    (project / RECORD).with_suffix("").mkdir()
    (project / RECORD).with_suffix("").joinpath("anh.jpg").write_bytes(picture.getvalue())
    write_text(project / RECORD, (project / RECORD).read_text(encoding="utf-8") + PHOTO)
    write_text(project / ".cache", "")
    for command in ("check", "build"):
        result = CliRunner().invoke(main, [command])
        assert result.exit_code == 1, result.output
        assert isinstance(result.exception, SystemExit)
        assert re.search(r"Không đọc hoặc ghi được \S*\.cache/photos\S*: một tệp đang nằm ở chỗ phải là thư mục", result.output), (
            result.output
        )
    assert not (project / "site").exists()


def test_foreign_folder_in_the_way_does_not_lock_the_site(project: Path) -> None:
    """A former address where somebody has put a folder: named, nothing changed, and once it is gone the build goes through."""
    build(project)
    write_text(project / "site/cu.html/giu.txt", "của tôi")
    before = read_tree(project / "site")
    write_text(project / RECORD, (project / RECORD).read_text(encoding="utf-8") + "previous_urls:\n  - /cu.html\n")
    with pytest.raises(ClickException, match=r"site/cu\.html nằm đúng chỗ"):
        build(project)
    assert read_tree(project / "site") == before
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    shutil.rmtree(project / "site/cu.html")
    build(project)
    assert (project / "site/cu.html").is_file()


def read_sitemap(project: Path) -> dict[str, str]:
    """Path → day of every address that is no record's."""
    xml = (project / "site/sitemap-1.xml").read_text(encoding="utf-8")
    pairs = re.findall(r"<loc>https://thu\.example\.vn/([^<]*)</loc>(?:\s*<lastmod>([^<]*)</lastmod>)?", xml)
    return {url: day for url, day in pairs if not url.startswith(LISTED_SECTIONS)}


@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_sitemap_lists_the_pages_that_mkdocs_builds(tmp_path: Path, use_directory_urls: bool) -> None:
    """Excluded, draft and hidden pages are not listed; the others stand at the address they have, with their day."""
    write_project(
        tmp_path, use_directory_urls=use_directory_urls, exclude_docs="/noi-bo/\n", draft_docs="nhap.md\n", not_in_nav="/kin-dao.md\n"
    )
    for page in ("noi-bo/a.md", "nhap.md", ".an/x.md", "kin-dao.md"):
        write_text(tmp_path / "docs" / page, "# Trang\n")
    write_text(tmp_path / "docs/hoi-dap.md", "---\nupdated_on: 2026-09-15\n---\n# Hỏi đáp\n")
    write_text(tmp_path / "docs/giờ làm/index.md", "---\nupdated_on: 2026-09-16 08:00:00\n---\n# Giờ làm\n")
    write_text(tmp_path / "docs/my-index.md", "---\nupdated_on: hôm qua\n---\n# Mục lục\n")
    build(tmp_path)
    sitemap = read_sitemap(tmp_path)
    end = "/" if use_directory_urls else ".html"
    pages = {
        f"hoi-dap{end}": "2026-09-15",
        f"kin-dao{end}": "",
        f"my-index{end}": "",
        "gi%E1%BB%9D%20l%C3%A0m/": "2026-09-16",
        "gioi-thieu/": "",
    }
    assert {url: day for url, day in sitemap.items() if url not in ("", "thong-ke/")} == pages
    for url in sitemap:
        path = url.replace("gi%E1%BB%9D%20l%C3%A0m", "giờ làm")
        file = tmp_path / "site" / (path if path.endswith(".html") else f"{path}index.html")
        assert re.findall(r'<link rel="canonical" href="([^"]+)"', file.read_text(encoding="utf-8")) == [f"https://thu.example.vn/{url}"]


def test_site_name_is_text_wherever_it_stands(tmp_path: Path) -> None:
    """Material prints the name as it is; it arrives there escaped, and nowhere escaped twice."""
    name = "<img src=x onerror=alert(1)> & \"Con\" 'A'"
    write_project(tmp_path, site_name=name)
    build(tmp_path)
    for path in ("index.html", "gioi-thieu/index.html", "404.html", "hop-tac-xa/thai-nguyen/mau/index.html"):
        html = (tmp_path / "site" / path).read_text(encoding="utf-8")
        graph = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert "<img src=x" not in html, path
        assert not re.search(r"&amp;(lt|amp|#34|#39|quot);", html), path
        assert re.search(r"<title>[^<]*&lt;img src=x onerror=alert\(1\)&gt; &amp; [^<]*</title>", html), path
        assert not graph or name in json.dumps(json.loads(graph[1]), ensure_ascii=False).replace('\\"', '"'), path
    assert "&lt;img src=x" in (tmp_path / "site/tin-tuc/rss.xml").read_text(encoding="utf-8")
