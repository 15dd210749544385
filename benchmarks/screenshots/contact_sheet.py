"""The page that shows all pictures side by side: one row a kind of page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

STYLE = """
body { margin: 1rem; font: 1rem/1.5 sans-serif; }
section { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
figure { margin: 0; }
img { height: 30rem; max-width: 60rem; object-fit: cover; object-position: top; border: 1px solid #999; }
"""


class Shot(NamedTuple):
    """A picture that was taken."""

    file_name: str
    title: str  # of the page's kind
    width: int
    scheme: str


def write_contact_sheet(folder: Path, shots: Sequence[Shot]) -> Path:
    """Write `index.html` beside the pictures; returns its path."""
    rows = groupby(sorted(shots, key=lambda shot: shot.title), key=lambda shot: shot.title)
    body = "".join(f"<h2>{escape(title)}</h2><section>{''.join(map(format_figure, row))}</section>\n" for title, row in rows)
    path = folder / "index.html"
    path.write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Ảnh chụp các trang</title><style>{STYLE}</style>\n'
        f"<h1>Ảnh chụp các trang</h1>\n{body}</html>\n",
        encoding="utf-8",
    )
    return path


def format_figure(shot: Shot) -> str:
    words = f"{shot.title}, {shot.width} px, {'sáng' if shot.scheme == 'light' else 'tối'}"
    name = escape(shot.file_name)
    return f'<figure><a href="{name}"><img src="{name}" alt="{escape(words)}" loading="lazy"></a><figcaption>{escape(words)}</figcaption></figure>'
