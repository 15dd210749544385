"""Files that lie beside a saved page: the page itself, its pictures and documents. Nothing outside the page's own folder is ever taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.checks.attachments import FIRST_BYTES, begins_with, load_head
from generator.checks.files import PICTURE_SUFFIXES
from generator.diagnostics import Diagnostic, Span, format_message
from generator.images import PhotoError, check_file_size, decode_photo
from generator.output import describe_disk_error
from generator.staff.import_post.decoding import LARGEST_PAGE
from generator.staff.import_post.faults import ImportFault
from generator.text import nfc, slugify

BROWSER_FOLDERS = ("_files", "_tệp")
LONGEST_SRC = 2000
LONGEST_STEM = 60


def load_page(path: Path) -> bytes:
    """The bytes of a saved page. Raises ImportFault."""
    try:
        if path.is_dir():
            raise ImportFault(f"«{path}» là một thư mục. Hãy chỉ tên tệp .html, .txt hoặc .md của bài.")
        with path.open("rb") as file:
            return file.read(LARGEST_PAGE + 1)
    except (OSError, ValueError) as error:
        sentence = describe_disk_error(error) if isinstance(error, OSError) else f"Không đọc được tệp «{path}»."
        raise ImportFault(sentence) from None


def load_local_files(page: Path) -> dict[str, Path]:
    """The files in the page's folder and in the one that browsers write beside it, by name and by path from the page; composed accents."""
    folder = page.resolve().parent
    found: dict[str, Path] = {}
    folders = [entry for entry in sorted(folder.iterdir()) if entry.is_dir()]
    own = [entry for entry in folders if is_page_folder(entry.name, page.stem)]
    foreign = [entry for entry in folders if entry not in own and entry.name.endswith(BROWSER_FOLDERS)]  # a page that was renamed
    for place in (folder, *own, *foreign):
        for path in sorted(place.iterdir()):
            if path.is_file() and path.resolve().is_relative_to(folder) and path.resolve() != page.resolve():
                found.setdefault(nfc(path.relative_to(folder).as_posix()), path)
                if place not in foreign:
                    found.setdefault(nfc(path.name), path)
    return found


def is_page_folder(name: str, stem: str) -> bool:
    """`bai_files`, `bai_tệp`, `bai-files`, `bai`: as browsers of several languages call it, and `images` and `files` as people do."""
    return (
        name == stem or name.startswith((f"{stem}_", f"{stem}-", f"{stem}.")) or name.lower() in ("images", "files", "anh", "tep", "media")
    )


def find_local_file(src: str, local: dict[str, Path]) -> Path | None:
    """The file that an address of the page means, if it lies beside the page."""
    for name in list_forms(src[:LONGEST_SRC]):
        if name in local:
            return local[name]
    return None


def list_forms(src: str) -> Iterator[str]:
    """The path as written, without its query, then the name alone."""
    try:
        path = urlsplit(src).path
    except ValueError:
        path = src
    for form in (src, path, unquote(path)):
        yield nfc(form.removeprefix("./"))
    for form in (src, unquote(path)):
        yield nfc(re.split(r"[/\\]", form)[-1])


def load_picture_fault(path: Path) -> str:
    """Why a picture cannot be shown; nothing for one that can."""
    if path.suffix.lower() not in PICTURE_SUFFIXES:
        return f"đuôi tệp không phải {', '.join(PICTURE_SUFFIXES)}."
    try:
        check_file_size(path.stat().st_size)
        decode_photo(path.read_bytes())
    except PhotoError as error:
        return format_message(Diagnostic(Span(path.name), error.fault.code, values=(("given", path.name), *error.fault.values)))
    except OSError as error:
        return describe_disk_error(error)
    return ""


def load_document_fault(path: Path) -> str:
    """Why a document cannot be handed out; nothing for one that can."""
    suffix = path.suffix.lower()
    if suffix not in FIRST_BYTES and suffix not in PICTURE_SUFFIXES:
        return f"loại tệp «{suffix}» không đăng được."
    try:
        head = load_head(path)
    except OSError as error:
        return describe_disk_error(error)
    return "" if begins_with(head, FIRST_BYTES.get(suffix, ())) else "nội dung tệp không đúng với đuôi tệp."


def name_picture(path: Path, taken: set[str]) -> str:
    """A safe name for a picture's copy that no other file of the post has."""
    stem = slugify(path.stem)[:LONGEST_STEM].strip("-") or "anh"
    name, number = f"{stem}{path.suffix.lower()}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{path.suffix.lower()}"
    taken.add(name)
    return name
