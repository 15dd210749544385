"""The site's settings: options of plugin `htx` and the few of `mkdocs.yml` that pages need, checked and frozen.

The only place that reads the calendar and the environment; everything else takes the build date from here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

VIETNAM_TIME = timezone(timedelta(hours=7))
CONFIG_FILE = "mkdocs.yml"
DEFAULT_DATA_DIR = "data"
SITE_OWN_KEYS = {"enabled"}
SITE_ADDRESS = re.compile(r"https?://[^\s/?#@\\<>\"']+(?:/[^\s?#\\<>\"']*)?", re.IGNORECASE)
LONGEST_ADDRESS = 2000
LONGEST_SITE_URL = 200  # of addresses much longer than those that begin so no QR code can be drawn


class SettingsError(Exception):
    """A setting that cannot be used; the text is a Vietnamese sentence for the person who runs the build."""


def read_text(value: object) -> object:
    """YAML's guesses undone for short texts: a phone or a number in mkdocs.yml becomes text again."""
    return "" if value is None else str(value)


Text = Annotated[str, BeforeValidator(read_text)]


def is_site_address(text: str) -> bool:
    """Whether this is the address of a site: http or https, a host, perhaps a folder; no password, no query."""
    return len(text) <= LONGEST_ADDRESS and SITE_ADDRESS.fullmatch(text) is not None


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Organisation(Frozen):
    """Who publishes the site: footer, structured data, feeds."""

    name: Text = ""
    short_name: Text = ""
    address: Text = ""
    phone: Text = ""
    email: Text = ""
    editor: Text = ""
    licence: Text = ""
    licence_on: Text = ""


class Link(Frozen):
    """An item of «Liên kết website»."""

    name: Text
    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+")]


class SearchSource(Frozen):
    """Another site whose records this one's search finds too, read at each build. Without `url` its links begin with what its index says."""

    name: Annotated[Text, Field(min_length=1, max_length=200)]
    place: Annotated[Text, Field(alias="from", min_length=1)]  # a folder, relative to the project, or an address
    url: Text = ""

    @field_validator("place", "url")
    @classmethod
    def check_address(cls, value: str, info: ValidationInfo) -> str:
        if (info.field_name == "url" or "://" in value) and value and not is_site_address(value):
            raise ValueError(value)
        return value


class Options(Frozen):
    """The options of plugin `htx`, as `mkdocs.yml` gives them."""

    data_dir: Text = DEFAULT_DATA_DIR
    build_date: date | None = None
    jobs: Annotated[int, Field(ge=0, le=256)] = 0
    cache_dir: Text = ".cache"
    provinces: tuple[str, ...] = ()
    organisation: Organisation = Organisation()
    links: tuple[Link, ...] = ()
    report_email: Text = ""
    search_sources: tuple[SearchSource, ...] = ()

    @field_validator("build_date", mode="before")
    @classmethod
    def read_build_date(cls, value: object) -> object:
        return None if value in ("", "today", None) else value

    @field_validator("search_sources")
    @classmethod
    def check_source_names(cls, sources: tuple[SearchSource, ...]) -> tuple[SearchSource, ...]:
        names = [source.name for source in sources]
        for name in names:
            if names.count(name) > 1:
                raise SettingsError(f"{CONFIG_FILE}: tùy chọn «search_sources» của phần htx có hai nguồn cùng tên «{name}».")
        return sources


class Settings(Frozen):
    """Everything a build depends on besides its sources. Paths are absolute; `site_url` is empty or ends in `/`."""

    project_dir: Path
    docs_dir: Path
    data_dir: Path
    cache_dir: Path
    site_dir: Path
    theme_dir: Path
    site_name: str = ""
    site_url: str = ""
    language: str = "vi"
    build_date: date
    jobs: int = 0
    provinces: tuple[str, ...] = ()
    organisation: Organisation = Organisation()
    links: tuple[Link, ...] = ()
    report_email: str = ""
    search_sources: tuple[SearchSource, ...] = ()
    use_directory_urls: bool = True
    strict: bool = False
    preview: bool = False

    @property
    def templates_dir(self) -> Path:
        """Our own templates, for records; the theme's stand beside that folder."""
        return self.theme_dir / "records"

    @property
    def news_dir(self) -> Path:
        return self.docs_dir / "tin-tuc"

    @property
    def vocabularies_dir(self) -> Path:
        """The site's own vocabularies; a site without any uses those that stand beside the generator."""
        own = self.data_dir / "vocabularies"
        return own if own.is_dir() else Path(__file__).resolve().parent.parent / "data" / "vocabularies"


def read_build_day() -> date:
    """Today in Vietnam, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org), so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(VIETNAM_TIME).date()
    if not re.fullmatch(r"\d{1,12}", epoch):
        raise SettingsError(f"Biến môi trường SOURCE_DATE_EPOCH phải là một số nguyên không âm, đang là «{epoch}».")
    return datetime.fromtimestamp(int(epoch), UTC).astimezone(VIETNAM_TIME).date()


def is_unattended() -> bool:
    """Whether CI is set, as machines that build on their own set it: nobody watches, whatever the terminal says."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def build_settings(
    options: Mapping[str, Any],
    *,
    project_dir: Path,
    docs_dir: Path,
    site_dir: Path,
    theme_dir: Path | None = None,
    site_name: str = "",
    site_url: str | None = "",
    use_directory_urls: bool = True,
    strict: bool = False,
    preview: bool = False,
) -> Settings:
    """Check the options and make every path absolute. Raises SettingsError with a sentence that names the option."""
    given = {key: value for key, value in options.items() if key not in SITE_OWN_KEYS and value is not None}
    try:
        checked = Options.model_validate(given)
    except ValidationError as error:
        raise SettingsError(describe_option_errors(error)) from None
    check_site_url(site_url or "")
    return Settings(
        project_dir=project_dir.resolve(),
        docs_dir=docs_dir.resolve(),
        data_dir=(project_dir / checked.data_dir).resolve(),
        cache_dir=(project_dir / checked.cache_dir).resolve(),
        site_dir=site_dir.resolve(),
        theme_dir=(theme_dir or project_dir / "theme_overrides").resolve(),
        site_name=site_name,
        site_url=site_url.rstrip("/") + "/" if site_url else "",
        build_date=checked.build_date or read_build_day(),
        jobs=checked.jobs,
        provinces=checked.provinces,
        organisation=checked.organisation,
        links=checked.links,
        report_email=checked.report_email,
        search_sources=checked.search_sources,
        use_directory_urls=use_directory_urls,
        strict=strict,
        preview=preview,
    )


