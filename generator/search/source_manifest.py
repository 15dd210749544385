"""The manifest of another site, checked before anything that it names is fetched, and the index that its parts make.

Names of parts and provinces become paths, here and in our own build: only what our own encoder could have written passes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.search.addresses import end_address
from generator.search.decoding import (
    LARGEST_HEADER,
    MOST_ROWS,
    decode_block,
    decode_json,
    decode_shard,
    decode_table,
    inflate,
    is_number,
    is_text,
    is_texts,
    require,
)
from generator.search.manifest import FORMAT
from generator.search.merging import count_rows, join_postings
from generator.search.model import Column, Postings, Province, Row, SearchIndex, Source, Tier
from generator.search.parts import MANIFEST_PATH, name_payloads, part_path
from generator.settings import is_site_address
from generator.text import is_slug

PART_NAME = re.compile("[a-z2-7]{8}")
MOST_PARTS, MOST_COLUMNS, MOST_SOURCES, MOST_BLOCK = 50_000, 40, 1000, 1024
LONGEST_NAME = 300
MOST_FORMS = 1_000_000  # the whole country has half as many; each takes some 400 bytes of memory
MOST_RANK = 15
NEEDED_COLUMNS = ("type", "rank")


class OtherFormat(Exception):
    """A manifest of another version of the generator; the text is a Vietnamese clause."""


class Part(NamedTuple):
    """A payload, or several that share a name, by output path."""

    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shards:
    """One text index: its parts, the keys of which they hold only the best rows with the true number, and the parts with their other rows."""

    parts: tuple[Part, ...]
    dense: dict[str, int]
    rest: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SourceManifest:
    """What a manifest says, as far as a portal needs it: tables of single provinces and the list of words are made anew."""

    site: Source
    row_count: int
    block: int  # rows a display file
    display: tuple[Part, ...]
    terms: Shards
    texts: Shards
    columns: Mapping[str, Part]
    provinces: tuple[Province, ...]
    sources: tuple[Source, ...]

    def list_parts(self) -> list[Part]:
        """Every part once."""
        shards = (*self.terms.parts, *self.terms.rest, *self.texts.parts)
        return list(dict.fromkeys((*self.display, *shards, *self.columns.values())))


def decode_manifest(content: bytes) -> SourceManifest:
    """The manifest of a site. Raises OtherFormat, and DamagedPart for what our own encoder would not have written."""
    check(len(content) <= LARGEST_HEADER, "quá lớn")
    found = decode_json(content, MANIFEST_PATH)
    check(type(found) is dict and "format" in found, "không phải chỉ mục tìm kiếm")
    if found["format"] != FORMAT:
        raise OtherFormat(f"chỉ mục tìm kiếm có dạng «{str(found['format'])[:20]}», trang này chỉ đọc dạng {FORMAT}")
    rows, block, group = (found.get(name) for name in ("rows", "block", "group"))
    check(is_number(rows, MOST_ROWS) and is_number(block, MOST_BLOCK) and is_number(group, MOST_BLOCK) and block and group, "số dòng sai")
    texts = found.get("texts")
    return SourceManifest(
        site=decode_site(found.get("site")),
        row_count=rows,
        block=block,
        display=decode_display(found.get("display"), -(-rows // block), group),
        terms=decode_shards(found.get("terms"), found.get("dense"), "t"),
        texts=decode_shards(texts, texts.get("dense", {}) if type(texts) is dict else {}, "u"),
        columns=decode_columns(found.get("columns")),
        provinces=decode_provinces(found.get("provinces"), rows),
        sources=decode_sources(found.get("sources", [])),
    )


def check(condition: object, fault: str) -> None:
    require(condition, MANIFEST_PATH, fault)


def check_name(name: object) -> str:
    """A part's name, which is going to be a path."""
    check(is_text(name) and PART_NAME.fullmatch(name), "tên tệp sai dạng")
    return name


def decode_site(value: Any) -> Source:
    """Name and address of the site; the address may be empty."""
    check(type(value) is dict and is_text(value.get("name")) and is_text(value.get("url")), "thiếu tên trang")
    check(not value["url"] or is_site_address(value["url"]), "địa chỉ trang sai dạng")
    return Source(value["name"], end_address(value["url"]) if value["url"] else "")


