"""One page of the sample site for each kind of page, and what can be opened on one: what screenshots are taken of and what is tested for accessibility."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page, expect

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SCHEMES = ("light", "dark")


class PageKind(NamedTuple):
    """A page of the sample site that stands for all of its kind."""

    url: str
    title: str  # on the contact sheet


class PageState(NamedTuple):
    """Something open on a page."""

    url: str
    title: str
    open: Callable[[Page], None]
    widths: tuple[int, ...] = (360, 1280)


PAGE_KINDS = {
    "home": PageKind("", "Trang chủ"),
    "directory": PageKind("hop-tac-xa/", "Danh bạ"),
    "directory-page-2": PageKind("hop-tac-xa/trang/2/", "Danh bạ, trang 2"),
    "province": PageKind("hop-tac-xa/thai-nguyen/", "Tỉnh"),
    "communes": PageKind("hop-tac-xa/thai-nguyen/xa/", "Các xã của tỉnh"),
    "commune": PageKind("hop-tac-xa/thai-nguyen/xa/05503-xa-tan-cuong/", "Xã"),
    "sector": PageKind("linh-vuc/trong-trot/", "Lĩnh vực"),
    "profile": PageKind("hop-tac-xa/thai-nguyen/che-suoi-ngan/", "Hồ sơ có liên hệ"),
    "profile-silent": PageKind("hop-tac-xa/thai-nguyen/chan-nuoi-ban-phja/", "Hồ sơ đã rút đồng ý"),
    "profile-english": PageKind("hop-tac-xa/hung-yen/nhan-ven-de/", "Hồ sơ có phần tiếng Anh"),
    "profile-fund": PageKind("hop-tac-xa/ninh-binh/quy-tin-dung-ben-nghia/", "Hồ sơ không có sản phẩm"),
    "product": PageKind("hop-tac-xa/thai-nguyen/che-suoi-ngan/tra-dinh-suoi-ngan/", "Sản phẩm còn hiệu lực"),
    "product-expired": PageKind("hop-tac-xa/thai-nguyen/chan-nuoi-ban-phja/lap-suon-gac-bep/", "Sản phẩm hết hạn công nhận"),
    "product-revoked": PageKind("hop-tac-xa/hung-yen/nhan-ven-de/mat-ong-hoa-nhan/", "Sản phẩm bị thu hồi, ngừng bán"),
    "product-plain": PageKind("hop-tac-xa/an-giang/det-cham-khung-go/khan-ikat-cham/", "Sản phẩm chưa có OCOP"),
    "products": PageKind("san-pham/", "Sản phẩm"),
    "product-group": PageKind("san-pham/nhom/", "Các nhóm sản phẩm"),
    "stars": PageKind("san-pham/ocop/5-sao/", "Sản phẩm 5 sao"),
    "seasons": PageKind("san-pham/mua-vu/", "Lịch mùa vụ"),
    "month": PageKind("san-pham/mua-vu/1/", "Mùa vụ của một tháng"),
    "news": PageKind("tin-tuc/", "Tin tức"),
    "category": PageKind("tin-tuc/chuyen-muc/ocop/", "Chuyên mục"),
    "post": PageKind("tin-tuc/2026/hoi-cho-mua-thu-khep-lai/", "Bài có chùm ảnh"),
    "post-figures": PageKind("tin-tuc/2020/thai-binh-448-hop-tac-xa/", "Bài có số liệu"),
    "post-english": PageKind("tin-tuc/2025/tra-dinh-suoi-ngan-nam-sao/", "Bài có phần tiếng Anh"),
    "archive": PageKind("tin-tuc/2026/thang-11/", "Lưu trữ theo tháng"),
    "topic": PageKind("tin-tuc/dong-su-kien/hoi-cho-nong-san-mua-thu-2026/", "Dòng sự kiện"),
    "documents": PageKind("van-ban/", "Văn bản"),
    "photo-library": PageKind("thu-vien-anh/", "Thư viện ảnh"),
    "statistics": PageKind("thong-ke/", "Thống kê"),
    "search": PageKind("tim-kiem/", "Tìm kiếm"),
    "search-found": PageKind("tim-kiem/?q=che", "Tìm thấy"),
    "search-nothing": PageKind("tim-kiem/?q=zzzzqqq", "Không tìm thấy"),
    "not-found": PageKind("404.html", "Không có trang"),
    "prose": PageKind("gioi-thieu/", "Trang viết tay"),
    "contact": PageKind("lien-he/", "Liên hệ"),
    "guide": PageKind("nhan-vien/", "Hướng dẫn cho cán bộ"),
    "components": PageKind("nhan-vien/giao-dien/", "Thành phần giao diện"),
    "guide-errors": PageKind("nhan-vien/ma-loi/", "Mã lỗi"),
}


def settle(page: Page) -> None:
    """Wait until a page that is loaded says what it has to say: a search tells its result."""
    if page.locator("#htx-count").count():
        expect(page.locator("#htx-count")).not_to_be_empty()


def open_menu(page: Page) -> None:
    page.locator(".htx-menu__open").click()
    expect(page.locator("#htx-menu")).to_be_visible()


def open_suggestions(page: Page) -> None:
    page.locator("#htx-q").click()
    page.keyboard.type("che", delay=20)
    expect(page.locator("#htx-suggest li").first).to_be_visible()


def open_gallery(page: Page) -> None:
    page.locator("[data-gallery] a").first.click()
    expect(page.locator("dialog.htx-viewer")).to_be_visible()


def open_filters(page: Page) -> None:
    page.locator("#htx-open").click()
    expect(page.locator("#htx-sheet .htx-facet").first).to_be_attached()


def show_shelf_card(page: Page) -> None:
    page.locator('a[href="#the-ke"]').click()
    expect(page.locator("#the-ke")).to_be_visible()


STATES = {
    "menu-open": PageState(PAGE_KINDS["profile"].url, "Trình đơn mở", open_menu, (360,)),
    "suggestions-open": PageState(PAGE_KINDS["prose"].url, "Gợi ý tìm kiếm", open_suggestions),
    "gallery-open": PageState(PAGE_KINDS["post"].url, "Xem ảnh lớn", open_gallery),
    "shelf-card": PageState(PAGE_KINDS["product"].url, "Thẻ kệ", show_shelf_card),
    "filters-open": PageState(PAGE_KINDS["search-found"].url, "Bộ lọc mở", open_filters, (360,)),
}
