"""The strictest Content-Security-Policy under which a built site works, for whoever sets up its host: `htx csp`.

Pages hold no script and no style of their own; what a site adds inside a page by its templates is listed by hash, and told.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.render.alone import FILM_HOSTS

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
RUNNING_TYPES = {"", "module", "importmap", "text/javascript", "application/javascript"}
TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
REFUSED = re.compile(r"<(?:style|base|object|embed)\b|\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
PLAYERS = tuple(sorted({"{0.scheme}://{0.netloc}".format(urlsplit(host.player)) for host in FILM_HOSTS}))
# What a page loads or sends from or to elsewhere, and addresses that are scripts; links that only lead elsewhere are free.
LOADING = re.compile(
    r"<(?:script|img|iframe|video|audio|source|track|input|form|link\b[^>]*\brel=[\"']?(?:stylesheet|icon|preload))\b", re.IGNORECASE
)
ELSEWHERE = re.compile(r"""\s(?:src|srcset|poster|href|action)\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]*)""", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"""\s(?:href|action|src)\s*=\s*["']?\s*javascript:""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inline:
    """What is written into pages: hashes of scripts, and pages that hold what no hash lets pass: a style, a handler, a file of another site."""

    page_count: int = 0
    hashes: tuple[str, ...] = ()
    refused_pages: tuple[str, ...] = ()


def load_inline(site_dir: Path) -> Inline:
    """Look through every page of a built site."""
    hashes, refused = set(), []
    paths = sorted(path for path in site_dir.rglob("*.html") if path.is_file())
    for path in paths:
        html = path.read_text(encoding="utf-8", errors="replace")  # a page from another program may be in any encoding
        hashes.update(hash_script(script) for script in list_scripts(html))
        if any(is_refused(tag) for tag in TAG.findall(SCRIPT.sub(keep_tag, html))):
            refused.append(path.relative_to(site_dir).as_posix())
    return Inline(len(paths), tuple(sorted(hashes)), tuple(refused))


def keep_tag(script: re.Match[str]) -> str:
    """The opening tag of a script without its content."""
    return f"<script{script[1]}>"


def is_refused(tag: str) -> bool:
    """Whether a browser would leave out what this tag holds or loads."""
    if REFUSED.search(QUOTED.sub("", tag)) or SCRIPT_ADDRESS.search(tag):
        return True
    return bool(LOADING.match(tag)) and not all(
        f"{address}/".startswith(tuple(f"{player}/" for player in PLAYERS)) for address in ELSEWHERE.findall(tag)
    )


def list_scripts(html: str) -> Iterator[str]:
    """Scripts that stand in the page and run; data for programs does not."""
    for attributes, content in SCRIPT.findall(html):
        kind = TYPE.search(attributes)
        if not SOURCE.search(attributes) and (kind[1].lower() if kind else "") in RUNNING_TYPES:
            yield content


def hash_script(content: str) -> str:
    """As the policy spells it, without quotes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def format_policy(hashes: Iterable[str] = ()) -> str:
    """The header's value: everything from the site itself, films of two hosts when they are touched, and nothing else."""
    scripts = " ".join(("'self'", *(f"'{digest}'" for digest in hashes)))
    rules = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": "'self'",
        "img-src": "'self' data:",  # Material's style sheet draws its icons by data: addresses
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "frame-src": " ".join(PLAYERS),
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
