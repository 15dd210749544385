"""An article and the files beside its page → a post: its record, its body, the copies to make, and what the editor still has to do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from generator.records import Vocabularies
from generator.records.base import DecodeContext
from generator.records.codes import check_path, is_kept_name
from generator.records.contacts import read_url
from generator.records.post import Post
from generator.staff.import_post.body import describe_picture, format_body, format_figure
from generator.staff.import_post.cleaning import clean_line, last_sentence, shorten_line
from generator.staff.import_post.faults import ImportFault
from generator.staff.import_post.files import find_local_file, load_document_fault, load_picture_fault, name_picture
from generator.staff.import_post.html_head import urlsplit
from generator.staff.import_post.model import Article, AttachedFile, FoundPicture, Hints, LocalFile
from generator.text import slugify

LONGEST_TITLE, LONGEST_TEXT, LONGEST_WORDS = 300, 200, 400
MOST_DROPPED, LONGEST_DROPPED = 60, 400
COVER_PLACES = 1  # a picture with at most so many paragraphs before it is the cover
PEOPLE = "Nếu nhận ra được người trong ảnh thì thêm dòng «people: true»."


@dataclass(slots=True)
class PostDraft:
    """A post on its way to disk: the fields as they go into the record, and everything around them."""

    article: Article
    local: dict[str, Path]
    folder: str
    fields: dict[str, object] = field(default_factory=dict)
    figures: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    copies: list[LocalFile] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    record: Post | None = None
    body: str = ""


def load_draft(article: Article, hints: Hints, local: dict[str, Path], folder: str, vocabularies: Vocabularies) -> PostDraft:
    """Decide everything about the post whose files will lie in `folder`; reads pictures and documents, writes nothing."""
    draft = PostDraft(article, local, folder)
    fill_words(draft)
    load_pictures(draft)
    load_attachments(draft)
    note_rest(article, hints)
    if article.published_at is None or draft.missing:
        draft.fields["draft"] = "true"
    try:
        draft.record = Post.model_validate(draft.fields, context=DecodeContext(vocabularies))
    except ValidationError as error:
        places = ", ".join(sorted({".".join(map(str, problem["loc"])) for problem in error.errors()}))
        raise ImportFault(
            f"Không viết được bài: giá trị tìm thấy cho «{places}» không dùng được. Hãy chép chữ của bài vào một tệp .txt."
        ) from None
    draft.body = format_body(article.body, draft.figures)
    return draft


def fill_words(draft: PostDraft) -> None:
    """The fields that are words, within their bounds."""
    article, fields = draft.article, draft.fields
    title = shorten_line(article.title, LONGEST_TITLE)
    if title != article.title:
        article.note("title", f"Tiêu đề quá dài nên được cắt; đầy đủ là: «{article.title}».")
    fields |= {"title": title, "lead": article.lead, "category": article.category}
    for name in ("published_at", "updated_at"):
        if getattr(article, name) is not None:
            fields[name] = getattr(article, name)
    if article.tags:
        fields["tags"] = tuple(article.tags)
    people = [{"name": person.name[:LONGEST_TEXT], "title": person.title[:LONGEST_TEXT]} for person in article.authors]
    if people:
        fields["authors"] = tuple({key: value for key, value in person.items() if value} for person in people)
    if article.posted_by:
        fields["posted_by"] = article.posted_by[:LONGEST_TEXT]
    if article.source:
        name, url = article.source
        fields["source"] = {"name": name[:LONGEST_TEXT]} | ({"url": url} if is_url(url) else {})


def is_url(url: str) -> bool:
    try:
        return bool(url) and bool(read_url(url))
    except PydanticCustomError:
        return False


def load_pictures(draft: PostDraft) -> None:
    """Each picture whose file is there goes to its place; of the others a remark stays."""
    gallery = []
    for picture in draft.article.pictures:
        path, why = load_picture(draft, picture)
        if path is None:
            note_missing_picture(draft.article, picture, why)
            continue
        name = next((copy.name for copy in draft.copies if copy.path == path), "") or name_picture(path, draft.taken)
        if LocalFile(path, name) not in draft.copies:
            draft.copies.append(LocalFile(path, name))
        is_cover = "cover" not in draft.fields and picture.place <= COVER_PLACES and not picture.in_gallery
        if is_cover:
            draft.fields["cover"] = make_picture(name, picture)
        elif picture.in_gallery:
            gallery.append(make_picture(name, picture))
        else:
            draft.figures[picture.place].append(format_figure(name, describe_picture(picture), format_caption(picture)))
        key = "cover" if is_cover else "gallery"
        draft.article.note(key, PEOPLE)
        if not picture.picture.alt:
            draft.article.note(key, f"Ảnh {name} chưa có mô tả (alt): hãy viết một câu cho người không nhìn thấy ảnh.")
    if gallery:
        draft.fields["gallery"] = tuple(gallery)


def load_picture(draft: PostDraft, picture: FoundPicture) -> tuple[Path | None, str]:
    """The picture's file, or why there is none."""
    path = find_local_file(picture.picture.src, draft.local) if picture.picture is not None else None
    if path is None:
        return None, ""
    why = load_picture_fault(path)
    return (None, why) if why else (path, "")


