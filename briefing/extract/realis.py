"""A cue in its sentence goes in; whether it tells of one real happening, and with what status, comes out.

Risks, types of attack, bare plurals, conditions, questions, negations, infinitives and charges are not happenings; what is announced,
foiled, suspected or denied is one with its status.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.extract.casualties import Casualty
from briefing.extract.counts import NUMBER_WORDS, Line
from briefing.extract.triggers import Hit
from briefing.extract.unreal import is_aggregate, is_forecast, is_officially_none, is_rehearsed, is_rumour, is_supposed
from briefing.models import Status

_RISK = frozenset(
    "risk risks threat threats danger dangers fear fears possibility prospect prevent preventing prevention avoid "
    "avoiding stop stopping deter deterring combat "
    "fight fighting type types kind kinds sort rate rates number potential chance likelihood ban banning worry "
    "worries warn warned warning warnings "
    "vulnerable response preparedness prepare preparing drill exercise definition example scenario scenarios such "
    "policy issue against ability "
    "threatening threatened threaten threatens series string spate plans halt halting end ending resume resumed continue intent "
    "intention urge urged discourage encourage inciting incite promote condone oppose future".split()
)
_BREAKS = frozenset(
    ", ; : — – ( ) who which that where when while after before as because since although but and".split()
)
_MODALS = frozenset(
    "if could might would may should can cannot ca must unless whether wo ought shall wouldn't couldn't won't can't "
    "shouldn't ever perhaps "
    "suppose imagine what how".split()
)
_FUTURE = frozenset(
    "will 'll going plan plans planned planning scheduled expected intend intends intended announced threaten "
    "threatens threatened set vow vowed promised".split()
)
_NEGATIVE = frozenset(
    "not n't never no without nor neither nobody didn't wasn't weren't don't doesn't isn't aren't hasn't haven't "
    "hadn't false hoax".split()
)
_ANY = frozenset(
    "any every each such no fewer further future next potential more most many some other all these certain countless numerous multiple "
    "constant repeated frequent recurring sporadic daily regular various enough less".split()
)
_COURT = frozenset(
    "charged charge charges charging accused accusation convicted conviction guilty sentenced sentence suspicion "
    "counts count indicted indictment wanted acquitted trial tried "
    "arraigned pleaded prosecuted jailed imprisoned warrant alleging lawsuit suit sued penalty".split()
)
_TO_COME = frozenset("will would prepare preparing plan plans".split())  # as a cue's first word
_FOILED = frozenset("foiled thwarted averted prevented intercepted disrupted attempted failed botched defused".split())
_ALLEGED = frozenset("alleged suspected apparent possible reported purported unconfirmed rumored rumoured".split())
_DENIED = re.compile(
    r"\b(?:den(?:ies|ied)|no evidence of|false reports?|hoax|false alarm|never happened|untrue|there was no|unfounded)\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:falsif\w+|fabricat\w+|fake (?:news|report)|conspiracy theor\w+|debunked|fictitious|reenact\w*|"
    r"re-enact\w*|simulat\w+|hypothetical\w*|role[- ]?play\w*)\b",
    re.IGNORECASE,
)
_MANY = frozenset("people union coalition group alliance crowd staff have had".split())
_PASSIVE = frozenset("was were been is are remained".split())
_FORCES = frozenset(
    "storms hurricanes jets planes forces missiles quakes tornadoes thunderstorms rebels militants".split()
)
_WALKOUTS = frozenset((modal, *verb) for modal in ("will", "would") for verb in (("strike",), ("walk", "out")))
_NAMES_TOO = frozenset("may will without never not no".split())
_ROADS = frozenset(
    "motorway motorways road roads highway highways expressway street streets bridge bridges port railway route line tracks border "
    "traffic runway entrance entrances autobahn interstate junction roundabout access crossing crossings tunnel station lanes".split()
)
_ROAD_NUMBER = re.compile(r"(?:[A-Z]{1,2}|I-)\d+\Z")
_TYPE_OF = re.compile(r"-(?:type|style|like|inspired|related|free|era)$")
_GERUND = frozenset("to of about against from start stop love keep consider considering".split())
_VERBAL = frozenset("attack assault ambush beat clash".split())  # words do it as often as hands
_OUTSIDE = frozenset("of in on at by for from with to was were is are said had has have about into over during".split())
_NEW = frozenset("another second third fourth separate unrelated different".split())
_DEFINITE = frozenset("the this that these those".split())
_NOMINAL_AFTER = frozenset(
    "ad ads line lines team teams plan plans prevention laws law statistics rate rates drill drills insurance policy "
    "policies threat threats risk risks group groups leader leaders organizer "
    "organizers organiser movement movements style season seasons survivors survivor training simulation ban".split()
)
_PEOPLE_CASES = frozenset("arrest drugs cyber theft strike threat plot abduction".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cue tells: `base` 0–2 evidence of its own, `penalty` what speaks against it, and how it refers."""

    base: float
    penalty: float = 0.0
    status: Status = "occurred"
    definite: bool = False
    new: bool = False


