"""Bytes to disk: writes only what differs, removes what is stale, publishes at once. Knows paths and bytes, nothing of pages."""

from generator.output.errors import OutputError, describe_disk_error
from generator.output.journal import forget_site, repair_site
from generator.output.note import load_base, load_publication, write_base, write_note
from generator.output.staging import Publication, Staging, open_staging
from generator.output.state import State
from generator.output.writing import Writer, Written

__all__ = [
    "OutputError",
    "Publication",
    "Staging",
    "State",
    "Writer",
    "Written",
    "describe_disk_error",
    "forget_site",
    "load_base",
    "load_publication",
    "open_staging",
    "repair_site",
    "write_base",
    "write_note",
]
