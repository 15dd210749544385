"""Edits of cooperatives, their products and photos."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from tests.builders import COOPERATIVE, PRODUCT, RECOGNITION
from tests.editing.project import Project, pick

COMMUNES = {"thai-nguyen": ("05443", "05503", "05518"), "phu-tho": ("04792",)}
BREAKS = (
    ("checked_on", "30/02/2026"),
    ("kind", "hop-tac-xa-la"),
    ("address", {"commune": "99999"}),
    ("status", None),
)


def add_cooperative(project: Project) -> None:
    province = project.chance.choice(list(COMMUNES))
    number = project.count()
    project.cooperatives[province, f"don-vi-{number}"] = {
        "name": f"Hợp tác xã {project.say()}",
        "kind": "to-hop-tac",
        "tax_code": None,
        "address": {"commune": project.chance.choice(COMMUNES[province])},
        "products": [PRODUCT | {"slug": f"hang-{number}", "name": f"Hàng {project.say()}", "ocop": [RECOGNITION]}],
    }


def change_cooperative(project: Project) -> None:
    fields = project.cooperatives[pick(project, project.cooperatives)]
    fields[project.chance.choice(("name", "summary", "description"))] = f"Hợp tác xã {project.say()}"


def rename_cooperative(project: Project) -> None:
    province, slug = pick(project, project.cooperatives)
    other = f"{slug}-doi-{project.count()}"
    project.cooperatives[province, other] = project.cooperatives.pop((province, slug))
    move_photos(project, f"data/cooperatives/{province}/{slug}/", f"data/cooperatives/{province}/{other}/")


def move_photos(project: Project, old: str, new: str) -> None:
    project.photos = {new + path.removeprefix(old) if path.startswith(old) else path: content for path, content in project.photos.items()}


def delete_cooperative(project: Project) -> None:
    if len(project.cooperatives) < 2:
        return add_cooperative(project)
    province, slug = pick(project, project.cooperatives)
    del project.cooperatives[province, slug]
    delete_photos(project, f"data/cooperatives/{province}/{slug}/")


def delete_photos(project: Project, folder: str) -> None:
    project.photos = {path: content for path, content in project.photos.items() if not path.startswith(folder)}


def exchange_cooperatives(project: Project) -> None:
    """Two files change their contents, which are as long as before."""
    if len(project.cooperatives) < 2:
        return add_cooperative(project)
    one, other = project.chance.sample(sorted(key for key in project.cooperatives), 2)
    first, second = project.cooperatives[one], project.cooperatives[other]
    first["name"], second["name"] = f"{second['name']} {project.count()}", f"{first['name']} {project.count()}"


def add_product(project: Project) -> None:
    fields = project.cooperatives[pick(project, project.cooperatives)]
    number = project.count()
    fields["products"].append(PRODUCT | {"slug": f"hang-{number}", "name": f"Hàng {project.say()}"})


def change_product(project: Project) -> None:
    product = find_product(project)
    product["summary"] = project.say()


def find_product(project: Project) -> dict[str, Any]:
    makers = [key for key, fields in project.cooperatives.items() if fields["products"]]
    if not makers:
        add_product(project)
        makers = [key for key, fields in project.cooperatives.items() if fields["products"]]
    return project.chance.choice(project.cooperatives[project.chance.choice(sorted(makers))]["products"])


def rename_product(project: Project) -> None:
    find_product(project)["slug"] = f"hang-doi-{project.count()}"


def delete_product(project: Project) -> None:
    product = find_product(project)
    for fields in project.cooperatives.values():
        fields["products"] = [other for other in fields["products"] if other is not product]


def withdraw_recognition(project: Project) -> None:
    """Stars are given, or taken if they were there."""
    product = find_product(project)
    if not product.pop("ocop", None):
        product["ocop"] = [RECOGNITION | {"stars": str(project.chance.choice((3, 4)))}]


def make_photo(project: Project) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (project.count() * 37 % 256, project.number * 91 % 256, 120)).save(content, "JPEG")
    return content.getvalue() + project.number.to_bytes(4, "big")


def add_photo(project: Project) -> None:
    (province, slug), name = pick(project, project.cooperatives), f"anh-{project.count()}.jpg"
    project.photos[f"data/cooperatives/{province}/{slug}/{name}"] = make_photo(project)
    photo = {"file": name, "alt": f"Tranh {project.say()}", "people": "false"}
    project.cooperatives[province, slug].setdefault("photos", []).append(photo)


def change_photo(project: Project) -> None:
    if not project.photos:
        return add_photo(project)
    project.photos[pick(project, project.photos)] = make_photo(project)


def delete_photo(project: Project) -> None:
    if not project.photos:
        return add_photo(project)
    path = pick(project, project.photos)
    del project.photos[path]
    province, slug, name = path.split("/")[2:]
    fields = project.cooperatives[province, slug]
    fields["photos"] = [photo for photo in fields["photos"] if photo["file"] != name]


def break_record(project: Project) -> None:
    """A mistake of one record, which the next call mends."""
    if project.broken:
        fields, key, sound = project.broken
        fields[key], project.broken = sound, None
        return
    fields = project.cooperatives[pick(project, project.cooperatives)]
    key, wrong = project.chance.choice(BREAKS)
    project.broken = fields, key, fields.get(key, COOPERATIVE[key])
    fields[key] = wrong
