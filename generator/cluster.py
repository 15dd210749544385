"""Workers of other machines in place of this one's processes: the executor of a dask scheduler, and what they must have in common with us.

Needs the package `distributed` (extra `cluster`), which is loaded only here and only when a scheduler is named.
"""

from __future__ import annotations

import hashlib
import pickle
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from importlib.metadata import requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.settings import SettingsError

if TYPE_CHECKING:
    from distributed import Client

PACKAGE = "htx-site"
SECONDS_TO_CONNECT = 10
SECONDS_WITHOUT_WORKERS = 60  # a nanny starts its worker again within a few
SECONDS_BETWEEN_LOOKS = 2
NOT_INSTALLED = "Tùy chọn --scheduler cần gói distributed: hãy cài bằng lệnh pip install 'htx-site[cluster]'."


class ClusterError(SettingsError):
    """A cluster that cannot do the work; the text is a Vietnamese sentence for the person who runs the build."""


@contextmanager
def open_cluster(address: str, shared_file: Path) -> Iterator[Executor]:
    """The workers of the scheduler at an address, all of them of our version and with `shared_file` before them. Raises ClusterError."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(NOT_INSTALLED) from None
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"Không kết nối được với bộ điều phối «{address}» trong {SECONDS_TO_CONNECT} giây ({error}).") from None
    with client:
        check_workers(client, shared_file)
        executor, is_over = ClusterExecutor(client), threading.Event()
        threading.Thread(target=executor.watch_workers, args=(is_over,), daemon=True).start()
        try:
            yield executor
        finally:
            is_over.set()


def check_workers(client: Client, shared_file: Path) -> None:
    """Refuse a cluster without workers, and one with a worker that could make other pages than we would or see other files."""
    found = client.run(find_spec, "generator", on_error="return")
    if not found:
        raise ClusterError("Bộ điều phối chưa có máy thợ nào: hãy chạy dask worker trên ít nhất một máy rồi dựng lại.")
    refuse_workers(found, lambda spec: bool(getattr(spec, "origin", None)), f"chưa cài {PACKAGE}")
    ours = load_identity()
    identities = client.run(load_identity, on_error="return")
    refuse_workers(identities, lambda identity: identity == ours, f"chạy phiên bản khác của {PACKAGE}, của Python hoặc của các gói đi kèm")
    file, digest = str(shared_file.resolve()), load_digest(str(shared_file.resolve()))
    digests = client.run(load_digest, file, on_error="return")
    refuse_workers(
        digests, lambda seen: seen == digest, f"không thấy đúng tệp {file}: mọi máy phải chung một thư mục, ở cùng một đường dẫn"
    )


def refuse_workers(answers: Mapping[str, Any], accept: Callable[[Any], bool], reason: str) -> None:
    refused = sorted(address for address, answer in answers.items() if not accept(answer))
    if refused:
        raise ClusterError(f"Máy thợ {', '.join(refused[:3])}{'…' if len(refused) > 3 else ''} {reason}.")


def load_identity() -> str:
    """A name for all that decides what a page looks like but the project's own files: our code, Python, the packages we build on."""
    digest = hashlib.blake2b(digest_size=16)
    folder = Path(__file__).resolve().parent
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.yml"))):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    packages = [re.match(r"[\w.-]+", line)[0] for line in requires(PACKAGE) or () if "extra ==" not in line]
    digest.update(repr([sys.version_info[:2], *((name, version(name)) for name in packages)]).encode())
    return digest.hexdigest()


def load_digest(file: str) -> str:
    return hashlib.blake2b(Path(file).read_bytes(), digest_size=16).hexdigest()


class ClusterExecutor(Executor):
    """Hands tasks to a cluster. Those of a worker that dies are done by another; a cluster that fails altogether is one sentence."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.executor = client.get_executor(pure=False)
        self.under_way: set[Future] = set()

    def submit(self, function, /, *args, **kwargs) -> Future:
        """As any executor; the task travels as bytes, since dask would look for tasks of its own in every tuple."""
        told: Future = Future()
        self.under_way.add(told)
        told.add_done_callback(self.under_way.discard)
        done = self.executor.submit(run_task, pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL))
        done.add_done_callback(partial(pass_on, told))
        return told

    def watch_workers(self, is_over: threading.Event) -> None:
        """Fail what is under way when no worker has been there for a while: dask alone would wait for one for ever."""
        missed = 0
        while not is_over.wait(SECONDS_BETWEEN_LOOKS):
            missed = 0 if self.client.scheduler_info(n_workers=1)["workers"] else missed + SECONDS_BETWEEN_LOOKS
            if missed >= SECONDS_WITHOUT_WORKERS:
                for told in tuple(self.under_way):
                    told.set_exception(ClusterError("Không còn máy thợ nào; trang đã đăng lần trước giữ nguyên."))


def pass_on(told: Future, done: Future) -> None:
    """Give the outcome of a task to the future that the caller holds."""
    from distributed import KilledWorker

    if told.done():  # given up, as no worker was left
        return
    if done.cancelled():
        told.set_exception(ClusterError("Mất liên lạc với bộ điều phối khi đang dựng trang."))
    elif isinstance(done.exception(), KilledWorker):
        told.set_exception(ClusterError("Các máy thợ lần lượt dừng ở cùng một phần của trang; hãy xem nhật ký và bộ nhớ của chúng."))
    elif done.exception():
        told.set_exception(done.exception())
    else:
        told.set_result(done.result())


one_at_a_time = threading.Lock()  # a worker may run threads; what tasks share is made for one


def run_task(content: bytes) -> Any:
    """What a worker does with a task."""
    with one_at_a_time:
        function, args, kwargs = pickle.loads(content)
        return function(*args, **kwargs)
