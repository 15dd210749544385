"""The project's commands on any machine with Python 3.11+: `python make.py site`. The Makefile only calls them.

Sets up `.venv` from the lock files, then starts the program that does the work. Standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent
VENV_DIR = PROJECT_DIR / ".venv"
SITE_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
PEERS = "benchmarks/peers/requirements.txt"
OLDEST_PYTHON = (3, 11)
MOST_TEST_PROCESSES = 4
WINDOWLESS = "chromium-headless-shell"  # Debian's Chromium without windows, where a page opens in a fifth of the time
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
APT_PATIENCE = (
    "-o",
    "Acquire::Retries=1",
    "-o",
    "Acquire::http::Timeout=15",
    "-o",
    "Acquire::https::Timeout=15",
)  # a server that is away keeps nobody
DISPOSABLE = ("site", "build", ".cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "test-results")


def main(arguments):
    """Run one command; the exit code is that of the program it starts."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    if sys.version_info < OLDEST_PYTHON:
        return refuse("Cần Python 3.11 trở lên, đang chạy Python {}.{}.".format(*sys.version_info[:2]))
    name = arguments[0] if arguments else "help"
    if name not in COMMANDS:
        return refuse("Không có lệnh «{}». Các lệnh: {}.".format(name, ", ".join(COMMANDS)), 2)
    try:
        return COMMANDS[name](arguments[1:])
    except SetupError as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return 130


def refuse(sentence, code=1):
    print(sentence, file=sys.stderr)
    return code


class SetupError(Exception):
    """The set-up cannot go on; the text is a Vietnamese sentence that says what to do."""


def help_command(_arguments):
    """Danh sách lệnh này."""
    for name, command in COMMANDS.items():
        print(f"make {name:<12} {command.__doc__}")
    return 0


def setup_command(_arguments):
    """Tạo môi trường Python trong .venv/ (các lệnh khác tự làm việc này)."""
    install_lock(SITE_LOCK)
    return 0


def site_command(arguments):
    """Dựng trang web vào thư mục site/."""
    install_lock(SITE_LOCK)
    return run_htx("build", *arguments)


def serve_command(arguments):
    """Xem trước trên máy này, tự tải lại khi sửa tệp."""
    install_lock(SITE_LOCK)
    return run_htx("serve", *arguments)


def check_command(arguments):
    """Kiểm tra dữ liệu, in mọi chỗ sai."""
    install_lock(SITE_LOCK)
    return run_htx("check", *arguments)


def test_command(arguments):
    """Chạy toàn bộ kiểm thử, kể cả kiểm thử trong trình duyệt."""
    install_lock(TEST_LOCK)
    install_test_browser()
    processes = str(min(os.cpu_count() or 1, MOST_TEST_PROCESSES))
    return run_python("-m", "pytest", "-n", processes, "--dist", "loadfile", "--no-loadscope-reorder", *arguments)


def golden_command(arguments):
    """Ghi lại các tệp mẫu trong tests/golden/; xem kỹ khác biệt trước khi lưu."""
    install_lock(TEST_LOCK)
    return run_python("-m", "pytest", "--golden", "tests/test_golden.py", *arguments)


def bench_command(arguments):
    """Đo thời gian dựng trang trên dữ liệu tự sinh."""
    install_lock(SITE_LOCK)
    return run_python("-m", "benchmarks", *arguments)


def bench_peers_command(arguments):
    """Dựng cùng dữ liệu tự sinh bằng Hugo và MkDocs, so với htx."""
    install_lock(SITE_LOCK)
    run_pip("-r", str(PROJECT_DIR / PEERS))
    return run_python("-m", "benchmarks.peers", *arguments)


def bench_search_command(arguments):
    """Đo tìm kiếm trên dữ liệu tự sinh, trong trình duyệt qua mạng chậm."""
    install_lock(TEST_LOCK)
    install_chromium()
    return run_python("-m", "benchmarks.search", *arguments)


def screenshots_command(arguments):
    """Chụp ảnh mọi loại trang của dữ liệu minh họa vào build/screenshots/."""
    install_lock(TEST_LOCK)
    install_chromium()
    return run_python("-m", "benchmarks.screenshots", *arguments)


def bench_browser_command(arguments):
    """Đo trang mẫu trên điện thoại qua mạng chậm: dung lượng, thời gian hiện, độ nhảy."""
    install_lock(TEST_LOCK)
    install_chromium()
    return run_python("-m", "benchmarks.browser", *arguments)


