"""`python -m benchmarks.draw_pictures`: draws every picture that sample records name and that is not there yet.

The scene is chosen by how the file's name begins (`doi-che-…` a tea hill, `mat-…` a jar), so records say what they show.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.pictures import crafts, goods, landscapes, places
from benchmarks.pictures.canvas import Canvas

PROJECT = Path(__file__).resolve().parent.parent
FOLDERS = ("data/cooperatives", "docs/tin-tuc", "tests/demo/data/cooperatives", "tests/demo/docs/tin-tuc")
NAMED_PICTURE = re.compile(r"[ (\"]([a-z0-9][a-z0-9-]*\.jpg)")
SCENES: dict[str, Callable[[Canvas], None]] = {
    "bao": goods.draw_rice_sack,
    "bien": landscapes.draw_sea,
    "bien-ruong-muoi": landscapes.draw_salt,
    "bien-san-phoi": landscapes.draw_jars_by_sea,
    "ca": goods.draw_big_fish,
    "cay": places.draw_potted_tree,
    "cay-thot-not": places.draw_palms,
    "chai": goods.draw_bottle,
    "chan-dung": places.draw_portrait,
    "det": crafts.draw_cloth,
    "det-khung": places.draw_loom,
    "doi": landscapes.draw_wooded_hill,
    "doi-che": landscapes.draw_tea_hill,
    "doi-de": landscapes.draw_goat_hill,
    "doi-vuon": landscapes.draw_terraces,
    "gian-hang": places.draw_stall,
    "gio": crafts.draw_baskets,
    "goi": goods.draw_noodle_pack,
    "gom": crafts.draw_pottery,
    "hop": goods.draw_gift_box,
    "lan": crafts.draw_orchid,
    "long-be": landscapes.draw_cages,
    "mat": goods.draw_jar,
    "nguoi-hai-che": landscapes.draw_tea_pickers,
    "nguoi-leo": places.draw_palms,
    "nha-san": places.draw_stilt_house,
    "phong-hop": places.draw_meeting_room,
    "qua": crafts.draw_fruit,
    "rau": landscapes.draw_vegetable_rows,
    "rau-ngon": goods.draw_bundle,
    "rung-tram": landscapes.draw_flooded_forest,
    "ruong": landscapes.draw_rice,
    "sen": landscapes.draw_lotus,
    "thit": crafts.draw_sausages,
    "tru-so": places.draw_building,
    "tui": goods.draw_pouch,
    "vuon": landscapes.draw_orchard,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", action="store_true", help="draw pictures that are there already once more")
    parser.add_argument("folders", nargs="*", default=FOLDERS, help="where to look for records, from the project's folder")
    arguments = parser.parse_args()
    drawn = size = 0
    for path in sorted({picture for folder in arguments.folders for picture in find_pictures(PROJECT / folder)}):
        if not path.exists() or arguments.again:
            write_picture(path)
            drawn += 1
        size += path.stat().st_size
    print(f"{drawn} pictures drawn; all together {size / 1024:.0f} KiB")
    return 0


def find_pictures(folder: Path) -> Iterator[Path]:
    """The pictures that records below `folder` name; they lie in a folder with the record's own name."""
    for record in sorted([*folder.rglob("*.yml"), *folder.rglob("*.md")]):
        for match in NAMED_PICTURE.finditer(record.read_text(encoding="utf-8")):
            yield record.with_suffix("") / match[1]


def choose_scene(name: str) -> Callable[[Canvas], None]:
    """The scene whose word is the longest beginning of the name."""
    words = [word for word in SCENES if name == word or name.startswith(word + "-")]
    if not words:
        raise SystemExit(f"no scene for a picture named {name!r}: begin the name with one of {', '.join(SCENES)}")
    return SCENES[max(words, key=len)]


def write_picture(path: Path) -> None:
    canvas = Canvas(path.stem)
    choose_scene(path.stem)(canvas)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(canvas.encode())


if __name__ == "__main__":
    sys.exit(main())
