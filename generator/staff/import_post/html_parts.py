"""Which element of a page holds the title, which the article's text, and which are page furniture; told by names and by where text is dense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from justhtml import Element

from generator.staff.import_post.cleaning import clean_line, fold_line
from generator.staff.import_post.html_head import attribute
from generator.staff.import_post.model import Hints, Role
from generator.staff.import_post.words import ImportWords

SKIPPED_TAGS = frozenset(
    {"script", "style", "noscript", "template", "nav", "aside", "button", "select", "textarea", "svg", "canvas", "head", "input", "option", "math",
     "datalist", "object", "map", "dialog"}
)  # fmt: skip
BLOCK_TAGS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul", "caption", "details", "summary"}
)  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4")
SHORTEST_TITLE = 8
LARGEST_PART = {"lead": 1500, "tags": 2000, "category": 600}  # characters; a larger element is a wrapper, whatever its name
LARGEST_LABEL = 400
TITLE_JOINT = re.compile(r"\s+[-–—|»]\s+")  # between a page's title and the name of its site
MOST_NODES = 2000
MOST_HEADINGS = 300
MOST_NAMED = 20
ITEMPROPS: dict[str, Role] = {"author": "author", "datepublished": "stamp", "description": "lead", "headline": "title"}


@dataclass(slots=True)
class Sizes:
    """Characters of text below each element, all and outside links; `credit` is what paragraphs give their parents."""

    all: dict[int, int] = field(default_factory=dict)
    plain: dict[int, int] = field(default_factory=dict)
    credit: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """The elements that matter, by identity."""

    title: Element | None
    body: Element
    scope: Element
    sizes: Sizes


def list_elements(root: Element) -> list[Element]:
    """All elements below, in the order of the document; a page of 100,000 nested ones has no deeper calls than another."""
    elements, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Element):
            elements.append(node)
        if node.children and node.name != "template":
            waiting.extend(reversed(node.children))
    return elements


def measure(elements: list[Element]) -> Sizes:
    """The sizes of all elements: children stand behind their parents, so one way back adds them up."""
    sizes = Sizes()
    for element in reversed(elements):
        key = id(element)
        own = (
            sum(len((child.data or "").strip()) for child in element.children if child.name == "#text")
            if element.name not in SKIPPED_TAGS
            else 0
        )
        sizes.all[key] = sizes.all.get(key, 0) + own
        sizes.plain[key] = 0 if element.name == "a" else sizes.plain.get(key, 0) + own
        if element.name in SKIPPED_TAGS:
            sizes.all[key] = sizes.plain[key] = 0
        if element.parent is not None:
            above = id(element.parent)
            sizes.all[above] = sizes.all.get(above, 0) + sizes.all[key]
            sizes.plain[above] = sizes.plain.get(above, 0) + sizes.plain[key]
        if own > 40 and element.name != "a":
            give_credit(element, own, sizes)
    return sizes


def give_credit(element: Element, own: int, sizes: Sizes) -> None:
    """Text speaks for the box around its paragraph, and half for the box around that."""
    while element.name not in BLOCK_TAGS and element.parent is not None:
        element = element.parent
    box = element.parent if element.name in ("p", "li", "h2", "h3", "blockquote") and element.parent is not None else element
    sizes.credit[id(box)] = sizes.credit.get(id(box), 0) + own
    if box.parent is not None:
        sizes.credit[id(box.parent)] = sizes.credit.get(id(box.parent), 0) + own / 2


def list_names(element: Element) -> list[str]:
    """The names of an element's class and id, in small letters; of a box its type, which editors of newspapers write."""
    kind = attribute(element, "type") if element.name == "div" else ""
    return f"{attribute(element, 'class')} {attribute(element, 'id')} {kind}".lower().split()[:40]


def has_name(element: Element, words: tuple[str, ...]) -> bool:
    """Whether class or id is one of the words, or begins or ends with one."""
    return any(is_named(name, words) for name in list_names(element))


@lru_cache(maxsize=4096)
def is_named(name: str, words: tuple[str, ...]) -> bool:
    for word in words:
        if word.startswith("="):
            if name == word[1:]:
                return True
        elif name == word or name.startswith((f"{word}-", f"{word}_")) or name.endswith((f"-{word}", f"_{word}")):
            return True
    return False


def is_furniture(element: Element, parts: Parts, words: ImportWords) -> bool:
    """Whether an element is left out with all that it holds. What holds much of the page's text or its title is never furniture."""
    if element.name in SKIPPED_TAGS:
        return True
    if element in (parts.body, parts.scope, parts.title) or not has_name(element, words.html_dropped):
        return False
    return parts.sizes.plain[id(element)] * 2 < parts.sizes.plain[id(parts.body)] + 200 or parts.sizes.plain[id(element)] < 100


def find_role(element: Element, parts: Parts, words: ImportWords) -> Role:
    """What the markup says that an element holds; nothing where it is too large for that."""
    if element is parts.title:
        return "title"
    if element.name == "figcaption":
        return "caption"
    relations = attribute(element, "rel").lower().split() if element.name == "a" else []
    role: Role = "category" if "category" in relations else "tags" if "tag" in relations else "author" if "author" in relations else ""
    role = role or ITEMPROPS.get(attribute(element, "itemprop").lower(), "")
    named: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("caption", words.html_captions), ("attachment", words.html_attachments), ("tags", words.html_tags), ("category", words.html_categories),
        ("author", words.html_authors), ("source", words.html_sources), ("stamp", words.html_stamps), ("lead", words.html_leads),
    )  # fmt: skip
    if not role and list_names(element):
        role = next((role for role, names in named if has_name(element, names)), "")
    if role == "title" or parts.sizes.all[id(element)] > LARGEST_PART.get(role, LARGEST_LABEL):
        return ""
    return role


