"""Why a photo cannot be shown: the code of a diagnostic, what fills its sentence, and which advice belongs to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoFault:
    """What is wrong with a photo; travels between processes as a value."""

    code: str
    fix: str = ""
    values: tuple[tuple[str, str], ...] = ()


class PhotoError(Exception):
    """Raised while a photo is decoded; whoever asked for the photo turns it into a finding."""

    def __init__(self, code: str, *, fix: str = "", **values: str) -> None:
        super().__init__(code)
        self.fault = PhotoFault(code, fix, tuple(values.items()))