def decode_display(names: Any, block_count: int, group: int) -> tuple[Part, ...]:
    """The display files, named together in groups."""
    check(type(names) is list and len(names) == -(-block_count // group), "số tệp hiển thị không khớp số dòng")
    return tuple(
        Part(
            check_name(name),
            tuple(part_path(f"d/{name}", str(block)) for block in range(number * group, min((number + 1) * group, block_count))),
        )
        for number, name in enumerate(names)
    )


def decode_shards(value: Any, dense: Any, folder: str) -> Shards:
    check(type(value) is dict and type(dense) is dict, "danh sách từ sai dạng")
    check(all(is_number(count, MOST_ROWS) for count in dense.values()), "danh sách từ phổ biến sai dạng")
    return Shards(decode_part_names(value.get("parts"), folder), dense, decode_part_names(value.get("rest", []), "r"))


def decode_part_names(names: Any, folder: str) -> tuple[Part, ...]:
    check(is_texts(names) and len(names) <= MOST_PARTS, "danh sách tệp sai dạng")
    return tuple(Part(check_name(name), (part_path(folder, name),)) for name in names)


def decode_columns(value: Any) -> dict[str, Part]:
    check(type(value) is dict and len(value) <= MOST_COLUMNS and all(name in value for name in NEEDED_COLUMNS), "danh sách cột sai dạng")
    return {column: Part(check_name(name), (part_path("c", name),)) for column, name in value.items()}


def decode_provinces(value: Any, row_count: int) -> tuple[Province, ...]:
    """The runs of rows, one after the other."""
    check(type(value) is list, "danh sách tỉnh sai dạng")
    provinces, end = [], 0
    for items in value:
        check(type(items) is list and len(items) >= 4 and is_texts(items[:2]) and is_slug(items[0]), "tỉnh sai dạng")
        check(len(items[1]) <= LONGEST_NAME, "tên tỉnh quá dài")
        check(is_number(items[2], row_count) and is_number(items[3], row_count), "dòng của tỉnh sai")
        province = Province(*items[:4])
        check(province.start >= end and province.start + province.count <= row_count, "dòng của tỉnh chồng lên nhau")
        end = province.start + province.count
        provinces.append(province)
    check(len({province.code for province in provinces}) == len(provinces), "tỉnh lặp lại")
    return tuple(provinces)


def decode_sources(value: Any) -> tuple[Source, ...]:
    """The sites that a portal has harvested itself."""
    check(type(value) is list and len(value) <= MOST_SOURCES, "danh sách nguồn sai dạng")
    check(all(is_texts(items) and len(items) == 2 and is_site_address(items[1]) for items in value), "nguồn sai dạng")
    check(all(len(name) <= LONGEST_NAME for name, _ in value), "tên nguồn quá dài")
    return tuple(Source(name, end_address(url)) for name, url in value)


def verify_part(part: Part, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The payloads of a part by path, from compressed contents. Raises DamagedPart for what its name does not stand for."""
    payloads = {path: inflate(contents[path], path) for path in part.paths}
    require(name_payloads(payloads.values()) == part.name, part.paths[0], "nội dung không khớp tên")
    return payloads


def decode_index(manifest: SourceManifest, payloads: Mapping[str, bytes]) -> SearchIndex:
    """The index of a site from all its payloads. Raises DamagedPart."""
    rows: list[Row] = []
    for path in (path for part in manifest.display for path in part.paths):
        count = min(manifest.block, manifest.row_count - len(rows))
        rows += decode_block(payloads[path], path, count, len(manifest.sources))
    columns = decode_all_columns(manifest, payloads)
    check(columns["type"].cells.tolist() == [row.type for row in rows], "loại của dòng không khớp bảng")
    check(max(columns["rank"].cells, default=0) <= MOST_RANK, "hạng của dòng sai")
    return SearchIndex(
        rows=rows,
        provinces=list(manifest.provinces),
        columns=columns,
        terms=decode_tier(manifest.terms, manifest.row_count, payloads),
        texts=decode_tier(manifest.texts, manifest.row_count, payloads),
        sources=manifest.sources,
    )


def decode_all_columns(manifest: SourceManifest, payloads: Mapping[str, bytes]) -> dict[str, Column]:
    """Every column from whichever table holds it."""
    found: dict[str, Column] = {}
    for part in set(manifest.columns.values()):
        names = [name for name, holder in manifest.columns.items() if holder == part]
        found |= decode_table(payloads[part.paths[0]], part.paths[0], manifest.row_count, names)
    return {name: found[name] for name in manifest.columns}


def decode_tier(shards: Shards, row_count: int, payloads: Mapping[str, bytes]) -> Tier:
    """A text index, whole where the site gives the rest of its dense keys."""
    postings = decode_parts(shards.parts, row_count, payloads)
    for key, forms in decode_parts(shards.rest, row_count, payloads).items():
        check(key in shards.dense and key in postings, "từ phổ biến không khớp")
        for form, rest in forms.items():
            best = postings[key].get(form)
            check(best is None or set(best.rows).isdisjoint(rest.rows), "dòng lặp lại")
            postings[key][form] = join_postings([best, rest]) if best else rest
    dense = {key: count for key, count in shards.dense.items() if key in postings and count_rows(postings[key]) < count}
    return Tier(postings, dense)


def decode_parts(parts: Sequence[Part], row_count: int, payloads: Mapping[str, bytes]) -> Postings:
    """All terms of some shards, whose keys follow one on the other."""
    postings: Postings = {}
    last, form_count = "", 0
    for path in (path for part in parts for path in part.paths):
        found = decode_shard(payloads[path], path, row_count)
        require(found and last < min(found), path, "từ không theo thứ tự")
        last = max(found)
        postings |= found
        form_count += sum(map(len, found.values()))
        require(form_count <= MOST_FORMS, path, "quá nhiều từ")
    return postings
