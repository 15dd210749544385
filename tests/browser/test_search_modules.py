"""The interface's modules as they stand in the theme, without joining: addresses, words of a result, marks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.builders import PROJECT

pytestmark = pytest.mark.browser
EMPTY = {"q": "", "filters": {}, "valid": False, "sort": "", "page": 1}
MANY = {"thai-nguyen": 134, "phu-tho": 20, "an-giang": 4, "hue": 0, "ha-noi": 9, "ca-mau": 2, "lai-chau": 1}


@pytest.fixture(scope="module")
def page(browser: Browser, serve_folder) -> Page:
    """A blank page that may import the modules."""
    page = browser.new_page()
    page.goto(f"{serve_folder(PROJECT / 'theme_overrides/assets/htx/search')}state.js")
    yield page
    page.close()


def call(page: Page, module: str, function: str, *arguments: object) -> object:
    """What a module's function answers; elements as their text with the addresses of their links."""
    script = """async ([module, name, values]) => {
      const answer = (await import(`/${module}.js`))[name](...values);
      const tell = (node) => typeof node === "string" ? node : node.outerHTML;
      return Array.isArray(answer) && answer.some((item) => item instanceof Node) ? answer.map(tell) : answer;
    }"""
    return page.evaluate(script, [module, function, list(arguments)])


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("", {}),
        ("?", {}),
        ("?q=che+tan+cuong&la=1", {"q": "che tan cuong"}),
        ("?q=%20%20ch%C3%A8%20%20xanh%20", {"q": "chè xanh"}),
        ("?q=" + "a" * 500, {"q": "a" * 200}),
        ("?q=%F0%9F%8D%B5%ED%A0%80", {"q": "🍵���"}),
        ("?tinh=thai-nguyen,phu-tho&tinh=phu-tho", {"filters": {"tinh": ["thai-nguyen", "phu-tho"]}}),
        ("?loai=%3Cb%3E&tinh=Hà%20Nội,&sao=4,5", {"filters": {"sao": ["4", "5"]}}),
        ("?xa=05518&__proto__=x&constructor=y", {"filters": {"xa": ["05518"]}}),
        ("?con-hieu-luc=1&sap-xep=ten", {"valid": True, "sort": "ten"}),
        ("?con-hieu-luc=yes&sap-xep=javascript:alert(1)", {}),
        ("?trang=3", {"page": 3}),
        ("?trang=0", {}),
        ("?trang=2.5", {"page": 2}),
        ("?trang=0.5", {}),
        ("?trang=1e99", {}),
        ("?trang=x", {}),
    ],
)
def test_address_is_read(page: Page, address: str, state: dict[str, object]) -> None:
    """What is unknown or has no possible form is left out, whatever somebody typed into the address."""
    assert call(page, "state", "parseState", address) == EMPTY | state


@pytest.mark.parametrize(
    ("state", "address"),
    [
        ({}, "?"),
        ({"q": " "}, "?"),
        ({"q": "chè & trà = 100%"}, "?q=ch%C3%A8+%26+tr%C3%A0+%3D+100%25"),
        ({"filters": {"nam": ["2026"], "loai": ["tin-tuc"]}, "q": "a", "page": 2, "sort": "moi", "valid": True},
         "?q=a&loai=tin-tuc&nam=2026&con-hieu-luc=1&sap-xep=moi&trang=2"),
    ],
)  # fmt: skip
def test_address_is_written(page: Page, state: dict[str, object], address: str) -> None:
    """Always in one order, so that one state has one address; and read again it is the same state."""
    assert call(page, "state", "formatState", EMPTY | state) == address
    if state.get("q", "").strip():
        assert call(page, "state", "parseState", address) == EMPTY | state


def test_another_province_lets_its_communes_go(page: Page) -> None:
    """A commune stands in one province; every change of a filter begins at the first page."""
    state = EMPTY | {"filters": {"tinh": ["hue"], "xa": ["05518"], "sao": ["4"]}, "page": 7}
    assert call(page, "state", "toggleFilter", state, "tinh", "phu-tho") == EMPTY | {"filters": {"sao": ["4"], "tinh": ["hue", "phu-tho"]}}
    assert call(page, "state", "toggleFilter", state, "sao", "4")["filters"] == {"tinh": ["hue"], "xa": ["05518"]}
    assert call(page, "state", "toggleFilter", state, "con-hieu-luc", "1")["valid"] is True
    assert call(page, "state", "clearFilters", state | {"q": "a"}) == EMPTY | {"q": "a"}


@pytest.mark.parametrize(
    ("total", "exact", "q", "words"),
    [
        (23, True, "mật ong", "23 kết quả cho “mật ong”"),
        (1234, True, "", "1.234 kết quả"),
        (4000, False, "hợp tác xã", "Khoảng 4.000 kết quả cho “hợp tác xã”"),
        (0, True, "xyz", "Không có kết quả cho “xyz”"),
    ],
)
def test_total_in_words(page: Page, total: int, exact: bool, q: str, words: str) -> None:
    assert call(page, "results", "formatTotal", {"total": total, "exact": exact}, q) == words


