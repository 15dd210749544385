"""A product of a cooperative and its OCOP decisions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Annotated, ClassVar

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema, field_validator, model_validator

from generator.records.base import LongText, Markdown, RecordModel, Text, many, mistake, optional, required
from generator.records.codes import Market, Slug, code_of
from generator.records.contacts import Gtin, HsCode, Url
from generator.records.dates import Day, Year
from generator.records.issuers import read_level
from generator.records.numbers import Money, Month, Points, ProductNumber, Quantity, read_integer
from generator.records.parts import Attachment, Certificate, Flag, Photo, check_order
from generator.text import format_number

VALIDITY_MONTHS = 36


def read_stars(value: object) -> int:
    """3, 4 or 5. One and two stars get no decision and no certificate (QĐ 26/2026/QĐ-TTg, article 4)."""
    stars = read_integer(value)
    if stars in (1, 2):
        raise mistake("stars-without-decision", given=stars)
    if stars not in (3, 4, 5):
        raise mistake("bad-stars", given=value)
    return stars


Stars = Annotated[int, PlainValidator(read_stars), WithJsonSchema({"type": "integer", "enum": [3, 4, 5]})]


class Package(RecordModel, title="Quy cách"):
    place_en: ClassVar[str] = "package"
    name: Text = required("Quy cách", "Ví dụ «Hộp 500 g».")
    gtin: Gtin | None = optional("Mã vạch", "Dãy số dưới mã vạch, đặt trong dấu nháy kép.")
    price: Money | None = optional("Giá", "Đồng một gói; bỏ trống nếu muốn hiện «Liên hệ».")


class Price(RecordModel, title="Giá"):
    place_en: ClassVar[str] = "price"
    from_: Money = required("Giá từ", "Đồng.", alias="from")
    to: Money | None = optional("Giá đến", "Đồng; bỏ trống nếu chỉ có một giá.")
    unit: Text = required("Đơn vị tính", "Ví dụ «kg», «chai 500 ml».")
    as_of: Day = required("Ngày ghi giá", "Giá này đúng vào ngày nào.")

    @field_validator("to")
    @classmethod
    def check_to(cls, to: int | None, info: ValidationInfo) -> int | None:
        low = info.data.get("from_")
        if to is not None and low is not None and to < low:
            raise mistake("prices-out-of-order", given=format_number(to), low=format_number(low))
        return to


class Season(RecordModel, title="Mùa vụ"):
    place_en: ClassVar[str] = "season"
    from_month: Month | None = optional("Từ tháng", "1 đến 12; có thể lớn hơn tháng cuối khi vụ kéo sang năm sau.")
    to_month: Month | None = optional("Đến tháng", "1 đến 12.")
    all_year: Flag = optional("Quanh năm", "true khi có quanh năm; khi đó không ghi tháng.", False)
    note: Text | None = optional("Ghi chú", "Ví dụ «Ngon nhất vào tháng Ba».")

    @model_validator(mode="after")
    def check_months(self) -> Season:
        months = [month for month in (self.from_month, self.to_month) if month is not None]
        if self.all_year and months:
            raise mistake("season-both-ways")
        if not self.all_year and len(months) < 2:
            raise mistake("season-without-months")
        return self


class YearlyOutput(RecordModel, title="Sản lượng"):
    place_en: ClassVar[str] = "yearly output"
    amount: Quantity = required("Số lượng", "Sản lượng một năm.")
    unit: Text = required("Đơn vị", "Ví dụ «tấn», «lít».")
    year: Year = required("Năm", "Năm của sản lượng.")


class Supply(RecordModel, title="Khả năng cung ứng"):
    place_en: ClassVar[str] = "supply"
    minimum: Text | None = optional("Đặt tối thiểu", "Ví dụ «50 kg».")
    lead_time: Text | None = optional("Thời gian giao", "Ví dụ «3 ngày».")
    channels: tuple[code_of("supply_channels"), ...] = many("Hình thức bán", "Bán sỉ, bán lẻ, xuất khẩu.")


class SellingPlace(RecordModel, title="Nơi bán"):
    place_en: ClassVar[str] = "selling place"
    name: Text = required("Tên nơi bán", "Tên cửa hàng, siêu thị, gian hàng.")
    type: code_of("where_to_buy_types") = required("Loại", "Cửa hàng, siêu thị, sàn thương mại điện tử, điểm OCOP.")
    url: Url | None = optional("Đường dẫn", "Trang của nơi bán.")
    address: Text | None = optional("Địa chỉ", "Địa chỉ nơi bán.")


class Traceability(RecordModel, title="Truy xuất nguồn gốc"):
    place_en: ClassVar[str] = "traceability"
    code: Text | None = optional("Mã", "Mã truy xuất in trên bao bì.")
    url: Url | None = optional("Đường dẫn", "Trang tra cứu.")

    @model_validator(mode="after")
    def check_either(self) -> Traceability:
        if self.code is None and self.url is None:
            raise mistake("needs-one-of", keys="code, url")
        return self


class GrowingArea(RecordModel, title="Vùng trồng"):
    place_en: ClassVar[str] = "growing area"
    code: Text = required("Mã số vùng trồng", "Như cơ quan cấp đã ghi.")
    crop: Text | None = optional("Cây trồng", "Loại cây của vùng trồng.")
    market: Market | None = optional("Thị trường", "Mã nước mà mã số được cấp cho.")
    area_ha: Quantity | None = optional("Diện tích", "Héc-ta.")


class Revocation(RecordModel, title="Thu hồi"):
    place_en: ClassVar[str] = "revocation"
    on: Day = required("Ngày thu hồi", "Ngày quyết định thu hồi có hiệu lực.")
    document: Text = required("Văn bản thu hồi", "Số và tên quyết định thu hồi.")


class Recognition(RecordModel, title="Quyết định công nhận OCOP"):
    """One OCOP decision. What follows from a date, such as its state, is derived elsewhere."""

    place_en: ClassVar[str] = "OCOP decision"
    stars: Stars = required("Hạng sao", "3, 4 hoặc 5 sao.")
    decision: Text = required("Số quyết định", "Ví dụ «858/QĐ-UBND».")
    decided_on: Day = required("Ngày quyết định", "Ngày ký quyết định.")
    issuer: Text = required("Cơ quan ban hành", "Ví dụ «UBND tỉnh Thái Nguyên».")
    level: code_of("ocop_levels") | None = optional("Cấp", "Chỉ ghi khi tên cơ quan chưa nói rõ cấp.", validate_default=True)
    valid_until: Day | None = optional("Hiệu lực đến", "Bỏ trống: 36 tháng kể từ ngày quyết định.")
    kind: code_of("ocop_kinds") = required("Hình thức", "Công nhận lần đầu, nâng hạng hay đánh giá lại.")
    points: Points | None = optional("Điểm", "Điểm của hội đồng, tối đa 100.")
    criteria: Text | None = optional("Bộ tiêu chí", "Văn bản quy định bộ tiêu chí đã dùng.")
    code: Text | None = optional("Mã sản phẩm", "Mã sản phẩm OCOP.")
    extended_until: Day | None = optional("Gia hạn đến", "Ngày ghi trong văn bản gia hạn.")
    revoked: Revocation | None = optional("Thu hồi", "Ngày và văn bản thu hồi, nếu có.")
    source: LongText | None = optional("Nguồn", "Nơi lấy thông tin về quyết định.")

    @field_validator("level")
    @classmethod
    def check_level(cls, level: str | None, info: ValidationInfo) -> str | None:
        issuer, decided_on = info.data.get("issuer"), info.data.get("decided_on")
        if level is None and issuer and decided_on and not read_level(issuer, decided_on):
            raise mistake("unclear-level", at="issuer", issuer=issuer)
        return level

    @field_validator("valid_until", "extended_until")
    @classmethod
    def check_dates(cls, end: date | None, info: ValidationInfo) -> date | None:
        return check_order(end, info.data.get("decided_on"))

    @property
    def decided_level(self) -> str:
        """The level that decided: as written, else as the name of the issuer says."""
        return self.level or read_level(self.issuer, self.decided_on)

    @property
    def ends_on(self) -> date:
        """The last day in force without an extension: as printed, else 36 months after the decision."""
        return self.valid_until or add_months(self.decided_on, VALIDITY_MONTHS)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Product(RecordModel, title="Sản phẩm"):
    place_en: ClassVar[str] = "product"
    slug: Slug = required("Tên trong địa chỉ", "Chữ thường không dấu, số và gạch nối; không đổi khi đã công bố.")
    number: ProductNumber | None = optional(
        "Số trong mã QR", "1 đến 999; bỏ trống là thứ tự trong tệp. Ghi số cũ khi thứ tự đổi mà mã QR đã in."
    )
    name: Text = required("Tên sản phẩm", "Như trên bao bì hoặc quyết định.")
    product_set: code_of("product_sets") = required("Bộ sản phẩm", "Một trong 26 bộ sản phẩm OCOP.")
    aliases: tuple[Text, ...] = many("Tên khác", "Những tên người mua hay gọi; dùng để tìm kiếm.")
    name_en: Text | None = optional("Tên tiếng Anh", "Tên dùng khi xuất khẩu.")
    summary: LongText | None = optional("Tóm tắt", "Một hai câu, tối đa 400 chữ cái.", multiline=True)
    summary_en: LongText | None = optional("Tóm tắt tiếng Anh", "Cho người mua nước ngoài.", multiline=True)
    description: Markdown | None = optional("Giới thiệu", "Viết bằng Markdown, tối đa 1.000 từ.", multiline=True)
    ingredients: LongText | None = optional("Thành phần", "Như trên nhãn.")
    usage: LongText | None = optional("Cách dùng", "Cách dùng, cách chế biến.")
    storage: LongText | None = optional("Bảo quản", "Nơi và nhiệt độ bảo quản.")
    shelf_life: Text | None = optional("Hạn sử dụng", "Ví dụ «12 tháng».")
    packages: tuple[Package, ...] = many("Quy cách đóng gói", "Các loại hộp, túi, chai.")
    price: Price | None = optional("Giá tham khảo", "Giá kèm ngày ghi; bỏ trống thì trang hiện «Liên hệ».")
    season: tuple[Season, ...] = many("Mùa vụ", "Những tháng có sản phẩm.")
    yearly_output: YearlyOutput | None = optional("Sản lượng", "Sản lượng một năm.")
    supply: Supply | None = optional("Khả năng cung ứng", "Cho người mua số lượng lớn.")
    markets: tuple[Market, ...] = many("Thị trường", "«trong-nuoc» hoặc mã nước hai chữ cái, ví dụ JP.")
    hs_code: HsCode | None = optional("Mã HS", "Mã hàng hóa xuất nhập khẩu, đặt trong dấu nháy kép.")
    where_to_buy: tuple[SellingPlace, ...] = many("Nơi mua", "Cửa hàng, siêu thị, gian hàng trực tuyến.")
    traceability: Traceability | None = optional("Truy xuất nguồn gốc", "Mã hoặc trang tra cứu.")
    growing_areas: tuple[GrowingArea, ...] = many("Mã số vùng trồng", "Mã do cơ quan bảo vệ thực vật cấp.")
    ocop: tuple[Recognition, ...] = many("Công nhận OCOP", "Mỗi quyết định một mục, quyết định cũ giữ nguyên.")
    certificates: tuple[Certificate, ...] = many("Chứng nhận", "Chứng nhận riêng của sản phẩm.")
    photos: tuple[Photo, ...] = many("Ảnh", "Ảnh sản phẩm.")
    attachments: tuple[Attachment, ...] = many("Tệp đính kèm", "Tài liệu về sản phẩm.")
    availability: code_of("availability") = optional("Tình trạng bán", "Đang bán, tạm hết hay ngừng.", "dang-ban")
    featured: Flag = optional("Nổi bật", "true: đưa vào «Đặc sản» ở trang chủ.", False)
