"""Blocks → a post's Markdown: what the old text says stays words, whatever signs are in it; pictures stand where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from generator.staff.import_post.model import Block, FoundPicture, Run

SIGNS = re.compile(r"[\\`*\[\]]")
LONE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
TAG_START = re.compile(r"<(?=[a-zA-Z/!?])")
ENTITY_START = re.compile(r"&(?=#?\w{1,31};)")
LINE_START = re.compile(r"^(?P<number>\d{1,9})(?=[.)](?:\s|$))|^(?=[#>+-])")
INDENT = "    "
DEEPEST_HEADING = 4
NO_ALT = "Ảnh kèm bài viết"


def format_body(blocks: list[Block], pictures: Mapping[int, list[str]]) -> str:
    """The whole body. `pictures` are figures in Markdown by the number of blocks before them."""
    parts: list[str] = []
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    depth_by_level = {level: min(2 + depth, DEEPEST_HEADING) for depth, level in enumerate(levels)}
    groups = number_groups(blocks, pictures)
    for _, run in groupby(enumerate(blocks), lambda pair: groups[pair[0]]):
        members = list(run)
        parts += pictures.get(members[0][0], [])
        if members[0][1].kind == "item":
            parts.append(format_list([block for _, block in members]))
        else:
            parts += (format_block(block, depth_by_level) for _, block in members)
    parts += [figure for place in sorted(pictures) if place >= len(blocks) for figure in pictures[place]]
    return "".join(f"\n{part}\n" for part in parts if part)


def number_groups(blocks: list[Block], pictures: Mapping[int, list[str]]) -> list[int]:
    """The group of each block: items of one list share theirs, unless a picture stands between them; every other block has its own."""
    groups: list[int] = []
    is_ordered = False
    for number, block in enumerate(blocks):
        goes_on = number > 0 and block.kind == "item" == blocks[number - 1].kind and number not in pictures
        is_top = block.level <= 1
        goes_on = goes_on and not (is_top and block.ordered != is_ordered)
        is_ordered = block.ordered if is_top or not goes_on else is_ordered
        groups.append(groups[-1] if goes_on else (groups[-1] + 1 if groups else 0))
    return groups


def format_block(block: Block, depth_by_level: Mapping[int, int]) -> str:
    if block.kind in ("table", "embed"):
        return format_table(block.rows)
    if block.kind == "heading":
        words = "".join(format_run(run) for run in block.runs).strip()
        return f"{'#' * depth_by_level[block.level]} {words.rstrip('#')}" if words else ""
    words = format_runs(block.runs)
    return f"> {words}" if block.quoted and words else words


def format_list(items: list[Block]) -> str:
    """Items one below the other, those of a list within a list indented; numbers count anew."""
    lines, counts = [], [0] * 8
    floor = min(max(item.level, 1) for item in items)
    before = 0
    for item in items:
        level = min(max(item.level, 1) - floor, before)
        before = level + 1
        counts[level + 1 :] = [0] * (7 - level)
        counts[level] += 1
        sign = f"{counts[level]}." if item.ordered else "-"
        lines.append(f"{INDENT * level}{sign} {format_runs(item.runs)}")
    return "\n".join(lines)


def format_table(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table whose first row is its head; nothing for what has no rows."""
    if not rows:
        return ""
    head, *others = ["| " + " | ".join(escape_cell(cell) for cell in row) + " |" for row in rows]
    rule = "|" + " --- |" * (len(re.findall(r"(?<!\\)\|", head)) - 1)
    return "\n".join([head, rule, *others])


def escape_cell(cell: str) -> str:
    return escape_words(cell).replace("|", "\\|") or " "


def format_runs(runs: Iterable[Run]) -> str:
    """One paragraph: blanks stand outside the signs of bold and italic words."""
    text = "".join(format_run(run) for run in runs).strip()
    return LINE_START.sub(lambda found: f"{found['number']}\\" if found["number"] else "\\", text) if not is_marked(text) else text


def is_marked(text: str) -> bool:
    """Whether the first sign is one that we wrote."""
    return text.startswith(("*", "["))


def format_run(run: Run) -> str:
    words = run.text.strip()
    if not words:
        return " "
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    marked = escape_words(words)
    sign = "**" * run.bold + "*" * run.italic
    if sign and any(character.isalnum() for character in words):
        marked = f"{sign}{marked}{sign}"
    if run.href:
        marked = f"[{marked}]({run.href})"
    return f"{before}{marked}{after}"


def escape_words(text: str) -> str:
    """Signs that Markdown would read become words."""
    text = SIGNS.sub(lambda found: f"\\{found[0]}", text).replace("\\](", "\\]\\(")
    text = LONE_UNDERSCORE.sub(r"\\_", text)
    return TAG_START.sub("&lt;", ENTITY_START.sub("&amp;", text))


def format_figure(file: str, alt: str, caption: str) -> str:
    """A picture alone in its paragraph; its title is the caption."""
    words = re.sub(r"[\[\]\\`*_]", " ", alt).replace("<", "‹").replace(">", "›")
    title = caption.replace("\\", " ").replace("`", "'").replace('"', "”").replace("<", "‹").replace(">", "›")
    return f'![{" ".join(words.split())}]({file} "{title}")' if title else f"![{' '.join(words.split())}]({file})"


def describe_picture(picture: FoundPicture) -> str:
    """A description for those who do not see a picture; a placeholder where the page has none."""
    return picture.picture.alt if picture.picture is not None and picture.picture.alt else NO_ALT
