"""Bytes to disk: writes only what differs, removes what is stale, publishes at once. Knows paths and bytes, nothing of pages."""

from generator.output.edit_staging import EditStaging, open_edit
from generator.output.errors import OutputError, describe_disk_error
from generator.output.journal import forget_site, repair_site
from generator.output.note import is_as_published, load_base, load_publication, write_base, write_note
from generator.output.published import PublishedFiles
from generator.output.staging import Publication, Staging, open_staging
from generator.output.state import State
from generator.output.writing import Writer, Written

__all__ = [
    "EditStaging",
    "OutputError",
    "Publication",
    "PublishedFiles",
    "Staging",
    "State",
    "Writer",
    "Written",
    "describe_disk_error",
    "forget_site",
    "is_as_published",
    "load_base",
    "load_publication",
    "open_edit",
    "open_staging",
    "repair_site",
    "write_base",
    "write_note",
]