def reading_of(line: Line, hit: Hit, sentence: str, casualties: list[Casualty]) -> Reading | None:
    """How a cue is to be read; None where it tells of nothing that happened or is planned."""
    if sentence.rstrip().endswith("?") or _FALSE.search(sentence) or is_rehearsed(sentence, casualties):
        return None
    if is_aggregate(sentence):
        return None
    before = sentence[: max(0, line.start[hit.first] - line.start[0])]
    if is_rumour(before) or is_supposed(before):
        return None
    if hit.cue.base == "block" and not _blocks_a_road(line, hit):
        return None
    if _TYPE_OF.search(" ".join(line.lower[max(0, hit.first - 1) : hit.first])):
        return None
    if hit.is_verb:
        return _verb(line, hit, casualties)
    return _noun(line, hit, sentence, casualties)


def _blocks_a_road(line: Line, hit: Hit) -> bool:
    """Whether people block a way: not a lorry that lies across it, not a motion, not a road that "was blocked"."""
    stop = next((i for i in range(hit.last + 1, len(line)) if line.lower[i] in _BREAKS | _OUTSIDE), len(line))
    thing = slice(hit.last + 1, min(stop, hit.last + 6))
    numbered = any(_ROAD_NUMBER.match(word) for word in line.words[thing])
    before = _clause_before(line, hit.first, 6)
    who = any(word.endswith(("s", "men")) or word in _MANY for word in before[-3:])
    asked = before[-1:] == ("to",)
    return (numbered or not _ROADS.isdisjoint(line.lower[thing])) and (who or asked) and not set(before[-3:]) & _PASSIVE


def _clause_before(line: Line, first: int, reach: int) -> tuple[str, ...]:
    """The words before a cue in its clause, at most `reach`."""
    start = first
    while start > 0 and first - start < reach and line.lower[start - 1] not in _BREAKS:
        start -= 1
    # "On 18 May", "Coast Without Gas": a capital letter inside a sentence is a name's
    return tuple(
        "" if index and word in _NAMES_TOO and line.words[index][:1].isupper() else word
        for index, word in enumerate(line.lower[start:first], start=start)
    )


def _own(casualties: list[Casualty], hit: Hit) -> bool:
    """Whether a casualty is told by the cue's own words."""
    return any(item.first <= hit.last and hit.first <= item.last for item in casualties)


def _court(line: Line, first: int) -> float:
    """2 where the cue is what somebody is charged with; what happened is then told by other words."""
    before = line.lower[max(0, first - 7) : first]
    return (
        2.0
        if set(before) & _COURT
        and set(before[-4:]) & {"with", "of", "for", "to", "on", "in", "charges", "charge", "counts"}
        else 0.0
    )


def _verb(line: Line, hit: Hit, casualties: list[Casualty]) -> Reading | None:
    before = _clause_before(line, hit.first, 5)
    near = set(before)
    if hit.first and line.lower[hit.first - 1] in ("the", "those", "these", "said") and hit.cue.form == "past":
        return None  # "four of the arrested", "one of the stolen vests": told before
    form, group = hit.cue.form, hit.cue.group
    planned = group in ("unrest", "strike")
    if near & _NEGATIVE or near & _MODALS or _conditional(line, hit.first):
        return None
    if near & _FUTURE and form in ("base", "ing"):
        return Reading(1.0, 0.0, "planned") if planned else None
    previous = line.lower[hit.first - 1] if hit.first else ""
    if form == "base" or (form == "past" and previous == "to"):
        return None
    own = _own(casualties, hit)
    if form == "third":
        numbered = own and any(item.count and item.count.high for item in casualties)
        return Reading(1.0) if numbered else None
    if form == "ing":
        return _participle(line, hit, casualties, previous)
    return _past(line, hit, previous, near, own=own, hurt=bool(casualties) and hit.cue.base not in _VERBAL)


