"""Telephone numbers, e-mail and web addresses, tax and bar codes as staff write them."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

from phonenumbers import PhoneMetadata
from pydantic import PlainValidator, WithJsonSchema
from stdnum import ean
from stdnum.exceptions import ValidationError as StdnumError

from generator.records.base import mistake, require_text
from generator.text import format_phone

URL_LIMIT = 2000
PHONE_PUNCTUATION = str.maketrans("", "", " .-()\u00a0")
TAX_CODE = re.compile(r"[0-9]{10}(?:-[0-9]{3})?")
TAX_CODE_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
# The eleven-digit mobile prefixes that the operators changed in September 2018.
NEW_PREFIX_BY_OLD = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


@cache
def compile_phone_pattern() -> re.Pattern[str]:
    """National numbers that `phonenumbers` calls valid, from its own table for Vietnam.

    The library's `parse` costs 57 µs a number, its pattern 1 µs; a test holds the two equal.
    """
    table = PhoneMetadata.metadata_for_region("VN")
    trunk = [table.mobile, table.fixed_line]
    short = [table.toll_free, table.premium_rate]
    patterns = ["|".join(kind.national_number_pattern for kind in kinds) for kinds in (trunk, short)]
    return re.compile(rf"0(?P<trunk>{patterns[0]})|(?P<short>{patterns[1]})", re.ASCII)


def read_phone(value: object) -> str:
    """A Vietnamese number as E.164: `0912 345 678` → `+84912345678`."""
    text = require_text(value)
    digits = text.translate(PHONE_PUNCTUATION)
    if digits.startswith("+84"):
        rest = digits[3:]
        digits = rest if rest.startswith(("0", "1")) else "0" + rest
    match = compile_phone_pattern().fullmatch(digits)
    if not match:
        raise explain_phone(text, digits)
    return "+84" + (match["trunk"] or match["short"])


def explain_phone(text: str, digits: str) -> Exception:
    """What is wrong with a number: letters, an old prefix, or too many or too few digits."""
    if not digits.isascii() or not digits.lstrip("+").isdigit():
        return mistake("bad-phone", "characters", given=text)
    new_prefix = NEW_PREFIX_BY_OLD.get(digits[:4]) if len(digits) == 11 else None
    if new_prefix:
        return mistake("bad-phone", "old-prefix", given=text, suggestion=format_phone("+84" + new_prefix[1:] + digits[4:]))
    expected = 11 if digits.startswith("02") else 10
    if digits.startswith("0") and len(digits) != expected:
        return mistake("phone-length", given=text, count=len(digits))
    return mistake("bad-phone", given=text)


def read_email(value: object) -> str:
    text = require_text(value)
    if not EMAIL.fullmatch(text) or ".." in text:
        raise mistake("bad-email", given=text)
    return text


def read_url(value: object) -> str:
    """An absolute http or https address with a host; anything else could be a script or lead nowhere."""
    text = require_text(value)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise mistake("bad-url", given=text) from None
    if parts.scheme not in ("http", "https"):
        bare = not parts.scheme and HOST.match(text)
        raise mistake("bad-url", "scheme" if bare else "", given=text, suggestion=f"https://{text}")
    sound = HOST.fullmatch(host) and "@" not in parts.netloc and len(text) <= URL_LIMIT
    if not sound or any(character.isspace() or not character.isprintable() or character in '<>"\\`' for character in text):
        raise mistake("bad-url", given=text)
    return text


def read_tax_code(value: object) -> str:
    """10 digits, or 10 and `-` and 3. The check digit is a warning's matter: see `has_sound_check_digit`."""
    text = require_text(value)
    if TAX_CODE.fullmatch(text):
        return text
    digits = "".join(character for character in text if character.isdigit())
    suggestion = {10: digits, 13: f"{digits[:10]}-{digits[10:]}"}.get(len(digits), "")
    raise mistake("bad-tax-code", "suggestion" if suggestion else "", given=text, count=len(digits), suggestion=suggestion)


def has_sound_check_digit(tax_code: str) -> bool:
    """Whether the tenth digit is the one that the first nine ask for: 10 − Σ digit · weight mod 11.

    A test holds it equal to `stdnum.vn.mst`, which costs 40 µs a code.
    """
    total = sum(weight * int(digit) for weight, digit in zip(TAX_CODE_WEIGHTS, tax_code[:9], strict=True))
    is_counted = tax_code[2:9] != "0000000" and not tax_code.endswith("-000")
    return is_counted and 10 - total % 11 == int(tax_code[9])


def read_gtin(value: object) -> str:
    """8, 12, 13 or 14 digits whose last one checks the others."""
    text = require_text(value)
    digits = text.replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (8, 12, 13, 14):
        raise mistake("bad-gtin", given=text)
    try:
        ean.validate(digits)
    except StdnumError:
        raise mistake("gtin-check-digit", given=text, expected=ean.calc_check_digit(digits[:-1])) from None
    return digits


HS_CODE = re.compile(r"[0-9]{4}(?:\.?[0-9]{2}){0,3}")


def read_hs_code(value: object) -> str:
    text = require_text(value)
    if not HS_CODE.fullmatch(text):
        raise mistake("bad-hs-code", given=text)
    return text


Url = Annotated[str, PlainValidator(read_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
TaxCode = Annotated[str, PlainValidator(read_tax_code), WithJsonSchema({"type": "string", "pattern": r"^\d{10}(-\d{3})?$"})]
Gtin = Annotated[str, PlainValidator(read_gtin), WithJsonSchema({"type": "string", "pattern": r"^\d{8}(\d{4,6})?$"})]
HsCode = Annotated[str, PlainValidator(read_hs_code), WithJsonSchema({"type": "string", "pattern": r"^\d{4}(\.?\d{2}){0,3}$"})]
