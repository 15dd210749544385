"""The steps of a build: what they took, how far they are, who is told."""

from __future__ import annotations

import pytest

from generator.console import Step, Steps


def test_listener_hears_begin_every_advance_and_end():
    """What is done so far stands in the step when its listener is called."""
    heard = []
    steps = Steps(lambda step: heard.append((step.name, step.done, step.total, bool(step.ended))))
    with steps.step("pages", 3) as step:
        step.advance()
        step.advance(2)
    assert heard == [("pages", 0, 3, False), ("pages", 1, 3, False), ("pages", 3, 3, False), ("pages", 3, 3, True)]


def test_step_that_comes_back_adds_to_its_seconds():
    """Photos are looked at twice in one build; the table has one line for them."""
    runs = [
        Step("photos", print, began=1.0, ended=1.5),
        Step("decode", print, began=2.0, ended=4.0),
        Step("photos", print, began=5.0, ended=5.25),
    ]
    assert Steps(runs=runs).seconds == {"photos": 0.75, "decode": 2.0}


def test_step_that_fails_has_no_seconds():
    """It did not end; what it was about is told elsewhere."""
    steps = Steps()
    with pytest.raises(ZeroDivisionError), steps.step("pages"):
        _ = 1 / 0
    assert steps.seconds == {}
