"""What a record holds for several rules: the files it names and its Markdown texts, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records import Cooperative, Post, Product

Loc = tuple[str | int, ...]
OWNED = ("photos", "attachments", "certificates")


def list_cooperative_files(record: Cooperative) -> Iterator[tuple[Loc, str]]:
    """Every file a cooperative's record names, with its place."""
    if record.representative is not None and record.representative.photo is not None:
        yield ("representative", "photo"), record.representative.photo
    if record.photos or record.attachments or record.certificates:
        yield from list_owned_files((), record)
    for number, product in enumerate(record.products):
        if product.photos or product.attachments or product.certificates:
            yield from list_owned_files(("products", number), product)


def list_owned_files(loc: Loc, owner: Cooperative | Product) -> Iterator[tuple[Loc, str]]:
    """Photos, attachments and certificate scans of a cooperative or a product."""
    for field in OWNED:
        for number, item in enumerate(getattr(owner, field)):
            if item.file is not None:
                yield (*loc, field, number, "file"), item.file


def list_post_files(record: Post) -> Iterator[tuple[Loc, str]]:
    """Every file a post names, with its place."""
    if record.cover is not None:
        yield ("cover", "file"), record.cover.file
    for field in ("gallery", "attachments"):
        for number, item in enumerate(getattr(record, field)):
            yield (field, number, "file"), item.file


def list_texts(record: Cooperative) -> Iterator[tuple[Loc, str]]:
    """The Markdown texts of a cooperative and its products."""
    if record.description:
        yield ("description",), record.description
    if record.description_en:
        yield ("description_en",), record.description_en
    for number, product in enumerate(record.products):
        if product.description:
            yield ("products", number, "description"), product.description
