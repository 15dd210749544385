"""What each kind of page promises somebody with a phone, measured on the sample site: what stands in the first screen, and within a thumb's reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, open_gallery
from tests.browser.waiting import wait_for_end, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
WIDTHS = (320, 360, 768, 1280)
TARGET = 44
LONGEST_FOOTER, LONGEST_HOME = 500, 2400
LARGEST_GAP = 64  # between two blocks of a column
COLUMNS = """() => {
    const measure = node => node.getBoundingClientRect().toJSON();
    const blocks = [...document.querySelectorAll(".htx > :is(header, section)")];
    return {side: measure(document.querySelector(".htx-side")), main: blocks.filter(node => node.offsetHeight).map(measure)};
}"""
PLACES = """names => Object.fromEntries(names.map(name => {
    const box = document.querySelector(name)?.getBoundingClientRect();
    return [name, box ? {top: box.top, bottom: box.bottom, height: box.height, width: box.width} : null];
}))"""
HIDDEN_BEHIND_BAR = """() => {
    const bar = document.querySelector(".htx-call");
    return [...document.querySelectorAll("main a, footer a")].filter(link => {
        link.focus();
        const box = link.getBoundingClientRect();
        return box.height && !bar.contains(link) && !link.closest(".htx-card") && box.bottom > bar.getBoundingClientRect().top + 1;
    }).map(link => link.textContent);
}"""
MISSED_CORNERS = """() => [...document.querySelectorAll(".htx-card")].filter(card => {
    card.scrollIntoView({block: "center"});
    const box = card.getBoundingClientRect();
    const points = [[box.left + 20, box.top + 20], [box.right - 20, box.bottom - 8]];
    return card.querySelectorAll("a").length !== 1 || points.some(([x, y]) => document.elementFromPoint(x, y) !== card.querySelector("a"));
}).map(card => card.textContent.trim().slice(0, 60))"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone of 360 × 740 that asks for no animation."""
    return browser.new_context(viewport=PHONE, reduced_motion="reduce").new_page()


def list_pages(folder: Path, pattern: str) -> list[str]:
    return sorted(path.parent.relative_to(folder).as_posix() + "/" for path in folder.glob(pattern))


def list_profiles(folder: Path) -> list[str]:
    """Those with a page of their own, less old addresses that lead on."""
    urls = (url for url in list_pages(folder, "hop-tac-xa/*/*/index.html") if not url.endswith("/xa/") and "/trang/" not in url)
    return [url for url in urls if "htx-source" in (folder / url / "index.html").read_text(encoding="utf-8")]


def measure(page: Page, *names: str) -> dict[str, dict[str, float] | None]:
    return page.evaluate(PLACES, list(names))


def test_a_profile_answers_in_the_first_screen(phone: Page, site: str, sample_folder: Path) -> None:
    """Who, where, what they sell and how to call, of every profile; nothing of it behind the bar, which is there with any number."""
    profiles = list_profiles(sample_folder)
    assert len(profiles) > 40
    for url in profiles:
        phone.goto(site + url)
        places = measure(phone, "h1", ".htx-where", ".htx-sold", ".htx-header .htx-lead", ".htx-call", "[aria-labelledby=san-pham]")
        bar, sold = places[".htx-call"], places[".htx-sold"]
        assert bool(bar) is (phone.locator("main [href^='tel:'], main [href^='https://zalo.me/']").count() > 0), url
        end = bar["top"] if bar else PHONE["height"]
        assert places["h1"]["bottom"] < places[".htx-where"]["bottom"] <= end, url
        assert bool(sold) is bool(places["[aria-labelledby=san-pham]"]), url
        assert (sold or places[".htx-header .htx-lead"])["bottom"] <= end, url


def test_call_and_zalo_lie_at_the_thumb(phone: Page, site: str) -> None:
    """Large targets at the lower edge, on profile and product; they never cover what has the focus, nor the end of the page."""
    for kind in ("profile", "product"):
        phone.goto(site + PAGE_KINDS[kind].url)
        for button in phone.locator(".htx-call a").all():
            box = button.bounding_box()
            assert box["height"] >= TARGET and box["width"] >= TARGET
            assert PHONE["height"] - 80 <= box["y"] and box["y"] + box["height"] <= PHONE["height"]
        assert phone.evaluate(HIDDEN_BEHIND_BAR) == []
        phone.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        wait_until(
            phone,
            "([end, bar]) => document.querySelector(end).getBoundingClientRect().bottom <= document.querySelector(bar).getBoundingClientRect().top + 1",
            [".htx-footer", ".htx-call"],
        )


