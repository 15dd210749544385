"""The report of a check: changed files are decoded and held against the rules, then all facts against each other."""

from __future__ import annotations

import contextlib
import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.claims import check_addresses_of, may_meet_listing
from generator.checks import COMPARING_RULES, CheckContext, Finding, load_diagnostics
from generator.checks.facts import FactBook, Facts, build_facts
from generator.checks.pages import load_doc_sources, load_pages
from generator.checks.short_tags import check_short_tags
from generator.checks.site_settings import check_settings
from generator.checks.strays import check_strays
from generator.diagnostics import Diagnostic, Report
from generator.images import load_named_photos
from generator.recheck.looking import plan_look
from generator.recheck.scan import InDoubt, Place, Scan, Walked, build_source, load_scan
from generator.recheck.state import (
    State,
    find_changed,
    load_disk_time,
    load_key,
    load_state,
    pack_diagnostic,
    pack_facts,
    pack_finding,
    unpack_diagnostic,
    unpack_facts,
    unpack_finding,
    write_state,
)
from generator.records import Records, Source, Vocabularies, load_record, load_shared_records, load_vocabularies
from generator.settings import Settings
from generator.workers import pause_collector

KINDS = ("cooperative", "post", "statistics")
NOT_WALKED: Walked = {}
MANY = 2500  # files; the cache of decoded records costs less than to decode them


class Checked(NamedTuple):
    """What is wrong with a project, how many records it has, these where so many had changed that all were loaded, and where they stand."""

    report: Report
    count: int
    records: Records | None = None
    places: Sequence[Place] = ()


def load_report(
    settings: Settings, advance: Callable[[int], None] = lambda count: None, walked: Walked = NOT_WALKED, *, for_catalog: bool = False
) -> Checked | None:
    """The report of a check; nothing where one that remembers nothing might say something else. `advance` is told how many more files are read.

    `walked` are folders that were looked into just now. `for_catalog` where the records that come with it will be a catalog.
    """
    with pause_collector():
        try:
            return load_and_remember(settings, advance, walked, for_catalog=for_catalog)
        except (InDoubt, OSError):
            return None


def load_and_remember(settings: Settings, advance: Callable[[int], None], walked: Walked, *, for_catalog: bool) -> Checked:
    """The report, and the state for the next check. Raises InDoubt and OSError."""
    now, key = load_disk_time(settings), load_key(settings)
    scan = load_scan(settings, walked)
    if not scan.places:  # a folder that is not there, perhaps: then it is the settings that are wrong
        raise InDoubt
    last = load_state(settings, key)
    stamps = {place.file: scan.stamp_of(place) for place in scan.places}
    changed = find_changed(scan.places, stamps, last)
    state, records = load_changes(settings, scan, changed, advance, for_catalog=for_catalog) if changed else (State(), None)
    carry_over(last, state, stamps)
    diagnostics = [unpack_diagnostic(row) for rows in state.rows.values() for row in rows]
    diagnostics += check_strays(scan.files, scan.places, settings)
    diagnostics += load_page_diagnostics(settings, scan, state, last, {place.file for place in changed})
    if changed or state.placed != last.placed or state.pages != last.pages or state.stamps.keys() != last.stamps.keys():
        with contextlib.suppress(OSError):  # the next check will take longer, and the report is right
            write_state(settings, key, state, now)
    return Checked(Report(diagnostics), len(scan.places), records, scan.places)


def load_changes(
    settings: Settings, scan: Scan, changed: Sequence[Place], advance: Callable[[int], None], *, for_catalog: bool
) -> tuple[State, Records | None]:
    """The state as far as these files go, and all records where all were loaded. Raises InDoubt where the settings or vocabularies are not sound, which is said once for all files."""
    vocabularies, problems = load_vocabularies(settings.vocabularies_dir, settings.project_dir)
    if problems or any(check_settings(settings, vocabularies)):
        raise InDoubt
    whole, records = load_changed_records(settings, vocabularies, scan, changed, advance, for_catalog=for_catalog)
    state = State()
    for one in records:
        state.facts[one.source.file] = one.seen["facts"]
        if one.diagnostics:
            state.rows[one.source.file] = [pack_diagnostic(diagnostic) for diagnostic in one.diagnostics]
    context = CheckContext(records, settings.build_date, list_files(scan, (one.source for one in records)), settings.provinces)
    for diagnostic in load_diagnostics(list_findings(context, settings)):
        state.rows.setdefault(diagnostic.span.file, []).append(pack_diagnostic(diagnostic))
    if vocabularies.communes.diagnostics:
        raise InDoubt
    return state, whole


