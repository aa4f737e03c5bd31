"""A first workspace: an empty folder goes in, a small one that builds at once comes out.

Settings and sources are the shipped, commented ones; the example event and its articles lie in `starter/` beside this module.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from briefing.config.json_schema import write_schemas
from briefing.config.shipped import shipped
from briefing.errors import UsageError

_STARTER = Path(__file__).resolve().parent / "starter"


def init_workspace(target: Path) -> tuple[Path, ...]:
    """Write the workspace into `target`, made where it is missing; returns the files written, sorted.

    Raises `UsageError` where `target` is a file, holds anything, or cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is not a folder", hint="name a folder that is empty or not there yet")
    if target.is_dir() and next(target.iterdir(), None) is not None:
        raise UsageError(f"{target} is not empty", hint="name a folder that is empty or not there yet")
    sources = {Path("config", name): shipped("config", name) for name in ("briefing.yaml", "sources.yaml")}
    sources |= {path.relative_to(_STARTER): path for path in _STARTER.rglob("*") if path.is_file()}
    try:
        written = [_copy(source, target / name) for name, source in sources.items()]
        written += write_schemas(target / "config" / "schemas")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(
            f"{error.filename or target} cannot be written: {reason}", hint="choose another folder"
        ) from error
    return tuple(sorted(written))


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(source, target))
