"""Things on a table: jars, boxes, fruit, fish, baskets, cloth, pots, flowers. Each scene draws on the canvas it is given."""

from __future__ import annotations

import math

from benchmarks.pictures.canvas import HEIGHT, WIDTH, Canvas, darken, lighten, mix, ring

WALLS = ("#f3dfc1", "#dfe9df", "#e7e0ee", "#dbe8ee", "#f5e3d7")
TABLE = "#b98a5e"
GREEN = "#3f8457"


def draw_table(canvas: Canvas, level: float = 590) -> None:
    wall = canvas.pick(*WALLS)
    canvas.fade(0, level, lighten(wall, 0.4), wall)
    canvas.oval(canvas.vary(300, 120), 200, 190, 190, lighten(wall, 0.5))
    canvas.box(0, level, WIDTH, HEIGHT, TABLE)
    for step in range(4):
        canvas.box(0, level + 30 + step * 52, WIDTH, level + 34 + step * 52, darken(TABLE, 0.1))


def draw_shadow(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.oval(x, y, width, width * 0.13, darken(TABLE, 0.28))


def draw_leaf(canvas: Canvas, x: float, y: float, length: float, angle: float, colour: str) -> None:
    """A pointed leaf from its stalk; the angle counts from straight up, clockwise."""
    along, across = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))
    points = []
    for side in (1, -1):
        shares = (0.0, 0.3, 0.6, 1.0) if side == 1 else (0.6, 0.3)
        for share in shares:
            half = length * 0.26 * math.sin(math.pi * share) * side
            points.append((x + along[0] * length * share + across[0] * half, y + along[1] * length * share + across[1] * half))
    canvas.shape(points, colour)
    canvas.line([(x, y), (x + along[0] * length * 0.9, y + along[1] * length * 0.9)], lighten(colour, 0.25), 3)


def draw_jar(canvas: Canvas) -> None:
    content = {"mat-keo": "#c8553d", "mat-duong": "#c98f3d"}.get(canvas.name[:9].rstrip("-"), canvas.pick("#e0982f", "#d98324", "#c8741f"))
    draw_table(canvas)
    draw_shadow(canvas, 560, 690, 240)
    canvas.box(380, 300, 740, 690, lighten(content, 0.55), 60)
    canvas.box(396, 370, 724, 676, content, 50)
    canvas.box(412, 390, 446, 640, lighten(content, 0.45), 16)
    canvas.box(366, 236, 754, 316, "#8a5a36", 22)
    canvas.box(366, 262, 754, 272, "#a4703f")
    canvas.box(456, 450, 664, 580, "#fdf3dc", 14)
    draw_leaf(canvas, 560, 560, 84, 0.5, GREEN)
    draw_leaf(canvas, 560, 560, 84, -0.5, lighten(GREEN, 0.2))
    canvas.line([(830, 700), (960, 380)], "#a9764a", 22)
    for step in range(4):
        canvas.oval(962 + step * 3, 376 - step * 26, 34 - step * 3, 15, mix("#a9764a", content, 0.35))


def draw_gift_box(canvas: Canvas) -> None:
    colour = "#6b4027" if "ca-cao" in canvas.name else canvas.pick("#2f6b4f", "#39614a", "#27614f")
    draw_table(canvas)
    draw_shadow(canvas, 520, 700, 320)
    canvas.box(300, 230, 640, 700, colour, 12)
    canvas.shape([(640, 236), (740, 280), (740, 690), (640, 700)], darken(colour, 0.25))
    canvas.box(300, 300, 640, 312, "#e5c27a")
    canvas.oval(470, 450, 104, 104, "#f5e7c8")
    for angle in (-0.7, 0.0, 0.7):
        draw_leaf(canvas, 470, 510, 112, angle, colour if angle else lighten(colour, 0.2))
    canvas.box(390, 600, 550, 616, "#e5c27a", 8)
    canvas.box(430, 634, 510, 646, "#e5c27a", 6)
    draw_shadow(canvas, 900, 700, 130)
    canvas.shape([(800, 560), (1000, 560), (960, 700), (840, 700)], "#fbf5e6")
    canvas.oval(900, 560, 100, 26, mix(colour, "#d9b15a", 0.55))
    canvas.arc(1005, 610, 44, 40, -80, 100, "#fbf5e6", 16)
    for step in (-1, 1):
        canvas.line([(900 + step * 22 + 10 * math.sin(y / 22), y) for y in range(520, 410, -8)], "#fffdf5", 8)


