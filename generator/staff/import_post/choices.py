"""Several candidates → one value: the moment of publication, the people, the source, the category, the length of the lead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from generator.records.vocabularies import Term
from generator.staff.import_post.cleaning import SENTENCE_END, fold_line, shorten_line
from generator.staff.import_post.details import Details
from generator.staff.import_post.model import Article, Hints, Page, Person
from generator.staff.import_post.people import is_account, read_names
from generator.staff.import_post.stamps import Stamp, list_partial_dates, read_moment
from generator.staff.import_post.words import ImportWords
from generator.text import fold, format_date, nearest

LONGEST_LEAD = 900
LONG_LEAD = 450
DEFAULT_CATEGORY = "tin-hoat-dong"
MOST_AUTHORS = 12


def choose_moments(article: Article, stamps: list[Stamp], above: list[Stamp], page: Page, build_date: date) -> None:
    """The moment of publication: as the page's head has it, as it is printed below the title, or above it where that is no clock."""
    last_year = build_date.year + 1
    told = [moment for text in page.hints.published[:5] if (moment := read_moment(text, last_year))]
    told_updates = [moment for text in page.hints.updated[:5] if (moment := read_moment(text, last_year))]
    printed = [stamp for stamp in stamps if stamp.label != "updated"]
    updates = [stamp for stamp in stamps if stamp.label == "updated"]
    believed = [stamp for stamp in above if not is_clock(stamp, page)]
    candidates = sorted(printed, key=lambda stamp: not stamp.has_time) or believed
    if told:
        article.published_at = told[0]
        if printed and printed[0].moment.date() != told[0].date():
            article.note("published_at", f"Trên trang in ngày «{printed[0].text}», khác ngày ghi trong mã trang; hãy kiểm tra.")
    elif candidates or updates:
        use_stamp(article, (candidates or updates)[0], is_above=not printed and bool(believed), is_update=not candidates)
    for moment in (*told_updates, *(stamp.moment for stamp in updates)):
        if article.published_at is not None and moment > article.published_at and article.updated_at is None:
            article.updated_at = moment
    clocks = [stamp for stamp in above if stamp not in believed]
    if article.published_at is None:
        note_missing_stamp(article, clocks, page)
    elif article.published_at.date() > build_date:
        article.note("published_at", f"Ngày này còn ở tương lai (hôm nay là {format_date(build_date)}): hãy kiểm tra.")


def is_clock(stamp: Stamp, page: Page) -> bool:
    """Whether a stamp above the title is today's date on the old site: with its zone, or the first words of the page."""
    block = next((block for block in page.blocks if block.text == stamp.text), None)
    if block is None or not block.in_scope:
        return True
    if block.role == "stamp":
        return False
    return stamp.has_zone or (not stamp.label and block is page.blocks[0])


def use_stamp(article: Article, stamp: Stamp, *, is_above: bool, is_update: bool) -> None:
    """Take a printed stamp, and say what is doubtful about it."""
    article.published_at = stamp.moment
    if not stamp.has_time:
        article.note("published_at", f"Trang gốc chỉ ghi ngày («{stamp.text}»); giờ {stamp.moment:%H:%M} là tạm đặt.")
    if is_above and not stamp.label:
        article.note("published_at", f"Ngày giờ này đứng trên tiêu đề («{stamp.text}»): hãy kiểm tra xem có phải đồng hồ của trang không.")
    if is_update:
        article.note("published_at", "Trang gốc chỉ ghi ngày cập nhật, không ghi ngày đăng.")
    if stamp.wrong_weekday:
        article.note("published_at", f"Thứ và ngày trên trang gốc không khớp nhau: «{stamp.text}».")


def note_missing_stamp(article: Article, clocks: list[Stamp], page: Page) -> None:
    """Where the date belongs, and what may help to find it."""
    article.note(
        "published_at",
        "Chưa rõ ngày giờ đăng. Hãy ghi vào dòng dưới, bỏ dấu # và bỏ dòng draft; nếu khác năm thì chuyển tệp sang thư mục năm ấy.",
    )
    dates = list_partial_dates([block.text for block in page.blocks])
    if dates:
        article.note("published_at", f"Trong bài có nhắc: {'; '.join(dates)}.")
    for clock in clocks[:2]:
        article.note("published_at", f"Dòng «{clock.text}» ở đầu trang có vẻ là đồng hồ của trang cũ nên chưa dùng.")


