"""The nouns of what the encoder sees in a text: mentions, attributions, triggers with their roles, tolls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A labelled stretch of the text in code points, and how sure the encoder is of it, 0–1."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with what hangs on it. `cue` is None where sources or contents stand in a window without any cue."""

    cue: Mention | None
    sources: tuple[Mention, ...]
    contents: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an incident, or an effect ("death", "injury"); `mention.label` is its type.

    `roles` are the fillers near it, each with the probability that it belongs to this trigger as its score. One filler
    may belong to several triggers.
    """

    mention: Mention
    roles: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """For one window, in code points, the probabilities of 0, 1, 2, 3, 4 or more killed and wounded.

    Learned on the opening windows of reports of shootings; elsewhere it says little.
    """

    start: int
    end: int
    killed: tuple[float, ...]
    wounded: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """All that the encoder sees in one text, each tuple in text order. `roles` holds every filler, linked or not."""

    attributions: tuple[Attribution, ...]
    entities: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    roles: tuple[Mention, ...]
    tolls: tuple[Toll, ...]
