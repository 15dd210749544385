"""Plain files read without YAML: the same data as the full reader, or none at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.invented import write_records
from generator.records.faults import YamlFault
from generator.records.file_text import read_text
from generator.records.file_view import FileView
from generator.records.node_values import NodeReader
from generator.records.plain_reader import read_plain
from generator.records.yaml_nodes import compose
from tests.builders import cooperative_text
from tests.demo_site import PROJECT

LINES = (
    "a: x", "b: y z ", "c:", "d:", "e: |", "f: |-", "- g: x", "- h: |", "- k:", "- m", '- "n: 1"', "text", "  text", "# remark", "", " ", "a:b", "a : x",
    "p: x # r", "p: x#r", "p: x: y", "p: x:y", "p: x:", 'q: "a\\tb"', 'q: "a"', "q: 'a''b'", "q: ' '", "q: null", "q: ~", "q: [a]", "q: {a: b}", "q: &a x",
    "q: *a", "q: !t x", "- ", "-", "- - x", "---", "...", "q: -5", "q: - x", "q: >", "q: |2", "q: @x", "Q: x", "<<: x", "q: x\ty", "q: a\u00a0b", "q: a\u2028b", "q: \x07",
)  # fmt: skip


def read_fully(text: str) -> object:
    """What the full reader makes of a text: its data, or the code of what is wrong with it."""
    try:
        root = compose(text)
    except YamlFault as error:
        return error.fault.code
    reader = NodeReader(FileView("x.yml", text, root), frozenset("abcdefghkmpq"))
    data = reader.read(root) if root is not None else None
    return reader.faults or data


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((0, 0, 0, 1, 2, 2, 2, 4, 4, 6)), st.sampled_from(LINES)), max_size=9))
@example([(0, "e: |"), (4, "text"), (2, "a: x")])
@example([(0, "e: |"), (6, "text"), (3, ""), (6, "# remark")])
@example([(0, "c:"), (0, "- g: x"), (2, "c:"), (2, "- m"), (0, "a: x")])
@example([(0, "c:"), (2, "- h: |"), (3, "text"), (0, "a: x")])
def test_what_is_read_plainly_is_what_yaml_says(lines: list[tuple[int, str]]) -> None:
    """Lines of every kind in any order: where the plain reader answers at all, libyaml finds the same data and no fault."""
    text = read_text("\n".join(" " * indent + line for indent, line in lines).encode())
    data = read_plain(text)
    assert data is None or data == read_fully(text)


@pytest.mark.parametrize("line", LINES)
def test_one_line_more_never_changes_what_is_read(line: str) -> None:
    """Each kind of line at each depth behind a sound record."""
    for indent in range(7):
        text = f"{cooperative_text()}{' ' * indent}{line}\n"
        data = read_plain(text)
        assert data is None or data == read_fully(text)


def test_the_demo_and_all_cases_read_alike() -> None:
    """Every record file of the tests, mistakes included."""
    texts = [path.read_bytes() for folder in ("cases", "demo") for path in (PROJECT / "tests" / folder).rglob("*.yml")]
    answers = [(data, read_fully(text)) for text in map(decode, texts) if (data := read_plain(text)) is not None]
    assert [pair for pair in answers if pair[0] != pair[1]] == []
    assert len(answers) > 50


def decode(content: bytes) -> str:
    """The text of a file, or nothing where it is none."""
    try:
        return read_text(content)
    except YamlFault:
        return ""


def test_files_as_they_are_written_need_no_yaml(tmp_path) -> None:
    """Else the build would be as slow as before, and no other test would tell."""
    write_records(tmp_path, PROJECT / "data" / "vocabularies", 60, 2)
    paths = list((tmp_path / "data" / "cooperatives").rglob("*.yml"))
    assert [path.name for path in paths if read_plain(read_text(path.read_bytes())) is None] == []
