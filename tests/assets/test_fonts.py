"""The web fonts as visitors get them: everything Vietnamese in one file a weight, and small."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from generator.assets import load_assets
from generator.assets.fonts import FOLDER, load_fonts
from generator.staff.face import hash_bytes
from tests.builders import PROJECT

THEME = PROJECT / "theme_overrides"
FONTS = load_fonts(THEME)
MOST_BYTES = 19_000
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = {unicodedata.normalize("NFC", letter + tone) for letter in LETTERS for tone in TONES if not tone or letter in "aăâeêioôơuưy"}
SIGNS = set("0123456789 .,;:!?()[]/&%+-'\"«»“”‘’–—…·×≤≥½²°₫€−\u00a0\u2011")
MARKS = set("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
DRAWN_OTHERWISE = set("\u200b★☆✕→")  # nothing to draw, or a sign that every system has


@pytest.fixture(params=sorted(FONTS))
def font(request) -> TTFont:
    return TTFont(BytesIO(FONTS[request.param]))


def test_there_is_one_file_a_weight_and_it_is_small():
    """A word is never put together from two files, and both weights stay a tenth of a second on a slow line."""
    assert [name.rpartition("-")[2] for name in FONTS] == ["400.woff2", "700.woff2"]
    assert max(map(len, FONTS.values())) < MOST_BYTES


def test_every_vietnamese_letter_is_drawn(font):
    """Upper and lower case with every tone, the marks by themselves for text that was not composed, figures and signs."""
    wanted = VIETNAMESE | {letter.upper() for letter in VIETNAMESE} | SIGNS | MARKS
    assert len(VIETNAMESE) == 89
    assert sorted(wanted - set(map(chr, font.getBestCmap()))) == []


def test_sample_site_needs_no_other_font(font):
    """What the sample's records and posts say is drawn by this face."""
    paths = [*(PROJECT / "data").rglob("*.yml"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / "theme_overrides").rglob("*.html")]
    said = set("".join(path.read_text(encoding="utf-8") for path in paths)) - DRAWN_OTHERWISE - set("\n\r\t")
    assert sorted(said - set(map(chr, font.getBestCmap()))) == []


def test_marks_find_their_letters_and_figures_their_columns(font):
    """The features that Vietnamese and tables need are there."""
    features = {record.FeatureTag: record.Feature for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord}
    assert {"ccmp", "kern", "locl", "mark", "mkmk", "tnum"} <= set(features)
    even = font["GSUB"].table.LookupList.Lookup[features["tnum"].LookupListIndex[0]].SubTable[0].mapping
    assert len({font["hmtx"][even[font.getBestCmap()[ord(digit)]]][0] for digit in "0123456789"}) == 1


def test_no_hinting_is_left(font):
    assert not {"fpgm", "prep", "cvt "} & set(font.keys())


def test_licence_and_source_lie_beside():
    """The files are those that the note tells of, and the licence's text is there."""
    note = (THEME / FOLDER / "SOURCE.txt").read_text(encoding="utf-8")
    assert all(f"{name.partition('/')[2]} sha256 {hash_bytes(content)}" in note for name, content in FONTS.items())
    assert "SIL OPEN FONT LICENSE Version 1.1" in (THEME / FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_fonts_are_published_under_the_names_that_pages_preload():
    assets = load_assets(THEME)
    assert len(assets.fonts) == 2
    style = assets.files[assets.style].decode("utf-8")
    for url in assets.fonts:
        assert assets.files[url] in FONTS.values()
        assert url.rpartition("/")[2] in style
