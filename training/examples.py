"""The noun between corpora and windows: a text with labelled spans, and what of it says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span of an example's text, in code points, end exclusive."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Example:
    """A text with what a corpus says of it. Only the heads in `marks` are trained on it.

    `unsure` holds, per head, spans whose words are left out of that head's loss. `links` holds, for "speech" and "role",
    pairs (start of a span, start of its cue or trigger); `linked` names the heads whose links are complete. `toll` is
    killed and wounded, where the whole text is about one incident with known numbers.
    """

    id: str
    corpus: str
    text: str
    marks: dict[str, list[Mark]]
    unsure: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    links: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    toll: tuple[int, int] | None = None
