"""Files of another built site, from its folder or its address: bounded in size and time, never with credentials.

Knows folders and HTTP, nothing of what the files hold.
"""

from __future__ import annotations

import http.client
import stat
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Full, Queue

USER_AGENT = "htx-site"
CONNECTIONS = 4  # at once to one site: a first harvest takes minutes, and nobody's server feels it
SOCKET_SECONDS = 15.0
SILENT_SECONDS = 30.0  # without one more file: covers what no socket's limit does, such as headers sent byte by byte
HARVEST_SECONDS = 300.0
LARGEST_FILE = 8 * 1024 * 1024
CHUNK = 64 * 1024
REDIRECTIONS = 4


class UnreadableSource(Exception):
    """Why a site cannot be read now; the text is a Vietnamese clause without full stop."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one site may take, in seconds."""

    socket: float = SOCKET_SECONDS
    silence: float = SILENT_SECONDS
    harvest: float = HARVEST_SECONDS


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a site's files are: a folder of this machine, or an address that ends in `/`."""

    place: Path | str
    patience: Patience = field(default=Patience())

    def load(self, path: str) -> bytes:
        """One file by its path below the site. Raises UnreadableSource."""
        if isinstance(self.place, Path):
            return load_from_folder(self.place, path)
        return load_from_address(self.place, path, self.patience)


def load_from_folder(folder: Path, path: str) -> bytes:
    file = folder / path
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableSource(f"«{path}» không phải là tệp")
        if found.st_size > LARGEST_FILE:
            raise UnreadableSource(f"tệp {path} quá lớn")
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        missing = f"không có thư mục {folder}" if not folder.is_dir() else f"thư mục {folder} không có tệp {path}"
        raise UnreadableSource(missing) from None
    except OSError as error:
        raise UnreadableSource(f"không đọc được tệp {path} ({error.strerror or type(error).__name__})") from None


class FewRedirects(urllib.request.HTTPRedirectHandler):
    max_redirections = REDIRECTIONS


def build_opener() -> urllib.request.OpenerDirector:
    """Asks over http and https alone: without handlers for files, FTP and passwords a redirection cannot lead there."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),  # many offices reach the net only through one
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        FewRedirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def load_from_address(address: str, path: str, patience: Patience) -> bytes:
    """One file over HTTP; a manifest is asked for anew by every cache on the way."""
    headers = {"User-Agent": USER_AGENT, "Cache-Control": "no-cache"}
    end = time.monotonic() + patience.silence
    try:
        request = urllib.request.Request(address + path, headers=headers)
        with build_opener().open(request, timeout=patience.socket) as response:
            return b"".join(list_chunks(response, path, end))
    except urllib.error.HTTPError as error:
        error.close()
        raise UnreadableSource(f"máy chủ trả lời {error.code} cho tệp {path}") from None
    except TimeoutError:
        raise UnreadableSource(f"máy chủ quá chậm khi gửi tệp {path}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        slow = isinstance(reason, TimeoutError)
        raise UnreadableSource("máy chủ không trả lời kịp" if slow else f"không kết nối được ({describe_error(reason)})") from None


def list_chunks(response: http.client.HTTPResponse, path: str, end: float) -> Iterator[bytes]:
    """What arrives, as it arrives: one receive a turn, so that a trickle is noticed. Raises UnreadableSource."""
    size = 0
    while chunk := response.read1(CHUNK):
        size += len(chunk)
        if size > LARGEST_FILE:
            raise UnreadableSource(f"tệp {path} quá lớn")
        if time.monotonic() > end:
            raise UnreadableSource(f"máy chủ quá chậm khi gửi tệp {path}")
        yield chunk
    if response.length:
        raise UnreadableSource(f"tệp {path} bị cắt cụt trên đường gửi")


def describe_error(reason: object) -> str:
    """The system's own words are English and few: enough for whoever looks after the server."""
    return str(getattr(reason, "strerror", None) or reason or type(reason).__name__)


Loaded = tuple[str, bytes | UnreadableSource]


def load_files(
    names: Iterable[str], load: Callable[[str], bytes], patience: Patience, *, connections: int = CONNECTIONS
) -> Iterator[Loaded]:
    """Files as they arrive, or why one does not, over a few connections. Those that do not arrive in time are left out.

    Threads that hang are left behind: as daemons they hold up neither this build nor the end of the program.
    """
    waiting: Queue[str] = Queue()
    for name in names:
        waiting.put(name)
    left = waiting.qsize()
    done: Queue[Loaded] = Queue(maxsize=2 * connections)  # bounds what is fetched and not yet looked at
    stopped = threading.Event()
    for _ in range(min(connections, left)):
        threading.Thread(target=load_waiting, args=(waiting, done, stopped, load), daemon=True).start()
    end = time.monotonic() + patience.harvest
    try:
        for _ in range(left):
            yield done.get(timeout=max(0.0, min(patience.silence, end - time.monotonic())))
    except Empty:
        return
    finally:
        stopped.set()


def load_waiting(waiting: Queue[str], done: Queue[Loaded], stopped: threading.Event, load: Callable[[str], bytes]) -> None:
    """What one connection does: the next file, until there is none or nobody waits any more."""
    while not stopped.is_set():
        try:
            path = waiting.get_nowait()
        except Empty:
            return
        try:
            result: Loaded = (path, load(path))
        except UnreadableSource as error:
            result = (path, error)
        while not stopped.is_set():
            try:
                done.put(result, timeout=1)
                break
            except Full:
                continue
