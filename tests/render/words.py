"""The rich record of `sample.py` with one field changed to another sound value."""

from __future__ import annotations

from generator.records import Cooperative, Product
from tests.builders import make_cooperative, make_product, make_recognition
from tests.render.sample import ATTACHMENT, CERTIFICATE, PHOTO, make_rich_cooperative, make_rich_product

# Other values of fields that are neither a text nor a list.
CHANGED_FIELDS = {
    "kind": "lien-hiep-htx", "sector": "chan-nuoi", "tax_code": "4699001016", "status": "tam-ngung", "founded_on": "10/2018",
    "alliance_member_since": "2019", "size_class": {"class": "vua", "year": "2026"}, "address": {"hamlet": "Xóm Gần", "commune": "05443"},
    "former_address": {"commune": "xã Khác", "district": "huyện Đại Từ", "province": "tỉnh Thái Nguyên"},
    "location": {"lat": "21.7", "lon": "105.9", "precision": "xa"}, "representative": {"name": "Lê Thị Thử", "title": "Giám đốc"},
    "source": {"level": "phone", "name": "Dữ liệu minh họa", "on": "2026-09-16"}, "checked_on": "2026-09-16",
    "slug": "che-dinh-moi", "number": "7", "product_set": "gia-vi-khac", "price": {"from": "1700000", "unit": "kg", "as_of": "2026-10-10"},
    "yearly_output": {"amount": "1,4", "unit": "tấn", "year": "2026"}, "supply": {"minimum": "6 kg"}, "hs_code": "0902.20",
    "traceability": {"code": "TX-2"}, "availability": "dang-ban", "featured": "false", "markets": ["trong-nuoc", "DE"],
    "aliases": ["tên khác hẳn"], "previous_urls": ["/htx/khac.html"], "packages": [{"name": "Hộp 300 g"}], "certificates": [CERTIFICATE | {"number": "VG-2"}],
    "photos": [PHOTO | {"alt": "Một đồi chè khác"}], "attachments": [ATTACHMENT | {"title": "Quy chế mới"}], "season": [{"all_year": "true"}],
    "where_to_buy": [{"name": "Quầy Chợ Mới", "type": "cua-hang"}], "growing_areas": [{"code": "VN-TNOR-2"}], "status_history": [],
    "contacts": [{"type": "phone", "value": "0208 0000 017", "personal": "false"}], "ocop": [make_recognition(stars="5")],
    "figures": [{"year": "2025", "members": "19", "public": "true"}], "products": [],
}  # fmt: skip


def change_cooperative(field: str) -> Cooperative:
    """The rich cooperative with another value in one field."""
    record = make_rich_cooperative()
    return record.model_copy(update={field: getattr(make_cooperative(**{field: change_value(record, field)}), field)})


def change_product(field: str) -> Cooperative:
    """The rich cooperative with another value in one field of its first product."""
    record, first = make_rich_cooperative(), make_rich_product()
    changed = first.model_copy(update={field: getattr(make_product(**{field: change_value(first, field)}), field)})
    return record.model_copy(update={"products": (changed, *record.products[1:])})


def change_value(record: Cooperative | Product, field: str) -> object:
    return CHANGED_FIELDS.get(field, f"{getattr(record, field)} khác")
