"""The only place that spells an address: urls below the site's base path, and the files behind them.

A url has no leading slash and, for a page, ends in `/`; the home page is the empty string.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.checks.files import is_picture
from generator.records.codes import is_kept_name
from generator.text import slugify

COOPERATIVES, PRODUCTS, NEWS, STATISTICS = "hop-tac-xa/", "san-pham/", "tin-tuc/", "thong-ke/"
SECTORS, KINDS, DOCUMENTS, SEARCH, GALLERIES = "linh-vuc/", "loai-hinh/", "van-ban/", "tim-kiem/", "thu-vien-anh/"
PRODUCT_GROUPS, PRODUCT_STARS = PRODUCTS + "nhom/", PRODUCTS + "ocop/"
PRODUCT_CERTIFICATES, PRODUCT_SEASONS = PRODUCTS + "chung-nhan/", PRODUCTS + "mua-vu/"
POST_CATEGORIES, POST_TOPICS, POST_TAGS = NEWS + "chuyen-muc/", NEWS + "dong-su-kien/", NEWS + "the/"
POST_UNITS = NEWS + "don-vi/"
DOCUMENT_YEARS, DOCUMENT_ISSUERS = DOCUMENTS + "nam/", DOCUMENTS + "co-quan/"
LISTED_SECTIONS = (COOPERATIVES, PRODUCTS, NEWS, SECTORS, KINDS, DOCUMENTS, GALLERIES)  # where listings lie
RSS, ATOM, JSON_FEED = "rss.xml", "atom.xml", "feed.json"  # the feeds in the folder of their listing
SITEMAP, NEWS_SITEMAP, ROBOTS, NOT_FOUND = "sitemap.xml", "sitemap-tin-tuc.xml", "robots.txt", "404.html"
FILES = "tep/"
PHOTO_COPIES = FILES + "anh/"  # further sizes and formats; no record's files lie here
SEARCH_INDEX = SEARCH + "chi-muc/"  # the files that a search reads


def cooperative_url(province: str, slug: str) -> str:
    return f"{COOPERATIVES}{province}/{slug}/"


def product_url(province: str, cooperative: str, slug: str) -> str:
    return f"{COOPERATIVES}{province}/{cooperative}/{slug}/"


def post_url(year: str, slug: str) -> str:
    return f"{NEWS}{year}/{slug}/"


def province_url(province: str) -> str:
    return f"{COOPERATIVES}{province}/"


def communes_url(province: str) -> str:
    return f"{COOPERATIVES}{province}/xa/"


def commune_url(province: str, code: str, slug: str) -> str:
    """Carries the official code: in eight provinces two communes have one name once accents go."""
    return f"{COOPERATIVES}{province}/xa/{code}-{slug}/"


def sector_url(sector: str) -> str:
    return f"{SECTORS}{sector}/"


def kind_url(kind: str) -> str:
    return f"{KINDS}{kind}/"


def group_url(group: str) -> str:
    return f"{PRODUCT_GROUPS}{group}/"


def stars_url(stars: int) -> str:
    return f"{PRODUCT_STARS}{stars}-sao/"


def certificate_url(certificate: str) -> str:
    return f"{PRODUCT_CERTIFICATES}{certificate}/"


def season_url(month: int) -> str:
    return f"{PRODUCT_SEASONS}{month}/"


def category_url(category: str) -> str:
    return f"{POST_CATEGORIES}{category}/"


def topic_url(topic: str) -> str:
    return f"{POST_TOPICS}{free_name(slugify(topic))}/"


def tag_url(tag: str) -> str:
    return f"{POST_TAGS}{free_name(slugify(tag))}/"


def year_url(year: str) -> str:
    return f"{NEWS}{year}/"


def month_url(year: str, month: int) -> str:
    return f"{NEWS}{year}/thang-{month:02}/"


def units_url(province: str) -> str:
    return f"{POST_UNITS}{province}/"


def unit_news_url(province: str, slug: str) -> str:
    """The news of one cooperative; below `tin-tuc/`, since below its own page every name may be a product's."""
    return f"{POST_UNITS}{province}/{slug}/"


