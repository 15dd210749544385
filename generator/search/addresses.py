"""Addresses of other sites and of their pages: what may become a link of ours, whatever their index says."""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.settings import LONGEST_ADDRESS

UNSAFE = re.compile(r"^[/ ]|^[a-z][a-z0-9+.-]*:|[\x00-\x1f\x7f\\]| $", re.IGNORECASE)
DOTS = frozenset((".", ".."))


def end_address(address: str) -> str:
    """The address with the `/` that paths are joined to."""
    return address if address.endswith("/") else f"{address}/"


def identify_site(address: str) -> str:
    """The same text for all spellings of one site's address."""
    return end_address(address.partition("://")[2]).lower()


def is_below(url: str) -> bool:
    """Whether a url stays below the site it is joined to, also in a browser, for which `%2e%2e` and `..\\` lead upwards too."""
    if len(url) > LONGEST_ADDRESS or UNSAFE.search(url):
        return False
    path = re.split("[?#]", url, maxsplit=1)[0]
    return DOTS.isdisjoint(unquote(part) for part in path.split("/"))


def is_page_of(url: str, site: str) -> bool:
    """Whether an absolute url lies below a site's address."""
    return url.startswith(site) and is_below(url[len(site) :])
