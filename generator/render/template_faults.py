"""A template that cannot be read or rendered, as one sentence with its file and line. Used for Material's templates and for ours."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

SUFFIXES = (".html", ".xml", ".txt")
NOT_UTF8 = "tệp không theo bảng mã UTF-8; hãy lưu lại với UTF-8"
# What an expression in a template can raise: `{{ 1/0 }}`, `{{ name + 1 }}`, an attribute, a key, a template that includes itself.
EXPRESSION_ERRORS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class TemplateFault(Exception):
    """Stops a build; the text is a Vietnamese sentence. `line` is 0 where it is not known."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)  # what it is made again from, where a worker raised it

    def __str__(self) -> str:
        file, line, reason = self.args
        return f"Mẫu giao diện {file}, dòng {line}: {reason}." if line else f"Mẫu giao diện {file}: {reason}."


class CheckedTemplate(Template):
    """The one place where templates are rendered, and so where their mistakes are named."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        try:
            return super().render(*args, **kwargs)
        except EXPRESSION_ERRORS as error:
            raise describe_template_error(error, self.filename or self.name or "") from error


class CheckedLoader(BaseLoader):
    """Another loader, with a fault for what is no UTF-8 or breaks Jinja's grammar. `folder` stands before names that have no file."""

    def __init__(self, loader: BaseLoader, folder: str = "") -> None:
        self.loader = loader
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        try:
            source, file, is_current = self.loader.get_source(environment, template)
        except UnicodeDecodeError:
            raise TemplateFault(self.folder + template, 0, NOT_UTF8) from None
        return source, file or self.folder + template, is_current

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        try:
            return super().load(environment, name, globals)
        except TemplateSyntaxError as error:
            raise describe_template_error(error) from error


def check_environment(environment: Environment, folder: str = "") -> None:
    """Have every template of an environment name its mistakes. Call it before the first template is loaded."""
    environment.loader = CheckedLoader(environment.loader, folder)
    environment.template_class = CheckedTemplate


def describe_template_error(error: Exception, file: str = "") -> TemplateFault:
    """The fault for what Jinja or an expression raised; `file` is the template that was asked for, if the error knows no better."""
    file, line = find_place(error) or (file, 0)
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(file, line, f"viết sai cú pháp ({error.message})")
    if isinstance(error, TemplateNotFound):
        wanted = error.message or error.name
        return (
            TemplateFault(file, line, f"gọi mẫu «{wanted}» mà không tìm thấy")
            if file
            else TemplateFault(wanted, 0, "không tìm thấy tệp này")
        )
    if isinstance(error, UndefinedError):
        return TemplateFault(file, line, f"dùng một tên không có ({error.message})")
    return TemplateFault(file, line, f"không tính được ({type(error).__name__}: {error})")


def find_place(error: Exception) -> tuple[str, int] | None:
    """File and line in a template: Jinja puts the template's lines into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return next((place for place in reversed(frames) if place[0].endswith(SUFFIXES)), None)
