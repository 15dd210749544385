"""An edit of words renders the pages that show them and no others, and gives the bytes of a whole build; anything else makes a whole build."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from generator import edits, plugin
from generator.cli import main
from generator.output import State
from tests.builders import PRODUCT
from tests.demo_site import read_bytes
from tests.editing.project import Project
from tests.small_project import PROJECT, read_tree

MADE_BY_BUILDS = ("site", ".site.htx", ".cache")
TEA, BEES, POTS, WEAVERS = (("thai-nguyen", slug) for slug in ("che", "ong", "gom", "det"))
NAMES = {TEA: "Chè Suối Ngàn", BEES: "Ong Khuổi Lặng", POTS: "Gốm Bến Sao", WEAVERS: "Dệt Bản Mây"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Four cooperatives of a commune with two products each, none of them recognised, and two posts that name some."""
    made = Project(tmp_path / "project", random.Random(6))
    for number, (key, name) in enumerate(NAMES.items()):
        products = [PRODUCT | {"slug": f"hang-{place}", "name": f"{name} loại {place}", "summary": "Hàng mẫu."} for place in (1, 2)]
        made.cooperatives[key] = {
            "name": f"Hợp tác xã {name}", "kind": "to-hop-tac", "tax_code": None, "summary": "Tóm tắt.", "description": "Lời kể đầu tiên.",
            "contacts": [{"type": "phone", "value": f"0208 0000 01{number}", "personal": "false"}], "products": products,
        }  # fmt: skip
    made.posts["2026", "tin-che"] = {"title": "Tin về chè", "cooperatives": ["thai-nguyen/che"]}
    made.posts["2026", "tin-gom"] = {"title": "Tin về gốm", "products": ["thai-nguyen/gom/hang-1"]}
    for name in ("data/vocabularies", "theme_overrides"):
        shutil.copytree(PROJECT / name, made.folder / name)
    made.config["theme"]["custom_dir"] = "theme_overrides"
    made.write({})
    return made