def document_year_url(year: int) -> str:
    return f"{DOCUMENT_YEARS}{year}/"


def document_issuer_url(slug: str) -> str:
    return f"{DOCUMENT_ISSUERS}{free_name(slug)}/"


def gallery_year_url(year: str) -> str:
    return f"{GALLERIES}{year}/"


def list_feeds(listing_url: str) -> tuple[str, ...]:
    """The feeds of a listing, one a format: all news and each category have them, other listings and further pages have none."""
    folder, _, category = listing_url.rstrip("/").rpartition("/")
    if listing_url == NEWS or (category and f"{folder}/" == POST_CATEGORIES):
        return tuple(listing_url + name for name in (RSS, ATOM, JSON_FEED))
    return ()


def short_cooperative_url(tax_code: str) -> str:
    return f"m/{tax_code}/"


def short_product_url(tax_code: str, number: int) -> str:
    """`number` is the product's own, else its place in the cooperative's file, from 1."""
    return f"m/{tax_code}/{number}/"


def listing_page_url(url: str, page: int) -> str:
    """Page 1 is the listing itself."""
    return url if page == 1 else f"{url}trang/{page}/"


def sitemap_url(number: int) -> str:
    """A sitemap named by the index; counted from 1."""
    return f"sitemap-{number}.xml"


def cooperative_file_url(province: str, slug: str, file: str) -> str:
    """A photo or attachment of a cooperative or of its products; the name becomes ASCII."""
    return f"{FILES}hop-tac-xa/{province}/{slug}/{file_name(file)}"


def post_file_url(year: str, slug: str, file: str) -> str:
    return f"{FILES}tin-tuc/{year}/{slug}/{file_name(file)}"


def file_name(file: str) -> str:
    """An ASCII file name: `Kế hoạch 147.signed.pdf` → `ke-hoach-147-signed.pdf`. A picture, photo or scan, becomes a JPEG."""
    path = PurePosixPath(file)
    suffix = ".jpg" if is_picture(file) else path.suffix.lower()
    return free_name(slugify(path.stem) or "tep") + suffix


def photo_copy_url(key: str, width: int, suffix: str) -> str:
    """A smaller copy of a photo, or one in another format, named by the hash of what the photo shows: two photos never meet here."""
    return f"{photo_copies_url(key)}-{width}.{suffix}"


def photo_copies_url(key: str) -> str:
    """What the addresses of all copies of a photo start with. Folders stay small: there may be millions of copies."""
    return f"{PHOTO_COPIES}{key[:2]}/{key[2:16]}"


def free_name(slug: str) -> str:
    """A slug made of free words as a name that any system takes: `con` → `con-`. No words give a slug that ends so."""
    return f"{slug}-" if is_kept_name(slug) else slug


def output_path(url: str) -> str:
    """The file behind a url: every page is a folder with index.html."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url


def depth_of(url: str) -> int:
    """How many folders lie above the page's file."""
    return url.count("/")


def root_of(url: str) -> str:
    """The relative way from a page up to the site's root: `../../` or `./`."""
    return "../" * depth_of(url) or "./"


def page_link(root: str, url: str, use_directory_urls: bool = True) -> str:
    """A link to a page or file, from a page whose way to the root is `root`."""
    if use_directory_urls or not (url == "" or url.endswith("/")):
        return root + url
    return f"{root}{url}index.html"


def canonical_url(site_url: str, url: str) -> str:
    """The full address, or empty where the site has none; always ends in `/` for pages."""
    return f"{site_url}{url}" if site_url else ""


def page_file_url(relative_path: str) -> str:
    """The url of a hand-written page by its path below docs/, as MkDocs spells it with directory urls."""
    path = PurePosixPath(relative_path)
    if path.suffix.lower() not in (".md", ".markdown"):
        return str(path)
    folder = path.parent if path.stem.lower() in ("index", "readme") else path.with_suffix("")
    return "" if str(folder) == "." else f"{folder}/"