def clean_command(_arguments):
    """Xóa trang đã dựng và bộ nhớ đệm (không xóa dữ liệu, không xóa .venv/)."""
    for name in DISPOSABLE:
        shutil.rmtree(PROJECT_DIR / name, ignore_errors=True)
    return 0


COMMANDS = {
    "help": help_command,
    "site": site_command,
    "serve": serve_command,
    "check": check_command,
    "test": test_command,
    "golden": golden_command,
    "bench": bench_command,
    "bench-peers": bench_peers_command,
    "bench-search": bench_search_command,
    "bench-browser": bench_browser_command,
    "screenshots": screenshots_command,
    "setup": setup_command,
    "clean": clean_command,
}


def install_lock(lock):
    """Make `.venv` hold exactly the versions of a lock file; costs nothing when it already does."""
    if is_installed(lock):
        return
    print("Đang chuẩn bị môi trường trong .venv/ (lần đầu mất vài phút)…")
    if not is_venv_usable():
        create_venv()
    run_pip("-r", str(PROJECT_DIR / lock))
    run_pip("--no-deps", "--no-build-isolation", "--editable", str(PROJECT_DIR))
    for installed in (SITE_LOCK, lock):
        find_stamp(installed).write_text(compute_stamp(installed), encoding="utf-8")


def is_installed(lock):
    stamp = find_stamp(lock)
    return is_venv_usable() and stamp.is_file() and stamp.read_text(encoding="utf-8") == compute_stamp(lock)


def is_venv_usable():
    """A `.venv` of this Python, made in this folder (one that was copied here points to its old place)."""
    made = VENV_DIR / "stamp-python"
    return find_venv_python().exists() and made.is_file() and made.read_text(encoding="utf-8") == describe_python()


def describe_python():
    return "\n".join((sys.version, os.path.realpath(sys.base_prefix), str(VENV_DIR)))


def compute_stamp(lock):
    """Changes whenever anything that decides the environment's content changes."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", SITE_LOCK, lock):
        digest.update((PROJECT_DIR / name).read_bytes() + b"\0")
    return digest.hexdigest()


def find_stamp(lock):
    return VENV_DIR / ("stamp-" + lock)


def find_venv_python():
    return VENV_DIR / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def create_venv():
    try:
        import ensurepip  # noqa: F401  Debian ships Python without it
    except ImportError:
        if not install_debian_packages("python3-venv"):
            raise SetupError("Python trên máy này thiếu mô-đun venv. Hãy cài gói python3-venv rồi chạy lại.") from None
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV_DIR)]) != 0:
        raise SetupError("Không tạo được môi trường trong .venv/. Xem dòng báo lỗi ở trên.")
    (VENV_DIR / "stamp-python").write_text(describe_python(), encoding="utf-8")


def run_pip(*arguments):
    command = [str(find_venv_python()), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    if subprocess.call([*command, *arguments]) != 0:
        raise SetupError("Chưa cài được các gói cần thiết. Hãy kiểm tra kết nối mạng rồi chạy lại lệnh vừa rồi.")


def install_chromium():
    """The browser tests need Chromium; Debian's package is installed where this user may do so."""
    if find_chromium() or (install_debian_packages("chromium") and find_chromium()):
        return
    raise SetupError("Kiểm thử trong trình duyệt cần Chromium. Hãy cài Chromium hoặc Google Chrome rồi chạy lại.")


def install_test_browser():
    """Tests look at no window, so that Chromium is enough that has none; where there is none to be had, any will do."""
    if not shutil.which(WINDOWLESS) and not install_debian_packages(WINDOWLESS):
        install_chromium()


def find_chromium():
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def find_test_browser():
    return shutil.which(WINDOWLESS) or find_chromium()


def install_debian_packages(*packages):
    """Install by apt; False where there is no apt, no right to use it, or it fails."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    print("Đang cài gói hệ thống: {}…".format(", ".join(packages)))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-qq", *APT_PATIENCE]
    commands = ([*apt, "update"], [*apt, "install", "-y", *packages])
    return all(subprocess.call(command, env=environment, stdout=subprocess.DEVNULL) == 0 for command in commands)


def run_htx(*arguments):
    return run_python("-m", "generator.cli", *arguments)


def run_python(*arguments):
    return subprocess.call([str(find_venv_python()), *arguments], cwd=PROJECT_DIR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
