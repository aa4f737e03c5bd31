"""What can go wrong, for people: one small tree, caught in one place (`cli`).

BriefingError
├── ConfigError      a YAML file is wrong; carries every problem found, each with its place
├── UsageError       the command asks for something that is not there (an event, a finding, a folder)
├── LibraryError     the library cannot be opened, read or written
├── ExtractError     the pipeline cannot be loaded, or broke an invariant
└── RenderError      a template, the PDF or its check failed
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 means unknown."""

    path: Path
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return str(self.path)
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file: where, what, the value seen, and what would be right."""

    location: Location
    message: str
    value: str | None = None
    hint: str | None = None
    severity: str = "error"  # or "warning"

    def __str__(self) -> str:
        text = f"{self.location}: {self.message}"
        if self.value is not None:
            text += f" (got {self.value})"
        if self.hint:
            text += f"; {self.hint}"
        return text


class BriefingError(Exception):
    """The root: `str()` is a message for people; `hint` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(BriefingError):
    """The command names something that is not there."""

    exit_code = 2


class ConfigError(BriefingError):
    """One or more files of the workspace are wrong; `problems` holds all of them."""

    exit_code = 2

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class LibraryError(BriefingError):
    """The library cannot be opened, read or written."""


class ExtractError(BriefingError):
    """The extraction pipeline cannot be loaded, or it broke an invariant."""


class RenderError(BriefingError):
    """A template failed, a file could not be rendered, or the check of the result failed."""
