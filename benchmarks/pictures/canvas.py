"""A canvas of 1200 × 800 units that is drawn at twice the size and reduced, so edges are smooth. What is drawn is the scenes' matter."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1200, 800, 2
AIM_BYTES = 26_000
Point = tuple[float, float]


def read_colour(text: str) -> tuple[int, int, int]:
    """`#3f8a5f` as red, green, blue."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from `first` to `second`."""
    pairs = zip(read_colour(first), read_colour(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darken(colour: str, share: float = 0.2) -> str:
    return mix(colour, "#1d2b2a", share)


def lighten(colour: str, share: float = 0.25) -> str:
    return mix(colour, "#fffdf5", share)


class Canvas:
    """Shapes in canvas units; `random` is the picture's own, so that one name always gives one picture."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.random = random.Random(name)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "#f6f1e4")
        self.brush = ImageDraw.Draw(self.image)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def vary(self, centre: float, spread: float) -> float:
        return centre + self.random.uniform(-spread, spread)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        self.brush.rounded_rectangle([value * SCALE for value in (left, top, right, bottom)], radius * SCALE, fill=colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        self.brush.ellipse([(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE], fill=colour)

    def arc(self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: str, width: float) -> None:
        bounds = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.brush.arc(bounds, start, end, fill=colour, width=round(width * SCALE))

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self.brush.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.brush.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        radius = width / 2
        for x, y in (points[0], points[-1]):
            self.oval(x, y, radius, radius, colour)

    def fade(self, top: float, bottom: float, first: str, second: str) -> None:
        """Bands from one colour to the other; few enough to stay small as JPEG, many enough to look soft."""
        bands = 64
        step = (bottom - top) / bands
        for band in range(bands):
            self.box(0, top + band * step, WIDTH, top + (band + 1) * step + 1, mix(first, second, band / (bands - 1)))

    def ridge(self, level: float, swell: float, colour: str, waves: float = 2.0) -> list[Point]:
        """A filled hill line across the picture; its points are returned so that more can follow it."""
        phase, second = self.random.uniform(0, math.tau), self.random.uniform(0, math.tau)
        line = [(x, level + swell * wave_height(x / WIDTH * math.tau * waves, phase, second)) for x in range(0, WIDTH + 1, 12)]
        self.shape([(0, HEIGHT), *line, (WIDTH, HEIGHT)], colour)
        return line

    def encode(self) -> bytes:
        """The picture as JPEG near 26 kB, at most 40 kB for the scenes there are, without any metadata."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        for quality in (80, 72, 64, 56, 48, 40, 32):
            buffer = BytesIO()
            small.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
            if buffer.tell() <= AIM_BYTES:
                break
        return buffer.getvalue()


def wave_height(angle: float, phase: float, second: float) -> float:
    """Two sines of different length, between −1 and 1."""
    return 0.65 * math.sin(angle * 0.5 + phase) + 0.35 * math.sin(angle * 1.3 + second)


def ring(x: float, y: float, rx: float, ry: float, count: int, turn: float = 0) -> list[Point]:
    """`count` points around an oval, from the top, clockwise."""
    angles = [turn + math.tau * step / count - math.pi / 2 for step in range(count)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]
