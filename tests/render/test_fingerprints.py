"""A page whose fingerprint stays has the same bytes, whatever was edited; and an edit leaves most fingerprints alone."""

from __future__ import annotations

import copy
from collections.abc import Callable
from hashlib import blake2b

import pytest
from stdnum.vn import mst

from generator.catalog import Catalog
from generator.records import StatisticsTable
from generator.render import Media, PageTask, plan_pages, render_page
from generator.render.fingerprints import Fingerprints
from tests.builders import make_cooperative, make_post, make_product, make_recognition, make_statistics_row
from tests.render.rendering import make_catalog, make_renderer

Records = dict[str, dict[str, dict[str, object]]]
TAX_CODES = [
    start + mst.calc_check_digit(start) for start in map(str, range(469900100, 469900120)) if len(mst.calc_check_digit(start)) == 1
]
COMMUNES = ("05443", "05443", "05443", "05455", "05455", "05455")


def make_records() -> Records:
    """Fields by key: six cooperatives with two products each, and twelve posts that name them, each other and documents."""
    cooperatives, posts = {}, {}
    for number, commune in enumerate(COMMUNES):
        products = [
            {
                "slug": f"che-{place}",
                "name": f"Chè {number} {place}",
                "ocop": [make_recognition(stars=str(3 + place))] if number % 2 else [],
            }
            for place in range(2)
        ]
        cooperatives[f"thai-nguyen/hop-tac-xa-{number}"] = {
            "name": f"Hợp tác xã Chè {number}", "tax_code": TAX_CODES[number], "address": {"commune": commune}, "products": products, "summary": f"Đơn vị {number}.",
            "description": "Xem [bạn hàng](htx:thai-nguyen/hop-tac-xa-5) và [chè](sp:thai-nguyen/hop-tac-xa-9/che-0).",
        }  # fmt: skip
    for number in range(12):
        posts[f"2026/tin-{number}"] = {
            "title": f"Tin số {number}", "published_at": f"2026-09-{10 + number} 09:00", "cooperatives": [f"thai-nguyen/hop-tac-xa-{number % 4}"],
            "products": [f"thai-nguyen/hop-tac-xa-{number % 3}/che-0"], "tags": [f"thẻ {number % 3}"], "topic": "Mùa chè" if number % 2 else None,
            "places": ["thai-nguyen", "05455"], "documents": [{"number": "193/2013/NĐ-CP", "title": "Nghị định"}] if number < 3 else [],
            "body": "Xem [tin](tin:2026/tin-99) và [đơn vị](htx:thai-nguyen/hop-tac-xa-4)." if number == 5 else "Nội dung.",
        }  # fmt: skip
    return {"cooperatives": cooperatives, "posts": posts}


def build(records: Records) -> Catalog:
    cooperatives = {
        key: make_cooperative(**{**fields, "products": [make_product(**item) for item in fields["products"]]})
        for key, fields in records["cooperatives"].items()
    }
    posts = {
        key: (make_post(**{name: fields[name] for name in fields if name != "body"}), fields["body"])
        for key, fields in records["posts"].items()
    }
    rows = [make_statistics_row(source={"post": "2026/tin-3", "on": "2026-09-15"})]
    return make_catalog(cooperatives, posts, [StatisticsTable(rows=rows)])


def render_all(records: Records, media: Media | None = None) -> dict[PageTask, tuple[bytes, bytes]]:
    """Fingerprint and bytes of every page by its task."""
    renderer = make_renderer(build(records), media=media)
    catalog = renderer.catalog
    held = [(entry, records["cooperatives"][key]) for key, entry in catalog.cooperatives.items()]
    held += [(entry, records["posts"][key]) for key, entry in catalog.posts.items()]
    fingerprints = Fingerprints(renderer, {entry.file: blake2b(repr(fields).encode()).hexdigest() for entry, fields in held})
    tasks = plan_pages(catalog, renderer.settings)
    return {task: (fingerprints.of_page(task), render_page(task, renderer).content) for task in tasks}


def edit(kind: str, key: str, **fields: object) -> Callable[[Records], object]:
    return lambda records: records[kind][key].update(fields)


def drop(kind: str, key: str) -> Callable[[Records], object]:
    return lambda records: records[kind].pop(key)


