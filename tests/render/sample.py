"""One rich site for the tests of pages: every field filled, every state of a recognition, drafts, an expired post."""

from __future__ import annotations

from functools import cache

from generator.catalog import Catalog
from generator.records import StatisticsTable
from tests.builders import make_cooperative, make_post, make_product, make_recognition, make_statistics_row
from tests.render.rendering import make_catalog

KEY = "thai-nguyen/che-doi-xa"
PRODUCT_KEY = f"{KEY}/che-dinh"
POST_KEY = "2026/hoi-nghi"
TAX_CODE = "4699001009"
REVOKED = {"on": "2026-03-02", "document": "Quyết định 77/QĐ-UBND"}
PHOTO = {"file": "Đồi chè.jpg", "alt": "Đồi chè trong sương", "caption": "Sáng sớm", "credit": "Ban biên tập", "people": "false"}
ATTACHMENT = {"file": "Quy chế.pdf", "title": "Quy chế nội bộ", "number": "05/QC-HTX", "issued_on": "2025-03-01"}
CERTIFICATE = {
    "type": "vietgap",
    "number": "VG-1",
    "issuer": "Trung tâm Thử",
    "scope": "Chè",
    "area_ha": "9.4",
    "issued_on": "2025-04-11",
    "valid_until": "2027-04-10",
}
RECOGNITIONS = [
    make_recognition(stars="4", decided_on="2025-08-01", points="83.5", criteria="Quyết định 148/QĐ-TTg", code="19-01-001"),
    make_recognition(stars="3", decision="11/QĐ-UBND", decided_on="2022-08-01", issuer="UBND huyện Đại Từ"),
    make_recognition(stars="3", decision="12/QĐ-UBND", decided_on="2024-02-01", issuer="UBND huyện Đại Từ"),
    make_recognition(stars="3", decision="13/QĐ-UBND", decided_on="2025-01-01", revoked=REVOKED),
]


def make_rich_product(**changes: object) -> object:
    """A product with every field."""
    fields = {
        "slug": "che-dinh", "name": "Chè đinh Đồi Xa", "aliases": ["chè nõn"], "name_en": "Bud tea", "summary": "Búp non hái sớm.", "summary_en": "Early buds.",
        "description": "### Cách làm\n\nSao bằng **củi**, xem [hồ sơ](htx:thai-nguyen/che-doi-xa).\n\n![Chảo gang](chao.png \"Chảo sao chè\")",
        "ingredients": "Búp chè", "usage": "Pha nước 85 độ", "storage": "Nơi khô", "shelf_life": "18 tháng",
        "packages": [{"name": "Hộp 200 g", "gtin": "8930000001368", "price": "400000"}, {"name": "Túi 500 g"}],
        "price": {"from": "1800000", "to": "2200000", "unit": "kg", "as_of": "2026-09-10"},
        "season": [{"from_month": "11", "to_month": "2", "note": "Vụ đông"}], "yearly_output": {"amount": "1,2", "unit": "tấn", "year": "2025"},
        "supply": {"minimum": "5 kg", "lead_time": "3 ngày", "channels": ["le", "si"]}, "markets": ["trong-nuoc", "JP"], "hs_code": "0902.10",
        "where_to_buy": [{"name": "Quầy Chợ Chè", "type": "cua-hang", "url": "https://cho-che.example.vn/", "address": "Số 1"}],
        "traceability": {"code": "TX-1", "url": "https://tx.example.vn/1"}, "growing_areas": [{"code": "VN-TNOR-1", "crop": "Chè", "market": "JP", "area_ha": "4"}],
        "ocop": RECOGNITIONS, "certificates": [CERTIFICATE], "photos": [PHOTO], "attachments": [ATTACHMENT], "availability": "tam-het", "featured": "true",
    }  # fmt: skip
    return make_product(**(fields | changes))


