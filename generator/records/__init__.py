"""Text on disk → typed records, with line and column for every mistake; and back.

One file at a time: no other record, no calendar, no address of a page.
"""

from generator.records.decoder import Decoded, decode_cooperative, decode_page, decode_post, decode_statistics
from generator.records.file_view import locate
from generator.records.loading import Records, load_record, load_records, load_shared_records
from generator.records.models import *  # noqa: F403
from generator.records.models import __all__ as _models
from generator.records.sources import Source, load_sources
from generator.records.vocabularies import Abbreviations, SearchWords, Typo, Vocabularies, Wording, load_vocabularies
from generator.records.writer import encode_cooperative, encode_post, encode_statistics

__all__ = [
    "Abbreviations", "Decoded", "Records", "SearchWords", "Source", "Typo", "Vocabularies", "Wording", "decode_cooperative", "decode_page", "decode_post", "decode_statistics",
    "encode_cooperative", "encode_post", "encode_statistics", "load_record", "load_records", "load_shared_records", "load_sources", "load_vocabularies", "locate", *_models,
]  # fmt: skip
