"""Folders and provinces that the site's settings name, held against the disk and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Span
from generator.records import Vocabularies
from generator.settings import CONFIG_FILE, DEFAULT_DATA_DIR, Settings
from generator.text import nearest


def check_settings(settings: Settings, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """A folder or province that the settings name and that does not exist would silently publish an empty site."""
    if not settings.data_dir.is_dir() and settings.data_dir != settings.project_dir / DEFAULT_DATA_DIR:
        yield Diagnostic.of(Span(CONFIG_FILE), "missing-data-folder", field="data_dir", given=settings.data_dir)
    for code in settings.provinces:
        if code not in vocabularies.provinces:
            near = nearest(code, vocabularies.provinces)
            values = {"given": code, "nearest": near}
            yield Diagnostic.of(
                Span(CONFIG_FILE), "unknown-site-province", field="provinces", fix="nearest" if near else "default", **values
            )
