"""A web server behind a slow line: so many bits a second for all connections together, and a wait before each answer.

The browser's own throttling does not count what workers fetch and does not share the line; this does both.
"""

from __future__ import annotations

import asyncio
import gzip
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOBILE_RATE, MOBILE_WAIT = 1.6e6 / 8, 0.15  # 3G as phones far from a mast have it: 1.6 Mbit/s, 150 ms a request
PACKET = 1460  # bytes a connection sends before the next one has its turn
SLACK = 0.005  # a timer wakes a little late; so much may be caught up, or the line would be slower than asked for
GZIP_LEVEL, GZIP_LEAST = 6, 256  # answers shorter than this are sent as they are
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}
OTHER_TYPE = "application/octet-stream"
PACKED_SUFFIXES = {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg"}
CONTENT_NAMED = re.compile(r"\.[0-9a-z]{8}(\.min)?\.\w+$")  # another content has another name, so it may be kept for ever
REASONS = {200: "OK", 301: "Moved Permanently", 304: "Not Modified", 404: "Not Found", 405: "Method Not Allowed"}


@dataclass(slots=True)
class Exchange:
    """One request and its answer: seconds on the server's clock, and bytes sent, head included."""

    path: str
    status: int
    asked_at: float
    answered_at: float = 0.0
    ended_at: float = 0.0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, head and body as they go down the line."""

    status: int
    fields: Mapping[str, str]
    body: bytes = b""

    def encode(self, with_body: bool = True) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {REASONS[self.status]}", *(f"{name}: {value}" for name, value in self.fields.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (self.body if with_body else b"")


class Line:
    """The one line that all connections share: each packet is booked behind those already booked."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.clock = clock
        self.free_at = 0.0

    def book(self, size: int) -> float:
        """Seconds to wait until `size` bytes are through."""
        now = self.clock()
        self.free_at = max(now - SLACK, self.free_at) + size / self.rate
        return max(0.0, self.free_at - now)


class SlowServer:
    """Serves a folder down one line and keeps a record of every exchange; `rate` is in bytes a second."""

    def __init__(self, folder: Path, rate: float = MOBILE_RATE, wait: float = MOBILE_WAIT) -> None:
        self.folder = folder.resolve()
        self.wait = wait
        self.line = Line(rate)
        self.exchanges: list[Exchange] = []
        self.address = ""

    async def answer_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other until the visitor leaves."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                method, target, fields = decode_head(head)
                answer = load_answer(self.folder, method, target, fields)
                await self.send(writer, Exchange(target, answer.status, time.monotonic()), answer.encode(method != "HEAD"))
                if fields.get("connection", "").lower() == "close":
                    break
        writer.close()

    async def send(self, writer: asyncio.StreamWriter, exchange: Exchange, data: bytes) -> None:
        """Wait, then send packet by packet as the line is free."""
        self.exchanges.append(exchange)
        await asyncio.sleep(self.wait)
        try:
            for start in range(0, len(data), PACKET):
                packet = data[start : start + PACKET]
                await asyncio.sleep(self.line.book(len(packet)))
                exchange.answered_at = exchange.answered_at or time.monotonic()
                exchange.size += len(packet)  # before it goes: the visitor may look as soon as it has the last one
                writer.write(packet)
                await writer.drain()
        finally:
            exchange.ended_at = time.monotonic()

    async def run(self, started: threading.Event, stop: asyncio.Event) -> None:
        server = await asyncio.start_server(self.answer_connection, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        started.set()
        await stop.wait()
        server.close()
        connections = asyncio.all_tasks() - {asyncio.current_task()}
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


@contextmanager
def open_slow_server(folder: Path, rate: float = MOBILE_RATE, wait: float = MOBILE_WAIT) -> Iterator[SlowServer]:
    """A server in a thread of its own, until the block ends."""
    server, started, stop = SlowServer(folder, rate, wait), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(server.run(started, stop),), daemon=True)
    thread.start()
    started.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def decode_head(head: bytes) -> tuple[str, str, dict[str, str]]:
    """(method, target, fields by lower-case name) of a request."""
    first, *rest = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in rest if line)
    return method, target, {name.strip().lower(): value.strip() for name, _, value in pairs}


def load_answer(folder: Path, method: str, target: str, fields: Mapping[str, str]) -> Answer:
    """What a plain file server says: the file, its folder's index.html, 304 where the visitor has it, 404."""
    if method not in ("GET", "HEAD"):
        return Answer(405, describe(0))
    url = unquote(urlsplit(target).path)
    path = (folder / url.lstrip("/")).resolve()
    if path.is_dir() and not url.endswith("/"):
        return Answer(301, {"Location": urlsplit(target).path + "/", **describe(0)})
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file() or not path.is_relative_to(folder):
        body = load_packed(folder / "404.html", 0) if (folder / "404.html").is_file() else b""
        packed = {"Content-Type": TYPES[".html"], "Content-Encoding": "gzip"} if body else {}
        return Answer(404, {**packed, **describe(len(body))}, body)
    return load_file_answer(path, fields)


def load_file_answer(path: Path, fields: Mapping[str, str]) -> Answer:
    """A file, or 304 where the visitor's copy is this one; text is packed where the visitor takes that."""
    state = path.stat()
    packed = path.suffix in PACKED_SUFFIXES and state.st_size >= GZIP_LEAST and "gzip" in fields.get("accept-encoding", "")
    tag, day = f'"{int(state.st_mtime):x}-{state.st_size:x}"', formatdate(state.st_mtime, usegmt=True)
    known = {"Last-Modified": day, "ETag": f"W/{tag}" if packed else tag}
    if CONTENT_NAMED.search(path.name):
        known["Cache-Control"] = "public, max-age=31536000, immutable"
    seen = fields.get("if-none-match")
    if seen.removeprefix("W/") == tag if seen else fields.get("if-modified-since") == day:
        return Answer(304, {**known, "Date": formatdate(usegmt=True)})
    body = load_packed(path, state.st_mtime_ns) if packed else path.read_bytes()
    encoding = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"} if packed else {}
    return Answer(200, {"Content-Type": TYPES.get(path.suffix, OTHER_TYPE), **encoding, **known, **describe(len(body))}, body)


def describe(length: int) -> dict[str, str]:
    return {"Content-Length": str(length), "Date": formatdate(usegmt=True), "Server": "slow"}


@lru_cache(maxsize=256)
def load_packed(path: Path, _written_at: int) -> bytes:
    """The file through gzip; packed once for each version of the file."""
    return gzip.compress(path.read_bytes(), GZIP_LEVEL, mtime=0)
