"""Copies for browsers: which ones a photo has, the same bytes wherever they are made, made once and only of what is published."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.build import list_photos
from generator.catalog import urls
from generator.images import PublishedPhoto, copies, load_copies, load_photo_files, load_photos
from generator.images.encoding import encode_copies, list_widths
from generator.output.manifest import compute_digest
from tests.loading import cooperative_file, load_project

URL = "tep/hop-tac-xa/thai-nguyen/mot/anh.jpg"
PHOTO = "photos:\n  - file: {file}\n    alt: Người hái chè\n    people: {people}\n"
CONSENT = "consent:\n  scope: [photos]\n  given_on: 2026-01-05\n  evidence: Phiếu số 1\n"


def make_source(path: Path, size: tuple[int, int] = (700, 420)) -> Path:
    Image.radial_gradient("L").resize(size).convert("RGB").save(path, quality=90)
    return path


def nothing_is_published(url: str, digest: str) -> bool:
    return False


def load_all(
    path: Path, cache_dir: Path, url: str = URL, keep: Callable[[str, str], bool] = nothing_is_published, jobs: int = 1
) -> dict[str, bytes]:
    """Every copy of one photo by its address, as a build writes them."""
    photos = load_copies(load_photos({"anh": path}, cache_dir), {"anh": path}, cache_dir, jobs)
    return dict(load_photo_files([PublishedPhoto(url, photos["anh"], path)], cache_dir, keep))


def test_a_photo_has_three_formats_at_the_widths_of_the_layout(tmp_path: Path) -> None:
    """The largest JPEG has the address that feeds and downloads know; the others are named by what the photo shows."""
    found = load_all(make_source(tmp_path / "anh.jpg", (1300, 780)), tmp_path / "cache")
    shapes = {}
    for url, content in found.items():
        with Image.open(io.BytesIO(content)) as image:
            shapes[url] = (image.format, *image.size)
    start = next(url for url in found if url.endswith("-320.avif")).removesuffix("-320.avif")
    sizes = {320: 192, 480: 288, 640: 384, 960: 576, 1280: 768}
    assert shapes == {
        f"{start}-{width}.{suffix}" if (suffix, width) != ("jpg", 1280) else URL: (form, width, height)
        for width, height in sizes.items()
        for suffix, form in (("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG"))
    }


@pytest.mark.parametrize(
    ("width", "widths"),
    [(1, (1,)), (319, (319,)), (350, (350,)), (368, (320, 368)), (700, (320, 480, 700)), (736, (320, 480, 640, 736)), (1200, (320, 480, 640, 960, 1200)), (1280, (320, 480, 640, 960, 1280))],
)  # fmt: skip
def test_no_copy_is_wider_than_its_photo(width: int, widths: tuple[int, ...]) -> None:
    """Nor hardly narrower than the next one: that would be a file for nothing."""
    assert list_widths(width) == widths


def test_a_small_photo_is_never_enlarged(tmp_path: Path) -> None:
    found = load_all(make_source(tmp_path / "anh.jpg", (200, 120)), tmp_path / "cache")
    assert sorted(url.rpartition("-")[2] for url in found) == ["200.avif", "200.webp", "nguyen/mot/anh.jpg"]


def test_the_same_bytes_from_any_process(tmp_path: Path) -> None:
    """One process, two, and one started afresh: servers that build by turns publish the same files."""
    sources = {f"{number}": make_source(tmp_path / f"{number}.jpg", (400 + 50 * number, 300)) for number in range(5)}

    def collect(cache_dir: Path, jobs: int) -> list[bytes]:
        load_copies(load_photos(sources, cache_dir, jobs), sources, cache_dir, jobs)
        return [path.read_bytes() for path in sorted(cache_dir.rglob("*.copies"))]

    inline = collect(tmp_path / "one", 1)
    assert len(inline) == 5
    assert collect(tmp_path / "two", 2) == inline
    folder, photo = tmp_path / "spawned", load_photos({"0": sources["0"]}, tmp_path / "one")["0"]
    with get_context("spawn").Pool(1) as pool:
        pool.apply(copies.write_copies, (sources["0"], folder / "a.copies", photo.key))
    assert (folder / "a.copies").read_bytes() in inline


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The sizes of the photos that copies were made of."""
    sizes: list[tuple[int, int]] = []
    encode_copies = copies.encode_copies
    monkeypatch.setattr(copies, "encode_copies", lambda photo: sizes.append(photo.size) or encode_copies(photo))
    return sizes