def make_picture(name: str, picture: FoundPicture) -> dict[str, str]:
    """The fields of a cover or of a picture of the gallery."""
    values = {"file": name, "alt": describe_picture(picture)[:LONGEST_WORDS], "caption": picture.caption[:LONGEST_WORDS]}
    return {key: value for key, value in {**values, "credit": picture.credit[:LONGEST_TEXT]}.items() if value}


def format_caption(picture: FoundPicture) -> str:
    return f"{picture.caption} (Ảnh: {picture.credit})".strip() if picture.credit else picture.caption


def note_missing_picture(article: Article, picture: FoundPicture, why: str) -> None:
    """Say which picture is not there, with its caption and where it stood."""
    name = f"Ảnh «{shorten_line(picture.picture.src, 200)}»" if picture.picture is not None else "Ảnh của chú thích dưới đây"
    reason = f"không dùng được: {why}" if why else "không có tệp."
    caption = f" Chú thích: «{format_caption(picture)}»." if format_caption(picture) else ""
    place = f" Vị trí: sau câu «{picture.after}»." if picture.after else ""
    article.note("cover" if picture.place == 0 else "gallery", f"{name} {reason}{caption}{place}")


def load_attachments(draft: PostDraft) -> None:
    """Each document under its original name; one that is not there makes the post a draft."""
    entries, slugs = [], set()
    for file in draft.article.attachments:
        path = find_local_file(file.src, draft.local) or find_local_file(file.name, draft.local)
        why = load_document_fault(path) if path is not None else ""
        slug = slugify(file.name)
        if why or slug in slugs or file.name in draft.taken:
            draft.article.note("attachments", f"Tệp «{file.name}» không đưa vào bài: {why or 'trùng tên với một tệp khác của bài.'}")
            continue
        slugs.add(slug)
        entries.append(make_attachment(file))
        if path is not None:
            draft.taken.add(file.name)
            draft.copies.append(LocalFile(path, file.name))
        else:
            draft.missing.append(file.name)
            draft.article.note("attachments", f"Hãy chép tệp «{file.name}» vào thư mục {draft.folder}/ rồi bỏ dòng draft.")
    if entries:
        draft.fields["attachments"] = tuple(entries)


def make_attachment(file: AttachedFile) -> dict[str, str]:
    values = {"file": file.name, "title": file.title[:LONGEST_WORDS], "number": file.number, "issued_on": file.issued_on}
    return {key: value for key, value in {**values, "signed": "true" if file.signed else ""}.items() if value}


def note_rest(article: Article, hints: Hints) -> None:
    """What did not come along, so that nothing is lost."""
    for number, block in enumerate(article.body):
        if block.kind == "embed":
            before = next((known.text for known in reversed(article.body[:number]) if known.kind != "embed" and known.text), article.lead)
            article.note("body", f"Khung nhúng (video, bản đồ) ở {block.text} chưa được chuyển; vị trí: sau câu «{last_sentence(before)}».")
    for address in dict.fromkeys(hints.far_files[:20]):
        article.note("attachments", f"Bài dẫn đến tệp trên trang khác: {address}. Nếu cần, tải về làm tệp đính kèm.")
    if hints.dropped_links:
        shown = "; ".join(dict.fromkeys(hints.dropped_links[:20]))
        article.note("body", f"Liên kết không chuyển được, chỉ còn chữ: {shown}.")
    if hints.address:
        article.note("previous_urls", f"Địa chỉ cũ của bài: {hints.address}")
        if is_own_path(hints.address):
            article.note("previous_urls", f"Nếu giữ tên miền cũ, thêm vào previous_urls: {urlsplit(hints.address).path}")
    if article.dropped:
        article.note("body", "Các dòng sau bị bỏ vì có vẻ không thuộc bài; hãy chép lại dòng nào cần giữ:")
        for line in article.dropped[:MOST_DROPPED]:
            article.remarks.append(("body", f"| {shorten_line(clean_line(line), LONGEST_DROPPED)}"))
        if len(article.dropped) > MOST_DROPPED:
            article.note("body", f"Còn {len(article.dropped) - MOST_DROPPED} dòng nữa, xem tệp gốc.")


def is_own_path(address: str) -> bool:
    try:
        return len(urlsplit(address).path) > 1 and bool(check_path(urlsplit(address).path))
    except PydanticCustomError:
        return False


def make_slug(article: Article, year: int, day: date) -> str:
    """The file's name out of the title, cut between words."""
    slug = slugify(article.title)
    if len(slug) > 70:
        slug = slug[:71].rpartition("-")[0] or slug[:70]
    if len(slug) < 2 or slug in ("xa", "trang") or slug.isdigit() or slug.startswith("thang-") or is_kept_name(slug):
        moment = article.published_at
        slug = f"bai-{slug}" if slug else f"bai-{moment:%Y-%m-%d-%H%M}" if moment is not None else f"bai-{year}-{day:%m-%d}"
    return slug
