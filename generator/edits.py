"""An edit of the words of a few cooperatives: only pages that show them are rendered again, from what the last build left beside its site.

Where an edit changes more than words, where anything is in doubt and where there are mistakes, there is no result: a whole build follows.
"""

from __future__ import annotations

import pickle
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from generator.batches import Work, list_basis
from generator.catalog import Catalog, urls
from generator.catalog.skeleton import Skeleton, build_excerpt, build_skeleton
from generator.console import Built, Steps, write_report
from generator.inputs import Inputs, LastBuild, load_inputs, load_last_build, write_inputs
from generator.output import Staging, State, load_base, open_staging
from generator.recheck import load_report
from generator.records import load_record, load_sources, load_vocabularies
from generator.render import PageTask, Renderer, render_page
from generator.render.showing import plan_showing
from generator.search import EncodedIndex, ProseText, edit_index, load_state
from generator.settings import Settings

UNPACKED = ("catalog", "search_manifest")
MOST_EDITS = 40  # files; with more a whole build is as quick


@dataclass(frozen=True, slots=True)
class Base:
    """What a build leaves for the next one: its catalog without the records, and what else its pages were made from."""

    skeleton: Skeleton
    parts: dict[str, object]  # of the renderer
    texts: Sequence[ProseText]
    build: str  # tells the build that left it, and kept the search index, from all others


def pack_base(work: Work) -> bytes:
    """What the next build may start from."""
    parts = {item.name: getattr(work.renderer, item.name) for item in fields(Renderer) if item.init and item.name not in UNPACKED}
    return pickle.dumps(Base(build_skeleton(work.renderer.catalog), parts, work.texts, work.build), pickle.HIGHEST_PROTOCOL)


def rebuild_preview(config_file: Path, settings: Settings) -> bool:
    """What a preview does after a change: True where that was an edit of words, and the site shows it. Raises TemplateFault and OutputError."""
    inputs = load_inputs(config_file, settings)
    last = load_last_build(settings.site_dir) if inputs else None
    built = rebuild_edited(settings, last, inputs, Steps()) if last else None
    if built:
        write_inputs(built, inputs)
    return built is not None


def find_edited(last: Inputs, now: Inputs) -> list[str]:
    """The paths of the records that were edited; none where other things changed too, records were added or removed, or many edited."""
    if last.rest != now.rest or last.records.keys() != now.records.keys():
        return []
    edited = [path for path, stamp in now.records.items() if last.records[path] != stamp]
    return edited if len(edited) <= MOST_EDITS else []


def rebuild_edited(settings: Settings, last: LastBuild, inputs: Inputs, steps: Steps) -> Built | None:
    """The site with these records' new words, or nothing where a whole build is needed. Raises TemplateFault and OutputError."""
    paths = find_edited(last.inputs, inputs)
    packed = load_base(settings.site_dir, last.base) if paths else b""
    if not packed:
        return None
    with steps.step("check"):
        checked = load_report(settings)
        report = checked.report if checked else None
    if report is None or report.has_errors or (settings.strict and report.warning_count):
        return None
    with steps.step("catalog"):
        base: Base = pickle.loads(packed)
        catalog, keys = load_edited(base.skeleton, settings, paths)
        tasks = plan_edited(base.skeleton, catalog, keys)
        edited = {*last.edited, *keys}
    with steps.step("search"):
        index = load_edited_index(settings, base, catalog, edited) if tasks else None
    if index is None:
        return None
    write_report(report)
    staging = open_staging(settings.site_dir)
    try:
        write_edited(Renderer(catalog, **base.parts, search_manifest=index.manifest_text), tasks, index, staging, steps)
        with steps.step("publish"):
            done = staging.publish()
    finally:
        staging.discard()
    page_warnings = last.page_warning_count
    return Built(settings.site_dir, steps, done, report.warning_count + page_warnings, page_warnings, last.base, tuple(sorted(edited)))


def load_edited_index(settings: Settings, base: Base, catalog: Catalog, edited: Collection[str]) -> EncodedIndex | None:
    """The index with the new words, where that of the last whole build is there and can take them."""
    kept = load_state(State(settings.site_dir).index) if len(edited) <= MOST_EDITS else None
    if kept is None:
        return None
    basis = list_basis(catalog.cooperatives, catalog.posts, base.build, edited)
    return edit_index(catalog, settings, base.texts, basis, kept)


def load_edited(skeleton: Skeleton, settings: Settings, paths: Collection[str]) -> tuple[Catalog, list[str]]:
    """The catalog with the new words, of which only what is asked for is read; and the keys of the cooperatives in these files."""
    vocabularies, _ = load_vocabularies(settings.vocabularies_dir, settings.project_dir)
    sources = {source.file: source for source in load_sources(settings)}
    edited = {source.file for source in sources.values() if str(source.path) in paths}
    load_decoded = cache(lambda file: load_record(sources[file], vocabularies))
    catalog = build_excerpt(skeleton, vocabularies, settings.build_date, load_decoded)
    return catalog, [key for key, bones in skeleton.cooperatives.items() if bones.file in edited]


def plan_edited(skeleton: Skeleton, catalog: Catalog, keys: Sequence[str]) -> list[PageTask] | None:
    """The pages that show the new words; nothing where more than words has changed, or pages that only a whole build makes show them."""
    owners = set(keys)
    if any(key.rpartition("/")[0] in owners for key in catalog.featured_keys):
        return None  # the home page and hand-written pages show these
    if any(catalog.cooperatives[key].face != skeleton.cooperatives[key].face for key in keys):
        return None
    return plan_showing(skeleton, catalog.listings, keys)


def write_edited(renderer: Renderer, tasks: Sequence[PageTask], index: EncodedIndex, staging: Staging, steps: Steps) -> None:
    """Stage the pages and the search index; all else stays as it is published."""
    with steps.step("pages", len(tasks) + 1) as step:
        for task in (*tasks, PageTask("search")):
            file = render_page(task, renderer)
            staging.write_file(file.output_path, file.content)
            step.advance()
    with steps.step("files"):
        for path, content in index.files(staging.keep_named):
            staging.write_file(path, content)
        staging.keep_rest(urls.SEARCH_INDEX)
