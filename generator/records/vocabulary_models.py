"""The entries of the vocabularies: a code with its labels and what a kind of entry has besides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from generator.records.base import RecordModel, Text, many, optional, required
from generator.records.dates import Day
from generator.records.numbers import Latitude, Longitude, Points, whole_number
from generator.records.parts import Flag
from generator.text import format_number, slugify

SmallNumber = whole_number(0, 1000)
TermCode = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Phrase = Annotated[Text, Field(pattern=r"[^\W\d_]|[0-9]")]  # at least one letter or digit, as searches know them
CommuneNumber = Annotated[str, Field(pattern=r"^[0-9]{5}$")]


def read_group(value: object) -> object:
    """A text alone is a group of one: «- chè, trà» without brackets is told as such, not as the wrong kind of value."""
    return (value,) if isinstance(value, str) else value


def read_typo(value: object) -> object:
    """A text alone is what belongs in a typo's place."""
    return {"right": value} if isinstance(value, str) else value


SynonymGroup = Annotated[tuple[Phrase, ...], BeforeValidator(read_group)]


class Term(RecordModel, title="Mục của danh mục"):
    place_en: ClassVar[str] = "vocabulary entry"
    code: TermCode = required("Mã", "Chữ thường không dấu, nối bằng gạch ngang.")
    label: Text = required("Nhãn", "Chữ hiện trên trang.")
    label_en: Text = required("Nhãn tiếng Anh", "Chữ hiện ở trang tiếng Anh và dữ liệu mở.")
    synonyms: tuple[Text, ...] = many("Cách gọi khác", "Dùng khi tìm kiếm và gợi ý.")


class Sector(Term, title="Lĩnh vực"):
    group: TermCode = required("Nhóm", "Mã của sector_groups.yml.")


class Kind(Term, title="Loại hình"):
    abbreviation: Text | None = optional("Viết tắt", "Ví dụ HTX.")


class Status(Term, title="Tình trạng"):
    label_cooperative_group: Text | None = optional("Nhãn cho tổ hợp tác", "Khi nghị định gọi khác.")


class ProductBranch(Term, title="Ngành sản phẩm"):
    pass


class ProductGroup(Term, title="Nhóm sản phẩm"):
    branch: TermCode = required("Ngành", "Mã của product_branches.yml.")


class ProductSet(Term, title="Bộ sản phẩm"):
    number: SmallNumber = required("Số thứ tự", "1 đến 26.")
    group: TermCode = required("Nhóm", "Mã của product_groups.yml.")
    branch: TermCode = required("Ngành", "Mã của product_branches.yml.")


class CertificateType(Term, title="Loại chứng nhận"):
    abbreviation: Text | None = optional("Viết tắt", "Ví dụ ATTP.")


class Indicator(Term, title="Chỉ tiêu"):
    unit: Text = required("Đơn vị", "Đơn vị thường dùng.")
    unit_en: Text = required("Đơn vị tiếng Anh", "Đơn vị thường dùng.")


class DocumentIssuer(Term, title="Cơ quan ban hành"):
    signs: tuple[Text, ...] = required(
        "Ký hiệu", "Ký hiệu của cơ quan trong số văn bản, ví dụ CP của 193/2013/NĐ-CP; bỏ số khóa: QH của QH15."
    )


class Box(RecordModel, title="Khung tọa độ"):
    place_en: ClassVar[str] = "box"
    lat_min: Latitude = required("Vĩ độ nhỏ nhất", "Độ thập phân.")
    lat_max: Latitude = required("Vĩ độ lớn nhất", "Độ thập phân.")
    lon_min: Longitude = required("Kinh độ nhỏ nhất", "Độ thập phân.")
    lon_max: Longitude = required("Kinh độ lớn nhất", "Độ thập phân.")


class Province(Term, title="Tỉnh, thành phố"):
    name: Text = required("Tên đầy đủ", "Ví dụ «Tỉnh Thái Nguyên».")
    number: Annotated[str, Field(pattern=r"^[0-9]{2}$")] = required("Mã số", "Hai chữ số, trong dấu nháy kép.")
    kind: Annotated[str, Field(pattern="^(thanh-pho|tinh)$")] = required("Loại", "thanh-pho hoặc tinh.")
    former: tuple[Text, ...] = many("Tỉnh cũ", "Các tỉnh trước 1/7/2025, kể cả chính nó.")
    box: Box = required("Khung tọa độ", "Khung chứa trung tâm các xã, nới 0,3 độ.")


class FormerUnit(RecordModel, title="Đơn vị cũ"):
    place_en: ClassVar[str] = "former unit"
    name: Text = required("Tên", "Tên xã, phường, thị trấn cũ.")
    district: Text | None = optional("Huyện", "Tên huyện cũ.")
    province: Text = required("Tỉnh", "Tên tỉnh cũ.")
    split: Flag = optional("Bị chia", "true khi đơn vị cũ chia về nhiều đơn vị mới.", False)


class Commune(RecordModel, title="Xã, phường, đặc khu"):
    place_en: ClassVar[str] = "commune"
    code: CommuneNumber = required("Mã", "5 chữ số, trong dấu nháy kép.")
    name: Text = required("Tên", "Như trong nghị quyết.")
    former: tuple[FormerUnit, ...] = many("Đơn vị cũ", "Các đơn vị trước 1/7/2025 đã nhập vào.")
    province: TermCode = required("Tỉnh", "Lấy từ tên tệp.")

    @property
    def slug(self) -> str:
        """For addresses, behind the code: two communes of a province may fold to one slug."""
        return slugify(self.name)


