"""The words by which a saved page is read: page furniture, labels, offices, names of classes. A site adds its own in its vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generator.diagnostics import Diagnostic, Report, format_text
from generator.records.base import RecordModel, Text, many
from generator.records.vocabularies import decode_entry, load_view, read_data
from generator.staff.import_post.cleaning import fold_line
from generator.staff.import_post.faults import ImportFault
from generator.text import fold

VOCABULARY = "import_furniture.yml"
OWN_VOCABULARIES = Path(__file__).resolve().parents[3] / "data" / "vocabularies"
LONGEST_FURNITURE = 240  # characters; a longer line is never compared with the patterns
COUNT = re.compile(r"\s*\(\d+\)$")  # «Ý kiến bạn đọc (0)»
NUMBER = r"[0-9][0-9.,]*"


class ImportWords(RecordModel, title="Chữ giúp chuyển bài"):
    """The lists of `import_furniture.yml`."""

    place_en: ClassVar[str] = "import vocabulary"
    dropped: tuple[Text, ...] = many("Dòng thừa", "Bỏ ở bất cứ đâu.")
    ends: tuple[Text, ...] = many("Hết bài", "Từ đây trở xuống không phải bài.")
    site_names: tuple[Text, ...] = many("Tên trang", "Đứng trên tiêu đề.")
    author_labels: tuple[Text, ...] = many("Nhãn tác giả", "Đứng trước tên.")
    poster_labels: tuple[Text, ...] = many("Nhãn người đăng", "Đứng trước tên.")
    source_labels: tuple[Text, ...] = many("Nhãn nguồn", "Đứng trước tên nguồn.")
    stamp_labels: tuple[Text, ...] = many("Nhãn ngày đăng", "Đứng trước ngày giờ.")
    update_labels: tuple[Text, ...] = many("Nhãn cập nhật", "Đứng trước ngày giờ.")
    tag_labels: tuple[Text, ...] = many("Nhãn thẻ", "Đứng trước các thẻ.")
    attachment_labels: tuple[Text, ...] = many("Nhãn tệp đính kèm", "Đứng trước tên tệp.")
    photo_labels: tuple[Text, ...] = many("Nhãn nguồn ảnh", "Đứng trước tên người chụp.")
    category_labels: tuple[Text, ...] = many("Nhãn chuyên mục", "Đứng trước tên chuyên mục.")
    bylines: tuple[Text, ...] = many("Tên nhóm", "Ký tên thay họ tên người.")
    accounts: tuple[Text, ...] = many("Tên đăng nhập chung", "Là người đăng, không phải tác giả.")
    offices: tuple[Text, ...] = many("Chức danh", "Chữ mở đầu chức danh.")
    caption_openings: tuple[Text, ...] = many("Mở đầu chú thích", "Chữ mở đầu chú thích ảnh.")
    caption_verbs: tuple[Text, ...] = many("Chữ trong chú thích", "Chữ thường có trong chú thích ảnh.")
    document_kinds: tuple[Text, ...] = many("Loại văn bản", "Chữ mở đầu tên văn bản.")
    download_words: tuple[Text, ...] = many("Chữ trên nút tải", "Không phải tên tài liệu.")
    html_dropped: tuple[Text, ...] = many("Phần thừa", "Chữ trong class, id.")
    html_bodies: tuple[Text, ...] = many("Thân bài", "Chữ trong class, id.")
    html_titles: tuple[Text, ...] = many("Tiêu đề", "Chữ trong class, id.")
    html_leads: tuple[Text, ...] = many("Đoạn dẫn", "Chữ trong class, id.")
    html_authors: tuple[Text, ...] = many("Tác giả", "Chữ trong class, id.")
    html_stamps: tuple[Text, ...] = many("Ngày đăng", "Chữ trong class, id.")
    html_captions: tuple[Text, ...] = many("Chú thích", "Chữ trong class, id.")
    html_categories: tuple[Text, ...] = many("Chuyên mục", "Chữ trong class, id.")
    html_tags: tuple[Text, ...] = many("Thẻ", "Chữ trong class, id.")
    html_sources: tuple[Text, ...] = many("Nguồn", "Chữ trong class, id.")
    html_places: tuple[Text, ...] = many("Nơi viết bài", "Chữ trong class, id.")
    html_attachments: tuple[Text, ...] = many("Tệp đính kèm", "Chữ trong class, id.")


@dataclass(frozen=True, slots=True)
class LineWords:
    """The patterns of whole lines, ready to compare with folded ones."""

    dropped: re.Pattern[str]
    ends: re.Pattern[str]
    site_names: re.Pattern[str]


def compile_lines(words: ImportWords) -> LineWords:
    """The three lists of lines as patterns."""
    return LineWords(compile_patterns(words.dropped), compile_patterns(words.ends), compile_patterns(words.site_names))


def compile_patterns(lines: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all lines: `*` for any words, `#` for a number."""
    parts = (re.escape(" ".join(fold(line).split())).replace(r"\*", ".*").replace(r"\#", NUMBER) for line in lines)
    return re.compile("|".join(f"(?:{part})" for part in parts) or r"(?!)")


def matches(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a line, with or without the signs around it, is one of the pattern's."""
    if len(text) > LONGEST_FURNITURE:
        return False
    folded = " ".join(fold(text).split())
    plain = COUNT.sub("", folded)
    return any(pattern.fullmatch(form) for form in {folded, plain, plain.rstrip(" :.»>"), fold_line(text)} if form)


def split_label(text: str, labels: Iterable[str]) -> tuple[str, bool] | None:
    """What stands behind one of the labels at the start of a line, and whether a colon parts them; None where no label stands."""
    stripped = text.lstrip(" (-–[")
    is_bracketed = text.lstrip()[:1] in ("(", "[")
    for label in sorted(labels, key=len, reverse=True):
        if fold(stripped[: len(label)]) != fold(label):
            continue
        behind = stripped[len(label) :]
        value = behind.lstrip(" :;-–").rstrip(")] " if is_bracketed else " ")
        if behind.lstrip()[:1] in (":", ";"):
            return value, True
        if not value or behind[:1] == " ":
            return value, False
    return None


def load_words(vocabularies_dir: Path, project_dir: Path) -> ImportWords:
    """The site's list, or the generator's own where the site has none. Raises ImportFault for a list with mistakes."""
    folder = vocabularies_dir if (vocabularies_dir / VOCABULARY).is_file() else OWN_VOCABULARIES
    problems: list[Diagnostic] = []
    view = load_view(folder / VOCABULARY, project_dir, problems.append)
    data = read_data(view, view.root, problems.append) if view is not None else None
    words = decode_entry(view, ImportWords, data, (), problems.append) if view is not None else None
    if problems or not isinstance(words, ImportWords):
        raise ImportFault(format_text(Report(problems), "vi"))
    return words
