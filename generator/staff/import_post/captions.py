"""Pictures and the words below them: captions printed twice, titles that stand in for them, captions whose picture is not there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.staff.import_post.cleaning import clean_line, ends_sentence, fold_line, last_sentence
from generator.staff.import_post.model import Block, FoundPicture, PictureSource
from generator.staff.import_post.words import ImportWords
from generator.text import fold

LONGEST_CAPTION = 300
LONGEST_GUESS = 170  # characters; a longer line is taken for a caption only where the page says so
SHORTEST_TEXT = 200  # of a paragraph that no caption is
GALLERY = 3  # so many pictures one after the other are a gallery
CREDIT = re.compile(r"[\s.,(–-]*\b(?:Ảnh|Nguồn ảnh|Photo)\s*:\s*(?P<credit>[^():]{2,80}?)\s*\)?\.?$")
FILE_LIKE = re.compile(r"[\w-]+\.(?:jpe?g|png|gif|webp|bmp)|(?:img|image|dsc|photo|anh|hinh)[\W_]*\d*", re.IGNORECASE)


@dataclass(slots=True)
class BodyReader:
    """Parts pictures and captions from the text; `body` keeps the rest in order."""

    title: str
    lead: str
    words: ImportWords
    body: list[Block] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)

    def read(self, blocks: list[Block]) -> None:
        """Read all blocks that follow the title, the lead taken out."""
        number = 0
        while number < len(blocks):
            block = blocks[number]
            if block.kind == "picture":
                number = self.read_picture(blocks, number)
            elif self.is_title(block):
                number = self.read_stand_in(blocks, number)
            elif self.is_lone_caption(blocks, number):
                number = self.add_caption(None, blocks, number)
            else:
                self.body.append(block)
                number += 1

    def is_title(self, block: Block) -> bool:
        """Whether a line repeats the title, as pages do that use it for a picture's description."""
        return block.kind in ("paragraph", "heading") and fold_line(block.text) == fold_line(self.title)

    def read_picture(self, blocks: list[Block], number: int) -> int:
        """A picture with its caption, if the next block is one; several without any between them are a gallery."""
        end = number
        while end < len(blocks) and blocks[end].kind == "picture":
            end += 1
        is_gallery = self.count_pictures(blocks, number) >= GALLERY
        last = end - 1
        for place in range(number, last):
            self.add_picture(blocks[place].picture, "", is_gallery)
        if end < len(blocks) and self.is_caption_of(blocks[end], blocks[last].picture):
            return self.add_caption(blocks[last].picture, blocks, end, is_gallery)
        self.add_picture(blocks[last].picture, "", is_gallery)
        return end

    def count_pictures(self, blocks: list[Block], number: int) -> int:
        """How many pictures stand around this one with nothing but marked captions between them, as far as a gallery needs."""
        count = 1
        for step in (-1, 1):
            place = number + step
            while 0 <= place < len(blocks) and count < GALLERY and is_of_pictures(blocks[place]):
                count += blocks[place].kind == "picture"
                place += step
        return count

    def is_caption_of(self, block: Block, picture: PictureSource) -> bool:
        if block.kind not in ("paragraph", "heading") or len(block.text) > LONGEST_CAPTION:
            return False
        same = fold_line(block.text) in {fold_line(picture.alt), fold_line(picture.title)} - {fold_line(self.title), ""}
        return same or block.role == "caption" or block.set_apart or self.begins_like_caption(block.text)

    def read_stand_in(self, blocks: list[Block], number: int) -> int:
        """The title in the middle of the text stands where a picture was; a short line behind it is the caption."""
        behind = number + 1
        if behind < len(blocks) and blocks[behind].kind == "paragraph" and len(blocks[behind].text) <= LONGEST_GUESS:
            return self.add_caption(None, blocks, behind)
        return behind

    def is_lone_caption(self, blocks: list[Block], number: int) -> bool:
        """Whether a short paragraph without its picture is a caption: said twice, marked as one, or worded like one between long paragraphs."""
        block = blocks[number]
        if block.kind != "paragraph" or len(block.text) > LONGEST_CAPTION or block.quoted:
            return False
        behind = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.role == "caption" or (
            behind is not None and behind.kind == "paragraph" and fold_line(behind.text) == fold_line(block.text)
        ):
            return True
        credited = CREDIT.search(block.text)
        if credited is not None and credited.start() > 0:
            return True
        if len(block.text) > LONGEST_GUESS or behind is None or behind.kind == "item":
            return False
        if self.begins_like_caption(block.text) and not ends_sentence(block.text):
            return True
        is_first = not any(known.kind == "paragraph" for known in self.body)
        if is_first and not ends_sentence(block.text) and len(block.text.split()) >= 5 and not any(run.bold for run in block.runs):
            return len(behind.text) >= SHORTEST_TEXT
        return self.begins_like_caption(block.text) and (len(behind.text) >= SHORTEST_TEXT or self.begins_like_caption(behind.text))

    def begins_like_caption(self, text: str) -> bool:
        """One short sentence that names people or a view, and what is done there; no speech, no figure."""
        if len(text) > LONGEST_GUESS or any(sign in text for sign in ':;«“"%') or ". " in text:
            return False
        folded = fold(text)
        opens = any(
            re.match(rf"(?:cac |nhung |mot so |nhieu )?{re.escape(fold(word))}(?!\w)", folded) for word in self.words.caption_openings
        )
        return opens and any(fold(verb) in folded for verb in self.words.caption_verbs)

    def add_caption(self, picture: PictureSource | None, blocks: list[Block], number: int, is_gallery: bool = False) -> int:
        """A caption, and its repetitions passed over."""
        caption = blocks[number].text
        while number < len(blocks) and blocks[number].kind == "paragraph" and fold_line(blocks[number].text) == fold_line(caption):
            number += 1
        if number < len(blocks) and blocks[number].kind == "heading" and fold_line(blocks[number].text) == fold_line(caption):
            number += 1
        if number < len(blocks) and blocks[number].kind == "paragraph" and CREDIT.fullmatch(blocks[number].text):
            caption = f"{caption} {blocks[number].text}"
            number += 1
        self.add_picture(picture, caption, is_gallery)
        return max(number, 1)

    def add_picture(self, picture: PictureSource | None, caption: str, is_gallery: bool) -> None:
        if picture is not None and not caption and self.is_useful(picture.title):
            caption = picture.title
        found = CREDIT.search(caption)
        credit = found["credit"].strip() if found else ""
        caption = caption[: found.start()].strip() if found else caption
        if picture is not None:
            alt = picture.alt if self.is_useful(picture.alt) and fold_line(picture.alt) != fold_line(caption) else ""
            picture = PictureSource(picture.src, alt, "")
        before = next((block.text for block in reversed(self.body) if block.text), self.lead)
        self.pictures.append(FoundPicture(picture, clean_line(caption), credit, len(self.body), last_sentence(before), is_gallery))

    def is_useful(self, alt: str) -> bool:
        """Whether words describe a picture: not the title again, not a file's name."""
        return len(alt) >= 4 and len(alt) <= LONGEST_CAPTION and fold_line(alt) != fold_line(self.title) and not FILE_LIKE.fullmatch(alt)


def is_of_pictures(block: Block) -> bool:
    """Whether a block is a picture, or words that the page marks as its caption."""
    return block.kind == "picture" or block.role == "caption"