class Instrument(RecordModel, title="Văn bản"):
    place_en: ClassVar[str] = "instrument"
    label: Text = required("Nhãn", "Số và ngày của văn bản.")
    label_en: Text = required("Nhãn tiếng Anh", "Số và ngày của văn bản.")
    from_: Day = required("Từ ngày", "Ngày có hiệu lực.", alias="from")
    until: Day | None = optional("Đến ngày", "Ngày cuối có hiệu lực.")


class Band(RecordModel, title="Khung điểm"):
    """The points and powers of one star grade under one instrument."""

    place_en: ClassVar[str] = "band"
    stars: SmallNumber = required("Hạng sao", "3, 4 hoặc 5.")
    points_from: Points = required("Từ điểm", "Tính cả điểm này.")
    points_below: Points | None = optional("Dưới điểm", "Không tính điểm này.")
    points_to: Points | None = optional("Đến hết điểm", "Tính cả điểm này; cho hạng cao nhất.")
    levels: tuple[TermCode, ...] = required("Cấp", "Các cấp có thẩm quyền.")
    from_: Day = required("Từ ngày", "Tính theo ngày quyết định.", alias="from")
    until: Day | None = optional("Đến ngày", "Tính cả ngày này.")
    instrument: TermCode = required("Văn bản", "Mã trong «instruments».")

    def contains(self, points: Decimal) -> bool:
        if points < self.points_from:
            return False
        if self.points_to is not None:
            return points <= self.points_to
        return self.points_below is None or points < self.points_below

    def holds_on(self, day: date) -> bool:
        return self.from_ <= day and (self.until is None or day <= self.until)

    def describe(self) -> str:
        """`50–<70`, `90–100`: readable in both languages."""
        low = format_number(self.points_from)
        high = format_number(self.points_to) if self.points_to is not None else f"<{format_number(self.points_below or Decimal(100))}"
        return f"{low}–{high}"


class RecognitionRules(RecordModel, title="Quy định OCOP"):
    """Who may give which stars for how many points, by legal instrument and date: law is data."""

    place_en: ClassVar[str] = "OCOP rules"
    default_validity_months: SmallNumber = required("Thời hạn", "Số tháng, khi quyết định không ghi thời hạn.")
    instruments: dict[TermCode, Instrument] = required("Văn bản", "Mã → văn bản.")
    rules: tuple[Band, ...] = required("Quy định", "Mỗi hạng sao một dòng cho mỗi văn bản.")

    def band(self, stars: int, day: date) -> Band | None:
        """The rule for these stars on the day of a decision; None before the programme began."""
        return next((rule for rule in self.rules if rule.stars == stars and rule.holds_on(day)), None)

    def levels(self, stars: int, day: date) -> tuple[str, ...]:
        """The levels that had the power then; empty when no rule is known."""
        band = self.band(stars, day)
        return band.levels if band else ()

    def instrument(self, day: date) -> str:
        """The name of the instrument in force on a day; empty when none is known."""
        return next(
            (text.label for text in self.instruments.values() if text.from_ <= day and (text.until is None or day <= text.until)), ""
        )


class SearchWords(RecordModel, title="Từ ngữ tìm kiếm"):
    """What people write for each other's words, and what they ask around them."""

    place_en: ClassVar[str] = "search words"
    synonyms: tuple[SynonymGroup, ...] = many("Từ cùng nghĩa", "Mỗi nhóm là các cách gọi của một thứ.")
    questions: tuple[Phrase, ...] = many("Từ để hỏi", "Từ và cụm từ không dùng để tìm.")


class Typo(RecordModel, title="Chữ hay sai"):
    place_en: ClassVar[str] = "typo"
    right: Phrase = required("Viết đúng", "Chữ đúng thay vào chỗ sai.")
    not_after: tuple[Phrase, ...] = many("Không tính khi đứng sau", "Những tiếng đứng ngay trước làm cho chữ ấy thành đúng.")
    not_before: tuple[Phrase, ...] = many("Không tính khi đứng trước", "Những tiếng đứng ngay sau làm cho chữ ấy thành đúng.")


class Wording(RecordModel, title="Câu chữ"):
    """What reminders about wording go by: spellings that are never right, days that everybody knows without a year."""

    place_en: ClassVar[str] = "wording"
    typos: dict[Phrase, Annotated[Typo, BeforeValidator(read_typo)]] = optional("Chữ hay sai", "Chữ sai → chữ đúng.", {})
    anniversaries: tuple[Annotated[str, Field(pattern=r"^[1-9][0-9]?/[1-9][0-9]?$")], ...] = many("Ngày kỷ niệm", "Viết ngày/tháng.")


class Abbreviations(RecordModel, title="Từ viết tắt"):
    """What is written short: `common` on pages and in searches, `names` on pages and beside their words in searches, `searched` in searches only."""

    place_en: ClassVar[str] = "abbreviations"
    common: dict[str, Phrase] = optional("Dùng chung", "Từ viết tắt → viết đủ; có chú thích trên trang và dùng khi tìm.", {})
    names: dict[str, Phrase] = optional("Đã thành tên", "Có chú thích trên trang; khi tìm là từ cùng nghĩa.", {})
    searched: dict[str, Phrase] = optional("Chỉ để tìm", "Người dân hay gõ, không chú thích trên trang.", {})

    @property
    def by_searched_word(self) -> dict[str, str]:
        """What searches write out: small letters → the words."""
        return {short.lower(): words for short, words in (*self.common.items(), *self.searched.items())}

    @property
    def shown(self) -> dict[str, str]:
        """What pages explain: the letters as they stand in texts → the words."""
        return {**self.common, **self.names}
