"""Blocks of a page → the article: where its title, lead and text are, and what the lines around them say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.records.vocabularies import Term
from generator.staff.import_post.attachments import describe_file, is_refused
from generator.staff.import_post.captions import BodyReader
from generator.staff.import_post.choices import choose_category, choose_moments, choose_people, choose_source, cut_lead
from generator.staff.import_post.cleaning import END_MARK, ends_sentence, fold_line, shorten_line, strip_end_mark
from generator.staff.import_post.details import Details
from generator.staff.import_post.faults import ImportFault
from generator.staff.import_post.html_parts import TITLE_JOINT
from generator.staff.import_post.line_kinds import mark_headings, mark_items
from generator.staff.import_post.model import Article, Block, Page, Run
from generator.staff.import_post.people import is_name, read_names
from generator.staff.import_post.signatures import take_office, take_signature
from generator.staff.import_post.words import ImportWords, compile_lines, matches, split_label
from generator.text import fold

LONGEST_TITLE = 300
LONG_LINE = 160  # characters; in the lines above an article nothing but its text is as long
FEWEST_WORDS = 5  # of a title that stands only in the page's head
TRAIL = re.compile(r"\s+[>»›]\s*|\s*[>»›]\s+")  # «Trang chủ > Tin tức > Tin hoạt động»
SLASHED_TRAIL = re.compile(r"(?:trang chủ|trang nhất)\s*/", re.IGNORECASE)
LONGEST_PART = 45  # of a trail
LEAD_LOOKUP = 4  # blocks at the start of the text among which the lead is


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the site that the post goes to."""

    build_date: date
    categories: Mapping[str, Term]
    places: frozenset[str]  # folded names of provinces: no persons

    @property
    def last_year(self) -> int:
        return self.build_date.year + 1


def recognise_article(page: Page, words: ImportWords, site: Site) -> Article:
    """The article of a page. Raises ImportFault where there is none."""
    blocks = [block for block in page.blocks if block.text or block.picture or block.files]
    details = Details(words, compile_lines(words), site.last_year)
    number = find_title(blocks, page, details, site)
    article = Article(title=read_title(blocks, number, page))
    read_above(blocks[: max(number, 0)], details, site, article)
    if len(article.title) > 80 and ends_sentence(article.title):
        article.note("title", "Không thấy tiêu đề trong trang; câu đầu được dùng tạm.")
    if article.title.isupper() and len(article.title) > 12:
        article.note("title", "Tiêu đề viết hoa toàn bộ: hãy viết lại bằng chữ thường.")
    above_count = len(details.stamps)
    contents = read_below(blocks[number + 1 :], details, article, has_title=number >= 0)
    if not any(block.text for block in contents):
        raise ImportFault(
            "Không tìm thấy nội dung bài: chỉ thấy tiêu đề, trình đơn và các dòng phụ của trang. Hãy chép chữ của bài vào một tệp .txt."
        )
    contents = take_signature(take_office(contents, details), details, site.places)
    choose_moments(article, details.stamps[above_count:], details.stamps[:above_count], page, site.build_date)
    choose_people(article, details, page.hints, words)
    choose_source(article, details.sources, page.hints)
    in_titles = [part for title in page.hints.titles for part in TITLE_JOINT.split(title)[1:] if find_category(part, site)]
    choose_category(article, [*in_titles, *details.categories, *reversed(page.hints.categories)], site.categories)
    article.tags = choose_tags(details, page)
    contents = take_lead(article, contents)
    reader = BodyReader(article.title, article.lead, words)
    reader.read(contents)
    article.body, article.pictures = mark_headings(mark_items(close_body(reader.body)), is_plain=page.is_plain), reader.pictures
    add_files(article, details, words, site)
    return article


