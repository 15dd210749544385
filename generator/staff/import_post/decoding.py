"""Bytes of a saved page → its text: Unicode with or without its mark, or Windows' Vietnamese code page; older fonts' codes are refused."""

from __future__ import annotations

import codecs
import re

from generator.staff.import_post.faults import ImportFault
from generator.text import nfc

LARGEST_PAGE = 20_000_000  # bytes; a saved page with its pictures inside is a few
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)
COMMON_SIGNS = frozenset("“”‘’«»–—…•°²³½%§©®×·\u00a0")
# A letter of a word in an old font stands where these signs are in Unicode: «céng hßa», «®¹i héi»; VNI writes the tone as a second sign.
TCVN3_WORD = re.compile(r"[µ¸¹¶·¨©«¬®¾»¼½ÆÇÐÑÕÖ×ÞßØÜ][a-zA-Z]|[a-zA-Z][µ¸¹¶·¨©«¬®¾»¼½ÆÇÐÑÕÖ×ÞßØÜ]")
VNI_WORD = re.compile(r"[aeouyAEOUY][ùøûõïâêåäáàãéèëúüÙØÛÕÏÂÊÅÄÁÀÃ]|[ñÑ][aeiouöô]")
REAL_LETTER = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
NOT_TEXT = "Tệp này không phải là tệp chữ. Hãy lưu bài từ trình duyệt thành .html, hoặc chép chữ vào một tệp .txt."
OLD_CODES = "Bài dùng bảng mã cũ ({name}), không phải Unicode. Hãy chuyển sang Unicode (ví dụ bằng công cụ chuyển mã của UniKey) rồi lưu lại với UTF-8."


def decode_page(content: bytes) -> str:
    """The text of a saved page with composed accents. Raises ImportFault."""
    if len(content) > LARGEST_PAGE:
        raise ImportFault(f"Tệp nặng quá {LARGEST_PAGE // 1_000_000} MB. Hãy lưu riêng bài viết, không kèm cả trang.")
    text = nfc(decode_bytes(content).replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise ImportFault("Tệp không có chữ nào.")
    if len(CONTROLS.findall(text)) > len(text) // 50:
        raise ImportFault(NOT_TEXT)
    refuse_old_codes(text)
    return text


def decode_bytes(content: bytes) -> str:
    """By the mark at its start, as UTF-8, or as Windows-1258 where that gives Vietnamese."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise ImportFault(NOT_TEXT) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\x00" in content[:4096]:
        raise ImportFault(NOT_TEXT)
    text = nfc(content.decode("cp1258", "replace"))
    if share_of_vietnamese(text) > 0.9:
        return text
    refuse_old_codes(content.decode("cp1252", "replace"))
    raise ImportFault("Không nhận ra bảng mã của tệp. Hãy mở bằng phần mềm soạn chữ và lưu lại với bảng mã UTF-8.")


def share_of_vietnamese(text: str) -> float:
    """Of all characters beyond ASCII, how many Vietnamese text has."""
    others = [character for character in text if not character.isascii()]
    known = sum(character in VIETNAMESE or character in COMMON_SIGNS for character in others)
    return known / len(others) if others else 1.0


def refuse_old_codes(text: str) -> None:
    """Text of the fonts .VnTime and VNI reads as other letters: nobody wants that on a page."""
    sample = text[:200_000]
    real = len(REAL_LETTER.findall(sample))
    for name, word in (("TCVN3, phông .VnTime", TCVN3_WORD), ("VNI", VNI_WORD)):
        if len(word.findall(sample)) > max(8, real):
            raise ImportFault(OLD_CODES.format(name=name))
