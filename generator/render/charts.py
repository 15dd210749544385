"""Bars with their places: the drawing of a chart in units that are pixels on a phone of 360 px. What is drawn is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from textwrap import wrap
from typing import NamedTuple

from generator.render.words import word

WIDTH = 328  # what a phone of 360 px has between its margins
LETTER, WIDE = 7.4, 10  # width of a letter of 14 units, of a capital or a digit, with room to spare
LINE, BAR, GAP = 18, 16, 10
BESIDE = 20  # labels of at most so many letters stand beside their bars, longer ones above
LEAST_ROOM = 40  # for the bars themselves: where long labels and numbers leave less, the labels stand above
MARGIN = 6


class Bar(NamedTuple):
    """One value to draw: its words, its number in words, how it is filled, and what the reader must know before reading on."""

    label: str
    text: str
    value: Fraction
    fill: str = "solid"  # solid, hatched, hollow or dotted
    break_words: str = ""  # a mark above this bar: from here on the numbers mean something else


class Line(NamedTuple):
    """A line of words at its place."""

    x: int
    y: int
    words: str


class DrawnBar(NamedTuple):
    x: int
    y: int
    width: int
    fill: str
    labels: Sequence[Line]
    text: Line


class DrawnBreak(NamedTuple):
    """A dashed line across the chart, with its words below."""

    y: int
    lines: Sequence[Line]


class Chart(NamedTuple):
    """A chart ready to be printed; `fills` are the patterns it needs."""

    id: str
    title: str
    description: str
    height: int
    axis: str  # the path of the line from which the bars begin, broken where words stand
    bars: Sequence[DrawnBar]
    breaks: Sequence[DrawnBreak]
    fills: Sequence[str]
    width: int = WIDTH
    bar_height: int = BAR


def build_chart(chart_id: str, title: str, bars: Sequence[Bar]) -> Chart:
    """Horizontal bars from zero, one below the other in the order given; a loss goes to the left of it."""
    label_width, text_width = max(measure(bar.label) for bar in bars) + MARGIN, max(measure(bar.text) for bar in bars) + MARGIN
    beside = max(len(bar.label) for bar in bars) <= BESIDE and label_width + text_width + LEAST_ROOM <= WIDTH
    left = label_width if beside else 1
    room = max(0, WIDTH - left - text_width)
    least = min(0, *(bar.value for bar in bars))
    span = max(0, *(bar.value for bar in bars)) - least or 1
    zero = left + round(room * -least / span)
    drawn, breaks, y = [], [], 0
    for bar in bars:
        if bar.break_words:
            lines = place_lines(bar.break_words, 0, y + GAP + LINE)
            breaks.append(DrawnBreak(y + GAP // 2, lines))
            y = lines[-1].y + GAP
        labels = [Line(0, y + BAR - 3, bar.label)] if beside else place_lines(bar.label, 0, y + LINE - 4)
        top = y if beside else labels[-1].y + 5
        width = round(room * abs(bar.value) / span)
        start, end = (zero - width, zero) if bar.value < 0 else (zero, zero + width)
        drawn.append(DrawnBar(start, top, width, bar.fill, labels, Line(end + MARGIN, top + BAR - 3, bar.text)))
        y = top + BAR + GAP
    fills = sorted({bar.fill for bar in bars} & {"hatched", "dotted"})
    axis = "".join(f"M{zero} {bar.y - 3}v{BAR + 6}" for bar in drawn)
    return Chart(chart_id, title, describe_bars(bars), y - GAP + 4, axis, drawn, breaks, fills)


def measure(words: str) -> int:
    """About how wide words are in the chart."""
    return ceil(sum(WIDE if letter.isupper() or letter.isdigit() else LETTER for letter in words))


def place_lines(words: str, x: int, y: int) -> list[Line]:
    """Words as lines that fit the chart, the first with its baseline at `y`."""
    lines = wrap(words, int(WIDTH / (WIDE if words.isupper() else LETTER))) or [""]
    return [Line(x, y + number * LINE, line) for number, line in enumerate(lines)]


def describe_bars(bars: Sequence[Bar]) -> str:
    """What somebody hears who does not see the chart: how many bars, the longest and the shortest, or all of a few."""
    if len(bars) <= 4:
        return word("chart-all", bars="; ".join(f"{bar.label}: {bar.text}" for bar in bars))
    most, least = max(bars, key=lambda bar: bar.value), min(bars, key=lambda bar: bar.value)
    return word("chart-range", count=len(bars), most=most.label, most_text=most.text, least=least.label, least_text=least.text)
