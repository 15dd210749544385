"""Names that people take for one another."""

import pytest

from tests.loading import TAX_CODES, codes_of, cooperative_file, load_project


def load_pair(folder, first, second, second_province="thai-nguyen", commune="05443"):
    files = {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(first),
        f"data/cooperatives/{second_province}/hai.yml": cooperative_file(second, TAX_CODES[1], commune),
    }
    return load_project(folder, files)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hợp tác xã Chè Tân Cương", "Hợp tác xã chè Tân Cương"),
        ("Hợp tác xã Chè Tân Cương 1", "Hợp tác xã Chè Tân Cương 2"),
        ("Hợp tác xã Chè và Du lịch Tân Cương", "Hợp tác xã Chè & Du lịch Tân Cương"),
        ("Hợp tác xã Tân Thịnh", "Hợp tác xã Mới Thịnh"),
        ("Hợp tác xã Thủy sản Hòa Bình", "Hợp tác xã Thuỷ sản Hoà Bình"),
    ],
)
def test_names_that_sound_alike_are_a_warning(tmp_path, first, second):
    """A digit, «&» for «và», «mới» for «tân», accents and tone placement do not tell two names apart."""
    loaded = load_pair(tmp_path, first, second)
    assert codes_of(loaded) == ["near-duplicate-name"]
    assert loaded.catalog is not None


def test_the_same_name_in_another_province_is_usual(tmp_path):
    """Names repeat across provinces; nothing is said."""
    assert codes_of(load_pair(tmp_path, "Hợp tác xã Tân Tiến", "Hợp tác xã Tân Tiến", "phu-tho", "04792")) == []


def test_other_names_are_sound(tmp_path):
    """One other word is enough."""
    assert codes_of(load_pair(tmp_path, "Hợp tác xã Chè Tân Cương", "Hợp tác xã Chè Tân Hương")) == []
