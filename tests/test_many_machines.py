"""The README's example of a site a province and a portal over them is made of settings that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator.settings import load_settings
from tests.small_project import PROJECT, write_text

BLOCKS = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", (PROJECT / "README.md").read_text(encoding="utf-8"), re.DOTALL))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The settings of this site, changed as the README says, with the files of the example."""
    own = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    write_text(tmp_path / "mkdocs.yml", own.replace("  - htx:\n", "  htx:\n"))
    for folder in ("docs", "theme_overrides", "cong/docs", "cong/data"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in BLOCKS.items():
        write_text(tmp_path / name, text)
    return tmp_path


def test_province_inherits_all_but_its_own(project: Path) -> None:
    """Its records, its address, its folder; the organisation is everybody's."""
    settings = load_settings(project / "mkdocs.an-giang.yml")
    assert settings.provinces == ("an-giang",)
    assert settings.site_url == "https://htx.example.vn/an-giang/"
    assert settings.site_dir == project / "site" / "an-giang"
    assert settings.organisation == load_settings(project / "mkdocs.yml").organisation != type(settings.organisation)()


def test_portal_searches_what_the_jobs_have_built(project: Path) -> None:
    """The sources of the portal are the folders that the provinces' jobs hand on."""
    settings = load_settings(project / "mkdocs.cong.yml")
    workflow = yaml.safe_load(BLOCKS[".github/workflows/trang.yml"])
    provinces = workflow["jobs"]["tinh"]["strategy"]["matrix"]["province"]
    assert [source.place for source in settings.search_sources] == [f"site/{province}" for province in provinces]
    assert settings.data_dir == project / "cong" / "data"
