"""What the documents say is what the code has: rooms, commands, dependencies."""

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest

from generator.cli import main
from tests.test_architecture import ROOMS

PROJECT = Path(__file__).resolve().parent.parent
ROOMS_BLOCK = re.compile(r"(?<=<!-- rooms -->\n).*?(?=<!-- /rooms -->)", re.DOTALL)


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def first_sentences(room: str) -> str:
    """The first paragraph of a room's docstring, on one line."""
    path = PROJECT / "generator" / room
    module = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    return " ".join(docstring.partition("\n\n")[0].split())


def describe_rooms() -> str:
    rooms = [room for room in ROOMS if (PROJECT / "generator" / room).is_dir() or (PROJECT / "generator" / f"{room}.py").is_file()]
    return "".join(f"- **{room}**: {first_sentences(room)}\n" for room in rooms)


def test_architecture_repeats_the_rooms_own_words(request):
    """The list of rooms is made from the modules' docstrings; `make golden` rewrites it."""
    text = read("ARCHITECTURE.md")
    if request.config.getoption("--golden"):
        text = ROOMS_BLOCK.sub(lambda _: describe_rooms(), text)
        (PROJECT / "ARCHITECTURE.md").write_text(text, encoding="utf-8", newline="\n")
    assert ROOMS_BLOCK.search(text)[0] == describe_rooms()
    assert len(text.splitlines()) <= 150


def test_every_command_and_option_is_in_the_readme():
    """A command or long option that the README does not name does not exist for its readers."""
    readme = read("README.md")
    for name, command in main.commands.items():
        assert f"htx {name}" in readme, name
        for option in (item for item in command.params if isinstance(item, click.Option)):
            long_name = next(word for word in option.opts if word.startswith("--"))
            assert long_name in readme, (name, long_name)


def test_every_dependency_has_a_line_in_the_readme():
    """Why it is there, and what was rejected."""
    rows = [line.lower() for line in read("README.md").splitlines() if line.startswith("| ")]
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9-]+", requirement)[0].lower()
        name = {"axe-playwright-python": "axe"}.get(name, name)
        assert any(name in row for row in rows), name


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_exactly(lock):
    """Every line names one version."""
    lines = [line for line in read(lock).splitlines() if line and not line.startswith(("#", " ", "-r"))]
    assert lines
    assert all("==" in line for line in lines), lines


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_documents_are_there(name):
    assert read(name).strip()