def find_parts(elements: list[Element], hints: Hints, words: ImportWords) -> Parts:
    """The title's element, the text's, and the smallest that holds both."""
    sizes = measure(elements)
    body = find_body(elements, sizes, words)
    title = find_title(elements, hints, body, words.html_titles)
    scope = body if title is None else find_common(title, body)
    return Parts(title, body, scope, sizes)


def find_body(elements: list[Element], sizes: Sizes, words: ImportWords) -> Element:
    """The element of the article's text: named as such, or where paragraphs stand densest."""
    page = next((element for element in elements if element.name == "body"), elements[0])
    densest = max(elements, key=lambda element: sizes.credit.get(id(element), 0))
    if not sizes.credit.get(id(densest)):
        return page
    marked = [element for element in elements if attribute(element, "itemprop").lower() == "articlebody"]
    named = marked or [element for element in elements if element.name not in ("html", "body") and has_name(element, words.html_bodies)]
    named = named or [element for element in elements if element.name == "article"]
    enough = [element for element in named if sizes.plain[id(element)] * 2 >= sizes.plain[id(densest)]]
    if enough:
        largest = max(sizes.plain[id(element)] for element in enough)
        return next(element for element in reversed(enough) if sizes.plain[id(element)] * 10 >= largest * 6)
    return densest if densest.name != "html" else page


def find_title(elements: list[Element], hints: Hints, body: Element, names: tuple[str, ...]) -> Element | None:
    """The heading that says what the head says, the only large heading, or whatever repeats the head's title word by word."""
    known = [fold_line(title) for title in hints.titles]
    headings = [element for element in elements if element.name in HEADINGS][:MOST_HEADINGS]
    headings = [(element, fold_line(read_words(element))) for element in headings]
    own = [(element, words) for element, words in headings if len(words) >= SHORTEST_TITLE and words != fold_line(hints.site_name)]
    for agrees in (str.__eq__, str.startswith, str.__contains__):
        found = next((element for element, words in own if any(agrees(title, words) for title in known)), None)
        if found is not None:
            return found
    starts = [start for hint in hints.titles if len(start := fold_line(TITLE_JOINT.split(hint)[0])) >= SHORTEST_TITLE]
    begun = next((element for element, words in own if any(words.startswith(start) for start in starts)), None)
    if begun is not None:
        return begun
    large = [element for element, _ in own if element.name == "h1"]
    if large:
        return next((element for element in large if element in list_ancestors(body) or is_before(element, body, elements)), large[0])
    for element in elements:
        texts = [child.data or "" for child in element.children if child.name == "#text"]
        words = fold_line(" ".join(texts)[:600]) if texts and element.parent is not None and element.name not in SKIPPED_TAGS else ""
        if (
            len(words) >= SHORTEST_TITLE
            and element.name != "title"
            and any(title == words or title.startswith(words + " ") for title in known)
        ):
            return element
    return find_named_title(elements, body, names)


def find_named_title(elements: list[Element], body: Element, names: tuple[str, ...]) -> Element | None:
    """The element that its class calls a title: the first in the text's box, else the last before it."""
    end = elements.index(body)
    named = [number for number, element in enumerate(elements) if has_name(element, names)]
    behind = [number for number in named if number > end][:MOST_NAMED]
    inside = [number for number in behind if is_inside(elements[number], body)][:1]
    before = [number for number in named if number < end][-MOST_HEADINGS:]
    near = (elements[number] for number in (*inside, *reversed(before)))
    return next((element for element in near if SHORTEST_TITLE <= len(read_words(element)) <= LARGEST_LABEL), None)


def is_inside(element: Element, box: Element) -> bool:
    return any(around is box for around in list_ancestors(element))


def is_before(element: Element, body: Element, elements: list[Element]) -> bool:
    """Whether an element stands before the text or in it, near enough to be its title."""
    ancestors = {id(ancestor) for ancestor in list_ancestors(element)}
    return id(body) in ancestors or elements.index(element) < elements.index(body)


def list_ancestors(element: Element) -> Iterator[Element]:
    """An element and all around it, the nearest first."""
    node = element
    while node is not None:
        yield node
        node = node.parent


def find_common(first: Element, second: Element) -> Element:
    """The smallest element around both."""
    around = {id(element) for element in list_ancestors(first)}
    return next(element for element in list_ancestors(second) if id(element) in around)


def read_words(element: Element) -> str:
    """The words below an element, as far as a title goes."""
    return clean_line(" ".join(collect_words(element.children))[:600])


def collect_words(nodes: Iterable) -> Iterator[str]:
    """The texts below some nodes; a tangle of thousands of elements holds no title and no cell."""
    waiting, count = list(reversed(list(nodes))), 0
    while waiting and count < MOST_NODES:
        node = waiting.pop()
        count += 1
        if node.name == "#text":
            yield node.data or ""
        elif node.children and node.name not in SKIPPED_TAGS:
            waiting.extend(reversed(node.children))
