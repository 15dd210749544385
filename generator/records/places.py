"""A commune's code, a post's place and a point on the map, held against the table of today's communes."""

from __future__ import annotations

from decimal import Decimal

from pydantic import ValidationInfo

from generator.records.base import mistake
from generator.text import format_number, lower_initial, nearest

COMMUNES_NAMED = 3


def check_commune(code: str, info: ValidationInfo) -> str:
    """A commune of the province in whose folder the file lies."""
    context = info.context
    if context is None or context.province not in context.vocabularies.provinces:
        return code
    communes = context.vocabularies.communes
    if code in communes.of_province(context.province):
        return code
    province = context.vocabularies.provinces[context.province]
    elsewhere = communes.get(code)
    if elsewhere is not None:
        other = context.vocabularies.provinces[elsewhere.province]
        others = {
            "name": lower_initial(elsewhere.name),
            "other": lower_initial(other.name),
            "other_en": other.label_en,
            "folder": other.code,
        }
        raise mistake("commune-of-another-province", given=code, **others, **province_values(province))
    suggestion, fix = suggest_commune(code, context)
    file = f"communes/{province.code}.yml"
    raise mistake("unknown-commune", fix, given=code, file=file, suggestion=suggestion, **province_values(province))


def province_values(province: object) -> dict[str, str]:
    """A province's name inside a sentence, in both languages."""
    return {"province": lower_initial(province.name), "province_en": province.label_en}


def suggest_commune(given: str, context: object) -> tuple[str, str]:
    """The communes a wrong code may mean, as text to paste, and which advice to give."""
    communes = context.vocabularies.communes
    here = communes.of_province(context.province)
    if given.isdigit():
        padded = given.zfill(5)
        return (describe_commune(here[padded]), "nearest") if padded in here else ("", "")
    former = communes.find_former(given, context.province)
    if former:
        return "; ".join(describe_commune(commune) for commune in former[:COMMUNES_NAMED]), "former"
    by_name = {commune.name: commune for commune in here.values()}
    near = by_name.get(nearest(given, by_name))
    return (describe_commune(near), "nearest") if near else ("", "")


def describe_commune(commune: object) -> str:
    return f'"{commune.code}" ({commune.name})'


def check_place(code: str, info: ValidationInfo) -> str:
    """A province's or a commune's code."""
    context = info.context
    if context is None or code in context.vocabularies.provinces or code in context.vocabularies.communes:
        return code
    label_by_code = {province.label: province.code for province in context.vocabularies.provinces.values()}
    words = {**label_by_code, **{code: code for code in context.vocabularies.provinces}}
    near = words.get(nearest(code, words), "")
    raise mistake("unknown-place", "nearest" if near else "", given=code, nearest=near)


def check_latitude(value: Decimal, info: ValidationInfo) -> Decimal:
    """North of the box's south side and south of its north side."""
    return check_side(value, info, "lat_min", "lat_max")


def check_longitude(value: Decimal, info: ValidationInfo) -> Decimal:
    return check_side(value, info, "lon_min", "lon_max")


def check_side(value: Decimal, info: ValidationInfo, low_name: str, high_name: str) -> Decimal:
    """Within the box of the province's commune centroids ± 0.3°, where the province is known."""
    context = info.context
    province = context.vocabularies.provinces.get(context.province) if context is not None else None
    if province is None:
        return value
    low, high = getattr(province.box, low_name), getattr(province.box, high_name)
    if low <= value <= high:
        return value
    other_low, other_high = ("lon_min", "lon_max") if low_name == "lat_min" else ("lat_min", "lat_max")
    swapped = getattr(province.box, other_low) <= value <= getattr(province.box, other_high)
    bounds = {"low": format_number(low), "high": format_number(high)}
    raise mistake(
        "location-outside-province", "swapped" if swapped else "", given=format_number(value), **bounds, **province_values(province)
    )
