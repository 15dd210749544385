"""An index that was kept and changed is the index that a clean build makes, byte for byte; what does not fit is not used."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.search import (
    Basis,
    build_index,
    build_kept_index,
    edit_index,
    encoding,
    kept_postings,
    load_state,
    manifest,
    postings,
    shards,
    update,
    write_state,
)
from generator.search.state import KeptIndex, decode_state, write_pieces
from tests.builders import make_cooperative, make_post, make_product
from tests.render.rendering import make_catalog, make_settings

SETTINGS = make_settings()
WORDS = st.lists(st.sampled_from(["chè", "che", "xanh", "Hợp tác xã", "sạch.", "4 sao", "Đông"]), min_size=1, max_size=4).map(" ".join)
KEYS = [f"thai-nguyen/{slug}" for slug in ("mot", "hai", "ba", "bon", "nam")] + ["ninh-binh/sau", "ninh-binh/bay"]
COMMUNES = {"thai-nguyen": ["05518", "05443"], "ninh-binh": ["13285"]}
POST_KEYS = ["2026/mot", "2026/hai"]
EDITS = st.tuples(
    st.sampled_from(KEYS),
    st.dictionaries(st.sampled_from(["name", "short_name", "summary", "description"]), WORDS, max_size=2),
    st.integers(0, 9),
    st.lists(WORDS, max_size=2),
)


def build_cooperative(key: str, texts: dict[str, str], number: int, products: list[str]):
    communes = COMMUNES[key.partition("/")[0]]
    sold = [make_product(slug=f"hang-{place}", name=name) for place, name in enumerate(products)]
    address = {"commune": communes[number % len(communes)], "hamlet": f"Xóm {number}"}
    return make_cooperative(**{"name": "Hợp tác xã Chè", **texts, "address": address, "products": sold})


def digest(records: dict) -> dict[str, str]:
    return {key: sha256(repr(record).encode("utf-8")).hexdigest()[:16] for key, record in records.items()}


@pytest.fixture
def _small_parts(monkeypatch):
    """So few rows a part that a small catalog has several of each kind."""
    for module, name, number in (
        (postings, "DENSE_LIMIT", 2),
        (postings, "DENSE_SHARE", 0.2),
        (shards, "SMALLEST_SHARD", 60),
        (shards, "SHARD_ROOTS", 1),
        (encoding, "ONE_TABLE", 3),
        (encoding, "BLOCK", 2),
        (manifest, "BLOCK", 2),
        (manifest, "GROUP", 2),
        (encoding, "ROWS_A_NAME", 4),
        (update, "MOST_ROWS", 4),
        (kept_postings, "SHORT", 3),
    ):
        monkeypatch.setattr(module, name, number)


@pytest.mark.usefixtures("_small_parts")
@given(
    st.lists(EDITS, min_size=3, max_size=5),
    st.lists(st.tuples(st.sampled_from(["change", "retell", "remove", "post"]), EDITS, WORDS), min_size=1, max_size=5),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_changed_index_is_a_clean_one(first, edits):
    """Whatever is added, changed and removed, and whether the kept index is the last one or older."""
    cooperatives = {edit[0]: build_cooperative(*edit) for edit in first}
    posts = {POST_KEYS[0]: make_post(title="Tin", cooperatives=sorted(cooperatives)[:1]), POST_KEYS[1]: make_post(title="Tin chè")}
    kept, known, files = b"", [], {}
    for kind, edit, words in [("change", first[0], ""), *edits]:
        key = edit[0]
        if kind == "change":
            cooperatives[key] = build_cooperative(*edit)
        elif kind == "retell":
            last = sorted(cooperatives)[-1]
            cooperatives[last] = cooperatives[last].model_copy(update=edit[1])
        elif kind == "remove" and key not in posts[POST_KEYS[0]].cooperatives:
            cooperatives.pop(key, None)
        elif kind == "post":
            posts[POST_KEYS[1]] = make_post(title=words, lead=f"{words} {key}")
        catalog = make_catalog(cooperatives, posts)
        basis, order = Basis(digest({**cooperatives, **posts}), "1"), list_order(catalog)
        encoded = edit_index(catalog, SETTINGS, (), basis, decode_state(kept), files.__getitem__) if order == known else None
        if encoded is None:
            encoded, new = build_kept_index(catalog, SETTINGS, (), (), basis)
            kept, known = encode_state(new), order
        files, clean = dict(encoded.files()), dict(build_index(catalog, SETTINGS).files())
        assert sorted(files) == sorted(clean)
        assert files == clean


def encode_state(kept: KeptIndex) -> bytes:
    """What a build leaves of its index."""
    file = BytesIO()
    write_pieces(file, kept)
    return file.getvalue()


def list_order(catalog) -> list[tuple[str, str]]:
    """What stays where an index may be edited: the records, their order and addresses."""
    posts = (entry for entry in catalog.posts.values() if not entry.unpublished)
    return [(entry.key, entry.url) for entry in (*catalog.cooperatives.values(), *catalog.products.values(), *posts)]


def build_kept(**changes: str):
    record = make_cooperative(**changes)
    catalog = make_catalog({"thai-nguyen/mot": record, "thai-nguyen/hai": make_cooperative(name="Hợp tác xã Ẩn")})
    return catalog, Basis(digest({"thai-nguyen/mot": record}), "1")


def rebuild_kept(**changes: str) -> tuple[bytes, dict[str, bytes]]:
    """The state and the files of a whole build."""
    catalog, basis = build_kept(**changes)
    encoded, kept = build_kept_index(catalog, SETTINGS, (), (), basis)
    return encode_state(kept), dict(encoded.files())


def test_what_no_changed_record_touches_is_not_made_again(monkeypatch):
    """Only the block of the changed record is read of what is published, and parts without its words keep their names unmade."""
    monkeypatch.setattr(shards, "SMALLEST_SHARD", 60)
    monkeypatch.setattr(shards, "SHARD_ROOTS", 1)
    state, files = rebuild_kept()
    kept, read = decode_state(state), []
    catalog, basis = build_kept(short_name="Zét")
    encoded = edit_index(catalog, SETTINGS, (), basis, kept, lambda path: read.append(path) or files[path])
    made = {path.split("/")[2] for path in encoded.payloads}
    assert made == {"c", "d", "t", "w"}
    assert [path.split("/")[2] for path in read] == ["manifest.json", "d"]
    assert sum("/t/" in path for path in encoded.payloads) <= 2 < sum("/t/" in path for path in encoded.kept)


def test_few_postings_are_looked_into_and_the_best_rows_of_common_words_stay(monkeypatch):
    """A word of nearly every row that a row of no account gets or loses is counted again, and its part keeps its name."""
    monkeypatch.setattr(postings, "DENSE_LIMIT", 2)
    monkeypatch.setattr(postings, "DENSE_SHARE", 0)
    monkeypatch.setattr(shards, "SMALLEST_SHARD", 1)
    monkeypatch.setattr(encoding, "RARE_SHARD_ROOTS", 0)
    chosen, choose = [], postings.choose_best
    records = {f"thai-nguyen/htx-{number}": make_cooperative(name=f"Hợp tác xã {number}", description="chung") for number in range(6)}
    encoded, kept = build_kept_index(make_catalog(records), SETTINGS, (), (), Basis({}, "1"))
    files, state = dict(encoded.files()), decode_state(encode_state(kept))
    key = next(key for key in reversed(state.keys) if key in records)
    records[key] = records[key].model_copy(update={"description": "riêng"})
    catalog = make_catalog(records)
    monkeypatch.setattr(postings, "choose_best", lambda forms, rank: chosen.append(sorted(forms)) or choose(forms, rank))
    edited = edit_index(catalog, SETTINGS, (), Basis({key: "edited"}, "1"), state, files.__getitem__)
    assert chosen == []
    assert edited.manifest["texts"]["dense"]["chung"] == encoded.manifest["texts"]["dense"]["chung"] - 1
    assert dict(edited.files()) == dict(build_index(catalog, SETTINGS).files())


@pytest.mark.parametrize("damage", ["gone", "cut", "foreign", "of other rows"])
def test_a_damaged_site_is_built_anew(damage):
    """Where the published rows beside a changed one cannot be read, there is no edited index."""
    state, files = rebuild_kept()
    catalog, basis = build_kept(short_name="Zét")
    block = next(path for path in files if "/d/" in path)
    damaged = {"cut": files[block][:-3], "foreign": b"{}", "of other rows": next(files[path] for path in files if "/t/" in path)}
    rest = {path: content for path, content in files.items() if path != block}
    published = rest | ({block: damaged[damage]} if damage in damaged else {})
    assert edit_index(catalog, SETTINGS, (), basis, decode_state(state), published.__getitem__) is None
    assert edit_index(catalog, SETTINGS, (), basis, decode_state(state), files.__getitem__) is not None


@pytest.mark.parametrize("damage", ["missing", "short", "empty", "foreign", "another version", "one bit", "nothing behind the mark"])
def test_a_damaged_state_is_none(tmp_path, damage):
    """Whatever befell it, the index is built anew."""
    path = tmp_path / "tim-kiem" / "chi-muc.bin"
    _, kept = build_kept_index(build_kept()[0], SETTINGS, (), (), build_kept()[1])
    write_state(path, kept)
    content = path.read_bytes()
    assert load_state(path).keys == kept.keys
    middle = len(content) // 2
    damaged = {
        "short": content[:-1],
        "empty": b"",
        "foreign": b"{}",
        "another version": content.replace(b"-2\n", b"-1\n", 1),
        "one bit": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "nothing behind the mark": content[:13],
    }
    path.unlink()
    if damage in damaged:
        path.write_bytes(damaged[damage])
    assert load_state(path) is None


def test_a_state_of_other_vocabularies_or_settings_is_not_used():
    """The one is the caller's to tell, the other is seen here."""
    state, files = rebuild_kept()
    catalog, basis = build_kept()
    for given_settings, given_basis in ((SETTINGS, Basis(basis.records, "2")), (make_settings(site_name="Trang khác"), basis)):
        assert edit_index(catalog, given_settings, (), given_basis, decode_state(state), files.__getitem__) is None
    assert edit_index(catalog, SETTINGS, (), basis, decode_state(state), files.__getitem__).kept
