"""The postings while rows are met: which words a row has and where, remembered for texts that come again and again."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from generator.search.forms import FormTable
from generator.search.model import FORMER_PLACE, LABEL, MAKER, NAME, NUMBER, PERSON, PLACE, TEXT, Posting, Postings, Tier
from generator.search.numbers import part_pairs
from generator.search.sentences import SentenceBook
from generator.search.words import WordRules, strip_marks

PHRASED = frozenset((PLACE, FORMER_PLACE, MAKER, LABEL, PERSON))  # two neighbours there are a term as well
LENGTH_CLASS = (0, 0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 6)  # of a name by its words; longer ones 7
LONGEST_FORM = 200  # nobody can ask for more, and portals take a site with longer ones for damaged
LATE = 7  # the place of a word far back in a name, or in the part that many names share


class Appenders(dict):
    """Form → the function that adds a number to its list; lists are made as forms are met."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, array[int]] = {}

    def __missing__(self, form: str) -> Callable[[int], None]:
        numbers = self.lists[form] = array("I")
        append = self[form] = numbers.append
        return append


class WordBook:
    """The postings while rows are met, by the form of each word. A row and its `where` are one number: half the time of two lists."""

    def __init__(self, rules: WordRules) -> None:
        self.rules = rules
        self.terms, self.texts = Appenders(), SentenceBook(rules)
        self.forms = FormTable(rules)
        self.shared: dict[str, int] = {}  # the beginnings of names → how many words they are
        self.kept: dict[tuple[int, str], dict[str, int]] = {}

    def find_words(self, where: int, text: str) -> Mapping[str, int]:
        """The forms of a text's words, and of pairs of neighbours where those are terms. Lines are texts of their own."""
        if where == NUMBER:  # hardly a number comes twice
            form = self.rules.find_number(text)
            return {form: where} if form else dict.fromkeys(self.list_forms(text), where)
        if where not in PHRASED:
            return self.find_ordered_words(where, text)
        found = self.kept.get((where, text))
        if found is None:
            found = self.kept[where, text] = self.find_ordered_words(where, text)
        return found

    def find_ordered_words(self, where: int, text: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in text.split("\n"):
            words = self.list_forms(line)
            found.update(dict.fromkeys(words, where))
            if where in PHRASED:
                found.update(dict.fromkeys(map(" ".join, pairwise(words)), where))
        return found

    def list_forms(self, text: str) -> list[str]:
        """The forms of a text's words in their order."""
        forms = self.forms.list_all(text)
        return [word.form for word in self.rules.split_text(text)] if forms is None else forms

    def count_shared_words(self, beginning: str) -> int:
        """How many words a name begins with that many names share."""
        count = self.shared.get(beginning)
        if count is None:
            count = self.shared[beginning] = len(self.list_forms(beginning))
        return count

    def find_name_words(self, name: str, own_name: str) -> dict[str, int]:
        """The words of a name by their place in its own part and how long that is; those before it, by how long the whole is."""
        words = self.list_forms(name)
        shared = self.count_shared_words(name.removesuffix(own_name)) if own_name != name else 0
        found = dict.fromkeys(words[:shared], NAME | LATE << 3 | classify_length(len(words)))
        own_length = classify_length(len(words) - shared)
        for place in reversed(range(shared, len(words))):
            found[words[place]] = NAME | min(place - shared, LATE) << 3 | own_length
        return found

    def add_terms(self, row: int, found: Mapping[str, int]) -> None:
        terms, first = self.terms, row << 8
        for form, where in found.items():
            terms[form](first | where)

    def add_bodies(self, row: int, bodies: Iterable[str]) -> None:
        """Each word of long texts once a row."""
        self.texts.add(row, "\n".join(bodies))

    def build_terms(self) -> Tier:
        """All postings but those of long texts; the lists that rows were met with are used up, for there is no room for both."""
        lists = self.terms.lists
        self.terms, self.kept = Appenders(), {}
        return Tier(group_forms((form, Posting(*part_pairs(lists.pop(form)))) for form in tuple(lists)))

    def build_texts(self) -> Tier:
        """The postings of long texts; the lists of their sentences are used up."""
        return Tier(group_forms((form, Posting(rows, bytearray([TEXT]) * len(rows))) for form, rows in self.texts.build()))


def classify_length(count: int) -> int:
    """The class of a name of so many words, in three bits."""
    return LENGTH_CLASS[count] if count < len(LENGTH_CLASS) else LATE


def group_forms(postings: Iterable[tuple[str, Posting]]) -> Postings:
    """Postings of forms as those of keys."""
    grouped: Postings = {}
    for form, posting in postings:
        if len(form) <= LONGEST_FORM:
            grouped.setdefault(strip_marks(form), {})[form] = posting
    return grouped
