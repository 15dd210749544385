"""All record models by one name each; the classes themselves stand in the modules beside this one."""

from generator.records.base import DecodeContext, RecordModel
from generator.records.cooperative import Cooperative
from generator.records.fuzzy_date import FuzzyDate
from generator.records.parts import (
    Address,
    Attachment,
    Certificate,
    Consent,
    Contact,
    FormerAddress,
    Location,
    Photo,
    Provenance,
    Representative,
    SizeClass,
    StatusChange,
    YearFigures,
)
from generator.records.post import Author, Document, Picture, Post, PostAttachment, PostSource
from generator.records.product import (
    GrowingArea,
    Package,
    Price,
    Product,
    Recognition,
    Revocation,
    Season,
    SellingPlace,
    Supply,
    Traceability,
    YearlyOutput,
)
from generator.records.statistics import Area, Base, Breakdown, FigureSource, Period, StatisticsRow, StatisticsTable

__all__ = [
    "Address", "Area", "Attachment", "Author", "Base", "Breakdown", "Certificate", "Consent", "Contact", "Cooperative",
    "DecodeContext", "Document", "FigureSource", "FormerAddress", "FuzzyDate", "GrowingArea", "Location", "Package",
    "Period", "Photo", "Picture", "Post", "PostAttachment", "PostSource", "Price", "Product", "Provenance", "Recognition",
    "RecordModel", "Representative", "Revocation", "Season", "SellingPlace", "SizeClass", "StatisticsRow", "StatisticsTable",
    "StatusChange", "Supply", "Traceability", "YearFigures", "YearlyOutput",
]  # fmt: skip
