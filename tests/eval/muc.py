"""Role fillers and incidents against MUC-4.

Fillers: CEAF-REE (Du et al. 2021): entities of each role are aligned one to one with the gold record's, and a predicted
one scores if its mentions are a subset of the gold one's. Incidents: see `incidents`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from briefing.extract.reader.encoder import Encoder
from briefing.extract.reader.heads import Heads
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
_ROLES = frozenset(ROLES.values())
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


def incidents(heads: Heads, text: str) -> list[tuple[str, set[str]]]:
    """(type group, fillers' wordings) of each incident: the triggers of a group that share a filler are one."""
    found: list[tuple[str, set[str]]] = []
    for trigger in heads.triggers:
        group = GROUPS.get(trigger.mention.label)
        named = {
            " ".join(text[item.start : item.end].lower().split()) for item in trigger.roles if item.label in _ROLES
        }
        if group is None or not named:
            continue
        group = _merged(group)
        same = [item for item in found if item[0] == group and item[1] & named]
        found = [item for item in found if item not in same]
        found.append((group, named.union(*(item[1] for item in same))))
    return found


def gold_incidents(row: dict[str, Any]) -> list[tuple[str, set[str], bool]]:
    """(type group, fillers' wordings, whether it is optional) of each key."""
    return [
        (
            _merged(key["incident: type"]),
            {_plain(words) for name in _FILLERS for words in _QUOTED.findall(str(key.get(name, "")))},
            "OPTIONAL" in str(key["message: template"]),
        )
        for key in row["keys"]
    ]


def _merged(group: str) -> str:
    return "ATTACK" if group.startswith("BOMBING") else group


def _plain(words: str) -> str:
    return " ".join(words.replace('\\"', '"').lower().split())


def share(one: set[str], other: set[str]) -> bool:
    """Whether a wording of one is a wording of the other, or whole words within it."""
    return any(
        re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long)
        for mine in one
        for theirs in other
        for short, long in ((mine, theirs), (theirs, mine))
    )


def paired(found: list[tuple[str, set[str]]], gold: list[tuple[str, set[str], bool]]) -> set[int]:
    """The keys that a largest one-to-one pairing of incidents and keys of a group and a shared filler reaches."""
    taken: dict[int, int] = {}

    def place(mine: int, seen: set[int]) -> bool:
        for theirs, (group, named, _) in enumerate(gold):
            if theirs not in seen and group == found[mine][0] and share(found[mine][1], named):
                seen.add(theirs)
                if theirs not in taken or place(taken[theirs], seen):
                    taken[theirs] = mine
                    return True
        return False

    for mine in range(len(found)):
        place(mine, set())
    return set(taken)


def incident_score(rows: Iterable[tuple[list[tuple[str, set[str]]], list[tuple[str, set[str], bool]]]]) -> float:
    """F1 in per cent; an optional key that is found counts as right, one that is not is no miss."""
    right = predicted = wanted = 0
    for found, gold in rows:
        reached = paired(found, gold)
        right += len(reached)
        predicted += len(found)
        wanted += sum(1 for number, key in enumerate(gold) if not key[2] or number in reached)
    return f1(right, predicted, wanted)


def score(encoder: Encoder, path: Path, *, portion: float = 1.0) -> dict[str, float]:
    """CEAF-REE F1 in per cent over the file's first `portion` of articles, over all roles and by role; incidents' F1."""
    counts: Counter[tuple[str, str]] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = []
    for row in rows[: max(1, round(portion * len(rows)))]:
        heads = encoder.read(row["text"])
        pairs.append((incidents(heads, row["text"]), gold_incidents(row)))
        found, gold = fillers(heads, row["text"]), gold_fillers(row)
        for name in ROLES:
            for label in (name, "fillers"):
                counts["right", label] += matches(gold[name], found[name])
                counts["found", label] += len(found[name])
                counts["gold", label] += len(gold[name])
    figures = {
        label: f1(counts["right", label], counts["found", label], counts["gold", label])
        for label in ("fillers", *ROLES)
    }
    return figures | {
        "incidents": incident_score(pairs),
        "incidents with keys": incident_score([pair for pair in pairs if pair[1]]),
    }
