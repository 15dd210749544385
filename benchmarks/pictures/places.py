"""Where people work and meet: halls, houses, stalls, looms, palms by a field, potted trees, a portrait without a face."""

from __future__ import annotations

import math

from benchmarks.pictures.canvas import HEIGHT, WIDTH, Canvas, darken, lighten, mix, ring
from benchmarks.pictures.crafts import draw_pot
from benchmarks.pictures.goods import draw_shadow, draw_table
from benchmarks.pictures.landscapes import DUSK, LEAF, draw_mountains, draw_person, draw_sky, draw_tree


def draw_meeting_room(canvas: Canvas) -> None:
    wall = canvas.pick("#e7eceb", "#efe6d8", "#e3e7ef")
    canvas.fade(0, 470, lighten(wall, 0.5), wall)
    canvas.box(0, 470, WIDTH, HEIGHT, "#c7a57c")
    canvas.box(380, 90, 820, 340, "#fbfaf5", 10)
    canvas.box(380, 90, 820, 106, "#8b9a99", 6)
    for step, height in enumerate((70, 110, 150, 128)):
        canvas.box(450 + step * 80, 300 - height, 500 + step * 80, 300, canvas.pick("#3f8457", "#e0a63b", "#5f8fa3"), 4)
    for x in (90, 1000):
        canvas.box(x, 80, x + 120, 360, "#bcdbe3", 8)
        canvas.box(x + 56, 80, x + 64, 360, "#f6f1e4")
    if "lop-hoc" in canvas.name:
        for row, (level, size) in enumerate(((500, 120), (600, 160), (720, 210))):
            for step in range(4):
                x = 200 + step * 270 - row * 10
                canvas.box(x - size * 0.5, level, x + size * 0.5, level + size * 0.16, "#a5744a", 6)
                canvas.box(x - size * 0.2, level - size * 0.16, x + size * 0.16, level, "#fffdf5", 3)
        return
    canvas.shape([(330, 520), (870, 520), (1020, 700), (180, 700)], "#8d5f3c")
    canvas.shape([(360, 532), (840, 532), (950, 670), (250, 670)], "#a5744a")
    for step in range(5):
        for side in (-1, 1):
            x, y = 600 + side * (300 + step * 42), 500 + step * 50
            canvas.box(x - 30, y - 74, x + 30, y + 20, "#2f5f6b", 12)
            canvas.box(x - 34, y + 10, x + 34, y + 34, darken("#2f5f6b", 0.3), 8)
    for x in (420, 600, 780):
        canvas.box(x - 40, 560, x + 40, 590, "#fffdf5", 4)


def draw_building(canvas: Canvas) -> None:
    draw_sky(canvas)
    draw_mountains(canvas, 470, "#9dbcae")
    canvas.box(0, 600, WIDTH, HEIGHT, "#cfc4ad")
    canvas.box(0, 600, WIDTH, 626, LEAF[2])
    wall, roof = canvas.pick("#f4e3c1", "#f0ead8", "#e9d9c2"), canvas.pick("#b5533c", "#3f7f8a", "#8d4a35")
    if "quy" in canvas.name:
        draw_offices(canvas, wall, roof)
    else:
        draw_hall(canvas, wall, roof)
    for x in (110, 1090):
        draw_tree(canvas, x, 650, 230, LEAF[1])


def draw_offices(canvas: Canvas, wall: str, roof: str) -> None:
    canvas.box(300, 250, 900, 620, wall)
    canvas.box(270, 220, 930, 262, roof, 6)
    for row in range(2):
        for step in range(5):
            canvas.box(340 + step * 110, 300 + row * 150, 410 + step * 110, 400 + row * 150, "#8fc0cf", 4)
    canvas.box(540, 470, 660, 620, "#6b4a35", 4)
    for x in (500, 700):
        canvas.box(x - 14, 440, x + 14, 620, lighten(wall, 0.4))
    for step in range(3):
        canvas.box(460 - step * 20, 600 + step * 16, 740 + step * 20, 620 + step * 16, "#e3ddcd")