def find_title(blocks: list[Block], page: Page, details: Details, site: Site) -> int:
    """The number of the title's block; -1 where the page names its title in its head only."""
    marked = next((number for number, block in enumerate(blocks) if block.role == "title"), None)
    if marked is not None:
        return marked
    known = {fold_line(title) for title in page.hints.titles}
    repeated = next((number for number, block in enumerate(blocks) if known and fold_line(block.text) in known), None)
    if repeated is not None:
        return repeated
    if known and len(read_title(blocks, -1, page).split()) >= FEWEST_WORDS:
        return -1
    head = find_head(blocks)
    stamp = next((number for number in head if is_stamp_line(blocks[number].text, details) and number), None)
    lines = [number for number in head if is_title_line(blocks[number], details, site)]
    own = [number for number in lines if not matches(details.lines.site_names, blocks[number].text)] or lines
    own = [number for number in own if not is_name(blocks[number].text, details.words)] or own
    before = [number for number in own if stamp is not None and number < stamp and len(blocks[number].text.split()) >= 3]
    if before:
        return before[-1]
    wordy = [number for number in own if len(blocks[number].text.split()) >= 5]
    if wordy or own:
        return wordy[0] if wordy else max(own, key=lambda number: len(blocks[number].text))
    behind = (number for number in range(len(head), len(blocks)) if is_title_line(blocks[number], details, site))
    return next(behind, len(blocks) - 1)


def find_head(blocks: list[Block]) -> list[int]:
    """The lines above the text: those before the first that is as long as a paragraph."""
    for number, block in enumerate(blocks):
        is_text = (
            len(block.text) > LONG_LINE or (len(block.text) > 60 and block.text.endswith(".")) or block.kind in ("item", "table", "picture")
        )
        if is_text and number:
            return list(range(number))
    return list(range(min(len(blocks), 1)))


def is_stamp_line(text: str, details: Details) -> bool:
    """Whether a line is a stamp and nothing that could be text."""
    return Details(details.words, details.lines, details.last_year).take_stamp(text, is_marked=False)


def is_title_line(block: Block, details: Details, site: Site) -> bool:
    """Whether a line above the text can be its title."""
    probe = Details(details.words, details.lines, details.last_year)
    is_line = block.kind in ("paragraph", "heading") and not read_trail(block.text)
    return is_line and not probe.take(block) and not find_category(block.text, site)


def read_trail(text: str) -> list[str]:
    """The parts of a line that tells the way to a page; nothing for any other line."""
    parts = (
        [part.strip() for part in (text.split("/") if SLASHED_TRAIL.match(text) else TRAIL.split(text))] if len(text) <= LONG_LINE else []
    )
    return parts if len(parts) > 1 and all(fold_line(part) and len(part) <= LONGEST_PART for part in parts) else []


def find_category(text: str, site: Site) -> str:
    """The category that a line names and nothing else."""
    folded = fold_line(text)
    named = ((code, fold(word)) for code, term in site.categories.items() for word in (code, term.label, *term.synonyms))
    return next((code for code, word in named if word == folded), "")


def read_title(blocks: list[Block], number: int, page: Page) -> str:
    """The title's words; out of the page's head where the page itself shows none."""
    text = blocks[number].text if number >= 0 else min(page.hints.titles, key=len, default="")
    if number < 0 and page.hints.site_name:
        text = text.removesuffix(page.hints.site_name).rstrip(" -–|»·") or text
    if not text:
        raise ImportFault("Không tìm thấy chữ nào của bài trong tệp này.")
    return text


def read_above(blocks: list[Block], details: Details, site: Site, article: Article) -> None:
    """The lines above the title: its category, perhaps a stamp, mostly furniture. What might have been text is kept as `dropped`."""
    for block in blocks:
        trail = read_trail(block.text)
        if trail or find_category(block.text, site):
            details.categories.extend(trail or [block.text])
        elif block.in_scope or (not block.files and len(block.text) <= LONG_LINE):
            is_known = details.take(block) or matches(details.lines.site_names, block.text)
            says_something = len(block.text.split()) >= FEWEST_WORDS or any(sign.isdigit() for sign in block.text)
            if block.in_scope and not is_known and says_something:
                article.dropped.append(block.text)


def read_below(blocks: list[Block], details: Details, article: Article, *, has_title: bool) -> list[Block]:
    """The text below the title. What is left out and might have been text is kept as `dropped`."""
    contents: list[Block] = []
    has_ended = False
    end = find_end(blocks)
    for number, block in enumerate(blocks):
        if has_ended and number < end and is_long_text(block):
            has_ended = False  # a box of other articles stood in the middle of this one
        is_near = has_title and not contents and is_stamp_line(block.text, details)
        if not block.in_scope and not is_near and not is_outer_detail(block, details):
            continue
        has_text = any(known.text for known in contents)
        if matches(details.lines.ends, block.text):
            has_ended = has_ended or has_text
        elif details.take(block):
            continue
        elif has_ended or not belongs(block, contents, details):
            if not block.text.isdigit():
                article.dropped.append(block.text or f"[ảnh: {block.picture.src[:200]}]")
        else:
            contents.append(block)
    return contents


