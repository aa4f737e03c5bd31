"""What a finding depends on besides its article: a `Workspace` enters, the pipeline's version leaves. Loads no pipeline, no spaCy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from briefing import __version__
from briefing.config.schema import Workspace

_ROOM = Path(__file__).parent


def pipeline_version(workspace: Workspace) -> str:
    """spaCy's version, ours, the encoder's, and a hash over all that extraction reads: modules, data, model, lists, the named pipeline."""
    digest = hashlib.sha256()
    _add_files(digest, _ROOM)
    digest.update((_ROOM.parent / "models.py").read_bytes())
    for part in (workspace.cues, workspace.countries, workspace.places, workspace.incident_types):
        digest.update(part.model_dump_json().encode())
    for outlet in workspace.sources.outlets:
        if outlet.is_placed:
            told = {"name", "aliases", "domains", "country", "city"}
            digest.update(outlet.model_dump_json(include=told).encode())
    named = workspace.settings.extract.pipeline
    if named is not None:
        digest.update(named.encode())
        folder = Path(workspace.root) / named
        if folder.is_dir():
            _add_files(digest, folder)
        else:
            try:
                digest.update(installed(named).encode())
            except PackageNotFoundError:
                digest.update(b"not installed")  # loading it will say so
    encoder = "" if named is not None else f"+encoder-{encoder_version()}"
    return f"spacy-{installed('spacy')}+briefing-{__version__}{encoder}+{digest.hexdigest()[:16]}"


def encoder_version() -> str:
    """The version of the encoder that the package ships, as its folder states it."""
    about: str = json.loads((_ROOM / "model" / "briefing_reader" / "meta.json").read_text(encoding="utf-8"))["version"]
    return about


def _add_files(digest: hashlib._Hash, folder: Path) -> None:
    for path in _files(folder):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".pyc", ".py~"):
            yield path
