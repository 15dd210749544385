"""The script that makes web fonts, on a small font drawn here."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from generator.staff.face import PACKAGE, FaceError, build_files, load_package, main

WIDTHS = {".notdef": 500, "hyphen": 300, "A": 600, "B": 610, "alpha": 550} | {f"digit{digit}": 400 + 20 * digit for digit in range(10)}
FEATURES = "languagesystem DFLT dflt; languagesystem latn dflt; feature liga { sub A B by alpha; } liga;"


def draw(width: int):
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((50, 700))
    pen.lineTo((width - 50, 0))
    pen.closePath()
    return pen.glyph()


def draw_font() -> bytes:
    """A font of a few letters and digits of different widths."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(WIDTHS))
    builder.setupCharacterMap(
        {0x2D: "hyphen", 0x41: "A", 0x42: "B", 0x3B1: "alpha"} | {0x30 + digit: f"digit{digit}" for digit in range(10)}
    )
    builder.setupGlyf({name: draw(width) for name, width in WIDTHS.items()})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Minh Hoạ", "styleName": "Regular", "version": "Version 1.5; drawn", "licenseDescription": "OFL"})
    builder.setupOS2()
    builder.setupPost()
    builder.updateHead(created=1, modified=1)  # or two drawn a second apart would differ
    builder.font.recalcTimestamp = False
    addOpenTypeFeaturesFromString(builder.font, FEATURES)
    written = BytesIO()
    builder.font.save(written)
    return written.getvalue()


def write_wheel(folder: Path, *left_out: str) -> Path:
    path = folder / "face.whl"
    members = {
        "files/BeVietnamPro-Regular.ttf": draw_font(),
        "files/BeVietnamPro-Bold.ttf": draw_font(),
        "LICENSE": b"SIL OPEN FONT LICENSE",
    }
    with zipfile.ZipFile(path, "w") as wheel:
        for name, content in members.items():
            if name not in left_out:
                wheel.writestr(f"{PACKAGE}/{name}", content)
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    return build_files(load_package(write_wheel(tmp_path_factory.mktemp("face"))))


def test_web_font_keeps_latin_and_vietnamese_alone(files):
    """Greek goes; the hyphen that does not break is drawn as the other one; the licence stays in the file."""
    font = TTFont(BytesIO(files["be-vietnam-pro-400.woff2"]))
    assert set(font.getBestCmap()) == {0x2D, 0x2011, 0x41, 0x42, *range(0x30, 0x3A)}
    assert font["name"].getDebugName(13) == "OFL"
    assert font.flavor == "woff2"


def test_digits_get_one_width_behind_a_feature(files):
    """Each digit is its own drawing, set in the middle of the widest one's room; without the feature nothing changes."""
    font = TTFont(BytesIO(files["be-vietnam-pro-700.woff2"]))
    [record] = [record for record in font["GSUB"].table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    [index] = record.Feature.LookupListIndex
    mapping = font["GSUB"].table.LookupList.Lookup[index].SubTable[0].mapping
    names = [font.getBestCmap()[0x30 + digit] for digit in range(10)]
    assert [font["hmtx"][mapping[name]] for name in names] == [(580, 50 + (580 - WIDTHS[f"digit{digit}"]) // 2) for digit in range(10)]
    assert [font["hmtx"][name][0] for name in names] == [WIDTHS[f"digit{digit}"] for digit in range(10)]


def test_note_tells_version_and_hashes(files):
    note = files["SOURCE.txt"].decode("utf-8")
    assert note.startswith("Be Vietnam Pro Version 1.5, SIL Open Font License")
    assert note.count(" sha256 ") == 4


def test_same_package_gives_same_bytes(files, tmp_path):
    assert build_files(load_package(write_wheel(tmp_path))) == files


def test_command_writes_all_files(tmp_path):
    result = CliRunner().invoke(main, [str(write_wheel(tmp_path)), "--into", str(tmp_path / "fonts")])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "fonts").iterdir()) == [
        "OFL.txt",
        "SOURCE.txt",
        "be-vietnam-pro-400.woff2",
        "be-vietnam-pro-700.woff2",
    ]


def test_package_without_a_font_is_refused(tmp_path):
    """A package of another shape is told in a sentence, by the command too."""
    wheel = write_wheel(tmp_path, "files/BeVietnamPro-Bold.ttf")
    with pytest.raises(FaceError, match="không đọc được phông chữ"):
        load_package(wheel)
    assert CliRunner().invoke(main, [str(wheel), "--into", str(tmp_path)]).exit_code == 1


def test_file_that_is_no_font_is_refused():
    with pytest.raises(FaceError, match="không phải phông chữ"):
        build_files({"BeVietnamPro-Regular.ttf": b"nothing", "BeVietnamPro-Bold.ttf": b"", "OFL.txt": b""})
