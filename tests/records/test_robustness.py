"""Whatever the bytes of a file: diagnostics, never an exception, a crash or a wait."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Report, format_json, format_text
from generator.records import locate, yaml_nodes
from generator.records.decoder import LONGEST_BODY
from generator.records.yaml_nodes import DEEPEST, PlainTextLoader, TextLoader
from tests.builders import (
    COOPERATIVE_FILE,
    POST_FILE,
    PRODUCT,
    RECOGNITION,
    STATISTICS_FILE,
    codes_of,
    cooperative_text,
    decode_text,
    make_source,
    post_text,
    statistics_text,
)

FULL_TEXT = cooperative_text(
    aliases=["HTX A", '"HTX: B"'],
    contacts=[{"type": "phone", "value": "0912 345 678", "personal": "false"}],
    summary="|\n  Chè ngon.\n\n  Chè thơm.",
    products=[PRODUCT | {"ocop": [RECOGNITION], "season": [{"from_month": "11", "to_month": "2"}]}],
)
FILES = {COOPERATIVE_FILE: FULL_TEXT, POST_FILE: post_text(tags=["a", "b"]), STATISTICS_FILE: statistics_text({}, {"value": "7"})}
STRANGE = ["\t", ":", ": ", "- ", "#", " #", "&a ", "*a", "!!x ", "<<: ", "|", ">", "%", "@", "`", '"', "'", "[", "]", "{", "}", ",", "?", "? ",
           "---\n", "...\n", "\n", "\r", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\u200b", "\\", "\\x00", "\ud7ff", "\U0001f33e", "  ", "~", "null"]  # fmt: skip


def report_of(content: str | bytes, file: str = COOPERATIVE_FILE) -> str:
    """The whole way to what a member of staff reads, in both languages."""
    decoded = decode_text(content, file)
    report = Report(list(decoded.diagnostics))
    assert (decoded.record is None) == report.has_errors
    return format_text(report) + format_text(report, "en")


@given(st.binary(max_size=400), st.sampled_from(sorted(FILES)))
def test_any_bytes_are_reported(content: bytes, file: str) -> None:
    """Random bytes in any kind of file."""
    report_of(content, file)


@settings(max_examples=400)
@given(st.data(), st.sampled_from(sorted(FILES)))
def test_damaged_files_are_reported(data: st.DataObject, file: str) -> None:
    """A sound file with strange pieces put in, parts cut out, lines exchanged."""
    text = FILES[file]
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        if data.draw(st.booleans()):
            text = text[:place] + data.draw(st.sampled_from(STRANGE)) + text[place:]
        else:
            text = text[:place] + text[place + data.draw(st.integers(1, 12)) :]
    report_of(text, file)
    locate(text.encode("utf-8", "surrogatepass"), make_source(file), ("products", 0, "ocop", 0, "decided_on"))


@settings(max_examples=200)
@given(
    st.recursive(st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3))
)
def test_any_shape_of_values_is_reported(shape: object) -> None:
    """Lists for groups, groups for texts, at every place of a record."""
    for key in ("name", "aliases", "address", "contacts", "products", "status_history", "consent"):
        report_of(FULL_TEXT + f"{key}_: x\n" + cooperative_text(**{key: flow(shape)}))
        report_of(cooperative_text(**{key: flow(shape)}))


def flow(shape: object) -> str:
    """A value in brackets and quotes, as other programs write it."""
    if isinstance(shape, list):
        return "[" + ", ".join(flow(item) for item in shape) + "]"
    if isinstance(shape, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in shape.items()) + "}"
    return '"' + str(shape).encode("unicode_escape").decode("ascii").replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 100_000, "a: " + "[" * 100_000 + "]" * 100_000, "- " * 100_000 + "x", "? " * 100_000 + "x", "-\t" * 50_000 + "x",
     "".join(" " * depth + "a:\n" for depth in range(1300)), "".join(" " * depth + "a:\r" for depth in range(1300)), "[{" * 50_000,
     "a: " + "[" * 99 + "]" * 99, "x: {a: 1}\n" * 200 + "y: " + "[" * 100_000, "\n".join("- " * 20 for _ in range(50)) + " x"],
    ids=["brackets", "braces", "closed", "dashes", "questions", "tabs", "indents", "old-mac", "mixed", "just-allowed", "hidden", "lines"],
)  # fmt: skip
def test_deep_nesting_neither_crashes_nor_passes(text: str) -> None:
    """100,000 levels overflow libyaml's C stack; they are counted on the event stream before."""
    assert "lỗi" in report_of(text)