def test_the_bar_is_part_of_the_page_where_there_is_room_or_none(browser: Browser, site: str) -> None:
    """On a desk it stands in the header part; on a screen turned on its side it scrolls away."""
    for viewport in (DESK, {"width": 640, "height": 320}):
        page = browser.new_page(viewport=viewport)
        page.goto(site + PAGE_KINDS["profile"].url)
        assert page.locator(".htx-header .htx-call").evaluate("node => getComputedStyle(node).position") == "static"


def test_who_withdrew_consent_cannot_be_called(phone: Page, site: str, sample_folder: Path) -> None:
    """Neither on the profile nor on the pages of its products is there a bar, a number or room for one."""
    silent = PAGE_KINDS["profile-silent"].url
    urls = [silent, *list_pages(sample_folder, f"{silent}*/index.html")]
    assert len(urls) > 1
    for url in urls:
        phone.goto(site + url)
        expect(phone.locator(".htx-call, main [href^='tel:']")).to_have_count(0)
        assert phone.evaluate("parseFloat(getComputedStyle(document.body).paddingBottom)") == 0


def test_the_first_of_a_list_is_in_the_first_screen(phone: Page, site: str, sample_folder: Path) -> None:
    """Lists of products and of cooperatives begin with one, whatever can be filtered: its name is seen without scrolling."""
    urls = [*list_pages(sample_folder, "san-pham/**/index.html"), *list_pages(sample_folder, "hop-tac-xa/*/index.html"), "hop-tac-xa/"]
    seen = 0
    for url in urls:
        phone.goto(site + url)
        name = measure(phone, "main .htx-card__name")["main .htx-card__name"]
        assert name is None or name["bottom"] <= PHONE["height"], url
        seen += name is not None
    assert seen > 30


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_no_page_is_wider_than_its_screen(browser: Browser, site: str, kind: str) -> None:
    """From 320 px on, which is also a desk at 400 %; and on a phone the footer stays short."""
    page = browser.new_page(viewport={"width": WIDTHS[-1], "height": 800})
    page.goto(site + PAGE_KINDS[kind].url)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        wait_until(page, "width => innerWidth === width && document.documentElement.scrollWidth <= width", width)
        assert width != PHONE["width"] or page.locator("footer.md-footer").bounding_box()["height"] <= LONGEST_FOOTER


def test_the_home_page_begins_with_the_search_and_brings_news_near(phone: Page, site: str) -> None:
    """Box, three ways in, then figures; the page is half as long as it was."""
    phone.goto(site)
    places = measure(phone, "#htx-q", "h1", ".htx-doors", ".htx-counts", "#dac-san", "#tin-moi")
    tops = [place["top"] for place in places.values()]
    assert tops == sorted(tops) and places[".htx-counts"]["bottom"] <= PHONE["height"]
    assert phone.evaluate("document.documentElement.scrollHeight") <= LONGEST_HOME


def test_the_search_stands_in_the_header_of_a_desk(browser: Browser, site: str) -> None:
    """In one row with the name, also after scrolling; the current section is marked by more than colour."""
    page = browser.new_page(viewport=DESK)
    page.goto(site + PAGE_KINDS["profile"].url)
    page.mouse.wheel(0, 1500)
    page.wait_for_function("window.scrollY > 500")
    places = measure(page, ".md-header", "#htx-q", ".md-logo")
    assert places["#htx-q"]["top"] >= 0 and places["#htx-q"]["bottom"] <= places[".md-header"]["bottom"]
    page.goto(site + PAGE_KINDS["profile"].url)
    active = page.locator(".md-tabs__item--active .md-tabs__link")
    assert active.inner_text().strip() == "Hợp tác xã"
    assert active.evaluate("node => getComputedStyle(node).fontWeight") == "700"


@pytest.mark.parametrize("kind", ["profile", "profile-silent", "profile-english", "profile-fund"])
def test_a_desk_shows_contacts_and_facts_beside_the_name(browser: Browser, site: str, kind: str) -> None:
    """In a column of their own that moves nothing apart in the other; a narrow screen has them behind the products."""
    page = browser.new_page(viewport=DESK)
    page.goto(site + PAGE_KINDS[kind].url)
    boxes = page.evaluate(COLUMNS)
    assert boxes["side"]["top"] < 200 and boxes["side"]["left"] > max(box["right"] for box in boxes["main"])
    gaps = [below["top"] - above["bottom"] for above, below in pairwise(boxes["main"])]
    assert max(gaps) <= LARGEST_GAP
    page.set_viewport_size(PHONE)
    wait_until(page, f"boxes => {{ boxes = ({COLUMNS})(); return boxes.side.top > boxes.main[0].bottom; }}")


