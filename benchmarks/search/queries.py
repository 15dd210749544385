"""What the visitors of the benchmark ask: a few queries of each plan, drawn from the invented records by a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import yaml

from benchmarks.invented import load_communes
from benchmarks.words import CERTIFICATES, FIELDS, PRODUCTS_BY_SET, SECTORS
from generator.text import fold

SEED = 7
SAMPLE = 200  # records that queries are drawn from
TRIES = 50  # draws for each query wanted; some plans have only so many different ones
PRODUCTS = tuple(product for products in PRODUCTS_BY_SET.values() for product in products)
COMMON = ("hợp tác xã nông nghiệp", "htx dịch vụ nông nghiệp", "hop tac xa rau an toan", "chăn nuôi", "nông nghiệp hữu cơ", "san xuat")
UNKNOWN = ("zalo", "facebook", "blockchain")


@dataclass(frozen=True, slots=True)
class Query:
    """Words in the box, or chosen facets."""

    text: str = ""
    facets: tuple[tuple[str, str], ...] = ()

    @property
    def suffix(self) -> str:
        """`?q=…&sao=…` as the search page spells it."""
        return "?" + urlencode([*([("q", self.text)] if self.text else []), *self.facets])

    def __str__(self) -> str:
        return self.text or " ".join(f"{name}={value}" for name, value in self.facets)


@dataclass(frozen=True, slots=True)
class Known:
    """What a visitor may know of one invented cooperative."""

    own_name: str
    commune: str
    province: str
    province_code: str
    tax_code: str
    phone: str


class Asker:
    """Draws the queries of one plan; which ones does not depend on the other plans."""

    def __init__(self, known: Sequence[Known], plan: str) -> None:
        self.random = random.Random(f"{SEED} {plan}")
        self.known = known

    def draw_known(self) -> Known:
        return self.random.choice(self.known)

    def draw_rare(self) -> Query:
        return Query(self.draw_known().own_name)

    def draw_place(self) -> Query:
        known = self.draw_known()
        return Query(fold(f"{known.commune} {known.province}"))

    def draw_tax_code(self) -> Query:
        return Query(self.draw_known().tax_code)

    def draw_phone(self) -> Query:
        return Query(self.draw_known().phone)

    def draw_common(self) -> Query:
        return Query(self.random.choice(COMMON))

    def draw_prefix(self) -> Query:
        """A product's first word and the beginning of its second: `che t`, `mat on`."""
        first, second, *_ = fold(self.random.choice(PRODUCTS)).split()
        return Query(f"{first} {second[: self.random.choice((1, 2))]}")

    def draw_typo(self) -> Query:
        """A product and a name, with two letters of one word changed over."""
        words = fold(f"{self.random.choice(PRODUCTS)} {self.draw_known().own_name}").split()
        number = self.random.choice([number for number, word in enumerate(words) if len(set(word[1:])) > 1])
        word = words[number]
        at = self.random.choice([at for at in range(1, len(word) - 1) if word[at] != word[at + 1]])
        words[number] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return Query(" ".join(words))

    def draw_product_and_place(self) -> Query:
        return Query(f"{self.random.choice(PRODUCTS)} {self.draw_known().province}".lower())

    def draw_unknown_word(self) -> Query:
        return Query(f"{self.draw_known().own_name} {self.random.choice(UNKNOWN)}")

    def draw_facets(self) -> Query:
        """Facets alone: stars, place, sector, certificate."""
        chance = self.random
        stars = ("sao", chance.choice("34"))
        place = ("tinh", self.draw_known().province_code)
        products, cooperatives = ("loai", "san-pham"), ("loai", "hop-tac-xa")
        choices = (
            (products, stars),
            (cooperatives, ("linh-vuc", chance.choice(SECTORS))),
            (products, place, stars),
            (products, ("chung-nhan", chance.choice(CERTIFICATES)), stars),
            (cooperatives, place),
        )
        return Query(facets=chance.choice(choices))


PLANS: dict[str, Callable[[Asker], Query]] = {
    "tên riêng": Asker.draw_rare,
    "nơi chốn": Asker.draw_place,
    "mã số thuế": Asker.draw_tax_code,
    "điện thoại": Asker.draw_phone,
    "từ phổ biến": Asker.draw_common,
    "gõ dở": Asker.draw_prefix,
    "gõ sai": Asker.draw_typo,
    "sản phẩm + nơi": Asker.draw_product_and_place,
    "thừa một từ": Asker.draw_unknown_word,
    "chỉ bộ lọc": Asker.draw_facets,
}


def draw_queries(project: Path, plans: Sequence[str], count: int) -> dict[str, list[Query]]:
    """`count` different queries of each plan, or as many as it has."""
    known = list(load_known(project, random.Random(SEED)))
    queries = {}
    for plan in plans:
        asker = Asker(known, plan)
        queries[plan] = list(dict.fromkeys(PLANS[plan](asker) for _ in range(count * TRIES)))[:count]
    return queries


def load_known(project: Path, chance: random.Random) -> Iterator[Known]:
    """A sample of the project's cooperatives, in the order they were drawn."""
    vocabularies = project / "data" / "vocabularies"
    provinces = yaml.load((vocabularies / "provinces.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    communes = {code: name for _, code, name in load_communes(vocabularies)}
    paths = sorted((project / "data" / "cooperatives").glob("*/*.yml"))
    for path in chance.sample(paths, min(SAMPLE, len(paths))):
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        province = path.parent.name
        commune = communes[record["address"]["commune"]]
        phone = next(contact["value"] for contact in record["contacts"] if contact["type"] == "phone")
        tax_code = str(record["tax_code"])
        yield Known(shorten(record["name"]), commune, provinces[province]["label"], province, tax_code, str(phone).zfill(10))


def shorten(name: str) -> str:
    """What tells a cooperative from others: its name without «Hợp tác xã» and the field of its work."""
    own = name.removeprefix("Hợp tác xã ")
    field = max((field for field in FIELDS if own.startswith(field)), key=len, default="")
    return own.removeprefix(field).strip()
