"""Bytes of a file → its text: UTF-8, not too large, not empty, composed characters."""

from __future__ import annotations

import re

from generator.records.faults import Fault, YamlFault
from generator.text import nfc

LARGEST_FILE = 1_000_000  # bytes; a record of a thousand words a field in twenty fields is a tenth of it
BYTE_ORDER_MARK = "\ufeff"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Line separators that only some programs break lines at; they come with text pasted from the web.
ODD_BREAK = re.compile("[\x85\u2028\u2029]")


def read_text(content: bytes) -> str:
    """The text of a file, one character for each that an editor shows. Raises YamlFault."""
    if len(content) > LARGEST_FILE:
        raise YamlFault(Fault.of("file-too-large", 1, 1, largest=LARGEST_FILE // 1_000_000))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlFault(describe_encoding(content, error.start)) from None
    text = nfc(text.removeprefix(BYTE_ORDER_MARK))
    if not text.isascii() and ("\u2028" in text or "\u2029" in text or "\x85" in text):
        text = ODD_BREAK.sub(" ", text)
    return text


def describe_encoding(content: bytes, start: int) -> Fault:
    """Where the first byte stands that is not UTF-8, and which encoding the file probably has."""
    before = content[:start]
    line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    if content.startswith(UTF16_MARKS):
        return Fault.of("not-utf8", 1, 1, fix="utf16", byte=f"{content[start]:02X}")
    return Fault.of("not-utf8", before.count(b"\n") + 1, column, fix="windows", byte=f"{content[start]:02X}")