def draw_hall(canvas: Canvas, wall: str, roof: str) -> None:
    canvas.box(220, 380, 980, 620, wall)
    canvas.shape([(180, 390), (300, 270), (900, 270), (1020, 390)], roof)
    for x in range(320, 900, 60):
        canvas.line([(x, 276), (x - (600 - x) * 0.12, 386)], darken(roof, 0.18), 4)
    for x in (300, 680):
        canvas.box(x, 450, x + 200, 620, darken(wall, 0.35), 6)
        for level in range(470, 620, 30):
            canvas.box(x, level, x + 200, level + 4, darken(wall, 0.45))
    canvas.box(548, 420, 632, 470, "#8fc0cf", 4)
    if "mien" in canvas.name:
        for x in range(150, 1080, 150):
            canvas.shape([(x, 700), (x + 110, 660), (x + 130, 750), (x + 20, 790)], "#b9b3a3")


def draw_stilt_house(canvas: Canvas) -> None:
    draw_sky(canvas, DUSK if "bep-lua" in canvas.name else None)
    draw_mountains(canvas, 420, "#8fb0a0")
    canvas.ridge(540, 24, LEAF[2], 1.2)
    canvas.box(0, 640, WIDTH, HEIGHT, "#8fb96c")
    if "suoi" in canvas.name or "ho" in canvas.name.split("-"):
        canvas.shape([(0, 720), (500, 668), (WIDTH, 700), (WIDTH, HEIGHT), (0, HEIGHT)], "#86bfc6")
    for x in (350, 480, 720, 850):
        canvas.box(x - 13, 470, x + 13, 690, "#6b4a35", 4)
    canvas.box(300, 450, 900, 486, "#7f5a3c", 6)
    canvas.box(340, 340, 860, 452, "#b98a5a")
    for x in range(350, 860, 34):
        canvas.box(x, 340, x + 4, 452, "#a5784b")
    for x in (420, 560, 700):
        canvas.box(x, 366, x + 76, 436, "#5b4232" if "bep" not in canvas.name else "#f6c453", 4)
    canvas.shape([(250, 360), (400, 190), (800, 190), (950, 360)], "#a58a5b")
    for step in range(5):
        canvas.line([(268 + step * 26, 340 - step * 32), (932 - step * 26, 340 - step * 32)], "#8d744a", 6)
    for step in range(6):
        canvas.line([(900 + step * 16, 486 + step * 36), (950 + step * 16, 486 + step * 36)], "#7f5a3c", 12)
    if "bep" in canvas.name:
        for x, colour in ((430, "#7d4f73"), (600, "#3d6a8a"), (770, "#8c5a3c")):
            draw_person(canvas, x, 760, 150, colour)
    draw_tree(canvas, 120, 680, 280, LEAF[0])
    draw_tree(canvas, 1090, 670, 240, LEAF[1])


def draw_stall(canvas: Canvas) -> None:
    first = canvas.pick("#c8553d", "#3f8457", "#3f7f8a")
    canvas.fade(0, 620, "#f9ecd0", "#efd9b0")
    canvas.box(0, 620, WIDTH, HEIGHT, "#cdb38c")
    for x in (190, 990):
        canvas.box(x, 210, x + 22, 720, "#8d6541", 4)
    for step in range(9):
        left = 150 + step * 100
        colour = first if step % 2 == 0 else "#fbf3df"
        canvas.shape(
            [(left + (450 - left) * 0.1 + 15, 110), (left + 100 + (450 - left) * 0.1, 110), (left + 100, 250), (left, 250)], colour
        )
        canvas.oval(left + 50, 250, 50, 32, colour)
    canvas.box(160, 500, 1040, 730, "#a5744a", 8)
    canvas.box(140, 480, 1060, 520, "#c08c5a", 8)
    for x in range(190, 1030, 60):
        canvas.box(x, 524, x + 4, 726, "#8d6541")
    for step in range(5):
        x, colour = 240 + step * 180, canvas.pick("#e0a63b", "#c8553d", "#6fb062", "#b86bb0", "#e3b93f")
        for fx, fy in [(x - 42, 440), (x, 430), (x + 42, 440), (x - 22, 404), (x + 22, 404)]:
            canvas.oval(fx, fy, 30, 30, mix(colour, "#ffffff", canvas.random.uniform(0, 0.18)))
        canvas.shape([(x - 84, 446), (x + 84, 446), (x + 62, 494), (x - 62, 494)], "#b98a4f")


