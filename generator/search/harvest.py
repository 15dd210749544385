"""The indexes of the sites that the settings name, as a portal takes them at each build: new, or as they were when last they could be read.

A site that is missing, slow or damaged costs the others nothing, and never the build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from generator.search.addresses import end_address, identify_site, is_below, is_page_of
from generator.search.decoding import DamagedPart, require
from generator.search.fetching import Origin, Patience, UnreadableSource, load_files
from generator.search.harvest_store import Kept, Store, name_folder
from generator.search.merging import Harvest
from generator.search.model import OWN_SITE, Row, Source
from generator.search.parts import MANIFEST_PATH
from generator.search.source_manifest import OtherFormat, Part, SourceManifest, decode_index, decode_manifest, verify_part
from generator.settings import SearchSource, Settings
from generator.text import format_date

FOLDER = "harvest"
LARGEST_HARVEST = 256 * 1024 * 1024  # bytes unfolded; the whole country has some 100 million
FAULTS = (UnreadableSource, DamagedPart, OtherFormat)
NO_ANSWER = "máy chủ không trả lời kịp"
BAD_LINK = "có liên kết ra ngoài trang"
Answer = bytes | UnreadableSource


@dataclass(frozen=True, slots=True)
class Harvested:
    """The harvests of a build, in the order of the settings, and a Vietnamese sentence for each site that is not as it should be."""

    harvests: tuple[Harvest, ...] = ()
    warnings: tuple[str, ...] = ()


def load_harvests(settings: Settings, patience: Patience | None = None) -> Harvested:
    """The indexes of all sources. A preview, which builds after every change, asks nobody whose index is in the cache."""
    takings = [build_taking(source, settings, patience or Patience()) for source in settings.search_sources]
    known = {taking.source.name: taking.load_last() for taking in takings if settings.preview}
    answers = load_manifests([taking for taking in takings if not known.get(taking.source.name)])
    harvests: list[Harvest] = []
    warnings: list[str] = []
    for taking in takings:
        name, warning = taking.source.name, ""
        harvest = known.get(name)
        if harvest is None:
            harvest, warning = taking.load_newest(answers[name], settings.build_date)
        if harvest and (rival := find_rival(harvest, harvests, settings.site_url)):
            harvest, warning = None, f"Nguồn «{name}» có cùng địa chỉ {harvest.source.url} với {rival} nên được bỏ qua."
        harvests += [harvest] if harvest else []
        warnings += [warning] if warning else []
    return Harvested(tuple(harvests), tuple(warnings))


def build_taking(source: SearchSource, settings: Settings, patience: Patience) -> Taking:
    place = end_address(source.place) if "://" in source.place else (settings.project_dir / source.place).resolve()
    return Taking(source, Origin(place, patience), Store(settings.cache_dir / FOLDER / name_folder(source.name)))


def load_manifests(takings: Sequence[Taking]) -> dict[str, Answer]:
    """The manifests by their sites' names, or why there is none; all at once, so that sites that hang cost the time of one."""
    origins = {taking.source.name: taking.origin for taking in takings}
    answers: dict[str, Answer] = dict.fromkeys(origins, UnreadableSource(NO_ANSWER))
    if origins:
        patience = takings[0].origin.patience
        answers |= load_files(origins, lambda name: origins[name].load(MANIFEST_PATH), patience, connections=len(origins))
    return answers


def find_rival(harvest: Harvest, harvests: Sequence[Harvest], site_url: str) -> str:
    """What has a harvest's address already, in words; empty when nothing has."""
    site = identify_site(harvest.source.url)
    if site_url and site == identify_site(site_url):
        return "chính trang này"
    return next((f"nguồn «{other.source.name}»" for other in harvests if site == identify_site(other.source.url)), "")


