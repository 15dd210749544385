"""The set-up that `make` does: locks, stamps, commands, and what is said where something is missing."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

PROJECT_DIR = Path(__file__).parent.parent
PIN = re.compile(r"^[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+( *;.+)?$")


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """make.py as it would run in a project of its own, with the environment's installation recorded instead of done."""
    for name in ("pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(PROJECT_DIR / name, tmp_path)
    spec = importlib.util.spec_from_file_location("make", PROJECT_DIR / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PROJECT_DIR", tmp_path)
    monkeypatch.setattr(module, "VENV_DIR", tmp_path / ".venv")
    module.calls = []

    def record(command: list[str], **_options: object) -> int:
        module.calls.append(command)
        if command[1:3] == ["-m", "venv"]:
            module.find_venv_python().parent.mkdir(parents=True)
            module.find_venv_python().touch()
        return 0

    monkeypatch.setattr(module.subprocess, "call", record)
    return module


def read_pins(name: str) -> list[str]:
    lines = (PROJECT_DIR / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[ =<>~!;\[]", name)[0]).lower()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_lock_pins_exact_versions(name: str) -> None:
    """Every line of a lock names one version, once."""
    pins = read_pins(name)
    assert [pin for pin in pins if not PIN.match(pin)] == []
    assert len({normalise(pin) for pin in pins}) == len(pins)


def test_locks_hold_every_declared_dependency() -> None:
    """What pyproject.toml asks for is in the lock that is installed for it."""
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {normalise(pin) for pin in read_pins("requirements.lock")}
    declared = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {normalise(name) for name in declared} <= locked
    assert "-r requirements.lock" in (PROJECT_DIR / "requirements-test.lock").read_text(encoding="utf-8")
    tests = {normalise(name) for name in project["project"]["optional-dependencies"]["test"]}
    assert tests <= {normalise(pin) for pin in read_pins("requirements-test.lock")}


def test_every_make_command_is_known() -> None:
    """The Makefile's commands, those of make.py and the help are the same."""
    listed = re.search(r"^COMMANDS := (.+)$", (PROJECT_DIR / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    shown = subprocess.run([sys.executable, "make.py", "help"], cwd=PROJECT_DIR, capture_output=True, encoding="utf-8", check=True).stdout
    assert re.findall(r"^make (\S+)", shown, re.MULTILINE) == listed


def test_ci_runs_make_test() -> None:
    """What a machine runs for every change is what a person types."""
    script = PROJECT_DIR / ".ci" / "run"
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")
    assert os.name == "nt" or os.access(script, os.X_OK)


def test_second_setup_does_nothing(make: ModuleType) -> None:
    """The environment is made once; a second command finds its stamp."""
    assert make.main(["setup"]) == 0
    assert [command[1:4] for command in make.calls] == [
        ["-m", "venv", "--clear"],
        ["-m", "pip", "install"],
        ["-m", "pip", "install"],
    ]
    make.calls.clear()
    assert make.main(["setup"]) == 0
    assert make.calls == []


def test_test_environment_serves_the_site_too(make: ModuleType) -> None:
    """After `make test` nothing is installed again for `make site`."""
    make.install_lock(make.TEST_LOCK)
    make.calls.clear()
    make.install_lock(make.SITE_LOCK)
    assert make.calls == []


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_changed_lock_is_installed(make: ModuleType, changed: str) -> None:
    """After a pull that changes what is needed, the next command brings the environment up to date."""
    make.install_lock(make.SITE_LOCK)
    make.calls.clear()
    with (make.PROJECT_DIR / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    make.install_lock(make.SITE_LOCK)
    assert [command[1:4] for command in make.calls] == [["-m", "pip", "install"]] * 2


def test_other_python_or_moved_folder_makes_a_new_environment(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment of another Python, or copied from another folder, is not trusted."""
    make.install_lock(make.SITE_LOCK)
    monkeypatch.setattr(make, "describe_python", lambda: "another")
    assert not make.is_installed(make.SITE_LOCK)


def test_failed_installation_leaves_no_stamp(make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without network the command says so and the next one tries again."""
    make.create_venv()
    monkeypatch.setattr(make.subprocess, "call", lambda command, **options: 1)
    assert make.main(["setup"]) == 1
    assert "kết nối mạng" in capsys.readouterr().err
    assert not make.is_installed(make.SITE_LOCK)


def test_missing_chromium_is_a_sentence(make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where Chromium is missing and may not be installed, the tests do not start and the reason is said."""
    monkeypatch.setattr(make.shutil, "which", lambda name: None)
    assert make.main(["test"]) == 1
    assert "Chromium" in capsys.readouterr().err
    assert not any("pytest" in command for command in make.calls)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="apt is Debian's")
@pytest.mark.parametrize(
    ("offered", "used", "calls"),
    [(("chromium-headless-shell", "chromium"), "chromium-headless-shell", 2), (("chromium",), "chromium", 4), ((), "", 4)],
)
def test_chromium_is_installed_where_possible(make: ModuleType, monkeypatch: pytest.MonkeyPatch, offered, used, calls) -> None:
    """The administrator of a Debian machine gets the package without being asked: the one without windows, or where there is none the other."""
    installed, called = [], []
    monkeypatch.setattr(make.os, "geteuid", lambda: 0)
    monkeypatch.setattr(make.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" or name in installed else None)

    def call(command: list[str], **_options: object) -> int:
        called.append(command)
        if "install" in command and command[-1] in offered:
            installed.append(command[-1])
        return 0 if command[-1] in ("update", *offered) else 100

    monkeypatch.setattr(make.subprocess, "call", call)
    if used:
        make.install_test_browser()
        assert make.find_test_browser() == f"/usr/bin/{used}"
        make.install_test_browser()  # what is there already is not asked for again, but the one without windows may be offered by now
    else:
        with pytest.raises(make.SetupError, match="cần Chromium"):
            make.install_test_browser()
    assert len(called) == calls + (2 if used == "chromium" else 0)


def test_old_python_is_a_sentence(make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An older Python is refused by name, before anything is created."""
    monkeypatch.setattr(make.sys, "version_info", (3, 9, 18))
    assert make.main(["site"]) == 1
    assert "Cần Python 3.11 trở lên, đang chạy Python 3.9." in capsys.readouterr().err
    assert make.calls == []


def test_unknown_command_is_a_sentence(make: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped command lists the known ones."""
    assert make.main(["sit"]) == 2
    assert "site" in capsys.readouterr().err


def test_ignored_paths_are_anchored() -> None:
    """`catalog/` or a record named like a build folder is never swallowed: generated folders are ignored at the top only."""
    lines = (PROJECT_DIR / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/site/", "/.site.htx/", "/.venv/", "/.cache/"} <= set(lines)
    assert [line for line in lines if line.endswith("/") and not line.startswith("/") and line != "__pycache__/"] == []