def draw_loom(canvas: Canvas) -> None:
    canvas.fade(0, 600, "#e5d3b3", "#cfb88f")
    canvas.box(0, 600, WIDTH, HEIGHT, "#9c7a53")
    for x in (260, 900):
        canvas.box(x, 130, x + 40, 700, "#7a5235", 6)
    for level in (150, 380):
        canvas.box(220, level, 980, level + 34, "#8d6541", 8)
    for x in range(320, 890, 14):
        canvas.line([(x, 180), (x, 400)], "#f3ead2", 3)
    canvas.shape([(310, 400), (890, 400), (960, 640), (240, 640)], "#27406b")
    for step, colour in enumerate(("#c8553d", "#e9b44c", "#f3ead2", "#c8553d")):
        level = 430 + step * 52
        spread = (level - 400) * 0.29
        canvas.line([(312 - spread, level), (888 + spread, level)], colour, 16)
    if canvas.name.endswith("cui"):
        draw_person(canvas, 600, 790, 250, "#3f3a52")


def draw_palms(canvas: Canvas) -> None:
    draw_sky(canvas, DUSK if "chieu" in canvas.name else None)
    draw_mountains(canvas, 480, "#8f8f9d" if "chieu" in canvas.name else "#93b3ad")
    field = "#a9a14e" if "chieu" in canvas.name else "#8fbf6a"
    canvas.fade(540, HEIGHT, lighten(field, 0.25), field)
    for level in (600, 660, 740):
        canvas.line([(0, level), (WIDTH, level + 10)], lighten(field, 0.3), 7)
    for x, foot, size in ((220, 620, 360), (520, 660, 430), (850, 630, 380), (1060, 610, 300)):
        canvas.line([(x, foot), (x + 10, foot - size * 0.5), (x + 4, foot - size)], "#6d5541", 18)
        canvas.oval(x + 4, foot - size, size * 0.25, size * 0.21, mix(LEAF[0], LEAF[1], 0.5))
        for px, py in ring(x + 4, foot - size, size * 0.27, size * 0.23, 15, 0.1):
            canvas.line([(x + 4, foot - size), (px, py)], LEAF[0], 7)
            canvas.oval(px, py, 15, 14, LEAF[1])
        canvas.oval(x + 4, foot - size + 12, 22, 18, "#5b4a2f")
    if canvas.name.startswith("nguoi"):
        canvas.line([(468, 690), (508, 330)], "#c9b08a", 7)
        canvas.line([(508, 690), (536, 330)], "#c9b08a", 7)
        draw_person(canvas, 640, 740, 210, "#3d6a8a")


def draw_potted_tree(canvas: Canvas) -> None:
    draw_table(canvas)
    draw_shadow(canvas, 600, 720, 240)
    if "quat" in canvas.name:
        canvas.box(586, 470, 614, 580, "#7a5a43", 6)
        canvas.oval(600, 340, 230, 220, LEAF[0])
        canvas.oval(560, 300, 150, 140, LEAF[1])
        for step in range(34):
            angle, radius = step * 2.4, 30 + step * 5.4
            canvas.oval(600 + math.cos(angle) * radius, 345 + math.sin(angle) * radius * 0.92, 20, 20, canvas.pick("#f0a63a", "#e88f2a"))
        draw_pot(canvas, 600, 730, 250, "#5f8fa3")
        return
    canvas.line([(640, 610), (560, 540), (680, 450), (590, 350), (640, 270)], "#7a5a43", 34)
    for x, y, size in ((440, 470, 110), (790, 400, 120), (480, 310, 100), (660, 220, 130)):
        canvas.oval(x, y, size * 1.2, size * 0.6, LEAF[0])
        canvas.oval(x - 20, y - 20, size * 0.9, size * 0.4, LEAF[2])
    canvas.shape([(400, 610), (830, 610), (780, 700), (450, 700)], "#8a4f33")
    canvas.box(380, 594, 850, 622, "#9c5c3d", 8)


def draw_portrait(canvas: Canvas) -> None:
    """Shoulders, hair and a scarf; the face stays an empty oval."""
    canvas.fade(0, HEIGHT, "#d9e6df", "#b7cfc2")
    canvas.oval(600, 360, 330, 330, "#e9f0e6")
    canvas.oval(600, 330, 170, 190, "#3b3230")
    canvas.shape([(280, 800), (330, 620), (480, 540), (720, 540), (870, 620), (920, 800)], "#2f6b4f")
    canvas.box(540, 440, 660, 580, "#dcb894", 40)
    canvas.oval(600, 360, 124, 150, "#e6c5a3")
    canvas.oval(600, 262, 140, 70, "#3b3230")
    canvas.shape([(500, 545), (700, 545), (600, 680)], "#f3e3c0")
