"""The whole build, step by step: what is loaded and checked before the site is touched, and what is written after.

MkDocs's events and the `htx` commands call these two functions; every rule lives in the rooms they name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from generator.assets import NO_ASSETS, Assets
from generator.batches import Work, open_batches, open_page_pool
from generator.catalog import Catalog, CatalogRequest, build_catalog, check_addresses, urls
from generator.checks import CheckContext, check_records, load_diagnostics
from generator.checks.files import leave_out_missing_files
from generator.checks.pages import load_doc_sources, load_pages
from generator.checks.site_settings import check_settings
from generator.checks.strays import check_strays
from generator.console import Steps
from generator.diagnostics import Diagnostic, Report
from generator.edits import pack_base
from generator.images import Photo, PublishedPhoto, load_copies, load_named_photos, load_photo_files
from generator.output import Staging, write_base
from generator.recheck import Checked, load_report, plan_look
from generator.records import Records, Source, load_shared_records, load_sources, load_vocabularies
from generator.records.sources import relative_name
from generator.render import Media, ProsePage, Renderer, ShellSource, build_environment, collect_shells, load_templates
from generator.render.colours import load_colours
from generator.search import Harvested, ProseText, load_harvests
from generator.settings import Settings
from generator.text import nfc
from generator.workers import InlineExecutor, pause_collector

NO_SITE_URL = "mkdocs.yml chưa có site_url: trang dựng ra không có địa chỉ chính thức, sơ đồ trang (sitemap) và nguồn tin RSS."


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """What a build knows before it writes. Without a catalog there are errors in the report, and nothing may be published."""

    settings: Settings
    catalog: Catalog | None
    report: Report
    record_count: int
    photos: Mapping[str, Photo]  # those the site publishes, by the path of their source
    files: Mapping[str, Path]  # beside records: path relative to the project → path on disk
    steps: Steps
    harvested: Harvested = field(default_factory=Harvested)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it should be around the records: the site's settings, the sites it harvests."""
        return (*([] if self.settings.site_url else [NO_SITE_URL]), *self.harvested.warnings)


def load_site(settings: Settings, *, for_publishing: bool = True, steps: Steps | None = None) -> LoadedSite:
    """Decode, check and relate everything; mistakes are in the report, never raised.

    A check that publishes nothing may do without the catalog, unless an address could clash with one of its listings.
    """
    with pause_collector():
        return load_and_check(settings, steps or Steps(), for_publishing=for_publishing)


def load_and_check(settings: Settings, steps: Steps, *, for_publishing: bool) -> LoadedSite:
    """The steps of `load_site`, each named and timed."""
    report = Report()
    read = load_all_records(settings, steps, remember=for_publishing)
    with steps.step("check"):
        doc_sources = load_doc_sources(settings.docs_dir, settings.news_dir, settings.project_dir)
        pages, files = load_pages(doc_sources), load_file_paths(settings)
        context = CheckContext(read.records, settings.build_date, files, settings.provinces, pages)
        findings = [] if read.checked else list(check_records(context))
        report.extend(read.checked.report if read.checked else list_diagnostics(settings, read, context))
        if read.checked and report.has_errors:  # nothing will be published
            return LoadedSite(settings, None, report, read.checked.count, {}, files, steps)
        records = leave_out_missing_files(read.records, files)
    with steps.step("photos"):
        photos, broken = load_named_photos(context, settings.cache_dir, settings.jobs)
    with steps.step("catalog"):
        page_sources = {page_url(source.path, settings.docs_dir): source for source in doc_sources}
        request = CatalogRequest(settings.build_date, settings.provinces, settings.preview, read.checked is not None, page_sources)
        catalog, clashes = (build_catalog if for_publishing else check_addresses)(records, request)
    with steps.step("report"):
        known = set(report.diagnostics) if clashes or broken else ()
        report.extend([one for one in load_diagnostics([*findings, *clashes, *broken]) if one not in known])
        report.extend(records.vocabularies.communes.diagnostics)
    count = sum(1 for _ in records)
    if not for_publishing or report.has_errors:
        return LoadedSite(settings, None if report.has_errors else catalog, report, count, {}, files, steps)
    photos = load_published_photos(photos, files, catalog, settings, steps)
    with steps.step("harvest"):
        harvested = load_harvests(settings)
    return LoadedSite(settings, catalog, report, count, photos, files, steps, harvested)


def load_published_photos(
    photos: Mapping[str, Photo], files: Mapping[str, Path], catalog: Catalog, settings: Settings, steps: Steps
) -> dict[str, Photo]:
    """The photos that the site carries, with their copies in the cache."""
    published = {file.path: photos[file.path] for file in catalog.files.values() if file.kind == "photo"}
    with steps.step("photos", len(published)) as step:
        return load_copies(published, files, settings.cache_dir, settings.jobs, step.advance)


class Read(NamedTuple):
    """All records, the files they stand in, what is wrong with the vocabularies and, where a check is certain of it, what is wrong with all."""

    records: Records
    sources: Sequence[Source]
    problems: Sequence[Diagnostic] = ()
    checked: Checked | None = None


