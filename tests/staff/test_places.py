"""The place table's script on a small invented dataset of the package's shape, as a folder and as a wheel."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.staff.places import PlacesError, build_files, clean_name, load_dataset, main

NEW_COLUMNS = "province, ward, provinceCode, wardCode, wardLat, wardLon, provinceKey, wardKey"
OLD_COLUMNS = "province, district, ward, provinceKey, districtKey, wardKey"
NEW_UNITS = [
    ("Tỉnh Sông Trong", "xã  Bến Lau", "98", "00002", 20.5, 105.5, "tinhsongtrong", "xabenlau"),
    ("Tỉnh Sông Trong", "Xã Cư M’Lan", "98", "00001", 21.0, 106.0, "tinhsongtrong", "xacumlan"),
    ("Thành phố Núi Xa", "Đặc khu Hòn Mây", "99", "00003", 10.0, 107.0, "thanhphonuixa", "dackhuhonmay"),
]
OLD_UNITS = [
    ("Tỉnh Sông Trong", "Thị Xã Lau", "Thị Trấn Bến", "tinhsongtrong", "thixalau", "thitranben"),
    ("Tỉnh Đồng Cạn", "Huyện Lan", "Xã Cư", "tinhdongcan", "huyenlan", "xacu"),
    ("Thành phố Núi Xa", "Huyện Hòn Mây", None, "thanhphonuixa", "huyenhonmay", None),
]
WHOLE = {
    "tinhsongtrong": {"xabenlau": ["tinhsongtrong_thixalau_thitranben"]},
    "thanhphonuixa": {"dackhuhonmay": ["thanhphonuixa_huyenhonmay_"]},
}
DIVIDED = {"tinhsongtrong": {"tinhdongcan_huyenlan_xacu": [{"newWardKey": "xabenlau"}, {"newWardKey": "xacumlan"}]}}
PROVINCES = {
    "song-trong": {"label": "Sông Trong", "label_en": "Song Trong", "synonyms": ["Sông, Trong"], "number": "98", "kind": "sai", "box": {}},
    "nui-xa": {"label": "Núi Xa", "label_en": "Nui Xa", "number": "99"},
}


def write_dataset(folder: Path, new_units=NEW_UNITS, old_units=OLD_UNITS, whole=WHOLE, divided=DIVIDED) -> Path:
    """The invented package, unpacked into `folder`."""
    data = folder / "vietnamadminunits" / "data"
    data.mkdir(parents=True)
    database = sqlite3.connect(data / "dataset.db")
    database.execute(f"CREATE TABLE admin_units ({NEW_COLUMNS}, wardShort)")
    database.execute(f"CREATE TABLE admin_units_legacy ({OLD_COLUMNS}, wardShort)")
    database.executemany(f"INSERT INTO admin_units ({NEW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", new_units)
    database.executemany(f"INSERT INTO admin_units_legacy ({OLD_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", old_units)
    database.commit()
    database.close()
    converter = {"DICT_PROVINCE": {}, "DICT_PROVINCE_WARD_NO_DIVIDED": whole, "DICT_PROVINCE_WARD_DIVIDED": divided}
    (data / "converter_2025.json").write_text(json.dumps(converter), encoding="utf-8")
    return folder


def build(folder: Path, provinces=PROVINCES, **changes) -> dict[str, str]:
    return build_files(load_dataset(write_dataset(folder, **changes)), provinces)


def read(text: str):
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_communes_stand_by_code_with_clean_names_and_what_they_were_made_of(tmp_path):
    """Codes are quoted, slips of the data are mended, a district without communes stands for itself."""
    files = build(tmp_path)
    assert set(files) == {"provinces.yml", "communes/song-trong.yml", "communes/nui-xa.yml"}
    communes = read(files["communes/song-trong.yml"])
    assert [(commune["code"], commune["name"]) for commune in communes] == [("00001", "Xã Cư M'Lan"), ("00002", "Xã Bến Lau")]
    assert '- code: "00001"\n' in files["communes/song-trong.yml"]
    assert {"name": "Thị trấn Bến", "district": "Thị xã Lau", "province": "Sông Trong"} in communes[1]["former"]
    island = {"name": "Huyện Hòn Mây", "district": "Huyện Hòn Mây", "province": "Núi Xa"}
    assert read(files["communes/nui-xa.yml"])[0]["former"] == [island]


def test_a_divided_unit_is_marked_in_every_commune_that_got_a_part(tmp_path):
    """`split` is written where it is true and nowhere else."""
    divided = {"name": "Xã Cư", "district": "Huyện Lan", "province": "Đồng Cạn", "split": "true"}
    communes = read(build(tmp_path)["communes/song-trong.yml"])
    assert communes[0]["former"] == [divided]
    assert [unit for unit in communes[1]["former"] if "split" in unit] == [divided]


def test_provinces_keep_what_people_wrote_and_get_the_rest_derived(tmp_path):
    """Labels and synonyms stay; kind, name, former provinces and the widened box of centroids are written anew."""
    province = read(build(tmp_path)["provinces.yml"])["song-trong"]
    assert (province["label"], province["synonyms"], province["number"]) == ("Sông Trong", ["Sông, Trong"], "98")
    assert (province["kind"], province["name"], province["former"]) == ("tinh", "Tỉnh Sông Trong", ["Sông Trong", "Đồng Cạn"])
    assert province["box"] == {"lat_min": "20.2000", "lat_max": "21.3000", "lon_min": "105.2000", "lon_max": "106.3000"}


def test_a_wheel_gives_what_its_folder_gives(tmp_path):
    """The wheel is read as it is, without being installed."""
    folder = write_dataset(tmp_path / "folder")
    wheel = tmp_path / "package.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder).as_posix())
    expected = build_files(load_dataset(folder), PROVINCES)
    assert build_files(load_dataset(wheel), PROVINCES) == expected
    assert build_files(load_dataset(folder / "vietnamadminunits"), PROVINCES) == expected


def test_a_second_run_writes_nothing(tmp_path):
    """The command's output is its own fixed point: same bytes, no file touched."""
    folder, into = write_dataset(tmp_path / "package"), tmp_path / "vocabularies"
    into.mkdir()
    (into / "provinces.yml").write_text(json.dumps(PROVINCES), encoding="utf-8")
    first = CliRunner().invoke(main, [str(folder), "--into", str(into)])
    contents = {path: path.read_bytes() for path in into.rglob("*.yml")}
    second = CliRunner().invoke(main, [str(folder), "--into", str(into)])
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "3 trong 3" in first.output
    assert "0 trong 3" in second.output
    assert contents == {path: path.read_bytes() for path in into.rglob("*.yml")}
    assert not any(b"\r" in content for content in contents.values())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("xã Bắc Sơn", "Xã Bắc Sơn"),
        ("Xã  Bắc Đông Quan ", "Xã Bắc Đông Quan"),
        ("Thị Trấn Ái Tử", "Thị trấn Ái Tử"),
        ("Xã Ea H’Leo", "Xã Ea H'Leo"),
        ("Xã Hòa Bình", "Xã Hòa Bình"),
        ("Xã Hoà Bình", "Xã Hoà Bình"),
    ],
)
def test_names_stay_as_decreed(given, expected):
    """Slips of typing are mended; the place of the tone mark never is."""
    assert clean_name(given) == expected


