"""What is known of a photo is found out once; the cache is never trusted when it is damaged."""

from __future__ import annotations

import concurrent.futures
import errno
import pickle
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from PIL import Image

from generator.images import PhotoFault, load_photos, photos
from generator.images.photos import Photo, find_cache_folder


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "anh.png"
    Image.linear_gradient("L").resize((300, 200)).save(path)
    return path


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the files that were decoded."""
    sizes: list[int] = []
    decode_photo = photos.decode_photo
    monkeypatch.setattr(photos, "decode_photo", lambda content: sizes.append(len(content)) or decode_photo(content))
    return sizes


def list_entries(cache_dir: Path) -> list[Path]:
    return sorted(path for path in cache_dir.rglob("*") if path.is_file())


def load_one(path: Path, cache_dir: Path) -> Photo | PhotoFault:
    return load_photos({"anh": path}, cache_dir)["anh"]


def test_a_photo_is_decoded_once(tmp_path: Path, photo: Path, decoded: list[int]) -> None:
    """Not again by the next build, nor under another name; a changed one is."""
    first = load_one(photo, tmp_path / "cache")
    assert (first.width, first.height, first.placeholder) == (300, 200, 31)
    again = photo.rename(photo.with_name("khac.png"))
    assert load_one(again, tmp_path / "cache") == first
    assert len(decoded) == 1
    Image.new("L", (300, 200)).save(again)
    assert load_one(again, tmp_path / "cache").key != first.key
    assert len(decoded) == 2


def test_finding_out_makes_no_copies(tmp_path: Path, photo: Path) -> None:
    """`htx check` asks whether a photo is sound: a few bytes are kept for that, and no picture is encoded."""
    load_one(photo, tmp_path / "cache")
    [entry] = list_entries(tmp_path / "cache")
    assert entry.suffix == ".facts" and entry.stat().st_size < 100


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-3], lambda content: b"", lambda content: content[:-1] + b"x", lambda content: b"[1,2,3]"]
)
def test_a_damaged_entry_is_made_again(tmp_path: Path, photo: Path, damage, decoded: list[int]) -> None:
    """Cut short by a full disk, changed or put there by hand: the photo is decoded once more."""
    first = load_one(photo, tmp_path / "cache")
    [entry] = list_entries(tmp_path / "cache")
    sound = entry.read_bytes()
    entry.write_bytes(damage(sound))
    assert load_one(photo, tmp_path / "cache") == first
    assert len(decoded) == 2
    assert [path.read_bytes() for path in list_entries(tmp_path / "cache")] == [sound]


def test_an_entry_of_another_photo_is_not_taken(tmp_path: Path, photo: Path) -> None:
    """A cache put together by hand may not show one photo with the size of another."""
    other = tmp_path / "khac.png"
    Image.new("L", (10, 10)).save(other)
    load_one(other, tmp_path / "cache")
    [foreign] = list_entries(tmp_path / "cache")
    first = load_one(photo, tmp_path / "cache")
    [own] = (path for path in list_entries(tmp_path / "cache") if path != foreign)
    own.write_bytes(foreign.read_bytes())
    assert load_one(photo, tmp_path / "cache") == first


def test_another_pipeline_has_a_cache_of_its_own(tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other steps or other encoders make other bytes: nothing of them is mixed."""
    before, key = find_cache_folder(tmp_path), load_one(photo, tmp_path).key
    monkeypatch.setattr(photos, "PIPELINE_VERSION", "next")
    assert find_cache_folder(tmp_path) != before
    assert load_one(photo, tmp_path).key != key
    monkeypatch.undo()
    monkeypatch.setattr(photos, "ENCODERS", "others")
    assert find_cache_folder(tmp_path) != before


def test_a_broken_photo_leaves_nothing(tmp_path: Path) -> None:
    """What is wrong is told by every run, until the file is replaced."""
    path = tmp_path / "hong.jpg"
    path.write_bytes(b"not a picture")
    assert load_one(path, tmp_path / "cache") == load_one(path, tmp_path / "cache") == PhotoFault("bad-picture")
    assert list_entries(tmp_path / "cache") == []


def test_a_heavy_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "nang.jpg"
    with path.open("wb") as file:
        file.truncate(31 * 1024 * 1024)
    assert load_one(path, tmp_path / "cache").code == "large-picture"


def test_many_photos_are_shared_between_processes(tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound and broken ones alike come back under their names; with one process or few photos none is started."""
    started: list[int] = []

    class CountedPool(concurrent.futures.ThreadPoolExecutor):
        def __init__(self, jobs: int, start_method: str) -> None:
            started.append(jobs)
            super().__init__(jobs)

    monkeypatch.setattr("generator.workers.Pool", CountedPool)
    sources = {}
    for number in range(20):
        sources[f"{number}"] = tmp_path / f"{number}.png"
        Image.new("L", (10 + number, 10)).save(sources[f"{number}"])
    sources["hong"] = tmp_path / "hong.png"
    sources["hong"].write_bytes(b"x")
    found = load_photos(sources, tmp_path / "two", jobs=2)
    assert started == [2]
    assert found == load_photos(sources, tmp_path / "one", jobs=1) == load_photos(sources, tmp_path / "two", jobs=2)
    assert [found[f"{number}"].width for number in range(20)] == list(range(10, 30))
    assert found["hong"] == PhotoFault("bad-picture")
    assert started == [2]


def test_a_file_that_kills_a_decoder_is_a_broken_one(tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All its fellow photos are found out about all the same; the site is built, or refused with the name of that file."""
    killed: concurrent.futures.Future = concurrent.futures.Future()
    killed.set_exception(BrokenProcessPool())
    folder = find_cache_folder(tmp_path / "cache")
    assert photos.load_result(killed, photo, folder) == load_one(photo, tmp_path / "other")

    class KilledPool(concurrent.futures.Executor):
        def __init__(self, jobs: int, **options: object) -> None:
            pass

        def submit(self, function, /, *arguments: object) -> concurrent.futures.Future:
            return killed

    monkeypatch.setattr(photos, "ProcessPoolExecutor", KilledPool)
    assert photos.load_result(killed, photo, folder) == PhotoFault("bad-picture")


def test_what_cannot_be_kept_leaves_nothing_behind(tmp_path: Path, photo: Path) -> None:
    """Of a disk that is full every build would take a little more."""
    key = load_one(photo, tmp_path / "other").key
    photos.locate_facts(find_cache_folder(tmp_path / "cache"), key).mkdir(parents=True)
    with pytest.raises(OSError):
        load_one(photo, tmp_path / "cache")
    assert not list_entries(tmp_path / "cache")


def test_a_full_disk_is_named(tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of several disks is full stands in the sentence."""

    def fill_disk(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", fill_disk)
    with pytest.raises(OSError) as caught:
        load_one(photo, tmp_path / "cache")
    assert str(tmp_path / "cache") in pickle.loads(pickle.dumps(caught.value)).filename  # as it comes out of a worker
