"""Markdown written by staff → safe HTML: no raw HTML, known link schemes, figures, headings that fit below the page's own.

One converter serves all pages of a process; a new one a page would cost four times as much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup, escape

from generator.checks.tangles import MOST_WORK, find_tangle, measure_words
from generator.render.alone import shape_paragraph
from generator.render.elements import Picture, align_cell, make_player, replace_by_text, unwrap, wrap_picture, wrap_table
from generator.render.environment import safe_href

HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
# What Markdown could read as more than words: its signs, and white space of other kinds than a blank and a line's end.
SIGNS = "\\`*_[]<>&#|"
ODD_BLANKS = re.compile("[\x00-\x1f\x7f\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
LINE_SIGN = re.compile("[-+=: \xa0]|[0-9]+[.)]")  # lists, rules, underlines and indentation, at the start of a line
LINE_END = (" ", "\xa0")  # two blanks break a line
BLANK_LINES = re.compile(r"(\n{2,})")
# A link of words to an address without signs: the converter makes nothing else of it than what is made of it here.
EASY_LINK = re.compile(r"(?<!!)\[(?=[^\[\]]*\S)([^\[\]\n]+)\]\(([A-Za-z0-9:/._~?=%#+,@-]+)\)")
ASIDE = "htxdoan"  # stands for plain paragraphs while the others are converted
ASIDE_PARAGRAPH = re.compile(f"<p>{ASIDE}([0-9]+)</p>")
RAW_HTML_BLOCKS, RAW_HTML_INLINE = "html_block", ("html", "automail")
# The inline patterns of Python-Markdown 3.8 to 3.11 by the signs without which they never match.
INLINE_PATTERNS = {
    "`": ("backtick",),
    "\\": ("escape",),
    "[": ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    "<": ("autolink",),
    "&": ("entity",),
    "*": ("not_strong", "em_strong"),
    "_": ("not_strong", "em_strong", "em_strong2"),
}


@dataclass(frozen=True, slots=True)
class BodyContext:
    """What a body needs to know of its page: where links and pictures lead, and the level of its first heading."""

    resolve_link: Callable[[str], str]  # the address to print, or empty to print the text without a link
    find_picture: Callable[[str], Picture | None]
    top_level: int = 2
    with_players: bool = False  # whether the page's script plays films of other hosts


NO_LINKS = None  # for text that is printed as it was typed
NO_CONTEXT = BodyContext(resolve_link=safe_href, find_picture=lambda src: None)


class TangleTreeprocessor(Treeprocessor):
    """Keeps words that would be too much work from the inline patterns: they are printed as they were typed."""

    def run(self, root: Element) -> None:
        work = 0
        for element in root.iter():
            for part in ("text", "tail"):
                words = getattr(element, part)
                if words and not isinstance(words, AtomicString):
                    work += measure_words(words)
                    if work > MOST_WORK:
                        setattr(element, part, AtomicString(words))


class BodyTreeprocessor(Treeprocessor):
    """Gives links, pictures, tables and headings the form that our pages have."""

    context: BodyContext = NO_CONTEXT
    placed: list[tuple[Element, Picture]]

    def run(self, root: Element) -> None:
        outline: list[int] = []
        self.placed, self.tables = [], 0
        self.walk(root, outline)
        for image, picture in self.placed:
            wrap_picture(image, picture)

    def walk(self, parent: Element, outline: list[int]) -> None:
        for child in list(parent):
            self.walk(child, outline)
            if child.tag in HEADING_LEVELS:
                child.tag = self.shift_heading(HEADING_LEVELS[child.tag], outline)
            elif child.tag == "a":
                self.check_link(parent, child)
            elif child.tag == "img":
                self.place_picture(parent, child)
            elif child.tag == "table":
                self.tables += 1
                wrap_table(parent, child, self.tables)
            elif child.tag == "p":
                shape_paragraph(child, self.context.with_players)
            elif "style" in child.attrib:
                align_cell(child)

    def shift_heading(self, level: int, outline: list[int]) -> str:
        """The first heading gets the top level; none is more than one level below the heading it stands under."""
        while outline and outline[-1] >= level:
            outline.pop()
        outline.append(level)
        return f"h{min(6, self.context.top_level + len(outline) - 1)}"

    def check_link(self, parent: Element, link: Element) -> None:
        address = self.context.resolve_link(link.get("href", ""))
        if address:
            link.set("href", address)
        else:
            unwrap(parent, link)

    def place_picture(self, parent: Element, image: Element) -> None:
        picture = self.context.find_picture(image.get("src", ""))
        if picture is None:
            replace_by_text(parent, image, image.get("alt", ""))
            return
        image.set("src", picture.src)
        if picture.media_type:
            make_player(image, picture)
            return
        for name, value in (*picture.attributes, ("loading", "lazy"), ("decoding", "async")):
            image.set(name, value)
        if picture.sources:
            self.placed.append((image, picture))  # while figures are built an image is still an `img`


class BodyRenderer:
    """Turns Markdown into HTML, one body after the other."""

    def __init__(self) -> None:
        self.body_processor = BodyTreeprocessor()
        self.converters: dict[str, markdown.Markdown] = {}

    def render(self, source: str, context: BodyContext = NO_CONTEXT) -> Markup:
        """The body as HTML. Plain paragraphs, which most texts are made of, do not need the converter."""
        if is_plain(source) or find_tangle(source):
            return Markup(render_paragraphs(source, NO_LINKS))
        self.body_processor.context = context
        marked_up, plain = set_plain_aside(source)
        if marked_up == f"{ASIDE}0\n\n":
            return Markup(render_paragraphs(plain[0], context))
        html = self.convert(marked_up)
        if len(ASIDE_PARAGRAPH.findall(html)) != len(plain):
            return Markup(self.convert(source))
        return Markup(ASIDE_PARAGRAPH.sub(lambda match: render_paragraphs(plain[int(match[1])], context), html))

    def convert(self, source: str) -> str:
        signs = "".join(sign for sign in INLINE_PATTERNS if sign in source)
        converter = self.find_converter(signs)
        converter.reset()
        try:
            return converter.convert(source)
        except RecursionError:
            # Quotes or lists nested hundreds deep are printed as they are; the converter keeps traces of where it broke off.
            del self.converters[signs]
            return render_paragraphs(source, NO_LINKS)

    def find_converter(self, signs: str) -> markdown.Markdown:
        """The converter that asks only the patterns whose signs stand in the source: the others cannot match, and asking costs most."""
        if signs not in self.converters:
            self.converters[signs] = self.build_converter(signs)
        return self.converters[signs]

    def build_converter(self, signs: str) -> markdown.Markdown:
        converter = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
        converter.preprocessors.deregister(RAW_HTML_BLOCKS)
        needless = {name for sign, names in INLINE_PATTERNS.items() if sign not in signs for name in names}
        needed = {name for sign in signs for name in INLINE_PATTERNS[sign]}
        for name in (*RAW_HTML_INLINE, *sorted(needless - needed)):
            converter.inlinePatterns.deregister(name, strict=False)
        # Around `inline` (20), which makes links and images, and before `prettify` (10).
        converter.treeprocessors.register(TangleTreeprocessor(), "tangles", 25)
        converter.treeprocessors.register(self.body_processor, "htx", 15)
        return converter


def is_plain(source: str) -> bool:
    """Whether the text is nothing but paragraphs of words. Sign by sign and line by line it is told in a fifth of the time of one pattern."""
    if any(map(source.__contains__, SIGNS)):
        return False
    return not any(line.endswith(LINE_END) or LINE_SIGN.match(line) or is_odd(line) for line in source.split("\n"))


def is_odd(line: str) -> bool:
    return not line.isprintable() and ODD_BLANKS.search(line) is not None


def is_easy(block: str) -> bool:
    """Whether a block is a paragraph of words and easy links. A link alone may become more than a link."""
    if "[" not in block:
        return is_plain(block)
    return is_plain(EASY_LINK.sub(r"x\1x", block)) and not EASY_LINK.fullmatch(block.strip())


def set_plain_aside(source: str) -> tuple[str, list[str]]:
    """The text with a short word for each run of easy paragraphs, and those runs: what stands between blank lines is judged alone."""
    if ASIDE in source:
        return source, []
    kept: list[str] = []
    plain: list[str] = []
    for is_run, run in groupby(split_blocks(source), lambda pair: bool(pair[0]) and is_easy(pair[0])):
        if is_run:
            kept.append(f"{ASIDE}{len(plain)}\n\n")
            plain.append("\n\n".join(block for block, _ in run))
        else:
            kept += (block + blank_lines for block, blank_lines in run)
    return "".join(kept), plain


def split_blocks(source: str) -> Iterator[tuple[str, str]]:
    """Blocks, each with the blank lines behind it."""
    if "\n\n\n" not in source:
        *blocks, last = source.split("\n\n")
        return chain(((block, "\n\n") for block in blocks), ((last, ""),))
    parts = BLANK_LINES.split(source)  # blocks and the blank lines between them in turn
    return zip(parts[::2], (*parts[1::2], ""), strict=True)


def render_paragraphs(source: str, context: BodyContext | None) -> str:
    """Paragraphs between empty lines, escaped as the converter does it in text: the same bytes for words and easy links."""
    escaped = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    blocks = [block.strip("\n") for block in escaped.split("\n\n")]
    if context:
        blocks = [render_links(block, context) if "[" in block else block for block in blocks]
    return "\n".join([f"<p>{block}</p>" for block in blocks if block])


def render_links(block: str, context: BodyContext) -> str:
    return EASY_LINK.sub(lambda link: render_link(link[1], context.resolve_link(link[2])), block)


def render_link(words: str, address: str) -> str:
    """Words that are escaped already, as a link where there is an address."""
    return f'<a href="{escape(address)}">{words}</a>' if address else words
