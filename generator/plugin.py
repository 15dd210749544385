"""MkDocs's events, one call each: load and check, shells, records beside hand-written pages, publish. No rule about cooperatives.

With `shell.py` the only module that knows MkDocs (or ProperDocs, which answers to the same names).
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mkdocs
from click import ClickException
from markupsafe import escape
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from generator import shell
from generator.assets import NO_ASSETS, Assets, load_assets
from generator.build import LoadedSite, load_renderer, load_site, write_site
from generator.console import Built, LogCounter, Steps, configure_streams, show_log, write_report
from generator.edits import rebuild_preview
from generator.inputs import Inputs, load_inputs, write_inputs
from generator.output import Staging, forget_site, open_staging, repair_site
from generator.preview import STOPPERS, MistakesApp, describe_failure, render_failure, render_mistakes, watch_folders, write_mistakes
from generator.render import Renderer
from generator.render.links import resolve_links
from generator.render.short_tags import mark_short_tags
from generator.render.template_faults import check_environment
from generator.search.prose import HEADING, ProseText
from generator.settings import CONFIG_FILE, DEFAULT_DATA_DIR, Settings, load_settings

NAME = "htx"
REFUSED = "Chưa dựng trang vì dữ liệu còn lỗi. Trang đã đăng lần trước giữ nguyên."
REFUSED_STRICT = "Chưa đăng trang vì có cảnh báo và đang dùng --strict. Trang đã đăng lần trước giữ nguyên."
log = logging.getLogger("mkdocs.plugins.htx")


@dataclass(slots=True)
class Run:
    """What one build keeps between its events."""

    config: MkDocsConfig | None = None
    site_dir: Path = Path()
    site_name: str = ""
    settings: Settings | None = None
    inputs: Inputs | None = None  # of a preview, before anything was read
    loaded: LoadedSite | None = None
    staging: Staging | None = None
    shells: shell.Shells | None = None
    assets: Assets = NO_ASSETS
    home: File | None = None
    stubs: tuple[File, ...] = ()
    renderer: Renderer | None = None
    texts: tuple[ProseText, ...] = ()
    mistakes: str = ""  # the page that the preview shows in place of the site
    warnings: LogCounter = field(default_factory=LogCounter)


class HtxPlugin(BasePlugin):
    """The plugin `htx` of mkdocs.yml."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.preview = False
        self.jobs: int | None = None
        self.steps: Steps | None = None
        self.executor: Executor | None = None
        self.run = Run()
        self.has_crashed = False
        self.nav = None
        self.built: Built | None = None

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[list, list]:
        """Keep the options as they are: `settings` checks them, with sentences for staff."""
        self.config = self.options = options
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        configure_streams()
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.run = run = Run(config, Path(config.site_dir).resolve(), config.site_name)
        logging.getLogger(mkdocs.__name__).addHandler(run.warnings)
        try:
            options = self.options if self.jobs is None else {**self.options, "jobs": self.jobs}
            run.settings = shell.read_settings(config, options, preview=self.preview)
            repair_site(run.settings.site_dir)
            run.inputs = load_inputs(Path(config.config_file_path), run.settings) if self.preview and config.config_file_path else None
            run.loaded = load_site(run.settings, steps=self.steps)
            write_report(run.loaded.report)
            self.check_loaded(run.loaded)
            for warning in run.loaded.warnings:
                log.warning(warning)
            run.staging = open_staging(run.site_dir)
        except STOPPERS as error:
            self.refuse_after(error)
            run.staging = open_staging(run.site_dir)
        config.site_dir = str(run.staging.path)
        config.site_name = escape(run.site_name)  # Material prints it as it is; `| e` leaves it alone
        return config

    def check_loaded(self, loaded: LoadedSite) -> None:
        if loaded.catalog is None:
            self.refuse(REFUSED, render_mistakes(loaded.report))
        elif loaded.settings.strict and loaded.report.warning_count:
            self.refuse(REFUSED_STRICT, render_mistakes(loaded.report))

    def refuse(self, sentence: str, page: str) -> None:
        """Stop a build before the site is touched; in the preview go on without records and show a page instead."""
        if not self.preview:
            raise Abort(sentence)
        log.error(sentence)
        self.run.mistakes = page

    def refuse_after(self, error: Exception) -> None:
        self.refuse(describe_failure(error), render_failure(describe_failure(error)))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.run.mistakes:
            return shell.leave_nothing(config)
        shell.drop_unwanted(files, config)
        self.run.stubs = shell.add_stubs(files, config)
        self.run.home = files.get_file_from_path("index.md")
        return files

    def on_nav(self, nav, *, config: MkDocsConfig, files: Files):
        self.nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page, config: MkDocsConfig, files: Files) -> str:
        return mark_short_tags(markdown)

    def on_page_content(self, html: str, *, page, config: MkDocsConfig, files: Files) -> str:
        return resolve_links(html, page.url, self.run.loaded.catalog, config.use_directory_urls)

    def on_env(self, env, *, config: MkDocsConfig, files: Files):
        if self.run.mistakes:
            return env
        run = self.run
        env.globals["htx"] = run.settings
        check_environment(env)
        run.shells = shell.Shells(config, files, self.nav, env)
        shell.leave_out((*run.stubs, run.home))
        try:
            run.assets = env.globals["htx_assets"] = load_assets(run.settings.theme_dir)
            run.shells.check_templates()
            run.texts = shell.list_prose_texts(files, run.home)  # what short tags show is found on its own
            run.renderer = load_renderer(run.loaded, run.shells, run.assets)
            shell.fill_pages(files, run.renderer)
        except STOPPERS as error:
            self.refuse_after(error)
            shell.leave_out(files)
        return env

    def on_page_context(self, context, *, page, config: MkDocsConfig, nav):
        """Canonical addresses end in `/` whichever way links are spelled."""
        if page.canonical_url:
            page.canonical_url = shell.shorten_index(page.canonical_url)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        run = self.run
        if config.strict and run.warnings.count and not run.mistakes:
            raise Abort(REFUSED_STRICT)
        try:
            if not run.mistakes:
                self.publish()
        except STOPPERS as error:
            self.refuse_after(error)
        if run.mistakes:
            self.show_mistakes()
        self.end_run()

    def publish(self) -> None:
        run = self.run
        prose = HEADING.sub("", run.home.page.content or "", count=1)
        pages = shell.list_prose_pages(run.shells.files)
        base = write_site(run.loaded, run.renderer, run.staging, prose, pages, self.executor, run.texts, run.assets)
        with run.loaded.steps.step("publish"):
            done = run.staging.publish()
        warnings = run.warnings.count
        self.built = Built(run.site_dir, run.loaded.steps, done, warnings + run.loaded.report.warning_count, warnings, base)
        write_inputs(self.built, run.inputs)
        log.info(f"Đã ghi {done.written} tệp, giữ nguyên {done.unchanged}, xóa {done.removed}.")

    def show_mistakes(self) -> None:
        """The last good site stays; where there is none yet the page is also what every address answers."""
        site_dir = self.run.site_dir
        self.end_run()
        if not (site_dir / "index.html").exists():
            staging = open_staging(site_dir)
            staging.write_file("404.html", self.run.mistakes.encode("utf-8"))
            staging.publish()
        write_mistakes(site_dir, self.run.mistakes)

    def on_build_error(self, *, error: Exception) -> None:
        """MkDocs shows a traceback for all but its own exceptions; what is no bug becomes one of those."""
        self.end_run()
        if sentence := describe_failure(error):
            raise Abort(sentence) from error

    def end_run(self) -> None:
        """Give back what the build held, however it ended."""
        logging.getLogger(mkdocs.__name__).removeHandler(self.run.warnings)
        if self.run.staging:
            self.run.staging.discard()
        if self.run.config:
            self.run.config.site_dir = str(self.run.site_dir)
            self.run.config.site_name = self.run.site_name

    def on_serve(self, server, *, config: MkDocsConfig, builder):
        """Watch records and templates too, and go on serving whatever happens to a build."""
        config_file = Path(config.config_file_path or CONFIG_FILE)
        data_dir = config_file.parent / str(self.options.get("data_dir") or DEFAULT_DATA_DIR)
        watch_folders(server, (config_file, data_dir, Path(config.docs_dir), Path(config.theme.custom_dir or config.docs_dir)))
        server.builder = lambda: self.rebuild(builder, config_file)
        server.set_app(MistakesApp(server.get_app(), server.mount_path, lambda: bool(self.run.mistakes), lambda: self.has_crashed))
        return server

    def rebuild(self, builder: Callable[[], None], config_file: Path) -> None:
        """What the preview calls after a change. An exception would leave MkDocs's server waiting, and with it every request."""
        finished, errors = False, LogCounter()
        logging.getLogger(mkdocs.__name__).addHandler(errors)
        try:
            if self.run.settings and not self.run.mistakes and rebuild_preview(config_file, self.run.settings):
                finished = True
                return
            load_settings(config_file)  # says in a sentence what MkDocs says of YAML in English
            builder()
            finished = True
        except (ClickException, *STOPPERS) as error:
            sentence = describe_failure(error) or "\n".join([*errors.errors, str(error)])
            self.refuse(sentence, render_failure(sentence))
            self.show_mistakes()
            finished = True
        finally:
            logging.getLogger(mkdocs.__name__).removeHandler(errors)
            self.has_crashed = not finished

    def on_shutdown(self) -> None:
        self.end_run()
        if self.preview and self.run.config:
            forget_site(self.run.site_dir)


