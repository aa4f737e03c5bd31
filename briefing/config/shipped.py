"""Where the files that come with the program lie: names go in, a path in a checkout or in an installed package comes out."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import UsageError

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(*parts: str) -> Path:
    """A shipped file or folder, such as `shipped("templates", "default")`.

    A wheel carries them inside the package (`briefing/_shipped/`); a checkout has them beside it. The path need not exist.
    """
    inside = _PACKAGE / "_shipped"
    if inside.is_dir():
        return inside.joinpath(*parts)
    beside = _PACKAGE.parent
    if (beside / "config").is_dir() and (beside / "templates").is_dir():
        return beside.joinpath(*parts)
    raise UsageError("the files that come with the program are missing", hint="install it anew")
