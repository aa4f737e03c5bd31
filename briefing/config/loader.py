"""A workspace's folder goes in, a checked `Workspace` and every problem of its files come out.

Shared files of the workspace replace the shipped ones of the same name; threat categories are the shipped set with the
workspace's in place of those with the same id. Events, sources and settings are the workspace's alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from briefing.config import references
from briefing.config.schema import (
    Countries,
    Cues,
    Event,
    IncidentTypes,
    Method,
    Model,
    Places,
    Settings,
    Sources,
    ThreatCategory,
    Workspace,
)
from briefing.config.shipped import shipped
from briefing.config.wording import nearest, problems_of
from briefing.config.yaml_tree import Node, read_tree
from briefing.errors import ConfigError, Problem

M = TypeVar("M", bound=Model)

CONFIG = Path("config")
_OWN = ("briefing.yaml", "sources.yaml")
_SHARED = ("method.yaml", "incident_types.yaml", "cues/en.yaml", "countries.yaml", "places.yaml")


def load_workspace(root: Path, *, defaults: Path | None = None) -> tuple[Workspace, tuple[Problem, ...]]:
    """The workspace in `root`, and the problems that do not stop it: warnings, and errors of events, which are left out.

    `defaults` is a folder with `config/` and `templates/` in place of the shipped ones. Raises `ConfigError` with every error
    of every file when one of them is in a file that all events share.
    """
    reading = _Reading(root, defaults)
    workspace = reading.workspace()
    if workspace is None:
        raise ConfigError(tuple(problem for problem in reading.sorted() if problem.severity == "error"))
    return workspace, reading.sorted()


def check_workspace(root: Path, *, defaults: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of every file, warnings included, in the order of files and lines; see `load_workspace`."""
    reading = _Reading(root, defaults)
    reading.workspace()
    return reading.sorted()


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read: `path` as problems name it, `name` within its `config/`."""

    name: str
    path: Path
    content: bytes
    tree: Node | None


class _Reading:
    """One pass over a workspace's files; `problems` grows on the way."""

    def __init__(self, root: Path, defaults: Path | None) -> None:
        self.root = root
        self.defaults = shipped() if defaults is None else defaults
        self.problems: list[Problem] = []

    def sorted(self) -> tuple[Problem, ...]:
        def place(problem: Problem) -> tuple[str, int, int, str]:
            where = problem.location
            return where.path.as_posix(), where.line, where.column, problem.message

        return tuple(sorted(dict.fromkeys(self.problems), key=place))

    def workspace(self) -> Workspace | None:
        """The workspace, or None where a file that all events share is wrong."""
        if not self.root.is_dir():
            hint = "`briefing init FOLDER` writes a workspace"
            self.problems.append(references.no_such(self.root, "there is no such folder", hint))
            return None
        files = {name: file for name in (*_OWN, *_SHARED) if (file := self._find(name))}
        threat_files = self._threat_files()
        event_files = [self._read(CONFIG / "events" / name, f"events/{name}") for name in self._names("events")]
        self._check_shared(files, threat_files)
        self._check_events(event_files, files, threat_files)
        self._unread({file.path for file in (*files.values(), *threat_files, *event_files)})
        settings = self._model(files.get("briefing.yaml"), Settings)
        sources = self._model(files.get("sources.yaml"), Sources)
        method = self._model(files.get("method.yaml"), Method)
        incident_types = self._model(files.get("incident_types.yaml"), IncidentTypes)
        cues = self._model(files.get("cues/en.yaml"), Cues)
        countries = self._model(files.get("countries.yaml"), Countries)
        places = self._model(files.get("places.yaml"), Places)
        threats = [threat for file in threat_files if (threat := self._model(file, ThreatCategory))]
        events = [(file, event) for file in event_files if (event := self._model(file, Event))]
        wrong = {problem.location.path for problem in self.problems if problem.severity == "error"}
        if wrong - {file.path for file in event_files}:
            return None
        if not (settings and sources and method and incident_types and cues and countries and places):
            return None
        right = [(file, event) for file, event in events if file.path not in wrong]
        return Workspace(
            root=str(self.root),
            settings=settings,
            sources=sources,
            method=method,
            incident_types=incident_types,
            cues=cues,
            countries=countries,
            places=places,
            threats=tuple(sorted(threats, key=lambda threat: (threat.order, threat.id))),
            events=tuple(sorted((event for _, event in right), key=lambda event: event.id)),
            config_hash=_hash([*files.values(), *threat_files, *(file for file, _ in right)]),
        )

    # ---- files -------------------------------------------------------------------------------------------------------

    def _find(self, name: str) -> _File | None:
        """The workspace's file or, for a shared one, the shipped one."""
        if (self.root / CONFIG / name).is_file():
            return self._read(CONFIG / name, name)
        if name in _SHARED and (self.defaults / CONFIG / name).is_file():
            return self._read(self.defaults / CONFIG / name, name)
        hint = "install the program anew" if name in _SHARED else "`briefing init FOLDER` shows one"
        self.problems.append(references.no_such(CONFIG / name, "the file is missing", hint))
        return None

    def _read(self, path: Path, name: str) -> _File:
        try:
            content = (self.root / path).read_bytes()
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            message = f"the file cannot be read: {reason}"
            self.problems.append(references.no_such(path, message, "check what it is and who may read it"))
            return _File(name, path, b"", None)
        tree, problems = read_tree(content, path)
        self.problems.extend(problems)
        return _File(name, path, content, tree)

    def _names(self, folder: str, base: Path | None = None) -> list[str]:
        return sorted(path.name for path in ((base or self.root) / CONFIG / folder).glob("*.yaml") if _visible(path))

    def _threat_files(self) -> list[_File]:
        own = self._names("threats")
        rest = [name for name in self._names("threats", self.defaults) if name not in own]
        paths = [(name, CONFIG / "threats" / name) for name in own]
        paths += [(name, self.defaults / CONFIG / "threats" / name) for name in rest]
        return [self._read(path, f"threats/{name}") for name, path in sorted(paths)]

    def _unread(self, read: set[Path]) -> None:
        """Warn of files that look like configuration and are none: a slip in a name must not pass in silence."""
        folder = self.root / CONFIG
        for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.yml"))):
            name = path.relative_to(folder).as_posix()
            if CONFIG / name in read or not all(_visible(Path(part)) for part in Path(name).parts):
                continue
            near = _meant(Path(name))
            hint = f"did you mean config/{near}?" if near else "config/ is for the files that the program knows"
            self.problems.append(references.no_such(CONFIG / name, "this file is not read", hint, severity="warning"))

    def _model(self, file: _File | None, kind: type[M]) -> M | None:
        if file is None or file.tree is None:
            return None
        try:
            return kind.model_validate(file.tree.data())
        except ValidationError as error:
            self.problems.extend(problems_of(error, kind, file.tree, file.path))
            return None

    # ---- one file about another --------------------------------------------------------------------------------------

    def _check_shared(self, files: Mapping[str, _File], threat_files: Sequence[_File]) -> None:
        templates = self._templates()
        checks: dict[str, Callable[[Node, Path], Iterator[Problem]]] = {
            "briefing.yaml": lambda tree, path: references.check_settings(tree, path, self.root, templates),
            "sources.yaml": lambda tree, path: references.check_sources(tree, path, self.root),
            "method.yaml": references.check_method,
            "incident_types.yaml": references.check_incident_types,
            "countries.yaml": references.check_countries,
        }
        for name, check in checks.items():
            file = files.get(name)
            if file and file.tree:
                self.problems.extend(check(file.tree, file.path))
        types = _ids(files.get("incident_types.yaml"), "types", "*", "id")
        for file in threat_files:
            if file.tree:
                own = file.path == CONFIG / "threats" / file.path.name
                self.problems.extend(references.check_threat(file.tree, file.path, types, own=own))

    def _check_events(
        self, event_files: Sequence[_File], files: Mapping[str, _File], threat_files: Sequence[_File]
    ) -> None:
        threats = {file.path.stem for file in threat_files}
        countries = _countries(files.get("countries.yaml"))
        templates = self._templates()
        owners: dict[str, Path] = {}
        for file in event_files:
            for name in _ids(file, "id"):
                if name not in owners or file.path.stem == name:
                    owners[name] = file.path
        for file in event_files:
            if file.tree:
                found = references.check_event(
                    file.tree, file.path, threats=threats, countries=countries, templates=templates, ids=owners
                )
                self.problems.extend(found)
        if not event_files:
            hint = "a briefing is made for each file there"
            self.problems.append(references.no_such(CONFIG / "events", "there is no event", hint, severity="warning"))

    def _templates(self) -> list[str]:
        folders = [
            path for base in (self.root, self.defaults) for path in (base / "templates").glob("*") if path.is_dir()
        ]
        return sorted({"default", *(path.name for path in folders if _visible(path))})


