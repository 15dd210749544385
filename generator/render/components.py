"""The page that shows every component of the design in every state: what its templates need besides the invented data that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from fractions import Fraction

from generator.catalog import urls
from generator.render.cards import find_product_photo
from generator.render.charts import Bar, Chart, build_chart
from generator.render.frame import Renderer
from generator.render.handout import PRINT_SCRIPT
from generator.render.media import PhotoView
from generator.render.qr import draw_code
from generator.text import format_number

ANCHOR = "thanh-phan"  # where links of samples lead; those of invented records lead to the page itself


def build_components(renderer: Renderer, url: str) -> Mapping[str, object]:
    """The values of `_blocks/thanh_phan.html` on the page at `url`."""
    catalog, link = renderer.catalog, renderer.linker(url)
    today = catalog.build_date
    return {
        "anchor": ANCHOR,
        "here": lambda target: link(target) if target in catalog.files or target.startswith(urls.PHOTO_COPIES) else "",
        "photo": find_photo(renderer),
        "colours": renderer.colours,
        "today": today,
        "moment": datetime.combine(today, time(8)),
        "build_date": today,
        "dict": dict,
        "draw_chart": draw_chart,
        "draw_code": draw_code,
        "print_script": renderer.scripts.get(PRINT_SCRIPT, ""),
    }


def draw_chart(chart_id: str, title: str, rows: Iterable[tuple[str, int, str, str]]) -> Chart:
    """A chart of invented numbers: of each bar its label, value, fill and the words of a break above it."""
    bars = [Bar(label, format_number(value), Fraction(value), fill, words) for label, value, fill, words in rows]
    return build_chart(chart_id, title, bars)


def find_photo(renderer: Renderer) -> PhotoView | None:
    """A photo that the site has: the first of a featured product."""
    catalog = renderer.catalog
    photos = (find_product_photo(catalog.products[key], catalog, renderer.media) for key in catalog.featured_keys)
    return next(filter(None, photos), None)
