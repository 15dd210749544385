"""The staff's command `htx`: every command turns its arguments into one call. MkDocs is loaded only by those that build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cluster import ClusterError, open_cluster
from generator.console import Built, Steps, configure_streams, open_bars, write_figures, write_lines, write_summary, write_unchanged
from generator.diagnostics import Diagnostic, Report, Span, format_github, format_json, format_text
from generator.settings import CONFIG_FILE, Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from generator.inputs import Inputs, LastBuild

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
Folder = click.Path(file_okay=False, path_type=Path, resolve_path=True)


def find_config_file(given: Path | None) -> Path:
    """The file named, or `mkdocs.yml` in this folder or the nearest one above. Raises UsageError where there is none."""
    if given:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG_FILE).is_file():
            return folder / CONFIG_FILE
    raise click.UsageError(
        f"Không tìm thấy tệp cấu hình {CONFIG_FILE} ở thư mục này và các thư mục cha. Hãy chạy lệnh trong thư mục của trang."
    )


config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Tệp cài đặt của trang (mặc định: {CONFIG_FILE} ở thư mục này hoặc thư mục cha).",
)


@click.group(context_settings=CONTEXT)
@click.version_option(None, "-V", "--version", package_name="htx-site", message="htx-site %(version)s")
def main() -> None:
    """Dựng và kiểm tra trang web của liên minh hợp tác xã."""
    configure_streams()


@main.command()
@click.option("--jobs", type=click.IntRange(0, 256), help="Số tiến trình dựng trang (0: tự chọn).")
@click.option("-d", "--site-dir", type=Folder, help="Thư mục đặt trang web dựng xong.")
@click.option("-s", "--strict", is_flag=True, help="Có cảnh báo thì không đăng.")
@click.option("--scheduler", metavar="ĐỊA_CHỈ", help="Bộ điều phối dask (tcp://…) có các máy thợ dựng trang thay cho máy này.")
@click.option("--figures", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Tệp JSON ghi số tệp và giờ của từng bước.")
@config_file_option
def build(
    jobs: int | None, site_dir: Path | None, strict: bool, scheduler: str | None, figures: Path | None, config_file: Path | None
) -> None:
    """Dựng trang web."""
    from generator.inputs import load_inputs, open_last_build, write_inputs
    from generator.workers import pause_collector

    config_file = find_config_file(config_file)
    settings = check_settings(config_file, strict=strict, site_dir=site_dir)
    with open_bars() as tell:
        with pause_collector(), open_last_build(settings) as last:
            inputs = load_inputs(config_file, settings)
            built = rebuild(settings, last, inputs, Steps(tell), may_edit=not scheduler) if last and inputs else None
        is_new = built is None or built.publication.seal
        if built is None:
            from generator.plugin import run_build  # imported here: `htx check` starts without MkDocs, and so does an edit

            with open_workers(scheduler, config_file) as executor:
                built = run_build(config_file, site_dir=site_dir, strict=strict, jobs=jobs, steps=Steps(tell), executor=executor)
    if is_new:
        write_summary(built)
        write_inputs(built, inputs)
    else:
        write_unchanged(built)
    if figures:
        try:
            write_figures(built, figures)
        except OSError as error:
            raise click.ClickException(f"Trang đã dựng xong nhưng không ghi được {figures}: {error.strerror}.") from None


def rebuild(settings: Settings, last: LastBuild, inputs: Inputs, steps: Steps, *, may_edit: bool) -> Built | None:
    """The site where nothing or only words have changed; nothing where a whole build is needed. A failure is the command's end."""
    if last.inputs == inputs:
        from generator.inputs import describe_unchanged

        return describe_unchanged(settings.site_dir, last) if last.is_untouched() else None
    if not may_edit:
        return None
    from generator import edits
    from generator.preview import STOPPERS, describe_failure

    try:
        return edits.rebuild_edited(settings, last, inputs, steps)
    except STOPPERS as error:
        raise click.ClickException(describe_failure(error)) from error


@contextmanager
def open_workers(scheduler: str | None, config_file: Path) -> Iterator[Executor | None]:
    """The cluster that was named, or nothing: a build then shares its work among this machine's processors."""
    if not scheduler:
        yield None
        return
    try:
        with open_cluster(scheduler, config_file) as executor:
            yield executor
    except ClusterError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.option("-a", "--dev-addr", metavar="IP:CỔNG", help="Địa chỉ xem thử (mặc định: 127.0.0.1:8000).")
@config_file_option
def serve(dev_addr: str | None, config_file: Path | None) -> None:
    """Xem thử trên máy này; trang tự tải lại khi sửa tệp, lỗi dữ liệu hiện trong trình duyệt."""
    config_file = find_config_file(config_file)
    check_settings(config_file)
    from generator.plugin import run_serve

    run_serve(config_file, dev_addr=dev_addr)


def check_settings(config_file: Path, **options: Any) -> Settings:
    """The settings, or the command's end with the sentence about what is wrong with them."""
    try:
        return load_settings(config_file, **options)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path, resolve_path=True), metavar="[ĐƯỜNG_DẪN]...")
