"""Saved pages put beside a small project and imported there, for the tests of `htx import-post`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main
from generator.records import Source, load_vocabularies
from generator.records.decoder import Decoded, decode_post
from tests.small_project import PROJECT

SAVED_PAGES = Path(__file__).parent / "saved_pages"
LEAD = "Hợp tác xã nhỏ ven sông vừa bán được chuyến hàng đầu tiên sang tỉnh bên cạnh."
TEXT = "Chuyến hàng gồm hai tấn rau và nửa tấn cá khô, giao bằng xe lạnh thuê chung với ba hợp tác xã khác trong vùng để bớt chi phí."


def write_page(folder: Path, name: str, content: str | bytes) -> Path:
    """A saved page in a folder of its own."""
    path = folder / "da-luu" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def run_import(project: Path, page: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["import-post", str(page), "-f", str(project / "mkdocs.yml"), *options])


def import_page(project: Path, page: Path, *options: str) -> tuple[Decoded, str]:
    """The post that an import has written, decoded, and its file's text. Whatever is written has no mistake."""
    before = set(project.glob("docs/tin-tuc/*/*.md"))
    result = run_import(project, page, *options)
    assert result.exit_code == 0, result.output
    (path,) = set(project.glob("docs/tin-tuc/*/*.md")) - before
    vocabularies, _ = load_vocabularies(PROJECT / "data/vocabularies")
    file = path.relative_to(project).as_posix()
    decoded = decode_post(path.read_bytes(), Source(file, path, "post", slug=path.stem, year=path.parent.name), vocabularies)
    assert decoded.record is not None, decoded.diagnostics
    return decoded, path.read_text(encoding="utf-8")


def import_text(project: Path, content: str | bytes, name: str = "bai.txt") -> tuple[Decoded, str]:
    """The same for a page given by its content."""
    return import_page(project, write_page(project, name, content))


def list_remarks(text: str) -> str:
    """The remarks of a post file, as one line."""
    return " ".join(line.removeprefix("# ") for line in text.split("\n") if line.startswith("#") and not line.startswith("##"))
