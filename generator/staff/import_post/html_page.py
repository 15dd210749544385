"""A saved web page, or Markdown turned into one → blocks: one way through the tree, without calls that grow with its depth."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from justhtml import Element, JustHTML

from generator.staff.import_post.attachments import has_ending
from generator.staff.import_post.cleaning import clean_line, clean_piece, repair
from generator.staff.import_post.html_head import attribute, host_of, read_head, resolve_address
from generator.staff.import_post.html_parts import (
    BLOCK_TAGS,
    Parts,
    collect_words,
    find_parts,
    find_role,
    has_name,
    is_furniture,
    list_elements,
)
from generator.staff.import_post.model import Block, FileLink, Hints, Page, PictureSource, Role, Run
from generator.staff.import_post.plain_page import ITEM
from generator.staff.import_post.words import ImportWords, split_label

BOLD_TAGS, ITALIC_TAGS = frozenset({"b", "strong"}), frozenset({"i", "em", "cite"})
EMBED_TAGS = frozenset({"iframe", "video", "audio", "embed"})
SMALLEST_PICTURE = 60  # pixels a side; below it is an icon
LONGEST_CELL = 300
MOST_COLUMNS = 40
CLOSING_SIGNS = tuple(",.;:!?)")
MOST_IN_CELL = 200
NOT_DATA = frozenset({"table", "img", *EMBED_TAGS})
POWERS = {"2": "²", "3": "³"}
LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for all text at one place of the tree."""

    bold: bool = False
    italic: bool = False
    href: str = ""
    role: Role = ""
    in_body: bool = False
    in_scope: bool = False
    quoted: bool = False
    set_apart: bool = False
    heading: int = 0
    lists: tuple[bool, ...] = ()  # of each list around: whether it is numbered


