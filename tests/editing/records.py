"""Edits of cooperatives and their products."""

from __future__ import annotations

from typing import Any

from tests.builders import COOPERATIVE, PRODUCT, RECOGNITION
from tests.editing.beside import delete_files, move_files
from tests.editing.project import Project, pick

COMMUNES = {"thai-nguyen": ("05443", "05503", "05518"), "phu-tho": ("04792",)}
CERTIFIED_UNTIL = ("2026-11-22", "2026-12-31", "2028-09-30")
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
    move_files(project, f"data/cooperatives/{province}/{slug}/", f"data/cooperatives/{province}/{other}/")


def delete_cooperative(project: Project) -> None:
    if len(project.cooperatives) < 2:
        return add_cooperative(project)
    province, slug = pick(project, project.cooperatives)
    del project.cooperatives[province, slug]
    delete_files(project, f"data/cooperatives/{province}/{slug}/")


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


def certify_product(project: Project) -> None:
    """A product gets a certificate that ends on one of the days that pass, or another end of it."""
    product = find_product(project)
    ends = [day for day in CERTIFIED_UNTIL if day != product.get("certificates", [{}])[0].get("valid_until")]
    product["certificates"] = [{"type": "vietgap", "issued_on": "2026-01-05", "valid_until": project.chance.choice(ends)}]


def hide_cooperative(project: Project) -> None:
    """Taken from the site for a while, and put back by the next call."""
    hidden = next((fields for fields in project.cooperatives.values() if "hidden" in fields), None)
    if hidden:
        del hidden["hidden"]
    else:
        project.cooperatives[pick(project, project.cooperatives)]["hidden"] = "Đơn vị xin tạm không đăng."


def give_consent(project: Project) -> None:
    """A director's telephone, shown until the consent ends."""
    fields = project.cooperatives[pick(project, project.cooperatives)]
    fields["representative"] = {"name": "Nông Thị Ví Dụ", "title": "Giám đốc"}
    fields["contacts"] = [{"type": "phone", "value": f"0208 0000 {100 + project.count() % 900}", "personal": "true"}]
    fields["consent"] = {
        "scope": ["contacts"], "given_on": "2026-01-05", "evidence": f"Phiếu {project.count()}",
        "until": project.chance.choice(CERTIFIED_UNTIL),
    }  # fmt: skip


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