def draw_pouch(canvas: Canvas) -> None:
    colour = canvas.pick("#c7a06d", "#b9925f", "#d1ad7c")
    draw_table(canvas)
    draw_shadow(canvas, 540, 700, 260)
    canvas.shape([(360, 260), (720, 260), (760, 700), (320, 700)], colour)
    canvas.box(350, 220, 730, 276, darken(colour, 0.14), 10)
    canvas.box(352, 246, 728, 254, lighten(colour, 0.3))
    canvas.box(420, 380, 660, 590, "#f6efdd", 18)
    canvas.oval(540, 455, 52, 52, "#dfe9c9")
    draw_leaf(canvas, 540, 500, 90, 0.45, GREEN)
    draw_leaf(canvas, 540, 500, 90, -0.45, lighten(GREEN, 0.22))
    canvas.box(460, 530, 620, 542, GREEN, 6)
    canvas.box(490, 556, 590, 566, lighten(GREEN, 0.3), 5)
    for x, y, angle in ((850, 700, 0.9), (900, 712, 0.2), (960, 700, -0.7), (1010, 716, 1.2)):
        draw_leaf(canvas, x, y, 96, angle, canvas.pick(GREEN, "#5ea067", "#2f6b4f"))


def draw_noodle_pack(canvas: Canvas) -> None:
    strand = "#b9b3a3" if "dong" in canvas.name else "#f4ead2"
    draw_table(canvas)
    draw_shadow(canvas, 600, 690, 360)
    canvas.box(270, 330, 930, 690, lighten(strand, 0.3), 30)
    for step in range(30):
        x = 296 + step * 21
        canvas.line([(x + 7 * math.sin(y / 40 + step), y) for y in range(356, 670, 14)], darken(strand, 0.08 + (step % 3) * 0.06), 9)
    canvas.box(250, 440, 950, 566, "#c8553d", 10)
    canvas.oval(600, 503, 50, 50, "#f7d58a")
    for x, y in ring(600, 503, 76, 76, 10):
        canvas.oval(x, y, 8, 8, "#f7d58a")
    canvas.box(300, 490, 480, 504, "#f9e6c4", 6)
    canvas.box(720, 490, 900, 504, "#f9e6c4", 6)


def draw_rice_sack(canvas: Canvas) -> None:
    draw_table(canvas)
    draw_shadow(canvas, 480, 700, 280)
    canvas.shape([(310, 300), (650, 300), (720, 480), (700, 700), (260, 700), (240, 480)], "#efe2c4")
    canvas.shape([(340, 300), (620, 300), (660, 214), (300, 214)], "#e2d1ab")
    canvas.box(318, 282, 642, 312, "#b5654a", 12)
    for side in (-1, 1):
        for step in range(6):
            canvas.oval(480 + side * (20 + step * 4), 440 + step * 28, 11, 20, "#d19a3a")
    canvas.line([(480, 400), (480, 640)], "#7d9a4e", 8)
    draw_shadow(canvas, 900, 700, 170)
    canvas.oval(900, 590, 140, 80, "#fffdf5")
    for _ in range(60):
        canvas.oval(canvas.vary(900, 110), canvas.vary(566, 34), 9, 5, canvas.pick("#f6efdc", "#fffdf6", "#ece2c8"))
    canvas.shape([(754, 600), (1046, 600), (990, 700), (810, 700)], "#5f8fa3")
    canvas.box(754, 592, 1046, 612, "#7fb0c1", 8)


def draw_bottle(canvas: Canvas) -> None:
    glass, inside = {"que": ("#7a4a25", "#9b6233"), "goi": ("#5b4034", "#6f5143")}.get(canvas.name.split("-")[-1], ("#8f3b1f", "#b0522a"))
    draw_table(canvas)
    draw_shadow(canvas, 470, 700, 150)
    canvas.box(360, 330, 580, 700, glass, 40)
    canvas.shape([(420, 250), (520, 250), (572, 370), (368, 370)], glass)
    canvas.box(424, 170, 516, 270, glass, 10)
    canvas.box(412, 140, 528, 190, "#2e3b3a", 10)
    canvas.box(378, 390, 402, 640, lighten(inside, 0.3), 10)
    canvas.box(360, 430, 580, 610, "#f7ecd2")
    canvas.oval(470, 500, 44, 44, "#d8a24a")
    canvas.box(410, 562, 530, 574, "#a5502f", 5)
    if "mam" in canvas.name:
        for step, y in enumerate((640, 690, 730)):
            draw_fish(canvas, 830 + step * 36, y, 96, "#8fa7b0")
        return
    for step in range(3):
        canvas.line([(720 + step * 30, 700 - step * 8), (980 + step * 10, 640 - step * 30)], "#8a5330", 24)
    draw_leaf(canvas, 900, 600, 120, 0.6, GREEN)
    draw_leaf(canvas, 900, 600, 110, -0.3, lighten(GREEN, 0.2))


