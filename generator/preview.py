"""What `mkdocs serve` shows while the data has mistakes: one page in place of every page, and the last good site stays.

Knows HTML and WSGI, nothing of MkDocs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import TemplateError
from markupsafe import escape
from watchdog.observers.polling import PollingObserverVFS

from generator.diagnostics import Report, format_block, format_summary
from generator.output import OutputError, describe_disk_error
from generator.render.template_faults import TemplateFault, describe_template_error
from generator.settings import SettingsError

MISTAKES_FILE = ".loi-du-lieu.html"  # hidden: no visitor's page, and the output room does not count it as one
MOST_SHOWN = 200
PAGE_SUFFIXES = ("", ".html")
POLLING_SECONDS = 0.5
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
    """Have the preview's server watch these files and folders from the folders that hold them, and what it watches already.

    An observer forgets a folder that is moved away, even for a moment; one that stands above it sees it go and come back.
    """
    wanted = {Path(os.path.abspath(path)) for path in wanted}  # noqa: PTH100  links stay links
    watched = {Path(emitter.watch.path) for emitter in server.observer.emitters}
    wanted |= {path for path in watched if not any(other.is_relative_to(path) for other in wanted)}
    server.observer = open_observer(wanted)
    parents = {path.parent for path in wanted}
    for parent in sorted(parents):
        if parents.isdisjoint(parent.parents):
            server.watch(str(parent))


def open_observer(wanted: Iterable[Path]) -> PollingObserverVFS:
    """An observer that sees only these files and folders in whatever folder it is told to watch."""
    chosen = {str(path) for path in wanted}
    above = chosen | {str(parent) for path in wanted for parent in path.parents}

    def list_watched(folder: str | None) -> Iterator[os.DirEntry]:
        inside = not chosen.isdisjoint((str(folder), *map(str, Path(str(folder)).parents)))
        return (entry for entry in os.scandir(folder) if inside or entry.path in above)

    return PollingObserverVFS(os.stat, list_watched, polling_interval=POLLING_SECONDS)
