"""Sound records become one frozen model: every index, relation, order and address, computed once.

No disk, no HTML, no calendar: the build date is given.
"""

from generator.catalog.build import CatalogRequest, build_catalog, check_addresses
from generator.catalog.model import Catalog

__all__ = ["Catalog", "CatalogRequest", "build_catalog", "check_addresses"]
