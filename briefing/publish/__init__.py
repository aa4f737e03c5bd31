"""Rendered outputs into their places: names and bytes go in, files stand whole or not at all.

All files of a briefing are written beside their places first and moved in afterwards, so that a failure while writing leaves the last
good output as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefing.errors import RenderError

__all__ = ["publish"]


def publish(outputs: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write `outputs` (file name to bytes) into `folder`; gives the paths in order of name.

    Raises RenderError where the folder cannot be written; then no file has changed.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted(outputs):
            target = folder / name
            if target.is_file() and target.read_bytes() == outputs[name]:
                staged.append((target, target))  # the same bytes keep their file and its time
                continue
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            staged.append((Path(temporary), target))
            with os.fdopen(handle, "wb") as file:
                file.write(outputs[name])
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
        for temporary_path, target in staged:
            if temporary_path != target:
                temporary_path.replace(target)
    except OSError as error:
        for temporary_path, target in staged:
            if temporary_path != target:
                with suppress(OSError):
                    temporary_path.unlink(missing_ok=True)
        raise RenderError(
            f"{folder}: the briefing cannot be written ({error.strerror or error})",
            hint="give a folder that you may write to, with --out or outputs.folder",
        ) from error
    return tuple(target for _, target in staged)
