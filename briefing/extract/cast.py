"""An article's happenings and the encoder's fillers enter; who and what took part in each happening leaves, each entity once.

A filler belongs to the happening whose words it is linked to, else to the one told nearest. Names are weighed by what the article's clauses
say of them (`witness`); wordings of one entity are joined (`wordings`) and the fullest stands for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from briefing.extract.happenings import Happening, Range
from briefing.extract.happenings import Mention as Mentioned
from briefing.extract.identity import Person, may_be_one
from briefing.extract.participants import FORCES
from briefing.extract.reader.heads import Heads, Mention
from briefing.extract.sightings import EFFECTS, LINKED, SEEN_GROUPS
from briefing.extract.witness import Told, Witness
from briefing.extract.wordings import Wordings

REACH = 600  # code points from a filler that nothing links to the nearest words about a happening
SURE = 0.6
"""A name of which no clause says what it did or suffered is a party where the encoder is so sure of it."""
DOUBT = 0.35
"""A target of which the encoder is less sure is none; four of five of them are wrong."""
_CHILD_ITSELF = re.compile(
    r"\b(?:boy|girl|child|toddler|son|daughter|(?:[1-9]|1[0-2])-year-old)\b[^.;]*"
    r"\b(?:shot|shooting|killed|wounded|injured) (?:him|her)self\b"
)
_VEHICLES = frozenset("car cars vehicle vehicles truck trucks van vans suv suvs bus motorcycle motorcycles".split())
_HELPERS = frozenset(
    "paramedics medics firefighters crews responders medic paramedic firefighter doctors cops cop".split()
)
_ARMS = frozenset("gun guns handgun pistol rifle shotgun revolver weapon weapons firearm knife bullet bullets".split())
_SUFFERERS = frozenset("victim victims hostage hostages".split())
_OF_FORCES = frozenset({"violence", "arrest"})
"""Groups of what a force may have done itself."""
_FIELDS = {
    "perpetrator": "perpetrators",
    "organisation": "perpetrators",
    "target": "targets",
    "victim": "targets",
    "weapon": "weapons",
}


@dataclass(slots=True)
class Part:
    """What the encoder took for fillers of one happening's field, in text order, with how sure it is of each."""

    perpetrators: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    weapons: list[Mention] = field(default_factory=list)


