"""The laws of ARCHITECTURE.md that a program can check: who imports whom, who touches disk and clock, where MkDocs is known."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"
ROOMS = (
    "diagnostics", "text", "settings", "workers", "cluster", "records", "checks", "catalog", "images", "recheck", "render", "search", "assets", "output", "batches",
    "staff", "console", "inputs", "edits", "preview", "shell", "build", "plugin", "cli",
)  # fmt: skip
# Rooms that stand beside each other: none of a group imports another of it.
SAME_RANK = ({"diagnostics", "text", "settings"},)
MKDOCS_ROOMS = {"plugin", "shell"}
DISK_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "rmdir",
    "rmtree",
    "copy2",
    "copyfile",
    "rglob",
    "iterdir",
}
DISK_PREFIXES = ("load_", "write_")
NOT_DISK = {"self", "Image"}  # a method of the class itself; Pillow decoding bytes in memory
DISK_ROOMS = {"output"}
CLOCK_CALLS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time"), ("os", "getenv")}
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if path != GENERATOR / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(GENERATOR).with_suffix("").parts[0]


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def find_imports(tree: ast.Module) -> Iterator[str]:
    """Dotted names of everything imported, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_calls(node: ast.AST, function: str = "") -> Iterator[tuple[str, str, str]]:
    """(function it stands in, object, method) of each call; the object is empty for a plain name."""
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if isinstance(child, ast.Call):
            called = child.func
            if isinstance(called, ast.Name):
                yield inside, "", called.id
            elif isinstance(called, ast.Attribute):
                yield inside, called.value.id if isinstance(called.value, ast.Name) else "?", called.attr
        yield from find_calls(child, inside)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_imports_point_left(path: Path) -> None:
    """Law 1: a room imports only from rooms to its left."""
    room = room_of(path)
    assert room in ROOMS, "a new room needs its place in ROOMS and in ARCHITECTURE.md"
    for name in find_imports(parse(path)):
        parts = name.split(".")
        if parts[0] != "generator" or len(parts) < 2 or parts[1].startswith("__"):
            continue
        assert ROOMS.index(parts[1]) <= ROOMS.index(room), f"{room} imports {name}"
        assert parts[1] == room or not any({room, parts[1]} <= group for group in SAME_RANK), f"{room} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_mkdocs_stays_in_two_files(path: Path) -> None:
    """Law 2: moving away from MkDocs must cost two files."""
    hosts = {name.split(".")[0] for name in find_imports(parse(path))} & {"mkdocs", "properdocs", "material"}
    assert not hosts or room_of(path) in MKDOCS_ROOMS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_only_load_and_write_touch_the_disk(path: Path) -> None:
    """Law 3: what touches the disk is called load_… or write_…; everything else can be tested without files."""
    if room_of(path) in DISK_ROOMS:
        return
    for function, owner, method in find_calls(parse(path)):
        if (method in DISK_CALLS and owner not in NOT_DISK) if owner else method == "open":
            assert function.startswith(DISK_PREFIXES), f"{function} calls {owner}.{method}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_only_settings_reads_calendar_and_environment(path: Path) -> None:
    """Law 3: the build date is a setting, so that two builds of one input give the same bytes."""
    if room_of(path) == "settings":
        return
    tree = parse(path)
    assert not [(owner, method) for _, owner, method in find_calls(tree) if (owner, method) in CLOCK_CALLS]
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "environ"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_module_says_what_belongs_in_it(path: Path) -> None:
    """Every module begins with one to three sentences."""
    docstring = ast.get_docstring(parse(path))
    assert docstring
    assert docstring[0].isupper() or docstring[0] in "`«"


def test_messages_have_the_same_codes_in_both_languages() -> None:
    """A diagnostic has its sentence in Vietnamese and in English."""
    from generator.diagnostics import load_messages

    assert load_messages("vi")["codes"].keys() == load_messages("en")["codes"].keys()
