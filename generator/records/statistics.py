"""Figures that a province publishes, each with its period, area, nature and source."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ValidationInfo, field_validator, model_validator

from generator.records.base import LongText, RecordModel, Text, mistake, optional, required
from generator.records.codes import PostKey, code_of
from generator.records.contacts import Url
from generator.records.dates import AnyDate, Day
from generator.records.fuzzy_date import FuzzyDate
from generator.records.numbers import AnyNumber
from generator.records.product import Stars


class Period(RecordModel, title="Kỳ số liệu"):
    place_en: ClassVar[str] = "period"
    type: code_of("period_types") = required("Loại kỳ", "Thời điểm, tháng, quý, sáu tháng, năm hay giai đoạn.")
    from_: AnyDate | None = optional("Từ", "Đầu kỳ; cần cho giai đoạn.", alias="from")
    to: AnyDate = required("Đến", "Cuối kỳ, hoặc thời điểm của số liệu.")

    @field_validator("to")
    @classmethod
    def check_to(cls, to: FuzzyDate, info: ValidationInfo) -> FuzzyDate:
        start = info.data.get("from_")
        if start is not None and to.last_day() < start.first_day():
            raise mistake("dates-out-of-order", given=to, start=start)
        return to


class Area(RecordModel, title="Phạm vi"):
    place_en: ClassVar[str] = "area"
    province: code_of("provinces") = required("Tỉnh, thành phố", "Mã tỉnh hiện nay.")
    boundary: code_of("boundaries") = required("Địa giới", "Số liệu tính theo địa giới trước hay sau 1/7/2025.")
    former_name: Text | None = optional("Tên tỉnh cũ", "Tên tỉnh khi có số liệu, ví dụ «Thái Bình».")


class Breakdown(RecordModel, title="Phân tổ"):
    place_en: ClassVar[str] = "breakdown"
    sector: code_of("sectors") | None = optional("Lĩnh vực", "Mã lĩnh vực.")
    sector_group: code_of("sector_groups") | None = optional("Nhóm lĩnh vực", "Mã nhóm lĩnh vực.")
    kind: code_of("kinds") | None = optional("Loại hình", "Mã loại hình.")
    stars: Stars | None = optional("Hạng sao", "3, 4 hoặc 5.")
    label: Text | None = optional("Phân tổ khác", "Ví dụ «nữ», «Quỹ quay vòng».")


class Base(RecordModel, title="Gốc so sánh"):
    place_en: ClassVar[str] = "base"
    period: Period = required("Kỳ gốc", "Kỳ được so sánh.")
    value: AnyNumber | None = optional("Giá trị gốc", "Giá trị của kỳ gốc, nếu biết.")


class FigureSource(RecordModel, title="Nguồn số liệu"):
    place_en: ClassVar[str] = "source"
    post: PostKey | None = optional("Bài viết", "Bài trên trang này: năm/tên-tệp.")
    document: LongText | None = optional("Văn bản", "Số và tên văn bản, báo cáo.")
    url: Url | None = optional("Đường dẫn", "Trang đã công bố số liệu.")
    on: Day = required("Ngày", "Ngày công bố.")

    @model_validator(mode="after")
    def check_any(self) -> FigureSource:
        if self.post is None and self.document is None and self.url is None:
            raise mistake("needs-one-of", keys="post, document, url")
        return self


class StatisticsRow(RecordModel, title="Dòng số liệu"):
    """One reported figure, printed as given."""

    place_en: ClassVar[str] = "statistics row"
    indicator: code_of("indicators") = required("Chỉ tiêu", "Mã trong danh mục chỉ tiêu.")
    value: AnyNumber = required("Giá trị", "Con số như nguồn đã công bố.")
    unit: Text = required("Đơn vị", "Ví dụ «tổ chức», «triệu đồng/HTX/năm».")
    period: Period = required("Kỳ", "Số liệu của lúc nào.")
    nature: code_of("natures") = required("Tính chất", "Thực hiện, ước hay kế hoạch.")
    qualifier: code_of("qualifiers") | None = optional("Từ đi kèm", "Khoảng, trên, ít nhất hay dưới.")
    area: Area = required("Phạm vi", "Số liệu của nơi nào, theo địa giới nào.")
    breakdown: Breakdown | None = optional("Phân tổ", "Khi chỉ tính một phần.")
    base: Base | None = optional("Gốc so sánh", "Khi giá trị là một tỷ lệ so với kỳ khác.")
    source: FigureSource = required("Nguồn", "Bài, văn bản hoặc trang đã công bố, và ngày.")
    note: LongText | None = optional("Ghi chú", "Điều người đọc cần biết thêm.")


class StatisticsTable(RecordModel, title="Tệp số liệu"):
    """The record of a file `data/statistics/*.yml`."""

    place_en: ClassVar[str] = "statistics file"
    rows: tuple[StatisticsRow, ...] = required("Các dòng số liệu", "Mỗi dòng một con số.")
