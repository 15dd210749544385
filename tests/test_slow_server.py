"""The slow line of the search benchmark is as slow as it says, for all connections together. Times are real, so the upper
margins are wide; the lower ones are what the measurements lean on."""

from __future__ import annotations

import gzip
import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.slow_server import Line, SlowServer, load_answer, open_slow_server

RATE, WAIT = 400_000, 0.05
LATEST = 2  # times what it should take: a busy machine wakes late, but never early
TEXT = "Hợp tác xã chè Tân Cương. " * 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "tim-kiem").mkdir()
    (folder / "tim-kiem" / "index.html").write_text(TEXT, encoding="utf-8")
    (folder / "part.bin").write_bytes(bytes(range(256)) * 400)  # 102,400 bytes
    return folder


@pytest.fixture(scope="module")
def server(folder) -> Iterator[SlowServer]:
    with open_slow_server(folder, RATE, WAIT) as server:
        yield server


def open_connection(server: SlowServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(server.address).netloc)


def ask(connection: http.client.HTTPConnection, path: str, **fields: str) -> tuple[http.client.HTTPResponse, bytes, float]:
    """(response, body, seconds) of one request."""
    start = time.monotonic()
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in fields.items()})
    response = connection.getresponse()
    return response, response.read(), time.monotonic() - start


def test_line_books_packets_one_behind_the_other():
    """1,000 bytes a second: two packets of 500 bytes asked for at once are through after half a second and a whole one."""
    line = Line(1000, clock=lambda: 10.0)
    assert [round(line.book(500), 1) for _ in range(3)] == [0.5, 1.0, 1.5]


def test_download_takes_wait_and_rate(server):
    """One file comes at the line's rate after the wait, and every byte is counted, head included."""
    before = len(server.exchanges)
    _, body, seconds = ask(open_connection(server), "/part.bin")
    exchange = server.exchanges[before]
    assert len(body) == 102_400 < exchange.size < 103_000
    wanted = WAIT + exchange.size / RATE
    assert wanted * 0.9 < seconds < wanted * LATEST


def test_parallel_downloads_share_the_line(server):
    """Three downloads at once take three times as long as one, and end together."""
    ends = []
    threads = [threading.Thread(target=lambda: ends.append(ask(open_connection(server), "/part.bin")[2])) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = WAIT + 3 * 102_400 / RATE
    assert wanted * 0.9 < max(ends) < wanted * LATEST
    assert min(ends) > max(ends) * 0.7


def test_each_answer_waits_on_one_kept_connection(server):
    """Two small answers on one connection wait one after the other; a kept connection is not asked to close."""
    connection = open_connection(server)
    seconds = sum(ask(connection, "/tim-kiem/", Accept_Encoding="gzip")[2] for _ in range(2))
    assert 2 * WAIT < seconds < 2 * WAIT * LATEST


def test_text_is_packed_and_parts_are_not(server):
    """HTML comes through gzip where the visitor takes it; `.bin` comes as it lies on disk."""
    response, body, _ = ask(open_connection(server), "/tim-kiem/?q=che", Accept_Encoding="gzip, br")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).decode() == TEXT
    response, body, _ = ask(open_connection(server), "/part.bin", Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] is None
    assert response.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("by", ["ETag", "Last-Modified"])
def test_known_copy_is_not_sent_again(server, by):
    """304 without a body for the visitor who has this version, whichever way it is named."""
    response, _, _ = ask(open_connection(server), "/tim-kiem/", Accept_Encoding="gzip")
    field = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[by]
    again, body, _ = ask(open_connection(server), "/tim-kiem/", Accept_Encoding="gzip", **{field: response.headers[by]})
    assert (again.status, body) == (304, b"")
    other, _, _ = ask(open_connection(server), "/tim-kiem/", **{field: "something else"})
    assert other.status == 200


def test_what_is_named_by_its_content_may_be_kept(tmp_path):
    """As a host is told to: other content has another name, so nobody need ask again; pages are asked for each time."""
    for name in ("htx.kxzrrqxr.css", "main.57a0d79d.min.css", "manifest.json", "index.html"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    kept = [
        name
        for name in sorted(path.name for path in tmp_path.iterdir())
        if "Cache-Control" in load_answer(tmp_path.resolve(), "GET", f"/{name}", {}).fields
    ]
    assert kept == ["htx.kxzrrqxr.css", "main.57a0d79d.min.css"]


def test_missing_files_and_folders_are_answered(server):
    """404 for what is not there or lies outside, and a folder without its slash leads to the one with it."""
    assert ask(open_connection(server), "/nothing.bin")[0].status == 404
    assert ask(open_connection(server), "/../outside.bin")[0].status == 404
    response, _, _ = ask(open_connection(server), "/tim-kiem")
    assert (response.status, response.headers["Location"]) == (301, "/tim-kiem/")
