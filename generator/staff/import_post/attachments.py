"""Documents that a page offers: the file's name, and what the article says of its number, date and title."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from generator.checks.attachments import FIRST_BYTES
from generator.records.codes import is_file_name
from generator.staff.import_post.cleaning import clean_line, fold_line
from generator.staff.import_post.model import AttachedFile
from generator.staff.import_post.stamps import find_date
from generator.staff.import_post.words import ImportWords
from generator.text import fold, slugify, upper_initial

REFUSED_ENDINGS = (".rar", ".7z", ".exe")
ENDINGS = (*FIRST_BYTES, *REFUSED_ENDINGS)
ENDING = re.compile(rf"\.(?:{'|'.join(ending[1:] for ending in ENDINGS)})(?=$|[\s;,)\]?#])", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w/])(\d{1,5})(?:/\d{4})?/(?:[A-ZĐ]{1,8}\d{0,2})(?:[-–][A-ZĐ]{1,10}\d{0,2}){0,3}(?![\w])")
SIGNED = re.compile(r"[.\-_ (]signed\b", re.IGNORECASE)
LONGEST_TITLE = 300
# «Nghị quyết 33/NQ-HĐND, hợp tác xã được …» says what follows from the document, not what it is called.
NUMBER_END = re.compile(r",(?!\s*(?:ngày|về|của|do|ban hành|quy định)\b)")
TITLE_END = re.compile(r"[.;](?=\s|$)|\s[–-]\s")


def has_ending(address: str) -> bool:
    """Whether an address or name is that of a document."""
    return urlsplit_path(address).lower().endswith(ENDINGS)


def is_refused(name: str) -> bool:
    """Whether a document of this kind can never be handed out for download."""
    return name.lower().endswith(REFUSED_ENDINGS)


def urlsplit_path(address: str) -> str:
    try:
        return unquote(urlsplit(address.strip()).path)
    except ValueError:  # what only looks like an address
        return address.strip()


def read_file_names(text: str) -> list[str]:
    """The names of files in a line: «15_KH.signed.pdf; Phụ lục.docx (25 KB)»."""
    names, start = [], 0
    if len(text) > 1000:
        return []
    for found in ENDING.finditer(text):
        name = text[start : found.end()].strip(" ;,:-–()[]\t")
        start = found.end()
        names.append(re.sub(r"^\(?[\d.,]+ ?[KMG]B\)?\s*[;,]?\s*", "", name, flags=re.IGNORECASE))
    return [name for name in names if name]


def make_file_name(src: str) -> str:
    """The original name of a file, without its folders and without what file systems refuse."""
    name = clean_line(re.split(r"[/\\]", src.strip() if not urlsplit_path(src) else urlsplit_path(src))[-1]).lstrip(". ")
    if is_file_name(name):
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{slugify(stem)[:120] or 'tep'}{dot}{slugify(ending)}"


def describe_file(src: str, link_text: str, texts: list[str], words: ImportWords, last_year: int) -> AttachedFile:
    """An attachment with what link and article say of it; its title is at least the name of its file."""
    name = make_file_name(src)
    number, sentence = find_number(name, texts)
    title = find_title(sentence, number, words) if number else ""
    link_text = clean_line(link_text)
    if not title and link_text and not has_ending(link_text) and fold_line(link_text) not in {fold(word) for word in words.download_words}:
        title = link_text[:LONGEST_TITLE]
    behind = sentence[sentence.find(number) + len(number) :][:60] if number else ""
    found = find_date(behind, last_year)
    is_its_date = found is not None and len(behind[: found[1].start()].strip()) <= 12
    return AttachedFile(
        src, name, title or SIGNED.sub("", name.rpartition(".")[0]).replace("_", " ").strip() or name, number,
        found[0].isoformat() if found is not None and is_its_date else "", bool(SIGNED.search(name)),
    )  # fmt: skip


def find_number(name: str, texts: list[str]) -> tuple[str, str]:
    """The document number that the file's name begins with, as the article writes it in full, and the paragraph that does."""
    stem = fold(name.rpartition(".")[0])
    leading = re.search(r"(?<!\d)(\d{1,5})(?!\d)", stem)
    if not leading:
        return "", ""
    for text in texts:
        for found in NUMBER.finditer(text):
            kinds = [part for part in re.split(r"[\d/–-]+", fold(found[0])) if part]
            in_name = re.split(r"[^a-z]+", stem)
            if found[1].lstrip("0") == leading[1].lstrip("0") and (not kinds or any(kind in in_name for kind in kinds)):
                return found[0], text
    return "", ""


def find_title(sentence: str, number: str, words: ImportWords) -> str:
    """«Kế hoạch 15/KH-UBND ngày … về …» out of the sentence that names the number."""
    place = sentence.find(number)
    before = fold(sentence[:place])
    if len(before) != place:
        return ""
    starts = [before.rfind(fold(kind)) for kind in words.document_kinds]
    start = max((start for start in starts if start >= 0 and place - start <= 40), default=-1)
    if start < 0:
        return ""
    title = sentence[start:]
    end = NUMBER_END.match(title, place - start + len(number)) or TITLE_END.search(title, len(number))
    title = (title[: end.start()] if end else title).strip(" ,")
    title = title.rstrip(")") if title.count(")") > title.count("(") else title
    title = title[:LONGEST_TITLE].rpartition(" ")[0] if len(title) > LONGEST_TITLE else title
    return upper_initial(title)