def make_rich_cooperative(**changes: object) -> object:
    """A cooperative with every field that may be shown."""
    plain = make_product(slug="che-goi", name="Chè gói", price={"from": "90000", "unit": "gói", "as_of": "2026-09-10"})
    fields = {
        "name": "Hợp tác xã Chè Đồi Xa", "short_name": "HTX Đồi Xa", "name_en": "Doi Xa Tea", "aliases": ["Chè Đồi Xa"], "tax_code": TAX_CODE,
        "status_history": [{"status": "tam-ngung", "from": "2021-06-01", "until": "2021-12-01", "document": "Thông báo 3"}],
        "founded_on": "09/2017", "alliance_member_since": "2018", "size_class": {"class": "nho", "year": "2025"},
        "address": {"hamlet": "Xóm Xa", "street": "Số 3", "commune": "05443"},
        "former_address": {"commune": "xã Cũ", "district": "huyện Đại Từ", "province": "tỉnh Thái Nguyên"},
        "location": {"lat": "21.6", "lon": "105.8", "precision": "thon"}, "representative": {"name": "Nguyễn Văn Thử", "title": "Giám đốc"},
        "contacts": [
            {"type": "phone", "value": "0208 0000 016", "label": "Văn phòng", "personal": "false"},
            {"type": "zalo", "value": "0912 345 678", "personal": "false"},
            {"type": "email", "value": "lienhe@doi-xa.example.vn", "personal": "false"},
            {"type": "website", "value": "https://doi-xa.example.vn/", "personal": "false"},
        ],
        "summary": "Mười tám hộ trồng chè dưới chân núi.", "summary_en": "Eighteen tea growers.",
        "description": "# Đầu\n\nLời **kể**.\n\n### Sâu\n\n| Năm | Tấn |\n|---|--:|\n| 2025 | 7 |", "description_en": "Tea.",
        "figures": [{"year": "2025", "members": "18", "revenue": "1950000000", "area_ha": "9.4", "public": "true"}],
        "certificates": [CERTIFICATE], "photos": [PHOTO], "attachments": [ATTACHMENT], "products": [make_rich_product(), plain],
        "previous_urls": ["/htx/doi-xa.html", "/cu/doi-xa/"],
    }  # fmt: skip
    return make_cooperative(**(fields | changes))


def make_rich_post(**changes: object) -> object:
    """A post with every field."""
    fields = {
        "title": "Hội nghị sơ kết", "lead": "Liên minh họp ngày 15/9.", "updated_at": "2026-09-16 08:00", "topic": "Kinh tế tập thể", "tags": ["hội nghị", "chè"],
        "authors": [{"name": "Ngân Hà", "title": "Phóng viên"}, {"name": "Lê Thử"}], "posted_by": "Nguyễn Thử",
        "source": {"name": "Báo Thử", "url": "https://bao.example.vn/1"}, "cover": PHOTO, "gallery": [PHOTO | {"file": "hai.jpg"}],
        "figures": [make_statistics_row(), make_statistics_row(indicator="doanh-thu-bq", value="1,58", unit="tỷ đồng/HTX", qualifier="khoang")],
        "attachments": [ATTACHMENT | {"file": "Kế hoạch 147.signed.pdf", "issuer": "UBND tỉnh", "signed": "true"}],
        "cooperatives": [KEY], "products": [PRODUCT_KEY], "places": ["thai-nguyen", "05443"],
        "documents": [{"number": "193/2013/NĐ-CP", "title": "Nghị định cũ", "repealed": "true"}], "previous_urls": ["/tin/1.html"],
    }  # fmt: skip
    return make_post(**(fields | changes))


@cache
def rich_catalog() -> Catalog:
    """Two cooperatives of one commune, posts of three months, figures of two areas."""
    posts = {
        POST_KEY: (make_rich_post(), '## Một\n\nXem [chè](sp:thai-nguyen/che-doi-xa/che-dinh).\n\n![Toàn cảnh](hai.jpg "Hội trường")'),
        "2026/tin-hai": make_post(title="Tin thứ hai", published_at="2026-10-01 09:00"),
        "2025/tin-cu": make_post(title="Tin cũ", published_at="2025-05-01 09:00", expires_on="2025-06-01"),
        "2026/ban-nhap": make_post(title="Bản nháp", draft="true"),
        "2026/hen-dang": make_post(title="Hẹn đăng", published_at="2026-12-24 09:00"),
    }
    other = make_cooperative(name="Tổ hợp tác Ong Rừng", kind="to-hop-tac", tax_code=None, status="tam-ngung", address={"commune": "05443"})
    rows = [
        make_statistics_row(),
        make_statistics_row(source={"post": POST_KEY, "on": "2026-09-15"}, nature="ke-hoach", breakdown={"stars": "4"}),
    ]
    return make_catalog({KEY: make_rich_cooperative(), "thai-nguyen/ong-rung": other}, posts, [StatisticsTable(rows=rows)], preview=True)
