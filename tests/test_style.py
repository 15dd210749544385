"""Budgets that a newcomer can hold, and the linter's rules."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
MODULES = sorted(path for folder in ("generator", "benchmarks", "tests") for path in (PROJECT / folder).rglob("*.py"))
TEMPLATES = sorted((PROJECT / "theme_overrides").rglob("*.html"))
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 40, 120


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=["rules", "form"])
def test_the_linter_finds_nothing(command):
    """`ruff check` and `ruff format` agree with every file."""
    finished = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "."], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_modules_and_functions_stay_small(path):
    """At most 300 lines a module and 40 a function; every module says what belongs in it."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert not text.strip() or ast.get_docstring(tree), "a module begins with what belongs in it"
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    assert [node.name for node in functions if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_templates_stay_small(path):
    """At most 120 lines a template."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEMPLATE
