"""The `htx` command: what it prints, its exit codes, and that nothing ends in a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.small_project import RECORD_PAGE, write_project, write_record, write_text

KINDS_OF_MISTAKES = [("2026-11-01", 0, 0), ("2020-01-01", 0, 1), ("30/02/2026", 1, 1)]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(("checked_on", "code", "strict_code"), KINDS_OF_MISTAKES)
def test_exit_code_of_check(project: Path, checked_on: str, code: int, strict_code: int) -> None:
    """0 for sound data, 1 for errors; with --strict warnings count as errors."""
    write_record(project, checked_on=checked_on)
    assert run("check").exit_code == code
    assert run("check", "--strict").exit_code == strict_code


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check", "--format", "xml"], ["check", "khong-co"], ["build", "--jobs", "nhiều"], ["check", "-f", "khong.yml"]]
)
def test_wrong_command_line_is_2(project: Path, arguments: list[str]) -> None:
    """A mistyped command, option or path is not a mistake in data."""
    assert run(*arguments).exit_code == 2


def test_json_is_all_of_standard_output(project: Path) -> None:
    """Programs read standard output; a mistake is the object that SPEC names."""
    write_record(project, checked_on="30/02/2026")
    report = json.loads(run("check", "--format", "json").stdout)
    assert (report["errors"], report["records"]) == (1, 1)
    (mistake,) = (item for item in report["diagnostics"] if item["severity"] == "error")
    assert mistake.keys() == {"file", "line", "column", "severity", "code", "field", "message", "suggestion"}
    assert (mistake["file"], mistake["line"], mistake["code"]) == ("data/cooperatives/thai-nguyen/mau.yml", 11, "bad-date")


def test_formats_and_languages(project: Path) -> None:
    """The same mistake in Vietnamese, English and for a code host."""
    write_record(project, checked_on="30/02/2026")
    assert "lỗi [bad-date]" in run("check").stdout
    assert "error [bad-date]" in run("check", "--lang", "en").stdout
    assert "::error file=data/cooperatives/thai-nguyen/mau.yml,line=11" in run("check", "--format", "github").stdout


def test_paths_choose_what_is_printed(project: Path) -> None:
    """All records are checked against each other, but only those named are reported and decide the exit code."""
    write_record(project, checked_on="30/02/2026")
    assert run("check", "data").exit_code == 1
    assert run("check", "data/cooperatives/thai-nguyen/mau.yml").exit_code == 1
    assert run("check", "docs").exit_code == 0
    assert run("check", ".").exit_code == 1


def test_check_works_in_a_folder_below(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff stand where their file is: mkdocs.yml is looked for upwards."""
    write_record(project, checked_on="30/02/2026")
    monkeypatch.chdir(project / "data/cooperatives/thai-nguyen")
    assert "mau.yml:11" in run("check", "mau.yml").stdout


def test_no_project_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a project every command says what it looks for."""
    monkeypatch.chdir(tmp_path)
    for command in ("check", "build", "serve"):
        result = run(command)
        assert result.exit_code == 2
        assert "Không tìm thấy tệp cấu hình mkdocs.yml" in result.output


@pytest.mark.parametrize(
    "text", ["plugins: [htx: {data_dirr: x}]", "site_name: [", "a: 'b", "plugins:\n  - htx:\n      jobs: nhiều", "- a", ""]
)
def test_unusable_settings_are_reported(project: Path, text: str) -> None:
    """A mistake in mkdocs.yml is a sentence for `check`, in its format, and for `build`; never a traceback."""
    write_text(project / "mkdocs.yml", text)
    checked = run("check", "--format", "json")
    assert json.loads(checked.stdout)["errors"] == 1
    assert checked.exit_code == 1
    built = run("build")
    assert built.exit_code == 1
    assert isinstance(built.exception, SystemExit)


def test_missing_docs_folder_is_a_bad_setting(project: Path) -> None:
    """`htx check` does not call sound what `htx build` refuses."""
    write_text(project / "mkdocs.yml", "site_name: a\ndocs_dir: nope\nplugins: [htx]\n")
    (mistake,) = json.loads(run("check", "--format", "json").stdout)["diagnostics"]
    assert mistake["code"] == "bad-setting"
    assert "«nope»" in mistake["message"]
    assert run("build").exit_code == 1


@pytest.mark.parametrize(("content", "line"), [(b"M\xe1\xbb\x99t\n\xed", 2), (b"\xff\xfe#\x00 \x00x\x00", 1)])
def test_page_that_is_not_utf8_is_a_mistake_at_its_place(project: Path, content: bytes, line: int) -> None:
    """A hand-written page in another encoding is reported like a record's, by `check` and `build`; nothing is published."""
    (project / "docs/hong.md").write_bytes(content)
    checked = run("check", "--format", "json")
    assert checked.exit_code == 1
    (mistake,) = (item for item in json.loads(checked.stdout)["diagnostics"] if item["severity"] == "error")
    assert (mistake["code"], mistake["file"], mistake["line"]) == ("not-utf8", "docs/hong.md", line)
    assert run("check", "docs/hong.md").exit_code == 1
    built = run("build")
    assert built.exit_code == 1
    assert "docs/hong.md:" in built.stderr
    assert isinstance(built.exception, SystemExit)
    assert not (project / "site").exists()