@dataclass(slots=True)
class BlockReader:
    """Gathers runs until a block ends."""

    parts: Parts
    hints: Hints
    words: ImportWords
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    files: list[FileLink] = field(default_factory=list)
    look: Look = Look()
    is_item: bool = False

    def add_text(self, text: str, look: Look) -> None:
        piece = clean_piece(text)
        if not piece or (piece == " " and not self.runs):
            return
        if not self.runs:
            self.look = look
        elif self.runs[-1].text[-1:].islower() and piece[0].isupper():
            piece = f" {piece}"  # «Kinh tế» and «Lưu» are two buttons, «Tỉnh Mẫu» and «Từ» two words
        self.runs.append(Run(piece, look.bold or look.heading > 0, look.italic, look.href))

    def flush(self) -> None:
        """End the block, if it has words."""
        runs = tidy_runs(self.runs)
        look = self.look
        if runs:
            look, runs = self.read_sign(look, runs)
            kind = "heading" if look.heading else "item" if self.is_item and look.lists and look.role != "caption" else "paragraph"
            ordered = bool(look.lists and look.lists[-1])
            level = look.heading or len(look.lists)
            plain = tuple(replace(run, bold=False) for run in runs) if look.heading else runs
            apart = look.set_apart or all(run.italic or not run.text.strip() for run in runs)
            self.blocks.append(
                Block(kind, plain, level, ordered, look.quoted, files=tuple(self.files), role=look.role, set_apart=apart,
                      in_body=look.in_body, in_scope=look.in_scope)
            )  # fmt: skip
            self.is_item = False
        self.runs, self.files = [], []

    def read_sign(self, look: Look, runs: tuple[Run, ...]) -> tuple[Look, tuple[Run, ...]]:
        """A paragraph that begins with a plus or a dash is an item of a list."""
        sign = ITEM.match(runs[0].text)
        if sign is None or look.lists or look.heading or not runs[0].text[sign.end() :]:
            return look, runs
        self.is_item = True
        return replace(look, lists=(False,)), (replace(runs[0], text=runs[0].text[sign.end() :]), *runs[1:])

    def enter(self, element: Element, look: Look) -> Look:
        """What holds below an element that begins here."""
        name = element.name
        if name in BLOCK_TAGS or name == "br":
            self.flush()
        if name == "li":
            self.is_item = True
        role = find_role(element, self.parts, self.words) or look.role
        if name in ("p", "div", "td") and is_centered(element):
            look = replace(look, set_apart=True)
        if name == "a":
            return self.enter_link(element, replace(look, role=role))
        heading = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else look.heading
        return replace(
            look, role=role, heading=heading,
            bold=look.bold or name in BOLD_TAGS, italic=look.italic or name in ITALIC_TAGS or "italic" in attribute(element, "style"),
            quoted=look.quoted or name == "blockquote",
            in_body=look.in_body or element is self.parts.body, in_scope=look.in_scope or element is self.parts.scope,
            lists=(*look.lists, name == "ol")[-6:] if name in ("ul", "ol") else look.lists,
        )  # fmt: skip

    def enter_link(self, element: Element, look: Look) -> Look:
        if look.role in ("tags", "category"):
            self.flush()
        href = attribute(element, "href").strip()
        if not href or href.startswith("#"):
            return look
        address = resolve_address(href, self.hints.base)
        if has_ending(href) and (look.in_scope or look.role == "attachment" or self.follows_label()):
            home = host_of(self.hints.base)
            if not address or look.role == "attachment" or not look.in_body or host_of(address) == home or not host_of(address):
                self.files.append(FileLink(href, clean_line(" ".join(collect_words(element.children)))))
                return look
            self.hints.far_files.append(address)
        if not address and look.in_body:
            self.hints.dropped_links.append(clean_line(href)[:200])
        return replace(look, href=address)

    def follows_label(self) -> bool:
        """Whether the line so far begins as a list of documents does: «Tệp đính kèm:»."""
        found = split_label("".join(run.text for run in self.runs)[:MOST_IN_CELL], self.words.attachment_labels)
        return found is not None and found[1]

    def leave(self, element: Element, look: Look) -> None:
        if element.name in BLOCK_TAGS or (element.name == "a" and look.role in ("tags", "category")):
            self.flush()
        if element.name == "time" and look.in_scope and not look.in_body and attribute(element, "datetime"):
            moments = self.hints.updated if "updated" in attribute(element, "class") else self.hints.published
            moments.append(attribute(element, "datetime"))
        if self.runs and has_name(element, self.words.html_places):
            self.runs.append(replace(self.runs[-1], text=" - "))

    def add_whole(self, element: Element, look: Look) -> bool:
        """Take an element that is a block by itself; False for one whose children must be read."""
        if element.name == "img":
            self.add_picture(element, look)
        elif element.name == "sup" and (words := clean_line(" ".join(collect_words(element.children)))):
            self.add_text(read_raised(words, element), look)
        elif element.name in EMBED_TAGS:
            self.flush()
            address = resolve_address(attribute(element, "src") or attribute(element, "data-src"), self.hints.base)
            if address:
                self.blocks.append(Block("embed", (Run(address),), in_body=look.in_body, in_scope=look.in_scope))
        elif element.name == "table" and (rows := read_table(element)):
            self.flush()
            for child in element.children:
                if child.name == "caption" and (words := clean_line(" ".join(collect_words(child.children)))):
                    self.blocks.append(Block("paragraph", (Run(words),), in_body=look.in_body, in_scope=look.in_scope))
            self.blocks.append(Block("table", rows=rows, in_body=look.in_body, in_scope=look.in_scope))
        else:
            return False
        return True

    def add_picture(self, element: Element, look: Look) -> None:
        sources = (attribute(element, name).strip() for name in LAZY_SOURCES)
        src = next((src for src in sources if src and not src.lower().startswith("data:")), "")
        sides = [attribute(element, side) for side in ("width", "height")]
        if not src or any(side.isdigit() and int(side[:6]) < SMALLEST_PICTURE for side in sides):
            return
        self.flush()
        picture = PictureSource(src, clean_line(attribute(element, "alt")), clean_line(attribute(element, "title")))
        self.blocks.append(Block("picture", picture=picture, in_body=look.in_body, in_scope=look.in_scope))


