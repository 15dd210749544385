"""Edits of what stands around records: figures, pages written by hand, vocabularies, templates, settings, the day of the build."""

from __future__ import annotations

from tests.builders import STATISTICS_ROW
from tests.editing.project import DAYS, PAGES, Project, pick
from tests.small_project import PROJECT

# Files of vocabularies, templates and assets with what an edit puts in the place of what.
VOCABULARY_EDITS = (
    ("data/vocabularies/sectors.yml", "label: Trồng trọt\n", "label: Trồng trọt {}\n"),
    ("data/vocabularies/kinds.yml", "label: Tổ hợp tác\n", "label: Tổ hợp tác {}\n"),
    ("data/vocabularies/post_categories.yml", "label: Tin hoạt động\n", "label: Tin hoạt động {}\n"),
    ("data/vocabularies/sectors.yml", "", "nghe-moi-{0}:\n  label: Nghề mới {0}\n  label_en: New craft\n  group: nong-nghiep\n"),
    ("data/vocabularies/post_categories.yml", "", "muc-moi-{0}:\n  label: Mục mới {0}\n  label_en: New\n"),
    ("data/vocabularies/search_words.yml", "- [chè, trà]\n", "- [chè, trà, xinh {}]\n"),
    ("data/vocabularies/communes/phu-tho.yml", "name: Phường Tân Hòa\n", "name: Phường Tân Hòa {}\n"),
)
TEMPLATE_EDITS = (
    ("theme_overrides/records/profile.html", "", "\n<p>Lời {}</p>\n"),
    ("theme_overrides/records/product.html", "", "\n<p>Lời {}</p>\n"),
    ("theme_overrides/records/post.html", "", "\n<p>Lời {}</p>\n"),
    ("theme_overrides/records/redirect.html", "", "\n<!-- {} -->\n"),
    ("theme_overrides/assets/htx/css/tokens.css", "", "\n.so-{} {{ color: inherit; }}\n"),
    ("theme_overrides/assets/htx/frame.js", "", '\nwindow.htxEdit = "{}";\n'),
    ("theme_overrides/main.html", "", "\n{{# {} #}}\n"),
)


def add_statistics(project: Project) -> None:
    number = project.count()
    project.statistics[f"so-lieu-{number}"] = [
        STATISTICS_ROW | {"value": str(400 + number), "period": {"type": "nam", "to": str(1990 + number % 30)}}
    ]


def change_statistics(project: Project) -> None:
    if not project.statistics:
        return add_statistics(project)
    project.statistics[pick(project, project.statistics)][0]["value"] = str(1000 + project.count())


def delete_statistics(project: Project) -> None:
    if not project.statistics:
        return add_statistics(project)
    del project.statistics[pick(project, project.statistics)]


def add_page(project: Project) -> None:
    number = project.count()
    project.pages[f"trang-{number}/index.md"] = f"# Trang {number}\n\n{project.say()}\n"


def change_page(project: Project) -> None:
    project.pages[pick(project, project.pages)] += f"\n{project.say()}\n"


def delete_page(project: Project) -> None:
    added = {path: text for path, text in project.pages.items() if path not in PAGES}
    if not added:
        return add_page(project)
    del project.pages[pick(project, added)]


def change_vocabulary(project: Project) -> None:
    """Another label or synonym, or one entry more, which the next change of that list takes out again."""
    change_text(project, VOCABULARY_EDITS)


def change_template(project: Project) -> None:
    change_text(project, TEMPLATE_EDITS)


def change_text(project: Project, edits: tuple[tuple[str, str, str], ...]) -> None:
    path, old, new = project.chance.choice(edits)
    text = (PROJECT / path).read_text(encoding="utf-8")
    words = new.format(project.count())
    assert old in text, path
    project.others[path] = text.replace(old, words, 1) if old else text + words


def change_settings(project: Project) -> None:
    key, value = project.chance.choice((("site_name", f"Liên minh {project.count()}"), ("site_description", project.say())))
    project.config[key] = value


def move_site(project: Project) -> None:
    """To another address, with links that name their files or do not."""
    project.config["site_url"] = f"https://thu-{project.count()}.example.vn/"
    project.config["use_directory_urls"] = not project.config.get("use_directory_urls", True)


def let_days_pass(project: Project) -> None:
    """On to a day behind the end of a recognition, a certificate, a consent or a post, or to the beginning of one; or back."""
    project.build_date = project.chance.choice([day for day in DAYS if day != project.build_date])


def let_a_day_pass(project: Project) -> None:
    """From one of these days to the next, as the clock goes."""
    project.build_date = DAYS[(DAYS.index(project.build_date) + 1) % len(DAYS)]


def tell_day_otherwise(project: Project) -> None:
    """By a variable of the environment in place of a setting, or the other way round."""
    project.by_environment = not project.by_environment
