"""What is printed and handed out: the code's address, the foot of a sheet, and a shelf card that never shows stars which are over."""

import re
from dataclasses import replace

import pytest
import zxingcpp

from generator.catalog.urls import canonical_url
from generator.render import plan_pages, render_page
from generator.render.qr import draw_code
from generator.settings import Organisation
from tests.builders import make_cooperative, make_product, make_recognition
from tests.render.rendering import ALLIANCE, SITE_URL, Reading, make_catalog, make_renderer, render_site
from tests.render.test_qr import paint

KEY = "thai-nguyen/che-vi-du"
PROFILE = f"hop-tac-xa/{KEY}/index.html"
PRODUCT = f"hop-tac-xa/{KEY}/che-vi-du/index.html"
CARD = re.compile(r'<section class="htx-shelf".*?</section>', re.DOTALL)
FOOT = re.compile(r'<section class="htx-handout".*?</section>', re.DOTALL)
CODE = re.compile(r'<path id="net-qr" stroke="#000" d="([^"]+)"/>')
PHONE = {"type": "phone", "value": "0208 0000 016"}


def render_records(product: dict[str, object] | None = None, *, site_url: str = SITE_URL, **changes: object) -> dict[str, str]:
    """The pages of one cooperative with one product."""
    record = make_cooperative(products=[make_product(**(product or {}))], **changes)
    return render_site(make_catalog({KEY: record}), site_url=site_url)


def read_card(html: str) -> str:
    """The words of a shelf card, blanks made one."""
    return " ".join(Reading(CARD.search(html)[0]).text.split())


@pytest.mark.parametrize(
    ("page", "changes", "address"),
    [
        (PROFILE, {}, "m/4699990017/"),
        (PRODUCT, {}, "m/4699990017/1/"),
        (PROFILE, {"kind": "to-hop-tac", "tax_code": None}, f"hop-tac-xa/{KEY}/"),
        (PRODUCT, {"kind": "to-hop-tac", "tax_code": None}, f"hop-tac-xa/{KEY}/che-vi-du/"),
    ],
    ids=["cooperative", "product", "group", "product-of-group"],
)
def test_the_code_leads_to_the_short_address(page, changes, address):
    """That of the tax code; a group without one has the address of its page. Below the code stands where it leads, and a page is there."""
    site = render_records(**changes)
    foot = FOOT.search(site[page])[0]
    full = canonical_url(SITE_URL, address)
    assert CODE.search(foot)[1] == draw_code(full).path
    assert zxingcpp.read_barcodes(paint(draw_code(full)))[0].text == full
    assert full in "".join(Reading(foot).text.split())
    assert f"{address}index.html" in site
    assert address in Reading(foot).values("svg", "aria-label")[0]


@pytest.mark.parametrize("page", [PROFILE, PRODUCT])
def test_a_site_without_an_address_draws_no_code(page):
    """The sheet prints all the same."""
    html = render_records(site_url="")[page]
    assert "htx-qr" not in html and "net-qr" not in html
    assert "Bản in" in Reading(html).text and "data-print" in html


@pytest.mark.parametrize("page", [PROFILE, PRODUCT])
def test_the_foot_says_whose_word_it_is(page):
    """The alliance, the source and the day of the last check; no day of the build, which would change every page every day."""
    foot = FOOT.search(render_records()[page])[0]
    words = " ".join(Reading(foot).text.split())
    assert ALLIANCE in words and "kiểm tra lần cuối ngày 15/09/2026" in words
    assert "22/11/2026" not in words


def test_an_organisation_speaks_before_its_site():
    """By its own name; a site that names none speaks for itself."""
    catalog = make_catalog({KEY: make_cooperative(products=[make_product()])})
    named = render_site(catalog, site_name="Trang thử")[PROFILE]
    unnamed = render_site(catalog, site_name="Trang thử", organisation=Organisation())[PROFILE]
    assert f'<p class="htx-on-paper"><strong>{ALLIANCE}</strong></p>' in named
    assert '<p class="htx-on-paper"><strong>Trang thử</strong></p>' in unnamed


def test_the_foot_tells_the_source_and_its_day():
    """The day of the source is not that of the check."""
    words = " ".join(
        Reading(
            FOOT.search(render_records(source={"level": "register", "name": "Dữ liệu thử", "on": "2026-02-03"})[PROFILE])[0]
        ).text.split()
    )
    assert "ngày 03/02/2026. Theo dữ liệu kiểm tra lần cuối ngày 15/09/2026" in words


def test_a_card_calls_the_maker_by_its_short_name():
    assert "HTX Ví Dụ" in read_card(render_records(short_name="HTX Ví Dụ")[PRODUCT])


