"""Options and fixtures of the whole suite."""

from __future__ import annotations

import socket

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the files in tests/golden/ with what the build makes now")
    parser.addoption("--edit-sequences", type=int, default=1, help="how many random sequences of edits tests/test_incremental.py tries")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A sequence of edits is known by its seed."""
    if "edit_seed" in metafunc.fixturenames:
        metafunc.parametrize("edit_seed", range(metafunc.config.getoption("edit_sequences")))


@pytest.fixture
def unused_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what tests hand over as their property `report`, with any options and from any worker."""
    for outcome in ("passed", "failed"):
        for test in terminalreporter.getreports(outcome):
            for name, text in getattr(test, "user_properties", ()):
                if name == "report":
                    terminalreporter.write_line(f"\n{text}")
