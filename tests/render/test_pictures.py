"""Pictures on pages: formats and widths to choose from in each place, their size, when they are fetched, and what stands in for them."""

from __future__ import annotations

import re

import pytest

from generator.images import Photo
from generator.render import Media
from generator.render.pictures import PLACES, PhotoView, choose_widths, mark_first_picture, render_picture
from tests.render.rendering import Reading, list_pages, make_catalog, render_site
from tests.render.sample import KEY, make_rich_cooperative, make_rich_post, rich_catalog

COPIES = "../../tep/anh/ab/cdefghijklmnop"
VIEW = PhotoView("tep/anh.jpg", 1200, 800, "Đồi «chè» & <sương>", "", "", "abcdefghijklmnopqrstuvwx", 27)


class EveryPhoto(dict):
    """As if each photo that a page names were 1,200 pixels wide."""

    def get(self, url: str, default: object = None) -> Photo:
        return Photo("abcdefghijklmnopqrstuvwx", 1200, 800, 27)


MEDIA = Media(photos=EveryPhoto())


def link(url: str) -> str:
    return f"../../{url}"


def read(html: str) -> list[tuple[str, dict[str, str | None]]]:
    return Reading(html).elements


def test_the_largest_jpeg_is_the_photo_itself() -> None:
    """No copy of that width lies beside the others: the photo's own address holds it."""
    [image] = [attributes for name, attributes in read(render_picture(VIEW, link, "full")) if name == "img"]
    assert image["srcset"] == f"{COPIES}-640.jpg 640w,{COPIES}-960.jpg 960w,../../tep/anh.jpg 1200w"


def test_an_address_is_escaped() -> None:
    """Whatever a file is called, it stays inside its attribute."""
    [image] = read(render_picture(VIEW._replace(url='tep/"onerror="x&amp', key=""), link, "card"))
    assert image[1]["src"] == '../../tep/"onerror="x&amp'
    assert "onerror" not in image[1]


def test_a_picture_offers_formats_and_widths() -> None:
    """The best format first; the JPEG for everything else, its largest one as the address of the picture itself."""
    candidates = {
        suffix: ",".join(f"{COPIES}-{width}.{suffix} {width}w" for width in (320, 480, 640)) for suffix in ("avif", "webp", "jpg")
    }
    sizes = PLACES["card"].sizes
    assert read(render_picture(VIEW, link, "card")) == [
        ("picture", {}),
        ("source", {"type": "image/avif", "srcset": candidates["avif"], "sizes": sizes}),
        ("source", {"type": "image/webp", "srcset": candidates["webp"], "sizes": sizes}),
        (
            "img",
            {
                "src": "../../tep/anh.jpg",
                "srcset": candidates["jpg"],
                "sizes": sizes,
                "width": "1200",
                "height": "800",
                "class": "htx-p27",
                "alt": "Đồi «chè» & <sương>",
                "loading": "lazy",
                "decoding": "async",
            },
        ),
    ]


def test_where_one_width_is_enough_nothing_is_told_of_widths() -> None:
    """A thumbnail of a card, a portrait, a photo that is small itself."""
    [_, avif, webp, image] = read(render_picture(VIEW, link, "thumbnail", alt="", style="htx-portrait"))
    assert avif[1] == {"type": "image/avif", "srcset": f"{COPIES}-320.avif"}
    assert webp[1] == {"type": "image/webp", "srcset": f"{COPIES}-320.webp"}
    assert image[1]["src"] == f"{COPIES}-320.jpg"
    assert (image[1]["alt"], image[1]["class"]) == ("", "htx-p27 htx-portrait")
    assert not {"srcset", "sizes"} & image[1].keys()
    small = VIEW._replace(width=200, height=133)
    assert read(render_picture(small, link, "full"))[-1][1]["src"] == "../../tep/anh.jpg"


def test_readers_programs_get_a_plain_picture() -> None:
    """A feed holds the address that stays, and its size."""
    assert render_picture(VIEW._replace(alt="A"), link, "feed") == '<img src="../../tep/anh.jpg" width="1200" height="800" alt="A">'


def test_a_photo_of_which_nothing_is_known_is_a_plain_picture_too() -> None:
    view = VIEW._replace(key="", width=0, height=0, alt="A")
    assert render_picture(view, link, "card") == '<img src="../../tep/anh.jpg" alt="A" loading="lazy" decoding="async">'


