"""The parts that records share: address, contacts, consent, certificates, photos, attachments."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from generator.records.base import FileName, LongText, RecordModel, Text, mistake, optional, read_boolean, required
from generator.records.codes import CommuneCode, code_of
from generator.records.contacts import Url, read_email, read_phone, read_url
from generator.records.dates import Day, Year
from generator.records.numbers import Count, Latitude, Longitude, Money, Quantity, SignedMoney
from generator.records.places import check_latitude, check_longitude
from generator.text import format_date

Flag = Annotated[bool, PlainValidator(read_boolean), WithJsonSchema({"type": "boolean"})]


def check_order(end: date | None, start: date | None) -> date | None:
    """A period must not end before it starts."""
    if end is not None and start is not None and end < start:
        raise mistake("dates-out-of-order", given=format_date(end), start=format_date(start))
    return end


def require_items(items: tuple) -> tuple:
    """A list that means nothing when it is empty."""
    if not items:
        raise mistake("empty-list")
    return items


class StatusChange(RecordModel, title="Lần đổi tình trạng"):
    place_en: ClassVar[str] = "status change"
    status: code_of("statuses") = required("Tình trạng", "Tình trạng pháp lý trong thời gian này.")
    from_: Day = required("Từ ngày", "Ngày bắt đầu của tình trạng này.", alias="from")
    until: Day | None = optional("Đến ngày", "Ngày kết thúc; bỏ trống nếu còn kéo dài.")
    document: Text | None = optional("Văn bản", "Số và tên văn bản làm căn cứ.")

    @field_validator("until")
    @classmethod
    def check_until(cls, until: date | None, info: ValidationInfo) -> date | None:
        return check_order(until, info.data.get("from_"))


class SizeClass(RecordModel, title="Quy mô"):
    place_en: ClassVar[str] = "size class"
    class_: code_of("size_classes") = required("Hạng quy mô", "Quy mô do đơn vị kê khai, không tự tính.", alias="class")
    year: Year = required("Năm", "Năm kê khai.")


class Address(RecordModel, title="Địa chỉ"):
    place_en: ClassVar[str] = "address"
    hamlet: Text | None = optional("Thôn, xóm, ấp, tổ dân phố", "Ghi cả từ chỉ loại, ví dụ «Xóm 5».")
    street: Text | None = optional("Số nhà, đường", "Ví dụ «12 đường Quang Trung».")
    commune: CommuneCode = required("Xã, phường, đặc khu", "Mã 5 chữ số của đơn vị hành chính hiện nay, đặt trong dấu nháy kép.")


class FormerAddress(RecordModel, title="Địa chỉ cũ"):
    place_en: ClassVar[str] = "former address"
    commune: Text | None = optional("Xã cũ", "Tên xã, phường, thị trấn trước tháng 7/2025.")
    district: Text | None = optional("Huyện cũ", "Tên huyện, quận, thị xã, thành phố trước tháng 7/2025.")
    province: Text | None = optional("Tỉnh cũ", "Tên tỉnh, thành phố trước tháng 7/2025.")


class Location(RecordModel, title="Vị trí"):
    place_en: ClassVar[str] = "location"
    lat: Annotated[Latitude, AfterValidator(check_latitude)] = required("Vĩ độ", "Độ thập phân, ví dụ 21.5928.")
    lon: Annotated[Longitude, AfterValidator(check_longitude)] = required("Kinh độ", "Độ thập phân, ví dụ 105.8442.")
    precision: code_of("location_precisions") = required("Độ chính xác", "Đúng điểm, theo thôn hay theo xã.")


class Representative(RecordModel, title="Người đại diện"):
    place_en: ClassVar[str] = "representative"
    name: Text = required("Họ và tên", "Người đại diện theo pháp luật hoặc theo hợp đồng hợp tác.")
    title: Text = required("Chức danh", "Ví dụ «Giám đốc», «Chủ tịch Hội đồng quản trị».")
    photo: FileName | None = optional("Ảnh", "Tên tệp ảnh; chỉ hiện khi có sự đồng ý.")


class Contact(RecordModel, title="Liên hệ"):
    place_en: ClassVar[str] = "contact"
    type: code_of("contact_types") = required("Loại", "Điện thoại, Zalo, thư điện tử, mạng xã hội hay trang web.")
    value: Annotated[str, WithJsonSchema({"type": "string"})] = required("Số hoặc địa chỉ", "Số điện thoại, hộp thư hoặc đường dẫn đầy đủ.")
    label: Text | None = optional("Ghi chú", "Ai nghe máy hoặc dùng vào việc gì.")
    personal: Flag = optional("Của cá nhân", "true: chỉ hiện khi có sự đồng ý; false: liên hệ chung của đơn vị.", True)

    @field_validator("value")
    @classmethod
    def read_value(cls, value: str, info: ValidationInfo) -> str:
        kind = info.data.get("type")
        if kind is None:
            return value
        if kind in ("phone", "zalo"):
            return value if value.startswith("+84") and len(value) == 12 and value[1:].isdigit() else read_phone(value)
        return read_email(value) if kind == "email" else read_url(value)


class Consent(RecordModel, title="Sự đồng ý"):
    place_en: ClassVar[str] = "consent"
    scope: Annotated[tuple[code_of("consent_scopes"), ...], AfterValidator(require_items)] = required(
        "Phạm vi", "Những thông tin được phép đăng."
    )
    given_on: Day = required("Ngày đồng ý", "Ngày ghi trên phiếu đồng ý.")
    evidence: LongText = required("Bằng chứng", "Số phiếu, nơi lưu; không bao giờ hiện trên trang.")
    until: Day | None = optional("Đến ngày", "Ngày hết hạn của sự đồng ý.")
    withdrawn_on: Day | None = optional("Ngày rút lại", "Ngày người đồng ý rút lại.")

    @field_validator("until", "withdrawn_on")
    @classmethod
    def check_dates(cls, end: date | None, info: ValidationInfo) -> date | None:
        return check_order(end, info.data.get("given_on"))


class YearFigures(RecordModel, title="Số liệu năm"):
    place_en: ClassVar[str] = "year figures"
    year: Year = required("Năm", "Năm của số liệu.")
    members: Count | None = optional("Thành viên", "Số thành viên cuối năm.")
    workers: Count | None = optional("Lao động", "Số lao động thường xuyên.")
    charter_capital: Money | None = optional("Vốn điều lệ", "Đồng.")
    revenue: Money | None = optional("Doanh thu", "Đồng, cả năm.")
    profit: SignedMoney | None = optional("Lợi nhuận", "Đồng, cả năm; lỗ ghi số âm.")
    income_per_month: Money | None = optional("Thu nhập bình quân tháng", "Đồng một lao động một tháng.")
    area_ha: Quantity | None = optional("Diện tích", "Héc-ta.")
    public: Flag = optional("Công khai", "true: dòng này được hiện trên trang.", False)


class Certificate(RecordModel, title="Chứng nhận"):
    place_en: ClassVar[str] = "certificate"
    type: code_of("certificates") = required("Loại", "Mã trong danh mục chứng nhận.")
    number: Text | None = optional("Số", "Số ghi trên giấy.")
    issuer: Text | None = optional("Nơi cấp", "Cơ quan hoặc tổ chức cấp.")
    scope: Text | None = optional("Phạm vi", "Sản phẩm, cơ sở hoặc vùng được chứng nhận.")
    area_ha: Quantity | None = optional("Diện tích", "Héc-ta được chứng nhận.")
    issued_on: Day | None = optional("Ngày cấp", "Ngày ghi trên giấy.")
    valid_until: Day | None = optional("Hiệu lực đến", "Ngày hết hạn in trên giấy.")
    file: FileName | None = optional("Bản chụp", "Tên tệp trong thư mục của hồ sơ.")

    @field_validator("valid_until")
    @classmethod
    def check_valid_until(cls, valid_until: date | None, info: ValidationInfo) -> date | None:
        return check_order(valid_until, info.data.get("issued_on"))


class Photo(RecordModel, title="Ảnh"):
    place_en: ClassVar[str] = "photo"
    file: FileName = required("Tệp", "Tên tệp trong thư mục của hồ sơ.")
    alt: LongText = required("Mô tả ảnh", "Cho người không nhìn thấy ảnh; không lặp lại chú thích.")
    caption: LongText | None = optional("Chú thích", "Câu in dưới ảnh.")
    credit: Text | None = optional("Nguồn ảnh", "Người chụp hoặc nơi cho phép dùng.")
    people: Flag = required("Có người", "true khi nhận ra được người trong ảnh: chỉ hiện khi có sự đồng ý.")


class Attachment(RecordModel, title="Tệp đính kèm"):
    place_en: ClassVar[str] = "attachment"
    file: FileName = required("Tệp", "Tên tệp trong thư mục của hồ sơ.")
    title: LongText = required("Tên tài liệu", "Tên đầy đủ của tài liệu.")
    number: Text | None = optional("Số hiệu", "Số và ký hiệu văn bản.")
    issued_on: Day | None = optional("Ngày ban hành", "Ngày ký.")


class Provenance(RecordModel, title="Nguồn"):
    place_en: ClassVar[str] = "source"
    level: code_of("source_levels") = required("Mức tin cậy", "Thông tin lấy từ đâu.")
    name: Text = required("Tên nguồn", "Tên cơ quan, báo hoặc người cung cấp.")
    url: Url | None = optional("Đường dẫn", "Địa chỉ trang đã xem.")
    on: Day = required("Ngày xem", "Ngày lấy thông tin.")
