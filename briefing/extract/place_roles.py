"""The words beside a name enter; how it stands, as a place does or not, leaves."""

from __future__ import annotations

import re

from briefing.extract.place_words import (
    AGENCY,
    BEING_IN,
    BESIDE,
    CARE,
    FORCES,
    PREPOSITION,
    TOWARDS,
    WITHIN,
    Role,
)

_STRUCK = re.compile(
    r"\b(?:hit|hitting|struck|striking|bombed|shelled|rocked|jolted|battered|lashed|pounded|ravaged|devastated)\s+"
    r"(?:the\s)?(?:(?:northern|southern|eastern|western|central|downtown|coastal)\s)?$"
)
_REACHED = re.compile(
    r"\b(?:spread(?:s|ing)?\s+(?:(?:quickly|rapidly|further|also|on)\s)?(?:to|into)"
    r"|(?:downed|shot\sdown|brought\sdown|exploded|disintegrated|crashed|collided|broke\sup|disappeared|vanished)\s+over)\s+"
    r"(?:the\s)?(?:(?:north|south|east|west|northern|southern|eastern|western|central)\s)?$"
)
"""Where something has come to, and over which an aircraft was lost: the scene, although its preposition alone would not say so."""


def force_after(text: str, end: int) -> str:
    """The word after a place where it is a body or a person of it: "Cleveland police", "Plant City Police Department"."""
    match = FORCES.match(text, end, end + 45)
    if not match:
        return ""
    word = match["word"].lower().replace("’", "'")
    return word if word in AGENCY else ""


def role_of(before: str, force: str, *, possessive: bool) -> tuple[Role, bool]:
    """The role of a name, by the words before it and the body that follows it; and whether they make it a place beyond doubt."""
    preposition = PREPOSITION.search(before)
    if (_STRUCK.search(before) or _REACHED.search(before)) and not possessive and not force:
        return "in", False
    if force:
        return ("from" if force in CARE else "agency"), True
    if WITHIN.search(before) and not possessive:
        return "in", True
    if BESIDE.search(before) and not possessive:
        return "near", True
    if preposition:
        word = preposition["word"].lower()
        if word in ("near", "nearby"):
            return "near", True
        if word in BEING_IN or re.search(
            r"\b(?:town|city|village|suburbs?|outskirts|capital|streets|area|section|part|side|neighbou?rhood|district|corner|quarter"
            r"|province|county|region|municipality|governorate|prefecture|commune|island|port|upa?zila)\s+of\s*$",
            before,
            re.IGNORECASE,
        ):
            return ("possessive", True) if possessive else ("in", True)
        return ("near" if word in TOWARDS else "from"), word in (
            "from",
            "to",
            "toward",
            "towards",
            "visit",
            "visited",
            "leaving",
            "into",
            "through",
        ) and not possessive
    return ("possessive" if possessive else "bare"), False
