"""One JavaScript module: what it imports, exports and declares, and its code as it may stand beside that of others.

Only the forms of `import` and `export` that can be joined are accepted: named imports from a neighbour, exported declarations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.render.template_faults import TemplateFault

COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`/\\])//[^\n]*", re.DOTALL)
STATEMENT = re.compile(r"^(?P<word>import|export)\b(?!\().*$", re.MULTILINE)
IMPORT = re.compile(r'import \{ (?P<names>\w+(?:, \w+)*) \} from "\./(?P<module>[\w-]+\.js)";\s*')
EXPORT = re.compile(r"export (?:async function|function|const|class) (?P<name>[\w$]+)")
IMPORT_LINE = re.compile(r"^import \{.*$", re.MULTILINE)
STRAY_IMPORT = re.compile(r"\bimport\b")
DECLARATION = re.compile(r"^(?:export )?(?:(?:async )?function\*?|const|let|var|class) *(?P<name>[\w$]+|[\[{])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Script:
    """A module that may be joined with others."""

    imports: Mapping[str, frozenset[str]]  # module → names
    exported: frozenset[str]
    declared: tuple[str, ...]  # names on top of the module
    body: str  # code without imports and the word `export`, its lines where they were


def read_script(file: str, text: str) -> Script:
    """Raises TemplateFault for a form that cannot be joined, with its line."""
    outline = COMMENT.sub(blank, text)
    imports: dict[str, frozenset[str]] = {}
    exported = set()
    for statement in STATEMENT.finditer(outline):
        known = IMPORT.fullmatch(statement[0]) if statement["word"] == "import" else EXPORT.match(statement[0])
        if not known:
            raise TemplateFault(file, line_of(outline, statement.start()), f"không hỗ trợ cách viết «{statement[0].strip()}»")
        if statement["word"] == "import":
            imports[known["module"]] = imports.get(known["module"], frozenset()) | frozenset(known["names"].split(", "))
        else:
            exported.add(known["name"])
    stray = STRAY_IMPORT.search(IMPORT_LINE.sub(blank, outline))
    if stray:
        raise TemplateFault(file, line_of(outline, stray.start()), "không hỗ trợ cách dùng import này")
    return Script(
        imports=imports,
        exported=frozenset(exported),
        declared=tuple(list_declared(file, outline)),
        body=re.sub(r"^export ", "", IMPORT_LINE.sub("", text), flags=re.MULTILINE),
    )


def blank(found: re.Match[str]) -> str:
    """Nothing, on as many lines."""
    return "\n" * found[0].count("\n") or " "


def list_declared(file: str, outline: str) -> Iterator[str]:
    """Names declared at the beginning of a line, which is where the top of a module stands."""
    for found in DECLARATION.finditer(outline):
        if found["name"] in "[{":
            raise TemplateFault(file, line_of(outline, found.start()), "không hỗ trợ khai báo tách [ ] hoặc { } ở ngoài hàm")
        yield found["name"]


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
