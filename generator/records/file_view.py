"""One file opened for decoding: its text, lines and node graph, and a diagnostic for any place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from yaml.nodes import MappingNode, Node

from generator.diagnostics import Diagnostic, Span
from generator.records.faults import Fault, YamlFault, describe_fault, make_values, split_lines
from generator.records.file_text import read_text
from generator.records.node_values import Loc, NodeIndex, format_path, mark_place
from generator.records.plain_reader import read_plain
from generator.records.sources import Source
from generator.records.yaml_nodes import compose

FENCE = "---"
FENCE_LINE = re.compile(r"^---[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


@dataclass(slots=False)
class FileView:
    """One file's text with its graph. `first_line` is the line of the file on which `text` begins: 2 for front matter; `data` a plain file's fields."""

    file: str
    text: str
    composed: MappingNode | None = None
    first_line: int = 1
    body: str = ""
    body_line: int = 1
    data: dict[str, object] | None = None

    @property
    def root(self) -> MappingNode:
        """The graph's first group; of a plain file it is only made when a place is asked for."""
        if self.composed is None:
            self.composed = compose(self.text)
        return self.composed

    @cached_property
    def lines(self) -> list[str]:
        return split_lines(self.text)

    @cached_property
    def nodes(self) -> NodeIndex:
        return NodeIndex(self.root)

    def diagnose(self, loc: Loc, code: str, fix: str = "", values: dict[str, object] | None = None, *, at_key: bool = False) -> Diagnostic:
        """A diagnostic at `loc`; where that is not in the file, at the part of the file that should hold it."""
        span, source_line = self.find_span(loc, at_key=at_key)
        return Diagnostic(span, code, format_path(loc), make_values(values or {}), fix, source_line)

    def find_span(self, loc: Loc, *, at_key: bool = False) -> tuple[Span, str]:
        key_node, node, is_there = self.nodes.find(loc)
        if not is_there and isinstance(node, MappingNode):
            key_node = None  # what a group lacks is shown at its first line
        elif at_key and key_node is not None:
            key_node, node = None, key_node
        line, column, length = mark_place(key_node, node, self.lines)
        source_line = self.lines[line - 1] if line <= len(self.lines) else ""
        return Span(self.file, line + self.first_line - 1, column, length), source_line

    def describe(self, fault: Fault) -> Diagnostic:
        return describe_fault(fault, self.file, self.lines, first_line=self.first_line)


def open_view(content: bytes, source: Source) -> FileView | Diagnostic:
    """The file's graph, or what keeps it from being read."""
    text, root, first_line, body, body_line = "", None, 1, "", 1
    try:
        text = read_text(content)
        if source.kind == "post":
            text, body, body_line = split_front_matter(text)
            first_line = 2
        data = read_plain(text)
        if data is None:
            root = compose(text)
            check_root(root, text, source)
    except YamlFault as error:
        is_front_fault = error.fault.code in ("missing-front-matter", "unclosed-front-matter")
        shown = text or content.decode("utf-8", "replace")[:2000]
        return describe_fault(error.fault, source.file, split_lines(shown), first_line=1 if is_front_fault else first_line)
    return FileView(source.file, text, root, first_line, body, body_line, data)


def check_root(root: Node | None, text: str, source: Source) -> None:
    """A record is a group of fields; raises YamlFault for anything else."""
    if isinstance(root, MappingNode):
        return
    if root is None or (not root.value and not getattr(root, "style", "")):
        raise YamlFault(Fault.of("empty-file", 1, 1))
    mark = root.start_mark
    first = split_lines(text)[mark.line] if text else ""
    raise YamlFault(Fault.of("not-a-record", mark.line + 1, mark.column + 1, len(first.rstrip()) - mark.column))


def split_front_matter(text: str) -> tuple[str, str, int]:
    """The lines between the two `---`, the body behind them as it stands, and the line of the file where it begins."""
    if not text.strip():
        raise YamlFault(Fault.of("empty-file", 1, 1))
    opening = FENCE_LINE.match(text)
    if not opening:
        raise YamlFault(Fault.of("missing-front-matter", 1, 1))
    closing = FENCE_LINE.search(text, opening.end())
    if not closing:
        raise YamlFault(Fault.of("unclosed-front-matter", 1, 1, len(FENCE)))
    front, body = text[opening.end() : closing.start()], text[closing.end() :]
    body_line = len(split_lines(text[: closing.end()]))
    return front, body.replace("\r\n", "\n").replace("\r", "\n"), body_line


def locate(content: bytes, source: Source, loc: Loc) -> tuple[Span, str, str]:
    """Span, source line and path of a place in a file that was decoded before; for rules that look at many files."""
    return find_place(open_view(content, source), loc)


def find_place(view: FileView | Diagnostic, loc: Loc) -> tuple[Span, str, str]:
    """The same in a file opened before."""
    if isinstance(view, Diagnostic):  # the file changed since it was decoded
        return Span(view.span.file), "", format_path(loc)
    span, source_line = view.find_span(loc)
    return span, source_line, format_path(loc)