def _participle(line: Line, hit: Hit, casualties: list[Casualty], previous: str) -> Reading | None:
    """A form in -ing: "killing two", "were protesting"; a gerund alone ("about shooting people") tells nothing."""
    if hit.cue.group in _PEOPLE_CASES | {"unrest"}:
        return Reading(0.5) if previous in ("were", "was", "are", "been", "began", "started") else None
    penalty = _court(line, hit.first)
    counted = any(
        item.count and item.count.high for item in casualties if item.first <= hit.last and hit.first <= item.last
    )
    itself = line.lower[hit.last + 1 : hit.last + 2] in (("himself",), ("herself",))
    if not (counted or (itself and casualties)) or (previous in _GERUND and not penalty):
        return None
    return Reading(0.0 if hit.cue.weak else 1.0, penalty)


def _past(line: Line, hit: Hit, previous: str, near: set[str], *, own: bool, hurt: bool) -> Reading | None:
    group = hit.cue.group
    passive = bool({"was", "were", "been", "being", "got"} & set(line.lower[max(0, hit.first - 4) : hit.first]))
    if previous == "being" and line.lower[max(0, hit.first - 2)] in ("people", "those", "men", "women", "children"):
        return None
    present = bool({"is", "are", "be", "get", "gets"} & set(line.lower[max(0, hit.first - 2) : hit.first])) and not own
    if present:
        return None
    following = line.lower[hit.last + 1] if hit.last + 1 < len(line) else "."
    if hit.cue.type == "arrest":
        return Reading(1.0)
    if hit.cue.weak:
        if group == "violence" and not own and not hurt:
            return None
        base = 0.5 if own or passive or group == "unrest" else 0.0
    else:
        base = 2.0 if own else 1.0 if passive or following in ("at", "into", "through") else 0.5
    penalty = _court(line, hit.first)
    if group == "violence" and previous in ("and", "or", ",") and not own:
        penalty += 0.5
    if group == "unrest" and hit.cue.base == "block":
        base = 1.0
    status: Status = "foiled" if near & {"foiled", "thwarted"} else "occurred"
    return Reading(base, penalty, status)


def _noun(line: Line, hit: Hit, sentence: str, casualties: list[Casualty]) -> Reading | None:
    before = line.lower[max(0, hit.first - 5) : hit.first]
    following = line.lower[hit.last + 1] if hit.last + 1 < len(line) else "."
    phrase = _noun_phrase_words(line, hit.first)
    group = hit.cue.group
    if is_officially_none(sentence) and "no" in before:
        return Reading(1.5, 0.5, "denied")
    if _is_generic(line, hit, phrase, following) or (group == "weather" and is_forecast(sentence)):
        return None
    lead = _clause_before(line, hit.first, 6)
    definite = bool(set(phrase[:1] + phrase[-1:]) & _DEFINITE) or any(word.endswith("'s") for word in phrase)
    nobody = any(item.count and not item.count.high for item in casualties)  # "nobody was hurt in the explosion"
    if set(lead) & _NEGATIVE and not nobody and not (hit.cue.form == "phrase" and _own(casualties, hit)):
        return _denial(hit, sentence)
    if _conditional(line, hit.first) or (set(lead) & _MODALS and not definite and not _described(lead, casualties)):
        return None
    if set(lead) & _RISK and not (definite and hit.cue.form == "noun"):
        return None
    status = _noun_status(line, hit, phrase, lead, hurt=bool(casualties))
    if status == "planned" and group == "violence":
        return None
    if status == "planned" and group not in ("unrest", "strike"):
        status = "occurred"
    penalty = _court(line, hit.first)
    if penalty and any(item.count and item.count.high for item in casualties) and _own(casualties, hit):
        penalty = 0.5  # "charged with the murder of a boy": it tells whose
    elif group == "plot":
        penalty = 0.0  # a plot is mostly told by what somebody is accused of
    if (
        hit.cue.form == "plural"
        and not definite
        and not any(word.isdigit() or word in NUMBER_WORDS for word in phrase)
        and not _is_wound(hit, casualties)
    ):
        penalty += 2.0
    elif (
        hit.cue.form == "noun"
        and not phrase
        and group in ("violence", "unrest", "theft", "disease", "fire", "abduction")
    ):
        penalty += 1.5 if before[-1:] == ("of",) else 0.5  # bare singular: "acts of protest", "in self-defence"
    if hit.cue.weak:
        base = 0.4 if group == "unrest" and hit.cue.form == "phrase" else 0.0
        base += 0.4 if definite and group != "violence" else 0.0
        base += 1.0 if _of_victim(line, hit, casualties) else 0.0
    else:
        base = 2.0 if hit.cue.form == "phrase" and _own(casualties, hit) else 1.0
    if status == "planned":
        base = max(base, 1.0)
    new = bool(set(phrase) & _NEW) and not {"the"} & set(before[-3:])
    return Reading(base, penalty, status, definite=definite, new=new)


