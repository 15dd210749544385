"""The search's files: records and pages → words, postings, columns and display rows → parts that a browser reads by need.

Pure functions but for `load_…`; the browser's half stands in `theme_overrides/assets/htx/search/`.
"""

from generator.search.encoding import EncodedIndex, encode_index
from generator.search.harvest import Harvested, load_harvests
from generator.search.index import build_index, build_kept_index, collect_index, edit_index
from generator.search.manifest import SiteFacts
from generator.search.merging import Harvest
from generator.search.model import Column, Posting, Province, Row, SearchIndex, Source, Tier
from generator.search.prose import ProseText, read_page
from generator.search.state import Basis, KeptIndex, load_state, write_state
from generator.search.words import WordRules

__all__ = [
    "Basis",
    "Column",
    "EncodedIndex",
    "Harvest",
    "Harvested",
    "KeptIndex",
    "Posting",
    "ProseText",
    "Province",
    "Row",
    "SearchIndex",
    "SiteFacts",
    "Source",
    "Tier",
    "WordRules",
    "build_index",
    "build_kept_index",
    "collect_index",
    "edit_index",
    "encode_index",
    "load_harvests",
    "load_state",
    "read_page",
    "write_state",
]