def test_page_with_a_byte_order_mark_is_sound(project: Path) -> None:
    """Windows's editor puts it there."""
    (project / "docs/tot.md").write_bytes(b"\xef\xbb\xbf# T\xe1\xbb\x91t\n")
    assert run("check").exit_code == 0


def test_build_tells_where_the_site_is(project: Path) -> None:
    """A newcomer reads how to look at what was built."""
    result = run("build")
    assert result.exit_code == 0, result.output
    assert f"Trang web nằm ở thư mục {project / 'site'}" in result.output
    assert "-m http.server -d site 8000" in result.output
    assert (project / "site" / RECORD_PAGE).is_file()


def test_build_options(project: Path) -> None:
    """--site-dir is where the site goes; --strict refuses warnings; --jobs is taken."""
    assert run("build", "--site-dir", "cong-bo", "--jobs", "1").exit_code == 0
    assert (project / "cong-bo" / RECORD_PAGE).is_file()
    assert not (project / "site").exists()
    write_record(project, checked_on="2020-01-01")
    assert run("build", "--strict").exit_code == 1


def test_build_with_mistakes_prints_them(project: Path) -> None:
    """Mistakes go to standard error, the exit code is 1."""
    write_record(project, checked_on="30/02/2026")
    result = run("build")
    assert result.exit_code == 1
    assert "lỗi [bad-date]" in result.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_streams_without_vietnamese_letters(project: Path, command: str) -> None:
    """A pipe on Windows has a code page that lacks our letters; the text arrives as UTF-8."""
    write_record(project, checked_on="30/02/2026")
    finished = subprocess.run(
        [sys.executable, "-m", "generator.cli", command],
        cwd=project,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "cp1252", "PATH": ""},
    )
    assert finished.returncode == 1
    assert "không phải là ngày có thật" in (finished.stdout + finished.stderr).decode("utf-8")


def test_check_does_not_load_mkdocs(project: Path) -> None:
    """`htx check` runs in editors and hooks: what only a build needs is not imported."""
    script = "import sys; sys.argv = ['htx', 'check']\ntry:\n    from generator.cli import main; main()\nfinally:\n    print([n for n in ('mkdocs', 'material', 'rich') if n in sys.modules])"
    finished = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, encoding="utf-8", check=False)
    assert finished.stdout.splitlines()[-1] == "[]", finished.stderr


def test_build_in_a_pipe_is_plain(project: Path) -> None:
    """No bars and no colours in a log: the summary is all, and rich, which draws on terminals, is not even loaded."""
    script = "import sys; sys.argv = ['htx', 'build']\ntry:\n    from generator.cli import main; main()\nfinally:\n    print('rich' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, encoding="utf-8", check=False)
    assert finished.stdout.splitlines()[-1] == "False", finished.stderr
    assert "\x1b" not in finished.stdout + finished.stderr


def test_build_writes_its_figures(project: Path) -> None:
    """A program reads what a build cost; a file that cannot be written is a sentence, and the site stands."""
    assert run("build", "--figures", "build.json").exit_code == 0
    figures = json.loads((project / "build.json").read_text(encoding="utf-8"))
    assert figures["written"] > 10
    (pages,) = (step for step in figures["steps"] if step["name"] == "pages")
    assert pages["done"] > 10 and pages["ended"] > pages["began"]
    refused = run("build", "--figures", "khong-co/build.json")
    assert refused.exit_code == 1
    assert "Trang đã dựng xong nhưng không ghi được khong-co/build.json" in refused.output
