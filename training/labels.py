"""The labels of the model's heads, in the order of its scores."""

from __future__ import annotations

from briefing.extract.reader.decode import bio

SPEECH = ("source", "cue", "content")
ENTITIES = ("Person", "Organization", "Location", "Facility", "NORP", "Date", "Money", "Product", "Misc")
TRIGGERS = (
    "bombing",
    "shooting",
    "stabbing",
    "vehicle-ramming",
    "arson",
    "assault",
    "kidnapping",
    "hostage-taking",
    "armed-clash",
    "air-strike",
    "attack-other",
    "arrest",
    "threat",
    "protest",
    "riot",
    "strike",
    "cyber-attack",
    "data-breach",
    "theft-robbery",
    "accident-transport",
    "disease-outbreak",
    "other",
    "death",
    "injury",
)
"""Incident types, and the effects "death" and "injury": words such as "killed", whose victims are linked to them."""
ROLES = (
    "perpetrator",
    "organisation",
    "target",
    "victim",
    "weapon",
    "vehicle",
    "place",
    "date",
    "killed",
    "wounded",
)
"""`organisation` is the group behind the perpetrator; `killed` and `wounded` are the numbers' words."""

HEADS: dict[str, tuple[str, ...]] = {
    "speech": bio(SPEECH),
    "entity": bio(ENTITIES),
    "trigger": ("O", *TRIGGERS),
    "role": bio(ROLES),
}
TOLLS = 5
"""Classes of killed, and of wounded: 0, 1, 2, 3, 4 or more."""
LINK = 64
"""Width of the vectors by which a span finds its cue or its trigger."""
BUCKETS = 16
"""Classes of signed distance in words between a span and its cue or trigger."""
