"""A YAML file as a tree that knows its lines: bytes go in, a `Node` or the problems that prevent one come out.

Scalars stay text: NO is a country, 2026-13-45 a date that somebody mistyped; the schema decides. Built from parser events, not
by PyYAML's constructors: nothing in a file is ever executed, and depth and aliases are bounded before they cost anything.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NoReturn

import yaml

from briefing.config.yaml_words import in_plain_words
from briefing.errors import Location, Problem

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_VALUES = 100_000
# libyaml's parser where it is there: ten times as fast. Errors are read again with the other one, so that messages never differ.
_FAST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY = "\0"  # stands in for a key that is none; YAML allows no NUL
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})

Step = str | int
Kind = Literal["text", "empty", "list", "keys"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """A value with the place where it begins; `pairs` keeps keys as nodes, so that they have places too."""

    line: int
    column: int
    kind: Kind
    text: str = ""
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()
    size: int = 1

    def data(self) -> Any:
        """The value as text, None, lists and dicts."""
        match self.kind:
            case "text":
                return self.text
            case "empty":
                return None
            case "list":
                return [item.data() for item in self.items]
            case "keys":
                return {key.text: value.data() for key, value in self.pairs}

    def key(self, name: str) -> Node | None:
        """The key itself, for its place."""
        return next((key for key, _ in self.pairs if key.text == name), None)

    def child(self, step: Step) -> Node | None:
        if isinstance(step, int):
            return self.items[step] if step < len(self.items) else None
        return next((value for key, value in self.pairs if key.text == step), None)

    def at(self, path: tuple[Step, ...]) -> Node | None:
        """The value at a path of keys and positions."""
        node: Node | None = self
        for step in path:
            node = node.child(step) if node else None
        return node

    def nearest(self, path: tuple[Step, ...]) -> Node:
        """The value at a path or, where it is not there, the last one on the way to it."""
        node = self
        for step in path:
            inner = node.child(step)
            if inner is None:
                break
            node = inner
        return node

    def find(self, *path: str) -> Iterator[Node]:
        """Every text value at a path in which "*" stands for each item of a list."""
        if not path:
            if self.kind == "text":
                yield self
            return
        inner = self.items if path[0] == "*" else filter(None, (self.child(path[0]),))
        for node in inner:
            yield from node.find(*path[1:])


def read_tree(content: bytes, path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a file's content; None where it cannot be had. `path` is how problems name the file."""
    if len(content) > MAX_BYTES:
        message = f"the file is larger than a configuration file may be ({MAX_BYTES // 1_000_000} MB)"
        return None, (Problem(location=Location(path=path), message=message),)
    text, problem = _decode(content, path)
    if text is None:
        return None, (problem,) if problem else ()
    try:
        return _Builder(path).build(text, _FAST)
    except yaml.YAMLError:
        pass
    except _Stop as stop:
        return None, (*stop.before, stop.problem)
    try:
        return _Builder(path).build(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        return None, (in_plain_words(error, text, path),)
    except _Stop as stop:
        return None, (*stop.before, stop.problem)


def _decode(content: bytes, path: Path) -> tuple[str | None, Problem | None]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problem = Problem(
            location=Location(path=path, line=1, column=1),
            message="the file is in UTF-16",
            hint="save it as UTF-8",
        )
        return None, problem
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        lines = before.splitlines() or [""]
        line, column = (len(lines) + 1, 1) if before.endswith(("\n", "\r")) else (len(lines), len(lines[-1]) + 1)
        problem = Problem(
            location=Location(path=path, line=line, column=column),
            message="the file is not in UTF-8",
            value=f"byte {content[error.start]:02X}",
            hint="save it as UTF-8",
        )
        return None, problem


class _Stop(Exception):  # noqa: N818 - a way out of the builder, not an error of the program
    """What makes the rest of a file meaningless; `before` is what was found until there."""

    def __init__(self, problem: Problem, before: tuple[Problem, ...]) -> None:
        self.problem = problem
        self.before = before


@dataclass(slots=True)
class _Open:
    """A list or a group of keys that is being read."""

    line: int
    column: int
    kind: Kind
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    key: Node | None = None

    def closed(self) -> Node:
        size = 1 + sum(item.size for item in self.items) + sum(1 + value.size for _, value in self.pairs)
        return Node(
            line=self.line,
            column=self.column,
            kind=self.kind,
            items=tuple(self.items),
            pairs=tuple(self.pairs),
            size=size,
        )


class _Builder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.anchors: dict[str, Node | None] = {}
        self.documents = 0

    def build(self, text: str, loader: type) -> tuple[Node | None, tuple[Problem, ...]]:
        for event in yaml.parse(text, Loader=loader):
            self._take(event)
        if self.root is None or self.root.kind == "empty":
            self._note(1, 1, "the file is empty")
            return None, tuple(self.problems)
        return self.root, tuple(self.problems)

    def _take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(
                        line, column, "a second document begins here", value="---", hint="keep one document a file"
                    )
            case yaml.AliasEvent():
                self._place(self._alias(str(event.anchor), line, column))
            case yaml.ScalarEvent():
                self._refuse_tag(event, line, column)
                empty = event.implicit[0] and event.value in _EMPTY
                kind: Kind = "empty" if empty else "text"
                node = Node(line=line, column=column, kind=kind, text=event.value)
                self._remember(event.anchor, node)
                self._place(node)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_tag(event, line, column)
                if len(self.open) >= MAX_DEPTH:
                    self._stop(line, column, "values are nested too deeply", hint=f"at most {MAX_DEPTH} levels")
                kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "keys"
                if event.anchor:
                    self.anchors[event.anchor] = None
                self.open.append(_Open(line, column, kind, event.anchor))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                opened = self.open.pop()
                node = opened.closed()
                self._bound(node.size, line, column)
                self._remember(opened.anchor, node)
                self._place(node)

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(node)
        else:
            if parent.key.text in {key.text for key, _ in parent.pairs}:
                first = next(key for key, _ in parent.pairs if key.text == parent.key.text)
                self._note(
                    parent.key.line,
                    parent.key.column,
                    "the same key stands twice",
                    value=parent.key.text,
                    hint=f"it stands in line {first.line} already; keep one of them",
                )
            elif parent.key.text != _NO_KEY:
                parent.pairs.append((parent.key, node))
            parent.key = None

    def _key(self, node: Node) -> Node:
        if node.kind in ("text", "empty"):
            return node
        self._note(node.line, node.column, "a key must be a word, not a list or a group of keys")
        return Node(line=node.line, column=node.column, kind="text", text=_NO_KEY)

    def _alias(self, name: str, line: int, column: int) -> Node:
        if name not in self.anchors:
            hint = f'put text that begins with * in quotation marks: "*{name}"'
            self._stop(line, column, "nothing in the file bears this anchor", value=f"*{name}", hint=hint)
        node = self.anchors[name]
        if node is None:
            self._stop(
                line, column, "an alias stands inside what it repeats", value=f"*{name}", hint="write the values out"
            )
        return Node(
            line=line, column=column, kind=node.kind, text=node.text, items=node.items, pairs=node.pairs, size=node.size
        )

    def _remember(self, anchor: str | None, node: Node) -> None:
        if anchor:
            self.anchors[anchor] = node

    def _bound(self, size: int, line: int, column: int) -> None:
        if size > MAX_VALUES:
            hint = "write the values out instead of repeating them by *aliases"
            self._stop(line, column, f"the file holds more than {MAX_VALUES:,} values", hint=hint)

    def _refuse_tag(self, event: Any, line: int, column: int) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._stop(line, column, "tags are not allowed", value=tag, hint="write the plain value")

    def _problem(self, line: int, column: int, message: str, value: str | None, hint: str | None) -> Problem:
        location = Location(path=self.path, line=line, column=column)
        return Problem(location=location, message=message, value=value, hint=hint)

    def _note(self, line: int, column: int, message: str, *, value: str | None = None, hint: str | None = None) -> None:
        self.problems.append(self._problem(line, column, message, value, hint))

    def _stop(
        self, line: int, column: int, message: str, *, value: str | None = None, hint: str | None = None
    ) -> NoReturn:
        raise _Stop(self._problem(line, column, message, value, hint), tuple(self.problems))
