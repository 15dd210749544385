"""Edits of the files beside cooperatives and posts: photos and attachments, with the lines of the records that name them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from tests.editing.project import Project, pick

PHOTOS, ATTACHMENTS = ("photos", "gallery"), ("attachments",)  # the lists that name files; a post's photos are its gallery


def list_owners(project: Project) -> dict[str, dict[str, Any]]:
    """The fields of every cooperative and post by the folder of its files."""
    cooperatives = {f"data/cooperatives/{province}/{slug}/": fields for (province, slug), fields in project.cooperatives.items()}
    return cooperatives | {f"docs/tin-tuc/{year}/{slug}/": fields for (year, slug), fields in project.posts.items()}


def move_files(project: Project, old: str, new: str) -> None:
    """The files of a folder, with their record."""
    project.beside = {new + path.removeprefix(old) if path.startswith(old) else path: content for path, content in project.beside.items()}


def delete_files(project: Project, folder: str) -> None:
    project.beside = {path: content for path, content in project.beside.items() if not path.startswith(folder)}


def make_photo(project: Project) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (project.count() * 37 % 256, project.number * 91 % 256, 120)).save(content, "JPEG")
    return content.getvalue() + project.number.to_bytes(4, "big")


def make_document(project: Project) -> bytes:
    return b"%%PDF-1.4\n%% %06d\n%%%%EOF\n" % project.count()


def add_photo(project: Project) -> None:
    add_photo_to(project, pick(project, list_owners(project)))


def add_post_photo(project: Project) -> None:
    """A post has one more, if there is a post."""
    add_photo_to(
        project, pick(project, {folder: 0 for folder in list_owners(project) if folder.startswith("docs/")} or list_owners(project))
    )


def add_photo_to(project: Project, folder: str) -> None:
    name, key = f"anh-{project.count()}.jpg", PHOTOS[folder.startswith("docs/")]
    project.beside[folder + name] = make_photo(project)
    list_owners(project)[folder].setdefault(key, []).append({"file": name, "alt": f"Tranh {project.say()}", "people": "false"})


def add_attachment(project: Project) -> None:
    folder, name = pick(project, list_owners(project)), f"tep-{project.count()}.pdf"
    project.beside[folder + name] = make_document(project)
    list_owners(project)[folder].setdefault("attachments", []).append({"file": name, "title": f"Tài liệu {project.say()}"})


def change_file(project: Project) -> None:
    """Another photo or document of the same name."""
    if not project.beside:
        return add_photo(project)
    path = pick(project, project.beside)
    project.beside[path] = make_photo(project) if path.endswith(".jpg") else make_document(project)


def rename_file(project: Project) -> None:
    if not project.beside:
        return add_photo(project)
    path = pick(project, project.beside)
    folder, _, name = path.rpartition("/")
    other = f"doi-{project.count()}-{name}"
    find_item(project, path)["file"] = other
    project.beside[f"{folder}/{other}"] = project.beside.pop(path)


def change_caption(project: Project) -> None:
    """The words about a file are others, the file is the same."""
    if not project.beside:
        return add_attachment(project)
    path = pick(project, project.beside)
    find_item(project, path)["alt" if path.endswith(".jpg") else "title"] = f"Lời {project.say()}"


def delete_file(project: Project) -> None:
    if not project.beside:
        return add_attachment(project)
    path = pick(project, project.beside)
    item = find_item(project, path)
    del project.beside[path]
    for fields in list_owners(project).values():
        for key in (*PHOTOS, *ATTACHMENTS):
            if key in fields:
                fields[key] = [other for other in fields[key] if other is not item]


def find_item(project: Project, path: str) -> dict[str, Any]:
    """The lines that name a file."""
    folder, _, name = path.rpartition("/")
    fields = list_owners(project)[f"{folder}/"]
    return next(item for key in (*PHOTOS, *ATTACHMENTS) for item in fields.get(key, ()) if item["file"] == name)
