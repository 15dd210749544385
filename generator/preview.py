"""What `mkdocs serve` shows while the data has mistakes: one page in place of every page, and the last good site stays.

Knows HTML and WSGI, nothing of MkDocs.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from jinja2 import TemplateError
from markupsafe import escape

from generator.diagnostics import Report, format_block, format_summary
from generator.output import OutputError, describe_disk_error
from generator.render.template_faults import TemplateFault, describe_template_error
from generator.settings import SettingsError

MISTAKES_FILE = ".loi-du-lieu.html"  # hidden: no visitor's page, and the output room does not count it as one
MOST_SHOWN = 200
PAGE_SUFFIXES = ("", ".html")
POLLING_SECONDS = 0.2
RESTS_A_LOOK = 3  # rests of a look's length: a large project takes a quarter of a processor at most
STOPPERS = (SettingsError, TemplateFault, TemplateError, OutputError, OSError)  # what may stop a build and is no bug of ours
CRASHED = "Có lỗi ngoài dự kiến khi dựng trang; chi tiết nằm trong cửa sổ dòng lệnh. Sửa tệp vừa sửa rồi tải lại trang này."
STYLE = """
body{font:17px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem;color:#222;background:#fff}
h1{font-size:1.5rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:15px/1.45 ui-monospace,monospace;
background:#f6f6f6;border-left:.3rem solid #888;padding:.7rem 1rem;margin:1rem 0}
.error{border-color:#c00000}.warning{border-color:#a66000}.info{border-color:#00609c}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#1e1e1e}pre{background:#2a2a2a}}
"""


def render_mistakes(report: Report) -> str:
    """The page for mistakes in data: errors, then warnings, as `htx check` prints them; remarks would only be in the way."""
    report = Report([diagnostic for diagnostic in report if diagnostic.severity != "info"])
    shown = sorted(report, key=lambda diagnostic: diagnostic.severity != "error")
    blocks = [
        f'<pre class="{diagnostic.severity}">{escape(format_block(diagnostic, "vi", color=False))}</pre>'
        for diagnostic in shown[:MOST_SHOWN]
    ]
    if len(shown) > MOST_SHOWN:
        blocks.append(f"<p>Còn {len(shown) - MOST_SHOWN} chỗ nữa; chạy <code>htx check</code> để xem tất cả.</p>")
    return render_page(f"<p>{escape(format_summary(report, 'vi'))}</p>{''.join(blocks)}")


def render_failure(sentence: str) -> str:
    """The page for a mistake that stands in no record: a setting, a folder that cannot be written."""
    return render_page(f'<pre class="error">{escape(sentence)}</pre>')


def describe_failure(error: Exception) -> str:
    """The sentence for whatever stopped a build; an empty string where that is a bug, which deserves its traceback."""
    if isinstance(error, TemplateError):  # before OSError, which a template that is not found is too
        error = describe_template_error(error)
    if isinstance(error, OSError):
        return describe_disk_error(error)
    return str(error) if isinstance(error, STOPPERS) else ""


def render_page(content: str) -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Chưa dựng được trang</title><style>{STYLE}</style></head><body><main><h1>Chưa dựng được trang</h1>"
        "<p>Sửa các chỗ dưới đây rồi lưu tệp: trang này tự tải lại. Trang dựng được lần trước vẫn được giữ nguyên.</p>"
        f"{content}</main></body></html>\n"
    )


def write_mistakes(site_dir: Path, page: str) -> None:
    """Put the page into the served folder, beside the last good site."""
    site_dir.mkdir(parents=True, exist_ok=True)
    (site_dir / MISTAKES_FILE).write_text(page, encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class MistakesApp:
    """The preview server's application, with every page's request turned to the mistakes while there are any.

    The server itself reads the file and adds the script that reloads. After a crash it would wait for a build that never ends,
    so that page is answered here.
    """

    application: Callable[[dict[str, Any], Any], Iterable[bytes]]
    mount_path: str
    has_mistakes: Callable[[], bool]
    has_crashed: Callable[[], bool] = bool

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if self.has_crashed() and is_page(path):
            page = render_failure(CRASHED).encode("utf-8")
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
            return [page]
        if self.has_mistakes() and is_page(path):
            environ = {**environ, "PATH_INFO": self.mount_path + MISTAKES_FILE}
        return self.application(environ, start_response)


def is_page(path: str) -> bool:
    return not path.startswith("/livereload/") and (path.endswith("/") or PurePosixPath(path).suffix in PAGE_SUFFIXES)


def watch_folders(server: Any, wanted: Iterable[Path]) -> None:
    """Have the preview's server watch these files and folders, and what it watches already, by a watcher of ours.

    A folder that holds some of these is not wanted whole: watchdog says it for a file in it.
    """
    chosen = {Path(os.path.abspath(path)) for path in wanted}  # noqa: PTH100  links stay links
    watched = {Path(emitter.watch.path) for emitter in server.observer.emitters}
    chosen |= {path for path in watched if not any(other.is_relative_to(path) for other in chosen)}
    server.observer = Watcher(map(str, chosen))
    for parent in sorted({path.parent for path in chosen}):  # what the server watches itself it would not have watched once more
        server.watch(str(parent))


class Change(NamedTuple):
    """What a watcher tells: as much of one of watchdog's events as MkDocs's server asks for."""

    path: str
    is_directory: bool = False


class Watcher(threading.Thread):
    """Looks at files and folders again and again, and tells all who asked when anything is other than it was.

    In place of watchdog's observers: the one that looks takes four times as long for it and waits longer, and those that are told by the
    system forget a folder that is moved away, even for a moment.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        super().__init__(daemon=True)
        self.wanted = frozenset(wanted)
        self.handlers: list[Any] = []
        self.stopped = threading.Event()
        self.stamps = load_stamps(self.wanted)

    def schedule(self, handler: Any, path: str, *, recursive: bool) -> None:
        """Tell this handler too; what it asks for is watched with all else."""
        self.handlers.append(handler)

    def stop(self) -> None:
        self.stopped.set()

    def run(self) -> None:
        rest = POLLING_SECONDS
        while not self.stopped.wait(rest):
            start = time.perf_counter()
            now = load_stamps(self.wanted)
            rest = max(POLLING_SECONDS, RESTS_A_LOOK * (time.perf_counter() - start))
            if now != self.stamps:
                change = Change(min(now.items() ^ self.stamps.items())[0])
                self.stamps = now
                for handler in self.handlers:
                    handler.on_any_event(change)


def load_stamps(paths: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Each of these files, and each in these folders, with what changes when it does. What cannot be read is not there."""
    stamps: dict[str, tuple[int, int, int]] = {}
    waiting, linked = list(paths), set[str]()
    while waiting:
        path = waiting.pop()
        with contextlib.suppress(OSError):
            if not os.path.isdir(path):  # noqa: PTH112  strings: there are 10,000 files, looked at five times a second
                stamps[path] = read_stamp(os.stat(path))  # noqa: PTH116
                continue
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir():
                        waiting += list_unseen(entry, linked)
                    else:
                        with contextlib.suppress(OSError):  # a link that leads nowhere, as editors lock files, hides no file beside it
                            stamps[entry.path] = read_stamp(entry.stat())
    return stamps


def list_unseen(folder: os.DirEntry[str], linked: set[str]) -> list[str]:
    """The folder, unless it is a link to where another one has led: a link to a folder above would have no end."""
    if folder.is_symlink():
        target = os.path.realpath(folder.path)
        if target in linked:
            return []
        linked.add(target)
    return [folder.path]


def read_stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
