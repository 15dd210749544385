"""Text → node graph by `yaml.compose`, every scalar as the text that was written.

Depth and references are bounded on the event stream first: 100,000 nested brackets overflow libyaml's C stack.
"""

from __future__ import annotations

import operator
import re
import warnings

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from generator.records.faults import Fault, YamlFault
from generator.records.yaml_faults import find_bad_escape, recognise_fault

try:
    from yaml.cyaml import CParser
except ImportError:
    CParser = None

TAG_BY_KIND = {
    ScalarNode: BaseResolver.DEFAULT_SCALAR_TAG,
    SequenceNode: BaseResolver.DEFAULT_SEQUENCE_TAG,
    MappingNode: BaseResolver.DEFAULT_MAPPING_TAG,
}
DEEPEST = 40
MANY_BRACKETS = 100
# One pair on a line and nothing that could hide a bracket: such a line leaves the depth as it was, wherever it stands.
CLOSED_ON_LINE = re.compile(rb"""^[^][{}"'#\r\n]*\{[^][{}"'#\r\n]*\}[^][{}"'#\r\n]*$""", re.MULTILINE)
DEEP_INDENT = b" " * 64
STACKED_MARKS = re.compile(rb"^ *(?:[-?][ \t]+){4}", re.MULTILINE)
ANCHOR = re.compile(rb"(?:^|[\s\[{,])&[^\s&]")
BOMB_REPEATS = 16


class TextTags(BaseResolver):
    """Every scalar is text. PyYAML asks for a tag three times a node; answering at once halves the time of composing."""

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:
        return TAG_BY_KIND[kind]

    # Nothing depends on the path to a node, so the two other questions go to builtins, which cost least.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)


class PlainTextLoader(Reader, Scanner, Parser, Composer, TextTags):
    """PyYAML without libyaml and without its guesses about numbers and dates."""

    def __init__(self, text: str | bytes) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        TextTags.__init__(self)


if CParser is not None:

    class TextLoader(CParser, TextTags):
        """libyaml without PyYAML's guesses about numbers and dates."""

        def __init__(self, text: str | bytes) -> None:
            CParser.__init__(self, text)
            TextTags.__init__(self)

else:
    TextLoader = PlainTextLoader
    warnings.warn(
        "Thiếu thư viện libyaml nên đọc dữ liệu chậm hơn khoảng 15 lần. Hãy cài lại PyYAML bản có sẵn libyaml (pip install --force-reinstall PyYAML).",
        RuntimeWarning,
        stacklevel=2,
    )


def compose(text: str) -> Node | None:
    """The root node of the one document in `text`; None when it holds nothing. Raises YamlFault."""
    try:
        content = text.encode("utf-8")
        if needs_event_pass(content):
            check_events(text)
        return TextLoader(content).get_single_node()
    except yaml.YAMLError as error:
        raise YamlFault(recognise_fault(text, error)) from None
    except (ValueError, OverflowError):  # PyYAML 6.0 without libyaml asks `chr` for a character that does not exist
        raise YamlFault(find_bad_escape(text)) from None


def needs_event_pass(content: bytes) -> bool:
    """Whether nesting may be deep or references may be used: a cheap look that errs on the safe side."""
    brackets = content.count(b"[") + content.count(b"{")
    if brackets > MANY_BRACKETS and brackets - len(CLOSED_ON_LINE.findall(content)) > MANY_BRACKETS:
        return True
    if DEEP_INDENT in content:
        return True
    if b"&" in content and ANCHOR.search(content):
        return True
    may_stack = b"- -" in content or b"-  " in content or b"?" in content or b"\t" in content
    return may_stack and STACKED_MARKS.search(content) is not None


def check_events(text: str) -> None:
    """Bound the depth and refuse references. libyaml's events need no recursion, so any input is safe here."""
    loader = TextLoader(text)
    depth, references, last_event = 0, References(), None
    while (event := loader.get_event()) is not None:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise YamlFault(Fault.of("too-deep", event.start_mark.line + 1, event.start_mark.column + 1, limit=DEEPEST))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None):
            references.add(event, last_event)
        last_event = event
    fault = references.worst()
    if fault is not None:
        raise YamlFault(fault)


class References:
    """The parts of a file that carry a name (`&name`) and the places that repeat them (`*name`)."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.repeat_count = 0
        self.first: Fault | None = None
        self.merge: Fault | None = None

    def add(self, event: yaml.NodeEvent, last_event: yaml.Event | None) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        is_repeat = isinstance(event, yaml.AliasEvent)
        if is_repeat and event.anchor not in self.names:
            return  # text that begins with an asterisk: composing says so, with its own sentence
        self.repeat_count += is_repeat
        self.names.add(event.anchor)
        if is_repeat and isinstance(last_event, yaml.ScalarEvent) and last_event.value == "<<":
            mark = last_event.start_mark
            self.merge = self.merge or Fault.of("merge-key", mark.line + 1, mark.column + 1, 2)
        given = ("*" if is_repeat else "&") + event.anchor
        self.first = self.first or Fault.of("anchor", line, column, len(given), given=given)

    def worst(self) -> Fault | None:
        """The fault that tells most about what was meant."""
        if self.first is not None and self.repeat_count > BOMB_REPEATS:
            return Fault.of("reference-bomb", self.first.line, self.first.column, self.first.length, count=self.repeat_count)
        return self.merge or self.first
