"""The browser's half of the search: plain modules joined into one file, its loader and its style sheet, each named by its content.

The modules under `theme_overrides/assets/htx/search/` stay readable and are tested as they are; visitors get them joined and minified.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import minify

from generator.assets.named import name_file
from generator.assets.scripts import Script, read_script
from generator.assets.sources import load_source, minify_script
from generator.render.template_faults import TemplateFault

FOLDER = "assets/htx/search/"  # of the sources, below the theme's folder; not published
ENTRY, NAME = "main.js", "tim-kiem.js"
LOADER = "box.js"  # no module: every page has it, and it fetches the rest when it is wanted
STYLE = "search.css"  # of the search page


@dataclass(frozen=True, slots=True)
class Client:
    """The files that visitors load, by their path in the site: `loader` on every page, `url` when somebody searches, `style` on the search page; empty where there is none."""

    url: str = ""
    loader: str = ""
    style: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


NO_CLIENT = Client()


def load_client(theme_dir: Path) -> Client:
    """Join the modules of a theme, if it has any. Raises TemplateFault where one breaks the rules of joining."""
    folder = theme_dir / FOLDER
    sources = {path.name: load_source(theme_dir, FOLDER + path.name) for path in (*sorted(folder.glob("*.js")), *folder.glob(STYLE))}
    return build_client(sources) if ENTRY in sources else NO_CLIENT


def build_client(sources: Mapping[str, str]) -> Client:
    """The files made of these scripts by name: what `main.js` needs as one, the loader and the style sheet as they are; all minified."""
    scripts = {name: read_script(FOLDER + name, text) for name, text in sources.items() if name not in (LOADER, STYLE)}
    joined = list(order_scripts(scripts, ENTRY))
    check_names(scripts, joined)
    bodies = {name: scripts[name].body for name in joined}
    contents = {
        ENTRY: minify_code(bodies, "(()=>{" + "\n".join(bodies.values()) + "\n})();"),  # in a function names may become short ones
        LOADER: minify_code({LOADER: sources[LOADER]}, sources[LOADER]) if LOADER in sources else b"",
        STYLE: minify.string("text/css", sources.get(STYLE, "")).encode("utf-8"),
    }
    urls = {name: name_file(NAME if name == ENTRY else name, content) if content else "" for name, content in contents.items()}
    files = {urls[name]: content for name, content in contents.items() if content}
    return Client(urls[ENTRY], urls[LOADER], urls[STYLE], files)


def minify_code(bodies: Mapping[str, str], code: str) -> bytes:
    """Code made of these bodies, minified. Raises TemplateFault for what is no JavaScript."""
    try:
        return minify_script(FOLDER, code)
    except TemplateFault:
        for name, body in bodies.items():
            minify_script(FOLDER + name, body)  # the one that is to blame is named
        raise


def order_scripts(scripts: Mapping[str, Script], name: str, above: tuple[str, ...] = (), seen: set[str] | None = None) -> Iterator[str]:
    """Names so that each module comes after those it imports."""
    seen = set() if seen is None else seen
    if name in above:
        raise TemplateFault(FOLDER + name, 0, f"các mô-đun gọi nhau thành vòng: {' → '.join((*above, name))}")
    if name not in scripts:
        raise TemplateFault(FOLDER + (above[-1] if above else name), 0, f"không tìm thấy mô-đun «{name}»")
    if name in seen:
        return
    for imported in scripts[name].imports:
        yield from order_scripts(scripts, imported, (*above, name), seen)
    seen.add(name)
    yield name


def check_names(scripts: Mapping[str, Script], joined: list[str]) -> None:
    """One file is one scope: a name is declared once, and what is imported is there."""
    owner: dict[str, str] = {}
    for module in joined:
        script = scripts[module]
        for name in script.declared:
            if name in owner:
                raise TemplateFault(FOLDER + module, 0, f"tên «{name}» đã có trong mô-đun {owner[name]}; hãy đặt tên khác")
            owner[name] = module
        for imported, names in script.imports.items():
            missing = sorted(names - scripts[imported].exported)
            if missing:
                raise TemplateFault(FOLDER + module, 0, f"mô-đun {imported} không xuất tên «{missing[0]}»")
