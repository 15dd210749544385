"""Details by which a page reads well on a phone, aloud, and in both languages."""

from __future__ import annotations

import re

import pytest

from generator.records import StatisticsTable
from tests.builders import PROJECT, make_cooperative, make_post, make_product, make_statistics_row, vocabularies
from tests.render.rendering import Reading, list_pages, make_catalog, render_site
from tests.render.sample import KEY, POST_KEY, rich_catalog

PRODUCT = "hop-tac-xa/thai-nguyen/mot-htx/che-vi-du/index.html"
CSS = PROJECT / "theme_overrides" / "assets" / "htx" / "css"
PHONE = {"type": "phone", "value": "0208 0000 016", "personal": "false"}
EMAIL = {"type": "email", "value": "lienhe@mot-htx.example.vn", "personal": "false"}


@pytest.fixture(scope="module")
def site():
    return render_site(rich_catalog())


def render_product(*, contacts=(), **fields):
    """The page of the only product of a small cooperative."""
    maker = make_cooperative(contacts=list(contacts), products=[make_product(**fields)])
    return render_site(make_catalog({"thai-nguyen/mot-htx": maker}))[PRODUCT]


def test_names_of_countries_keep_their_capitals():
    """Wherever they stand; the home market, which is no name, has one only at the beginning."""
    html = render_product(markets=["JP", "DE", "trong-nuoc"], growing_areas=[{"code": "VN-1", "market": "trong-nuoc"}])
    assert "<dd>Nhật Bản, Đức, trong nước</dd>" in html
    assert "VN-1, thị trường trong nước" in html
    assert "<dd>Trong nước, Nhật Bản</dd>" in render_product(markets=["trong-nuoc", "JP"])


def test_a_line_never_breaks_before_the_sign_of_the_currency(site):
    """Between an amount and đ stands a no-break space, in prices, packages and figures."""
    pages = "".join(list_pages(site).values())
    for money in ("1.800.000", "400.000", "90.000", "1.950.000.000"):
        assert f"{money}\u00a0đ" in pages
    assert not re.search(r"\d đ\b", pages)


def test_numbers_of_phones_stay_on_one_line():
    """Links that call, and those to Zalo by number, do not wrap."""
    assert 'a:is([href^="tel:"], [href^="https://zalo.me/0"]) { white-space: nowrap; }' in (CSS / "base.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"title_en": "Review conference", "lead_en": "The alliance met."},
            ["<strong>Review conference</strong>", "<p>The alliance met.</p>"],
        ),
        ({"title_en": "Review conference"}, ["<strong>Review conference</strong>"]),
        ({"lead_en": "The alliance met."}, ["<p>The alliance met.</p>"]),
    ],
)
def test_a_post_has_its_english_words_in_a_block_of_their_own(fields, words):
    """Marked as English; either of the two may be missing."""
    html = render_site(make_catalog(posts={"2026/mot-tin": make_post(**fields)}))["tin-tuc/2026/mot-tin/index.html"]
    block = re.search(r'<section class="htx-prose" lang="en">(.*?)</section>', html, re.DOTALL)[1]
    assert [word for word in words if word not in block] == []
    assert block.count("<p>") == len(fields)


def test_a_post_without_english_has_no_block_for_it(site):
    assert "In English" not in site[f"tin-tuc/{POST_KEY}/index.html"]


@pytest.mark.parametrize(("count", "opened"), [(12, True), (13, False)])
def test_many_finer_listings_stay_folded_behind_the_cards(count, opened):
    """Somebody with a phone sees results first, and finds a way down to what follows them; a few links may stand open."""
    provinces = list(vocabularies().provinces)[:count]
    html = render_site(make_catalog({f"{province}/mot-htx": make_cooperative(kind="to-hop-tac", tax_code=None) for province in provinces}))[
        "hop-tac-xa/index.html"
    ]
    details = re.search(r"<details.*?</details>", html, re.DOTALL)[0]
    assert details.count("<li>") == count
    assert details.startswith('<details class="htx-finer" open>') is opened
    assert html.index('href="#xem-theo"') < html.index('class="htx-card') < html.index('id="xem-theo"')


def list_names(html):
    return [words.strip() for level, words in Reading(html).headings if level == 2]