def test_a_province_made_a_city_later_is_one(tmp_path):
    """The table of upgrades is applied by official number: 22 became a city on 1/9/2026."""
    new_units = [("Tỉnh Vịnh", "Xã Vịnh", "22", "00001", 21.0, 107.0, "tinhvinh", "xavinh")]
    old_units = [("Tỉnh Vịnh", "Huyện Vịnh", "Xã Vịnh", "tinhvinh", "huyenvinh", "xavinh")]
    whole = {"tinhvinh": {"xavinh": ["tinhvinh_huyenvinh_xavinh"]}}
    provinces = {"vinh": {"label": "Vịnh", "label_en": "Vinh", "number": "22"}}
    files = build(tmp_path, provinces, new_units=new_units, old_units=old_units, whole=whole, divided={})
    assert read(files["provinces.yml"])["vinh"]["kind"] == "thanh-pho"
    assert read(files["provinces.yml"])["vinh"]["name"] == "Thành phố Vịnh"


def test_a_namesake_is_taken_out_of_the_commune_it_never_joined(tmp_path):
    """The table of namesakes undoes a false division; the real one keeps its name."""
    new_units = [
        ("Tỉnh Lạng Sơn", "Xã Đồng Đăng", "20", "06184", 21.9, 106.7, "tinhlangson", "xadongdang"),
        ("Tỉnh Lạng Sơn", "Xã Hồng Phong", "20", "06079", 22.0, 106.5, "tinhlangson", "xahongphong"),
    ]
    old_units = [("Tỉnh Lạng Sơn", "Huyện Bình Gia", "Xã Hồng Phong", "tinhlangson", "huyenbinhgia", "xahongphong")]
    divided = {"tinhlangson": {"tinhlangson_huyenbinhgia_xahongphong": [{"newWardKey": "xadongdang"}, {"newWardKey": "xahongphong"}]}}
    provinces = {"lang-son": {"label": "Lạng Sơn", "label_en": "Lang Son", "number": "20"}}
    files = build(tmp_path, provinces, new_units=new_units, old_units=old_units, whole={}, divided=divided)
    communes = {commune["code"]: commune for commune in read(files["communes/lang-son.yml"])}
    assert "former" not in communes["06184"]
    assert communes["06079"]["former"] == [{"name": "Xã Hồng Phong", "district": "Huyện Bình Gia", "province": "Lạng Sơn"}]