class Cast:
    """Who and what took part in the happenings of one article."""

    def __init__(
        self,
        wordings: Wordings,
        witness: Witness,
        heads: Heads | None,
        happenings: Sequence[Happening],
        groups: Callable[[str], str | None],
    ) -> None:
        """`happenings` are all of the article's; `groups` gives an incident type's group."""
        self.wordings = wordings
        self.witness = witness
        self._parts: dict[int, Part] = {}
        self._groups = groups
        told = sorted(
            (mention.trigger[0], mention.sentence, number)
            for number, happening in enumerate(happenings)
            if happening.group in SEEN_GROUPS
            for mention in happening.mentions
        )
        self._starts = [start for start, _, _ in told]
        self._numbers = [number for _, _, number in told]
        self._sentences: dict[int, set[int]] = {}  # by a sentence's start: the happenings that it tells of
        for _, (start, _), number in told:
            self._sentences.setdefault(start, set()).add(number)
        self._bounds = sorted({sentence for _, sentence, _ in told})
        if heads is not None and told:
            self._assign(heads, happenings)

    # ---- whose ---------------------------------------------------------------------------------------------------------

    def _assign(self, heads: Heads, happenings: Sequence[Happening]) -> None:
        linked: dict[Range, set[int]] = {}
        for trigger in heads.triggers:
            owners = self._owners(trigger.mention, happenings)
            for role in trigger.roles:
                if role.score >= LINKED:
                    linked.setdefault((role.start, role.end), set()).update(owners)
        for item in heads.roles:
            name = _FIELDS.get(item.label)
            if name is None:
                continue
            owners = linked.get((item.start, item.end)) or self._nearest(item)
            if name != "weapons":
                owners = self._told_beside(item) or owners
            for number in sorted(owners):
                part = self._parts.setdefault(id(happenings[number]), Part())
                getattr(part, name).append(item)

    def _owners(self, trigger: Mention, happenings: Sequence[Happening]) -> set[int]:
        """Numbers of the happenings of whose sentence the trigger is one, by its group or as what was done to people."""
        told = self._told_beside(trigger)
        if trigger.label in EFFECTS:
            return told
        group = self._groups(trigger.label)
        return {number for number in told if happenings[number].group == group}

    def _told_beside(self, item: Mention) -> set[int]:
        """Numbers of the happenings of its own sentence: they go before others that the encoder links it to."""
        index = bisect_right(self._bounds, (item.start, 1 << 60)) - 1
        beside = index >= 0 and item.start < self._bounds[index][1]
        return self._sentences[self._bounds[index][0]] if beside else set()

    def _nearest(self, item: Mention) -> set[int]:
        index = bisect_left(self._starts, item.start)
        near = [
            (abs(self._starts[n] - item.start), self._numbers[n])
            for n in (index - 1, index)
            if 0 <= n < len(self._starts)
        ]
        gap, number = min(near)
        return {number} if gap <= REACH else set()

    # ---- who -----------------------------------------------------------------------------------------------------------

    def perpetrators(self, happening: Happening, others: Collection[Range]) -> tuple[Range, ...]:
        """Who acts, `others` being who was acted upon: who is named as both and charged with nothing suffers."""
        if self._is_childs_own(happening):
            return ()
        seen = self._seen(happening, "perpetrators")
        told = [] if seen else self._whole(_told(happening, "perpetrators"))
        if happening.group in SEEN_GROUPS:
            told = [pair for pair in told if self._acts(pair, 1.0)]
        hurt = {self.wordings.words(pair) for pair in others if self.wordings.is_name(pair)}
        befell = [pair for mention in happening.mentions for pair in mention.targets]
        found = self.wordings.entities(pair for pair in (*seen, *told) if not _overlaps(pair, befell))
        return tuple(
            pair for pair in found if self.wordings.words(pair) not in hurt and not self._is_response(pair, happening)
        )

    def _is_response(self, pair: Range, happening: Happening) -> bool:
        """Whether it is a force that seized or stopped what others did: "gendarmes seized ecstasy"; an arrest is its own deed."""
        return happening.group not in _OF_FORCES and self.wordings.words(pair).lower() in FORCES

    def _is_childs_own(self, happening: Happening) -> bool:
        """Whether the one hurt is a child that did it itself: whoever is charged, for the gun was his, is no attacker."""
        hurt = [casualty for mention in happening.mentions for casualty in mention.casualties]
        others = [one for one in _hurt(happening) if not (one.itself or one.pronoun)]
        if any(one.young is False for one in others) or any(c.count and c.count.high > 1 for c in hurt):
            return False
        told = [mention for mention in happening.mentions if not any(one.young for one in _beside_self(mention))]
        return any(_CHILD_ITSELF.search(self.wordings.text, *mention.sentence) for mention in told)

    def targets(self, happening: Happening, hit: int) -> tuple[Range, ...]:
        """Who or what was acted upon; `hit` is how many were killed and wounded, 0 where that is not told."""
        hurt = [pair for mention in happening.mentions if mention.casualties for pair in mention.targets]
        seen = self._seen(happening, "targets")
        told = self._whole(hurt or ([] if seen else _told(happening, "targets")))
        if not any(one.acting for one in _hurt(happening)):
            told = [pair for pair in told if not self._is_attacker(pair)]
        if happening.group in SEEN_GROUPS:
            told = [pair for pair in told if self._suffers(pair, 1.0)]
        found = self.wordings.entities([*told, *seen], people=True, counted=not hit)  # numbers stand in the toll
        return self._once(found, hit)

    def _once(self, found: tuple[Range, ...], hit: int) -> tuple[Range, ...]:
        """Those found without descriptions of one who is named or described before, where they are more persons than were hit."""
        persons = {pair: self.wordings.person(pair) for pair in found if self.wordings.is_person(pair)}
        if not 0 < hit < len(persons):
            return found
        befell = [pair for pair in persons if self.wordings.is_name(pair) and self._is_told_hurt(pair)]
        kept = befell[:]
        for pair, person in persons.items():
            if pair in kept or (self.wordings.is_name(pair) and len(befell) >= hit):
                continue
            if self.wordings.is_name(pair) or not any(
                may_be_one(person, persons[other]) and not self.wordings.is_joined(pair, other) for other in kept
            ):
                kept.append(pair)
        return tuple(pair for pair in found if pair in kept or pair not in persons)

    def _is_told_hurt(self, pair: Range) -> bool:
        return self.witness.of(self.wordings.fullest(pair)).suffers > 0

    def weapons(self, happening: Happening, others: Collection[Range]) -> tuple[Range, ...]:
        seen = [pair for pair in self._seen(happening, "weapons") if pair not in others]
        found = [pair for pair in (seen, _told(happening, "weapons")) if pair]
        driven = happening.type in ("shooting", "stabbing")
        kept = [
            pair
            for pair in (found[0] if found else [])
            if not (driven and self.wordings.words(pair).lower() in _VEHICLES)
        ]
        return self.wordings.arms(kept)

    def _seen(self, happening: Happening, name: str) -> list[Range]:
        part = self._parts.get(id(happening))
        found: Iterable[Mention] = () if part is None else getattr(part, name)
        fits = {"perpetrators": self._acts, "targets": self._suffers, "weapons": self._harms}[name]
        kept = []
        for item in found:
            if item.score < DOUBT and name == "targets":
                continue
            pair = self.wordings.whole((item.start, item.end), named=name != "weapons")
            if pair is not None and name == "targets" and self._is_attacker(pair):
                continue
            if pair is not None and fits(pair, item.score):
                kept.append(pair)
        return kept

    def _is_attacker(self, pair: Range) -> bool:
        """Whether a description is of one who attacks: "a suspect"."""
        return self.wordings.is_person(pair) and not self.wordings.is_name(pair) and self.wordings.person(pair).acting

    def _whole(self, found: Iterable[Range]) -> list[Range]:
        return [pair for item in found if (pair := self.wordings.whole(item)) is not None]

    def _acts(self, pair: Range, score: float) -> bool:
        if not self.wordings.is_name(pair):
            called = self.wordings.words(pair).lower()
            if called.split()[-1] in FORCES | _HELPERS and score < SURE and not self.witness.does(pair):
                return False  # who "responded to the shooting"
            if called.endswith("-wielding") or called.split()[-1] in _ARMS:
                return False
            return not (called in _SUFFERERS or self.witness.tells(pair) or self.witness.is_aimed_at(pair))
        if self.wordings.is_elsewhere(pair) or self.wordings.is_roadside(pair):
            return False
        told = self.witness.of(self.wordings.fullest(pair))
        if told.acts > told.suffers:
            return told.written
        return self._is_party(told, pair, score) and not told.suffers

    def _suffers(self, pair: Range, score: float) -> bool:
        if not self.wordings.is_name(pair):
            return True
        if self.wordings.is_elsewhere(pair):
            return False
        told = self.witness.of(self.wordings.fullest(pair))
        if told.suffers and told.suffers >= told.acts:
            return told.written
        return self._is_party(told, pair, score) and not told.acts

    def _is_party(self, told: Told, pair: Range, score: float) -> bool:
        """Whether a name of which no clause tells may be a party all the same."""
        return told.written and not (told.speaks or told.official or score < SURE or self.witness.is_quoted(pair))

    def _harms(self, pair: Range, score: float) -> bool:
        del score
        return not self.wordings.is_person(pair) and not self.wordings.is_name(pair)


def _overlaps(pair: Range, others: Iterable[Range]) -> bool:
    return any(start < pair[1] and pair[0] < end for start, end in others)


def _hurt(happening: Happening) -> list[Person]:
    """Everybody of whom its sentences tell one by one what befell him."""
    return [one for mention in happening.mentions for casualty in mention.casualties for one in casualty.persons]


def _beside_self(mention: Mentioned) -> list[Person]:
    """Whom a sentence tells of as hurt beside somebody who hurt himself: "shot his son and then himself"."""
    persons = [one for casualty in mention.casualties for one in casualty.persons]
    return [one for one in persons if not one.itself] if any(one.itself for one in persons) else []


def _told(happening: Happening, name: str) -> list[Range]:
    """What the rules read in the best mention, else in the first that has any."""
    own: list[Range] = getattr(happening.best, name)
    others = (getattr(mention, name) for mention in happening.mentions if mention.hurt or mention.base >= 1)
    return own or next((found for found in others if found), [])
