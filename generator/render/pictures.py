"""The one place that writes a photo's markup: formats and widths to choose from, its size, and the colour that stands in for it.

Every picture waits until it is near the screen, but for the first of a page, which the frame tells to come at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from generator.catalog import urls
from generator.images import list_widths

PlaceName = Literal["card", "lead", "album", "thumbnail", "gallery", "full", "feed"]
SOURCES = (("image/avif", "avif"), ("image/webp", "webp"))
WAITING = ' loading="lazy"'
LAZY = f'{WAITING} decoding="async"'
FIRST = ' fetchpriority="high"'
FIRST_PICTURE = re.compile(rf"<img\b[^>]*{WAITING}[^>]*>")  # words of people hold no `<` or `"` that is not escaped


class PhotoView(NamedTuple):
    """A photo with the words around it; without a key nothing is known of its copies."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    key: str = ""
    placeholder: int = 0


class Place(NamedTuple):
    """Where photos stand: the narrowest and the widest copy worth fetching there, in pixels, and how wide they are shown."""

    narrowest: int
    widest: int
    sizes: str


# As the style sheet lays pages out: a photo that fills a box of another shape is as wide as it would be uncut. Screens have one to three
# dots a pixel; with three, lists and galleries fetch about half the dots: hardly to be seen, and a third lighter. `tests/browser/test_pictures.py` holds both
# together.
PLACES: dict[PlaceName, Place] = {
    "card": Place(320, 640, "(min-width:48em) 360px,(min-resolution:2.5x) 160px,224px"),
    "lead": Place(320, 960, "(min-width:48em) 400px,85vw"),
    "album": Place(320, 640, "(min-width:75em) 160px,33vw"),
    "thumbnail": Place(320, 320, ""),
    "gallery": Place(320, 960, "(min-width:48em) 400px,(min-resolution:2.5x) 50vw,100vw"),
    "full": Place(640, 1280, "(min-width:48em) 704px,100vw"),
    "feed": Place(0, 0, ""),
}


class Choice(NamedTuple):
    """What a browser chooses from: `source` elements as type and candidates, and the candidates and address of the `img`."""

    sources: tuple[tuple[str, str], ...]
    srcset: str
    sizes: str
    src: str


def build_choice(photo: PhotoView, link: Callable[[str], str], place_name: PlaceName) -> Choice:
    """The choice a browser has for a photo in a place; none where nothing is known of its copies, or readers want a plain picture."""
    place = PLACES[place_name]
    if not photo.key or not place.widest:
        return Choice((), "", "", link(photo.url))
    start, own = link(urls.photo_copies_url(photo.key)), link(photo.url)
    widths = choose_widths(photo.width, place)
    if len(widths) == 1:  # nothing to choose: neither widths nor sizes need be told
        width = widths[0]
        sources = tuple((kind, f"{start}-{width}.{suffix}") for kind, suffix in SOURCES)
        return Choice(sources, "", "", own if width == photo.width else f"{start}-{width}.jpg")
    sources = tuple((kind, ",".join(f"{start}-{width}.{suffix} {width}w" for width in widths)) for kind, suffix in SOURCES)
    smaller = [f"{start}-{width}.jpg {width}w" if width != photo.width else f"{own} {width}w" for width in widths]
    return Choice(sources, ",".join(smaller), place.sizes, own)


def choose_widths(width: int, place: Place) -> tuple[int, ...]:
    """The copies worth offering in a place: up to the first that fills it, but for those too narrow where there is a wider one."""
    chosen: list[int] = []
    for candidate in list_widths(width):
        if chosen and chosen[-1] >= place.widest:
            break
        if chosen and chosen[-1] < place.narrowest:
            chosen.pop()
        chosen.append(candidate)
    return tuple(chosen)


def render_picture(photo: PhotoView, link: Callable[[str], str], place: PlaceName, alt: str | None = None, style: str = "") -> Markup:
    """The photo as HTML; `alt` replaces its own words, `style` is one more class of the `img`."""
    choice = build_choice(photo, link, place)
    image = "".join(f' {name}="{escape(value)}"' for name, value in list_attributes(photo, choice, style))
    image = f'<img{image} alt="{escape(photo.alt if alt is None else alt)}"{LAZY if place != "feed" else ""}>'
    if not choice.sources:
        return Markup(image)
    sizes = f' sizes="{choice.sizes}"' if choice.sizes else ""
    sources = "".join(f'<source type="{kind}" srcset="{srcset}"{sizes}>' for kind, srcset in choice.sources)
    return Markup(f"<picture>{sources}{image}</picture>")


def list_attributes(photo: PhotoView, choice: Choice, style: str = "") -> Iterator[tuple[str, str]]:
    """The attributes of the `img` but its words and when it is fetched."""
    yield "src", choice.src
    if choice.srcset:
        yield "srcset", choice.srcset
        yield "sizes", choice.sizes
    if photo.width:
        yield "width", str(photo.width)
        yield "height", str(photo.height)
    classes = f"htx-p{photo.placeholder} {style}" if choice.sources else style
    if classes:
        yield "class", classes.strip()


def mark_first_picture(html: str) -> str:
    """The page's first picture is fetched at once and before others: nobody waits for the one that is seen first."""
    if WAITING not in html:  # most pages have no picture, and this is told sooner than the pattern does
        return html
    return FIRST_PICTURE.sub(lambda image: image[0].replace(' decoding="async"', "").replace(WAITING, FIRST), html, count=1)
