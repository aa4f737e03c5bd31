"""A configured source enters; the files that it names leave, in order, each with the hash of its content."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from briefing.config.schema import Limits, Source
from briefing.models import Gap
from briefing.sources.articles import FORMATS, STREAMED
from briefing.sources.entry import MEGABYTE, Input

_MAGIC = re.compile(r"[*?\[]")
_BACKUP = re.compile(r".*~|#.*#|.*\.(?:bak|orig|part|swp|swo|tmp)|thumbs\.db|desktop\.ini", re.IGNORECASE)


def inputs(source: Source, *, root: Path, limits: Limits) -> Iterator[Input | Gap]:
    """Every file of the source, sorted by name; a gap for each that cannot be read, and for a missing path.

    Names are relative to the source's folder (for a pattern, to the folder before its first wildcard). Hidden files and
    editors' backups are skipped. Folders are walked through symbolic links, each once, so that a circle of links ends.
    """

    def gap(name: str, reason: str) -> Gap:
        return Gap(kind="unreadable", reason=reason, source=source.id, locator=name)

    target = root / source.path
    pattern: re.Pattern[str] | None = None
    if _MAGIC.search(source.path) and not target.exists():
        parts = Path(source.path).parts
        fixed = next(index for index, part in enumerate(parts) if _MAGIC.search(part))
        target, pattern = root.joinpath(*parts[:fixed]), _translated(parts[fixed:])
    try:
        mode = target.stat().st_mode
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            yield Gap(kind="not-found", reason="nothing is at this path", source=source.id, locator=source.path)
        else:
            yield gap(source.path, _said(error))
        return

    found = _walk(target) if stat.S_ISDIR(mode) else [(target.name, target, None)]
    matched = False
    for name, path, problem in sorted(found, key=lambda each: (each[0].split("/"), str(each[1]))):
        shown = _shown(name)
        if pattern is not None:
            if problem is None and not pattern.fullmatch(name):
                continue
            matched = True
        yield gap(shown, problem) if problem else _input(source, path, shown, limits)
    if pattern is not None and not matched:
        reason = "no file matches this pattern"
        yield Gap(kind="not-found", reason=reason, source=source.id, locator=source.path)


def _input(source: Source, path: Path, name: str, limits: Limits) -> Input | Gap:
    def gap(reason: str) -> Gap:
        return Gap(kind="unreadable", reason=reason, source=source.id, locator=name)

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return gap("not a regular file, but a pipe, a socket or a device")
        suffix = path.suffix.casefold()
        if suffix not in FORMATS:
            return gap(f"not a format that is read: {_shown(path.suffix) or 'no suffix'}")
        # A streamed format is read row by row, so a large file costs nothing.
        if suffix not in STREAMED and status.st_size > limits.file_megabytes * MEGABYTE:
            reason = f"{status.st_size / MEGABYTE:,.1f} MB, more than the limit of {limits.file_megabytes} MB"
            return Gap(kind="too-large", reason=reason, source=source.id, locator=name)
        size, digest = _hashed(path)
    except OSError as error:
        return gap(_said(error))
    return Input(source=source.id, path=path, name=name, size=size, digest=digest)


def _hashed(path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(MEGABYTE):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _walk(folder: Path) -> Iterator[tuple[str, Path, str | None]]:
    """Name, path and (where it cannot be read) reason of each file under a folder; no order."""
    waiting = [("", folder)]
    # Links wait until all real folders are walked, so that a folder keeps its own name whatever points to it.
    links: list[tuple[str, Path]] = []
    seen: set[tuple[int, int]] = set()
    while waiting or links:
        if not waiting:
            links.sort(reverse=True)
            waiting.append(links.pop())
        prefix, path = waiting.pop()
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                children = list(entries)
        except OSError as error:
            yield prefix.rstrip("/"), path, _said(error)
            continue
        for child in children:
            if child.name.startswith(".") or _BACKUP.fullmatch(child.name):
                continue
            name, child_path = prefix + child.name, Path(child.path)
            try:
                is_folder = child.is_dir()
                broken = child.is_symlink() and not child_path.exists()
            except OSError as error:
                yield name, child_path, _said(error)
                continue
            if broken:
                yield name, child_path, "a symbolic link that leads to nothing"
            elif is_folder:
                (links if child.is_symlink() else waiting).append((name + "/", child_path))
            else:
                yield name, child_path, None


def _said(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "it vanished while it was being read"
    if error.errno == errno.ELOOP:
        return "a symbolic link that leads in a circle"
    return f"cannot be read: {error.strerror or error}"


def _shown(name: str) -> str:
    """A name fit to print and to store: bytes that are no UTF-8, and control characters, as escapes."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name)


def _translated(parts: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern over relative names: `*` and `?` stay within a name, `**` stands for any number of folders."""
    pieces = []
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            pieces.append(".*" if last else "(?:[^/]+/)*")
            continue
        for piece in re.findall(r"\*|\?|\[!?\]?[^\]]*\]|.", part, re.DOTALL):
            if piece == "*":
                pieces.append("[^/]*")
            elif piece == "?":
                pieces.append("[^/]")
            elif len(piece) > 2 and piece.startswith("["):
                inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
                pieces.append(f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]")
            else:
                pieces.append(re.escape(piece))
        if not last:
            pieces.append("/")
    return re.compile("".join(pieces), re.DOTALL)
