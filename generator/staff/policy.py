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
REFUSED = re.compile(r"<style\b|\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inline:
    """What is written into pages: hashes of scripts, and pages that hold a style or a handler, which no hash lets pass."""

    hashes: tuple[str, ...] = ()
    refused_pages: tuple[str, ...] = ()


def load_inline(site_dir: Path) -> Inline:
    """Look through every page of a built site."""
    hashes, refused = set(), []
    for path in sorted(site_dir.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        hashes.update(hash_script(script) for script in list_scripts(html))
        if any(REFUSED.search(QUOTED.sub("", tag)) for tag in TAG.findall(SCRIPT.sub("", html))):
            refused.append(path.relative_to(site_dir).as_posix())
    return Inline(tuple(sorted(hashes)), tuple(refused))


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
    players = " ".join(sorted({"{0.scheme}://{0.netloc}".format(urlsplit(host.player)) for host in FILM_HOSTS}))
    rules = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": "'self'",
        "img-src": "'self' data:",  # Material's style sheet draws its icons by data: addresses
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "frame-src": players,
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