def draw_fish(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A fish that looks to the left; `size` is half its length."""
    canvas.shape(
        [(x + size * 0.7, y), (x + size * 1.2, y - size * 0.34), (x + size * 1.06, y), (x + size * 1.2, y + size * 0.34)],
        darken(colour, 0.15),
    )
    canvas.shape(
        [(x - size * 0.2, y - size * 0.3), (x + size * 0.3, y - size * 0.56), (x + size * 0.5, y - size * 0.2)], darken(colour, 0.1)
    )
    canvas.oval(x, y, size, size * 0.36, colour)
    canvas.oval(x - size * 0.1, y + size * 0.12, size * 0.8, size * 0.2, lighten(colour, 0.35))
    canvas.oval(x - size * 0.68, y - size * 0.08, size * 0.07, size * 0.07, "#fffdf5")
    canvas.oval(x - size * 0.69, y - size * 0.08, size * 0.035, size * 0.035, "#22302f")


def draw_big_fish(canvas: Canvas) -> None:
    if "canh" in canvas.name:
        return draw_aquarium(canvas)
    dried = "kho" in canvas.name
    if dried:
        canvas.fade(0, HEIGHT, "#fbeecb", "#eccf96")
        for x in range(-20, WIDTH, 90):
            canvas.line([(x, 0), (x + 60, HEIGHT)], "#c79a5c", 14)
        for y in (160, 660):
            canvas.line([(0, y), (WIDTH, y)], "#a9764a", 20)
    else:
        canvas.fade(0, HEIGHT, "#bfe1e3", "#5fa3b0")
        for step in range(9):
            canvas.line([(x, 90 + step * 84 + 14 * math.sin(x / 80 + step)) for x in range(-20, WIDTH + 40, 20)], "#d7eef0", 5)
    draw_fish(canvas, 580, 410, 400, "#b5764a" if dried else "#6d7f86")
    for step in range(6):
        canvas.arc(440 + step * 90, 410, 40, 70, -60, 60, "#8d5836" if dried else "#586a71", 6)


def draw_aquarium(canvas: Canvas) -> None:
    draw_table(canvas, 640)
    canvas.box(180, 170, 1020, 690, "#7fb6c4", 16)
    canvas.box(200, 220, 1000, 672, "#a9dbe0", 8)
    canvas.box(200, 610, 1000, 672, "#d9c08c", 8)
    for x in (280, 360, 860, 930):
        canvas.line([(x + 14 * math.sin(y / 26), y) for y in range(620, 360, -12)], "#3f8f5f", 16)
    for x, y, body, tail in ((430, 360, "#e76f51", "#f4a261"), (650, 470, "#3d6fb4", "#8ac6d1"), (780, 320, "#e9b44c", "#d95d7a")):
        for x2, y2 in ring(x + 76, y, 66, 62, 9, 0.2):
            canvas.shape([(x + 30, y - 12), (x2, y2), (x + 30, y + 12)], tail)
        draw_fish(canvas, x, y, 62, body)


def draw_bundle(canvas: Canvas) -> None:
    draw_table(canvas)
    draw_shadow(canvas, 600, 700, 300)
    for step in range(17):
        angle = -0.9 + step * 0.112
        tip = (600 + math.sin(angle) * 400, 640 - math.cos(angle) * 400)
        canvas.line([(600, 640), tip], "#6fa85c", 14)
        for share, turn in ((0.55, 0.7), (0.75, -0.7), (1.0, 0.0)):
            at = (600 + (tip[0] - 600) * share, 640 + (tip[1] - 640) * share)
            draw_leaf(canvas, *at, 74, angle + turn, canvas.pick("#5f9f58", "#82bd6c", "#4c8a4e"))
    canvas.shape([(540, 600), (660, 600), (690, 710), (510, 710)], "#5f9f58")
    canvas.box(526, 606, 674, 646, "#d9b877", 14)
