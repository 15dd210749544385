"""An edit of the words of a few cooperatives: only pages that show them are rendered again, from what the last build left beside its site.

Where an edit changes more than words, where anything is in doubt and where there are mistakes, there is no result: a whole build follows.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path

from generator.batches import Work
from generator.catalog import Catalog, urls
from generator.catalog.outlines import find_outline
from generator.catalog.skeleton import NotAsBuilt, Skeleton, build_excerpt, build_skeleton
from generator.console import Built, Steps, write_report
from generator.inputs import Inputs, LastBuild, load_inputs, load_last_build, write_inputs
from generator.output import EditStaging, State, load_base, open_edit
from generator.recheck import Place, build_source, load_report
from generator.records import Vocabularies, load_record
from generator.render import PageTask, Renderer, render_page
from generator.render.showing import plan_showing
from generator.search import Basis, EncodedIndex, ProseText, edit_index, load_state
from generator.settings import Settings

UNPACKED = ("catalog", "search_manifest")
MOST_EDITS = 40  # files; with more a whole build is as quick


@dataclass(frozen=True, slots=True)
class Base:
    """What a build leaves for the next one: its catalog without the records, and what else its pages were made from."""

    skeleton: Skeleton
    vocabularies: Vocabularies  # with the communes that were asked for: to read those of a listing's cards takes longer than the cards
    parts: dict[str, object]  # of the renderer
    texts: Sequence[ProseText]
    build: str  # tells the build that left it, and kept the search index, from all others


def pack_base(work: Work) -> bytes:
    """What the next build may start from."""
    parts = {item.name: getattr(work.renderer, item.name) for item in fields(Renderer) if item.init and item.name not in UNPACKED}
    catalog = work.renderer.catalog
    return pickle.dumps(Base(build_skeleton(catalog), catalog.vocabularies, parts, work.texts, work.build), pickle.HIGHEST_PROTOCOL)


def rebuild_preview(config_file: Path, settings: Settings) -> bool:
    """What a preview does after a change: True where that was an edit of words, and the site shows it. Raises TemplateFault and OutputError."""
    inputs = load_inputs(config_file, settings)
    last = load_last_build(settings.site_dir, lambda: True)  # the site of a preview is a folder that nobody else knows
    built = rebuild_edited(settings, last, inputs, Steps()) if last and inputs else None
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
    with contextlib.suppress(NotAsBuilt):
        return rebuild_words(settings, last, inputs, steps)
    return None


def rebuild_words(settings: Settings, last: LastBuild, inputs: Inputs, steps: Steps) -> Built | None:
    """The same; raises NotAsBuilt too, where a record that pages show changes while they are made."""
    paths = find_edited(last.inputs, inputs)
    base = load_unpacked_base(settings.site_dir, last.base) if paths else None
    if base is None:
        return None
    with steps.step("check"):
        checked = load_report(settings, walked=inputs.walked)
        report = checked.report if checked else None
    if report is None or report.has_errors or (settings.strict and report.warning_count):
        return None
    with steps.step("catalog"):
        catalog, faces = load_edited(base, settings, checked.places, paths)
        tasks = plan_edited(base.skeleton, catalog, faces)
        edited = {*last.edited, *faces}
    with steps.step("search"):
        index = load_edited_index(settings, base, catalog, edited) if tasks else None
    staging = open_edit(settings.site_dir, last.files) if index and last.is_untouched() else None
    if staging is None:
        return None
    write_report(report)
    try:
        write_edited(Renderer(catalog, **base.parts, search_manifest=index.manifest_text), tasks, index, staging, steps)
        with steps.step("publish"):
            done = staging.publish()
    finally:
        staging.discard()
    page_warnings = last.page_warning_count
    return Built(settings.site_dir, steps, done, report.warning_count + page_warnings, page_warnings, last.base, tuple(sorted(edited)))


@lru_cache(maxsize=1)
def load_unpacked_base(site_dir: Path, seal: str) -> Base | None:
    """What the last whole build left, if it is whole. A preview starts from it again and again, with its templates compiled."""
    packed = load_base(site_dir, seal)
    return pickle.loads(packed) if packed else None


def load_edited_index(settings: Settings, base: Base, catalog: Catalog, edited: Collection[str]) -> EncodedIndex | None:
    """The index with the new words, where that of the last whole build is there and can take them."""
    kept = load_state(State(settings.site_dir).index) if len(edited) <= MOST_EDITS else None
    if kept is None:
        return None
    basis = Basis(dict.fromkeys(edited, "edited"), base.build)
    return edit_index(catalog, settings, base.texts, basis, kept, lambda path: (settings.site_dir / path).read_bytes())


def load_edited(base: Base, settings: Settings, places: Sequence[Place], paths: Collection[str]) -> tuple[Catalog, dict[str, str]]:
    """The catalog with the new words, of which only what is asked for is read; and the faces that the cooperatives in these files have now.

    One that is hidden now, or broke since it was checked, has none: of it the catalog knows no entry.
    """
    skeleton, vocabularies, on = base.skeleton, base.vocabularies, settings.build_date
    place_by_file = {place.file: place for place in places}
    edited = {place.file for place in places if place.path in paths}
    load_decoded = cache(lambda file: load_record(build_source(place_by_file[file]), vocabularies))
    keys = [key for key, bones in skeleton.cooperatives.items() if bones.file in edited]
    outlines = {key: find_outline(load_decoded(skeleton.cooperatives[key].file), vocabularies, on) for key in keys}
    faces = {key: outline.face if outline else "" for key, outline in outlines.items()}
    return build_excerpt(skeleton, vocabularies, on, load_decoded), faces


def plan_edited(skeleton: Skeleton, catalog: Catalog, faces: Mapping[str, str]) -> list[PageTask] | None:
    """The pages that show the new words; nothing where more than words has changed, or pages that only a whole build makes show them."""
    if any(key.rpartition("/")[0] in faces for key in catalog.featured_keys):
        return None  # the home page and hand-written pages show these
    if any(face != skeleton.cooperatives[key].face for key, face in faces.items()):
        return None
    return plan_showing(skeleton, catalog.listings, faces)


def write_edited(renderer: Renderer, tasks: Sequence[PageTask], index: EncodedIndex, staging: EditStaging, steps: Steps) -> None:
    """Stage the pages and the search index; all else stays as it is published."""
    with steps.step("pages", len(tasks) + 1) as step:
        for task in (*tasks, PageTask("search")):
            file = render_page(task, renderer)
            staging.write_file(file.output_path, file.content)
            step.advance()
    with steps.step("files"):
        staging.renew_folder(urls.SEARCH_INDEX)
        for path, content in index.files(staging.keep_named):
            staging.write_file(path, content)
