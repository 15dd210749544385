"""A news post's front matter; its body stays Markdown until a page is rendered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from generator.records.base import FileName, LongText, RecordModel, Text, many, mistake, optional, required
from generator.records.codes import CooperativeKey, PlaceCode, ProductKey, SitePath, code_of
from generator.records.contacts import Url
from generator.records.dates import VIETNAM_TIME, Day, Stamp
from generator.records.parts import Flag, Photo
from generator.records.statistics import StatisticsRow

CheckCode = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Author(RecordModel, title="Tác giả"):
    place_en: ClassVar[str] = "author"
    name: Text = required("Họ tên", "Tên hoặc bút danh.")
    title: Text | None = optional("Chức danh", "Ví dụ «Chủ tịch Liên minh».")


class PostSource(RecordModel, title="Nguồn bài"):
    place_en: ClassVar[str] = "source"
    name: Text = required("Tên nguồn", "Báo hoặc cơ quan đã đăng bài gốc.")
    url: Url | None = optional("Đường dẫn", "Địa chỉ bài gốc.")


class Picture(Photo, title="Ảnh"):
    place_en: ClassVar[str] = "picture"
    file: FileName = required("Tệp", "Tên tệp trong thư mục của bài.")
    people: Flag = optional("Có người", "true khi nhận ra được người trong ảnh.", False)


class PostAttachment(RecordModel, title="Tệp đính kèm"):
    place_en: ClassVar[str] = "attachment"
    file: FileName = required("Tệp", "Tên tệp trong thư mục của bài.")
    title: LongText = required("Tên tài liệu", "Tên đầy đủ của tài liệu.")
    number: Text | None = optional("Số hiệu", "Số và ký hiệu văn bản.")
    issuer: Text | None = optional("Cơ quan ban hành", "Cơ quan ký văn bản.")
    issued_on: Day | None = optional("Ngày ban hành", "Ngày ký.")
    signed: Flag = optional("Ký số", "true khi tệp có chữ ký số.", False)


class Document(RecordModel, title="Văn bản"):
    place_en: ClassVar[str] = "document"
    number: Text = required("Số hiệu", "Ví dụ «147/KH-UBND».")
    title: LongText | None = optional("Tên văn bản", "Tên đầy đủ.")
    issuer: Text | None = optional("Cơ quan ban hành", "Cơ quan ký văn bản.")
    issued_on: Day | None = optional("Ngày ban hành", "Ngày ký.")
    url: Url | None = optional("Đường dẫn", "Nơi đăng toàn văn.")
    repealed: Flag = optional("Đã bãi bỏ", "true khi văn bản đã hết hiệu lực.", False)


class Post(RecordModel, title="Bài viết"):
    """The front matter of a file `docs/tin-tuc/<year>/<slug>.md`."""

    place_en: ClassVar[str] = "post"
    title: LongText = required("Tiêu đề", "Tiêu đề bài, không viết hoa toàn bộ.")
    lead: Annotated[str, Field(min_length=1, max_length=1000)] = required("Đoạn dẫn", "Hiện một lần, trên đầu bài.", multiline=True)
    published_at: Stamp | None = optional("Ngày giờ đăng", "Ví dụ «2026-09-15 12:37»; chỉ bản nháp được bỏ trống.")
    updated_at: Stamp | None = optional("Cập nhật lúc", "Ngày giờ sửa nội dung.")
    category: code_of("post_categories") = required("Chuyên mục", "Mã trong danh mục chuyên mục.")
    topic: Text | None = optional("Dòng sự kiện", "Các bài cùng dòng sự kiện được nối với nhau.")
    tags: tuple[Text, ...] = many("Thẻ", "Vài từ khóa.")
    authors: tuple[Author, ...] = many("Tác giả", "Người viết bài.")
    posted_by: Text | None = optional("Người đăng", "Khi khác tác giả.")
    source: PostSource | None = optional("Nguồn bài", "Có mục này nghĩa là bài đăng lại.")
    cover: Picture | None = optional("Ảnh đại diện", "Ảnh đầu bài.")
    gallery: tuple[Picture, ...] = many("Chùm ảnh", "Các ảnh kèm bài.")
    figures: tuple[StatisticsRow, ...] = many("Số liệu trong bài", "Như một dòng số liệu thống kê.")
    ignore_checks: tuple[CheckCode, ...] = many("Bỏ qua nhắc nhở", "Mã của những lời nhắc về câu chữ không áp dụng cho bài này.")
    attachments: tuple[PostAttachment, ...] = many("Tệp đính kèm", "Văn bản kèm bài.")
    cooperatives: tuple[CooperativeKey, ...] = many("Hợp tác xã liên quan", "Viết tỉnh/tên-tệp.")
    products: tuple[ProductKey, ...] = many("Sản phẩm liên quan", "Viết tỉnh/tên-tệp/sản-phẩm.")
    places: tuple[PlaceCode, ...] = many("Địa phương", "Mã tỉnh hoặc mã xã.")
    documents: tuple[Document, ...] = many("Văn bản được nhắc", "Số hiệu và tên.")
    pinned: Flag = optional("Ghim", "true: luôn đứng đầu.", False)
    expires_on: Day | None = optional("Hết hạn", "Sau ngày này bài rời khỏi các danh sách.")
    draft: Flag = optional("Bản nháp", "true: chỉ hiện khi xem trước.", False)
    previous_urls: tuple[SitePath, ...] = many("Địa chỉ cũ", "Đường dẫn cũ trên trang này.")
    title_en: Text | None = optional("Tiêu đề tiếng Anh", "Cho người đọc nước ngoài.")
    lead_en: Annotated[str, Field(min_length=1, max_length=1000)] | None = optional("Đoạn dẫn tiếng Anh", "Dịch đoạn dẫn.", multiline=True)

    @field_validator("updated_at")
    @classmethod
    def check_updated_at(cls, updated_at: datetime | None, info: ValidationInfo) -> datetime | None:
        published_at = info.data.get("published_at")
        if updated_at is not None and published_at is not None and updated_at < published_at:
            raise mistake("dates-out-of-order", given=f"{updated_at:%d/%m/%Y %H:%M}", start=f"{published_at:%d/%m/%Y %H:%M}")
        return updated_at

    @staticmethod
    def stamp_of(day: date) -> datetime:
        """The moment a draft without a date is shown with: the morning of `day`."""
        return datetime(day.year, day.month, day.day, tzinfo=VIETNAM_TIME)
