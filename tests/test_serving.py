"""What the preview shows while something is broken, and that it comes back once it is mended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_project import PROJECT, write_project, write_record, write_text

WAIT_SECONDS = 60
ANSWER_SECONDS = 10  # a request that waits for a build which never ends is a failure
PROFILE = "/hop-tac-xa/thai-nguyen/mau/"
BROKEN = "Chưa dựng được trang"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "theme_overrides", tmp_path / "theme_overrides")
    write_project(tmp_path, theme={"name": "material", "language": "vi", "font": False, "custom_dir": "theme_overrides"})
    return tmp_path


def heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Preview:
    """`mkdocs serve` in a process of its own, asked over HTTP."""

    def __init__(self, project: Path, port: int, program: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.log = project / "serve.log"
        command = [sys.executable, "-m", program, "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
        with self.log.open("wb") as log:
            # A suite that a shell runs in the background ignores interrupts, and its children would too.
            self.process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log, preexec_fn=heed_interrupts)

    def get(self, path: str) -> str:
        try:
            return urllib.request.urlopen(self.base + path, timeout=ANSWER_SECONDS).read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.read().decode("utf-8")
        except OSError:
            return ""

    def wait_for(self, path: str, text: str) -> str:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            page = self.get(path)
            if text in page:
                return page
            time.sleep(0.1)
        raise AssertionError(f"{path} never showed {text!r}: {self.log.read_text(encoding='utf-8')}")

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(WAIT_SECONDS)


@pytest.fixture(params=["mkdocs", "properdocs"])
def program(request: pytest.FixtureRequest) -> str:
    return request.param


def test_preview_shows_mistakes_and_comes_back(project: Path, program: str, unused_port: int) -> None:
    """Mistakes, from the very first build on, become the page at every address, with reload; mended, the site is there again."""
    write_record(project, checked_on="30/02/2026")
    preview = Preview(project, unused_port, program)
    try:
        page = preview.wait_for("/hop-tac-xa/", "Chưa dựng được trang")
        assert "mau.yml:11:13" in page
        assert "livereload(" in page
        write_record(project, name="Hai")
        assert "livereload(" in preview.wait_for("/hop-tac-xa/thai-nguyen/mau/", "Mẫu Hai")
        write_record(project, checked_on="hôm qua")
        preview.wait_for("/", "Chưa dựng được trang")
        write_record(project, name="Ba")
        preview.wait_for("/hop-tac-xa/thai-nguyen/mau/", "Mẫu Ba")
    finally:
        preview.close()
    assert not (project / "site").exists()


@pytest.fixture
def preview(project: Path, unused_port: int) -> Iterator[Preview]:
    """A preview of the sound project, with its pages shown once."""
    running = Preview(project, unused_port, "mkdocs")
    try:
        running.wait_for(PROFILE, "Mẫu Một")
        yield running
    finally:
        running.close()


@pytest.mark.parametrize(
    ("file", "broken", "words"),
    [
        ("mkdocs.yml", "x: [\n", "mkdocs.yml:"),
        ("mkdocs.yml", "plugins: [htx, khong-co]\nsite_name: a\n", "khong-co"),
        ("theme_overrides/main.html", "{% block a %}", "main.html"),
        ("theme_overrides/records/profile.html", "{{ 1/0 }}", "profile.html, dòng 1"),
        ("theme_overrides/partials/htx/head.html", "{{ page.title + 1 }}", "head.html, dòng 1"),
    ],
)
def test_broken_settings_and_templates_are_a_page(project: Path, preview: Preview, file: str, broken: str, words: str) -> None:
    """Every address answers with what is wrong, with reload; mended, the site is there again."""
    sound = (project / file).read_text(encoding="utf-8")
    write_text(project / file, broken)
    page = preview.wait_for(PROFILE, BROKEN)
    assert words in page
    assert "livereload(" in page
    write_text(project / file, sound)
    write_record(project, name="Hai")
    preview.wait_for(PROFILE, "Mẫu Hai")


def test_template_broken_from_the_start_is_a_page(project: Path, unused_port: int) -> None:
    """The preview starts, says what is wrong, and shows the site once the template is mended."""
    template = project / "theme_overrides/main.html"
    sound = template.read_text(encoding="utf-8")
    write_text(template, sound.replace("{% extends", "{{ 1/0 }}{% extends", 1))
    running = Preview(project, unused_port, "mkdocs")
    try:
        assert "main.html" in running.wait_for("/", BROKEN)
        write_text(template, sound)
        running.wait_for(PROFILE, "Mẫu Một")
    finally:
        running.close()


def test_unexpected_error_does_not_hang(project: Path, preview: Preview) -> None:
    """Whatever another extension raises, a request for a page is answered, and the next sound build is shown."""
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    write_text(project / "hong.py", "def on_page_markdown(markdown, **_):\n    raise RuntimeError('hỏng')\n")
    write_text(project / "mkdocs.yml", f"{config}hooks: [hong.py]\n")
    preview.wait_for(PROFILE, "Có lỗi ngoài dự kiến")
    write_text(project / "mkdocs.yml", config)
    preview.wait_for(PROFILE, "Mẫu Một")


def test_data_folder_that_goes_and_comes_back_is_seen(project: Path, preview: Preview) -> None:
    """Moved away, the records are gone from the site; back again they are shown, and edits in them are noticed."""
    write_text(project / "docs/gioi-thieu/index.md", "# Giới thiệu\n")  # without its link to the record
    (project / "data").rename(project / "cho-khac")
    preview.wait_for(PROFILE, "Không tìm thấy")
    (project / "cho-khac").rename(project / "data")
    preview.wait_for(PROFILE, "Mẫu Một")
    write_record(project, name="Ba")
    preview.wait_for(PROFILE, "Mẫu Ba")