@dataclass(frozen=True, slots=True)
class Taking:
    """How one site's index is taken: from where, and into which place of the cache."""

    source: SearchSource
    origin: Origin
    store: Store

    def load_newest(self, answer: Answer, today: date) -> tuple[Harvest | None, str]:
        """Today's harvest, else the last one with a sentence that says so. `answer` is the site's manifest, or why there is none."""
        try:
            return self.load_new(answer, today), ""
        except FAULTS as error:
            unread = f"Nguồn «{self.source.name}» không đọc được ({error})"
        last = self.load_last()
        if last is None:
            return None, f"{unread}; chưa có bản nào lấy từ trước nên tìm kiếm thiếu nguồn này."
        return last, f"{unread}; dùng bản lấy ngày {format_date(last.day)}."

    def load_last(self) -> Harvest | None:
        """The last whole harvest, from the cache alone."""
        kept = self.store.load_kept()
        if kept is None:
            return None
        try:
            manifest = decode_manifest(kept.manifest)
            payloads = {path: payload for part in manifest.list_parts() for path, payload in self.store.load_part(part).items()}
            return self.build_harvest(manifest, payloads, kept.day)
        except FAULTS:
            return None

    def load_new(self, answer: Answer, today: date) -> Harvest:
        """Today's harvest. A site that is published meanwhile is asked once more. Raises one of FAULTS."""
        if isinstance(answer, UnreadableSource):
            raise answer
        try:
            return self.load_whole(answer, today)
        except FAULTS:
            again = dict(load_files([MANIFEST_PATH], self.origin.load, self.origin.patience)).get(MANIFEST_PATH)
            if again == answer or not isinstance(again, bytes):
                raise
        return self.load_whole(again, today)

    def load_whole(self, content: bytes, today: date) -> Harvest:
        """The index that a manifest names; it becomes the last harvest once all of it is known to be sound."""
        manifest = decode_manifest(content)
        harvest = self.build_harvest(manifest, self.load_payloads(manifest), today)
        self.store.write_kept(Kept(today, content), manifest.list_parts())
        return harvest

    def load_payloads(self, manifest: SourceManifest) -> dict[str, bytes]:
        """All payloads by path: from the cache, and from the site what is not there. What arrives sound is kept, whatever comes after."""
        payloads: dict[str, bytes] = {}
        missing: dict[str, Part] = {}
        for part in manifest.list_parts():
            found = self.store.load_part(part)
            payloads |= found
            missing |= dict.fromkeys(part.paths, part) if not found else {}
        size = sum(map(len, payloads.values()))
        for part, contents in self.load_arriving(missing):
            verified = verify_part(part, contents)
            self.store.write_part(contents)
            payloads |= verified
            size += sum(map(len, verified.values()))
            if size > LARGEST_HARVEST:
                raise UnreadableSource("chỉ mục tìm kiếm của trang ấy quá lớn")
        if any(path not in payloads for path in missing):
            raise UnreadableSource(NO_ANSWER)
        return payloads

    def load_arriving(self, missing: Mapping[str, Part]) -> Iterator[tuple[Part, dict[str, bytes]]]:
        """The parts of the site as they arrive, each with all its files. Raises UnreadableSource for the first file that cannot be had."""
        arrived: defaultdict[Part, dict[str, bytes]] = defaultdict(dict)
        with closing(load_files(missing, self.origin.load, self.origin.patience)) as answers:
            for path, answer in answers:
                if isinstance(answer, UnreadableSource):
                    raise answer
                part = missing[path]
                arrived[part][path] = answer
                if len(arrived[part]) == len(part.paths):
                    yield part, arrived.pop(part)

    def build_harvest(self, manifest: SourceManifest, payloads: Mapping[str, bytes], day: date) -> Harvest:
        """The index with its rows at the site's address. Raises one of FAULTS."""
        address = end_address(self.source.url) if self.source.url else manifest.site.url
        if not address:
            raise UnreadableSource("trang ấy chưa khai site_url; hãy ghi thêm url của nó vào search_sources")
        if len(payloads) < sum(len(part.paths) for part in manifest.list_parts()):
            raise UnreadableSource("bản giữ lại thiếu tệp")
        index = decode_index(manifest, payloads)
        return Harvest(Source(self.source.name, address), day, replace(index, rows=list(place_rows(index.rows, manifest, address))))


def place_rows(rows: Sequence[Row], manifest: SourceManifest, address: str) -> Iterator[Row]:
    """The rows with absolute urls, each below the site it comes from: the site itself, or one that it has harvested. Raises DamagedPart."""
    for row in rows:
        if row.source == OWN_SITE:
            require(is_below(row.url), MANIFEST_PATH, BAD_LINK)
            yield row._replace(url=address + row.url)
        else:
            require(is_page_of(row.url, manifest.sources[row.source].url), MANIFEST_PATH, BAD_LINK)
            yield row
