"""QR codes: the same modules as segno draws for the whole address, and a decoder reads them."""

import re

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from generator.render import qr

TAX_CODES = st.from_regex(r"\A[0-9]{10}(-[0-9]{3})?\Z")
SITES = st.sampled_from(["https://htx.example.vn/", "http://lmhtx-2.example.vn/thu/", "https://xn--ngth-1qa.example.vn/"])
SHORT = st.builds("{}m/{}/{}".format, SITES, TAX_CODES, st.one_of(st.just(""), st.integers(1, 120).map("{}/".format)))
LONG = st.builds("{}hop-tac-xa/an-giang/{}/".format, SITES, st.from_regex(r"\A[a-z0-9][a-z0-9-]{1,79}\Z"))
STEP = re.compile(r"([hm])(-?\d+)(?: (\d+))?")
SCALE = 4


def list_rows(address: str) -> list[str]:
    """The modules of a code as rows of 0 and 1, without what fills them up to whole chunks."""
    matrix = qr.find_matrix(address)
    width = qr.count_chunks(matrix.size) * qr.CHUNK
    modules = f"{matrix.bits:0{width * matrix.size}b}"
    assert len(modules) == width * matrix.size
    return [modules[start : start + matrix.size] for start in range(0, len(modules), width)]


def paint(code: qr.Code) -> Image.Image:
    """The picture that the path draws: black strokes of one module on white, the quiet zone around them."""
    side = (code.size + 2 * qr.QUIET_ZONE) * SCALE
    image = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(image)
    assert code.path.startswith("M0 .5")
    x, y = qr.QUIET_ZONE, qr.QUIET_ZONE
    for step, across, down in STEP.findall(code.path.removeprefix("M0 .5")):
        if step == "h":
            pen.rectangle((x * SCALE, y * SCALE, (x + int(across)) * SCALE - 1, (y + 1) * SCALE - 1), fill=0)
        x, y = x + int(across), y + int(down or 0)
    return image


@given(st.one_of(SHORT, LONG))
@settings(max_examples=150, deadline=None)
def test_modules_are_those_that_segno_draws(address):
    """For every address, of every length: the sum of shape and digits is the code itself."""
    drawn = segno.make(address, error=qr.LEVEL, mode="byte", mask=qr.MASK, encoding="utf-8", micro=False, boost_error=False)
    assert list_rows(address) == ["".join(map(str, row)) for row in drawn.matrix]
    assert drawn.error == "M"


@given(st.one_of(SHORT, LONG))
@settings(max_examples=60, deadline=None)
def test_a_decoder_reads_the_address_from_the_path(address):
    """Only chunks make the path: a picture of it says what was put in."""
    assert [found.text for found in zxingcpp.read_barcodes(paint(qr.draw_code(address)))] == [address]


@pytest.mark.parametrize("address", ["https://htx.example.vn/m/4699990017/", "https://thử-nghiệm.vn/m/4699990017/3/"])
def test_the_box_leaves_four_white_modules_around(address):
    """As the standard asks; the path stays within its own modules."""
    code = qr.draw_code(address)
    assert code.box == f"-4 -4 {code.size + 8} {code.size + 8}"
    left, top, right, bottom = paint(code).point(lambda value: 255 - value).getbbox()
    assert (left, top) == (4 * SCALE, 4 * SCALE)
    assert (right, bottom) == ((code.size + 4) * SCALE, (code.size + 4) * SCALE)


def test_sisters_cost_no_drawing(monkeypatch):
    """Once a shape and the places of its digits are known, segno is not asked again."""
    for tail in ("9876543210", "1234567899"):
        qr.draw_code(f"https://htx.example.vn/m/{tail}/")
    monkeypatch.setattr(segno, "make", None)
    codes = {qr.draw_code(f"https://htx.example.vn/m/{number:010}/").path for number in range(0, 10**10, 10**8 + 37)}
    assert len(codes) == 100
