"""Role fillers and incidents against MUC-4.

Fillers: CEAF-REE (Du et al. 2021): entities of each role are aligned one to one with the gold record's, and a predicted
one scores if its mentions are a subset of the gold one's. Incidents: see `incidents`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.extract.encoder import Encoder
from briefing.extract.heads import Heads
from tests.eval.polnear import f1

ROLES = {
    "PerpInd": "perpetrator",
    "PerpOrg": "organisation",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}
GROUPS = {
    "bombing": "BOMBING",
    "kidnapping": "KIDNAPPING",
    "hostage-taking": "KIDNAPPING",
    "arson": "ARSON",
    "theft-robbery": "ROBBERY",
    "strike": "FORCED WORK STOPPAGE",
    **dict.fromkeys(("attack-other", "shooting", "stabbing", "assault", "armed-clash", "air-strike"), "ATTACK"),
}
"""Our incident types by MUC-4's; bombing and attack are one group when incidents are compared."""
_FILLERS = (
    "perp: individual id",
    "perp: organization id",
    "phys tgt: id",
    "hum tgt: name",
    "hum tgt: description",
    "incident: instrument id",
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def matches(gold: Sequence[set[str]], found: Sequence[set[str]]) -> int:
    """The size of the largest one-to-one alignment of predicted entities with gold ones that contain their mentions."""
    taken: dict[int, int] = {}

    def place(mine: int, seen: set[int]) -> bool:
        for theirs, entity in enumerate(gold):
            if theirs not in seen and found[mine] <= entity:
                seen.add(theirs)
                if theirs not in taken or place(taken[theirs], seen):
                    taken[theirs] = mine
                    return True
        return False

    return sum(place(mine, set()) for mine in range(len(found)))


def fillers(heads: Heads, text: str, *, sure: float = 0.0) -> dict[str, list[set[str]]]:
    """One entity a distinct wording of each role; a wording that is a part of another one's words is the same entity's."""
    result: dict[str, list[set[str]]] = {}
    for name, role in ROLES.items():
        wordings: list[str] = []
        for item in heads.roles:
            if item.label == role and item.score >= sure:
                words = " ".join(text[item.start : item.end].split())
                if words not in wordings:
                    wordings.append(words)
        result[name] = [{words} for words in wordings]
    return result


def gold_fillers(row: dict[str, Any]) -> dict[str, list[set[str]]]:
    result: dict[str, list[set[str]]] = {}
    for name in ROLES:
        entities: list[set[str]] = []
        for template in row["templates"]:
            for entity in template[name]:
                words = {" ".join(item[0].split()) for item in entity}
                if words not in entities:
                    entities.append(words)
        result[name] = entities
    return result


def score(encoder: Encoder, path: Path, *, share: float = 1.0) -> dict[str, float]:
    """CEAF-REE F1 in per cent over the file's first `share` of articles, over all roles and by role."""
    counts: Counter[tuple[str, str]] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows[: max(1, round(share * len(rows)))]:
        found, gold = fillers(encoder.read(row["text"]), row["text"]), gold_fillers(row)
        for name in ROLES:
            for label in (name, "fillers"):
                counts["right", label] += matches(gold[name], found[name])
                counts["found", label] += len(found[name])
                counts["gold", label] += len(gold[name])
    return {
        label: f1(counts["right", label], counts["found", label], counts["gold", label])
        for label in ("fillers", *ROLES)
    }
