"""An index that was kept and changed is the index that a clean build makes, byte for byte; what does not fit is not used."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.search import Basis, build_kept_index, edit_index, encoding, load_state, postings, shards, update, write_state
from generator.search.state import decode_state, encode_state
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
        (encoding, "ROWS_A_NAME", 4),
        (update, "MOST_ROWS", 4),
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
    kept = None
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
        basis = Basis(digest({**cooperatives, **posts}), "1")
        clean, new = build_kept_index(catalog, SETTINGS, (), (), basis)
        edited = edit_index(catalog, SETTINGS, (), basis, decode_state(kept)) if kept else None
        if edited is None:
            kept = encode_state(new)
        else:
            assert sorted(dict(edited.files())) == sorted(dict(clean.files()))
            assert dict(edited.files()) == dict(clean.files())


def build_kept(**changes: str):
    record = make_cooperative(**changes)
    catalog = make_catalog({"thai-nguyen/mot": record, "thai-nguyen/hai": make_cooperative(name="Hợp tác xã Ẩn")})
    return catalog, Basis(digest({"thai-nguyen/mot": record}), "1")


def test_what_no_changed_record_touches_is_not_made_again(monkeypatch):
    """Only the documents of changed records are read, and parts without their words keep their names unmade."""
    monkeypatch.setattr(shards, "SMALLEST_SHARD", 60)
    monkeypatch.setattr(shards, "SHARD_ROOTS", 1)
    _, kept = build_kept_index(build_kept()[0], SETTINGS, (), (), build_kept()[1])
    catalog, basis = build_kept(short_name="Zét")
    encoded = edit_index(catalog, SETTINGS, (), basis, decode_state(encode_state(kept)))
    made = {path.split("/")[2] for path in encoded.payloads}
    assert made == {"c", "d", "t", "w"}
    assert sum("/t/" in path for path in encoded.payloads) <= 2 < sum("/t/" in path for path in encoded.kept)


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
        "another version": content.replace(b"-1\n", b"-0\n", 1),
        "one bit": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "nothing behind the mark": content[:13],
    }
    path.unlink()
    if damage in damaged:
        path.write_bytes(damaged[damage])
    assert load_state(path) is None


def test_a_state_of_other_vocabularies_or_settings_is_not_used():
    """The one is the caller's to tell, the other is seen here."""
    catalog, basis = build_kept()
    kept = encode_state(build_kept_index(catalog, SETTINGS, (), (), basis)[1])
    for given_settings, given_basis in ((SETTINGS, Basis(basis.records, "2")), (make_settings(site_name="Trang khác"), basis)):
        assert edit_index(catalog, given_settings, (), given_basis, decode_state(kept)) is None
    assert edit_index(catalog, SETTINGS, (), basis, decode_state(kept)).kept
