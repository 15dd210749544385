"""One saved page from disk to a post file: what is read, decided, proved by the checks and only then written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import PydanticCustomError

from generator.checks import CheckContext, check_records
from generator.checks.finding import place_findings
from generator.diagnostics import Report, format_text
from generator.output import describe_disk_error
from generator.records import Records, Source, Vocabularies, load_vocabularies
from generator.records.codes import check_slug
from generator.records.decoder import decode_post
from generator.records.sources import relative_name
from generator.settings import Settings
from generator.staff.import_post.choices import year_of
from generator.staff.import_post.decoding import decode_page
from generator.staff.import_post.draft import PostDraft, load_draft, make_slug
from generator.staff.import_post.faults import ImportFault
from generator.staff.import_post.files import load_local_files, load_page
from generator.staff.import_post.front_matter import read_markdown_page
from generator.staff.import_post.html_page import read_html_page
from generator.staff.import_post.model import Page
from generator.staff.import_post.plain_page import read_plain_page
from generator.staff.import_post.post_file import encode_import
from generator.staff.import_post.recognition import Site, recognise_article
from generator.staff.import_post.words import ImportWords, load_words
from generator.text import fold, format_stamp

HTML_ENDINGS, MARKDOWN_ENDINGS, TEXT_ENDINGS = (".html", ".htm", ".xhtml"), (".md", ".markdown"), (".txt", "")
WORD_ENDINGS = (".doc", ".docx", ".odt", ".rtf")
LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
HAS_BLOCKS = re.compile(r"<(?:p|div|br|body|h[1-6]|td|li|section|article)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A post that would be written: its path, its text, the files that go with it, and what the checks say of it."""

    path: Path
    file: str
    content: str
    draft: PostDraft
    report: Report

    @property
    def folder(self) -> Path:
        """Where the post's files go."""
        return self.path.with_suffix("")


def load_import(page: Path, settings: Settings, slug: str = "") -> ImportPlan:
    """Read a saved page and decide what its post would be. Writes nothing. Raises ImportFault."""
    vocabularies, _ = load_vocabularies(settings.vocabularies_dir, settings.project_dir)
    words = load_words(settings.vocabularies_dir, settings.project_dir)
    content = load_page(page)
    check_ending(page.suffix.lower())
    saved = read_page(decode_page(content), page.suffix.lower(), words)
    places = (place for province in vocabularies.provinces.values() for place in (province.label, *province.former))
    article = recognise_article(saved, words, Site(settings.build_date, vocabularies.post_categories, frozenset(map(fold, places))))
    year = year_of(article.published_at, settings.build_date)
    name = read_slug(slug) if slug else make_slug(article, year, settings.build_date)
    path = settings.news_dir / str(year) / f"{name}.md"
    file = relative_name(path, settings.project_dir)
    draft = load_draft(article, saved.hints, load_local_files(page), file.removesuffix(".md"), vocabularies)
    content = encode_import(draft.record, article.remarks, draft.body, stamp_year=year)
    return ImportPlan(
        path, file, content, draft, prove(content, Source(file, path, "post", slug=name, year=str(year)), draft, vocabularies, settings)
    )


def check_ending(ending: str) -> None:
    """Raises ImportFault for a file that is no page and no text."""
    if ending in WORD_ENDINGS:
        raise ImportFault(
            "Đây là tệp của phần mềm soạn văn bản. Hãy mở tệp ấy, chọn lưu thành trang web (.htm, .html) hoặc chữ thuần (.txt, bảng mã UTF-8)."
        )
    if ending not in (*HTML_ENDINGS, *MARKDOWN_ENDINGS, *TEXT_ENDINGS):
        raise ImportFault(f"Không đọc được tệp đuôi «{ending}». Hãy lưu bài thành .html, .txt hoặc .md.")


