"""Invented records by the thousand, of the shape and size real ones have; seeded, so that every run gets the same work."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml

from benchmarks.words import CATEGORIES, CERTIFICATES, FAMILY, FIELDS, GIVEN, KINDS, MIDDLE, PRODUCTS_BY_SET, SECTORS, WORDS
from generator.text import slugify

TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
TAGS = [" ".join(WORDS[start : start + 2]) for start in range(0, 400, 2)]  # what one newsroom uses in ten years
COMMUNE_SHARE = 3  # every third commune has cooperatives


class Inventor:
    """Draws records from one seeded source of chance."""

    def __init__(self, vocabularies_dir: Path, seed: int = 1, provinces: Sequence[str] = ()) -> None:
        self.random = random.Random(seed)
        self.communes = [commune for commune in load_communes(vocabularies_dir) if not provinces or commune[0] in provinces]
        self.boxes = load_boxes(vocabularies_dir)
        self.next_tax_number = 460_000_000

    def sentences(self, word_count: int) -> str:
        """Text of about `word_count` words in sentences."""
        words: list[str] = []
        while len(words) < word_count:
            start, length = self.random.randrange(len(WORDS) - 16), self.random.randrange(8, 16)
            sentence = WORDS[start : start + length]
            words += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
        return " ".join(words)

    def person(self) -> str:
        return f"{self.random.choice(FAMILY)} {self.random.choice(MIDDLE)} {self.random.choice(GIVEN)}"

    def tax_code(self) -> str:
        """The next code with a right check digit."""
        while True:
            self.next_tax_number += 1
            digits = f"{self.next_tax_number:09}"
            check = 10 - sum(int(digit) * weight for digit, weight in zip(digits, TAX_WEIGHTS, strict=True)) % 11
            if check < 10:
                return digits + str(check)

    def cooperative(self, number: int) -> tuple[str, str, str, list[str]]:
        """(province, slug, YAML text, product slugs) of one invented cooperative."""
        chance = self.random
        province, commune, commune_name = chance.choice(self.communes)
        own_name = f"{commune_name.partition(' ')[2]} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
        name = f"Hợp tác xã {chance.choice(FIELDS)} {own_name}"
        slug = f"{slugify(name)[:70].strip('-')}-{number}"
        box = self.boxes[province]
        products = self.products(own_name)
        lines = [
            f"name: {name}",
            f"kind: {chance.choice(KINDS)}",
            f"sector: {chance.choice(SECTORS)}",
            f'tax_code: "{self.tax_code()}"',
            "status: dang-hoat-dong",
            f"founded_on: {date(1996, 1, 1) + timedelta(days=chance.randrange(10_000))}",
            "address:",
            f"  hamlet: Thôn {chance.randrange(1, 15)}",
            f'  commune: "{commune}"',
            "location:",
            f"  lat: {chance.uniform(box['lat_min'], box['lat_max']):.5f}",
            f"  lon: {chance.uniform(box['lon_min'], box['lon_max']):.5f}",
            "  precision: xa",
            "representative:",
            f"  name: {self.person()}",
            "  title: Giám đốc",
            "contacts:",
            "  - type: phone",
            f"    value: 09{chance.choice('01678')}{chance.randrange(10**6, 10**7)}",
            "    personal: false",
            "  - type: email",
            f"    value: htx{number}@example.vn",
            "    personal: false",
            *self.texts_and_figures(),
        ]
        if products:
            lines += ["products:", *(line for product in products for line in product[1])]
        lines += ["source:", "  level: register", "  name: Dữ liệu minh họa", "  on: 2026-06-30", "checked_on: 2026-06-30"]
        return province, slug, "\n".join(lines) + "\n", [product[0] for product in products]

    def texts_and_figures(self) -> list[str]:
        """Summary, description of three paragraphs, figures of three years."""
        paragraphs = (self.sentences(self.random.randrange(50, 120)) for _ in range(3))
        return [
            f"summary: {self.sentences(28)}",
            "description: |",
            *indent("\n\n".join(paragraphs), 2),
            "figures:",
            *(line for year in (2023, 2024, 2025) for line in self.figures(year)),
        ]

    def figures(self, year: int) -> list[str]:
        return [
            f"  - year: {year}",
            f"    members: {self.random.randrange(7, 900)}",
            f"    workers: {self.random.randrange(7, 200)}",
            f"    revenue: {self.random.randrange(200, 9000) * 1_000_000}",
            "    public: true",
        ]

    def products(self, own_name: str) -> list[tuple[str, list[str]]]:
        """Slugs and lines of 0–8 products, 1.37 on average."""
        found: dict[str, list[str]] = {}
        for _ in range(self.random.choices((0, 1, 2, 3, 5, 8), (35, 30, 18, 10, 5, 2))[0]):
            product_set = self.random.choice(list(PRODUCTS_BY_SET))
            name = f"{self.random.choice(PRODUCTS_BY_SET[product_set])} {own_name}"
            found.setdefault(slugify(name)[:80].strip("-"), self.product(name, product_set))
        return [(slug, [f"  - slug: {slug}", *lines]) for slug, lines in found.items()]

    def product(self, name: str, product_set: str) -> list[str]:
        chance = self.random
        price = chance.randrange(20, 900) * 1000
        lines = [
            f"    name: {name}",
            f"    product_set: {product_set}",
            f"    summary: {self.sentences(22)}",
            "    description: |",
            *indent("\n\n".join(self.sentences(chance.randrange(40, 90)) for _ in range(2)), 6),
            "    price:",
            f"      from: {price}",
            f"      to: {price + chance.randrange(10, 200) * 1000}",
            f"      unit: {chance.choice(('kg', 'hộp 500 g', 'chai 500 ml'))}",
            "      as_of: 2026-06-30",
        ]
        if chance.random() < 0.3:
            month = chance.randrange(1, 10)
            lines += ["    season:", f"      - from_month: {month}", f"        to_month: {month + 2}"]
        stars = chance.choices((0, 3, 4), (30, 51, 19))[0]
        if stars:
            decided_on = date(2025, 7, 10) + timedelta(days=chance.randrange(400))
            lines += [
                "    ocop:",
                f"      - stars: {stars}",
                f"        decision: {chance.randrange(100, 4000)}/QĐ-UBND",
                f"        decided_on: {decided_on}",
                "        issuer: UBND tỉnh",
                "        kind: moi",
            ]
        certificates = chance.sample(CERTIFICATES, chance.choices((0, 1, 2), (50, 35, 15))[0])
        if certificates:
            lines += ["    certificates:", *(f"      - type: {certificate}" for certificate in certificates)]
        return lines

    def post(self, number: int, cooperatives: Sequence[str]) -> tuple[str, str, str]:
        """(year, slug, Markdown file) of one invented post that names two cooperatives."""
        chance = self.random
        stamp = datetime(2018, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 365 * 8))
        title = self.sentences(chance.randrange(8, 16)).replace(".", "")
        slug = f"{slugify(title)[:60].strip('-')}-{number}"
        named = chance.sample(cooperatives, min(2, len(cooperatives)))
        body = "\n\n".join(self.sentences(chance.randrange(50, 150)) for _ in range(chance.randrange(4, 9)))
        lines = [
            "---",
            f"title: {title}",
            f"lead: {self.sentences(40)}",
            f"published_at: {stamp:%Y-%m-%d %H:%M}",
            f"category: {chance.choice(CATEGORIES)}",
            *self.post_relations(number),
            "authors:",
            f"  - name: {self.person()}",
            *(["cooperatives:", *(f"  - {key}" for key in named)] if named else []),
            "---",
            "",
            body,
            f"\nXem thêm [hồ sơ hợp tác xã](htx:{named[0]})." if named else "",
        ]
        return str(stamp.year), slug, "\n".join(lines) + "\n"

    def post_relations(self, number: int) -> list[str]:
        """What ties a post to others: tags, now and then a topic of some thirty posts, places, a document."""
        chance = self.random
        tags = dict.fromkeys((chance.choice(FIELDS), *(TAGS[chance.randrange(len(TAGS))] for _ in range(chance.randrange(2)))))
        lines = ["tags:", *(f"  - {tag}" for tag in tags)]
        if chance.random() < 0.3:
            lines.append(f"topic: Chuyện làng nghề số {number // 100 + 1}")
        if chance.random() < 0.5:
            lines += ["places:", f"  - {chance.choice(self.communes)[0]}"]
        if chance.random() < 0.1:
            lines += ["documents:", f"  - number: {chance.randrange(1, 400)}/KH-UBND", f"    title: {self.sentences(12)}"]
        return lines


def indent(text: str, width: int) -> list[str]:
    return [" " * width + line if line else "" for line in text.splitlines()]


def load_communes(vocabularies_dir: Path) -> Iterator[tuple[str, str, str]]:
    """(province, code, name) of every third commune."""
    for path in sorted((vocabularies_dir / "communes").glob("*.yml")):
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        yield from ((path.stem, entry["code"], entry["name"]) for entry in entries[::COMMUNE_SHARE])


def load_boxes(vocabularies_dir: Path) -> dict[str, dict[str, float]]:
    """Province → its bounds, moved inward so that every point drawn lies inside."""
    provinces = yaml.load((vocabularies_dir / "provinces.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    return {code: {side: float(value) for side, value in entry["box"].items()} for code, entry in provinces.items()}


def write_records(
    project_dir: Path, vocabularies_dir: Path, cooperative_count: int, post_count: int, seed: int = 1, provinces: Sequence[str] = ()
) -> dict[str, int]:
    """Write invented cooperatives of these provinces, or of all, and posts below `project_dir`; returns how many of each."""
    inventor = Inventor(vocabularies_dir, seed, provinces)
    keys: list[str] = []
    product_count = 0
    for number in range(cooperative_count):
        province, slug, text, products = inventor.cooperative(number)
        path = project_dir / "data" / "cooperatives" / province / f"{slug}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        keys.append(f"{province}/{slug}")
        product_count += len(products)
    for number in range(post_count):
        year, slug, text = inventor.post(number, keys)
        path = project_dir / "docs" / "tin-tuc" / year / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return {"cooperatives": cooperative_count, "products": product_count, "posts": post_count}
