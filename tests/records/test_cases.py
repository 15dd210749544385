"""Every file of tests/cases/ is decoded and its report compared with the text beside it; `--golden` rewrites those texts.

A case holds one mistake and is named FIELD__REASON. A remark `# tệp: …` on its first lines tells which file it plays.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import Report, format_text, load_messages
from generator.records import yaml_nodes
from tests.builders import COOPERATIVE_FILE, POST_FILE, STATISTICS_FILE, decode_text

CASES = Path(__file__).resolve().parents[1] / "cases"
GROUPS = ("valid", "warning", "invalid")
EXPECTED_ENDING = ".expected.txt"
INPUTS = sorted(path for group in GROUPS for path in (CASES / group).iterdir() if path.suffix in (".yml", ".md"))
ROLE = re.compile(rb"^# t\xe1\xbb\x87p: (\S.*)$", re.MULTILINE)
SEVERITY_BY_GROUP = {"warning": {"warning"}, "invalid": {"error"}, "valid": set()}
# Tested where they arise: they need a large file, a disk that refuses, or broken vocabularies.
CODES_TESTED_ELSEWHERE = {
    "file-too-large", "unreadable-file", "body-too-long", "missing-vocabulary", "missing-list", "unknown-vocabulary", "bad-abbreviation", "lonely-synonym", "typo-without-change",
}  # fmt: skip
RECORD_CODES = set(
    re.findall(r"^  ([a-z0-9-]+):$", (CASES.parents[1] / "generator/messages/vi-records.yml").read_text(encoding="utf-8"), re.M)
)


def case_file(path: Path, content: bytes) -> str:
    """The path of the file that a case plays."""
    role = ROLE.search(content[:200])
    if role:
        return role[1].decode("utf-8")
    if path.suffix == ".md":
        return POST_FILE
    return STATISTICS_FILE if content.startswith(b"rows:") else COOPERATIVE_FILE


def run_case(path: Path) -> Report:
    content = path.read_bytes()
    return Report(list(decode_text(content, case_file(path, content)).diagnostics))


def expected_path(path: Path) -> Path:
    return path.with_name(path.name + EXPECTED_ENDING)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case_prints_what_stands_beside_it(path: Path, request: pytest.FixtureRequest) -> None:
    """Staff see exactly this text, in Vietnamese, for this file."""
    printed = format_text(run_case(path)) + "\n"
    if request.config.getoption("--golden"):
        expected_path(path).write_text(printed, encoding="utf-8", newline="\n")
    assert printed == expected_path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case_holds_one_mistake_of_its_folder(path: Path) -> None:
    """A valid case has no diagnostic, the others exactly one, of their folder's severity; and it speaks English too."""
    report = run_case(path)
    assert {diagnostic.severity for diagnostic in report} == SEVERITY_BY_GROUP[path.parent.name]
    assert len(report.sorted()) <= 1
    assert format_text(report, "en")
    assert re.fullmatch(r"[a-z0-9_]+__[a-z0-9_]+", path.stem)


def test_each_expectation_has_its_case() -> None:
    """No expected text is left over from a case that was renamed or deleted."""
    expected = {path for group in GROUPS for path in (CASES / group).iterdir() if path.name.endswith(EXPECTED_ENDING)}
    assert expected == {expected_path(path) for path in INPUTS}


def test_each_code_of_this_room_has_a_case() -> None:
    """A sentence that no case prints is either dead or untested."""
    printed = {diagnostic.code for path in INPUTS for diagnostic in run_case(path)}
    assert printed == RECORD_CODES - CODES_TESTED_ELSEWHERE
    assert set(load_messages("vi")["codes"]) >= RECORD_CODES


def test_each_advice_of_this_room_has_a_case() -> None:
    """The same for the variants of advice."""
    given = {(diagnostic.code, diagnostic.fix or "default") for path in INPUTS for diagnostic in run_case(path)}
    codes = load_messages("vi")["codes"]
    written = {(code, fix) for code in RECORD_CODES - CODES_TESTED_ELSEWHERE for fix in codes[code]["fix"]}
    assert given == written - VARIANTS_WITHOUT_CASE


# A line too long to be shown with quotation marks put in gets the same advice in words.
VARIANTS_WITHOUT_CASE = {
    (code, "default")
    for code in ("colon-in-value", "missing-quote", "text-after-quote", "special-first-character", "block-text-mark", "tag")
}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case_is_the_same_without_libyaml(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser words its errors otherwise; the sentence for staff stays."""
    monkeypatch.setattr(yaml_nodes, "TextLoader", yaml_nodes.PlainTextLoader)
    assert format_text(run_case(path)) + "\n" == expected_path(path).read_text(encoding="utf-8")


def test_sentences_for_staff_hold_no_words_of_engineers() -> None:
    """Neither the notation nor the program is named to people who only fill in files."""
    codes = load_messages("vi")["codes"]
    sentences = [text for code in RECORD_CODES for text in (codes[code]["message"], *codes[code]["fix"].values())]
    words = re.compile(r"\b(yaml|python|pydantic|scalar|mapping|sequence|string|key|value|list|parse|exception|null|none)\b", re.IGNORECASE)
    assert not [text for text in sentences if words.search(re.sub(r"\{[a-z_]+\}|«[^»]*»", "", text))]
