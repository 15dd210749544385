"""The rows of each word of long texts. Sentences are met again and again in what people write of many records, so each is looked into once.

A sentence has a list of its rows, and a word the lists of its sentences, which become one in the end.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

from generator.search.forms import FormTable
from generator.search.words import WordRules

STOP = ". "  # no word goes on behind it, not even a number
TRIAL, MOST_SENTENCES = 50_000, 50_000  # looked up before it is asked whether that pays; kept at most


class UnitLists(dict[str, Callable[[Sequence[int]], None]]):
    """Form → the function that adds the rows of a sentence or text to its list; lists are made as forms are met."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, list[Sequence[int]]] = {}

    def __missing__(self, form: str) -> Callable[[Sequence[int]], None]:
        units = self.lists[form] = []
        append = self[form] = units.append
        return append


class SentenceBook:
    """Takes in texts row by row, sentence by sentence; where hardly one comes twice, whole texts."""

    def __init__(self, rules: WordRules) -> None:
        self.units = UnitLists()
        self.forms = FormTable(rules, self.units.__getitem__)
        self.rows_by_sentence: dict[str, list[int]] = {}
        self.looked_up, self.is_worth_it = 0, True

    def add(self, row: int, text: str) -> None:
        """The words of the text of a row, which comes but once."""
        if not self.is_worth_it:
            self.add_unit((row,), text)
            return
        known = self.rows_by_sentence
        sentences = text.replace(".\n", STOP).split(STOP)
        for sentence in sentences:
            rows = known.get(sentence)
            if rows is None:
                rows = known[sentence] = []
                self.add_unit(rows, sentence)
            rows.append(row)
        self.looked_up += len(sentences)
        if len(known) > MOST_SENTENCES or len(known) > self.looked_up // 2 > TRIAL // 2:
            self.is_worth_it = False
            known.clear()

    def add_unit(self, rows: Sequence[int], text: str) -> None:
        for append in self.forms.find_all(text):
            append(rows)

    def build(self) -> Iterator[tuple[str, array[int]]]:
        """Each form with its rows, ascending; none for what was met only within numbers, as the «sao» of «4 sao».

        What it took to find them is let go on the way.
        """
        self.rows_by_sentence.clear()
        for form, units in self.units.lists.items():
            if units:
                yield form, array("I", sorted(set().union(*units)))
                units.clear()
