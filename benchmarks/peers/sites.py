"""What each peer is given before the clock starts: the folder it builds, the command, and the edit of one record."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.peers.records import PeerPage

HERE = Path(__file__).resolve().parent
PAGE_SIZES = {"cooperatives": 50, "products": 60, "posts": 20}


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator in its way of reading records. `write` fills a folder, `edit` changes the first record; `output` is what a cold build has not."""

    name: str
    package: str
    write: Callable[[Path, Sequence[PeerPage]], None]
    edit: Callable[[Path, Sequence[PeerPage], int], None]
    command: Callable[[], list[str]]
    output: str
    is_slow: bool = False  # minutes a turn where there are many records


def is_installed(peer: Peer) -> bool:
    try:
        return bool(distribution(peer.package))
    except PackageNotFoundError:
        return False


def find_hugo() -> list[str]:
    """Hugo's own binary: the Python around it would cost it a tenth of a second."""
    binary = distribution("hugo").locate_file(f"hugo/binaries/{'hugo.exe' if sys.platform == 'win32' else 'hugo'}")
    return [str(binary), "--quiet", "--noBuildLock"]


def find_mkdocs() -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def edit_page(page: PeerPage, number: int) -> PeerPage:
    return replace(page, params=page.params | {"summary": f"Tóm tắt viết lại lần thứ {number}."})


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def format_front_matter(page: PeerPage) -> str:
    """JSON, which both read, and which Hugo reads fastest."""
    date = {"date": page.date} if page.date else {}
    return json.dumps({"title": page.title, **date, **page.params}, ensure_ascii=False)


def write_hugo(folder: Path, pages: Sequence[PeerPage]) -> None:
    """A content file a page. A content adapter over three JSON files took as long at 1,000 and a tenth more at 10,000 cooperatives."""
    shutil.copytree(HERE / "hugo" / "layouts", folder / "layouts")
    shutil.copy2(HERE / "hugo" / "hugo.toml", folder)
    for page in pages:
        write_hugo_file(folder, page)


def write_hugo_file(folder: Path, page: PeerPage) -> None:
    write_text(folder / "content" / f"{page.path}.md", f"{format_front_matter(page)}\n\n{page.body}")


def edit_hugo(folder: Path, pages: Sequence[PeerPage], number: int) -> None:
    write_hugo_file(folder, edit_page(pages[0], number))


def write_mkdocs(folder: Path, pages: Sequence[PeerPage]) -> None:
    """A Markdown file a page and a list; MkDocs has no lists of its own, so these are spelled out beforehand. It makes no feed."""
    write_text(folder / "mkdocs.yml", (HERE / "mkdocs" / "mkdocs.yml").read_text(encoding="utf-8"))
    write_text(folder / "docs" / "index.md", f"# Liên minh Hợp tác xã\n\n{len(pages)} trang.\n")
    for page in pages:
        write_mkdocs_page(folder, page)
    for url, listed in list_listings(pages).items():
        size = PAGE_SIZES[listed[0].kind]
        for start in range(0, len(listed), size):
            lines = [f"- [{page.title}](/{page.path}/)\n\n    {page.params['summary']}" for page in listed[start : start + size]]
            write_text(folder / "docs" / url / f"{start // size + 1}.md", f"# {url}\n\n" + "\n".join(lines) + "\n")


def list_listings(pages: Iterable[PeerPage]) -> dict[str, list[PeerPage]]:
    listings: dict[str, list[PeerPage]] = {}
    for page in pages:
        for url in (page.kind, *(f"{key}/{code}" for key in ("provinces", "sectors") for code in page.params.get(key, ()))):
            listings.setdefault(f"danh-sach/{url}", []).append(page)
    return listings


def write_mkdocs_page(folder: Path, page: PeerPage) -> None:
    facts = "".join(f"| {name} | {value} |\n" for name, value in page.params.get("facts", ()))
    table = f"| | |\n| --- | --- |\n{facts}\n" if facts else ""
    trail = " / ".join(f"[{name}]({url})" for name, url in page.params["trail"])
    products = "".join(f"- [{product['name']}]({product['url']}) {product['summary']}\n" for product in page.params.get("products", ()))
    structured = json.dumps({"@context": "https://schema.org", "name": page.title}, ensure_ascii=False)
    script = f'<script type="application/ld+json">{structured}</script>'
    head = json.dumps({"description": page.params["summary"]}, ensure_ascii=False)
    text = f"---\n{head}\n---\n\n{trail}\n\n# {page.title}\n\n{page.params['summary']}\n\n{table}{page.body}\n\n{products}\n{script}\n"
    write_text(folder / "docs" / f"{page.path}.md", text)


def edit_mkdocs(folder: Path, pages: Sequence[PeerPage], number: int) -> None:
    write_mkdocs_page(folder, edit_page(pages[0], number))


PEERS = {
    "hugo": Peer("hugo", "hugo", write_hugo, edit_hugo, find_hugo, "public"),
    "mkdocs": Peer("mkdocs", "mkdocs-material", write_mkdocs, edit_mkdocs, find_mkdocs, "site", is_slow=True),
}
