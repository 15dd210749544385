"""What stands alone in a paragraph of a body: a picture, film or sound becomes a figure, a link to a film on another host a door to it."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from generator.render.words import word

SHOWN = ("img", "video", "audio")
CREDITED = re.compile(r"(?P<words>.*?)\s*(?P<credit>(?:(?<=\s)|^)(?:Ảnh|Phim|Nguồn): .+)?", re.DOTALL)


class FilmHost(NamedTuple):
    """A host of films: its name, the hosts of its addresses, where they tell the film, and the address of its player."""

    name: str
    hosts: frozenset[str]
    film: re.Pattern[str]
    player: str


class Film(NamedTuple):
    """A film elsewhere: nothing is fetched from `host` before a visitor asks for it."""

    host: str
    player: str


FILM_HOSTS = (
    FilmHost(
        "YouTube",
        frozenset(("youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com")),
        re.compile(r"(?:[?&]v=|youtu\.be/|/(?:shorts|live|embed)/)((?!videoseries|live_stream)[A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    FilmHost(
        "Vimeo",
        frozenset(("vimeo.com", "www.vimeo.com", "player.vimeo.com")),
        re.compile(r"/(\d{6,12})\b(?!/videos/)"),
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
)


def find_film(address: str) -> Film | None:
    """The film that an address names, where its host is known."""
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0].lower()
    if scheme != "https":
        return None
    for known in FILM_HOSTS:
        found = known.film.search(address) if host in known.hosts else None
        if found:
            return Film(known.name, known.player.format(found[1]))
    return None


def shape_paragraph(paragraph: Element, with_players: bool) -> None:
    """Give a paragraph its form where one thing is all it holds."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return
    only = paragraph[0]
    if only.tag in SHOWN:
        build_figure(paragraph, only)
    elif only.tag == "a" and with_players:
        build_door(paragraph, only)


def build_figure(paragraph: Element, shown: Element) -> None:
    """A figure with the title as its caption, who made it apart (`Chú thích. Ảnh: Tên`); a film or sound may be downloaded too."""
    paragraph.tag, paragraph.text, shown.tail = "figure", None, None
    title = CREDITED.fullmatch(shown.attrib.pop("title", ""))
    parts = []
    if title["credit"]:
        parts.append(make_part("span", title["credit"], {"class": "htx-credit"}))
    if shown.tag != "img":
        parts.append(make_part("a", shown.attrib.pop("data-label", ""), {"href": shown.get("src", ""), "download": ""}))
    if title["words"] or parts:
        caption = SubElement(paragraph, "figcaption")
        caption.text = f"{title['words']} " if title["words"] and parts else title["words"]
        caption.extend(parts)


def make_part(tag: str, words: str, attributes: dict[str, str]) -> Element:
    """An element of a caption, with a blank behind it."""
    part = Element(tag, attributes)
    part.text, part.tail = words, " "
    return part


def build_door(paragraph: Element, link: Element) -> None:
    """A link to a film says whose host it leads to, and carries the player's address for the script of the page."""
    film = find_film(link.get("href", ""))
    if film is None:
        return
    paragraph.set("class", "htx-film")
    link.set("rel", "external nofollow noopener")
    link.set("data-player", film.player)
    note = SubElement(paragraph, "span", {"class": "htx-note"})
    note.text = word("film-elsewhere", host=film.host)