def test_pinned_news_stand_first_on_the_first_page():
    """As on the home page, from wherever they would stand by their day; the order of other lists is that of the day."""
    days = [f"2026-{month:02}-{day:02}" for month in (10, 9) for day in range(28, 7, -2)]
    posts = {
        f"2026/tin-{day}": make_post(title=f"Tin {day}", published_at=f"{day} 09:00", pinned="true" if place in (3, 21) else "false")
        for place, day in enumerate(days)
    }
    site = render_site(make_catalog(posts=posts))
    first, second = list_names(site["tin-tuc/index.html"]), list_names(site["tin-tuc/trang/2/index.html"])
    newest_first = [f"Tin {day}" for day in days]
    pinned = [newest_first[3], newest_first[21]]
    others = [name for name in newest_first if name not in pinned]
    assert [name for name in first if name.startswith("Tin 2026-10")] == [pinned[0]]  # the lead story; the others stand below headings
    front = [words.strip() for _, words in Reading(site["tin-tuc/index.html"]).headings if words.strip().startswith("Tin 2026")]
    assert front == [*pinned, *others[:18]]
    assert second == others[18:]
    assert list_names(site["tin-tuc/2026/index.html"]) == newest_first[:20]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("san-pham/mua-vu/index.html", "Tháng 1 (2 sản phẩm)"),
        ("linh-vuc/index.html", "Trồng trọt (1 đơn vị)"),
        ("linh-vuc/index.html", "Du lịch (0 đơn vị)"),
        ("tin-tuc/chuyen-muc/index.html", "(1 tin)"),
        ("hop-tac-xa/index.html", "Thái Nguyên (1 đơn vị)"),
        ("san-pham/index.html", "Chè (2 sản phẩm)"),
        ("tin-tuc/2026/index.html", "Tháng 9/2026 (1 tin)"),
    ],
)
def test_counts_beside_links_say_what_they_count(path, words):
    """In brackets, so that `Tháng 1` and its count are two things to the eye and the ear."""
    products = [make_product(slug=f"che-{number}", name=f"Chè {number}", season=[{"all_year": "true"}]) for number in (1, 2)]
    catalog = make_catalog({"thai-nguyen/mot-htx": make_cooperative(products=products)}, {"2026/mot-tin": make_post()})
    assert words in " ".join(Reading(render_site(catalog)[path]).text.split())


@pytest.mark.parametrize(
    ("area", "heading"),
    [
        ({"province": "an-giang", "former_name": "Kiên Giang"}, "Kiên Giang (nay thuộc An Giang)"),
        ({"province": "an-giang", "former_name": "An Giang"}, "An Giang"),
        ({"province": "an-giang"}, "Tỉnh An Giang"),
    ],
)
def test_figures_of_a_former_province_say_what_it_belongs_to_today(area, heading):
    row = make_statistics_row(area={"boundary": "truoc-2025-07"} | area)
    html = render_site(make_catalog(statistics=[StatisticsTable(rows=[row])]))["thong-ke/index.html"]
    assert f"<summary>{heading} <span" in html


def test_a_product_is_ordered_at_the_top_of_its_page():
    """Its heading says whom one reaches, one touch calls; every line and mail stays with the card of the maker."""
    top, rest = render_product(contacts=[EMAIL, PHONE]).split('id="don-vi"')
    assert '<a href="../../../../hop-tac-xa/thai-nguyen/mot-htx/">' in top.partition("</header>")[0]
    assert top.count("tel:+842080000016") == 1 and "mailto:" not in top.partition("<h1>")[2]
    assert "tel:+842080000016" in rest and "mailto:lienhe@mot-htx.example.vn" in rest


def test_who_gave_no_number_has_no_bar_to_call():
    """Mail alone makes no button; without any contact nothing is said of contacts."""
    assert 'class="htx-call"' in render_product(contacts=[PHONE])
    assert "htx-call" not in render_product(contacts=[EMAIL])
    assert "htx-contacts" not in render_product(contacts=[])


@pytest.mark.parametrize(("product_set", "heading"), [("che-tuoi-che-che-bien", "Đơn vị sản xuất"), ("dich-vu-du-lich", "Đơn vị cung cấp")])
def test_nobody_makes_a_journey(product_set, heading):
    """Tourism is provided, other products are made."""
    assert f'<h2 id="don-vi">{heading}</h2>' in render_product(product_set=product_set)


def test_boxes_of_tables_are_named_by_their_captions(site):
    """A box that scrolls repeats no words: it points at its table's caption."""
    named = {"thong-ke/index.html": 1, f"tin-tuc/{POST_KEY}/index.html": 1, f"hop-tac-xa/{KEY}/index.html": 1}
    for path, count in named.items():
        captions = re.findall(
            r'role="region" aria-labelledby="([^"]+)" tabindex="0">\s*(?:<div role="table"[^>]*>\s*)?<table[^>]*>\s*<caption id="([^"]+)">',
            site[path],
        )
        assert len(captions) >= count and all(label == caption for label, caption in captions), path
