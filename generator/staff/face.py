"""Derives the web fonts of `theme_overrides/assets/htx/fonts/` from the package fontpkg-be-vietnam-pro: Latin and Vietnamese, one file a weight.

Run by a maintainer when the face has a new version. The package's wheel is read as a file, never imported; fontTools and brotli are needed for this alone.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import click
from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.tables import otTables

PACKAGE = "fontpkg_be_vietnam_pro"
WEIGHTS = {400: "Regular", 700: "Bold"}
MARKS = {0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323}
SIGNS = set(map(ord, "–—‘’“”„•…‹›€₫−×÷≤≥≈")) | {0x2011}
WANTED = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA), *MARKS, *SIGNS})
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright and licence stay in the file, as the licence asks
HYPHEN, UNBROKEN_HYPHEN = 0x2D, 0x2011
DIGITS = "0123456789"
SOURCE_HEADER = """\
Be Vietnam Pro {version}, SIL Open Font License 1.1 (OFL.txt), from the package fontpkg-be-vietnam-pro.
Latin and Vietnamese only; digits of one width added (tnum). Written by: python -m generator.staff.face WHEEL
"""


class FaceError(Exception):
    """The package is not what this script knows; the text says where."""


def load_package(source: Path) -> dict[str, bytes]:
    """The two fonts and the licence in the wheel."""
    members = {f"BeVietnamPro-{style}.ttf": f"{PACKAGE}/files/BeVietnamPro-{style}.ttf" for style in WEIGHTS.values()}
    try:
        with zipfile.ZipFile(source) as wheel:
            return {name: wheel.read(member) for name, member in {**members, "OFL.txt": f"{PACKAGE}/LICENSE"}.items()}
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise FaceError(f"không đọc được phông chữ trong «{source}»: {error}") from error


def build_files(package: Mapping[str, bytes]) -> dict[str, bytes]:
    """The web fonts, their licence and a note of where they come from, by file name."""
    fonts, lines, version = {}, [], ""
    for weight, style in WEIGHTS.items():
        source = package[f"BeVietnamPro-{style}.ttf"]
        content, version = build_font(source)
        name = f"be-vietnam-pro-{weight}.woff2"
        fonts[name] = content
        lines.append(f"{name} sha256 {hash_bytes(content)} from BeVietnamPro-{style}.ttf sha256 {hash_bytes(source)}\n")
    note = SOURCE_HEADER.format(version=version) + "".join(lines)
    return {**fonts, "OFL.txt": package["OFL.txt"], "SOURCE.txt": note.encode("utf-8")}


def build_font(source: bytes) -> tuple[bytes, str]:
    """The font for the web, and the version of the source."""
    try:
        font = TTFont(BytesIO(source), recalcTimestamp=False)
    except TTLibError as error:
        raise FaceError(f"không phải phông chữ đọc được: {error}") from error
    version = font["name"].getDebugName(5).partition(";")[0]
    add_even_digits(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(UNBROKEN_HYPHEN, table.cmap[HYPHEN])
    options = Options(hinting=False, desubroutinize=True, layout_features=FEATURES, name_IDs=NAMES, notdef_outline=True, flavor="woff2")
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=WANTED)
    subsetter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue(), version


def add_even_digits(font: TTFont) -> None:
    """Digits of one width, which the face lacks and columns of figures need: copies of its own, centred, behind the feature `tnum`."""
    outlines, metrics, cmap = font["glyf"], font["hmtx"], font.getBestCmap()
    widest = max(metrics[cmap[ord(digit)]][0] for digit in DIGITS)
    even = {}
    for digit in DIGITS:
        name = cmap[ord(digit)]
        width, bearing = metrics[name]
        shift = (widest - width) // 2
        glyph = deepcopy(outlines[name])
        glyph.coordinates.translate((shift, 0))
        glyph.xMin, glyph.xMax = glyph.xMin + shift, glyph.xMax + shift
        even[name] = f"{name}.tnum"
        outlines[even[name]] = glyph
        metrics[even[name]] = (widest, bearing + shift)
    add_feature(font["GSUB"].table, "tnum", buildLookup([buildSingleSubstSubtable(even)]))


def add_feature(table: otTables.GSUB, tag: str, lookup: otTables.Lookup) -> None:
    """A feature of one lookup, in every script and language of the font."""
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount += 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [table.LookupList.LookupCount - 1]
    record.Feature.LookupCount = 1
    table.FeatureList.FeatureRecord.append(record)
    table.FeatureList.FeatureCount += 1
    for script in table.ScriptList.ScriptRecord:
        languages = [script.Script.DefaultLangSys, *(language.LangSys for language in script.Script.LangSysRecord)]
        for language in filter(None, languages):
            language.FeatureIndex.append(table.FeatureList.FeatureCount - 1)
            language.FeatureCount += 1


def hash_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


@click.command()
@click.argument("source", metavar="WHEEL", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", default="theme_overrides/assets/htx/fonts", show_default=True, type=click.Path(file_okay=False, path_type=Path))
def main(source: Path, into: Path) -> None:
    """Viết lại các tệp phông chữ từ gói fontpkg-be-vietnam-pro (tệp .whl)."""
    try:
        files = build_files(load_package(source))
    except FaceError as error:
        raise click.ClickException(str(error)) from error
    write_files(into, files)
    click.echo("\n".join(f"{into / name}: {len(content)} byte" for name, content in files.items()))


if __name__ == "__main__":
    main()