def load_changed_records(
    settings: Settings,
    vocabularies: Vocabularies,
    scan: Scan,
    changed: Sequence[Place],
    advance: Callable[[int], None],
    *,
    for_catalog: bool,
) -> tuple[Records | None, Records]:
    """What these files hold. Many are looked for in the cache of decoded records, which is of all files, and come with all; to load it for a few costs more."""
    is_much = len(changed) >= MANY or len(changed) == len(scan.places)
    sources = [build_source(place) for place in (scan.places if is_much else changed)]
    look = plan_look(settings, list_files(scan, sources), for_checks=True, for_catalog=for_catalog and is_much)
    if is_much:
        whole = load_shared_records(settings, vocabularies, sources, advance, look)
        files = {place.file for place in changed}
        return whole, Records.of([one for one in whole if one.source.file in files], vocabularies)
    decoded = [load_record(source, vocabularies) for source in sources]
    for one, seen in zip(decoded, look(decoded, vocabularies), strict=True):
        one.seen.update(seen)
    return None, Records.of(decoded, vocabularies)


def list_files(scan: Scan, sources: Iterable[Source]) -> dict[str, Path]:
    """The files in the folders of these records."""
    folders = (source.file.rpartition(".")[0] for source in sources)
    return {name: Path(scan.files[name]) for folder in folders for name, _ in scan.beside.get(folder, ())}


def list_findings(context: CheckContext, settings: Settings) -> Iterator[Finding]:
    """What each record breaks by itself, its photos among it."""
    for decoded in context.records:
        yield from decoded.seen["findings"]
    yield from load_named_photos(context, settings.cache_dir, settings.jobs)[1]


def carry_over(last: State, state: State, stamps: Mapping[str, tuple]) -> None:
    """Complete the state with what is as it was; files that are gone are forgotten."""
    for file in stamps:
        if file not in state.facts:
            state.facts[file] = last.facts[file]
            if file in last.rows:
                state.rows[file] = last.rows[file]
    state.stamps = dict(stamps)


def load_page_diagnostics(settings: Settings, scan: Scan, state: State, last: State, changed: set[str]) -> list[Diagnostic]:
    """What is wrong with hand-written pages, and what all files break together.

    Rules that compare see facts and pages only: where these are as they were, so are the findings.
    """
    doc_sources = load_doc_sources(settings.docs_dir, settings.news_dir, settings.project_dir)
    pages = load_pages(doc_sources)
    page_facts = tuple(build_facts(page, settings.build_date, settings.provinces) for page in pages)
    urls_of_pages = {urls.page_file_url(source.path.relative_to(settings.docs_dir).as_posix()): source for source in doc_sources}
    state.pages = marshal.dumps((list(map(pack_facts, page_facts)), [source.file for source in doc_sources]), 2)
    if state.facts == last.facts and state.pages == last.pages:
        sources = {place.file: place for place in scan.places}
        findings = [unpack_finding(row, find_source(row[0], sources, doc_sources)) for row in last.placed]
    else:
        book = build_book(scan, state, page_facts)
        findings = [finding for rule in COMPARING_RULES for finding in rule(book)]
        findings += check_addresses(book, urls_of_pages)
    diagnostics = [diagnostic for page in pages for diagnostic in page.diagnostics]
    diagnostics += load_diagnostics(check_short_tags(CheckContext(Records((), (), (), None), settings.build_date, {}, pages=pages)))
    diagnostics += place_findings(findings, state, changed, last)
    return diagnostics


def find_source(file: str, places: Mapping[str, Place], doc_sources: Iterable[Source]) -> Source:
    """The source of a record or of a hand-written page."""
    if file in places:
        return build_source(places[file])
    return next(source for source in doc_sources if source.file == file)


def build_book(scan: Scan, state: State, pages: tuple[Facts, ...]) -> FactBook:
    """The facts of all files."""
    facts: dict[str, list[Facts]] = {kind: [] for kind in KINDS}
    for place in scan.places:
        facts[place.kind].append(unpack_facts(place, state.facts[place.file]))
    return FactBook(*map(tuple, facts.values()), pages)


def check_addresses(book: FactBook, pages: Mapping[str, Source]) -> Iterator[Finding]:
    """The claims that clash. Raises InDoubt where an address might be that of a listing, which only a catalog knows."""
    cooperatives, posts = ([one for one in group if one.is_sound and not one.unpublished] for group in (book.cooperatives, book.posts))
    if may_meet_listing((*cooperatives, *posts), pages):
        raise InDoubt
    return check_addresses_of(cooperatives, posts, (), pages)


def place_findings(findings: Iterable[Finding], state: State, changed: set[str], last: State) -> Iterator[Diagnostic]:
    """The diagnostics of findings; the place of one that was found before in a file that is as it was is known."""
    new = defaultdict(list)
    for finding in findings:
        row = pack_finding(finding)
        if finding.source.file in changed or finding.source.kind == "page" or row not in last.placed:
            new[finding.source.file].append(finding)
        else:
            state.placed[row] = last.placed[row]
            yield unpack_diagnostic(last.placed[row])
    for group in new.values():
        for finding, diagnostic in zip(group, load_diagnostics(group), strict=True):
            state.placed[pack_finding(finding)] = pack_diagnostic(diagnostic)
            yield diagnostic
