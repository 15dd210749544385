"""What stands in the files of a small project that is edited, and how they are written."""

from __future__ import annotations

import copy
import os
import random
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from tests.builders import cooperative_text, post_text, statistics_text
from tests.small_project import CONFIG

WORDS = ("chè", "trà", "mật ong", "gạo nếp", "Suối Ngàn", "Núi Mây", "đồi", "rừng tràm", "hội nghị", "thành viên", "Đồng Lầm", "OCOP")
# The first day, and days on either side of what ends or begins: posts, certificates, consent, recognitions.
DAYS = ("2026-11-22", "2026-11-23", "2026-12-25", "2026-12-31", "2027-01-01", "2028-09-30", "2028-10-01", "2028-10-02", "2029-01-01")
PAGES = {
    "index.md": "# Chào\n\nLời **ngỏ** của liên minh.\n",
    "gioi-thieu/index.md": "# Giới thiệu\n\nXem [danh bạ](../hop-tac-xa/index.md) và những bài mới.\n\n[[tin-moi]]\n",
}
LONG_AGO = 1_600_000_000


@dataclass
class Project:
    """What stands in the project's files, and the folder where they lie."""

    folder: Path
    chance: random.Random
    cooperatives: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    posts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    statistics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=lambda: dict(PAGES))
    beside: dict[str, bytes] = field(default_factory=dict)  # photos and attachments
    others: dict[str, str] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=lambda: copy.deepcopy(CONFIG))
    build_date: str = DAYS[0]
    by_environment: bool = False  # the day is SOURCE_DATE_EPOCH's and stands in no file
    broken: tuple[dict[str, Any], str, Any] | None = None  # a record, its key with a mistake and what stood there
    number: int = 0

    def count(self) -> int:
        """Another number each time, so that no edit takes back the one before."""
        self.number += 1
        return self.number

    def say(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=4)) + f" {self.count()}"

    @property
    def environment(self) -> dict[str, str | None]:
        """What the command is told beside the files: the day, if these do not tell it."""
        noon = datetime.fromisoformat(f"{self.build_date}T12:00+07:00")
        return {"SOURCE_DATE_EPOCH": str(int(noon.timestamp())) if self.by_environment else None}

    def list_files(self) -> dict[str, bytes]:
        """Every file that edits reach, by its path; the rest of what was copied stays as it is."""
        self.config["plugins"] = [{"htx": {} if self.by_environment else {"build_date": self.build_date}}]
        texts = {f"docs/{path}": text for path, text in self.pages.items()} | self.others
        texts["mkdocs.yml"] = yaml.safe_dump(self.config, allow_unicode=True)
        for (province, slug), fields in self.cooperatives.items():
            texts[f"data/cooperatives/{province}/{slug}.yml"] = cooperative_text(
                **{key: None if value == [] else value for key, value in fields.items()}
            )
        for (year, slug), fields in self.posts.items():
            texts[f"docs/tin-tuc/{year}/{slug}.md"] = post_text(**fields)
        for name, rows in self.statistics.items():
            texts[f"data/statistics/{name}.yml"] = statistics_text(*rows)
        return {path: text.encode("utf-8") for path, text in texts.items()} | self.beside

    def write(self, before: dict[str, bytes]) -> dict[str, bytes]:
        """Bring the folder from `before` to what the project is now; some files bear the time of an older copy, as `cp -p` leaves it."""
        now = self.list_files()
        for path in before.keys() - now.keys():
            (self.folder / path).unlink()
        for path, content in now.items():
            if before.get(path) != content:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
                if self.chance.random() < 0.3:
                    os.utime(self.folder / path, (LONG_AGO, LONG_AGO))
        return now


def pick(project: Project, things: dict) -> Any:
    return project.chance.choice(sorted(things))