@pytest.fixture
def whole_builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The projects that were built whole, in the order of the builds."""
    built, run_build = [], plugin.run_build

    def count(config_file: Path, **options: object) -> object:
        built.append(config_file.parent)
        return run_build(config_file, **options)

    monkeypatch.setattr(plugin, "run_build", count)
    return built


def build(folder: Path, *options: str) -> str:
    """What `htx build` says."""
    result = CliRunner().invoke(main, ["build", "--jobs", "1", *options, "--config-file", str(folder / "mkdocs.yml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.output


def check_clean(project: Project) -> None:
    """Hold the site against one built elsewhere from the same files."""
    elsewhere = project.folder.with_name(f"clean-{project.count()}")
    shutil.copytree(project.folder, elsewhere, ignore=shutil.ignore_patterns(*MADE_BY_BUILDS))
    build(elsewhere)
    built, clean = read_bytes(project.folder / "site"), read_bytes(elsewhere / "site")
    assert [path for path in sorted({*built, *clean}) if built.get(path) != clean.get(path)] == []
    shutil.rmtree(elsewhere)


def change_words(project: Project) -> None:
    """Another text in one field of a record or of its first product."""
    fields = project.cooperatives[project.chance.choice(list(NAMES))]
    kind = project.chance.choice(("summary", "description", "description_en", "contacts", "price", "product"))
    if kind == "contacts":
        fields["contacts"] = [{"type": "phone", "value": f"0208 0000 {100 + project.count()}", "personal": "false"}]
    elif kind == "price":
        fields["products"][0]["price"] = {"from": str(1000 * project.count()), "unit": "kg", "as_of": "2026-09-10"}
    elif kind == "product":
        fields["products"][0]["description"] = f"Hàng của {project.say()}."
    else:
        fields[kind] = f"Nói về {project.say()}."


def test_words_are_edited_without_a_whole_build(project: Project, whole_builds: list[Path]) -> None:
    """One edit after another, one record or some at once: the site is that of a whole build, and the command says what it did."""
    for fields in project.cooperatives.values():  # there from the start, for whether there is one at all is no matter of words
        fields["description_en"] = "A tale."
        fields["products"][0] |= {"price": {"from": "90000", "unit": "kg", "as_of": "2026-09-10"}, "description": "Hàng."}
    files = project.write({})
    build(project.folder)
    before = len(read_tree(project.folder / "site"))
    for number in range(6):
        for _ in range(1 + number % 3):
            change_words(project)
        files = project.write(files)
        said = build(project.folder)
        assert "Đã ghi" in said
        assert len(read_tree(project.folder / "site")) == before
        if number % 2:
            check_clean(project)
    assert whole_builds.count(project.folder) == 1
    assert "Không có gì thay đổi" in build(project.folder)


def test_little_is_written_for_an_edit(project: Project, whole_builds: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is read twice, and of 60 cooperatives elsewhere no page is touched."""
    for number in range(60):
        project.cooperatives["phu-tho", f"khac-{number}"] = {
            "name": f"Hợp tác xã Khác {number}", "kind": "to-hop-tac", "sector": "chan-nuoi", "tax_code": None, "address": {"commune": "04792"},
        }  # fmt: skip
    files = project.write({})
    build(project.folder)
    before, read, load = read_tree(project.folder / "site"), [], edits.load_record
    monkeypatch.setattr(edits, "load_record", lambda source, vocabularies: read.append(source.file) or load(source, vocabularies))
    project.cooperatives[WEAVERS]["summary"] = "Vải lanh."
    project.write(files)
    build(project.folder)
    assert whole_builds == [project.folder]
    assert "data/cooperatives/thai-nguyen/det.yml" in read
    assert len(read) == len(set(read))
    after = read_tree(project.folder / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    assert "hop-tac-xa/thai-nguyen/det/index.html" in changed
    assert not any("khac-" in path for path in changed)
    assert len(changed) < len(after) / 5


def rename(project: Project) -> None:
    project.cooperatives[TEA]["name"] = "Hợp tác xã Chè Đổi Tên"


def check_again(project: Project) -> None:
    project.cooperatives[TEA]["checked_on"] = "2026-11-20"


def recognise(project: Project) -> None:
    decision = {"stars": "4", "decision": "9/QĐ-UBND", "decided_on": "2026-10-01", "issuer": "UBND tỉnh Thái Nguyên", "kind": "moi"}
    project.cooperatives[TEA]["products"][0]["ocop"] = [decision]


def forget_summary(project: Project) -> None:
    project.cooperatives[TEA]["summary"] = None


def hide(project: Project) -> None:
    project.cooperatives[TEA]["hidden"] = "Đơn vị xin tạm không đăng."


def add_cooperative(project: Project) -> None:
    project.cooperatives["thai-nguyen", "moi"] = {"name": "Hợp tác xã Mới", "kind": "to-hop-tac", "tax_code": None}


def edit_post(project: Project) -> None:
    project.posts["2026", "tin-che"]["title"] = "Tin khác về chè"


def edit_words_and_page(project: Project) -> None:
    change_words(project)
    project.pages["index.md"] += "\nThêm một câu.\n"


@pytest.mark.parametrize("edit", [rename, check_again, recognise, forget_summary, hide, add_cooperative, edit_post, edit_words_and_page])
def test_more_than_words_is_built_whole(project: Project, whole_builds: list[Path], edit: Callable[[Project], None]) -> None:
    files = project.list_files()
    build(project.folder)
    edit(project)
    project.write(files)
    build(project.folder)
    assert whole_builds == [project.folder] * 2
    check_clean(project)


@pytest.mark.parametrize("change", [{"hidden": "Đơn vị xin tạm không đăng."}, {"checked_on": "30/02/2026"}], ids=["hidden", "broken"])
def test_neighbour_that_changes_after_the_check_is_built_whole(
    project: Project, whole_builds: list[Path], monkeypatch: pytest.MonkeyPatch, change: dict[str, str]
) -> None:
    """Its card stands on a page that is rendered again."""
    files, load_report = project.list_files(), edits.load_report
    build(project.folder)
    project.cooperatives[TEA]["summary"] = "Tóm tắt khác."
    files = project.write(files)

    def load_and_change(*arguments: object, **options: object) -> object:
        report = load_report(*arguments, **options)
        project.cooperatives[BEES] |= change
        project.write(files)
        return report

    monkeypatch.setattr(edits, "load_report", load_and_change)
    said = build(project.folder)
    assert whole_builds == [project.folder] * 2
    assert ("bad-date" in said) == ("checked_on" in change)


def test_record_on_the_home_page_is_built_whole(project: Project, whole_builds: list[Path]) -> None:
    """Its product is one of «Đặc sản», which hand-written pages may show too."""
    project.cooperatives[BEES]["products"][0]["featured"] = "true"
    files = project.write({})
    build(project.folder)
    project.cooperatives[BEES]["products"][0]["summary"] = "Mật rừng mới."
    project.write(files)
    build(project.folder)
    assert whole_builds == [project.folder] * 2
    check_clean(project)


@pytest.mark.parametrize("name", ["base", "index"])
@pytest.mark.parametrize("content", [None, b"", b"x" * 40, "cut"], ids=["gone", "empty", "foreign", "cut"])
def test_what_the_last_build_left_is_damaged(project: Project, whole_builds: list[Path], name: str, content: bytes | str | None) -> None:
    files = project.list_files()
    build(project.folder)
    path: Path = getattr(State(project.folder / "site"), name)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9] if isinstance(content, str) else content)
    project.cooperatives[TEA]["summary"] = "Tóm tắt khác."
    project.write(files)
    build(project.folder)
    assert whole_builds == [project.folder] * 2
    check_clean(project)


