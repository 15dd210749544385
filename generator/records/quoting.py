"""When a text may stand as it is in a record file, when it needs quotation marks, and how a long one is laid out."""

from __future__ import annotations

import re
from functools import cache

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from generator.records.node_values import TEXT_TAG

SPECIAL_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
UNSAFE = re.compile(r":(?:\s|$)|\s#|[\t\n\r]")
# What readers of YAML 1.1 or 1.2 take for a number; ours does not, but a record must survive other programs too.
NUMBER_LIKE = re.compile(r"[-+]?(?:\d[\d_]*)?\.?\d*(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
# Control characters, what some readers take for a line's end, and the byte order mark.
NOT_IN_BLOCK = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quote_text(text: str) -> str:
    """The text as it is where every reader sees the same text, in double quotes otherwise."""
    return text if is_plain(text) else '"' + "".join(escape(character) for character in text) + '"'


def is_plain(text: str) -> bool:
    """Whether a text on one line means itself to every reader."""
    if not text or text != text.strip() or text[0] in SPECIAL_FIRST or text.startswith("...") or UNSAFE.search(text):
        return False
    if NUMBER_LIKE.fullmatch(text) or not text.isprintable():
        return False
    return is_text_to_others(text)


@cache
def make_resolver() -> Resolver:
    return Resolver()


def is_text_to_others(text: str) -> bool:
    """Whether PyYAML's own rules (YAML 1.1) leave the text a text: `no`, `12:37` and `2026-09-15` they do not."""
    return make_resolver().resolve(ScalarNode, text, (True, False)) == TEXT_TAG


def escape(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if character.isprintable():
        return character
    return f"\\U{ord(character):08X}" if ord(character) > 0xFFFF else f"\\u{ord(character):04X}"


def write_block(text: str, indent: str) -> list[str] | None:
    """The lines of a long text below its key, never wrapped; None when it holds what such lines cannot."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text != text.strip() or NOT_IN_BLOCK.search(text):
        return None
    return [f"{indent}{line}" if line else "" for line in text.split("\n")]
