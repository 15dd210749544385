"""Options and fixtures of the whole suite."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.demo_site import build_demo
from tests.ports import find_unused_port
from tests.sample_site import build_sample
from tests.shared_builds import share_site

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake
settings.load_profile("suite")

# Files that take longest, the longest first: begun last, one of them would keep a single process busy long after the others.
LONGEST = (
    "test_relevance.py", "test_axe.py", "test_edits.py", "test_incremental.py", "test_serving.py", "test_charts.py", "test_html_validity.py",
    "test_print.py", "test_search_look.py", "test_privacy.py", "test_damage.py", "test_failures.py", "test_batches.py", "test_full_disk.py",
    "test_design.py", "test_recheck.py", "test_side_by_side.py", "test_keyboard.py", "test_sample_site.py", "test_pages.py", "test_killed.py",
    "test_interruption.py", "test_portal.py", "test_canaries.py", "test_pictures.py",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the files in tests/golden/ with what the build makes now")
    parser.addoption("--edit-sequences", type=int, default=1, help="how many random sequences of edits tests/test_incremental.py tries")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A sequence of edits is known by its seed."""
    if "edit_seed" in metafunc.fixturenames:
        metafunc.parametrize("edit_seed", range(metafunc.config.getoption("edit_sequences")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample site, for tests that only look at it."""
    return share_site(tmp_path_factory, "sample", build_sample)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built demo site, for tests that only look at it."""
    return share_site(tmp_path_factory, "demo", build_demo)


@pytest.fixture
def unused_port() -> int:
    """A port of this machine that nobody listens on."""
    return find_unused_port()


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what tests hand over as their property `report`, with any options and from any worker."""
    for outcome in ("passed", "failed"):
        for test in terminalreporter.getreports(outcome):
            for name, text in getattr(test, "user_properties", ()):
                if name == "report":
                    terminalreporter.write_line(f"\n{text}")