def test_copies_are_made_once(tmp_path: Path, encoded: list[tuple[int, int]]) -> None:
    """A photo named by ten records, and by every later build, is encoded once."""
    path = make_source(tmp_path / "anh.jpg")
    first = load_all(path, tmp_path / "cache")
    assert load_all(path, tmp_path / "cache") == first
    assert encoded == [(700, 420)]


def test_what_is_published_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that has the copies asks the cache only which ones they are."""
    path = make_source(tmp_path / "anh.jpg")
    published = {url: compute_digest(content) for url, content in load_all(path, tmp_path / "cache").items()}
    monkeypatch.setattr(copies, "load_contents", lambda *arguments: pytest.fail("read"))
    assert load_all(path, tmp_path / "cache", keep=lambda url, digest: published[url] == digest) == {}


def test_one_photo_under_two_names_is_written_once(tmp_path: Path) -> None:
    """Two posts with the same photo share its copies; each keeps its own address for the largest."""
    paths = {name: make_source(tmp_path / name) for name in ("a.jpg", "b.jpg")}
    photos = load_copies(load_photos(paths, tmp_path / "cache"), paths, tmp_path / "cache")
    published = [PublishedPhoto(f"tep/tin-tuc/2026/bai/{name}", photos[name], paths[name]) for name in paths]
    written = [url for url, _ in load_photo_files(published, tmp_path / "cache", nothing_is_published)]
    assert len(written) == len(set(written)) == 3 * 3 + 1
    assert {item.url for item in published} <= set(written)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:40],
        lambda content: content[:-1],
        lambda content: b"",
        lambda content: content + b"x",
        lambda content: content[:-1] + bytes((content[-1] ^ 1,)),
        lambda content: b"x" + content[1:],
        lambda content: content.replace(b"avif", b"html", 1),
    ],
)
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes], encoded: list[tuple[int, int]]) -> None:
    """Cut short, changed anywhere, or put there by others: nothing of it is published."""
    path = make_source(tmp_path / "anh.jpg")
    sound = load_all(path, tmp_path / "cache")
    [entry] = (tmp_path / "cache").rglob("*.copies")
    entry.write_bytes(damage(entry.read_bytes()))
    assert load_all(path, tmp_path / "cache") == sound
    assert len(encoded) == 2
    assert not list((tmp_path / "cache").rglob("*.part"))


def test_an_entry_of_another_photo_is_not_taken(tmp_path: Path) -> None:
    """Its seal holds the photo's own name: a withheld photo cannot be slipped under that of a public one."""
    path = make_source(tmp_path / "anh.jpg")
    sound = load_all(path, tmp_path / "cache")
    [own] = (tmp_path / "cache").rglob("*.copies")
    load_all(make_source(tmp_path / "khac.jpg", (500, 500)), tmp_path / "cache")
    [foreign] = (entry for entry in (tmp_path / "cache").rglob("*.copies") if entry != own)
    own.write_bytes(foreign.read_bytes())
    assert load_all(path, tmp_path / "cache") == sound


def test_builds_at_the_same_time_share_a_cache(tmp_path: Path) -> None:
    """Two processes that make one photo's copies leave one sound entry, and nothing half written beside it."""
    path = make_source(tmp_path / "anh.jpg", (330, 200))
    key = load_photos({"anh": path}, tmp_path / "cache")["anh"].key
    entry = copies.locate_entry(copies.find_cache_folder(tmp_path / "cache"), key)
    with get_context("spawn").Pool(2) as pool:
        made = pool.starmap(copies.write_copies, [(path, entry, key)] * 6, chunksize=1)
    assert len(set(made)) == 1 and copies.load_parts(entry, key) == made[0]
    assert sorted(other.suffix for other in entry.parent.iterdir()) == [".copies", ".facts"]


def test_an_entry_that_vanishes_during_a_build_is_made_again(tmp_path: Path) -> None:
    """Somebody empties the cache between two steps: the build goes on."""
    path = make_source(tmp_path / "anh.jpg")
    cache_dir = tmp_path / "cache"
    photos = load_copies(load_photos({"anh": path}, cache_dir), {"anh": path}, cache_dir)
    [entry] = cache_dir.rglob("*.copies")
    entry.unlink()
    assert URL in dict(load_photo_files([PublishedPhoto(URL, photos["anh"], path)], cache_dir, nothing_is_published))


def test_a_file_exchanged_during_a_build_is_not_published(tmp_path: Path) -> None:
    """Checked as one photo and encoded as another: neither its size nor its consent would be right."""
    path = make_source(tmp_path / "anh.jpg")
    photos = load_photos({"anh": path}, tmp_path / "cache")
    make_source(path, (333, 333))
    with pytest.raises(OSError, match="changed"):
        load_copies(photos, {"anh": path}, tmp_path / "cache")


