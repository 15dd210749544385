"""Our own Jinja environment for page bodies, heads and XML: everything escaped, undefined names refused, no disk after loading.

Filters turn single values into words or safe attributes; what needs a record's context is decided before a template is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from generator import text
from generator.catalog import urls
from generator.render import icons, words
from generator.render.pictures import render_picture
from generator.render.template_faults import NOT_UTF8, SUFFIXES, TemplateFault, check_environment

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")
# XML 1.0, section 2.2: characters that no document may hold, escaped or not.
XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class RecordEnvironment(Environment):
    """Jinja's environment with flat globals: its own chained mapping is copied item by item for every template and include."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def load_templates(templates_dir: Path) -> dict[str, str]:
    """Every template below the folder by its name with `/`, indentation taken off: visitors do not read it; and the icons. Raises TemplateFault."""
    paths = (path for path in sorted(templates_dir.rglob("*")) if path.suffix in SUFFIXES)
    ours = {path.relative_to(templates_dir).as_posix(): INDENTATION.sub("", load_template(path)) for path in paths}
    return {**icons.load_icons(), **ours}


def load_template(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise TemplateFault(str(path), 0, NOT_UTF8) from None


def build_environment(templates: Mapping[str, str], folder: str = "") -> Environment:
    """An environment that knows these templates and nothing else; `folder` is where they come from, for messages."""
    environment = RecordEnvironment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    check_environment(environment, folder)
    environment.globals = {
        "cooperatives_url": urls.COOPERATIVES,
        "icon": lambda name: Markup(templates[f"{icons.FOLDER}{name}.svg"]),
        "list_feeds": urls.list_feeds,
        "news_url": urls.NEWS,
        "picture": render_picture,
        "products_url": urls.PRODUCTS,
        "search_url": urls.SEARCH,
        "seasons_url": urls.PRODUCT_SEASONS,
        "statistics_url": urls.STATISTICS,
    }
    environment.filters.update(
        date=text.format_date,
        fuzzy=words.format_fuzzy_date,
        iso=words.format_iso,
        money=text.format_money_vnd,
        number=text.format_number,
        phone=text.format_phone,
        rfc3339=datetime.isoformat,
        rfc822=format_datetime,
        safe_href=safe_href,
        stamp=text.format_stamp,
        xml_text=strip_forbidden,
    )
    return environment


def safe_href(url: str) -> str:
    """The url where its scheme may be printed (http, https, mailto, tel), else an empty string."""
    return url if url[:8].lower().startswith(SAFE_SCHEMES) else ""


def strip_forbidden(value: str) -> str:
    """Text without the characters that would make an XML document unreadable."""
    return XML_FORBIDDEN.sub("", value)