def test_the_number_on_a_card_is_a_phones():
    """Whatever ways to write stand before it."""
    contacts = [{"type": "email", "value": "lienhe@vi-du.example.vn", "personal": "false"}, PHONE | {"personal": "false"}]
    words = read_card(render_records(contacts=contacts)[PRODUCT])
    assert "Điện thoại 0208 0000 016" in words and "lienhe" not in words


def test_the_buttons_that_print_have_their_script():
    """By the address that the theme's script has; a theme without one brings none."""
    catalog = make_catalog({KEY: make_cooperative(products=[make_product()])})
    renderer = replace(make_renderer(catalog), scripts={"print.js": "assets/htx/print.abc.js"})
    files = [render_page(task, renderer) for task in plan_pages(catalog, renderer.settings)]
    pages = {file.output_path: file.content.decode("utf-8") for file in files}
    assert '<script src="../../../assets/htx/print.abc.js" defer></script>' in pages[PROFILE]
    assert '<script src="../../../../assets/htx/print.abc.js" defer></script>' in pages[PRODUCT]
    assert "print" not in " ".join(map(str, Reading(render_records()[PROFILE]).values("script", "src")))


def test_the_foot_of_a_product_names_its_maker():
    """With the whole address and tax code."""
    words = " ".join(Reading(FOOT.search(render_records()[PRODUCT])[0]).text.split())
    assert "Hợp tác xã Ví Dụ, " in words and "Mã số thuế 4699990017." in words


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"decided_on": "2025-10-01"}, "Còn hiệu lực đến 01/10/2028"),
        ({"decided_on": "2023-12-01"}, "Còn hiệu lực đến 01/12/2026, sắp hết hạn"),
    ],
)
def test_stars_in_force_stand_with_decision_and_end(changes, wanted):
    """Drawn, in words, with the decision and how long it holds."""
    html = render_records({"ocop": [make_recognition(**changes)]})[PRODUCT]
    words = read_card(html)
    assert "OCOP 4 sao" in words and wanted in words and "Quyết định số 9001/QĐ-UBND" in words
    stars = re.search(r'<p class="htx-shelf__stars">.*?</svg>', CARD.search(html)[0], re.DOTALL)[0]
    assert stars.count("<path") == 4  # a row of five with an empty one is how shops show what buyers think


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"decided_on": "2022-08-01"}, "Công nhận OCOP đã hết hạn ngày 01/08/2025"),
        ({"revoked": {"on": "2026-03-02", "document": "Quyết định 77/QĐ-UBND"}}, "Công nhận OCOP đã bị thu hồi ngày 02/03/2026"),
    ],
    ids=["expired", "revoked"],
)
def test_a_decision_that_is_over_shows_no_stars(changes, wanted):
    """Neither drawn nor counted; that it is over is said."""
    html = render_records({"ocop": [make_recognition(**changes)]})[PRODUCT]
    words = read_card(html)
    assert wanted in words
    assert "sao" not in words and "htx-shelf__stars" not in html and "★" not in words


def test_a_product_without_decision_says_nothing_of_stars():
    assert "OCOP" not in read_card(render_records()[PRODUCT])


@pytest.mark.parametrize(
    ("product", "wanted"),
    [
        ({"price": {"from": "45000", "unit": "kg", "as_of": "2026-09-10"}}, "Giá tham khảo 45.000 đ/kg (ngày 10/09/2026)"),
        ({}, "Giá: Liên hệ"),
        ({"price": {"from": "45000", "unit": "kg", "as_of": "2026-09-10"}, "availability": "ngung"}, "Sản phẩm đã ngừng bán"),
    ],
)
def test_a_card_tells_the_price_or_whom_to_ask(product, wanted):
    words = read_card(render_records(product)[PRODUCT])
    assert wanted in words
    assert ("45.000" in words) == ("45.000" in wanted)


@pytest.mark.parametrize(("contact", "shown"), [(PHONE | {"personal": "false"}, True), (PHONE, False)])
def test_a_card_has_the_phone_only_where_it_may_be_shown(contact, shown):
    """A personal number without consent is on no paper either."""
    html = render_records(contacts=[contact])[PRODUCT]
    assert ("Điện thoại 0208 0000 016" in read_card(html)) == shown
    assert ("0208 0000 016" in html) == shown


@pytest.mark.parametrize(("length", "size"), [(20, ""), (43, ""), (44, "long"), (89, "long"), (90, "longest"), (200, "longest")])
def test_long_names_stand_in_smaller_letters(length, size):
    name = "Chè " + "x" * (length - 4)
    card = CARD.search(render_records({"name": name})[PRODUCT])[0]
    assert f'<div class="htx-shelf__card{" htx-shelf__card--" + size if size else ""}">' in card and f">{name}</p>" in card
