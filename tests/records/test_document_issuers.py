"""The committed list of issuers: what the sign at the end of a document's number tells."""

from __future__ import annotations

import re

from tests.records.test_vocabulary_data import read


def test_a_sign_in_a_number_tells_one_issuer():
    """Each sign stands once; none ends in a digit, which would be the number of a legislature."""
    signs = [sign for entry in read("document_issuers").values() for sign in entry["signs"]]
    assert len({sign.casefold() for sign in signs}) == len(signs) > 20
    assert not [sign for sign in signs if sign[-1].isdigit() or re.search(r"[\s/-]", sign)]