def find_end(blocks: list[Block]) -> int:
    """The number of the last block that closes as official texts do, «./.»: whatever box stands above it, the article goes on behind it."""
    return max((number for number, block in enumerate(blocks) if END_MARK.search(block.text[-20:])), default=-1) + 1


def is_long_text(block: Block) -> bool:
    """Whether a block is a paragraph as articles have them, and not an excerpt that breaks off."""
    return (
        block.kind == "paragraph"
        and (len(block.text) >= 120 or bool(END_MARK.search(block.text[-20:])))
        and not block.text.endswith(("…", "..."))
    )


def is_outer_detail(block: Block, details: Details) -> bool:
    """Whether a block beside the article's own box still speaks of it: its files, its tags."""
    if block.role == "attachment":
        return True
    found = (
        split_label(block.text, (*details.words.tag_labels, *details.words.attachment_labels)) if len(block.text) <= LONG_LINE * 2 else None
    )
    return found is not None and found[1]


def belongs(block: Block, contents: list[Block], details: Details) -> bool:
    """Whether a block is of the article: in its text, or before it and worded or marked as a lead."""
    if block.in_body:
        return True
    if any(known.in_body for known in contents):
        return False
    if contents and contents[-1].kind == "picture" and (block.role == "caption" or (block.set_apart and len(block.text) <= LONG_LINE)):
        return True
    people = read_names(block.text, details.words) if len(block.text) < LONG_LINE else []
    details.authors.extend(people)
    return not people and (block.role == "lead" or block.kind == "picture" or (len(block.text) >= 60 and ends_sentence(block.text)))


def take_lead(article: Article, contents: list[Block]) -> list[Block]:
    """The lead out of the text, with its repetitions; a picture may stand before it."""
    near = [number for number, block in enumerate(contents) if block.text][:LEAD_LOOKUP]
    place = next((number for number in near if contents[number].role == "lead"), None)
    if place is None:
        place = next((number for number in near if contents[number].kind == "paragraph" and len(contents[number].text) >= 40), near[0])
    lead = contents[place].text
    rest = [*contents[:place], *contents[place + 1 :]]
    behind = rest[place] if place < len(rest) else None
    if lead.endswith(("…", "...")) and behind is not None and fold_line(behind.text).startswith(fold_line(lead)):
        lead = behind.text  # an excerpt cut off where its paragraph goes on
    folded = fold_line(lead)
    rest = [block for number, block in enumerate(rest) if number > place + 2 or block.kind == "table" or fold_line(block.text) != folded]
    article.lead, left = cut_lead(strip_end_mark(lead), article)
    return [*rest[:place], Block("paragraph", (Run(left),)), *rest[place:]] if left else rest


def close_body(body: list[Block]) -> list[Block]:
    """The body without the mark that closes official texts."""
    for number in range(len(body) - 1, max(len(body) - 4, -1), -1):
        block = body[number]
        if block.runs:
            runs = (*block.runs[:-1], replace(block.runs[-1], text=strip_end_mark(block.runs[-1].text)))
            body = [*body[:number], replace(block, runs=runs), *body[number + 1 :]]
    return body


def choose_tags(details: Details, page: Page) -> list[str]:
    details.take_tags(",".join(page.hints.tags[:40]))
    return details.tags


def add_files(article: Article, details: Details, words: ImportWords, site: Site) -> None:
    """The attachments, each once."""
    texts = [article.title, article.lead, *(block.text for block in article.body)]
    for file in details.files:
        found = describe_file(file.src, file.text, texts, words, site.last_year)
        if is_refused(found.name):
            article.note(
                "attachments", f"Tệp «{shorten_line(found.name, 100)}» thuộc loại không đăng được để tải về; hãy đổi sang PDF hoặc ZIP."
            )
        elif found.name not in [known.name for known in article.attachments]:
            article.attachments.append(found)
