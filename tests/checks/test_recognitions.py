"""OCOP decisions against the rules and powers of their day."""

import pytest

from tests.loading import codes_of, cooperative_file, load_project, product_lines, recognition_lines


def load_recognition(folder, **changes):
    record = cooperative_file(extra=product_lines(extra=recognition_lines(**changes)))
    return load_project(folder, {"data/cooperatives/thai-nguyen/mot.yml": record})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"stars": 3, "points": 50}, []),
        ({"stars": 3, "points": "69,9"}, []),
        ({"stars": 3, "points": 70}, ["points-outside-band"]),
        ({"stars": 3, "points": "49,5"}, ["points-outside-band"]),
        ({"stars": 4, "points": 89}, []),
        ({"stars": 4, "points": 90}, ["points-outside-band"]),
        ({"stars": 5, "points": 100, "issuer": "Bộ Nông nghiệp và Môi trường"}, []),
        ({"stars": 5, "points": 89, "issuer": "Bộ Nông nghiệp và Môi trường"}, ["points-outside-band"]),
    ],
)
def test_points_lie_in_the_band_of_the_stars(tmp_path, changes, expected):
    """50–<70 is three stars, 70–<90 four, 90–100 five."""
    assert codes_of(load_recognition(tmp_path, **changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"decided_on": "2024-06-01", "issuer": "UBND huyện Đại Từ"}, []),
        ({"decided_on": "2024-06-01", "issuer": "UBND tỉnh Thái Nguyên"}, ["level-without-power"]),
        ({"decided_on": "2025-07-05", "issuer": "UBND huyện Đại Từ"}, []),
        ({"decided_on": "2025-07-06", "issuer": "UBND huyện Đại Từ"}, ["level-without-power"]),
        ({"decided_on": "2025-07-06", "issuer": "UBND tỉnh Thái Nguyên"}, []),
        ({"decided_on": "2026-06-01", "issuer": "UBND tỉnh Thái Nguyên"}, []),
        ({"decided_on": "2026-06-01", "stars": 5, "issuer": "UBND tỉnh Thái Nguyên"}, ["level-without-power"]),
        ({"decided_on": "2026-06-01", "issuer": "Hội đồng đánh giá", "level": "huyen"}, ["level-without-power"]),
    ],
)
def test_the_level_had_the_power_on_that_day(tmp_path, changes, expected):
    """District 24/2/2023–5/7/2025 for three stars, province before and since; the centre for five. A warning only."""
    loaded = load_recognition(tmp_path, **changes)
    assert [code for code in codes_of(loaded) if not code.startswith("recognition-")] == expected
    assert loaded.catalog is not None


@pytest.mark.parametrize(("decided_on", "expected"), [("2026-11-22", []), ("2026-11-23", ["decision-in-future"])])
def test_a_decision_cannot_be_dated_after_today(tmp_path, decided_on, expected):
    """The build date is today."""
    assert codes_of(load_recognition(tmp_path, decided_on=decided_on)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"decided_on": "2025-08-01"}, []),
        ({"decided_on": "2024-05-21", "issuer": "UBND huyện Đại Từ"}, ["recognition-expires-soon"]),
        ({"decided_on": "2024-05-22", "issuer": "UBND huyện Đại Từ"}, []),
        ({"decided_on": "2023-11-22", "issuer": "UBND huyện Đại Từ"}, ["recognition-expires-soon"]),
        ({"decided_on": "2023-11-21", "issuer": "UBND huyện Đại Từ"}, ["recognition-expired"]),
        ({"decided_on": "2023-11-21", "issuer": "UBND huyện Đại Từ", "extended_until": "2027-12-01"}, []),
        ({"decided_on": "2025-08-01", "valid_until": "2026-12-31"}, ["recognition-expires-soon"]),
    ],
)
def test_the_end_is_counted_from_decision_print_or_extension(tmp_path, changes, expected):
    """36 months unless a date is printed or an extension given; the last day counts; 180 days before it ends it ends soon."""
    assert codes_of(load_recognition(tmp_path, **changes)) == expected


def test_a_revoked_decision_is_not_reported_as_expiring(tmp_path):
    """Revoked is revoked: no advice to renew."""
    record = cooperative_file(
        extra=product_lines(
            extra=recognition_lines(decided_on="2023-11-01", issuer="UBND huyện Đại Từ")
            + "    revoked:\n      on: 2025-01-01\n      document: Quyết định 1/QĐ-UBND\n"
        )
    )
    loaded = load_project(tmp_path, {"data/cooperatives/thai-nguyen/mot.yml": record})
    assert codes_of(loaded) == []
    assert next(iter(loaded.catalog.products.values())).recognition.state == "thu-hoi"
