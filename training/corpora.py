"""Files of public annotated corpora enter; examples leave, with every corpus's labels turned into the model's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from training.examples import Example, Mark
from training.labels import HEADS
from training.lexicon import ANY, DEATH, INJURY, NUMBER, PATTERNS, kind_of, number_of

Row = dict[str, Any]
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s))+(?:[.!?]+|\n|$)")


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read(corpus: str, path: Path) -> Iterator[Example]:
    """The examples of one corpus file, in its order."""
    reader: Callable[[Row], Example] = READERS[corpus]
    return map(reader, rows(path))


def polnear(row: Row) -> Example:
    """Sources, cues and contents do not overlap in PolNeAR (four pairs in 61,000), so one tag sequence holds them."""
    marks: list[Mark] = []
    links: set[tuple[int, int]] = set()
    for attribution in row["attributions"]:
        for label in ("source", "cue", "content"):
            marks += (Mark(start, end, label) for start, end in attribution[label])
        if attribution["cue"]:
            cue = attribution["cue"][0][0]
            links.update((start, cue) for label in ("source", "content") for start, _ in attribution[label])
    return Example(row["id"], "polnear", row["text"], {"speech": marks}, links={"speech": links})


def worldwide(row: Row) -> Example:
    """Some tokens carry a second column after a tab (an entity around the tag's own); the text is the words before it.

    The tags are taken as they stand: an I without its B begins an entity.
    """
    text: list[str] = []
    marks: list[Mark] = []
    at = 0
    for sentence in row["sentences"]:
        open_from: tuple[int, str] | None = None
        end = at
        for token, tag in sentence:
            word = token.split("\t")[0]
            mark, _, label = tag.partition("-") if tag in HEADS["entity"] else ("O", "", "")
            if open_from and (mark != "I" or label != open_from[1]):
                marks.append(Mark(open_from[0], end, open_from[1]))
                open_from = None
            if mark == "B" or (mark == "I" and open_from is None):
                open_from = (at, label)
            end = at + len(word)
            text.append(word + " ")
            at = end + 1
        if open_from:
            marks.append(Mark(open_from[0], end, open_from[1]))
        text.append("\n")
        at += 1
    return Example(row["id"], "worldwide", "".join(text), {"entity": marks})


MUC_ROLES = {
    "PerpInd": "perpetrator",
    "PerpOrg": "organisation",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}
_MUC_KINDS = {
    "kidnapping": ("kidnapping", "hostage-taking"),
    "bombing": ("bombing",),
    "arson": ("arson",),
    "robbery": ("theft-robbery",),
    "forced work stoppage": ("strike",),
}


def muc4(row: Row) -> Example:
    """Templates name the fillers, not the words that report the incident: those are found by type in the fillers' sentences.

    A filler's string counts at its offset and again beside a trigger; elsewhere it says nothing. Fighting between
    armed forces is outside MUC-4's question, so its words say nothing either.
    """
    text = row["text"]
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    triggers: dict[tuple[int, int], str] = {}
    roles: dict[tuple[int, int], str] = {}
    links: set[tuple[int, int]] = set()
    unsure: dict[str, list[tuple[int, int]]] = {"trigger": [], "role": []}
    for template in row["templates"]:
        patterns = [PATTERNS[kind] for kind in _MUC_KINDS.get(template["incident_type"], ())]
        attack = template["incident_type"] == "attack"
        places: dict[tuple[int, int], str] = {}
        for name, role in MUC_ROLES.items():
            for entity in template[name]:
                for words, offset in entity:
                    places[offset, offset + len(words)] = role
        named = {text[start:end]: role for (start, end), role in places.items()}
        for begin, end in sentences:
            here = [span for span in places if begin <= span[0] < end]
            found = [match for pattern in patterns for match in pattern.finditer(text, begin, end)]
            if attack:
                found = [
                    match
                    for match in ANY.finditer(text, begin, end)
                    if kind_of(match[0]) in {"attack-other", "shooting", "stabbing", "armed-clash", "air-strike"}
                ]
            if here and not found:
                found = list(ANY.finditer(text, begin, end)) if not attack else []
            again = [
                match.span()
                for words in sorted(named)
                for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[begin:end])
            ]
            again = [(begin + start, begin + stop) for start, stop in again]
            if here and found:
                for match in found:
                    kind = kind_of(match[0])
                    triggers.setdefault(match.span(), "attack-other" if kind == "armed-clash" else kind)
                for span in {*here, *again}:
                    roles.setdefault(span, named[text[slice(*span)]])
                    links.update((span[0], match.start()) for match in found)
            else:
                unsure["role"] += again
        roles |= places
    if row["templates"]:
        unsure["trigger"] += [match.span() for match in ANY.finditer(text)]
    unsure["trigger"] += [match.span() for match in PATTERNS["armed-clash"].finditer(text)]
    unsure["trigger"] += [match.span() for pattern in (DEATH, INJURY) for match in pattern.finditer(text)]
    unsure["trigger"] += [match.span() for match in re.finditer(r"\barrest\w*|\bprotest\w*|\bthreat\w*", text)]
    unsure["role"] += [match.span() for match in NUMBER.finditer(text)] if row["templates"] else []
    return Example(
        row["id"],
        "muc4",
        text,
        {"trigger": _marks(triggers), "role": _longest(roles)},
        unsure=unsure,
        links={"role": links},
    )


_WIKI_TYPES = {
    "Justice.ArrestJailDetain": "arrest",
    "Conflict.Demonstrate": "protest",
    "Contact.ThreatenCoerce": "threat",
    "Disaster.Crash": "accident-transport",
    "Disaster.DiseaseOutbreak": "disease-outbreak",
    "GenericCrime.GenericCrime": "other",
    "Life.Die": "death",
    "Life.Injure": "injury",
}
_WIKI_ROLES = {
    "Victim": "victim",
    "Target": "target",
    "Attacker": "perpetrator",
    "Killer": "perpetrator",
    "Injurer": "perpetrator",
    "Perpetrator": "perpetrator",
    "Jailer": "perpetrator",
    "Demonstrator": "perpetrator",
    "Communicator": "perpetrator",
    "Detainee": "target",
    "Recipient": "target",
    "ExplosiveDevice": "weapon",
    "Instrument": "weapon",
    "Place": "place",
    "Vehicle": "vehicle",
}


def wikievents(row: Row) -> Example:
    """Arguments carry words without offsets: each is the nearest occurrence of its words to the trigger."""
    tokens: list[str] = row["tokens"]
    starts: list[int] = []
    at = 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    text = " ".join(tokens)
    triggers: dict[tuple[int, int], str] = {}
    roles: dict[tuple[int, int], str] = {}
    links: set[tuple[int, int]] = set()
    for event in row["event_mentions"]:
        first = event["trigger"].get("start_idx", event["trigger"].get("start"))
        last = event["trigger"].get("end_idx", event["trigger"].get("end")) - 1
        if not first <= last < first + 4 or not event["trigger"]["text"].startswith(tokens[first]):
            continue  # offsets that do not lead to the trigger's words
        span = (starts[first], starts[last] + len(tokens[last]))
        kind = _wiki_kind(event, text[slice(*span)])
        if kind is None:
            continue
        triggers[span] = kind
        for argument in event["arguments"]:
            role = _WIKI_ROLES.get(argument["role"])
            words = argument["text"].split()
            spots = [i for i in range(len(tokens)) if tokens[i : i + len(words)] == words] if role else []
            if not role or not spots:
                continue
            spot = min(spots, key=lambda i: (abs(i - first), i))
            place = (starts[spot], starts[spot + len(words) - 1] + len(words[-1]))
            roles.setdefault(place, role)
            links.add((place[0], span[0]))
    return Example(
        row.get("docid") or row["doc_id"],
        "wikievents",
        text,
        {"trigger": _marks(triggers), "role": _longest(roles)},
        unsure={"role": [match.span() for match in NUMBER.finditer(text)]},
        links={"role": links},
    )


def _wiki_kind(event: Row, words: str) -> str | None:
    kind = ".".join(event["event_type"].split(".")[:2])
    if kind == "Conflict.Attack":
        found = kind_of(words)
        if found == "attack-other" and any(item["role"] == "ExplosiveDevice" for item in event["arguments"]):
            return "bombing"
        return found
    if kind == "Conflict.Demonstrate" and PATTERNS["riot"].search(words):
        return "riot"
    if kind == "GenericCrime.GenericCrime" and kind_of(words) != "attack-other":
        return kind_of(words)
    return _WIKI_TYPES.get(kind)


_CASIE_TYPES = {"Databreach": "data-breach", "Ransom": "cyber-attack", "Phishing": "cyber-attack"}
_CASIE_ROLES = {"Victim": "target", "Attacker": "perpetrator", "Tool": "weapon", "Place": "place", "Time": "date"}


def casie(row: Row) -> Example:
    """What did happen is labelled; generic mentions are nothing, and what is neither is left out."""
    triggers: dict[tuple[int, int], str] = {}
    roles: dict[tuple[int, int], str] = {}
    links: set[tuple[int, int]] = set()
    unsure: dict[str, list[tuple[int, int]]] = {"trigger": [], "role": []}
    for event in row["events"]:
        kind = _CASIE_TYPES.get(event["subtype"])
        span = (event["trigger"][0], event["trigger"][1])
        places = [
            ((item["span"][0], item["span"][1]), _CASIE_ROLES[item["role"]])
            for item in event["arguments"]
            if item["role"] in _CASIE_ROLES
        ]
        if kind and event["realis"] == "Actual":
            triggers[span] = kind
            for place, role in places:
                roles.setdefault(place, role)
                links.add((place[0], span[0]))
        else:
            unsure["role"] += [place for place, _ in places]
            if kind and event["realis"] == "Other":
                unsure["trigger"].append(span)
    unsure["role"] += [match.span() for match in NUMBER.finditer(row["text"])]
    marks = {"trigger": _longest(triggers), "role": _longest(roles)}
    return Example(row["id"], "casie", row["text"], marks, unsure=unsure, links={"role": links})


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE = re.compile(rf"\b(?:{'|'.join(_DAYS)}|[A-Z][a-z]{{2,8}}\.? \d\d?(?:, \d{{4}})?)\b")
_WEAPON = re.compile(r"\b(?:hand ?gun|pistol|rifle|shotgun|firearm|gun|revolver|AK-47|AR-15)s?\b", re.IGNORECASE)


def gva(row: Row) -> Example:
    """Distant supervision: the record says which numbers, dates, city and names in the text are the incident's.

    What the record neither confirms nor contradicts (other names, other places) is left out of the loss.
    """
    text, record = row["text"], row["incident"]
    triggers = {match.span(): "shooting" for match in PATTERNS["shooting"].finditer(text)}
    roles: dict[tuple[int, int], str] = {}
    when = datetime.strptime(record["date"], "%B %d, %Y").date()
    dates = (_DAYS[when.weekday()], f"{when:%B} {when.day}", f"{when:%b}. {when.day}", f"{when:%b} {when.day}")
    for match in _DATE.finditer(text):
        if match[0].startswith(dates):
            roles[match.span()] = "date"
    for place in (record["city_or_county"], record["address"]):
        if place and len(place) > 3:
            roles |= {match.span(): "place" for match in re.finditer(rf"\b{re.escape(place)}\b", text)}
    for person in record["participants"]:
        name = person.get("Name", "").strip()
        role = "victim" if "Victim" in person.get("Type", "") else "perpetrator"
        parts = name.split()
        for words in {name, f"{parts[0]} {parts[-1]}", parts[-1]} if len(parts) > 1 else ():
            if len(words) > 3:
                roles |= {match.span(): role for match in re.finditer(rf"\b{re.escape(words)}\b", text)}
    for begin, end in (match.span() for match in _SENTENCE.finditer(text)):
        for role, number, pattern in (
            ("killed", record["num_killed"], DEATH),
            ("wounded", record["num_injured"], INJURY),
        ):
            if pattern.search(text, begin, end):
                for match in NUMBER.finditer(text, begin, end):
                    if number_of(match[0]) == number:
                        roles.setdefault(match.span(), role)
    roles |= {match.span(): "weapon" for match in _WEAPON.finditer(text)}
    plain = {mark.start for mark in _longest(roles)}
    unsure = [match.span() for match in re.finditer(r"\w+", text) if match.start() not in plain and _open(match[0])]
    links = {(start, near) for start in plain if (near := _nearest(start, triggers)) is not None}
    return Example(
        row["id"],
        "gva",
        text,
        {"trigger": _marks(triggers), "role": _longest(roles)},
        unsure={"role": unsure, "trigger": [match.span() for match in _OTHER.finditer(text)]},
        links={"role": links},
        toll=(min(record["num_killed"], 4), min(record["num_injured"], 4)),
    )


_OTHER = re.compile(
    rf"{ANY.pattern}|{DEATH.pattern}|{INJURY.pattern}|\b(?:arrest|protest|threat|crash|collision|homicide)\w*",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"(?:man|woman|men|women|boys?|girls?|teens?|teenagers?|victims?|suspects?|gunm[ae]n|people|persons?|he|she|him|her|"
    r"they|them|officers?|deputy|deputies|son|daughter|mother|father|shooters?|others?|child|children|students?|"
    r"residents?|drivers?|homeowners?|employees?|clerks?)",
    re.IGNORECASE,
)


def _open(word: str) -> bool:
    """Whether the record may have left this word's role out: a name or a person."""
    return word[0].isupper() or _PERSONS.fullmatch(word) is not None


def _nearest(start: int, triggers: dict[tuple[int, int], str]) -> int | None:
    near = min(triggers, key=lambda span: (abs(span[0] - start), span[0]), default=None)
    return near[0] if near and abs(near[0] - start) < 250 else None


def _marks(spans: dict[tuple[int, int], str]) -> list[Mark]:
    return [Mark(start, end, label) for (start, end), label in sorted(spans.items())]


def _longest(spans: dict[tuple[int, int], str]) -> list[Mark]:
    """Of overlapping spans the longest, then the first."""
    kept: list[Mark] = []
    for (start, end), label in sorted(spans.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if all(end <= mark.start or mark.end <= start for mark in kept):
            kept.append(Mark(start, end, label))
    return sorted(kept, key=lambda mark: mark.start)


READERS: dict[str, Callable[[Row], Example]] = {
    "polnear": polnear,
    "worldwide": worldwide,
    "muc4": muc4,
    "wikievents": wikievents,
    "casie": casie,
    "gva": gva,
}
