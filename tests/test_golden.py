"""The expected `<main>` of each kind of page of the demo site, and its feeds; `make golden` rewrites them, and the diff is read like code."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).parent / "golden"
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
TAG_END = re.compile(r">(?=<(?!/))")


@pytest.fixture
def site(demo_folder):
    return demo_folder


def list_goldens() -> list[str]:
    """The paths under golden/, which are those of the site."""
    return sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file())


def extract(path: Path) -> str:
    """What a golden holds: the page's `<main>` with an element a line, or a whole feed."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    main = MAIN.search(text)
    return TAG_END.sub(">\n", main[0] if main else text) + "\n"


@pytest.mark.parametrize("path", list_goldens())
def test_page_is_as_expected(site, path, request):
    """Each golden equals what the build writes now."""
    current = extract(site / path)
    golden = GOLDEN / path
    if request.config.getoption("--golden"):
        golden.write_text(current, encoding="utf-8", newline="\n")
    assert current == golden.read_text(encoding="utf-8")


def test_each_kind_of_page_has_a_golden():
    """Profile, product, post, listings of each kind, home, statistics, not-found, redirect, feeds."""
    goldens = "\n".join(list_goldens())
    for pattern in (
        r"^index\.html$", r"^404\.html$", r"^thong-ke/index\.html$", r"^tin-tuc/rss\.xml$", r"^tin-tuc/atom\.xml$", r"^tin-tuc/chuyen-muc/[a-z-]+/feed\.json$",
        r"^m/\d+/index\.html$",
        r"^hop-tac-xa/[a-z-]+/(?!xa/)[a-z0-9-]+/index\.html$", r"^hop-tac-xa/[a-z-]+/(?!xa/)[a-z0-9-]+/[a-z0-9-]+/index\.html$",
        r"^hop-tac-xa/index\.html$", r"^hop-tac-xa/[a-z-]+/xa/[a-z0-9-]+/index\.html$", r"^linh-vuc/index\.html$",
        r"^san-pham/ocop/4-sao/index\.html$", r"^san-pham/mua-vu/index\.html$", r"^tin-tuc/\d{4}/[a-z0-9-]+/index\.html$", r"^tin-tuc/index\.html$",
        r"^van-ban/index\.html$", r"^van-ban/nam/index\.html$", r"^van-ban/nam/\d{4}/index\.html$", r"^van-ban/co-quan/index\.html$",
        r"^van-ban/co-quan/[a-z-]+/index\.html$", r"^thu-vien-anh/index\.html$", r"^thu-vien-anh/\d{4}/index\.html$", r"^gioi-thieu/index\.html$",
    ):  # fmt: skip
        assert re.search(pattern, goldens, re.MULTILINE), pattern
