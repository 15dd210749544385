"""One tax code names one cooperative."""

from tests.loading import TAX_CODES, cooperative_file, list_codes, load_project


def test_the_second_record_with_a_tax_code_is_named_with_the_first(tmp_path):
    """The error stands at the later file, in the order of paths, and names the other one."""
    files = {
        "data/cooperatives/thai-nguyen/a-che.yml": cooperative_file("Hợp tác xã Chè A"),
        "data/cooperatives/phu-tho/b-lua.yml": cooperative_file("Hợp tác xã Lúa B", commune="04792"),
    }
    loaded = load_project(tmp_path, files)
    errors = [item for item in loaded.report.sorted() if item.code == "duplicate-tax-code"]
    assert [(item.span.file, dict(item.values)["other"]) for item in errors] == [
        ("data/cooperatives/thai-nguyen/a-che.yml", "data/cooperatives/phu-tho/b-lua.yml")
    ]
    assert errors[0].source_line == f'tax_code: "{TAX_CODES[0]}"'
    assert loaded.catalog is None


def test_different_tax_codes_are_sound(tmp_path):
    """Two records with codes of their own say nothing."""
    files = {
        f"data/cooperatives/thai-nguyen/che-{number}.yml": cooperative_file(f"Hợp tác xã Chè {name}", TAX_CODES[number])
        for number, name in enumerate(("Bình Yên", "Khe Cốc"))
    }
    assert list_codes(load_project(tmp_path, files)) == []
