"""The drawing of bars: lengths from zero, words that fit, what is heard instead."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.render.charts import WIDTH, Bar, build_chart, measure

LONG = "Đang làm thủ tục giải thể, bị chia, bị hợp nhất, được sáp nhập theo quy định của Luật"


def make_bar(label="Chè", value=4, **changes):
    return Bar(**({"label": label, "text": str(value), "value": Fraction(value)} | changes))


def test_bars_are_as_long_as_their_numbers_from_zero():
    """Half the number, half the bar; nothing is no bar; the number stands behind its bar."""
    chart = build_chart("thu", "Thử", [make_bar(value=8), make_bar(value=4), make_bar(value=0)])
    most, half, none = chart.bars
    assert most.width > 200
    assert half.width == round(most.width / 2)
    assert none.width == 0
    assert [bar.text.x - bar.x - bar.width for bar in chart.bars] == [6, 6, 6]


@pytest.mark.parametrize("values", [(8, -4, 0), (-8, -4), (-1,)])
def test_a_loss_goes_to_the_left_of_zero(values):
    """A mean profit may be one; no bar has a length below nothing, and each number stands right of its bar."""
    chart = build_chart("thu", "Thử", [make_bar(f"Năm {2020 - value}", value) for value in values])
    (zero,) = {int(part.split(" ")[0]) for part in chart.axis.split("M")[1:]}
    for bar, value in zip(chart.bars, values, strict=True):
        assert (bar.x + bar.width == zero) if value < 0 else (bar.x == zero)
        assert bar.width > 0 or not value
        assert bar.text.x == bar.x + bar.width + 6
        assert bar.x >= measure(bar.labels[0].words)
        assert bar.text.x + measure(bar.text.words) <= WIDTH


@pytest.mark.parametrize("label", ["Chè", "OCOP 5 SAO OCOP", LONG, "x" * 200, "Ư" * 20, "ĐỒNG BẰNG " * 15])
@pytest.mark.parametrize("text", ["4", "ít nhất 1.234.567,89 (đổi)", "khoảng 1.000.000.000.000.000"])
def test_words_and_bars_stay_within_the_drawing(label, text):
    """Short labels stand beside their bars, long ones above in as many lines as they need."""
    chart = build_chart("thu", "Thử", [make_bar(label, text=text), make_bar("Cà phê", 3)])
    for bar in chart.bars:
        assert bar.text.x + measure(bar.text.words) <= WIDTH
        assert all(line.x + len(line.words) * (10 if label.isupper() else 7) <= WIDTH for line in bar.labels)
        assert bar.width >= 0
        assert bar.y + chart.bar_height <= chart.height
    assert "".join(line.words for line in chart.bars[0].labels).replace(" ", "") == label.replace(" ", "")


def test_nothing_lies_upon_anything():
    """Bars, labels and break marks follow each other downwards."""
    bars = [
        make_bar(LONG),
        make_bar("Năm 2025", break_words="Từ đây: theo địa giới mới, từ 1/7/2025, không so với trên"),
        make_bar("Năm 2026"),
    ]
    chart = build_chart("thu", "Thử", bars)
    (mark,) = chart.breaks
    first, second, third = chart.bars
    assert first.y + chart.bar_height < mark.y < mark.lines[0].y < second.labels[0].y < second.y < third.y


def test_few_bars_are_heard_one_by_one_and_many_by_their_ends():
    """Somebody who sees no chart hears what it shows, and that a table has the rest."""
    few = build_chart("thu", "Thử", [make_bar("Chè", 4), make_bar("Cà phê", 3)]).description
    assert few == "Biểu đồ thanh ngang. Chè: 4; Cà phê: 3. Bảng kèm theo có đủ các số."
    many = build_chart("thu", "Thử", [make_bar(f"Năm {year}", year - 2019) for year in range(2020, 2026)]).description
    assert many == "Biểu đồ thanh ngang gồm 6 thanh. Lớn nhất: Năm 2025, 6. Nhỏ nhất: Năm 2020, 1. Bảng kèm theo có đủ các số."


def test_only_patterns_that_are_drawn_are_defined():
    bars = [make_bar(fill=fill) for fill in ("solid", "hollow", "hatched")]
    assert build_chart("thu", "Thử", bars).fills == ["hatched"]
    assert build_chart("thu", "Thử", [*bars, make_bar(fill="dotted")]).fills == ["dotted", "hatched"]


@pytest.mark.parametrize(("length", "lines"), [(20, 0), (21, 1)])
def test_a_label_of_twenty_letters_stands_beside_its_bar(length, lines):
    """A longer one has a line of its own above."""
    (bar,) = build_chart("thu", "Thử", [make_bar("x" * length)]).bars
    assert (bar.x > 100, bar.labels[0].y < bar.y) == (not lines, bool(lines))


def test_where_all_is_nothing_no_bar_is_drawn():
    assert [bar.width for bar in build_chart("thu", "Thử", [make_bar(value=0), make_bar(value=0)]).bars] == [0, 0]


@pytest.mark.parametrize(("count", "start"), [(4, "Biểu đồ thanh ngang. Năm 0: 1"), (5, "Biểu đồ thanh ngang gồm 5 thanh.")])
def test_four_bars_are_few(count, start):
    """Five are too many to be heard one by one."""
    bars = [make_bar(f"Năm {number}", number + 1) for number in range(count)]
    assert build_chart("thu", "Thử", bars).description.startswith(start)
