"""What stands around a body: title, head, breadcrumbs, the page's way to the root; joined with Material's shell.

No page kind is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.catalog import urls
from generator.catalog.model import Catalog, Crumb, Listing
from generator.render.abbreviations import AbbreviationBook
from generator.render.cards import CardBox
from generator.render.colours import Colour
from generator.render.environment import RecordEnvironment
from generator.render.markdown import BodyRenderer
from generator.render.media import Media
from generator.render.pictures import mark_first_picture
from generator.render.sharing import format_report
from generator.render.shells import ShellSource
from generator.render.structured_data import Node, build_breadcrumbs, build_organisation, format_json_ld
from generator.render.words import word
from generator.settings import Settings

DESCRIPTION_LENGTH = 160
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")  # in the order of `urls.list_feeds`
SIGN = re.compile(r"[\[*_`#>|]")  # without one of them a text has no Markdown to take off
MARKDOWN_SIGNS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>|]+")


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A page written by hand, for the sitemap and for links that depend on it."""

    url: str
    updated_on: date | None = None
    listed: bool = True  # whether search engines may list it


class RenderedFile(NamedTuple):
    """A file of the site, ready to be written."""

    output_path: str
    content: bytes


@dataclass(slots=True)
class Renderer:
    """All that pages are made from. Rendering changes nothing in it but its own caches."""

    catalog: Catalog
    settings: Settings
    shells: ShellSource
    environment: RecordEnvironment
    media: Media = field(default_factory=Media)
    home_prose: str = ""  # docs/index.md as HTML
    prose_pages: tuple[ProsePage, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=dict)  # urls of the scripts that pages load, by the name of their source
    search_client: str = ""  # the url of the search's script; empty where the theme has none
    search_style: str = ""  # and that of its page's style sheet
    colours: tuple[Colour, ...] = ()  # of the design, for the page that shows its components
    search_manifest: str = "{}"  # the index's table of contents as JSON
    bodies: BodyRenderer = field(init=False, default_factory=BodyRenderer)
    feed_items: dict[str, object] = field(init=False, default_factory=dict)  # posts in feeds, by key: at most a feed's length a category
    starts: dict[tuple[str, ...], str] = field(init=False, default_factory=dict)  # by the links to the scripts
    cards: CardBox = field(init=False)
    abbreviations: AbbreviationBook = field(init=False)
    prose_urls: frozenset[str] = field(init=False)
    organisation: Node = field(init=False)
    years: tuple[Listing, ...] = field(init=False)  # the news of each year, newest first

    def __post_init__(self) -> None:
        self.cards = CardBox(self.catalog, self.media, self.environment, self.settings.use_directory_urls)
        self.abbreviations = AbbreviationBook(self.catalog.vocabularies.abbreviations.shown)
        self.prose_urls = frozenset(page.url for page in self.prose_pages)
        self.organisation = build_organisation(self.settings)
        self.years = tuple(listing for listing in self.catalog.listings.values() if listing.form == "posts-by-year")

    def __reduce__(self) -> tuple[partial[Renderer], tuple[()]]:
        """Another process is given what this one was made from, and fills caches of its own."""
        return partial(Renderer, **{item.name: getattr(self, item.name) for item in fields(self) if item.init}), ()

    def render_template(self, template_name: str, **values: object) -> Markup:
        """A template of `theme_overrides/records` with these values; a value it needs and does not get is an error."""
        return Markup(self.environment.render(template_name, values))

    def linker(self, url: str) -> Callable[[str], str]:
        """The function that spells relative links from the page at `url`."""
        root = urls.root_of(url)
        if self.settings.use_directory_urls:
            return root.__add__
        return lambda target: urls.page_link(root, target, use_directory_urls=False)

    def existing(self, url: str) -> str:
        """The url where a listing stands there, else an empty string."""
        return url if url in self.catalog.listings else ""


class Page(NamedTuple):
    """One HTML page before it is put into its shell."""

    url: str
    tab: str
    title: str
    template: str
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()  # from below the home page down to the page itself
    updated_on: date | None = None
    kind: str = "website"  # og:type
    image: str = ""  # url of a photo
    image_alt: str = ""
    graph: tuple[Node, ...] = ()
    previous_url: str = ""
    next_url: str = ""
    feed: Crumb | None = None  # the listing whose feeds tell of news like this page's
    listed: bool = True  # whether search engines may list it
    stylesheets: tuple[str, ...] = ()  # urls of its own style sheets
    scripts: tuple[str, ...] = ()  # urls of scripts that it needs before it is shown
    modules: tuple[str, ...] = ()  # urls of scripts that it is sure to need, before it is parsed
    data: str = ""  # JSON that these scripts read
    view: Mapping[str, object] = MappingProxyType({})


def render_framed(renderer: Renderer, page: Page) -> RenderedFile:
    """The page as the file that a visitor gets."""
    link = renderer.linker(page.url)
    report = format_report(renderer.settings, page.url, page.title)
    body = mark_first_picture(renderer.environment.render(page.template, {"page": page, "link": link, "report": report, **page.view}))
    shell = renderer.shells.shell(page.tab, urls.depth_of(page.url))
    values = {
        "title": str(escape(page.title)),
        "start": render_start(renderer, page, link),
        "head": render_head(renderer, page, link),
        "body": body,
    }
    return RenderedFile(urls.output_path(page.url), shell.fill(values))


def render_start(renderer: Renderer, page: Page, link: Callable[[str], str]) -> str:
    """The scripts a page needs early. Without data of its own they are the same for all pages of a depth."""
    key = (*map(link, page.scripts),) if not page.modules else ()
    if not key:
        return renderer.render_template("_start.html", page=page, link=link) if page.modules else ""
    if key not in renderer.starts:
        renderer.starts[key] = renderer.render_template("_start.html", page=page, link=link)
    return renderer.starts[key]


def render_head(renderer: Renderer, page: Page, link: Callable[[str], str]) -> str:
    """Description, canonical address, Open Graph, feed, structured data."""
    settings = renderer.settings
    graph = (renderer.organisation, *page.graph)
    if page.crumbs:
        graph = (*graph, build_breadcrumbs(page.crumbs, page.url, settings.site_url))
    return renderer.render_template(
        "_head.html",
        page=page,
        link=link,
        site_name=settings.site_name,
        site_url=settings.site_url,
        description=shorten(page.description),
        json_ld=format_json_ld(graph),
        feeds=list_feed_links(page) if settings.site_url else (),
    )


def list_feed_links(page: Page) -> list[tuple[str, str, str]]:
    """Title, type and url of the feeds that a page names: all news, the page's own listing, there in every format."""
    links = [(word("feed-news"), FEED_TYPES[0], urls.list_feeds(urls.NEWS)[0])]
    if page.feed is not None:
        own = zip(FEED_TYPES, urls.list_feeds(page.feed.url), strict=True)
        links += ((page.feed.label, mime_type, url) for mime_type, url in own if url != links[0][2])
    return links if page.kind == "website" else links[:2]


def shorten(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Plain words of at most `length` characters, cut between words."""
    plain = " ".join(MARKDOWN_SIGNS.sub(r"\1", text).split() if SIGN.search(text) else text.split())
    if len(plain) <= length:
        return plain
    cut = plain[:length].rpartition(" ")[0] or plain[: length - 1]
    return cut.rstrip(" ,;:.–-") + "…"