def test_mistake_in_an_edit_leaves_the_site(project: Project, whole_builds: list[Path]) -> None:
    """As every mistake does; mended, the words are edited as if nothing had been."""
    files = project.list_files()
    build(project.folder)
    before = read_tree(project.folder / "site")
    project.cooperatives[TEA] |= {"summary": "Tóm tắt khác.", "checked_on": "30/02/2026"}
    files = project.write(files)
    assert "Đã ghi" not in build(project.folder)
    assert read_tree(project.folder / "site") == before
    project.cooperatives[TEA].pop("checked_on")
    project.write(files)
    whole_builds.clear()
    build(project.folder)
    assert whole_builds == []
    check_clean(project)


def test_preview_shows_new_words_without_a_whole_build(project: Project) -> None:
    """Saved while `mkdocs serve` runs: the pages are those of a whole build of the preview. What is no edit of words is left to MkDocs."""
    files, built = project.list_files(), []
    config = load_config(str(project.folder / "mkdocs.yml"))
    found = plugin.find_plugin(config)
    config.plugins.on_startup(command="serve", dirty=False)

    def build_whole() -> None:
        built.append(config)
        mkdocs_build.build(config)

    build_whole()
    project.cooperatives[TEA]["summary"] = "Tóm tắt khác."
    files = project.write(files)
    found.rebuild(build_whole, project.folder / "mkdocs.yml")
    assert len(built) == 1
    words = read_bytes(project.folder / "site")
    assert "Tóm tắt khác.".encode() in words["hop-tac-xa/thai-nguyen/che/index.html"]
    build_whole()
    assert read_bytes(project.folder / "site") == words
    rename(project)
    project.write(files)
    found.rebuild(build_whole, project.folder / "mkdocs.yml")
    assert len(built) == 3
    config.plugins.on_shutdown()


def test_warnings_are_told_again(project: Project, whole_builds: list[Path]) -> None:
    """Those of other records too; with --strict nothing is published."""
    project.cooperatives[POTS]["checked_on"] = "2020-01-01"
    files = project.write({})
    assert "Có 1 cảnh báo" in build(project.folder)
    project.cooperatives[TEA]["summary"] = "Tóm tắt khác."
    files = project.write(files)
    assert "Có 1 cảnh báo" in build(project.folder)
    assert whole_builds == [project.folder]
    project.cooperatives[TEA]["summary"] = "Tóm tắt thứ ba."
    project.write(files)
    before = read_tree(project.folder / "site")
    assert "Đã ghi" not in build(project.folder, "--strict")
    assert read_tree(project.folder / "site") == before
