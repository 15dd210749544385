"""The figures of `make bench-browser`: what is counted as what, and what is over a limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.browser.kinds import KINDS
from benchmarks.browser.report import build_summary, format_table, judge
from benchmarks.browser.visits import Visit, build_visit, name_kind
from benchmarks.slow_server import Exchange
from tests.sample_site import PROJECT

LIGHT = Visit(paint=1.0, largest=1.5, element="img", shift=0.0, moved=(), blocked_ms=20.0, sizes={"document": 9_000}, requests=1)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "document"), ("/hop-tac-xa/a/", "document"), ("/tim-kiem/?q=a.b", "document"), ("/404.html", "document"),
        ("/assets/htx/htx.abc.css", "css"), ("/assets/htx/frame.abc.js", "script"), ("/assets/htx/a.woff2", "font"),
        ("/tep/a.jpg", "image"), ("/tep/a.avif", "image"), ("/tim-kiem/chi-muc/manifest.json", "data"), ("/tep/a.pdf", "other"),
    ],
)  # fmt: skip
def test_file_is_counted_as_what_it_is(path, kind):
    assert name_kind(path) == kind


def test_only_tasks_that_hold_up_a_visitor_count():
    """After the first paint, and what each takes above 50 ms."""
    seen = {
        "paint": 1000,
        "lcp": 1500,
        "element": "h1",
        "shift": 0,
        "moved": ["p", "p"],
        "tasks": [[200, 700], [1100, 80], [1300, 60], [2000, 40]],
    }
    visit = build_visit(seen, [Exchange("/", 200, 0.0, size=700), Exchange("/a.css", 200, 0.0, size=300)])
    assert visit.blocked_ms == 40
    assert (visit.paint, visit.largest, visit.moved) == (1.0, 1.5, ("p",))
    assert (visit.sizes, visit.kilobytes, visit.requests) == ({"document": 700, "css": 300}, 1.0, 2)


def test_median_of_the_visits_is_held_to_the_limits():
    """One slow visit of three changes nothing; a limit that the median breaks is named with its figure."""
    slow = replace(LIGHT, largest=9.0)
    [fine, _] = judge(build_summary({"profile": [(LIGHT, LIGHT), (slow, LIGHT), (LIGHT, LIGHT)]}))
    assert fine == "hồ sơ (bắt buộc): trong mọi giới hạn"
    heavy = replace(LIGHT, sizes={"image": 21_000})
    [over, _] = judge(build_summary({"profile": [(slow, heavy)]}))
    assert over == "hồ sơ (bắt buộc): vượt trang sau, kB 21 > 20; LCP, s 9 > 2.0"


def test_table_has_a_line_for_each_kind():
    lines = list(format_table(build_summary({name: [(LIGHT, LIGHT)] for name in KINDS})))
    assert len(lines) == 1 + len(KINDS)
    assert len({line.index("img") for line in lines[1:]}) == 1


def test_kinds_are_pages_of_the_sample():
    """Addresses of records and posts name files of the sample, so that no 404 is measured."""
    urls = [url for kind in KINDS.values() for url in (kind.first, kind.repeat)]
    for url in urls:
        parts = url.strip("/").split("/")
        if parts[0] == "hop-tac-xa" and len(parts) > 2:
            assert (PROJECT / "data" / "cooperatives" / parts[1] / f"{parts[2]}.yml").exists(), url
        if parts[0] == "tin-tuc" and len(parts) > 2:
            assert (PROJECT / "docs" / "tin-tuc" / parts[1] / f"{parts[2]}.md").exists(), url
