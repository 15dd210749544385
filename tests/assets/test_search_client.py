"""The browser's half of the search as visitors get it: joined, shrunk, named by its content, and small."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from generator.assets.scripts import read_script
from generator.assets.search_client import ENTRY, FOLDER, LOADER, STYLE, Client, build_client, load_client
from generator.render.template_faults import TemplateFault
from tests.builders import PROJECT

THEME = PROJECT / "theme_overrides"
MODULES = sorted(path for path in (THEME / FOLDER).glob("*.js") if path.name != LOADER)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
SIZE_LIMIT = 15_000


def join(**modules: str) -> Client:
    """A client of modules by name without ending; `main` is the entry."""
    return build_client({f"{name}.js": text for name, text in modules.items()})


def joined_text(**modules: str) -> str:
    client = join(**modules)
    return client.files[client.url].decode("utf-8")


def test_modules_become_one_file_that_names_its_content() -> None:
    """Those that are imported come first; the name changes with the content and with nothing else."""
    modules = {"main": 'import { two } from "./b.js";\nshow(two);\n', "b": "export const two = 2;\n"}
    client = join(**modules)
    assert re.fullmatch(r"assets/htx/tim-kiem\.[a-z2-7]{8}\.js", client.url)
    text = client.files[client.url].decode("utf-8")
    assert re.fullmatch(r"\(\(\)=>\{const (\w+)=2;show\(\1\)\}\)\(\);?", text)
    assert join(**modules) == client
    assert join(**modules | {"b": "// why\nexport const two = 2;\n"}).url == client.url
    assert join(**modules | {"b": "export const two = 3;\n"}).url != client.url


def test_style_sheet_is_named_by_its_content() -> None:
    """A page never meets the style sheet of another version: what stands on the page in which case is said there."""
    style = "/* why */\n[data-when] {\n  display: none;\n}\n"
    client = build_client({"main.js": "", "search.css": style})
    assert re.fullmatch(r"assets/htx/search\.[a-z2-7]{8}\.css", client.style)
    assert client.files[client.style] == b"[data-when]{display:none}"
    assert build_client({"main.js": "", "search.css": style.replace("none", "block")}).style != client.style


def test_loader_is_a_file_of_its_own() -> None:
    """It is minified and named as the rest, and joined with nothing."""
    client = join(main="show(1);\n", box="// why\n(function (form) {\n  import(new URL(form.dataset.client));\n})(document.forms[0]);\n")
    assert re.fullmatch(r"assets/htx/box\.[a-z2-7]{8}\.js", client.loader)
    assert list(client.files) == [client.url, client.loader]
    assert "why" not in (loader := client.files[client.loader].decode("utf-8"))
    assert "import(new URL(" in loader
    assert "URL" not in client.files[client.url].decode("utf-8")
    with pytest.raises(TemplateFault, match=re.escape("box.js, dòng 2: không đọc được")):
        join(main="", box="const a = 1;\n}\n")


@pytest.mark.parametrize(
    ("modules", "sentence"),
    [
        ({"main": 'import { a } from "./b.js";\nconst x = 1;\n', "b": "export const a = 1;\nconst x = 2;\n"}, "main.js: tên «x» đã có trong mô-đun b.js"),
        ({"main": 'import a from "./b.js";\n', "b": ""}, "main.js, dòng 1: không hỗ trợ cách viết"),
        ({"main": 'import * as a from "./b.js";\n', "b": ""}, "không hỗ trợ cách viết"),
        ({"main": "\nexport default 1;\n"}, "main.js, dòng 2: không hỗ trợ cách viết"),
        ({"main": "export { a };\n"}, "không hỗ trợ cách viết"),
        ({"main": 'import { a } from "https://example.vn/a.js";\n'}, "không hỗ trợ cách viết"),
        ({"main": "\nconst a = () => import(name);\n"}, "main.js, dòng 2: không hỗ trợ cách dùng import"),
        ({"main": "const { a } = window;\n"}, "không hỗ trợ khai báo tách"),
        ({"main": 'import { a } from "./b.js";\n', "b": "export const b = 1;\n"}, "mô-đun b.js không xuất tên «a»"),
        ({"main": 'import { a } from "./b.js";\n'}, "không tìm thấy mô-đun «b.js»"),
        ({"main": 'import { a } from "./b.js";\n', "b": 'import { c } from "./main.js";\nexport const a = 1;\n'}, "thành vòng: main.js → b.js → main.js"),
        ({"main": 'import("./b.js");\n', "b": ""}, "main.js, dòng 1: không hỗ trợ cách dùng import"),
        ({"main": "const a = 'x;\n"}, "main.js, dòng 1: không đọc được"),
    ],
)  # fmt: skip
def test_form_that_cannot_be_joined_is_named(modules: dict[str, str], sentence: str) -> None:
    """Two modules with one name, an import or export of another form, a missing name or file, a circle: a sentence with the file."""
    with pytest.raises(TemplateFault, match=re.escape(sentence)):
        join(**modules)


def test_theme_without_modules_has_no_client(tmp_path: Path) -> None:
    """A theme of one's own may do without."""
    assert load_client(tmp_path) == Client()