def test_corrections_that_match_nothing_are_reported(tmp_path):
    """When the package mends itself, the row that stood for it must go: the command stops and names it."""
    units = [("Tỉnh Lạng Sơn", "Xã Đồng Đăng", "20", "06184", 21.9, 106.7, "tinhlangson", "xadongdang")]
    old_units = [("Tỉnh Lạng Sơn", "Huyện Cao Lộc", "Xã Phú Xá", "tinhlangson", "huyencaoloc", "xaphuxa")]
    whole = {"tinhlangson": {"xadongdang": ["tinhlangson_huyencaoloc_xaphuxa"]}}
    provinces = {"lang-son": {"label": "Lạng Sơn", "label_en": "Lang Son", "number": "20"}}
    with pytest.raises(PlacesError, match="Xã Hồng Phong, Huyện Bình Gia"):
        build(tmp_path / "a", provinces, new_units=units, old_units=old_units, whole=whole, divided={})
    with pytest.raises(PlacesError, match="25270"):
        build(tmp_path / "b", new_units=[(*NEW_UNITS[0][:2], "75", *NEW_UNITS[0][3:]), *NEW_UNITS[1:]])


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"divided": {}}, "Xã Cư, Huyện Lan, Đồng Cạn"),
        ({"divided": {"tinhsongtrong": {"tinhdongcan_huyenlan_xacu": [{"newWardKey": "xala"}]}}}, "Xã Cư, Huyện Lan, Đồng Cạn"),
        ({"old_units": OLD_UNITS[:2]}, "thanhphonuixa_huyenhonmay_"),
        ({"provinces": {"song-trong": PROVINCES["song-trong"]}}, "99"),
    ],
)
def test_data_that_does_not_join_up_stops_the_command(tmp_path, changes, named):
    """No former unit and no province is lost in silence."""
    with pytest.raises(PlacesError, match=named):
        build(tmp_path, **changes)


def test_a_file_that_is_no_package_is_a_sentence_not_a_traceback(tmp_path):
    """Exit 1 and a message that names the file."""
    (tmp_path / "x.whl").write_bytes(b"no zip")
    (tmp_path / "provinces.yml").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(main, [str(tmp_path / "x.whl"), "--into", str(tmp_path)])
    assert result.exit_code == 1
    assert "không đọc được dữ liệu" in result.output
    assert "Traceback" not in result.output