def read_page(text: str, ending: str, words: ImportWords) -> Page:
    """The page's blocks by its ending, or by what it is where the ending lies."""
    if (ending in HTML_ENDINGS and HAS_BLOCKS.search(text)) or LOOKS_LIKE_HTML.match(text[:5000]):
        return read_html_page(text, words)
    return read_markdown_page(text, words) if ending in MARKDOWN_ENDINGS else read_plain_page(text)


def read_slug(slug: str) -> str:
    """The name that the command line gives, if a post may have it."""
    try:
        return check_slug(slug)
    except PydanticCustomError:
        raise ImportFault(
            f"«{slug}» không dùng làm tên tệp được: chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ «hoi-nghi-tong-ket»."
        ) from None


def prove(content: str, source: Source, draft: PostDraft, vocabularies: Vocabularies, settings: Settings) -> Report:
    """What `htx check` will say of the post. Raises ImportFault for an error: nothing is written that a build would refuse."""
    encoded = content.encode("utf-8")
    decoded = decode_post(encoded, source, vocabularies)
    report = Report(list(decoded.diagnostics))
    if decoded.record is not None:
        files = {f"{draft.folder}/{copy.name}": copy.path for copy in draft.copies}
        context = CheckContext(Records((), (decoded,), (), vocabularies), settings.build_date, files)
        report.extend(place_findings(encoded, list(check_records(context))))
    if report.has_errors:
        raise ImportFault(f"Bài đọc được nhưng chưa hợp lệ nên không ghi:\n{format_text(report, 'vi')}")
    return report


def load_obstacle(plan: ImportPlan) -> str:
    """The file that is in the way of the post or of one of its files; nothing where the way is free."""
    wanted = [plan.path, *(plan.folder / copy.name for copy in plan.draft.copies)]
    return next((str(path) for path in wanted if path.exists() or path.is_symlink()), "")


def write_import(plan: ImportPlan) -> None:
    """Write the post and its files; nothing that exists is touched, and what was begun is taken back. Raises ImportFault."""
    obstacle = load_obstacle(plan)
    if obstacle:
        raise ImportFault(f"Đã có {obstacle}; không ghi đè. Nếu là bài khác, hãy chọn tên khác: --slug TÊN-TỆP.")
    written: list[Path] = []
    try:
        plan.path.parent.mkdir(parents=True, exist_ok=True)
        if plan.draft.copies:
            plan.folder.mkdir(exist_ok=True)
        for copy in plan.draft.copies:
            write_new(plan.folder / copy.name, copy.path.read_bytes(), written)
        write_new(plan.path, plan.content.encode("utf-8"), written)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise ImportFault(describe_disk_error(error)) from None


def write_new(path: Path, content: bytes, written: list[Path]) -> None:
    """Write a file that does not exist yet."""
    with path.open("xb") as file:
        written.append(path)
        file.write(content)


def format_import(plan: ImportPlan) -> str:
    """What was found, and what the editor still has to do."""
    record, article = plan.draft.record, plan.draft.article
    stamp = format_stamp(record.published_at) if record.published_at is not None else "không thấy, bài là bản nháp"
    authors = "; ".join(", ".join(part for part in (author.name, author.title) if part) for author in record.authors) or "không thấy"
    lines = [
        f"Tiêu đề: {record.title}",
        f"Ngày giờ đăng: {stamp}",
        f"Chuyên mục: {record.category}",
        f"Tác giả: {authors}",
        *([f"Người đăng: {record.posted_by}"] if record.posted_by else []),
        *([f"Nguồn: {record.source.name}"] if record.source is not None else []),
        *(f"Tệp đính kèm: {file.file}" for file in record.attachments),
        *(f"Đã chép: {plan.folder.name}/{copy.name}" for copy in plan.draft.copies),
    ]
    remarks = [sentence for key, sentence in article.remarks if not sentence.startswith("| ")]
    if remarks:
        lines += ["", "Cần xem lại (cũng ghi trong tệp, ở các dòng bắt đầu bằng #):", *(f"- {sentence}" for sentence in remarks)]
    if len(plan.report.diagnostics):
        lines += ["", format_text(plan.report, "vi")]
    return "\n".join(lines)