def _meant(name: Path) -> str | None:
    """The file within `config/` that was probably meant."""
    if len(name.parts) == 1:
        return nearest(name.with_suffix(".yaml").name, [other for other in (*_OWN, *_SHARED) if "/" not in other])
    folder = nearest(name.parts[0], ("threats", "events", "cues"))
    if folder == "cues":
        return "cues/en.yaml"
    return f"{folder}/{name.with_suffix('.yaml').name}" if folder else None


def _visible(path: Path) -> bool:
    return not path.name.startswith(".")


def _ids(file: _File | None, *steps: str) -> list[str]:
    return [node.text for node in file.tree.find(*steps)] if file and file.tree else []


def _countries(file: _File | None) -> dict[str, str]:
    """Each code, and each name in small letters, to its code."""
    codes: dict[str, str] = {}
    for country in (file.tree.child("countries") or file.tree).items if file and file.tree else ():
        code = next(country.find("code"), None)
        if code is not None:
            names = [*country.find("name"), *country.find("aliases", "*")]
            codes |= {name.text.casefold(): code.text for name in names} | {code.text: code.text}
    return codes


def _hash(files: Sequence[_File]) -> str:
    """SHA-256 over names within `config/` and contents, so that it is the same wherever the files lie."""
    total = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        total.update(f"{file.name}\0{len(file.content)}\0".encode())
        total.update(file.content)
    return total.hexdigest()
