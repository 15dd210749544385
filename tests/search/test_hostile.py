"""Texts that nobody would write but somebody will: files stay valid, nothing breaks out, nothing is lost."""

from __future__ import annotations

import json
import unicodedata

import pytest

from generator.search import EncodedIndex, ProseText, SiteFacts, encode_index
from generator.search.parts import MANIFEST_PATH
from generator.search.source_manifest import decode_index, decode_manifest
from tests.builders import make_cooperative, make_post, make_product
from tests.render.rendering import BUILD_DATE, make_catalog
from tests.search.collected import collect, find, titles

SCRIPT = "</script><script>alert(1)</script>"
LONG = ("Hợp tác xã " + "Rất Dài " * 24)[:196] + "Cuối"
NFD = unicodedata.normalize("NFD", "Chè Tân Cương")


def encode(catalog, *pages) -> EncodedIndex:
    return encode_index(collect(catalog, *pages), SiteFacts(SCRIPT, "https://a.vn/", BUILD_DATE, {"questions": [SCRIPT]}))


def decode(encoded: EncodedIndex):
    manifest = decode_manifest(encoded.manifest_text.encode("utf-8"))
    return decode_index(manifest, encoded.payloads)


@pytest.mark.parametrize("name", [SCRIPT, LONG, NFD, "★ ** 5* ١٢٣ 🍵", "a\u200bb\u00ad", '"\\/\t', "…", "1" * 200, "Ａ１", "\u0301\u0301"])
def test_any_name_comes_back_as_it_is(name):
    """In rows and words, through every file; the manifest can stand in a page."""
    product = make_product(name=name)
    catalog = make_catalog(
        {"thai-nguyen/aa": make_cooperative(name=f"Hợp tác xã {name}"[:200], aliases=[name], products=[product])},
        {"2026/bai": (make_post(title=name, lead=name, tags=[name]), name)},
    )
    index = collect(catalog, ProseText("trang/", name, name, name))
    encoded = encode(catalog, ProseText("trang/", name, name, name))
    assert decode(encoded) == index
    assert len(titles(index)) == 4
    assert "<" not in encoded.manifest_text
    assert json.loads(dict(encoded.files())[MANIFEST_PATH])["site"]["name"] == SCRIPT


def test_decomposed_text_is_found_like_any_other():
    """Records are composed when they are read; the words of pages are composed here."""
    index = collect(make_catalog(), ProseText("trang/", NFD, text=NFD))
    assert find(index, "chè")
    assert find(index, "cương", index.texts)


def test_an_empty_site_has_an_index():
    """No row, no province, no word: still files that can be read."""
    encoded = encode(make_catalog())
    assert encoded.manifest["rows"] == 0
    assert encoded.manifest["provinces"] == []
    assert decode(encoded).rows == []


def test_a_bare_record_is_found_by_its_name():
    """Every optional field left out."""
    index = collect(make_catalog({"thai-nguyen/aa": make_cooperative(name="Tổ hợp tác Mẫu", kind="to-hop-tac", tax_code=None)}))
    assert find(index, "mẫu")
