"""The records of an invented project as plain pages that any generator can be given: address, title, a few values, Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

Facts = list[list[str]]


@dataclass(frozen=True, slots=True)
class PeerPage:
    """A page of a record: `path` begins with its kind (`cooperatives`, `products`, `posts`)."""

    path: str
    title: str
    body: str
    params: dict[str, Any]
    date: str = ""

    @property
    def kind(self) -> str:
        return self.path.partition("/")[0]


def load_pages(project_dir: Path) -> list[PeerPage]:
    """Every cooperative, product and post of the project."""
    cooperatives = sorted((project_dir / "data" / "cooperatives").glob("*/*.yml"))
    posts = sorted((project_dir / "docs" / "tin-tuc").glob("*/*.md"))
    return [*(page for path in cooperatives for page in load_cooperative(path)), *map(load_post, posts)]


def load_cooperative(path: Path) -> Iterator[PeerPage]:
    """The page of a cooperative, then those of its products."""
    record = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    own = PeerPage(f"cooperatives/{path.parent.name}-{path.stem}", record["name"], record["description"], {})
    products = [build_product(own, product) for product in record.get("products", ())]
    params = {
        "summary": record["summary"],
        "provinces": [path.parent.name],
        "sectors": [record["sector"]],
        "tax_code": record["tax_code"],
        "trail": [["Hợp tác xã", "/cooperatives/"], [path.parent.name, f"/provinces/{path.parent.name}/"]],
        "facts": list_facts(record),
        "figures": record["figures"],
        "products": [{"name": page.title, "url": f"/{page.path}/", "summary": page.params["summary"]} for page in products],
    }
    yield replace(own, params=params)
    yield from products


def list_facts(record: dict[str, Any]) -> Facts:
    contacts = [[contact["type"], contact["value"]] for contact in record["contacts"]]
    return [
        ["Mã số thuế", record["tax_code"]],
        ["Thành lập", record["founded_on"]],
        ["Địa chỉ", f"{record['address']['hamlet']}, {record['address']['commune']}"],
        ["Tọa độ", f"{record['location']['lat']}, {record['location']['lon']}"],
        [record["representative"]["title"], record["representative"]["name"]],
        *contacts,
    ]


def build_product(owner: PeerPage, product: dict[str, Any]) -> PeerPage:
    price = product["price"]
    stars = product.get("ocop", [{}])[0]
    params = {
        "summary": product["summary"],
        "trail": [["Sản phẩm", "/products/"], [owner.title, f"/{owner.path}/"]],
        "facts": [
            ["Bộ sản phẩm", product["product_set"]],
            ["Giá", f"{price['from']}–{price['to']} đồng/{price['unit']}"],
            ["OCOP", " ".join(stars.values())],
            ["Chứng nhận", ", ".join(certificate["type"] for certificate in product.get("certificates", ()))],
        ],
        "maker": {"name": owner.title, "url": f"/{owner.path}/"},
    }
    return PeerPage(f"products/{owner.path.partition('/')[2]}-{product['slug']}", product["name"], product["description"], params)


def load_post(path: Path) -> PeerPage:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    record = yaml.load(head, yaml.CBaseLoader)
    body = body.partition("\nXem thêm [")[0]
    params = {"summary": record["lead"], "trail": [["Tin tức", "/posts/"]]}
    return PeerPage(f"posts/{path.parent.name}-{path.stem}", record["title"], body, params, record["published_at"].partition(" ")[0])