@given(st.text(min_size=1, max_size=40), st.sampled_from((".jpg", ".pdf", ".png", "")))
def test_no_file_of_a_record_has_the_address_of_a_copy(stem: str, suffix: str) -> None:
    """Two claims on one address are told with both names (`claims.py`); copies lie where no name of a file leads."""
    for url in (urls.cooperative_file_url("thai-nguyen", "anh", stem + suffix), urls.post_file_url("2026", "anh", stem + suffix)):
        assert not url.startswith(urls.PHOTO_COPIES)


def withheld_project(people: str, consent: str = "") -> dict[str, str | bytes]:
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), "purple").save(stream, "JPEG")
    extra = PHOTO.format(file="nguoi.jpg", people=people) + consent
    return {
        "data/cooperatives/thai-nguyen/mot.yml": cooperative_file(extra=extra),
        "data/cooperatives/thai-nguyen/mot/nguoi.jpg": stream.getvalue(),
    }


def test_no_copy_is_made_of_a_person_without_consent(tmp_path: Path) -> None:
    """Neither in the site nor in the cache; what is kept of the photo is its size and mean colour."""
    loaded = load_project(tmp_path, withheld_project("true"))
    assert loaded.catalog is not None and not loaded.photos
    assert list(list_photos(loaded)) == []
    assert [path.suffix for path in (tmp_path / ".cache" / "photos").rglob("*") if path.is_file()] == [".facts"]


def test_consent_withdrawn_takes_every_copy_out(tmp_path: Path) -> None:
    """Copies that an earlier build made lie in the cache; no address of theirs is in a later site."""
    with_consent = load_project(tmp_path, withheld_project("true", CONSENT))
    files = dict(load_photo_files(list_photos(with_consent), with_consent.settings.cache_dir, nothing_is_published))
    assert len(files) == 2 * 3
    withdrawn = load_project(tmp_path, withheld_project("true", CONSENT + "  withdrawn_on: 2026-06-01\n"))
    assert len(list((tmp_path / ".cache").rglob("*.copies"))) == 1
    assert dict(load_photo_files(list_photos(withdrawn), withdrawn.settings.cache_dir, nothing_is_published)) == {}
    assert not withdrawn.photos


def test_a_photo_like_a_thread_has_copies_too() -> None:
    """However flat it is, no copy is less than a pixel high, and each has the width that its name tells."""
    made = [(copy.width, Image.open(io.BytesIO(copy.content)).size) for copy in encode_copies(Image.new("RGB", (1280, 1)))]
    assert {size for _, size in made} == {(width, 1) for width in (320, 480, 640, 960, 1280)}
    assert all(size[0] == width for width, size in made)


def test_a_jpeg_shows_something_before_it_is_whole() -> None:
    """In waves from blurred to sharp, with colours at half the detail, which eyes do not miss."""
    [largest] = [copy.content for copy in encode_copies(Image.new("RGB", (300, 200), "green")) if copy.suffix == "jpg"]
    with Image.open(io.BytesIO(largest)) as opened:
        assert opened.info["progressive"]
        assert [part[1:3] for part in opened.layer] == [(2, 2), (1, 1), (1, 1)]


class BrokenPool(Executor):
    """A pool of which a worker was killed: what was handed in fails, and it takes nothing more."""

    def __init__(self, taken: int) -> None:
        self.taken = taken

    def submit(self, function, /, *arguments: object) -> Future:
        self.taken -= 1
        if self.taken < 0:
            raise BrokenProcessPool
        future: Future = Future()
        future.set_exception(BrokenProcessPool())
        return future


def test_copies_are_made_though_the_system_kills_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory is scarce the rest is made one by one, and the site has all photos."""
    sources = {f"{size}": make_source(tmp_path / f"{size}.jpg", (size, 300)) for size in (330, 340, 350, 360)}
    photos = load_photos(sources, tmp_path / "cache")
    told: list[int] = []
    alone = load_copies(photos, sources, tmp_path / "cache", advance=told.append)
    assert (told[0], sum(told)) == (0, len(photos)), "every photo is told, those that are new one by one"
    monkeypatch.setattr(copies, "open_executor", lambda *arguments: nullcontext(BrokenPool(taken=2)))
    again = load_copies(load_photos(sources, tmp_path / "other"), sources, tmp_path / "other", jobs=2)
    assert again == alone
