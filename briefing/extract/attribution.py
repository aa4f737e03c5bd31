"""The record between finding and building: who, by which words, said what; offsets alone."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.extract.words import Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One source, one cue, and its contents in text order. `source` is None where a participle or a colon names none."""

    source: Offsets | None
    cue: Offsets | None
    content: tuple[Offsets, ...]
