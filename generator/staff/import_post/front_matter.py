"""A .md file of another generator → blocks: its details become hints, its body goes the way of a web page."""

from __future__ import annotations

import re

import markdown

from generator.checks.tangles import find_tangle
from generator.staff.import_post.cleaning import clean_line
from generator.staff.import_post.faults import ImportFault
from generator.staff.import_post.html_page import read_html_page
from generator.staff.import_post.model import Block, Hints, Page, Role, Run
from generator.staff.import_post.words import ImportWords

FRONT = re.compile(r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<lines>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
PAIR = re.compile(r"(?P<key>[A-Za-z_]+)\s*[:=]\s*(?P<value>.*)")
ITEM = re.compile(r"\s*-\s+(?P<value>.+)")
FIELD_BY_KEY = {
    "title": "titles", "date": "published", "published": "published", "published_at": "published", "lastmod": "updated", "updated": "updated",
    "author": "authors", "authors": "authors", "category": "categories", "categories": "categories", "tags": "tags", "tag": "tags",
    "keywords": "tags",
}  # fmt: skip
LEAD_KEYS = ("lead", "excerpt", "summary", "description")
LONGEST_MARKDOWN = 400_000  # characters


def read_markdown_page(text: str, words: ImportWords) -> Page:
    """The blocks of a Markdown file and what its head says."""
    front = FRONT.match(text)
    body = text[front.end() :] if front else text
    if len(body) > LONGEST_MARKDOWN or find_tangle(body):
        raise ImportFault("Bài quá dài hoặc có quá nhiều ký hiệu Markdown lồng nhau. Hãy chép chữ của bài vào một tệp .txt.")
    try:
        html = markdown.markdown(body, extensions=["tables", "sane_lists", "fenced_code"])
    except RecursionError:
        raise ImportFault("Bài có quá nhiều ký hiệu Markdown lồng nhau. Hãy chép chữ của bài vào một tệp .txt.") from None
    page = read_html_page(f"<body><article>{html}</article></body>", words)
    told, lead = read_front(front["lines"]) if front else (Hints(), "")
    hints = page.hints
    for field in set(FIELD_BY_KEY.values()):
        getattr(hints, field)[:0] = getattr(told, field)
    blocks = page.blocks
    if hints.titles and not any(block.role == "title" or block.text == hints.titles[0] for block in blocks):
        blocks = (make_block(hints.titles[0], "title"), *blocks)
    if lead:
        number = next((number for number, block in enumerate(blocks) if block.role == "title"), -1) + 1
        blocks = (*blocks[:number], make_block(lead, "lead"), *blocks[number:])
    return Page(blocks, hints)


def make_block(text: str, role: Role) -> Block:
    return Block("paragraph", (Run(text),), role=role)


def read_front(lines: str) -> tuple[Hints, str]:
    """The known keys of a head in YAML or TOML, read line by line: a head with mistakes is still of use."""
    hints, lead, key = Hints(), "", ""
    for line in lines.split("\n")[:200]:
        item = ITEM.fullmatch(line)
        if item and key in FIELD_BY_KEY:
            add_values(hints, key, item["value"])
            continue
        pair = PAIR.fullmatch(line)
        if not pair:
            continue
        key = pair["key"].lower()
        if key in FIELD_BY_KEY:
            add_values(hints, key, pair["value"])
        elif key in LEAD_KEYS and not lead:
            lead = unquote(pair["value"]).lstrip("|>- ")
    return hints, lead


def add_values(hints: Hints, key: str, value: str) -> None:
    field = getattr(hints, FIELD_BY_KEY[key])
    is_list = value.strip().startswith("[")
    for part in value.strip(" []").split(",") if is_list or FIELD_BY_KEY[key] == "tags" else [value]:
        words = unquote(part.removeprefix("name:"))
        if words:
            field.append(words[:400])


def unquote(value: str) -> str:
    words = clean_line(value)
    return words[1:-1] if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'" else words
