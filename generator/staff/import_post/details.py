"""Lines that say something of an article and are not its text: stamps, names, sources, tags, files, page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.staff.import_post.attachments import ENDING, read_file_names
from generator.staff.import_post.cleaning import OUTER_SIGNS, ends_sentence, fold_line
from generator.staff.import_post.model import Block, FileLink, Person
from generator.staff.import_post.people import is_account, is_name, read_labelled, read_names
from generator.staff.import_post.stamps import SEPARATORS, Stamp, find_stamp
from generator.staff.import_post.words import ImportWords, LineWords, matches, split_label

LONGEST_DETAIL = 300
LONGEST_SOURCE = 90
MOST_TAGS = 20
LONGEST_LABEL = 60
SIZE = re.compile(r"\(?\b[\d.,]+ ?[KMG]B\b\)?", re.IGNORECASE)
DATELINE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}, ngày", re.IGNORECASE)  # «Thái Nguyên, ngày 5 tháng 10 năm 2020»
LONGEST_FILE_LINE = 200
MOST_WORDS_OF_FILE = 10


@dataclass(slots=True)
class Details:
    """What such lines said, in the order of the page."""

    words: ImportWords
    lines: LineWords
    last_year: int
    stamps: list[Stamp] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)
    posters: list[str] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    files: list[FileLink] = field(default_factory=list)

    def take(self, block: Block) -> bool:
        """Read one block; False for a block that is text of the article."""
        text = block.text
        if block.files and self.take_files(block, text):
            return True
        if block.kind not in ("paragraph", "heading", "item") or len(text) > LONGEST_DETAIL:
            return False
        if block.role == "category":
            self.categories.extend([text] if fold_line(text) else [])
            return True
        if block.role == "tags":
            self.take_tags(self.split_tags(text) or text)
            return True
        if self.take_line(text):
            self.link_source(block)
            return True
        return self.take_file_line(text) or self.take_role(block, text) or self.take_stamp(text, is_marked=block.role == "stamp")

    def link_source(self, block: Block) -> None:
        """Give the source that a block has just named the address behind its words."""
        href = next((run.href for run in block.runs if run.href.startswith("http")), "")
        if href and self.sources and not self.sources[-1][1] and self.sources[-1][0] in block.text:
            self.sources[-1] = (self.sources[-1][0], href)

    def take_files(self, block: Block, text: str) -> bool:
        """Note the files of a block; it goes on as text where it says more than their names."""
        label = self.read_file_label(block, text)
        self.files.extend([FileLink(block.files[0].src, label)] if label else block.files)
        rest = "" if label else text
        for file in block.files:
            rest = rest.replace(file.text, " ", 1) if file.text else rest
        rest = fold_line(SIZE.sub(" ", rest))
        plain = {fold_line(word) for word in (*self.words.attachment_labels, *self.words.download_words)}
        return (block.role == "attachment" and len(rest) <= LONGEST_LABEL) or len(rest) <= 3 or rest in plain

    def read_file_label(self, block: Block, text: str) -> str:
        """What a document is called where its link says no more than «tải tại đây»: «Giấy mời: tải tại đây»."""
        link = block.files[0].text
        before, _, behind = text.rpartition(link) if link else ("", "", text)
        is_plain = len(block.files) == 1 and fold_line(link) in {fold_line(word) for word in self.words.download_words}
        is_label = before.rstrip().endswith(":") and len(before) <= LONGEST_LABEL * 2 and not fold_line(behind)
        label = before.strip(" :–-")
        return label if is_plain and is_label and fold_line(label) not in {fold_line(word) for word in self.words.attachment_labels} else ""

    def split_tags(self, text: str) -> str:
        found = split_label(text, self.words.tag_labels)
        return found[0] if found else ""

    def take_tags(self, text: str) -> None:
        for part in text.replace(";", ",").split(","):
            tag = OUTER_SIGNS.sub("", part)
            known = {fold_line(tag) for tag in (*self.tags, *self.words.tag_labels)}
            if (
                tag
                and len(tag) <= 60
                and not matches(self.lines.dropped, tag)
                and fold_line(tag) not in known
                and len(self.tags) < MOST_TAGS
            ):
                self.tags.append(tag)

    def take_line(self, text: str) -> bool:
        """A line of page furniture, or one that begins with a label."""
        if matches(self.lines.dropped, text) or all(matches(self.lines.dropped, piece) for piece in SEPARATORS.split(text)):
            return True
        attached = split_label(text, self.words.attachment_labels)
        names = read_file_names(attached[0]) if attached else []
        if attached and (names or not attached[0]):
            self.files.extend(FileLink(name, "") for name in names)
            return True
        for labels, take in (
            (self.words.poster_labels, self.take_poster), (self.words.author_labels, self.take_author),
            (self.words.source_labels, self.take_source), (self.words.tag_labels, self.take_tag_line),
            (self.words.category_labels, self.take_category),
        ):  # fmt: skip
            found = split_label(text, labels)
            if found is not None and take(*found):
                return True
        return False

    def take_file_line(self, text: str) -> bool:
        """A line that is the names of files and nothing else."""
        names = read_file_names(text) if len(text) <= LONGEST_FILE_LINE and ENDING.search(text[-30:]) else []
        is_list = bool(names) and all(len(name.split()) <= MOST_WORDS_OF_FILE for name in names)
        self.files.extend(FileLink(name, "") for name in names if is_list)
        return is_list

    def take_poster(self, value: str, has_colon: bool) -> bool:
        if not value or not (has_colon or is_account(value, self.words) or is_name(value, self.words)):
            return False
        self.posters.append(value[:200])
        return True

    def take_author(self, value: str, has_colon: bool) -> bool:
        people = read_names(value, self.words) or (read_labelled(value, self.words) if has_colon and not value.endswith(".") else [])
        self.authors.extend(people)
        return bool(people)

    def take_source(self, value: str, has_colon: bool) -> bool:
        is_short = len(value) <= LONGEST_SOURCE and not ends_sentence(value) and len(value.split()) <= 9 and "," not in value
        if not value or not (has_colon or (is_short and value[0].isupper())):
            return False
        self.sources.append((value.strip(" .")[:200], ""))
        return len(value) <= 200

    def take_tag_line(self, value: str, has_colon: bool) -> bool:
        if has_colon:
            self.take_tags(value)
        return has_colon

    def take_category(self, value: str, has_colon: bool) -> bool:
        if has_colon and value:
            self.categories.extend(part.strip() for part in value.split(","))
        return has_colon and bool(value)

    def take_role(self, block: Block, text: str) -> bool:
        """A line that the page's markup calls an author or a source."""
        if block.role == "author":
            if is_account(text, self.words):
                self.posters.append(text)
                return True
            people = read_names(text, self.words)
            self.authors.extend(people)
            return bool(people)
        if block.role == "source" and len(text) <= LONGEST_SOURCE and not ends_sentence(text):
            self.sources.append((text, next((run.href for run in block.runs if run.href), "")))
            return True
        return False

    def take_stamp(self, text: str, *, is_marked: bool) -> bool:
        """A line that is a stamp and besides nothing but names, counts and labels."""
        stamp = find_stamp(text, self.words, self.last_year)
        if stamp is None:
            return False
        rest = "" if DATELINE.fullmatch(stamp.rest) else stamp.rest
        pieces = [OUTER_SIGNS.sub("", piece) for piece in SEPARATORS.split(rest)]
        unknown = [piece for piece in pieces if piece and not self.is_detail(piece)]
        if unknown and not (is_marked or (stamp.label and len("".join(unknown)) <= 40)):
            return False
        self.stamps.append(stamp)
        for piece in pieces:
            self.take_piece(piece)
        return True

    def is_detail(self, piece: str) -> bool:
        """Whether a piece of a stamp's line is a name, a count or a labelled value."""
        if piece.isdigit() or matches(self.lines.dropped, piece) or is_account(piece, self.words) or read_names(piece, self.words):
            return True
        labels = (*self.words.poster_labels, *self.words.author_labels, *self.words.source_labels, *self.words.category_labels)
        return split_label(piece, labels) is not None

    def take_piece(self, piece: str) -> None:
        second = find_stamp(piece, self.words, self.last_year) if piece else None
        if second is not None and (not second.rest or self.is_detail(second.rest)):
            self.stamps.append(second)
            self.take_piece(second.rest)
        elif not piece or self.take_line(piece):
            return
        elif is_account(piece, self.words):
            self.posters.append(piece)
        else:
            self.authors.extend(read_names(piece, self.words))