@pytest.mark.parametrize(
    ("width", "place", "widths"),
    [
        (1280, "full", (640, 960, 1280)),
        (1280, "card", (320, 480, 640)),
        (1280, "gallery", (320, 480, 640, 960)),
        (700, "card", (320, 480, 700)),
        (700, "full", (700,)),
        (350, "thumbnail", (350,)),
        (200, "card", (200,)),
        (1280, "thumbnail", (320,)),
    ],
)
def test_a_place_is_offered_what_fills_it(width: int, place: str, widths: tuple[int, ...]) -> None:
    """Nothing wider than the place needs, nothing too narrow for any screen, nothing the photo has not."""
    assert choose_widths(width, PLACES[place]) == widths


def test_words_of_people_stay_words() -> None:
    html = render_picture(VIEW._replace(alt='"><script>alert(1)</script> loading="lazy"'), link, "card")
    assert "<script" not in html
    assert mark_first_picture(html).count(" loading=") == html.count(" loading=") - 1


def test_the_first_picture_is_fetched_first() -> None:
    """Only that one, whatever stands before it; in the markup of templates and in that of bodies, whose attributes are sorted."""
    lazy = '<img src="a.jpg" loading="lazy" decoding="async">'
    page = f'<p>loading="lazy"</p><img src="x">{lazy}{lazy}'
    assert mark_first_picture(page) == f'<p>loading="lazy"</p><img src="x"><img src="a.jpg" fetchpriority="high">{lazy}'
    sorted_one = '<img alt="A" class="htx-p1" decoding="async" height="3" loading="lazy" src="a.jpg">'
    assert mark_first_picture(sorted_one) == '<img alt="A" class="htx-p1" height="3" fetchpriority="high" src="a.jpg">'
    assert mark_first_picture("<p>Không có ảnh.</p>") == "<p>Không có ảnh.</p>"


def test_every_picture_of_every_page_is_complete() -> None:
    """In lists, on profiles, products and posts, in texts and galleries: formats, size, placeholder; one and only one comes at once."""
    site = render_site(rich_catalog(), media=MEDIA)
    seen = 0
    for path, html in list_pages(site).items():
        elements = read(html)
        images = [attributes for tag, attributes in elements if tag == "img"]
        assert len([tag for tag, _ in elements if tag == "picture"]) == len(images), path
        assert len([tag for tag, _ in elements if tag == "source"]) == 2 * len(images), path
        for image in images:
            assert (image["width"], image["height"]) == ("1200", "800"), path
            assert "htx-p27" in image["class"].split() and "alt" in image, path
        assert [image.get("fetchpriority") for image in images] == ["high"] * bool(images) + [None] * (len(images) - 1), path
        assert [image.get("loading") for image in images] == [None] * bool(images) + ["lazy"] * (len(images) - 1), path
        seen += len(images)
    assert seen >= 8


def test_a_picture_in_a_text_is_a_picture_too() -> None:
    """Alone in its paragraph it is a figure, among words it stays there, and its title stays its own; in feeds both are plain."""
    body = 'Xem ![Nhỏ](anh.jpg "Tên ảnh") đây.\n\n![Lớn](anh.jpg "Sáng sớm. Ảnh: Minh Châu")'
    catalog = make_catalog({KEY: make_rich_cooperative()}, {"2026/bai": (make_rich_post(cover=None, gallery=()), body)})
    site = render_site(catalog, media=MEDIA)
    page = site["tin-tuc/2026/bai/index.html"]
    inline, figure = re.findall(r"<picture>.*?</picture>", page, re.DOTALL)[:2]
    assert f"Xem {inline} đây." in page and 'title="Tên ảnh"' in inline
    assert f"<figure>{figure}<figcaption>Sáng sớm. " in page and "title=" not in figure
    assert "fetchpriority" in inline and 'loading="lazy"' in figure
    for feed in ("tin-tuc/rss.xml", "tin-tuc/atom.xml", "tin-tuc/feed.json"):
        assert "anh.jpg" in site[feed]
        assert not re.search("picture|srcset|avif|htx-p", site[feed]), feed


def test_addresses_that_others_keep_are_those_of_the_largest_jpeg() -> None:
    """Shared links, structured data and the photo viewer: no address of a copy, which changes with its photo."""
    site = render_site(rich_catalog(), media=MEDIA)
    for path, html in list_pages(site).items():
        kept = re.findall(r'(?:property="og:image" content=|<a href=)"([^"]*tep/[^"]*)"', html) + re.findall(
            r'"image":\s*\[?"([^"]+)', html
        )
        assert not [url for url in kept if "tep/anh/" in url], path
    profile = site[f"hop-tac-xa/{KEY}/index.html"]
    assert 'property="og:image" content="https://htx.example.vn/ban-thu/tep/hop-tac-xa/' in profile
