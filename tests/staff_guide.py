"""Takes the examples out of the staff guide's page of codes and runs each as a small project.

A section is `### Title { #code }`; blocks behind «Sai:» are wrong, those behind «Đúng:» right. Several blocks are several
files. A block's `title` is its file; without one it is a cooperative's. What a block does not say stands in a sound sample:
its fields are put in place of the sample's. A block of `text` or `markdown`, or one with `name` and `checked_on`, is a whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.build import load_site
from generator.diagnostics import Report
from generator.settings import build_settings
from tests.builders import COOPERATIVE_FILE, PROJECT, cooperative_text, post_text, statistics_text

HEADING = re.compile(r"^### .*\{ #([a-z0-9-]+) \}$")
FENCE = re.compile(r"^```(?:\{ \.(?P<kind>[a-z]+) title=\"(?P<title>[^\"]+)\" \}|(?P<plain>[a-z]+))$")
KEY = re.compile(r"^([a-z_]+)")
WHOLE_KINDS = {"text", "markdown"}
BUILD_DATE = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Example:
    """One file of an example, as the guide shows it."""

    kind: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """The section of one code."""

    code: str
    wrong: list[Example] = field(default_factory=list)
    right: list[Example] = field(default_factory=list)


def parse_guide(text: str) -> list[Section]:
    """All sections in their order."""
    sections: list[Section] = []
    examples: list[Example] = []
    lines = iter(text.split("\n"))
    for line in lines:
        heading, fence = HEADING.match(line), FENCE.match(line)
        if heading:
            sections.append(Section(heading[1]))
        elif line in ("Sai:", "Đúng:"):
            examples = sections[-1].wrong if line == "Sai:" else sections[-1].right
        elif fence:
            block = "".join(f"{inner}\n" for inner in take_block(lines))
            examples.append(Example(fence["kind"] or fence["plain"], fence["title"] or COOPERATIVE_FILE, block))
        elif line.startswith("```"):
            raise AssertionError(f"a fence the guide's rules do not know: {line}")
    return sections


def list_titled_examples(text: str) -> list[Example]:
    """The blocks of a page that name their file."""
    lines = iter(text.split("\n"))
    found = []
    for line in lines:
        fence = FENCE.match(line)
        if fence and fence["title"]:
            found.append(Example(fence["kind"], fence["title"], "".join(f"{inner}\n" for inner in take_block(lines))))
    return found


def take_block(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == "```":
            return
        yield line


def complete(example: Example) -> str:
    """The text of the whole file."""
    text = example.text
    is_whole = example.kind in WHOLE_KINDS or not text or ("\nchecked_on:" in text and text.startswith("name:"))
    if is_whole:
        return text
    if example.file.endswith(".md"):
        front, fence, body = post_text().removeprefix("---\n").partition("---\n")
        return "---\n" + merge(front, text) + fence + body
    return merge(statistics_text() if "/statistics/" in example.file else cooperative_text(), text)


def merge(sample: str, fragment: str) -> str:
    """The sample with the fragment's fields in place of its own."""
    chunks = split_chunks(sample)
    chunks |= split_chunks(fragment)
    return "".join(chunks[key] for key in sorted(chunks, key=lambda key: key != ""))


def split_chunks(text: str) -> dict[str, str]:
    """Top-level field → its lines; lines before the first field stand under an empty name."""
    chunks: dict[str, str] = {}
    key, is_open = "", True
    for line in text.splitlines(keepends=True):
        match = KEY.match(line)
        if match and is_open:
            key = match[1]
        is_open = is_open and not line.startswith("---")
        chunks[key] = chunks.get(key, "") + line
    return chunks


def run_examples(folder: Path, examples: list[Example]) -> Report:
    """What a check of a project with these files reports. Posts and figures find the sample cooperative beside them."""
    files = {example.file: complete(example) for example in examples}
    if not any(file.startswith("data/cooperatives/") for file in files):
        files[COOPERATIVE_FILE] = cooperative_text()
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    settings = build_settings(
        {"build_date": BUILD_DATE}, project_dir=folder, docs_dir=folder / "docs", site_dir=folder / "site", theme_dir=PROJECT / "theme_overrides"
    )  # fmt: skip
    return load_site(settings, for_publishing=False).report
