"""Elements of a body in the form that our pages give them: pictures with their formats, players, tables that scroll."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.render.words import word


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of the record's folder as it stands in the site, with the attributes of its `img` and what browsers choose from by type;
    a film or sound has a media type and the words of its download."""

    src: str
    attributes: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    sizes: str = ""
    media_type: str = ""
    label: str = ""


def wrap_picture(image: Element, picture: Picture) -> None:
    """The image in a box with its other formats, which takes its place."""
    inner = Element("img", image.attrib)
    tail = image.tail
    image.clear()
    image.tag, image.tail = "picture", tail
    sizes = {"sizes": picture.sizes} if picture.sizes else {}
    image.extend(Element("source", {"type": kind, "srcset": candidates, **sizes}) for kind, candidates in picture.sources)
    image.append(inner)


def unwrap(parent: Element, element: Element) -> None:
    """Put an element's text and children in its place."""
    children = list(element)
    place = list(parent).index(element)
    last_words = element.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + last_words
        append_text(parent, place, element.text or "")
    else:
        append_text(parent, place, (element.text or "") + last_words)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def replace_by_text(parent: Element, element: Element, words: str) -> None:
    append_text(parent, list(parent).index(element), words + (element.tail or ""))
    parent.remove(element)


def append_text(parent: Element, place: int, words: str) -> None:
    """Add words right before the child at `place`."""
    if place == 0:
        parent.text = (parent.text or "") + words
    else:
        before = parent[place - 1]
        before.tail = (before.tail or "") + words


def wrap_table(parent: Element, table: Element, number: int) -> None:
    """A box of its own lets a wide table scroll on a phone, by keyboard too; its number tells it from others on the page."""
    place = list(parent).index(table)
    box = Element("div", {"class": "htx-table", "role": "region", "aria-label": word("table-number", number=number), "tabindex": "0"})
    box.tail, table.tail = table.tail, None
    table.set("class", "htx-grid")
    for header in table.iter("th"):  # Markdown has headers of columns only
        header.set("scope", "col")
    parent.remove(table)
    box.append(table)
    parent.insert(place, box)


def align_cell(cell: Element) -> None:
    """A class in place of the inline style that the table extension writes: a strict content policy forbids styles."""
    cell.set("class", f"htx-{cell.attrib.pop('style').removeprefix('text-align: ').rstrip(';')}")


def make_player(image: Element, picture: Picture) -> None:
    """A film or sound in place of an image: nothing of it is fetched before somebody plays it."""
    image.tag = picture.media_type.partition("/")[0]
    image.set("controls", "controls")
    image.set("preload", "none")
    image.set("aria-label", image.attrib.pop("alt", ""))
    image.set("data-label", picture.label)