def load_all_records(settings: Settings, steps: Steps, *, remember: bool) -> Read:
    """Every record, sound or not. A build leaves what an edit after it, or `htx check`, need not look at again (`remember`)."""
    with steps.step("decode") as step:
        sources = load_sources(settings)
        step.total = len(sources)
        checked = load_report(settings, step.advance, for_catalog=True) if remember else None
        if checked and checked.records and knows_unsound(checked, checked.records):
            return Read(checked.records, sources, checked=checked)
        vocabularies, problems = load_vocabularies(settings.vocabularies_dir, settings.project_dir)
        look = plan_look(settings, {}, for_checks=False, for_catalog=True) if checked else None  # else all is read by rules anyway
        records = load_shared_records(settings, vocabularies, sources, step.advance, look)
        return Read(records, sources, problems, checked if checked and knows_unsound(checked, records) else None)


def list_diagnostics(settings: Settings, read: Read, context: CheckContext) -> list[Diagnostic]:
    """What is wrong with files and settings, before rules are asked."""
    found = [*read.problems, *check_settings(settings, read.records.vocabularies), *check_strays(context.files, read.sources, settings)]
    for one in (*read.records, *context.pages):
        found += one.diagnostics
    return found


def knows_unsound(checked: Checked, records: Records) -> bool:
    """Whether a check has seen the records as they are: a file that broke since would be left out in silence."""
    told = {diagnostic.span.file for diagnostic in checked.report}
    return all(one.is_sound or one.source.file in told for one in records)


def load_file_paths(settings: Settings) -> dict[str, Path]:
    """The files of records and beside them: path relative to the project, with `/` and composed accents → path on disk.

    Links are left out: what they lead to is not the record's, and may be any file of this machine.
    """
    paths = {}
    for folder in (settings.data_dir / "cooperatives", settings.data_dir / "statistics", settings.news_dir):
        for parent, _, files in os.walk(folder):
            relative = relative_name(Path(parent), settings.project_dir)
            for file in files:
                path = Path(parent, file)
                if stat.S_ISREG(path.lstat().st_mode):
                    paths[f"{relative}/{nfc(file)}"] = path
    return paths


def page_url(path: Path, docs_dir: Path) -> str:
    return urls.page_file_url(path.relative_to(docs_dir).as_posix())


def load_renderer(loaded: LoadedSite, shells: ShellSource, assets: Assets = NO_ASSETS) -> Renderer:
    """What every page of a sound catalog is made from, but for what hand-written pages and the search add. Raises TemplateFault."""
    settings = loaded.settings
    with loaded.steps.step("templates"):
        templates_name = f"{relative_name(settings.templates_dir, settings.project_dir)}/"
        environment = build_environment(load_templates(settings.templates_dir), templates_name)
        client = {"search_client": assets.client.url, "search_style": assets.client.style}
        colours = load_colours(settings.theme_dir)
        return Renderer(
            loaded.catalog, settings, shells, environment, load_media(loaded), scripts=assets.scripts, colours=colours, **client
        )


def write_site(
    loaded: LoadedSite,
    renderer: Renderer,
    staging: Staging,
    prose: str,
    prose_pages: tuple[ProsePage, ...] = (),
    executor: Executor | None = None,
    texts: tuple[ProseText, ...] = (),
    assets: Assets = NO_ASSETS,
) -> str:
    """Hand the index, every page of a sound catalog, the photos and attachments to the staging folder.

    `renderer` is `load_renderer`'s, `prose` docs/index.md as HTML, `prose_pages` what MkDocs makes of docs/, `texts` its words.
    Without an `executor` the work is shared among this machine's processors. Returns what tells the base that is left for the next build.
    Raises TemplateFault and OutputError.
    """
    steps, settings = loaded.steps, loaded.settings
    with steps.step("files"):
        staging.adopt_files()
    with steps.step("templates"):
        shells = collect_shells(renderer.shells, loaded.catalog)
    renderer = replace(renderer, home_prose=prose, prose_pages=prose_pages, shells=shells)
    work = Work(renderer, texts, loaded.harvested.harvests, staging.open_writer(), staging.index_file, uuid4().hex)
    with (
        pause_collector(),
        open_page_pool(settings.jobs, loaded.record_count, preview=settings.preview) as pool,
        open_batches(work, staging, executor or pool or InlineExecutor()) as batches,
    ):
        with steps.step("search"):
            index = batches.start_index()
        with steps.step("files"):
            write_files(loaded, assets, staging)
            base = write_base(settings.site_dir, pack_base(work))
        with steps.step("pages", batches.page_count) as step:
            batches.write_pages(step.advance)
            batches.finish_index(index)
            step.advance()
    return base


def load_media(loaded: LoadedSite) -> Media:
    """What pages tell of the photos and attachments that they name."""
    photos = {item.url: item.photo for item in list_photos(loaded)}
    others = {file.url: loaded.files[file.path] for file in loaded.catalog.files.values() if file.kind != "photo"}
    sizes = {url: path.stat().st_size for url, path in others.items()}
    return Media(photos, sizes | {url: photo.byte_count for url, photo in photos.items()})


def list_photos(loaded: LoadedSite) -> Iterator[PublishedPhoto]:
    """The photos that the site carries, each with its address and its source."""
    for file in loaded.catalog.files.values():
        if file.kind == "photo":
            yield PublishedPhoto(file.url, loaded.photos[file.path], loaded.files[file.path])


def write_files(loaded: LoadedSite, assets: Assets, staging: Staging) -> None:
    """Copies of photos from the cache, attachments byte for byte, style sheets and scripts."""
    for url, content in load_photo_files(list_photos(loaded), loaded.settings.cache_dir, staging.keep_published):
        staging.write_file(url, content)
    for url, file in loaded.catalog.files.items():
        if file.kind != "photo":
            staging.write_file(url, loaded.files[file.path].read_bytes())
    for path, content in assets.files.items():
        staging.write_file(path, content)