def add(kind: str, key: str, like: str, **fields: object) -> Callable[[Records], object]:
    return lambda records: records[kind].update({key: {**copy.deepcopy(records[kind][like]), **fields}})


COOPERATIVE, POST = "thai-nguyen/hop-tac-xa-1", "2026/tin-3"
EDITS = {
    "name": edit("cooperatives", COOPERATIVE, name="Hợp tác xã Tên Mới"),
    "sector": edit("cooperatives", COOPERATIVE, sector="lam-nghiep"),
    "commune": edit("cooperatives", COOPERATIVE, address={"commune": "05455"}),
    "tax code": edit("cooperatives", COOPERATIVE, tax_code=TAX_CODES[-1]),
    "status": edit("cooperatives", COOPERATIVE, status="tam-ngung"),
    "checked": edit("cooperatives", COOPERATIVE, checked_on="2026-11-20"),
    "products": edit("cooperatives", COOPERATIVE, products=[{"slug": "che-0", "name": "Chè một", "ocop": [make_recognition(stars="5")]}]),
    "product group": edit("cooperatives", COOPERATIVE, products=[{"slug": "che-0", "name": "Rượu", "product_set": "ruou-trang"}]),
    "new cooperative": add("cooperatives", "thai-nguyen/hop-tac-xa-9", COOPERATIVE, name="Hợp tác xã Chè 9", tax_code=TAX_CODES[-2]),
    "no cooperative": drop("cooperatives", "thai-nguyen/hop-tac-xa-5"),
    "title": edit("posts", POST, title="Tên khác"),
    "body": edit("posts", POST, body="Nội dung khác."),
    "time": edit("posts", POST, published_at="2026-10-01 09:00"),
    "category": edit("posts", POST, category="diem-tin"),
    "topic": edit("posts", POST, topic=None),
    "tags": edit("posts", POST, tags=["thẻ mới"]),
    "draft": edit("posts", POST, draft="true"),
    "pinned": edit("posts", POST, pinned="true"),
    "document": edit("posts", "2026/tin-1", documents=[{"number": "193/2013/NĐ-CP", "title": "Nghị định mới", "repealed": "true"}]),
    "other cooperative": edit("posts", POST, cooperatives=["thai-nguyen/hop-tac-xa-4"], products=[]),
    "new post": add("posts", "2026/tin-99", POST, title="Tin mới", published_at="2026-10-02 09:00"),
    "no post": drop("posts", POST),
}


@pytest.fixture(scope="module")
def before() -> dict[PageTask, tuple[bytes, bytes]]:
    return render_all(make_records())


@pytest.mark.parametrize("name", EDITS)
def test_a_page_that_changed_has_another_fingerprint(name, before):
    records = make_records()
    EDITS[name](records)
    after = render_all(records)
    both = before.keys() & after.keys()
    changed = {task for task in both if before[task][1] != after[task][1]}
    told = {task for task in both if before[task][0] != after[task][0]}
    assert changed, "the edit changes nothing"
    assert changed <= told, sorted(changed - told)


def test_the_same_records_have_the_same_fingerprints(before):
    assert render_all(make_records()) == before
    assert len({fingerprint for fingerprint, _ in before.values()}) == len(before)


def test_an_edit_leaves_other_pages_alone(before):
    """A post's body is shown by its own page and by nothing that names the post's neighbours' neighbours."""
    records = make_records()
    EDITS["body"](records)
    after = render_all(records)
    kept = {task.key for task in before if task.kind in ("profile", "product", "post") and before[task][0] == after[task][0]}
    assert {"thai-nguyen/hop-tac-xa-4", "thai-nguyen/hop-tac-xa-5/che-1", "2026/tin-10"} <= kept


def test_a_file_beside_a_record_counts():
    """Its size is printed where it can be downloaded."""
    records = make_records()
    records["posts"][POST]["attachments"] = [{"file": "Quy chế.pdf", "title": "Quy chế", "issued_on": "2025-03-01"}]
    url = "tep/tin-tuc/2026/tin-3/quy-che.pdf"
    small, large = (render_all(records, Media(file_sizes={url: size})) for size in (10_000, 20_000))
    changed = {task for task in small if small[task][1] != large[task][1]}
    assert PageTask("post", POST) in changed
    assert changed <= {task for task in small if small[task][0] != large[task][0]}
