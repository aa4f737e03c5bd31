"""What is wrong with a file's values, for people: pydantic's errors and the tree go in, `Problem`s in plain words come out."""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from briefing.config.moments import Wrong
from briefing.config.yaml_tree import Node, Step
from briefing.errors import Location, Problem

_LONGEST = 60
_LISTED = 12


def problems_of(error: ValidationError, model: type[BaseModel], tree: Node, path: Path) -> tuple[Problem, ...]:
    """One problem for each thing wrong, each with the place of its key or value in the file."""
    found = (_Wrong.of(details, model, tree, path) for details in error.errors(include_url=False))
    return tuple(dict.fromkeys(wrong.problem() for wrong in found if not wrong.follows))


def problem_at(
    node: Node, path: Path, message: str, *, value: str | None = None, hint: str | None = None, severity: str = "error"
) -> Problem:
    """A problem with the place where a node begins."""
    location = Location(path=path, line=node.line, column=node.column)
    return Problem(location=location, message=message, value=value, hint=hint, severity=severity)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of the known words that was probably meant, letter case and `_` or `-` aside."""
    by_shape = {_shape(name): name for name in sorted(known, reverse=True)}
    near = get_close_matches(_shape(word), sorted(by_shape), n=1)
    return by_shape[near[0]] if near else None


def known_hint(word: str, known: Iterable[str], what: str) -> str:
    """Asks "did you mean …?" where a known word is near, else says what is known."""
    names = list(dict.fromkeys(known))
    near = nearest(word, names)
    if near:
        return f"did you mean {near}?"
    if not names:
        return f"there are no {what}"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{what}: {', '.join(names[:_LISTED])}{more}"


def shown(node: Node | None) -> str | None:
    """A value as it is quoted in a message, on one line and not too long."""
    match node:
        case None | Node(kind="empty"):
            return None
        case Node(kind="list"):
            return f"a list of {len(node.items)}" if node.items else "an empty list"
        case Node(kind="keys"):
            return "a group of keys"
    text = " ".join(node.text.split())
    return f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text or '""'


def _shape(word: str) -> str:
    return word.casefold().replace("_", "-")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_NUMBER, _WHOLE, _RANGE = ("must be a number", None), ("must be a whole number", None), ("is out of range", None)
# What goes on after the key's name, and what would be right, for pydantic's kinds of error that need no more.
_PLAIN: dict[str, tuple[str, str | None]] = {
    "string_type": ("must be text", None),
    "string_too_short": ("has no text", "write something, or take it out"),
    "tuple_type": ("must be a list", "begin each item on its own line with a dash, or write [one, two]"),
    "bool_parsing": ("must be true or false", None),
    "bool_type": ("must be true or false", None),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), _NUMBER),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _RANGE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong:
    """One of pydantic's errors beside the place in the tree it speaks of."""

    kind: str
    context: dict[str, Any]
    loc: tuple[Step, ...]
    node: Node | None  # None where the value is missing
    tree: Node
    path: Path
    owner: type[BaseModel] | None  # the class whose key it is
    field: FieldInfo | None
    annotation: Any

    @classmethod
    def of(cls, details: Any, model: type[BaseModel], tree: Node, path: Path) -> _Wrong:
        loc: tuple[Step, ...] = tuple(details["loc"])
        owner, field, annotation = _schema_at(model, loc)
        return cls(
            kind=details["type"],
            context=details.get("ctx") or {},
            loc=loc,
            node=tree.at(loc),
            tree=tree,
            path=path,
            owner=owner,
            field=field,
            annotation=annotation,
        )

    @property
    def name(self) -> str:
        """The key as a reader finds it: "threats, item 2"."""
        words = [step for step in self.loc if isinstance(step, str)]
        if not words:
            return "the file"
        if isinstance(self.loc[-1], int):
            return f"{words[-1]}, item {self.loc[-1] + 1}"
        return words[-1]

    @property
    def follows(self) -> bool:
        """Whether it only follows from another: pydantic counts a list's right items, so a wrong one makes it too short."""
        return self.kind == "too_short" and self.node is not None and len(self.node.items) >= self.context["min_length"]

    def problem(self) -> Problem:
        message, hint = self._words()
        node = self.tree.nearest(self.loc)
        value = shown(self.node)
        if self.kind == "extra_forbidden" and self.loc:
            key = self.tree.nearest(self.loc[:-1]).key(str(self.loc[-1]))
            node, value = key or node, shown(key)
        return problem_at(node, self.path, message, value=value, hint=hint)

    def _words(self) -> tuple[str, str | None]:
        match self.kind:
            case "missing":
                return self._missing()
            case "string_type" if self.node is not None and self.node.kind == "empty":
                return f"{self.name} is empty", "write something, or take it out"
            case "extra_forbidden":
                return self._unknown_key()
            case "value_error":
                return self._own_words()
            case "string_pattern_mismatch":
                return self._pattern()
            case "literal_error":
                known = [str(value) for value in get_args(_plain(self.annotation))]
                hint = known_hint(self.node.text if self.node else "", known, "known")
                return f"{self.name} is none of the known values", hint
            case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
                return self._not_keys()
            case "too_short" | "too_long":
                return self._length()
        message, hint_text = _PLAIN.get(self.kind, ("is not right", None))
        return f"{self.name} {message}", hint_text or self._range() or None

    def _missing(self) -> tuple[str, str | None]:
        if isinstance(self.loc[-1], int):
            return self._length()
        description = self._description()
        hint = f"write {self.name}: {description}" if description else f"write {self.name}"
        return f"{self.name} {'is missing' if self.node is None else 'is empty'}", hint

    def _unknown_key(self) -> tuple[str, str | None]:
        key = str(self.loc[-1])
        if key == "<<":
            return "keys cannot be merged from elsewhere", "write the keys out"
        fields = self.owner.model_fields if self.owner else {}
        for name, field in fields.items():
            inner = _plain(field.annotation)
            if isinstance(inner, type) and issubclass(inner, BaseModel) and key in inner.model_fields:
                return "the key is unknown here", f"it belongs under {name}"
        known = list(fields)
        return "the key is unknown", known_hint(key, known, "keys known here")

    def _own_words(self) -> tuple[str, str | None]:
        error = self.context.get("error")
        if isinstance(error, Wrong):
            return (str(error) if error.whole else f"{self.name} {error}"), error.hint
        return f"{self.name} is not right: {error}", self._description()

    def _pattern(self) -> tuple[str, str | None]:
        text = self.node.text if self.node else ""
        if "A-Z" in str(self.context.get("pattern")):
            return f"{self.name} must be a two-letter country code", "write the ISO 3166-1 code, such as FR or GB"
        slug = _slug(text)
        hint = f"write {slug}" if slug else "such as cup-final-2026"
        return f"{self.name} may hold lower-case letters, digits and hyphens only", hint

    def _not_keys(self) -> tuple[str, str | None]:
        inner = _plain(self.annotation)
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return f"{self.name} must be a group of keys", None
        needed = [name for name, field in inner.model_fields.items() if field.is_required()]
        if self.node is not None and self.node.kind == "empty":
            return f"{self.name} is empty", f"needed: {', '.join(needed)}" if needed else None
        examples = needed or list(inner.model_fields)[:3]
        return f"{self.name} must be a group of keys", f"such as {', '.join(f'{key}: …' for key in examples)}"

    def _length(self) -> tuple[str, str | None]:
        loc = self.loc if not isinstance(self.loc[-1], int) else self.loc[:-1]
        name = next((step for step in reversed(loc) if isinstance(step, str)), "the list")
        args = get_args(_plain(self.field.annotation)) if self.field else ()
        if args and Ellipsis not in args:
            return f"{name} must have exactly {len(args)} items", None
        bounds = {type(bound): bound for bound in (self.field.metadata if self.field else ())}
        if self.kind == "too_short" and (least := bounds.get(annotated_types.MinLen)):
            return f"{name} has too few items", f"write at least {least.min_length}"
        return f"{name} has the wrong number of items", None

    def _range(self) -> str | None:
        bounds = {type(bound): bound for bound in _bounds(self.field)}
        low: Any = bounds.get(annotated_types.Ge)
        above: Any = bounds.get(annotated_types.Gt)
        high: Any = bounds.get(annotated_types.Le)
        start = f"from {low.ge:g}" if low else f"above {above.gt:g}" if above else ""
        if high:
            return f"write a number {start or 'up'} {'to' if low or not above else 'and up to'} {high.le:g}"
        return f"write a number {start}{' up' if low else ''}" if start else None

    def _description(self) -> str | None:
        return self.field.description if self.field else None


def _bounds(field: FieldInfo | None) -> Sequence[Any]:
    if field is None:
        return ()
    return [
        *field.metadata,
        *(part for part in get_args(field.annotation) if isinstance(part, annotated_types.BaseMetadata)),
    ]


def _schema_at(model: type[BaseModel], loc: tuple[Step, ...]) -> tuple[type[BaseModel] | None, FieldInfo | None, Any]:
    """The class that holds the last key, that key's field, and the type expected at `loc`."""
    owner: type[BaseModel] | None = None
    field: FieldInfo | None = None
    annotation: Any = model
    for step in loc:
        inner = _plain(annotation)
        if isinstance(step, int):
            args = get_args(inner)
            annotation = (args[0] if Ellipsis in args else args[step] if step < len(args) else None) if args else None
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            owner, field = inner, inner.model_fields.get(step)
            annotation = field.annotation if field else None
        else:
            annotation = get_args(inner)[1] if len(get_args(inner)) > 1 else None
    return owner, field, annotation


def _plain(annotation: Any) -> Any:
    """The type without None beside it and without what is said of it."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        elif origin in (Literal, tuple, dict) or origin is None:
            return annotation
        else:
            return origin
