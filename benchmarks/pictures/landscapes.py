"""Land and water: tea hills, rice, sea, orchards, forest, ponds. Each scene draws on the canvas it is given."""

from __future__ import annotations

import math

from benchmarks.pictures.canvas import HEIGHT, WIDTH, Canvas, darken, lighten, mix

SKIES = (("#bfe0ea", "#fdf3dc"), ("#cfe6df", "#fff6e0"), ("#f4cfa6", "#fdf0d6"), ("#d5e4ee", "#f8efe2"))
DUSK = ("#f2a65a", "#fde3b8")
MIST = ("#dfe7e6", "#f3f1ea")
LEAF = ("#2f6b4f", "#3f8457", "#5ea067", "#8abb74")


def draw_sky(canvas: Canvas, colours: tuple[str, str] | None = None, horizon: float = 520) -> None:
    first, second = colours or canvas.random.choice(SKIES)
    canvas.fade(0, horizon, first, second)
    x, y = canvas.vary(860, 220), canvas.vary(170, 40)
    canvas.oval(x, y, 74, 74, mix(second, "#ffd166", 0.45))
    canvas.oval(x, y, 56, 56, mix(second, "#ffd166", 0.75))


def draw_mountains(canvas: Canvas, level: float, colour: str, limestone: bool = False) -> None:
    """Far mountains; limestone ones stand steep and apart, as in Ninh Bình."""
    if not limestone:
        canvas.ridge(level, 60, lighten(colour, 0.35), 2.6)
        canvas.ridge(level + 45, 45, colour, 3.4)
        return
    for step in range(7):
        x, height = canvas.vary(90 + step * 175, 50), canvas.vary(210, 70)
        half = canvas.vary(115, 25)
        top = level - height
        points = [(x - half, level + 90), (x - half * 0.8, level - height * 0.55), (x - half * 0.3, top), (x + half * 0.25, top + 14)]
        canvas.shape([*points, (x + half * 0.75, level - height * 0.5), (x + half, level + 90)], mix(colour, "#ffffff", (step % 3) * 0.14))


