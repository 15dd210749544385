"""Short tags of hand-written pages become blocks: latest news, specialities, links, counts.

A tag is marked in the Markdown, so that it comes through as a paragraph of its own, and filled in the HTML when the page's place is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.checks.short_tags import ShortTag, find_tag_lines, read_short_tag
from generator.diagnostics import load_messages
from generator.render.components import build_components
from generator.render.frame import Renderer

MARK = "\x0e"  # no keyboard types it
MARKED = re.compile(f"<p>{MARK}([^{MARK}<>]*){MARK}</p>")
STRAY = re.compile(f"{MARK}([^{MARK}]*){MARK}")
HEADING = re.compile(r"<h([1-6])\b")
LOWEST_HEADING = 6


def mark_short_tags(markdown: str) -> str:
    """The Markdown with a marked paragraph for each tag; what is no tag stays as it was typed."""
    tags = {line.line - 1: line.text for line in find_tag_lines(markdown) if line.tag}
    if not tags:
        return markdown
    lines = markdown.split("\n")
    for place, text in tags.items():
        lines[place] = f"\n{MARK}{text[2:-2].strip()}{MARK}\n"
    return "\n".join(lines)


def drop_short_tags(html: str) -> str:
    """A page as its writer's own words, without what tags will show."""
    return STRAY.sub("", html)


def fill_short_tags(html: str, url: str, renderer: Renderer) -> str:
    """The page at `url` with a block for each tag; headings of its cards stand one level below the heading above them."""
    pieces, start, level = [], 0, 1
    for found in MARKED.finditer(html):
        text = html[start : found.start()]
        level = int((HEADING.findall(text) or [level])[-1])
        tag = read_short_tag(found[1])
        pieces += (text, render_block(renderer, tag, url, min(level + 1, LOWEST_HEADING)) if tag else found[0])
        start = found.end()
    return STRAY.sub(r"[[\1]]", "".join((*pieces, html[start:])))


def render_block(renderer: Renderer, tag: ShortTag, url: str, level: int) -> str:
    """What a tag shows on the page at `url`."""
    view = BLOCKS[tag.name](renderer, tag, url, level)
    return renderer.render_template(f"_blocks/{tag.name.replace('-', '_')}.html", link=renderer.linker(url), **view)


def build_news(renderer: Renderer, tag: ShortTag, url: str, level: int) -> Mapping[str, object]:
    cards = renderer.cards.of_page(url)
    return {"posts": cards("post", renderer.catalog.latest_keys[: tag.number], level), "empty": find_empty("posts")}


def build_specialities(renderer: Renderer, tag: ShortTag, url: str, level: int) -> Mapping[str, object]:
    cards = renderer.cards.of_page(url)
    return {"products": cards("product", renderer.catalog.featured_keys[: tag.number], level), "empty": find_empty("products")}


def build_links(renderer: Renderer, tag: ShortTag, url: str, level: int) -> Mapping[str, object]:
    return {"links": renderer.settings.links}


def build_counts(renderer: Renderer, tag: ShortTag, url: str, level: int) -> Mapping[str, object]:
    return {"counts": renderer.catalog.counts, "build_date": renderer.catalog.build_date}


def find_empty(form: str) -> str:
    return load_messages("vi")["pages"][form]["empty"]


BLOCKS: Mapping[str, Callable[[Renderer, ShortTag, str, int], Mapping[str, object]]] = {
    "tin-moi": build_news,
    "dac-san": build_specialities,
    "lien-ket": build_links,
    "so-lieu": build_counts,
    "thanh-phan": lambda renderer, tag, url, level: build_components(renderer, url),
}
