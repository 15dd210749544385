"""Our own Jinja environment for page bodies, heads and XML: everything escaped, undefined names refused, no disk after loading.

Filters turn single values into words or safe attributes; what needs a record's context is decided before a template is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from generator import text
from generator.catalog import urls
from generator.render import icons, words
from generator.render.pictures import render_picture
from generator.render.template_faults import NOT_UTF8, SUFFIXES, TemplateFault, check_environment

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")
# XML 1.0, section 2.2: characters that no document may hold, escaped or not.
XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
find_special = re.compile("[&<>\"']").search


def escape_text(value: object) -> str:
    """What markupsafe's `escape` says, without an object around each of a page's hundred plain texts: what is printed is joined as text."""
    kind = type(value)
    if kind is Markup or (kind is str and find_special(value) is None):
        return value
    return escape(value)


class RecordCodeGenerator(CodeGenerator):
    """Jinja's compiler with our `escape_text` in place of markupsafe's function where something is printed."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape_text(")


class RecordEnvironment(Environment):
    """Jinja's environment for templates that never change: one look finds a template, globals are flat. A page includes and imports a dozen.

    Jinja's own chained mapping of globals is copied item by item for every template and include.
    """

    code_generator_class = RecordCodeGenerator
    escape_text = staticmethod(escape_text)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.loaded: dict[str, Template] = {}

    def __reduce__(self) -> tuple[Callable[..., Environment], tuple[Mapping[str, str], str]]:
        """Compiled templates do not travel to another process; their text does, and is compiled there."""
        return build_environment, (self.loader.loader.mapping, self.loader.folder)

    def get_template(self, name: str, parent: str | None = None, globals: MutableMapping[str, Any] | None = None) -> Template:
        found = self.loaded.get(name)
        if found is None:
            found = self.loaded[name] = super().get_template(name, parent, globals)
        return found

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
