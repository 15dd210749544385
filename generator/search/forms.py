"""The words of long texts without their order, for which the rules' own way is too slow: texts are most of the work of an index.

Words are found by the pieces between blanks, each looked at once; only around numbers, which may go on behind a blank, the rules decide.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence, Set

from generator.search.words import WordRules, clean

NUMERIC = frozenset("0123456789+")
LONGEST_PIECE = 40  # what is longer is no word, and hardly comes again
QUIET = 2  # pieces without a digit that end a number: «4 sao», «5 *»


class FormTable(dict[str, Hashable]):
    """Piece of text → what stands for the form of its one word, or None where it holds another number of words. Filled as pieces are met."""

    def __init__(self, rules: WordRules, stand_in: Callable[[str], Hashable] = str) -> None:
        super().__init__()
        self.rules, self.stand_in = rules, stand_in
        self.odd: dict[str, tuple[Hashable, ...]] = {}  # the pieces of none or several words
        self.unsure: set[str] = set()  # the pieces that stand for None

    def __missing__(self, piece: str) -> Hashable:
        if not NUMERIC.isdisjoint(clean(piece)):
            self.unsure.add(piece)
            return None
        found = tuple(self.find_words(piece))
        if len(found) != 1:
            self.odd[piece] = found
            self.unsure.add(piece)
        one = found[0] if len(found) == 1 else None
        if len(piece) <= LONGEST_PIECE:
            self[piece] = one
        return one

    def find_words(self, text: str) -> Iterator[Hashable]:
        return (self.stand_in(word.form) for word in self.rules.split_text(text))

    def find_all(self, text: str) -> set[Hashable]:
        """What stands for the forms that `WordRules.list_words` finds in a text, where it takes any run of blanks for one."""
        pieces = text.split()
        different = set(pieces)
        found = set(map(self.__getitem__, different))
        if None not in found:
            return found
        odd = {piece: self.odd.get(piece) for piece in different & self.unsure}
        numeric = {piece for piece, words in odd.items() if words is None}
        if numeric:
            if any(words == () and not clean(piece).strip() for piece, words in odd.items()):
                return set(self.find_words(" ".join(pieces)))  # marks without a letter: nobody types them, and they end no number
            return self.find_among_numbers(pieces, numeric)
        found.remove(None)
        return found.union(*odd.values())

    def list_all(self, text: str) -> list[Hashable] | None:
        """What stands for the form of each word of a text in their order; None where only the rules can tell."""
        found = list(map(self.__getitem__, text.split()))
        return None if None in found else found

    def find_among_numbers(self, pieces: Sequence[str], numeric: Set[str]) -> set[Hashable]:
        plain, runs = part_numbers(pieces, numeric)
        found = set(map(self.__getitem__, plain))
        if None in found:
            found.remove(None)
            found.update(*(self.odd[piece] for piece in plain if self[piece] is None))
        return found.union(*map(self.find_words, runs))


def part_numbers(pieces: Sequence[str], numeric: Set[str]) -> tuple[set[str], list[str]]:
    """The pieces that stand for themselves, and the runs of text from a number on to where it must have ended."""
    starts = [place for place, piece in enumerate(pieces) if piece in numeric]
    plain: set[str] = set()
    runs: list[str] = []
    done = 0  # the pieces before this one are looked at
    for number, start in enumerate(starts):
        if start >= done:
            plain.update(pieces[done:start])
            first = start
        done = start + 1 + QUIET
        if number + 1 == len(starts) or starts[number + 1] >= done:
            runs.append(" ".join(pieces[first:done]))
    return plain.union(pieces[done:]), runs
