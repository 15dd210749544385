"""Moving in: an article saved from an old site becomes a post file, with remarks for the editor where the page left doubts."""

from __future__ import annotations

from generator.staff.import_post.faults import ImportFault
from generator.staff.import_post.importing import ImportPlan, format_import, load_import, write_import

__all__ = ["ImportFault", "ImportPlan", "format_import", "load_import", "write_import"]