def describe_option_errors(error: ValidationError) -> str:
    """One Vietnamese line an option: its path, what is wrong, what is allowed."""
    lines = []
    for problem in error.errors():
        path = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            lines.append(f"{CONFIG_FILE}: không có tùy chọn «{path}» trong phần htx. Các tùy chọn: {', '.join(Options.model_fields)}.")
        elif problem["type"] == "missing":
            lines.append(f"{CONFIG_FILE}: tùy chọn «{path}» của phần htx còn thiếu.")
        else:
            lines.append(f"{CONFIG_FILE}: tùy chọn «{path}» của phần htx có giá trị không dùng được: «{problem['input']}».")
    return "\n".join(lines)


class ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml for its plain values; tags that name Python objects or variables come out as their text or nothing."""


ConfigLoader.add_multi_constructor("", lambda loader, suffix, node: node.value if isinstance(node, yaml.ScalarNode) else None)


def load_settings(config_file: Path, *, strict: bool = False, site_dir: Path | None = None) -> Settings:
    """The settings straight from `mkdocs.yml`, for commands that need no MkDocs. Raises SettingsError."""
    config = load_config_file(config_file)
    folder = config_file.resolve().parent
    theme = config.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    docs_dir = str(config.get("docs_dir") or "docs")
    for key, given in (("docs_dir", docs_dir), ("custom_dir", custom_dir)):
        if given and not (folder / str(given)).is_dir():
            raise SettingsError(f"{config_file.name}: không có thư mục «{given}», là giá trị của {key}.")
    return build_settings(
        find_plugin_options(config.get("plugins")),
        project_dir=folder,
        docs_dir=folder / docs_dir,
        theme_dir=folder / str(custom_dir) if custom_dir else None,
        site_dir=site_dir or folder / str(config.get("site_dir") or "site"),
        site_name=str(config.get("site_name") or ""),
        site_url=str(config.get("site_url") or ""),
        use_directory_urls=config.get("use_directory_urls", True) is not False,
        strict=strict or config.get("strict") is True,
    )


def check_site_url(site_url: str) -> None:
    """Refuse what is no address of a site, and one too long for a printed code. Raises SettingsError."""
    if site_url and not SITE_ADDRESS.fullmatch(site_url):
        raise SettingsError(
            f"mkdocs.yml: site_url «{site_url[:LONGEST_SITE_URL]}» phải có dạng https://ten-mien/ hoặc https://ten-mien/thu-muc/."
        )
    if len(site_url) > LONGEST_SITE_URL:
        raise SettingsError(f"mkdocs.yml: site_url dài {len(site_url)} ký tự, nhiều nhất là {LONGEST_SITE_URL}.")


def load_config_file(config_file: Path, heirs: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What mkdocs.yml says, laid over what the file says that it inherits from (`INHERIT: base.yml`), as MkDocs lays them. Raises SettingsError."""
    try:
        config = yaml.load(config_file.read_text(encoding="utf-8"), ConfigLoader)
    except FileNotFoundError:
        place = f", mà {heirs[-1]} kế thừa (INHERIT)" if heirs else ". Hãy chạy lệnh trong thư mục của trang"
        raise SettingsError(f"Không tìm thấy tệp cấu hình {config_file}{place}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{config_file} không phải là tệp UTF-8. Hãy lưu lại với bảng mã UTF-8.") from None
    except yaml.YAMLError as error:
        line = mark.line + 1 if (mark := getattr(error, "problem_mark", None)) else 1
        raise SettingsError(f"{config_file}:{line}: không đọc được tệp cấu hình; hãy kiểm tra thụt lề và dấu nháy ở dòng này.") from None
    if not isinstance(config, dict):
        raise SettingsError(f"{config_file} phải gồm các dòng dạng «tên: giá trị».")
    if "INHERIT" not in config:
        return config
    base = (config_file.parent / str(config.pop("INHERIT"))).resolve()
    if base in (*heirs, config_file.resolve()):
        raise SettingsError(f"{config_file} kế thừa (INHERIT) từ chính nó, qua {base}.")
    return merge_settings(load_config_file(base, (*heirs, config_file.resolve())), config)


def merge_settings(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Groups are merged key by key; any other value, lists too, replaces that of the base."""
    merged = {**base, **own}
    for key in base.keys() & own.keys():
        if isinstance(base[key], dict) and isinstance(own[key], dict):
            merged[key] = merge_settings(base[key], own[key])
    return merged


def find_plugin_options(plugins: object) -> Mapping[str, Any]:
    """The options under `plugins: - htx:`, whether plugins are a list or a mapping."""
    entries = plugins.items() if isinstance(plugins, dict) else []
    if isinstance(plugins, list):
        entries = [pair for item in plugins if isinstance(item, dict) for pair in item.items()]
    for name, options in entries:
        if name == "htx" and isinstance(options, dict):
            return options
    return {}
