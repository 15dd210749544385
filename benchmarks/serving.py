"""A folder served as any web server would, for browsers that look at a built site; `slow_server.py` is the one that measures."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class SilentHandler(SimpleHTTPRequestHandler):
    """Answers like `python3 -m http.server`, with some more fields and without a line a request."""

    fields: Mapping[str, str] = {}

    def end_headers(self) -> None:
        for name, value in self.fields.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def serve(folder: Path, **fields: str) -> Iterator[str]:
    """Serve a folder over HTTP while the block runs; yields its address, which ends in `/`. `fields` go with every answer, `_` for `-`."""
    handler = type("Handler", (SilentHandler,), {"fields": {name.replace("_", "-"): value for name, value in fields.items()}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
