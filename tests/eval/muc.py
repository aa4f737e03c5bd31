"""Role fillers and incidents against MUC-4: those of the encoder's heads, and those of the incidents that the extractor makes of them.

    python tests/eval/muc.py [--data FOLDER] [--show N]

Fillers: CEAF-REE (Du et al. 2021): entities of each role are aligned one to one with the gold record's, and a predicted
one scores if its mentions are a subset of the gold one's. Incidents: see `incidents`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.extract.reader.encoder import Encoder  # noqa: E402
from briefing.extract.reader.heads import Heads  # noqa: E402
from briefing.models import Incident  # noqa: E402
from tests.eval.polnear import f1  # noqa: E402
from tests.extract import desk  # noqa: E402

ROLES = {
    "PerpInd": "perpetrator",
    "PerpOrg": "organisation",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}
FIELDS = {
    "perpetrator": ("PerpInd", "PerpOrg"),
    "target": ("Target", "Victim"),
    "weapon": ("Weapon",),
}
"""Fields of an `Incident`, and the roles of MUC-4 that stand in them."""
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


def told(records: Iterable[Incident]) -> list[tuple[str, set[str]]]:
    """The same of the extractor's incidents, of those of MUC-4's types that name somebody or something."""
    found = []
    for record in records:
        group = GROUPS.get(record.type)
        named = {_plain(span.text) for span in (*record.perpetrator, *record.target, *record.weapon)}
        if group is not None and named:
            found.append((_merged(group), named))
    return found


def told_fillers(records: Iterable[Incident]) -> dict[str, list[set[str]]]:
    """One entity a distinct wording of each field of the extractor's incidents, which knows no finer roles."""
    return {
        name: [
            {words}
            for words in dict.fromkeys(_plain(span.text) for record in records for span in getattr(record, name))
        ]
        for name in FIELDS
    }


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


def measure(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """F1 in per cent of the extractor's incidents and of their fillers, by field and over all."""
    counts: Counter[tuple[str, str]] = Counter()
    pairs = []
    for row in rows:
        records = desk.incidents(row["text"], None)
        pairs.append((told(records), gold_incidents(row)))
        roles, found = gold_fillers(row), told_fillers(records)
        for name, parts in FIELDS.items():
            gold = [entity for part in parts for entity in roles[part]]
            for label in (name, "fillers"):
                counts["right", label] += matches(gold, found[name])
                counts["found", label] += len(found[name])
                counts["gold", label] += len(gold)
    return {
        "incidents": incident_score(pairs),
        "incidents with keys": incident_score([pair for pair in pairs if pair[1]]),
    } | {
        label: f1(counts["right", label], counts["found", label], counts["gold", label])
        for label in ("fillers", *FIELDS)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--show", type=int, default=0, help="print so many articles' incidents beside their keys")
    given = parser.parse_args()
    path = given.data / "data" / "incidents" / "muc4-dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows[: given.show]:
        print(f"{row.get('id')}\n  found {told(desk.incidents(row['text'], None))}\n  keys  {gold_incidents(row)}")
    keyed = sum(1 for row in rows if row["keys"])
    print(
        f"{len(rows)} articles, {keyed} with keys; GRIT reaches 54.5 in fillers, GTT 50.2 in whole templates (test part)"
    )
    for name, figures in (("heads", score(Encoder.load(), path)), ("incidents", measure(rows))):
        print(name, "  ".join(f"{label} {value:.1f}" for label, value in figures.items()))


if __name__ == "__main__":
    main()
