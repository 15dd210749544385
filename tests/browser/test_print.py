"""What comes out of the printer: one A4 sheet for each record whatever it holds, a shelf card of A6, codes that a decoder reads from the paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import wait_for_end, wait_for_frames, wait_until
from tests.builders import COOPERATIVE, PRODUCT, RECOGNITION, cooperative_text
from tests.demo_site import PROJECT, run_build
from tests.small_project import write_project, write_text

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
A4, A6 = (210, 297), (105, 148)  # millimetres
SHEET_WIDTH = 688  # pixels between the margins of A4
PRODUCT_OF_MANY = "hop-tac-xa/thai-nguyen/che-suoi-ngan/tra-dinh-suoi-ngan/"
EXPIRED = "hop-tac-xa/thai-nguyen/dai/het-han/"
HOSTILE = "hop-tac-xa/thai-nguyen/dai/"
LONG_NAME = ("Hợp tác xã Nông nghiệp Công nghệ cao và Dịch vụ tổng hợp " * 4)[:200].strip()
WORDS = "Mỗi sáng cả xóm lên đồi hái chè rồi về sao ngay trong ngày. " * 71  # a thousand words
REVOKED = {"on": "2026-03-02", "document": "Quyết định 77/QĐ-UBND"}
CONTACT = {"type": "phone", "value": "0208 0000 016", "label": "Văn phòng giao dịch và tiếp nhận đơn hàng cả tuần", "personal": "false"}
CERTIFICATE = {"type": "vietgap", "number": "VG-" + "1" * 60, "issuer": "Trung tâm Chứng nhận " * 5, "scope": "Chè búp tươi " * 12}


def make_hostile_record() -> str:
    """As long as a record may be: names, texts, thirty products, ten decisions, twelve certificates, a photo."""
    product = PRODUCT | {
        "name": ("Chè đinh nõn tôm ướp hương sen Tây Hồ hộp quà Tết " * 5)[:200].strip(),
        "summary": WORDS[:400].strip(),
        "description": WORDS.strip(),
        "ingredients": WORDS[:390].strip(),
        "usage": WORDS[:390].strip(),
        "photos": [{"file": "doi-che.jpg", "alt": "Đồi chè", "people": "false"}],
        "packages": [{"name": f"Hộp quà số {number}", "price": "400000"} for number in range(1, 16)],
        "certificates": [CERTIFICATE] * 12,
    }
    decisions = [RECOGNITION | {"decision": f"{number}/QĐ-UBND", "decided_on": f"2025-{number:02}-01"} for number in range(1, 11)]
    fields = {
        "name": LONG_NAME,
        "summary": WORDS[:400].strip(),
        "description": WORDS.strip(),
        "address": COOPERATIVE["address"] | {"street": ("Số 3 đường liên xã " * 9)[:160].strip()},
        "representative": {"name": "Nguyễn Hoàng Thiên Bảo " * 4, "title": "Chủ tịch Hội đồng quản trị kiêm Giám đốc " * 3},
        "contacts": [CONTACT] * 6,
        "photos": [{"file": "doi-che.jpg", "alt": "Đồi chè", "people": "false"}] * 3,
        "certificates": [CERTIFICATE] * 12,
        "products": [
            product | {"slug": "dai-nhat", "ocop": decisions},
            product | {"slug": "het-han", "ocop": [RECOGNITION | {"decided_on": "2022-08-01"}]},
            product | {"slug": "thu-hoi", "ocop": [RECOGNITION | {"revoked": REVOKED}]},
            *(product | {"slug": f"che-{number}"} for number in range(4, 31)),
        ],
    }
    return cooperative_text(**fields)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """A site of two records: one with everything, as long as it may be, and one with the least."""
    folder = tmp_path_factory.mktemp("hostile")
    write_project(folder)
    write_text(folder / "data/cooperatives/thai-nguyen/dai.yml", make_hostile_record())
    photo = next((PROJECT / "data/cooperatives/thai-nguyen/che-suoi-ngan").glob("*.jpg"))
    (folder / "data/cooperatives/thai-nguyen/dai").mkdir()
    shutil.copy2(photo, folder / "data/cooperatives/thai-nguyen/dai/doi-che.jpg")
    finished = run_build(folder, "--quiet")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return serve_folder(folder / "site")


@pytest.fixture
def page(browser: Browser) -> Page:
    """A desk in the evening: what is printed must not be dark."""
    return browser.new_context(viewport={"width": 1000, "height": 800}, color_scheme="dark").new_page()


def print_page(page: Page) -> pypdfium2.PdfDocument:
    """The page as a printer that takes the paper's size from the page gets it."""
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def measure(pdf: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """The size of each sheet in millimetres."""
    return [(round(sheet.get_width() / 72 * 25.4), round(sheet.get_height() / 72 * 25.4)) for sheet in pdf]


def read_codes(pdf: pypdfium2.PdfDocument) -> list[str]:
    """What a phone reads from the first sheet, printed at 150 dots an inch."""
    return [found.text for found in zxingcpp.read_barcodes(pdf[0].render(scale=150 / 72).to_pil())]


def read_words(pdf: pypdfium2.PdfDocument) -> str:
    return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def list_records(folder: Path) -> list[str]:
    """The addresses of all profiles and products of a site."""
    pages = (folder / "hop-tac-xa").rglob("index.html")
    return sorted(path.parent.relative_to(folder).as_posix() for path in pages if "htx-handout" in path.read_text(encoding="utf-8"))


def test_every_record_of_the_sample_prints_on_one_sheet(page: Page, site: str, sample_folder: Path) -> None:
    """A4, with a code that leads to the record's short address."""
    records = list_records(sample_folder)
    assert len(records) > 90
    for url in records:
        page.goto(f"{site}{url}/")
        pdf = print_page(page)
        assert measure(pdf) == [A4], url
        printed = page.locator(".htx-handout__address").text_content()
        assert read_codes(pdf) == [printed], url


@pytest.mark.parametrize("url", [HOSTILE, HOSTILE + "dai-nhat/", EXPIRED, "hop-tac-xa/thai-nguyen/mau/"])
def test_one_sheet_suffices_for_any_record(page: Page, hostile_site: str, url: str) -> None:
    """However long: name, phone and foot are whole within the sheet, and the code is read from it."""
    page.goto(hostile_site + url)
    pdf = print_page(page)
    assert measure(pdf) == [A4]
    assert len(read_codes(pdf)) == 1
    page.set_viewport_size({"width": SHEET_WIDTH, "height": 1000})
    page.emulate_media(media="print")
    wait_for_frames(page)
    sheet = page.locator(".htx").bounding_box()
    foot = page.locator(".htx-handout").bounding_box()
    assert foot["y"] + foot["height"] <= sheet["y"] + sheet["height"] + 1
    for part in ("h1", ".htx-price", ".htx-facts"):
        for box in (found.bounding_box() for found in page.locator(part).all()[:1] if found.is_visible()):
            assert box["x"] < sheet["x"] + sheet["width"] and box["y"] + box["height"] <= foot["y"], part


@pytest.mark.parametrize("url", [PRODUCT_OF_MANY, "hop-tac-xa/thai-nguyen/che-suoi-ngan/"])
def test_a_sheet_says_what_a_buyer_asks(page: Page, site: str, url: str) -> None:
    """Name, phone, stars with their end in words, price, tax code, source and day of the last check; no menu, no way elsewhere."""
    page.goto(site + url)
    words = read_words(print_page(page))
    for wanted in ("Suối Ngàn", "0208 0000 016", "OCOP 5 sao", "còn hiệu lực đến 25/09/2028", "3.200.000 đ", "4699001016",
                   "kiểm tra lần cuối", "Liên minh Hợp tác xã minh họa", "htx.example.vn/m/4699001016/"):  # fmt: skip
        assert wanted in words, wanted
    for unwanted in ("https://", "In trang này", "Thẻ kệ", "Trang chủ", "Tìm hợp tác xã", "Đơn vị cùng địa bàn"):
        assert unwanted not in words, unwanted


def test_facts_of_a_product_take_a_line_each(page: Page, site: str) -> None:
    """What a fact says stands behind its name, so that a sheet holds all of them."""
    page.goto(site + PRODUCT_OF_MANY)
    lines = print_page(page)[0].get_textpage().get_text_bounded().splitlines()
    assert {"Nhóm sản phẩm: Chè", "Thành phần: 100% búp chè giống LDP1 và chè trung du"} <= set(lines)


def test_paper_stays_white_when_the_screen_is_dark(page: Page, site: str) -> None:
    page.goto(site + PRODUCT_OF_MANY)
    expect(page.locator("html")).to_have_attribute("data-htx-scheme", "dark")
    image = print_page(page)[0].render(scale=0.5).to_pil().convert("L")
    shades = image.histogram()
    assert image.getpixel((2, 2)) == 255
    assert sum(shades[200:]) > 0.8 * sum(shades)


@pytest.mark.parametrize("name", ["dai-nhat", "het-han", "thu-hoi", "che-4"])
def test_a_shelf_card_fits_its_paper(page: Page, hostile_site: str, name: str) -> None:
    """A6, one card, nothing cut off at its edges, a code that is read from it; stars only while a decision holds."""
    page.goto(f"{hostile_site}{HOSTILE}{name}/#the-ke")
    pdf = print_page(page)
    assert measure(pdf) == [A6]
    assert read_codes(pdf) == [page.locator(".htx-handout__address").text_content()]
    words = read_words(pdf)
    assert "0208 0000 016" in words and "Giá: Liên hệ" in words
    assert ("OCOP 4 sao" in words) == (name == "dai-nhat")
    page.set_viewport_size({"width": 397, "height": 559})
    page.emulate_media(media="print")
    wait_for_frames(page)
    card = page.locator(".htx-shelf__card")
    assert card.evaluate("node => [node.scrollHeight - node.clientHeight, node.scrollWidth - node.clientWidth]") == [0, 0]


def test_a_shelf_card_is_called_and_left_by_links(page: Page, site: str) -> None:
    """It shows only where the address names it, and then prints alone; the way back leads to the code."""
    page.goto(site + PRODUCT_OF_MANY)
    card = page.locator("#the-ke")
    expect(card).to_be_hidden()
    page.get_by_role("link", name="Thẻ kệ A6 để in").click()
    wait_for_end(page, "#the-ke")
    expect(card).to_be_visible()
    assert "Nơi bán" not in read_words(print_page(page))
    page.get_by_role("link", name="Trở lại trang sản phẩm").click()
    wait_for_end(page, "#ma-qr")
    expect(card).to_be_hidden()
    assert measure(print_page(page)) == [A4]


def test_buttons_print_what_they_name(page: Page, site: str) -> None:
    """The page as its sheet, the card as a card; the button of the page works beside an open card, too."""
    page.add_init_script("window.printed = []; window.print = () => printed.push(location.hash)")
    page.goto(f"{site}{PRODUCT_OF_MANY}#the-ke")
    page.get_by_role("button", name="In thẻ kệ").click()
    page.get_by_role("button", name="In trang này").click()
    wait_until(page, "printed.join(' ') === '#the-ke #ma-qr'")
    expect(page.locator("#the-ke")).to_be_hidden()


def test_without_a_script_only_the_buttons_are_missing(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + PRODUCT_OF_MANY)
    expect(page.get_by_role("button", name="In trang này")).to_have_count(0)
    page.get_by_role("link", name="Thẻ kệ A6 để in").click()
    expect(page.locator("#the-ke")).to_be_visible()
    expect(page.get_by_role("button", name="In thẻ kệ")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_on_the_screen_is_read_by_a_phone(browser: Browser, site: str, scheme: str) -> None:
    """Black on white whatever the scheme, at least 128 pixels wide, on a phone's screen without scrolling sideways."""
    page = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, device_scale_factor=2).new_page()
    page.goto(site + PRODUCT_OF_MANY)
    code = page.get_by_role("img", name="Mã QR dẫn đến htx.example.vn/m/4699001016/1/")
    assert code.bounding_box()["width"] >= 128
    picture = Image.open(BytesIO(code.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["https://htx.example.vn/m/4699001016/1/"]
    page.get_by_role("link", name="Thẻ kệ A6 để in").click()
    expect(page.locator("#the-ke")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("url", ["hop-tac-xa/", "thong-ke/", "tin-tuc/", "san-pham/"])
def test_lists_print_without_ways_elsewhere(page: Page, site: str, url: str) -> None:
    """Content on white A4; no menu, search, breadcrumbs or page numbers."""
    page.goto(site + url)
    page.emulate_media(media="print")
    for name in (".md-header", ".htx-search", ".md-footer", ".htx-crumbs", ".htx-pages", ".htx-feeds"):
        expect(page.locator(name).filter(visible=True)).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    assert set(measure(print_page(page))) == {A4}