def test_hit_in_words(page: Page) -> None:
    """Facts of a cooperative begin with its legal form; a post has its day; stars are judged by the day."""
    cooperative = {"type": 0, "facts": "Tổ hợp tác · Chăn nuôi · Xã Văn Lăng, Thái Nguyên", "day": "2026-01-02"}
    assert call(page, "results", "describeHit", cooperative) == {"kind": "Tổ hợp tác", "facts": "Chăn nuôi · Xã Văn Lăng, Thái Nguyên"}
    assert call(page, "results", "describeHit", {"type": 2, "facts": "OCOP", "day": "2025-09-12"}) == {
        "kind": "Tin tức",
        "facts": "OCOP · 12/09/2025",
    }
    stars = {"stars": 4, "valid": "2026-11-22"}
    for today, words in (
        ("2026-11-22", "OCOP 4 sao, còn hiệu lực đến 22/11/2026"),
        ("2026-11-23", "Công nhận OCOP 4 sao đã hết hạn ngày 22/11/2026"),
    ):
        assert call(page, "results", "describeStars", stars, {"today": today}) == words
    assert call(page, "results", "describeStars", {"stars": 3, "valid": ""}, {"today": "2026-11-22"}) == "OCOP 3 sao"


def test_addresses_of_hits(page: Page) -> None:
    """Below the site's root, with the file's name where links have it; a harvested record stays on its own site."""
    site = {"root": "https://a.vn/htx/", "tail": "index.html"}
    assert call(page, "results", "locateHit", {"url": "san-pham/x/"}, site) == "https://a.vn/htx/san-pham/x/index.html"
    assert call(page, "results", "locateHit", {"url": ""}, site | {"tail": ""}) == "https://a.vn/htx/"
    assert call(page, "results", "locateHit", {"url": "https://b.vn/y/"}, site) == "https://b.vn/y/"


def test_ways_into_provinces(page: Page) -> None:
    """The fullest first, empty ones not at all; none once a province is chosen or where nothing was counted."""
    script = """async ([counts, filters]) => {
      const { renderPlaces } = await import("/results.js");
      const names = new Map([["thai-nguyen", "Thái Nguyên"]]);
      const state = { q: "chè", filters, valid: false, sort: "", page: 3 };
      const box = document.createElement("nav");
      box.append(...renderPlaces(counts && new Map(Object.entries(counts)), state, names));
      return [box.textContent, [...box.querySelectorAll("a")].map((link) => link.getAttribute("href"))];
    }"""
    text, links = page.evaluate(script, [MANY, {}])
    assert text == "Thái Nguyên (134)phu-tho (20)ha-noi (9)an-giang (4)ca-mau (2)lai-chau (1)"
    assert links[0] == "?q=ch%C3%A8&tinh=thai-nguyen"
    assert page.evaluate(script, [MANY, {"tinh": ["hue"]}])[0] == ""
    assert page.evaluate(script, [None, {}])[0] == ""


@pytest.mark.parametrize(
    ("text", "keys", "marked"),
    [
        ("Hợp tác xã Chè Tân Cương", ["che", "cuong"], ["Chè", "Cương"]),
        ("Chè chế chén", ["che"], ["Chè", "chế"]),
        ("Gạo ST25, ri6", ["st", "25"], ["ST", "25"]),
        ("Đặc sản <b>đất</b>", ["dac", "dat"], ["Đặc", "đất"]),
        ("Chè", ["che"], ["Chè"]),
    ],
)
def test_marks_are_whole_syllables(page: Page, text: str, keys: list[str], marked: list[str]) -> None:
    """Compared without accents, in composed and decomposed spelling; the text itself stays as it is."""
    script = """async ([text, keys]) => {
      const { markWords } = await import("/dom.js");
      const box = document.createElement("p");
      box.append(...markWords(text, new Set(keys)));
      return [box.textContent, [...box.children].map((mark) => mark.textContent)];
    }"""
    assert page.evaluate(script, [text, keys]) == [text, marked]


@pytest.mark.parametrize(
    ("q", "corrected", "dropped", "better"),
    [
        ("mat ogn", [["ogn", "ong"]], [], "mat ong"),
        ("Chè xyz ngon", [], ["xyz"], "Chè ngon"),
        ("chè", [], [], ""),
    ],
)
def test_query_as_it_was_understood(page: Page, q: str, corrected: list[list[str]], dropped: list[str], better: str) -> None:
    assert call(page, "results", "correctQuery", q, {"corrected": corrected, "dropped": dropped}) == better