def test_nesting_beyond_the_bound_is_called_so() -> None:
    """The sentence names the bound."""
    assert codes_of(decode_text("a: " + "[" * 100_000)) == ["too-deep"]
    assert str(DEEPEST) in report_of("a: " + "[" * 100_000)


def test_a_bomb_is_refused_before_it_grows() -> None:
    """Nine levels of nine references would be a billion texts."""
    lines = ['a0: &a0 ["x"]'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert codes_of(decode_text("\n".join(lines))) == ["reference-bomb"]


def test_a_part_that_holds_itself_is_refused() -> None:
    """`&a [*a]` has no end."""
    assert codes_of(decode_text("name: &a [*a]\n")) == ["anchor"]


def test_a_large_file_is_refused_unread() -> None:
    """50 MB get their sentence at once."""
    assert codes_of(decode_text(b"name: x\n" * 6_250_000)) == ["file-too-large"]


@pytest.mark.parametrize("loader", [TextLoader, PlainTextLoader])
@pytest.mark.parametrize(
    "value",
    ['"\\UFFFFFFFF"', '"\\U00110000"', '"\\ud800"', '"\\xZZ"', '"\\x00"', "!<%ZZ> x", "!a%ff x", "|99\n  x", "|0\n  x", "? a", "*a", "&a", "!!binary x"],
)  # fmt: skip
def test_odd_notation_is_reported_by_both_readers(value: str, loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser lets some of it through or stumbles where libyaml speaks."""
    monkeypatch.setattr(yaml_nodes, "TextLoader", loader)
    text = cooperative_text(name=value)
    assert "lỗi" in report_of(text)
    json.loads(format_json(Report(list(decode_text(text).diagnostics)), 1).encode("utf-8"))


def test_long_lines_and_many_items_are_read_in_time() -> None:
    """A file of the largest size costs no more than its length."""
    assert decode_text("name: " + "x" * 900_000).record is None
    assert decode_text("aliases:\n" + "  - a\n" * 100_000).record is None
    assert decode_text("".join(f"k{number}: x\n" for number in range(60_000))).record is None


def test_both_readers_agree_on_sound_files() -> None:
    """Without libyaml the same nodes come out, only slower."""
    for text in (FULL_TEXT, FILES[STATISTICS_FILE]):
        assert plain(PlainTextLoader(text).get_single_node()) == plain(TextLoader(text).get_single_node())


def plain(node: object) -> object:
    """A node graph as nested tuples: kind, tag, place, value."""
    value = node.value
    inner = value if isinstance(value, str) else [plain(part) if not isinstance(part, tuple) else tuple(map(plain, part)) for part in value]
    return node.tag, node.start_mark.line, node.start_mark.column, inner


def test_shuffled_lines_are_reported() -> None:
    """Lines pasted in the wrong order, a thousand times."""
    chance = random.Random(7)
    lines = FULL_TEXT.splitlines(keepends=True)
    for _ in range(1000):
        chance.shuffle(lines)
        report_of("".join(lines))


def test_a_body_longer_than_a_page_is_an_error_at_its_first_line() -> None:
    """The longest one passes; one character more does not, whatever the front matter holds."""
    front = post_text(body="")
    assert codes_of(decode_text(front + "x" * LONGEST_BODY, POST_FILE)) == []
    decoded = decode_text(front + "x" * (LONGEST_BODY + 1), POST_FILE)
    (diagnostic,) = decoded.diagnostics
    assert (diagnostic.code, diagnostic.span.line, decoded.record) == ("body-too-long", decoded.body_line, None)
    assert format_text(Report(list(decoded.diagnostics))) and format_text(Report(list(decoded.diagnostics)), "en")