def read_html_page(text: str, words: ImportWords) -> Page:
    """The blocks and hints of a page."""
    document = JustHTML(text, sanitize=False)
    elements = list_elements(document.root)
    elements = [element for element in elements if element.name != "#document"]
    hints = read_head(elements, text)
    if not elements:
        return Page((), hints)
    parts = find_parts(elements, hints, words)
    reader = BlockReader(parts, hints, words)
    waiting: list[tuple[object, Look, bool]] = [(elements[0], Look(), False)]
    while waiting:
        node, look, is_end = waiting.pop()
        if is_end:
            reader.leave(node, look)
        elif node.name == "#text":
            reader.add_text(node.data or "", look)
        elif isinstance(node, Element) and not is_furniture(node, parts, words) and not reader.add_whole(node, look):
            inner = reader.enter(node, look)
            waiting.append((node, inner, True))
            waiting.extend((child, inner, False) for child in reversed(node.children))
    reader.flush()
    return Page(tuple(reader.blocks), hints)


def read_raised(words: str, element: Element) -> str:
    """Raised words on the line: a square or cubic measure keeps its sign, the number of a note stands in brackets."""
    is_note = any(child.name == "a" for child in element.children) or (words.isdigit() and words not in POWERS)
    return POWERS.get(words, words) if not is_note else f" ({words.strip('[]()')})"


def is_centered(element: Element) -> bool:
    return (
        "center" in attribute(element, "style")
        or attribute(element, "align").lower() == "center"
        or "center" in attribute(element, "class")
    )


def tidy_runs(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one look joined, single blanks between them, none at the ends."""
    tidy: list[Run] = []
    for run in runs:
        text = run.text.lstrip() if not tidy or tidy[-1].text.endswith(" ") else run.text
        if tidy and (not text.strip() or (tidy[-1].bold, tidy[-1].italic, tidy[-1].href) == (run.bold, run.italic, run.href)):
            tidy[-1] = replace(tidy[-1], text=tidy[-1].text + text)
        elif text.strip():
            tidy.append(replace(run, text=text))
    for number, run in enumerate(tidy):
        text = repair(run.text)
        is_end = number + 1 == len(tidy) or tidy[number + 1].text[:1] in CLOSING_SIGNS
        tidy[number] = replace(run, text=text.rstrip() if is_end else text)
    return tuple(tidy)


def holds_more_than_words(cell: Element) -> bool:
    """Whether a cell holds a table, a picture or more elements than data has; it looks no further than it must."""
    waiting, count = list(cell.children), 0
    while waiting:
        node = waiting.pop()
        count += 1
        if count > MOST_IN_CELL or node.name in NOT_DATA:
            return True
        waiting.extend(node.children or ())
    return False


def read_table(table: Element) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of data; nothing for a table that only lays out a page: with pictures, tables or long text in it."""
    rows: list[list[str]] = []
    waiting = list(reversed(table.children))
    while waiting:
        node = waiting.pop()
        if node.name in NOT_DATA:
            return ()
        if node.name == "tr":
            rows.append([])
        if node.name in ("td", "th") and rows:
            if holds_more_than_words(node):
                return ()
            cell = clean_line(" ".join(collect_words(node.children)))
            if len(cell) > LONGEST_CELL:
                return ()
            width = attribute(node, "colspan")
            rows[-1] += [cell, *[""] * (min(int(width), MOST_COLUMNS) - 1 if width.isdigit() and len(width) < 4 else 0)]
        elif node.children:
            waiting.extend(reversed(node.children))
    columns = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or not 2 <= columns <= MOST_COLUMNS or not any(any(row) for row in rows):
        return ()
    return tuple((*row, *[""] * (columns - len(row))) for row in rows)