def choose_people(article: Article, details: Details, hints: Hints, words: ImportWords) -> None:
    """Authors as the page prints them, else as its head names them; a common login is the poster."""
    told = [person for name in hints.authors[:MOST_AUTHORS] for person in read_names(name, words)]
    posters = [*details.posters, *(name for name in hints.authors[:MOST_AUTHORS] if is_account(name, words))]
    unique: dict[str, Person] = {}
    for person in details.authors or told:
        known = unique.get(fold_line(person.name))
        if person.name and (known is None or (person.title and not known.title)):
            unique[fold_line(person.name)] = person
    article.authors = list(unique.values())[:MOST_AUTHORS]
    article.posted_by = posters[0] if posters else ""
    if not article.authors:
        poster = f" Người đăng «{shorten_line(article.posted_by, 60)}» có phải là người viết bài không?" if article.posted_by else ""
        article.note("authors", f"Không thấy tên tác giả trong bài.{poster}")


def choose_source(article: Article, sources: list[tuple[str, str]], hints: Hints) -> None:
    """The source that the page names; a page of another site may be one."""
    if sources:
        article.source = sources[0]
        for name, _ in sources[1:3]:
            article.note("source", f"Trang còn ghi nguồn khác: «{name}».")
        return
    where = " ".join(part for part in (hints.site_name, hints.address) if part)
    known = f" Trang đã lưu: {shorten_line(where, 300)}." if where else ""
    article.note("source", f"Chưa rõ nguồn.{known} Nếu là bài đăng lại thì ghi mục source với name (và url).")


def choose_category(article: Article, named: list[str], categories: Mapping[str, Term]) -> None:
    """The category that the page names, by label or synonym, or one whose name is near; else the one of general news."""
    code_by_word = {fold(word): code for code, term in categories.items() for word in (code, term.label, *term.synonyms)}
    known = [code_by_word[fold_line(name)] for name in named if fold_line(name) in code_by_word]
    if known:  # the last of a trail is the nearest to the article, and any says more than «Tin tức»
        article.category = next((code for code in reversed(known) if code != DEFAULT_CATEGORY), DEFAULT_CATEGORY)
        return
    default = DEFAULT_CATEGORY if DEFAULT_CATEGORY in categories else next(iter(categories), DEFAULT_CATEGORY)
    near = next((code_by_word[word] for name in named[:10] if (word := nearest(shorten_line(name, 60), code_by_word, cutoff=0.85))), "")
    article.category = near or default
    shown = "; ".join(f"«{shorten_line(name, 60)}»" for name in dict.fromkeys(named[:4]))
    why = f"Trang gốc xếp bài vào {shown}" if shown else "Trang gốc không ghi chuyên mục"
    article.note("category", f"{why}; mã dưới đây là đoán. Các mã: {', '.join(categories)}.")


def cut_lead(text: str, article: Article) -> tuple[str, str]:
    """A lead that a page can carry, and what is left of its paragraph."""
    if len(text) <= LONGEST_LEAD:
        if len(text) > LONG_LEAD:
            article.note("lead", f"Đoạn dẫn dài {len(text)} ký tự: nên rút gọn, phần thừa đưa xuống thân bài.")
        return text, ""
    ends = [found.end() for found in SENTENCE_END.finditer(text[:LONGEST_LEAD])]
    end = ends[-1] if ends else text[:LONGEST_LEAD].rfind(" ")
    end = end if end > 0 else LONGEST_LEAD
    article.note("lead", "Đoạn đầu quá dài nên được tách: phần sau nằm ở đầu thân bài.")
    return text[:end].strip(), text[end:].strip()


def year_of(moment: datetime | None, build_date: date) -> int:
    """The year of the folder that a post goes to."""
    return moment.year if moment is not None else build_date.year
