"""Node graph → plain dictionaries, lists and texts for the models, and the way back from a place in them to a node."""

from __future__ import annotations

import re
from typing import Protocol

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.records.faults import CONTROL_CHARACTER, Fault
from generator.records.line_parts import quote_value
from generator.text import nfc

Loc = tuple[str | int, ...]
FILE_NAME = {"from_": "from", "class_": "class"}  # words that Python keeps for itself
TEXT_TAG = "tag:yaml.org,2002:str"
LIST_TAG = "tag:yaml.org,2002:seq"
GROUP_TAG = "tag:yaml.org,2002:map"
HASH_IN_TEXT = re.compile(r"[^\s:] #[^\s#]")


class TextView(Protocol):
    """A text with its lines; the lines are only made when something is wrong."""

    text: str
    first_line: int

    @property
    def lines(self) -> list[str]: ...


class NodeReader:
    """Reads one file's graph; collects what is wrong with it on the way.

    An empty value counts as absent: `summary:` says no more than no line at all. Only under a name that no field has
    it is kept, so that the name is not overlooked.
    """

    def __init__(self, view: TextView, known_keys: frozenset[str] = frozenset()) -> None:
        text = view.text
        self.view = view
        self.known_keys = known_keys
        self.faults: list[Fault] = []
        self.has_escapes = "\\" in text
        self.may_lose_text = " #" in text and HASH_IN_TEXT.search(text) is not None
        self.is_simple = not (self.has_escapes or self.may_lose_text)

    def read(self, node: Node) -> object:
        kind = type(node)
        if kind is ScalarNode:
            return self.read_text(node)
        if kind is MappingNode:
            return self.read_group(node)
        if node.tag != LIST_TAG:
            self.refuse_tag(node)
        return [self.read(item) for item in node.value]

    def read_text(self, node: ScalarNode) -> str:
        if node.tag != TEXT_TAG:
            self.refuse_tag(node)
        if self.is_simple:
            return node.value.strip()
        value = node.value.strip()
        if self.has_escapes and node.style == '"':
            value = nfc(value)
            found = CONTROL_CHARACTER.search(value)
            if found:
                mark = node.start_mark
                self.faults.append(Fault.of("control-character", mark.line + 1, mark.column + 1, given=f"U+{ord(found[0]):04X}"))
        if self.may_lose_text and not node.style:
            self.warn_of_hash(node)
        return value

    def read_group(self, node: MappingNode) -> dict[str, object]:
        if node.tag != GROUP_TAG:
            self.refuse_tag(node)
        data: dict[str, object] = {}
        empty_keys: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value
            if type(key_node) is not ScalarNode or not key or key == "<<":
                self.refuse_key(key_node)
                continue
            if key in data or key in empty_keys:
                self.refuse_second(key_node, node)
                continue
            if self.is_simple and type(value_node) is ScalarNode and value_node.tag == TEXT_TAG:
                value = value_node.value.strip()  # nine values of ten: one call less for each
            else:
                value = self.read(value_node)
            if (not value or value == "~" or value == "null") and self.is_absent(key, value, value_node):
                empty_keys.add(key)
                continue
            data[key] = value
        return data

    def is_absent(self, key: str, value: object, node: Node) -> bool:
        """No text at all, or the bare words other programs write for nothing, under a name that some field has."""
        return is_nothing(value, node) and (key in self.known_keys or not self.known_keys)

    def refuse_second(self, key_node: ScalarNode, node: MappingNode) -> None:
        """A field that stands twice, at its second place."""
        key, mark = key_node.value, key_node.start_mark
        first_line = next(other for other, _ in node.value if other.value == key).start_mark.line + self.view.first_line
        self.faults.append(Fault.of("duplicate-key", mark.line + 1, mark.column + 1, len(key), given=key, first_line=first_line))

    def refuse_tag(self, node: Node) -> None:
        mark = node.start_mark
        line = self.view.lines[mark.line] if mark.line < len(self.view.lines) else ""
        column = line.find("!", max(0, mark.column - len(node.tag) - 2))
        given = line[column:].split()[0] if column >= 0 else node.tag
        suggestion = quote_value(line)
        fix = "quote" if suggestion else ""
        self.faults.append(Fault.of("tag", mark.line + 1, max(column, 0) + 1, len(given), fix=fix, given=given, suggestion=suggestion))

    def refuse_key(self, node: Node) -> None:
        mark = node.start_mark
        code = "merge-key" if node.value == "<<" else "bad-key"
        self.faults.append(Fault.of(code, mark.line + 1, mark.column + 1, scalar_length(node, self.view.lines)))

    def warn_of_hash(self, node: ScalarNode) -> None:
        """`name: HTX #1` keeps only «HTX»: what follows a space and # is a remark."""
        mark = node.end_mark
        rest = self.view.lines[mark.line][mark.column :] if mark.line < len(self.view.lines) else ""
        if re.match(r" #[^\s#]", rest) and node.value:
            suggestion = quote_value(self.view.lines[mark.line], keep_remark=True)
            column, lost = mark.column + 2, rest[1:].rstrip()
            self.faults.append(Fault.of("text-after-hash", mark.line + 1, column, len(lost), given=lost[:60], suggestion=suggestion))