def draw_tree(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    canvas.box(x - size * 0.07, y - size * 0.55, x + size * 0.07, y, "#7a5a43", 4)
    canvas.oval(x, y - size * 0.78, size * 0.42, size * 0.4, colour)
    canvas.oval(x - size * 0.16, y - size * 0.9, size * 0.2, size * 0.18, lighten(colour, 0.14))


def draw_person(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A silhouette under a conical hat; there is never a face."""
    canvas.shape(
        [(x - size * 0.24, y), (x - size * 0.16, y - size * 0.62), (x + size * 0.16, y - size * 0.62), (x + size * 0.24, y)], colour
    )
    canvas.oval(x, y - size * 0.74, size * 0.13, size * 0.15, darken(colour, 0.35))
    canvas.shape([(x - size * 0.34, y - size * 0.74), (x, y - size * 1.04), (x + size * 0.34, y - size * 0.74)], "#e8cf95")


def draw_tea_hill(canvas: Canvas) -> None:
    misty = "suong" in canvas.name
    draw_sky(canvas, MIST if misty else None)
    draw_mountains(canvas, 330, "#9db8b4" if misty else "#8fb5ae")
    for layer, level in enumerate((430, 540, 660)):
        colour = mix(LEAF[2 - layer], "#e3e8e2", 0.4 if misty else 0.0)
        line = canvas.ridge(level, 46, colour, 1.4 + layer * 0.3)
        rows = 4 + layer
        for row in range(1, rows + 1):
            gap = row * (26 + layer * 8)
            points = [(x, y + gap + 8 * math.sin(x / 90 + row)) for x, y in line]
            canvas.line(points, lighten(colour, 0.2), 9 + layer * 4)
            canvas.line([(x, y + 7 + layer * 2) for x, y in points], darken(colour, 0.16), 4)


def draw_tea_pickers(canvas: Canvas) -> None:
    draw_tea_hill(canvas)
    draw_person(canvas, 470, 700, 190, "#7d4f73")
    draw_person(canvas, 720, 650, 160, "#3d6a8a")


def draw_wooded_hill(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 350, "#89aa9c")
    line = canvas.ridge(430, 50, LEAF[2], 1.5)
    for x, y in line[2::9]:
        draw_tree(canvas, x, y + canvas.vary(70, 30), canvas.vary(150, 30), canvas.pick(*LEAF[:3]))
    canvas.ridge(600, 30, LEAF[1], 1.2)
    for step in range(4):
        x = 210 + step * 260 + canvas.vary(0, 40)
        canvas.box(x - 46, 610, x + 46, 690, "#b98a5a", 20)
        canvas.box(x - 54, 594, x + 54, 616, "#8d6541", 6)
        canvas.oval(x, 655, 13, 13, "#5b3f2a")


def draw_goat_hill(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 430, "#8ea3a0", limestone=True)
    canvas.ridge(520, 40, LEAF[2], 1.6)
    canvas.ridge(640, 30, LEAF[1], 1.2)
    for x, y, colour in ((300, 560, "#fbf6ea"), (560, 610, "#57483f"), (850, 565, "#fbf6ea")):
        canvas.oval(x, y, 62, 36, colour)
        for leg in (-38, -18, 18, 38):
            canvas.box(x + leg - 6, y + 20, x + leg + 6, y + 72, darken(colour, 0.25), 4)
        canvas.oval(x - 66, y - 34, 26, 22, colour)
        canvas.line([(x - 62, y - 52), (x - 48, y - 84)], "#8b7a66", 8)


def draw_terraces(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 400, "#93a9a2", limestone=True)
    for step in range(7):
        level = 440 + step * 54
        colour = mix(LEAF[3], LEAF[0], step / 7)
        canvas.ridge(level, 16, colour, 1.1)
        for x in range(30 + (step % 2) * 40, WIDTH, 82):
            canvas.oval(canvas.vary(x, 8), level + 24, 24, 17, lighten(colour, 0.16))


def draw_rice(canvas: Canvas) -> None:
    ripe = "chin" in canvas.name
    base = "#d9a441" if ripe else "#7fb069"
    draw_sky(canvas)
    draw_mountains(canvas, 420, "#9bbab0")
    canvas.fade(470, HEIGHT, lighten(base, 0.3), base)
    for step in range(-9, 10):
        canvas.line([(600 + step * 34, 470), (600 + step * 190, HEIGHT)], darken(base, 0.14), 5)
    for level in (505, 560, 640, 745):
        canvas.line([(0, level), (WIDTH, level)], lighten(base, 0.35), 6 + (level - 500) / 30)
    if "tom" in canvas.name:
        canvas.shape([(0, 640), (WIDTH, 560), (WIDTH, 640), (0, 760)], "#8fc7cf")
    if "may" in canvas.name:
        canvas.box(760, 470, 880, 540, "#c8553d", 10)
        canvas.box(800, 430, 870, 480, "#e7e1d2", 6)
        for x in (785, 860):
            canvas.oval(x, 545, 32, 32, "#39393a")
    if ripe:
        canvas.box(220, 330, 262, 470, "#efe3cb", 4)
        canvas.shape([(210, 334), (241, 270), (272, 334)], "#b5654a")


def draw_orchard(canvas: Canvas) -> None:
    fruit = "#e0a63b" if "nhan" not in canvas.name else "#b98a4a"
    draw_sky(canvas)
    draw_mountains(canvas, 390, "#94b8ae")
    canvas.box(0, 500, WIDTH, HEIGHT, "#8fb96c")
    canvas.shape([(0, 690), (420, 700), (800, 726), (WIDTH, 690), (WIDTH, HEIGHT), (0, HEIGHT)], "#7fb8c4")
    canvas.line([(x, 750 + 6 * math.sin(x / 60)) for x in range(-20, WIDTH + 40, 20)], "#b4dbe0", 5)
    for row, (level, size) in enumerate(((560, 190), (680, 270))):
        for step in range(6 - row):
            x = 110 + row * 40 + step * (215 + row * 35)
            draw_tree(canvas, x, level, size, LEAF[row])
            for _ in range(8):
                canvas.oval(canvas.vary(x, size * 0.3), canvas.vary(level - size * 0.76, size * 0.24), 11 + row * 4, 11 + row * 4, fruit)


def draw_sea(canvas: Canvas) -> None:
    draw_sky(canvas, horizon=400)
    canvas.ridge(380, 30, "#7fa99b", 1.6)
    canvas.fade(410, HEIGHT, "#8ccbd3", "#3f8fa3")
    for step in range(6):
        level = 450 + step * 58
        canvas.line([(x, level + 8 * math.sin(x / 70 + step)) for x in range(-20, WIDTH + 40, 20)], "#b9e2e4", 4)
    x = canvas.vary(560, 160)
    canvas.shape([(x - 150, 520), (x + 150, 520), (x + 100, 590), (x - 105, 590)], "#a5502f")
    canvas.box(x - 50, 455, x + 40, 522, "#f2ead6", 8)
    canvas.line([(x + 62, 520), (x + 62, 380)], "#6b4a35", 8)
    canvas.shape([(x + 70, 386), (x + 150, 420), (x + 70, 448)], "#e9b44c")


def draw_salt(canvas: Canvas) -> None:
    draw_sky(canvas, horizon=340)
    canvas.box(0, 330, WIDTH, HEIGHT, "#b8a58a")
    for row in range(3):
        top, height = 350 + row * (110 + row * 20), 92 + row * 40
        for column in range(4):
            left = -30 + column * 320 + row * 14
            canvas.box(left, top, left + 290, top + height, canvas.pick("#a9cdd1", "#bfdadb", "#93bfc6"), 6)
    for x, y, size in ((220, 500, 80), (560, 480, 64), (930, 510, 84), (430, 700, 120), (820, 716, 130)):
        canvas.shape([(x - size, y), (x, y - size * 1.15), (x + size, y)], "#fffdf6")
        canvas.shape([(x, y - size * 1.15), (x + size, y), (x + size * 0.2, y)], "#e4e4de")


def draw_jars_by_sea(canvas: Canvas) -> None:
    draw_sky(canvas, horizon=330)
    canvas.fade(320, 420, "#8ccbd3", "#5fa9b8")
    canvas.box(0, 420, WIDTH, HEIGHT, "#e2cfa7")
    for row, (level, size) in enumerate(((520, 70), (620, 92), (760, 118))):
        for step in range(7 - row):
            x = 90 + row * 50 + step * (170 + row * 36)
            canvas.oval(x, level - size * 0.5, size * 0.72, size * 0.75, "#9a5b3c")
            canvas.oval(x - size * 0.2, level - size * 0.62, size * 0.2, size * 0.34, "#b4724e")
            canvas.shape(
                [(x - size * 0.85, level - size * 1.0), (x, level - size * 1.75), (x + size * 0.85, level - size * 1.0)], "#d8bd80"
            )


def draw_cages(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 330, "#7fa596")
    canvas.ridge(430, 24, LEAF[1], 1.8)
    canvas.fade(470, HEIGHT, "#86c3c4", "#2f7f8c")
    for row, (level, size) in enumerate(((540, 120), (650, 170))):
        for step in range(5 - row):
            left = 130 + row * 40 + step * (size + 70)
            canvas.box(left, level, left + size, level + size * 0.5, "#c49a6c", 6)
            canvas.box(left + 12, level + 10, left + size - 12, level + size * 0.5 - 10, "#2c6a77", 4)
    canvas.box(840, 480, 1040, 560, "#e7dcc3", 6)
    canvas.shape([(820, 486), (940, 420), (1060, 486)], "#b5533c")


def draw_flooded_forest(canvas: Canvas) -> None:
    canvas.fade(0, HEIGHT, "#e3efd6", "#a9cba0")
    canvas.fade(480, HEIGHT, "#86b79a", "#4f8f77")
    for depth in range(3):
        colour = mix("#f4efe2", "#a7bfa9", 0.6 - depth * 0.3)
        for step in range(9 - depth * 2):
            x, width = canvas.vary(70 + step * (135 + depth * 60), 26), 12 + depth * 12
            foot = 500 + depth * 70
            canvas.box(x, -20, x + width, foot, colour, 4)
            canvas.box(x, foot, x + width, foot + 110, mix(colour, "#5f9b80", 0.6), 4)
            canvas.oval(x + width / 2, canvas.vary(70 - depth * 20, 30), 90, 70, mix(LEAF[depth], "#cfe3c0", 0.45 - depth * 0.15))
    for _ in range(40):
        canvas.oval(canvas.random.uniform(0, WIDTH), canvas.random.uniform(640, 790), 20, 6, "#9ac47c")


def draw_lotus(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 430, "#8fa6a4", limestone=True)
    canvas.fade(480, HEIGHT, "#8fbfb2", "#4d8f83")
    for step in range(26):
        x, y = canvas.random.uniform(0, WIDTH), 520 + step * 11
        canvas.oval(x, y, 62 + step, 20 + step * 0.5, canvas.pick("#5f9a63", "#4c8757", "#7bb071"))
    for x, y, size in ((220, 600, 70), (520, 560, 54), (760, 640, 84), (1010, 590, 62)):
        canvas.line([(x, y + size), (x, y + size * 2)], "#3f7a4f", 8)
        for turn, colour in ((-0.9, "#e78fa7"), (0.9, "#e78fa7"), (-0.45, "#f0a9bb"), (0.45, "#f0a9bb"), (0.0, "#f8cdd6")):
            tip = (x + math.sin(turn) * size, y - math.cos(turn) * size)
            side = (math.cos(turn) * size * 0.32, math.sin(turn) * size * 0.32)
            middle = (x + math.sin(turn) * size * 0.45, y - math.cos(turn) * size * 0.3)
            canvas.shape(
                [(x, y + size * 0.5), (middle[0] - side[0], middle[1] - side[1]), tip, (middle[0] + side[0], middle[1] + side[1])], colour
            )


def draw_vegetable_rows(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 340, "#9ab7b3")
    canvas.box(0, 440, WIDTH, HEIGHT, "#9c7650")
    for row in range(6):
        level, size = 455 + row * (34 + row * 8), 18 + row * 9
        for step in range(int(WIDTH / (size * 1.7)) + 2):
            x = step * size * 1.7 + (row % 2) * size
            canvas.oval(x, level, size, size * 0.72, canvas.pick("#5f9f58", "#6fb062", "#82bd6c"))
            canvas.oval(x, level - size * 0.2, size * 0.4, size * 0.3, "#a5d186")
