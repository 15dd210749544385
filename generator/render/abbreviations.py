"""What is written short is explained once a page: the first «HTX» of a lead or body becomes `<abbr title="hợp tác xã">HTX</abbr>`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

# Whole elements that are left alone, and any other tag with the addresses and descriptions in it.
TAGS = r"<(code|pre|kbd|samp|h[1-6]|abbr)\b[^>]*>.*?</\1>|<[^>]*>"
# A part of a longer word, of a number like «12/QĐ-UBND», of an address: no abbreviation by itself.
NOT_AFTER, NOT_BEFORE = r"[\w/.@&#-]", r"[\w@]|[./-]\w"


class AbbreviationBook:
    """The abbreviations of a site, ready to be found in HTML. The same for all pages."""

    def __init__(self, words_by_short: Mapping[str, str]) -> None:
        self.elements = {short: f'<abbr title="{escape(words)}">{escape(short)}</abbr>' for short, words in words_by_short.items()}
        # Each way begins with a letter of its own, so that the search skips all other letters at once.
        longest_first = sorted(map(re.escape, words_by_short), key=len, reverse=True)
        ways = (f"{short}(?<!{NOT_AFTER}{short})(?!{NOT_BEFORE})" for short in longest_first)
        self.pattern = re.compile("|".join((TAGS, *ways)), re.DOTALL)


class AbbreviationMarker:
    """Marks the abbreviations of one page; what was marked is not marked again."""

    def __init__(self, book: AbbreviationBook) -> None:
        self.book = book
        self.left = set(book.elements)

    def mark(self, html: Markup) -> Markup:
        """The HTML with each abbreviation explained where the page has it first, in text outside headings and code."""
        pieces: list[str] = []
        start = 0
        for found in self.book.pattern.finditer(html):
            short = found[0]
            if short in self.left:
                self.left.remove(short)
                pieces += (html[start : found.start()], self.book.elements[short])
                start = found.end()
                if not self.left:
                    break
        return Markup("".join((*pieces, html[start:]))) if pieces else html
