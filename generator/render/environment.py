"""Our own Jinja environment for page bodies, heads and XML: everything escaped, undefined names refused, no disk after loading.

Filters turn single values into words or safe attributes; what needs a record's context is decided before a template is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_inner  # str → str; one object less than `escape`, which calls it too

from generator import text
from generator.catalog import urls
from generator.render import icons, words
from generator.render.flat_templates import FlatFunction, Names, bind_macro, compile_flat
from generator.render.pictures import render_picture
from generator.render.template_faults import EXPRESSION_ERRORS, NOT_UTF8, SUFFIXES, TemplateFault, check_environment

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")
# XML 1.0, section 2.2: characters that no document may hold, escaped or not.
XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def escape_text(value: object) -> str:
    """What markupsafe's `escape` says, without an object around each of a page's hundred plain texts: what is printed is joined as text."""
    kind = type(value)
    if kind is Markup:
        return value
    return escape_inner(value) if kind is str else escape(value)


class RecordEnvironment(Environment):
    """Jinja's environment for templates that never change: each is compiled flat when it is first rendered, and kept.

    A template that cannot be flat, or makes an error, is rendered by Jinja itself, which names the mistake's file and line.
    """

    escape_text = staticmethod(escape_text)
    escape_inner = staticmethod(escape_inner)
    bind_macro = staticmethod(bind_macro)
    mark = staticmethod(partial(str.__new__, Markup))  # `Markup` of a plain text, without asking first what it is

    def __init__(self, templates: Mapping[str, str], folder: str, **options: Any) -> None:
        super().__init__(loader=DictLoader(templates), **options)
        self.sources = templates, folder
        self.eval_ctx = EvalContext(self)
        self.flat: dict[str, FlatFunction] = {}
        self.macros: dict[str, Names] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Compiled templates do not travel to another process; their text does, and is compiled there."""
        return build_environment, self.sources

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The text of a template with these values. Raises TemplateFault."""
        try:
            return "".join(self.load_flat(name)(self.name_values(values)))
        except EXPRESSION_ERRORS:
            return self.get_template(name).render(values)

    def load_flat(self, name: str) -> FlatFunction:
        if name not in self.flat:
            self.flat[name] = compile_flat(self, name)
        return self.flat[name]

    def load_macros(self, name: str) -> Names:
        """What a template defines, by name. Imported macros know the globals and no value of a page."""
        if name not in self.macros:
            names = self.name_values({})
            self.load_flat(name)(names)
            self.macros[name] = names
        return self.macros[name]

    def name_values(self, values: Mapping[str, object]) -> Names:
        names = Names(self.globals)
        names.update(values)
        names.eval_ctx = self.eval_ctx
        return names


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


def build_environment(templates: Mapping[str, str], folder: str = "") -> RecordEnvironment:
    """An environment that knows these templates and nothing else; `folder` is where they come from, for messages."""
    environment = RecordEnvironment(
        templates,
        folder,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    check_environment(environment, folder)
    drawn = {name.removeprefix(icons.FOLDER): Markup(svg) for name, svg in templates.items() if name.startswith(icons.FOLDER)}
    environment.globals = {
        "cooperatives_url": urls.COOPERATIVES,
        "icon": lambda name: drawn[f"{name}.svg"],
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
