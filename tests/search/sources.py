"""Sites to harvest: their index files in a folder, and a server that answers as badly as it is told to."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.search.encoding import encode_index
from generator.search.fetching import Patience
from generator.search.manifest import SiteFacts
from generator.search.model import SearchIndex
from generator.search.parts import MANIFEST_PATH
from generator.settings import Settings, build_settings
from tests.search.indexes import make_index, make_row

TODAY, LATER = date(2026, 11, 22), date(2026, 12, 1)
SHORT = Patience(socket=1.0, silence=2.0, harvest=8.0)  # for sites that are going to be slow; a busy machine is not one
Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


def make_site(*titles: str) -> SearchIndex:
    """An index with one cooperative a title."""
    return make_index([make_row(title=title, url=f"hop-tac-xa/thai-nguyen/{number}/") for number, title in enumerate(titles)])


def write_site(folder: Path, index: SearchIndex, url: str = "https://a.vn/", name: str = "Trang A") -> Path:
    """The index files of a built site; returns its folder. Files of an index that was there before go."""
    for path in sorted(folder.rglob("*.*")):
        path.unlink()
    for path, content in encode_index(index, SiteFacts(name, url, TODAY)).files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def find_part(site: Path, kind: str) -> str:
    """The path of a site's first part of a kind, below the site."""
    return next(path.relative_to(site).as_posix() for path in sorted((site / MANIFEST_PATH).parent.glob(f"{kind}/**/*.bin")))


def make_settings(
    folder: Path, sources: Sequence[dict], *, day: date = TODAY, site_url: str = "https://cong.vn/", preview: bool = False
) -> Settings:
    options = {"search_sources": list(sources), "build_date": day}
    return build_settings(options, project_dir=folder, docs_dir=folder, site_dir=folder / "site", site_url=site_url, preview=preview)


class SourceServer(ThreadingHTTPServer):
    """Serves a folder; keeps what was asked; `answers` replace the file for paths that end in their key."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), SourceHandler)
        self.folder = folder
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.answers: dict[str, Answer] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class SourceHandler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path.lstrip("/"))
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        file = self.server.folder / self.path.lstrip("/")
        content = file.read_bytes() if file.is_file() else b""
        answer = next((answer for end, answer in self.server.answers.items() if self.path.endswith(end)), None)
        with contextlib.suppress(OSError):  # whoever asked has given up
            if answer:
                answer(self, content)
            elif file.is_file():
                send(self, content)
            else:
                self.send_error(404)


def send(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(content) if length is None else length))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def answer_status(status: int) -> Answer:
    return lambda handler, content: send(handler, b"<h1>x</h1>", status)


def answer_with(content: bytes) -> Answer:
    return lambda handler, _: send(handler, content)


def answer_cut(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """The connection ends half way."""
    send(handler, content[: len(content) // 2], length=len(content))


def answer_half(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """Half a file as if it were all."""
    send(handler, content[: len(content) // 2])


def answer_redirect(location: str) -> Answer:
    return lambda handler, content: send(handler, b"", 302, Location=location)


def answer_never(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    time.sleep(4)


def answer_slowly(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """One byte after the other: no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    write_slowly(handler, content)


def answer_slow_headers(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    write_slowly(handler, b"HTTP/1.0 200 OK\r\nX: " + b"x" * 60)


def write_slowly(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    for byte in content[:60]:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.1)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[SourceServer]:
    server = SourceServer(folder)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
