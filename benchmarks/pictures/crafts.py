"""Made and grown by hand: baskets, cloth, pottery, fruit, flowers in pots, sausages on a pole. Each scene draws on its canvas."""

from __future__ import annotations

import math

from benchmarks.pictures.canvas import HEIGHT, WIDTH, Canvas, darken, lighten, mix, ring
from benchmarks.pictures.goods import GREEN, draw_leaf, draw_shadow, draw_table


def draw_basket(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A woven basket that stands on `y`; the weave is rows of short strokes."""
    draw_shadow(canvas, x, y, size * 0.75)
    canvas.arc(x, y - size * 0.78, size * 0.46, size * 0.55, 180, 360, darken(colour, 0.3), size * 0.07)
    canvas.shape([(x - size * 0.62, y - size * 0.8), (x + size * 0.62, y - size * 0.8), (x + size * 0.5, y), (x - size * 0.5, y)], colour)
    for row in range(7):
        level = y - size * 0.72 + row * size * 0.11
        half = size * (0.58 - row * 0.016)
        for step in range(9):
            left = x - half + (step + (row % 2) * 0.5) * half * 0.22
            canvas.box(left, level, min(left + half * 0.16, x + half), level + size * 0.07, lighten(colour, 0.28), size * 0.03)
    canvas.box(x - size * 0.66, y - size * 0.86, x + size * 0.66, y - size * 0.76, darken(colour, 0.18), size * 0.05)


def draw_baskets(canvas: Canvas) -> None:
    if "tham" in canvas.name:
        return draw_round_rug(canvas)
    draw_table(canvas)
    draw_basket(canvas, 330, 660, 300, "#c49a5c")
    draw_basket(canvas, 900, 670, 240, "#b58a50")
    draw_basket(canvas, 620, 730, 360, "#d0a96c")
    if "soi" in canvas.name:
        for x, y, colour in ((540, 420, "#2f4f7f"), (640, 400, "#a5502f"), (720, 430, "#e0b04f"), (590, 350, "#8c3f5b")):
            canvas.oval(x, y, 66, 62, colour)
            for turn in (-24, 0, 24):
                canvas.arc(x + turn, y, 40, 56, 100, 260, lighten(colour, 0.3), 5)
        draw_basket_front(canvas)


def draw_basket_front(canvas: Canvas) -> None:
    canvas.box(380, 420, 860, 462, "#a9824c", 18)


def draw_round_rug(canvas: Canvas) -> None:
    canvas.fade(0, HEIGHT, "#cfa67b", "#b98a5e")
    for y in range(40, HEIGHT, 110):
        canvas.box(0, y, WIDTH, y + 5, "#a9784c")
    for step in range(12):
        radius = 370 - step * 30
        canvas.oval(600, 400, radius, radius, canvas.pick("#efe0b8", "#e6d3a1") if step % 4 else "#b5825a")
        for x, y in ring(600, 400, radius - 14, radius - 14, 40 - step * 3, step):
            canvas.oval(x, y, 5, 5, "#cdb57c")


def draw_cloth(canvas: Canvas) -> None:
    ground, first, second = {
        "cham": ("#27406b", "#c8553d", "#e9b44c"),
        "ikat": ("#7a5230", "#e0b04f", "#f3e3c0"),
    }.get(canvas.name.split("-")[-1], canvas.random.choice((("#27406b", "#c8553d", "#e9b44c"), ("#efe0c0", "#b5403a", "#d9a441"))))
    canvas.fade(0, HEIGHT, lighten(ground, 0.75), lighten(ground, 0.6))
    canvas.box(190, 60, 1010, 740, ground, 8)
    for step, level in enumerate((120, 300, 480, 640)):
        canvas.box(190, level - 26, 1010, level - 14, second)
        canvas.box(190, level + 74, 1010, level + 84, first)
        for x in range(256, 1000, 115):
            half = 34
            colour = first if step % 2 else second
            canvas.shape([(x, level - 6), (x + half, level + 28), (x, level + 62), (x - half, level + 28)], colour)
            canvas.shape([(x, level + 12), (x + 15, level + 28), (x, level + 44), (x - 15, level + 28)], ground)
    for x in range(205, 1010, 36):
        canvas.line([(x, 740), (x, 772)], second, 7)


def draw_pot(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A round pot that stands on `y`."""
    canvas.box(x - size * 0.3, y - size * 0.1, x + size * 0.3, y, darken(colour, 0.12), 6)
    canvas.oval(x, y - size * 0.5, size * 0.55, size * 0.46, colour)
    canvas.box(x - size * 0.22, y - size * 1.06, x + size * 0.22, y - size * 0.8, darken(colour, 0.06))
    canvas.oval(x, y - size * 1.06, size * 0.28, size * 0.08, colour)
    canvas.oval(x, y - size * 1.07, size * 0.2, size * 0.045, darken(colour, 0.45))
    canvas.oval(x - size * 0.24, y - size * 0.6, size * 0.1, size * 0.2, lighten(colour, 0.4))
    canvas.box(x - size * 0.5, y - size * 0.46, x + size * 0.5, y - size * 0.4, mix(colour, "#6fa8a0", 0.6), 4)


def draw_pottery(canvas: Canvas) -> None:
    if "am-chen" in canvas.name:
        return draw_teapot(canvas)
    if "chum" in canvas.name:
        return draw_straw_jar(canvas)
    canvas.fade(0, HEIGHT, "#9fb8b0", "#7d9c93")
    for level in (330, 690):
        canvas.box(60, level, 1140, level + 26, "#9c7650", 4)
        canvas.box(60, level + 26, 1140, level + 36, "#7f5d3c", 4)
    for step in range(4):
        draw_pot(canvas, 200 + step * 265, 330, canvas.vary(180, 26), canvas.pick("#f6f0e2", "#efe7d6", "#e5ddcb"))
        draw_pot(canvas, 200 + step * 265, 690, canvas.vary(215, 34), canvas.pick("#f6f0e2", "#e9dfc9", "#d9d3c2"))
    return None


def draw_teapot(canvas: Canvas) -> None:
    draw_table(canvas)
    draw_shadow(canvas, 470, 700, 270)
    glaze = "#f3eddd"
    canvas.arc(250, 560, 90, 90, 90, 270, glaze, 30)
    canvas.shape([(660, 590), (800, 430), (836, 450), (720, 650)], glaze)
    canvas.oval(470, 560, 235, 140, glaze)
    canvas.oval(470, 440, 100, 26, darken(glaze, 0.15))
    canvas.oval(470, 428, 90, 28, glaze)
    canvas.oval(470, 396, 24, 24, darken(glaze, 0.1))
    canvas.oval(400, 520, 50, 60, lighten(glaze, 0.7))
    canvas.line([(x, 600 + 10 * math.sin(x / 36)) for x in range(270, 680, 10)], "#8fb5a8", 10)
    for x in (860, 980, 1090):
        draw_shadow(canvas, x, 716, 56)
        canvas.shape([(x - 52, 640), (x + 52, 640), (x + 34, 714), (x - 34, 714)], glaze)
        canvas.oval(x, 640, 52, 13, "#b8873d")


def draw_straw_jar(canvas: Canvas) -> None:
    draw_table(canvas)
    draw_shadow(canvas, 600, 710, 240)
    for turn, end in ((-0.8, 300), (-0.3, 460), (0.35, 760), (0.85, 930)):
        canvas.line([(600 + 50 * turn, 330), (600 + 180 * turn, 160), (end, 190), (end + 60 * turn, 300)], "#c9a35c", 13)
    canvas.box(430, 320, 770, 710, "#8a4f33", 130)
    canvas.box(500, 280, 700, 350, "#7a4229", 16)
    canvas.oval(600, 290, 104, 26, "#e3cf9d")
    canvas.oval(510, 470, 34, 90, "#a5654a")
    canvas.box(436, 520, 764, 534, "#6b3a25")


def draw_fruit(canvas: Canvas) -> None:
    kind = next((word for word in ("nhan", "xoai") if word in canvas.name), "buoi")
    draw_table(canvas)
    draw_shadow(canvas, 600, 700, 420)
    if kind == "nhan":
        return draw_longan(canvas)
    if kind == "xoai":
        return draw_mango(canvas)
    for x, y, size in ((350, 560, 165), (640, 520, 185)):
        canvas.oval(x, y, size, size * 0.94, "#e3b93f")
        canvas.oval(x - size * 0.3, y - size * 0.34, size * 0.3, size * 0.24, "#f1d77b")
        draw_leaf(canvas, x, y - size * 0.88, 110, 0.9, GREEN)
    canvas.oval(900, 600, 160, 150, "#efd77a")
    canvas.oval(900, 600, 132, 124, "#fbf1d6")
    for x, y in ring(900, 600, 84, 78, 9):
        canvas.shape([(900, 600), (x - (y - 600) * 0.3, y + (x - 900) * 0.3), (x + (y - 600) * 0.3, y - (x - 900) * 0.3)], "#f0a6a0")
    return None


def draw_longan(canvas: Canvas) -> None:
    canvas.line([(600, 150), (600, 520)], "#7a5a43", 12)
    for angle in (-1.1, -0.5, 0.5, 1.1):
        draw_leaf(canvas, 600, 240, 190, angle, canvas.pick(GREEN, "#5ea067"))
    for row in range(5):
        for step in range(7 - row):
            x, y = 600 + (step - (6 - row) / 2) * 92, 350 + row * 74
            canvas.oval(x, y, 52, 50, canvas.pick("#c2924f", "#b3823f", "#cda061"))
            canvas.oval(x - 16, y - 16, 14, 11, "#e3c48b")
    for x in (930, 1050):
        canvas.oval(x, 680, 56, 54, "#f7f2e6")
        canvas.oval(x + 6, 684, 24, 24, "#3a2a22")
        canvas.shape([(x - 58, 690), (x + 58, 690), (x + 36, 740), (x - 36, 740)], "#b3823f")


def draw_mango(canvas: Canvas) -> None:
    for x, y, size, tint in ((380, 560, 180, 0.0), (690, 520, 195, 0.3)):
        colour = mix("#f0b93a", "#e98a3a", tint)
        canvas.oval(x, y, size, size * 0.74, colour)
        canvas.oval(x + size * 0.34, y + size * 0.14, size * 0.7, size * 0.56, colour)
        canvas.oval(x - size * 0.34, y - size * 0.2, size * 0.4, size * 0.3, mix(colour, "#e4572e", 0.45))
        canvas.line([(x - size * 0.6, y - size * 0.55), (x - size * 0.75, y - size * 0.8)], "#6b4a35", 10)
        draw_leaf(canvas, x - size * 0.72, y - size * 0.76, 130, 1.2, GREEN)
    canvas.oval(960, 640, 130, 76, "#e98a3a")
    canvas.oval(960, 626, 116, 62, "#f8d05c")
    for step in range(-2, 3):
        canvas.line([(960 + step * 40 - 20, 580), (960 + step * 40 + 20, 672)], "#e9b33f", 5)


def draw_orchid(canvas: Canvas) -> None:
    draw_table(canvas)
    petal = canvas.pick("#b86bb0", "#c77dbb", "#a95fa5")
    for x, lean in ((420, -60), (760, 70)):
        draw_shadow(canvas, x, 720, 110)
        for angle in (-1.15, -0.7, 0.7, 1.15):
            draw_leaf(canvas, x, 590, 190, angle, "#3f7f52")
        stem = [(x + lean * (step / 10) ** 2 * 2.4, 590 - step * 46) for step in range(10)]
        canvas.line(stem, "#6f8f4e", 10)
        for at, (fx, fy) in enumerate(stem[3:]):
            size, fx = 52 - at * 2, fx + (30 if at % 2 else -30)
            for px, py in ring(fx, fy, size * 0.62, size * 0.58, 5):
                canvas.oval(px, py, size * 0.52, size * 0.5, petal)
            canvas.oval(fx, fy, size * 0.34, size * 0.32, lighten(petal, 0.55))
            canvas.oval(fx, fy + 6, size * 0.15, size * 0.17, "#e9b44c")
        canvas.shape([(x - 90, 580), (x + 90, 580), (x + 66, 720), (x - 66, 720)], "#f3ead7")
        canvas.box(x - 98, 566, x + 98, 594, "#e2d3b4", 8)


def draw_sausages(canvas: Canvas) -> None:
    canvas.fade(0, HEIGHT, "#5d4a3d", "#8a6a4f")
    for x in range(40, WIDTH, 150):
        canvas.box(x, 0, x + 6, HEIGHT, "#54422f")
    canvas.line([(-20, 130), (WIDTH + 20, 110)], "#c79a5c", 26)
    for step in range(7):
        x = 120 + step * 160
        for link in range(3):
            colour = canvas.pick("#a5412f", "#93392b", "#b24d36")
            canvas.box(x - 40, 170 + link * 176, x + 40, 336 + link * 176, colour, 40)
            canvas.box(x - 24, 196 + link * 176, x - 10, 300 + link * 176, lighten(colour, 0.25), 7)
            canvas.oval(x, 166 + link * 176, 12, 12, "#e3cf9d")
