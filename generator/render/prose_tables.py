"""Tables of hand-written pages as those of records are: in a frame that scrolls by itself, by keyboard too, with headers that say what they head."""

from __future__ import annotations

import re
from itertools import count

from generator.render.words import word

PLAIN_TABLE = re.compile(r"<table>((?:(?!<table\b).)*?)</table>", re.DOTALL)  # as Markdown makes them: without attributes, none in another
CELL = re.compile(r"<(th|td)(?: style=\"text-align: (left|center|right);\")?>")


def frame_tables(html: str) -> str:
    """The page with a named frame around each table that Markdown made."""
    if "<table>" not in html:
        return html
    numbers = count(1)
    return PLAIN_TABLE.sub(
        lambda table: (
            f'<div class="htx"><div class="htx-table" role="region" aria-label="{word("table-number", number=next(numbers))}" tabindex="0">'
            f'<table class="htx-grid">{CELL.sub(mark_cell, table[1])}</table></div></div>'
        ),
        html,
    )


def mark_cell(cell: re.Match[str]) -> str:
    """A scope for headers; a class in place of the inline style that the table extension writes."""
    scope = ' scope="col"' if cell[1] == "th" else ""
    align = f' class="htx-{cell[2]}"' if cell[2] else ""
    return f"<{cell[1]}{scope}{align}>"