@pytest.mark.parametrize("kind", ["home", "profile", "product", "news", "search", "prose"])
def test_sections_and_content_begin_at_one_edge(browser: Browser, site: str, kind: str) -> None:
    """On a desk the first of the main sections stands above the first column below it."""
    page = browser.new_page(viewport=DESK)
    page.goto(site + PAGE_KINDS[kind].url)
    edges = page.evaluate(
        "[...document.querySelectorAll('.md-tabs__link, .htx-footer strong')].map(node => node.getBoundingClientRect().left)"
    )
    assert abs(edges[0] - edges[-2]) < 1


def test_buttons_of_the_photo_viewer_fill_one_row_of_a_phone(phone: Page, site: str) -> None:
    """The photo has all the rest of the screen."""
    phone.goto(site + PAGE_KINDS["post"].url)
    open_gallery(phone)
    assert len(set(phone.locator(".htx-viewer button").evaluate_all("nodes => nodes.map(node => node.getBoundingClientRect().top)"))) == 1


def test_a_long_written_page_has_its_headings_folded_below_its_title(browser: Browser, site: str) -> None:
    """On a phone, where Material has no room for its list beside the text; a desk has that one alone."""
    page = browser.new_page(viewport=PHONE)
    page.goto(site + PAGE_KINDS["prose"].url)
    contents = page.get_by_role("navigation", name="Mục lục")
    contents.locator("summary").click()
    contents.get_by_role("link", name="Thông tin cá nhân").click()
    wait_for_end(page, "#thong-tin-ca-nhan")
    assert measure(page, "h1", ".htx-toc")[".htx-toc"]["top"] > measure(page, "h1")["h1"]["top"]
    page.set_viewport_size(DESK)
    expect(contents).to_have_count(1)
    expect(page.locator(".htx-toc")).to_be_hidden()
    page.goto(site + PAGE_KINDS["contact"].url)
    expect(page.locator(".htx-toc")).to_have_count(0)


def read_recognition(page: Page, site: str, kind: str) -> tuple[str, str, str]:
    """The words of a product's recognition, its stars and the shape of its border."""
    page.goto(site + PAGE_KINDS[kind].url)
    mark = page.locator(".htx-ocop").first
    words = " ".join(page.locator(".htx-recognitions > li").first.inner_text().split())
    return words, mark.locator("[aria-hidden]").inner_text().strip(), mark.evaluate("node => getComputedStyle(node).borderTopStyle")


def test_stars_are_said_in_words_with_their_end_and_decision(phone: Page, site: str) -> None:
    """So many stars as the decision gives, never a row of five that would look like what buyers think."""
    words, stars, shape = read_recognition(phone, site, "product")
    assert "OCOP 5 sao · còn hiệu lực đến 25/09/2028 Quyết định số " in words and "trung ương" in words
    assert (stars, shape) == ("★★★★★", "solid")


@pytest.mark.parametrize(("kind", "words"), [("product-expired", "đã hết hạn ngày "), ("product-revoked", "đã bị thu hồi ngày ")])
def test_what_no_longer_holds_has_other_words_and_another_shape(phone: Page, site: str, kind: str, words: str) -> None:
    """Hollow stars and a broken border, besides the colour; no card gives it stars either."""
    said, stars, shape = read_recognition(phone, site, kind)
    assert words in said and set(stars) == {"☆"} and shape == "dashed"


@pytest.mark.parametrize("kind", ["directory", "products", "news", "profile"])
def test_a_card_opens_wherever_it_is_touched(phone: Page, site: str, kind: str) -> None:
    """One link, as large as the card; no link within a link."""
    phone.goto(site + PAGE_KINDS[kind].url)
    assert phone.locator(".htx-card").count() > 2
    assert phone.evaluate(MISSED_CORNERS) == []


def test_breadcrumbs_of_a_phone_are_the_step_above(phone: Page, site: str) -> None:
    """One short line that leads back."""
    phone.goto(site + PAGE_KINDS["profile"].url)
    shown = [link for link in phone.locator(".htx-crumbs li").all() if link.is_visible()]
    assert [link.inner_text().strip() for link in shown] == ["Thái Nguyên"]
