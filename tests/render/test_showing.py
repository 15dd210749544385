"""Which pages are rendered again after the words of a record have changed: those that show them, and no others change."""

from __future__ import annotations

from functools import cache

from generator.catalog import Catalog
from generator.catalog.outlines import COOPERATIVE_WORDS, PRODUCT_WORDS
from generator.catalog.skeleton import build_excerpt, build_skeleton
from generator.records import Cooperative, Decoded
from generator.render import render_page
from generator.render.showing import plan_showing
from tests.builders import make_cooperative, make_post, make_product, make_source, vocabularies
from tests.render.rendering import BUILD_DATE, make_catalog, make_renderer, render_site
from tests.render.sample import KEY, PRODUCT_KEY, make_rich_cooperative
from tests.render.words import change_cooperative, change_product

NEIGHBOUR = "thai-nguyen/che-doi-gan"


def make_site(record: Cooperative) -> Catalog:
    """The record, a neighbour with a product of the same group, forty others, posts that name it."""
    others = {
        f"thai-nguyen/don-vi-{number}": make_cooperative(name=f"Hợp tác xã Số {number:02}", tax_code=None, kind="to-hop-tac")
        for number in range(40)
    }
    neighbour = make_cooperative(
        name="Hợp tác xã Chè Đồi Gần", tax_code="4699001016", products=[make_product(slug="che-gan", name="Chè Đồi Gần")]
    )
    posts = {
        "2026/tin-htx": make_post(title="Tin về hợp tác xã", cooperatives=[KEY]),
        "2026/tin-che": make_post(title="Tin về chè", published_at="2026-10-01 09:00", products=[PRODUCT_KEY]),
        "2025/tin-cu": make_post(title="Tin cũ", published_at="2025-05-01 09:00", expires_on="2025-06-01", cooperatives=[KEY]),
        "2026/tin-khac": make_post(title="Tin khác", published_at="2026-10-02 09:00"),
    }
    return make_catalog({KEY: record, NEIGHBOUR: neighbour, **others}, posts)


@cache
def site_before() -> tuple[Catalog, dict[str, str]]:
    catalog = make_site(make_rich_cooperative())
    return catalog, render_site(catalog)


def check_pages(changed: Cooperative) -> None:
    """The pages planned are as a whole build makes them, and no other page of a whole build has changed."""
    before, old_site = site_before()
    after = make_site(changed)
    new_site = render_site(after)
    entries = {entry.file: entry for entry in (*after.cooperatives.values(), *after.posts.values())}
    excerpt = build_excerpt(
        build_skeleton(before),
        vocabularies(),
        BUILD_DATE,
        lambda file: Decoded(make_source(file), entries[file].record, (), getattr(entries[file], "body", "")),
    )
    renderer = make_renderer(excerpt)
    files = [render_page(task, renderer) for task in plan_showing(build_skeleton(before), excerpt.listings, [KEY])]
    planned = {file.output_path: file.content.decode("utf-8") for file in files}
    assert len(planned) == len(files), "a page planned twice"
    assert planned == {path: new_site[path] for path in planned}
    featured = {"index.html"}  # the record's product is one of «Đặc sản»: such an edit gets a whole build
    assert {path for path in new_site if new_site[path] != old_site[path]} <= planned.keys() | featured


def test_pages_that_show_words_of_a_cooperative() -> None:
    """All its words at once: the plan does not depend on which of them changed."""
    words = {field: getattr(change_cooperative(field), field) for field in COOPERATIVE_WORDS}
    check_pages(make_rich_cooperative().model_copy(update=words))


def test_pages_that_show_words_of_a_product() -> None:
    record = make_rich_cooperative()
    words = {field: getattr(change_product(field).products[0], field) for field in PRODUCT_WORDS}
    check_pages(record.model_copy(update={"products": (record.products[0].model_copy(update=words), *record.products[1:])}))


def test_plan_is_short() -> None:
    """Of some two hundred pages those with a card of the record or its products."""
    before, site = site_before()
    tasks = plan_showing(build_skeleton(before), before.listings, [KEY])
    kinds = [(task.kind, task.key) for task in tasks]
    assert ("profile", KEY) in kinds
    assert ("product", PRODUCT_KEY) in kinds
    assert ("product", f"{NEIGHBOUR}/che-gan") in kinds
    assert {key for kind, key in kinds if kind == "post"} == {"2026/tin-htx", "2026/tin-che", "2025/tin-cu"}
    assert not any(kind == "profile" and key != KEY for kind, key in kinds)
    assert len(tasks) < len(site) / 4