@click.option("-s", "--strict", is_flag=True, help="Coi cảnh báo như lỗi.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="Dạng kết quả.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của kết quả.")
@config_file_option
def check(paths: tuple[Path, ...], strict: bool, form: str, lang: str, config_file: Path | None) -> None:
    """Kiểm tra mọi hồ sơ; có ĐƯỜNG_DẪN thì chỉ in những gì thuộc các tệp, thư mục ấy.

    Kết thúc với mã 0 khi dữ liệu hợp lệ, 1 khi có lỗi, 2 khi lệnh viết sai.
    """
    report, record_count = load_report(find_config_file(config_file), paths, strict=strict)
    formats = {
        "text": lambda: format_text(report, lang, color=sys.stdout.isatty()),
        "json": lambda: format_json(report, record_count, lang),
        "github": lambda: format_github(report, lang),
    }
    write_lines(formats[form]())
    if report.has_errors or (strict and report.warning_count):
        sys.exit(1)


@main.command("import-post")
@click.argument("page", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--slug", default="", metavar="TÊN-TỆP", help="Tên tệp bài viết, không dấu (mặc định: lấy từ tiêu đề).")
@click.option("--dry-run", is_flag=True, help="Chỉ in ra bài sẽ ghi, không ghi tệp nào.")
@config_file_option
def import_post(page: Path, slug: str, dry_run: bool, config_file: Path | None) -> None:
    """Chuyển bài lưu từ trang cũ (TỆP .html, .txt hoặc .md) thành tệp bài viết; không ghi đè tệp nào."""
    from generator.staff.import_post import ImportFault, format_import, load_import, write_import

    try:
        plan = load_import(page, load_settings(find_config_file(config_file)), slug)
        if not dry_run:
            write_import(plan)
    except (SettingsError, ImportFault) as error:
        raise click.ClickException(str(error)) from None
    write_lines(f"{'Sẽ ghi' if dry_run else 'Đã ghi'} {plan.file}")
    write_lines(f"\n{plan.content}" if dry_run else format_import(plan))


@main.command()
@click.argument("site_dir", metavar="[THƯ_MỤC_TRANG]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@config_file_option
def csp(site_dir: Path | None, config_file: Path | None) -> None:
    """In tiêu đề Content-Security-Policy chặt nhất mà trang đã dựng vẫn chạy đủ.

    Kết thúc với mã 1 khi có trang chứa thứ mà tiêu đề ấy chặn: kiểu chữ hay lệnh viết thẳng trong thẻ, tệp tải từ trang khác.
    """
    from generator.output import describe_disk_error
    from generator.staff.policy import format_policy, load_inline

    try:
        site_dir = site_dir or load_settings(find_config_file(config_file)).site_dir
        inline = load_inline(site_dir)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(describe_disk_error(error)) from None
    if not inline.page_count:
        raise click.ClickException(f"Trong {site_dir} chưa có trang nào: hãy dựng trang trước, bằng lệnh htx build.")
    write_lines(f"Content-Security-Policy: {format_policy(inline.hashes)}")
    if inline.refused_pages:
        click.echo("\n".join(("Trình duyệt sẽ bỏ một phần của các trang này:", *inline.refused_pages)), err=True)
        sys.exit(1)


def load_report(config_file: Path, paths: tuple[Path, ...], *, strict: bool) -> tuple[Report, int]:
    """What is wrong with the records, and how many there are. A setting that cannot be used is reported like a record's field."""
    from generator import recheck  # imported here: `htx --help` and wrong arguments need no records
    from generator.output import OutputError, describe_disk_error, repair_site

    try:
        settings = load_settings(config_file, strict=strict)
        repair_site(settings.site_dir)
        checked = recheck.load_report(settings)
        report, record_count = checked[:2] if checked else load_afresh(settings)
    except SettingsError as error:
        return Report([Diagnostic.of(Span(config_file.name), "bad-setting", reason=str(error))]), 0
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(describe_disk_error(error)) from None
    return select_paths(report, paths, settings.project_dir), record_count


def load_afresh(settings: Settings) -> tuple[Report, int]:
    """The report of a check that remembers nothing."""
    from generator.build import load_site  # imported here: few checks need it, and it brings what draws pages

    loaded = load_site(settings, for_publishing=False)
    return loaded.report, loaded.record_count


def select_paths(report: Report, paths: tuple[Path, ...], project_dir: Path) -> Report:
    """The diagnostics of the files and folders named; all of them where none is."""
    if not paths:
        return report
    wanted = {path.relative_to(project_dir).as_posix() if path.is_relative_to(project_dir) else path.as_posix() for path in paths}
    return Report([diagnostic for diagnostic in report if is_within(diagnostic.span.file, wanted)])


def is_within(file: str, folders: set[str]) -> bool:
    return "." in folders or any(file == folder or file.startswith(f"{folder}/") for folder in folders)


if __name__ == "__main__":
    main()
