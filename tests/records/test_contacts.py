"""Telephone numbers, tax and bar codes, web addresses; the fast ways held equal to the libraries."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from stdnum.vn import mst

from generator.records.contacts import has_sound_check_digit, read_email, read_gtin, read_hs_code, read_phone, read_tax_code, read_url
from generator.text import format_phone

KINDS = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.TOLL_FREE,
    phonenumbers.PhoneNumberType.PREMIUM_RATE,
}
DIGITS = st.text(alphabet="0123456789", min_size=6, max_size=9)


def library_phone(text: str) -> str | None:
    """What `phonenumbers` makes of a number dialled in Vietnam; None where it is not valid there or of a kind SPEC does not name."""
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:  # 00 begins a call abroad
        return None
    if not phonenumbers.is_valid_number_for_region(number, "VN") or phonenumbers.number_type(number) not in KINDS:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def our_phone(text: str) -> str | None:
    try:
        return read_phone(text)
    except PydanticCustomError:
        return None


def test_phones_of_every_prefix_are_what_the_library_says() -> None:
    """Our pattern is the library's own, at a fiftieth of its cost."""
    numbers = [f"0{prefix:03}{rest}" for prefix in range(1000) for rest in ("345678", "3456789")]
    assert [our_phone(number) for number in numbers] == [library_phone(number) for number in numbers]


@given(st.sampled_from(["03", "09", "024", "0208", "1800", "1900", "07", "05", "08", "02"]), DIGITS)
def test_any_national_number_is_what_the_library_says(prefix: str, rest: str) -> None:
    """Numbers too short or too long are refused by both."""
    assert our_phone(prefix + rest) == library_phone(prefix + rest)


@given(st.sampled_from(["+84 9", "+8424", "+84.3", "+84 (0)9"]), DIGITS)
def test_the_country_code_is_understood(prefix: str, rest: str) -> None:
    """+84 stands for the leading 0."""
    national = prefix.replace("+84", "0").replace("(0)", "").replace(" ", "").replace(".", "")
    assert our_phone(prefix + rest) == our_phone(national + rest)


@pytest.mark.parametrize("text", ["0912345678", "024 3825 1234", "1800 1234", "1900 12345"])
def test_a_printed_phone_can_be_typed_back(text: str) -> None:
    """The form that pages and the writer print is read as the same number."""
    assert read_phone(format_phone(read_phone(text))) == read_phone(text)


@pytest.mark.parametrize("text", ["", "+1 202 555 0123", "٠٩١٢٣٤٥٦٧٨", "0912-345-67", "+84", "113", "0912 345 678 / 0913 345 678"])
def test_what_is_no_vietnamese_phone_is_refused(text: str) -> None:
    """Other countries, other scripts and two numbers in one line are refused."""
    assert our_phone(text) is None


@given(st.text(alphabet="0123456789", min_size=10, max_size=10), st.sampled_from(["", "-001", "-000"]))
def test_check_digits_are_what_the_library_says(digits: str, unit: str) -> None:
    """Our sum is that of `stdnum.vn.mst`."""
    code = digits + unit
    assert has_sound_check_digit(code) == mst.is_valid(code)


@pytest.mark.parametrize("code", ["0100112437", "0100112437-001"])
def test_tax_codes_keep_their_leading_zero(code: str) -> None:
    """A code is text, never a number."""
    assert read_tax_code(code) == code


@pytest.mark.parametrize("code", ["100112437", "01001124370", "0100112437001", "0100112437-1", "０１００１１２４３７", "01.0011.2437", ""])
def test_what_is_no_tax_code_is_refused(code: str) -> None:
    """Other lengths, punctuation and other scripts' digits."""
    with pytest.raises(PydanticCustomError):
        read_tax_code(code)


@pytest.mark.parametrize("code", ["8930000001061", "8930 0000 01061", "96385074"])
def test_bar_codes_with_a_sound_check_digit_are_read(code: str) -> None:
    """Spaces as printed under the bars are dropped."""
    assert read_gtin(code) == code.replace(" ", "")


@pytest.mark.parametrize(
    "url",
    ["https://example.vn", "http://example.vn:8080/a?b=c&d=e#f", "https://vi-du.com.vn/đường-dẫn", "https://xn--vi-d-9qb.vn/", "https://a.b.example.vn/~x"],
)  # fmt: skip
def test_full_web_addresses_are_read(url: str) -> None:
    """http and https with a host."""
    assert read_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "//example.vn", "https://", "https:///x", "https://exa mple.vn", "data:text/html,x", "ftp://example.vn",
     "https://user:password@example.vn", "https://example.vn/\u202e", 'https://example.vn/"onclick="x', "https://example.vn/<b>", "https://[::1", "https://localhost",
     "mailto:a@example.vn", "https://example.vn:99999999/", "https://-example.vn/", "\tjavascript:alert(1)", "https://example.vn\\@evil.vn", ""],
)  # fmt: skip
def test_what_could_be_a_script_or_lead_nowhere_is_refused(url: str) -> None:
    """Other schemes, hosts that are none, names and passwords, characters that end an attribute."""
    with pytest.raises(PydanticCustomError):
        read_url(url)


@pytest.mark.parametrize(
    "text", ["a b@example.vn", "a@b", "a@@example.vn", "@example.vn", "a@example..vn", "đ@example.vn", "a@example.vn,b@example.vn"]
)
def test_what_is_no_email_is_refused(text: str) -> None:
    """One plain address."""
    with pytest.raises(PydanticCustomError):
        read_email(text)


@pytest.mark.parametrize("code", ["0902", "0902.10", "0902.10.10", "09021010", "0902.10.10.00"])
def test_hs_codes_of_four_to_ten_digits_are_read(code: str) -> None:
    """With or without dots."""
    assert read_hs_code(code) == code


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a reader stumble."""
    for read in (read_phone, read_email, read_url, read_tax_code, read_gtin, read_hs_code):
        try:
            read(text)
        except PydanticCustomError:
            continue
