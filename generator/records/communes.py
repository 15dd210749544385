"""The table of today's communes, one file a province, read when a province is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.records.vocabulary_models import Commune
from generator.text import fold

Complain = Callable[[Diagnostic], None]
Loader = Callable[[Path, str, Complain], tuple[Commune, ...]]
UNIT_WORDS = ("thi tran ", "phuong ", "xa ", "dac khu ")


class CommuneTable(Mapping[str, Commune]):
    """Code → commune of the whole country. Asking for one province reads one file; asking for all reads them all.

    `diagnostics` tell what was wrong with the files read so far.
    """

    def __init__(self, folder: Path, provinces: Iterable[str], load: Loader) -> None:
        self._folder = folder
        self._provinces = tuple(provinces)
        self._load = load
        self._by_province: dict[str, dict[str, Commune]] = {}
        self.diagnostics: list[Diagnostic] = []

    def load_province(self, province: str) -> dict[str, Commune]:
        """Read the file of a province; an unknown province and a missing file have no communes."""
        path = self._folder / f"{province}.yml"
        communes = self._load(path, province, self.diagnostics.append) if province in self._provinces else ()
        self._by_province[province] = {commune.code: commune for commune in communes}
        return self._by_province[province]

    def of_province(self, province: str) -> Mapping[str, Commune]:
        """The communes of one province by code, in the order of its file."""
        found = self._by_province.get(province)
        return self.load_province(province) if found is None else found

    def __getitem__(self, code: str) -> Commune:
        for communes in self._by_province.values():
            if code in communes:
                return communes[code]
        for province in self._provinces:
            if province not in self._by_province and code in self.load_province(province):
                return self._by_province[province][code]
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return (code for province in self._provinces for code in self.of_province(province))

    def __len__(self) -> int:
        return sum(len(self.of_province(province)) for province in self._provinces)

    def find_former(self, name: str, province: str) -> list[Commune]:
        """The communes of a province that took in a former unit of this name; several where it was split."""
        wanted = bare_name(name)
        by_name: dict[str, list[Commune]] = defaultdict(list)
        for commune in self.of_province(province).values():
            for unit in commune.former:
                if commune not in by_name[bare_name(unit.name)]:
                    by_name[bare_name(unit.name)].append(commune)
        return by_name.get(wanted, [])


def bare_name(name: str) -> str:
    """A unit's name folded and without the word for its kind: «Thị trấn Đu» → `du`."""
    folded = fold(name).strip()
    for word in UNIT_WORDS:
        if folded.startswith(word):
            return folded[len(word) :]
    return folded
