"""A small project that is edited as staff edit theirs: one function a kind of edit, drawn by chance, each of them sound, broken or a mend."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.editing import beside, posts, records, surroundings
from tests.editing.project import Project
from tests.small_project import PROJECT

COPIED = ("data/vocabularies", "theme_overrides")
EDITS: tuple[Callable[[Project], None], ...] = (
    records.add_cooperative, records.change_cooperative, records.rename_cooperative, records.exchange_cooperatives,
    records.delete_cooperative, records.add_product, records.change_product, records.rename_product, records.withdraw_recognition,
    records.delete_product, records.certify_product, records.give_consent, records.hide_cooperative, beside.add_photo, beside.add_post_photo,
    beside.add_attachment, beside.change_file, beside.rename_file, beside.change_caption, beside.delete_file, posts.add_post, posts.change_post,
    posts.withdraw_post, posts.let_post_expire, posts.rename_post, posts.delete_post, surroundings.add_statistics,
    surroundings.change_statistics, surroundings.delete_statistics, surroundings.add_page, surroundings.change_page,
    surroundings.delete_page, surroundings.change_vocabulary, surroundings.change_template, surroundings.change_settings,
    surroundings.move_site, surroundings.let_days_pass, surroundings.let_a_day_pass, surroundings.tell_day_otherwise, records.break_record,
)  # fmt: skip
FIRST = (
    records.add_cooperative, records.add_cooperative, records.add_cooperative, records.add_product, posts.add_post, posts.add_post,
    beside.add_photo, beside.add_post_photo, beside.add_attachment, surroundings.add_statistics,
)  # fmt: skip


def make_project(folder: Path, chance: random.Random) -> Project:
    """Three cooperatives with products, two posts, photos, an attachment, figures and two pages, written."""
    for name in COPIED:
        shutil.copytree(PROJECT / name, folder / name)
    project = Project(folder, chance)
    project.config["theme"]["custom_dir"] = "theme_overrides"
    for edit in FIRST:
        edit(project)
    project.write({})
    return project