def _described(lead: tuple[str, ...], casualties: list[Casualty]) -> bool:
    """Whether "what" begins words for something real that hurt somebody: "shot in what police called an accidental shooting"."""
    return bool(casualties) and "what" in lead and not set(lead) & (_MODALS - {"what", "may", "might", "could"})


def _of_victim(line: Line, hit: Hit, casualties: list[Casualty]) -> bool:
    """Whether a weak noun tells whom it befell: "the murder of a boy"."""
    return line.lower[hit.last + 1 : hit.last + 2] == ("of",) and any(
        item.first == hit.last and item.fate == "killed" and item.count and item.count.high for item in casualties
    )


def _is_wound(hit: Hit, casualties: list[Casualty]) -> bool:
    """Whether a plural is of wounds that somebody has."""
    return bool(casualties) and hit.cue.base.endswith(("wound", "gunshot"))


def _is_generic(line: Line, hit: Hit, phrase: tuple[str, ...], following: str) -> bool:
    """Whether a noun names a kind of thing ("attack plan", "any shooting"), or "will strike" is no walkout."""
    if hit.cue.words in _WALKOUTS:
        return not _is_walkout(line, hit, following)
    if hit.cue.form not in ("noun", "plural"):
        return False
    if following in _NOMINAL_AFTER or any(_TYPE_OF.search(word) for word in phrase):
        return True
    arranged = {"planned", "scheduled", "registered", "announced"} & set(line.lower[hit.last + 1 : hit.last + 4])
    return bool(set(phrase) & _ANY) and not (arranged and hit.cue.group in ("unrest", "strike"))


def _noun_status(line: Line, hit: Hit, phrase: tuple[str, ...], lead: tuple[str, ...], *, hurt: bool) -> Status:
    after = line.lower[hit.last + 1 : hit.last + 8]
    undone = {"foiled", "thwarted", "averted"}
    around = set(phrase) | set(after[:3])
    around |= {word for before, word in pairwise(after) if word in undone and before in ("was", "were", "been")}
    if line.lower[max(0, hit.first - 2) : hit.first] == ("failed", "to"):
        return "foiled"  # "a device that failed to detonate"
    if set(phrase) & _FOILED or (around | set(lead[-4:])) & undone:
        return "occurred" if hurt else "foiled"
    announced = set(lead) & _FUTURE and hit.cue.group in ("unrest", "strike", "plot")
    if (
        around & {"planned", "scheduled", "upcoming"}
        or announced
        or (hit.cue.form == "phrase" and hit.cue.words[0] in _TO_COME)
    ):
        return "planned"
    return "alleged" if set(phrase) & _ALLEGED and not hurt else "occurred"


def _noun_phrase_words(line: Line, first: int) -> tuple[str, ...]:
    """The determiner and adjectives before a noun, at most five words."""
    start = first
    while start > 0 and first - start < 5:
        word = line.lower[start - 1]
        if word in ("a", "an", "the"):
            start -= 1
            break
        if word in _BREAKS | _OUTSIDE or not (word[0].isalnum() or word in ("-", "'s")):
            break
        start -= 1
    return line.lower[start:first]


def _conditional(line: Line, first: int) -> bool:
    """Whether the cue stands in a clause that begins with "if", "every time" or the like."""
    for index in range(first - 1, max(-1, first - 16), -1):
        word = line.lower[index]
        if word in ("if", "unless", "whether", "suppose", "imagine", "whenever"):
            return True
        if word == "time" and index and line.lower[index - 1] in ("every", "each", "any"):
            return True
        if word in (";", ":", "—", "after", "when", "where", "who", "that", "which", "because", "since"):
            return False
    return False


def _is_walkout(line: Line, hit: Hit, following: str) -> bool:
    """Whether those who "will strike" stop work: not a storm, not an army, not whoever strikes something."""
    before = _clause_before(line, hit.first, 5)
    who = {word for word in before if word.endswith("s") or word in ("staff", "men", "union", "they")}
    return following in ("on", "from", "for", "next", "over", "again", ",", ".") and bool(who) and not who & _FORCES


def _denial(hit: Hit, sentence: str) -> Reading | None:
    if hit.cue.form == "noun" and _DENIED.search(sentence) and not hit.cue.weak:
        return Reading(1.0, 0.5, "denied")
    return None