def run_build(
    config_file: Path,
    *,
    site_dir: Path | None,
    strict: bool,
    jobs: int | None,
    steps: Steps | None = None,
    executor: Executor | None = None,
) -> Built:
    """`mkdocs build` from the inside. Raises ClickException with a sentence where nothing was published."""
    with explain_failures():
        config = load_config(str(config_file), site_dir=str(site_dir) if site_dir else None, strict=strict or None)
        plugin = find_plugin(config)
        plugin.jobs, plugin.steps, plugin.executor = jobs, steps, executor
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
        return plugin.built


def run_serve(config_file: Path, *, dev_addr: str | None) -> None:
    """`mkdocs serve --livereload` from the inside: without the flag 1.6.1 does not reload under click 8.2 and later."""
    logging.getLogger(mkdocs.__name__).setLevel(logging.INFO)
    with explain_failures():
        mkdocs_serve.serve(str(config_file), livereload=True, dev_addr=dev_addr)


def find_plugin(config: MkDocsConfig) -> HtxPlugin:
    if NAME not in config.plugins:
        raise Abort("mkdocs.yml: phần plugins chưa có htx.")
    return config.plugins[NAME]


@contextlib.contextmanager
def explain_failures() -> Iterator[None]:
    """MkDocs's log on standard error, and a sentence for what its own command would show as a traceback."""
    with show_log(mkdocs.__name__):
        try:
            yield
        except STOPPERS as error:
            raise Abort(describe_failure(error)) from error
