"""The short labels that breadcrumbs and links show for a kind of listing, from the messages."""

from __future__ import annotations

from generator.diagnostics import load_messages


def label_of(form: str) -> str:
    """The label of a listing's kind (`pages.<form>.label`), such as «Hợp tác xã»."""
    return load_messages("vi")["pages"][form]["label"]
