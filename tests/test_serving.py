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

from tests.ports import find_unused_port
from tests.small_project import PROJECT, write_project, write_record, write_text

WAIT_SECONDS = 60
ANSWER_SECONDS = 10  # a request that waits for a build which never ends is a failure
PROFILE = "/hop-tac-xa/thai-nguyen/mau/"
BROKEN = "Chưa dựng được trang"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")]


def make_project(folder: Path) -> Path:
    """With templates of its own, to be broken."""
    shutil.copytree(PROJECT / "theme_overrides", folder / "theme_overrides")
    write_project(folder, theme={"name": "material", "language": "vi", "font": False, "custom_dir": "theme_overrides"})
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


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


class SharedPreview(Preview):
    """A preview that tests break one after the other, each a sound one."""

    def __init__(self, folder: Path, port: int) -> None:
        self.project, self.number, self.is_sound = make_project(folder), 0, False
        self.sound = {path: path.read_bytes() for name in ("mkdocs.yml", "docs", "theme_overrides") for path in list_files(folder / name)}
        super().__init__(folder, port, "mkdocs")

    def mend(self) -> None:
        """Everything as it was, but for a name that the record never had: once it is shown, so is all else."""
        for path, content in self.sound.items():
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
        self.number += 1
        write_record(self.project, name=f"Lần {self.number}")
        self.wait_for(PROFILE, f"Mẫu Lần {self.number}")
        self.is_sound = True


def list_files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedPreview]:
    running = SharedPreview(tmp_path_factory.mktemp("shared"), find_unused_port())
    try:
        yield running
    finally:
        running.close()


@pytest.fixture
def preview(shared: SharedPreview) -> SharedPreview:
    """A preview of a sound project, with its pages shown once."""
    if not shared.is_sound:  # the first test, or the one before has failed
        shared.mend()
    shared.is_sound = False
    return shared


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
def test_broken_settings_and_templates_are_a_page(preview: SharedPreview, file: str, broken: str, words: str) -> None:
    """Every address answers with what is wrong, with reload; mended, the site is there again."""
    write_text(preview.project / file, broken)
    page = preview.wait_for(PROFILE, BROKEN)
    assert words in page
    assert "livereload(" in page
    preview.mend()


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


def test_unexpected_error_does_not_hang(preview: SharedPreview) -> None:
    """Whatever another extension raises, a request for a page is answered, and the next sound build is shown."""
    project = preview.project
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    write_text(project / "hong.py", "def on_page_markdown(markdown, **_):\n    raise RuntimeError('hỏng')\n")
    write_text(project / "mkdocs.yml", f"{config}hooks: [hong.py]\n")
    preview.wait_for(PROFILE, "Có lỗi ngoài dự kiến")
    preview.mend()


def test_data_folder_that_goes_and_comes_back_is_seen(preview: SharedPreview) -> None:
    """Moved away, the records are gone from the site; back again they are shown, and edits in them are noticed."""
    project, shown = preview.project, f"Mẫu Lần {preview.number}"
    write_text(project / "docs/gioi-thieu/index.md", "# Giới thiệu\n")  # without its link to the record
    (project / "data").rename(project / "cho-khac")
    preview.wait_for(PROFILE, "Không tìm thấy")
    (project / "cho-khac").rename(project / "data")
    preview.wait_for(PROFILE, shown)
    preview.mend()
