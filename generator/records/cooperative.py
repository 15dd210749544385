"""A cooperative, a union, a cooperative group or a credit fund: one file, its products inside."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ValidationInfo, field_validator

from generator.records.base import LongText, Markdown, RecordModel, Text, many, mistake, optional, required
from generator.records.codes import SitePath, code_of
from generator.records.contacts import TaxCode
from generator.records.dates import AnyDate, Day
from generator.records.parts import (
    Address,
    Attachment,
    Certificate,
    Consent,
    Contact,
    FormerAddress,
    Location,
    Photo,
    Provenance,
    Representative,
    SizeClass,
    StatusChange,
    YearFigures,
)
from generator.records.product import Product

# A group is no legal person and may be unregistered (Luật Hợp tác xã 17/2023/QH15, article 107.2).
KIND_WITHOUT_TAX_CODE = "to-hop-tac"


class Cooperative(RecordModel, title="Hồ sơ"):
    """The record of a file `data/cooperatives/<province>/<slug>.yml`."""

    place_en: ClassVar[str] = "record"
    name: Text = required("Tên đầy đủ", "Như trên giấy chứng nhận đăng ký.")
    short_name: Text | None = optional("Tên viết tắt", "Ví dụ «HTX Tân Cương».")
    name_en: Text | None = optional("Tên tiếng Anh", "Như đã đăng ký, nếu có.")
    aliases: tuple[Text, ...] = many("Tên khác", "Tên cũ, tên hay gọi; dùng để tìm kiếm.")
    kind: code_of("kinds") = required("Loại hình", "Hợp tác xã, liên hiệp, tổ hợp tác, quỹ tín dụng nhân dân.")
    sector: code_of("sectors") = required("Lĩnh vực", "Lĩnh vực hoạt động chính.")
    tax_code: TaxCode | None = optional(
        "Mã số thuế", "10 chữ số, đặt trong dấu nháy kép; tổ hợp tác có thể không có.", validate_default=True
    )
    status: code_of("statuses") = required("Tình trạng", "Tình trạng pháp lý hiện nay.")
    status_history: tuple[StatusChange, ...] = many("Quá trình", "Những lần đổi tình trạng.")
    founded_on: AnyDate | None = optional("Ngày thành lập", "Ngày, tháng/năm hoặc năm.")
    alliance_member_since: AnyDate | None = optional("Thành viên Liên minh từ", "Ngày, tháng/năm hoặc năm.")
    size_class: SizeClass | None = optional("Quy mô", "Quy mô do đơn vị kê khai.")
    address: Address = required("Địa chỉ", "Theo đơn vị hành chính hiện nay.")
    former_address: FormerAddress | None = optional("Địa chỉ trước 7/2025", "Tên xã, huyện, tỉnh cũ.")
    location: Location | None = optional("Vị trí", "Tọa độ để tìm quanh đây.")
    representative: Representative | None = optional("Người đại diện", "Người đại diện theo pháp luật.")
    contacts: tuple[Contact, ...] = many("Liên hệ", "Điện thoại, Zalo, thư điện tử, trang web.")
    consent: Consent | None = optional("Sự đồng ý", "Cho phép đăng thông tin cá nhân; không bao giờ hiện trên trang.")
    summary: LongText | None = optional("Tóm tắt", "Một hai câu, tối đa 400 chữ cái.", multiline=True)
    summary_en: LongText | None = optional("Tóm tắt tiếng Anh", "Cho người mua nước ngoài.", multiline=True)
    description: Markdown | None = optional("Giới thiệu", "Viết bằng Markdown, tối đa 1.000 từ.", multiline=True)
    description_en: Markdown | None = optional("Giới thiệu tiếng Anh", "Viết bằng Markdown, tối đa 1.000 từ.", multiline=True)
    figures: tuple[YearFigures, ...] = many("Số liệu", "Mỗi năm một dòng; chỉ dòng «public: true» được hiện.")
    certificates: tuple[Certificate, ...] = many("Chứng nhận", "Chứng nhận của cả đơn vị.")
    photos: tuple[Photo, ...] = many("Ảnh", "Ảnh về đơn vị.")
    attachments: tuple[Attachment, ...] = many("Tệp đính kèm", "Tài liệu công khai của đơn vị.")
    products: tuple[Product, ...] = many("Sản phẩm", "Sản phẩm của đơn vị, kể cả chưa có OCOP.")
    source: Provenance = required("Nguồn", "Hồ sơ này dựa vào đâu.")
    checked_on: Day = required("Kiểm tra lần cuối", "Ngày cán bộ kiểm tra lại hồ sơ.")
    hidden: LongText | None = optional("Ẩn", "Lý do tạm không đăng; bỏ dòng này để đăng lại.")
    previous_urls: tuple[SitePath, ...] = many("Địa chỉ cũ", "Đường dẫn cũ trên trang này, ví dụ «/hop-tac-xa/cu.html».")

    @field_validator("tax_code")
    @classmethod
    def require_tax_code(cls, tax_code: str | None, info: ValidationInfo) -> str | None:
        kind = info.data.get("kind", KIND_WITHOUT_TAX_CODE)  # an unreadable kind is a mistake of its own
        if tax_code is None and kind != KIND_WITHOUT_TAX_CODE:
            raise mistake("missing-tax-code", kind=kind)
        return tax_code
