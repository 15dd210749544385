"""Edits of posts."""

from __future__ import annotations

from tests.editing.beside import delete_files, move_files
from tests.editing.project import Project, pick


def add_post(project: Project) -> None:
    number = project.count()
    province, slug = pick(project, project.cooperatives)
    link = f"\nXem [đơn vị](htx:{province}/{slug}).\n" if project.chance.random() < 0.3 else ""
    project.posts["2026", f"bai-{number}"] = {
        "title": f"Bài {project.say()}",
        "published_at": project.chance.choice(("2026-09-15 12:37", "2026-11-22 07:00", "2026-12-24 07:00")),
        "topic": project.chance.choice((None, "Hội chợ mùa thu")),
        "body": f"\n{project.say()}\n{link}",
    }


def change_post(project: Project) -> None:
    fields = project.posts[pick(project, project.posts)] if project.posts else None
    if fields is None:
        return add_post(project)
    fields[project.chance.choice(("title", "lead"))] = f"Bài {project.say()}."
    fields["body"] = f"\n{project.say()}\n"


def rename_post(project: Project) -> None:
    if not project.posts:
        return add_post(project)
    year, slug = pick(project, project.posts)
    other = f"{slug}-doi-{project.count()}"
    project.posts[year, other] = project.posts.pop((year, slug))
    move_files(project, f"docs/tin-tuc/{year}/{slug}/", f"docs/tin-tuc/{year}/{other}/")


def delete_post(project: Project) -> None:
    if not project.posts:
        return add_post(project)
    year, slug = pick(project, project.posts)
    del project.posts[year, slug]
    delete_files(project, f"docs/tin-tuc/{year}/{slug}/")


def withdraw_post(project: Project) -> None:
    """A post becomes a draft, or a draft is published."""
    if not project.posts:
        return add_post(project)
    fields = project.posts[pick(project, project.posts)]
    if not fields.pop("draft", None):
        fields["draft"] = "true"


def let_post_expire(project: Project) -> None:
    if not project.posts:
        return add_post(project)
    fields = project.posts[pick(project, project.posts)]
    fields["expires_on"] = "2026-12-31" if fields.get("expires_on") != "2026-12-31" else "2027-01-31"