def test_every_module_of_the_theme_is_published() -> None:
    """Nothing lies in the folder that no visitor gets."""
    scripts = {path.name: read_script(path.name, path.read_text(encoding="utf-8")) for path in MODULES}
    used, waiting = set(), [ENTRY]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += scripts[name].imports
    assert used == set(scripts)
    assert [url.split(".")[0] for url in load_client(THEME).files] == ["assets/htx/tim-kiem", "assets/htx/box", "assets/htx/search"]


def test_client_is_small() -> None:
    """All that the search may load, the box's loader among it, as a server sends it."""
    client = load_client(THEME)
    assert sum(len(gzip.compress(client.files[url], 9)) for url in client.files if url.endswith(".js")) <= SIZE_LIMIT
    assert len(gzip.compress(client.files[client.loader], 9)) < 1000


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_keep_the_house_style(path: Path) -> None:
    """At most 300 lines a module and 40 a function, no eval, no markup from strings, a first comment that says what belongs in it."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert re.match(r"(//|/\*\*) ", text)
    assert not re.search(r"\beval\b|\bnew Function\b|innerHTML|insertAdjacentHTML|document\.write", text)
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"(  )?(?:export )?(?:async )?(?:function )?\w+\(.*\) \{$", line)]
    for start in starts:
        indent = len(lines[start]) - len(lines[start].lstrip())
        end = next(number for number in range(start, len(lines)) if lines[number].startswith(" " * indent + "}"))
        assert end - start < LONGEST_FUNCTION, f"{path.name}:{start + 1}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_pattern_is_bound_to_what_begins_with_a_bracket(path: Path) -> None:
    """tdewolff-minify 2.24.12 moves `const [a] = (b && c) || []` before the declaration of b that stands above it."""
    assert re.findall(r"(?:const|let) [\[{].*[\]}] = [({].*", path.read_text(encoding="utf-8")) == []


def test_names_of_the_page_are_those_of_the_script() -> None:
    """Every part that the script looks for stands in the page's template, and each button does what the script knows."""
    records = THEME / "records"
    page = (records / "search.html").read_text(encoding="utf-8") + (records / "_partials/facets.html").read_text(encoding="utf-8")
    view, script = ((THEME / FOLDER / name).read_text(encoding="utf-8") for name in ("view.js", "page.js"))
    parts = set(re.findall(r"\bpart\.([a-z]\w*)", view + script)) | {"side", "body"}
    assert [name for name in sorted(parts) if f'id="htx-{name}"' not in page] == []
    assert [name for name in re.findall(r'data-do="(\w+)"', page) if f"  {name}() {{" not in script] == []


def test_every_case_has_its_rule() -> None:
    """What the page shows only in some cases is hidden by the style sheet in all others; a case without a rule would show everything."""
    rules = (THEME / FOLDER / STYLE).read_text(encoding="utf-8")
    pages = [(THEME / "records" / name).read_text(encoding="utf-8") for name in ("search.html", "_partials/facets.html")]
    for kind, page in zip(("when", "why"), pages, strict=True):
        cases = {case for cases in re.findall(rf'data-{kind}="(.*?)"', page) for case in cases.split()}
        assert cases
        assert [case for case in sorted(cases) if f'[data-case="{case}"] [data-{kind}]:not([data-{kind}~="{case}"])' not in rules] == []
