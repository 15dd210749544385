"""What the benchmark's visitors do one after the other, plan by plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.search.queries import Query
from benchmarks.search.visits import CPU_FACTOR, Step, Visitor

SUGGESTED = ("tên riêng", "gõ dở", "sản phẩm + nơi")  # plans whose queries are also typed into the header's box


def walk_plans(visitor: Visitor, queries: Mapping[str, Sequence[Query]], record: str, runs: int) -> dict[str, list[Step]]:
    """Every query as a first visit, as a second question, and by way of a record's page; some in the header's box."""
    steps: dict[str, list[Step]] = {plan: [] for plan in queries}
    for plan, asked in queries.items():
        for query, following in zip(asked * runs, (*asked[1:], asked[0]) * runs, strict=True):
            with visitor.open_page() as page:
                steps[plan] += [visitor.visit(page, query), visitor.ask_again(page, following)]
            with visitor.open_page() as page:
                visitor.open_record(page, record)
                steps[plan].append(visitor.visit(page, query, "arrival"))
            if plan in SUGGESTED:
                with visitor.open_page() as page:
                    visitor.open_record(page, record)
                    steps[plan] += [visitor.type_in_box(page, query), visitor.send_box(page, query)]
    return steps


def measure_slow_processor(visitor: Visitor, queries: Mapping[str, Sequence[Query]], record: str) -> list[Step]:
    """The first queries of each plan on a slow processor, the facets opened after them; beside it a page without a search."""
    steps = []
    with visitor.open_page(CPU_FACTOR) as page:
        steps.append(visitor.open_record(page, record))
    for first, *others in queries.values():
        with visitor.open_page(CPU_FACTOR) as page:
            steps += [visitor.visit(page, first), visitor.ask_again(page, (*others, first)[0]), visitor.open_facets(page)]
    return steps
