"""Small drawings beside words, as inline SVG: those of Material's bundled sets that this project uses, under the names that templates call them by.

They take the colour of the text around them and say nothing to a screen reader: the words beside them do.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from generator.render.template_faults import TemplateFault

FOLDER = ".icons/"
SET = "templates/.icons/material"  # below the package of Material, which is read as files
NAMES = {
    "alert": "alert-circle-outline",
    "arrow": "arrow-right",
    "calendar": "calendar-month",
    "chart": "chart-bar",
    "chat": "message-text",
    "check": "check-circle-outline",
    "clock": "clock-outline",
    "close": "close",
    "document": "file-document-outline",
    "download": "download",
    "email": "email-outline",
    "group": "account-group",
    "leaf": "leaf",
    "marker": "map-marker",
    "menu": "menu",
    "moon": "weather-night",
    "newspaper": "newspaper-variant-outline",
    "phone": "phone",
    "photos": "image-multiple-outline",
    "play": "play",
    "printer": "printer-outline",
    "qrcode": "qrcode",
    "search": "magnify",
    "share": "share-variant",
    "star": "star",
    "star-empty": "star-outline",
    "store": "storefront-outline",
    "sun": "weather-sunny",
    "web": "web",
}
BEGINNING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
OURS = '<svg class="htx-icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">'


def load_icons() -> dict[str, str]:
    """Every drawing as a template by its name, `.icons/phone.svg`. Raises TemplateFault where Material has none by that name."""
    package = find_spec("material")
    folder = Path(package.origin).parent / SET if package and package.origin else Path(SET)
    return {f"{FOLDER}{name}.svg": load_icon(folder / f"{drawing}.svg") for name, drawing in NAMES.items()}


def load_icon(path: Path) -> Markup:
    try:
        drawn = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        drawn = ""
    if not drawn.startswith(BEGINNING):
        raise TemplateFault(
            f"{FOLDER}{path.name}", 0, "không tìm thấy hình vẽ này trong gói Material, hoặc hình không cùng khuôn với các hình khác"
        )
    return Markup(OURS + drawn.removeprefix(BEGINNING))
