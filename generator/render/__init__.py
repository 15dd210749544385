"""Model → bytes, one page at a time: pages, feeds, sitemaps, redirects, structured data.

Pure functions; no disk, no clock, no search over all records. Markup stands in `theme_overrides/records/`.
"""

from generator.render.environment import build_environment, load_templates
from generator.render.frame import ProsePage, RenderedFile, Renderer
from generator.render.links import find_unresolved, resolve_links, resolve_target
from generator.render.media import Media
from generator.render.plan import PageTask, plan_pages
from generator.render.renderer import render_page
from generator.render.shells import ShellBox, ShellSource, collect_shells

__all__ = [
    "Media",
    "PageTask",
    "ProsePage",
    "RenderedFile",
    "Renderer",
    "ShellBox",
    "ShellSource",
    "build_environment",
    "collect_shells",
    "find_unresolved",
    "load_templates",
    "plan_pages",
    "render_page",
    "resolve_links",
    "resolve_target",
]
