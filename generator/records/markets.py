"""The markets a product is sold on: home, and the countries of ISO 3166-1 by their Vietnamese names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

HOME_MARKET = "trong-nuoc"
# Codes of CLDR that are no country of ISO 3166-1: groups of states, exceptional reservations, tests.
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})


@cache
def list_markets() -> Mapping[str, str]:
    """Code → Vietnamese name; Babel's list, because pages print the name from there."""
    territories = Locale("vi").territories
    countries = {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES}
    return {HOME_MARKET: "trong nước", **countries}