def is_nothing(value: object, node: Node) -> bool:
    """Whether a trimmed value says that there is none."""
    return isinstance(value, str) and (not value or (value in ("~", "null") and not node.style))


class NodeIndex:
    """Finds nodes by their place; remembers the fields of every group it passed, for files with many mistakes."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.children_by_group: dict[int, dict[str, tuple[Node, Node]]] = {}

    def find(self, loc: Loc) -> tuple[Node | None, Node, bool]:
        """The key node and value node at `loc`, or of its nearest ancestor in the file; and whether it is `loc` itself."""
        key_node, node = None, self.root
        for step in loc:
            child = self.step_into(node, step)
            if child is None:
                return key_node, node, False
            key_node, node = child
        return key_node, node, True

    def step_into(self, node: Node, step: str | int) -> tuple[Node | None, Node] | None:
        """The child of `node` with this key or number; Python's names for `from` and `class` are understood."""
        if isinstance(step, int):
            if isinstance(node, SequenceNode) and step < len(node.value):
                return None, node.value[step]
            return None
        if not isinstance(node, MappingNode):
            return None
        children = self.children_by_group.get(id(node))
        if children is None:
            pairs = ((key_node, value_node) for key_node, value_node in reversed(node.value) if isinstance(key_node, ScalarNode))
            children = self.children_by_group[id(node)] = {pair[0].value: pair for pair in pairs}  # of two the first one counts
        return children.get(step) or children.get(FILE_NAME.get(step, step))


def scalar_length(node: Node, lines: list[str]) -> int:
    """How many characters of its first line a node covers."""
    start, end = node.start_mark, node.end_mark
    if end.line == start.line:
        return max(1, end.column - start.column)
    line = lines[start.line] if start.line < len(lines) else ""
    return max(1, len(line.rstrip()) - start.column)


def mark_place(key_node: Node | None, node: Node, lines: list[str]) -> tuple[int, int, int]:
    """Line, column (from 1) and length to underline: a one-line value, else the name of the field it belongs to."""
    is_short_text = isinstance(node, ScalarNode) and node.style not in ("|", ">") and (node.value or node.style)
    if is_short_text or key_node is None:
        target = node if is_short_text or not isinstance(node, MappingNode) or not node.value else node.value[0][0]
    else:
        target = key_node
    return target.start_mark.line + 1, target.start_mark.column + 1, scalar_length(target, lines)


def format_path(loc: Loc) -> str:
    """`products[0].ocop[1].decided_on`, with the names that files use."""
    path = ""
    for step in loc:
        name = f"[{step}]" if isinstance(step, int) else FILE_NAME.get(step, step)
        path += f".{name}" if path and isinstance(step, str) else name
    return path
