"""Contacts as buttons: call, Zalo, mail, web. Only what the catalog holds; consent was applied when it was built."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.records import Contact, Vocabularies
from generator.render.environment import safe_href
from generator.render.words import word
from generator.text import format_phone

BUTTON_TYPES = ("phone", "zalo")
ZALO = "https://zalo.me/"


class ContactLink(NamedTuple):
    """A way to reach somebody. `href` is empty where the value cannot be a link."""

    type: str
    name: str  # «Điện thoại», «Zalo», «Trang web» …
    action: str  # «Gọi», «Nhắn Zalo», «Trang web» …
    text: str
    label: str  # whose line it is, as staff wrote it
    href: str
    is_button: bool  # one touch calls or writes


def build_contacts(contacts: Iterable[Contact], vocabularies: Vocabularies) -> tuple[ContactLink, ...]:
    """Links in the order of the record."""
    types = vocabularies.lists["contact_types"]
    return tuple(build_contact(contact, types[contact.type].label) for contact in contacts)


def pick_quick(contacts: Iterable[ContactLink]) -> tuple[ContactLink, ...]:
    """The first line to call and the first Zalo, for the bar at the thumb; empty where consent let none through."""
    first: dict[str, ContactLink] = {}
    for contact in contacts:
        if contact.is_button:
            first.setdefault(contact.type, contact)
    return tuple(first[kind] for kind in BUTTON_TYPES if kind in first)


def build_contact(contact: Contact, type_label: str) -> ContactLink:
    value = contact.value
    is_number = value.startswith("+")
    href = format_href(contact.type, value, is_number)
    text = format_phone(value) if is_number else value.removeprefix("https://").removeprefix("http://").rstrip("/")
    return ContactLink(
        type=contact.type,
        name=type_label,
        action=word(f"contact-{contact.type}") if contact.type in BUTTON_TYPES else type_label,
        text=text,
        label=contact.label or "",
        href=href,
        is_button=contact.type in BUTTON_TYPES and bool(href),
    )


def format_href(kind: str, value: str, is_number: bool) -> str:
    """`tel:+84…`, `https://zalo.me/0…`, `mailto:…` or the address itself."""
    if kind == "zalo" and is_number:
        return f"{ZALO}0{value.removeprefix('+84')}"
    if is_number:
        return f"tel:{value}"
    return safe_href(f"mailto:{value}" if kind == "email" else value)
