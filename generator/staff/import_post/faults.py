"""The one exception of this package; its text is a Vietnamese sentence for the person who runs the command."""

from __future__ import annotations


class ImportFault(Exception):
    """A saved page that cannot become a post; nothing has been written."""
