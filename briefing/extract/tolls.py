"""The casualties of one happening enter, its figures leave: how many were killed and how many wounded, with the words that say so.

Persons told one by one are told apart by name, age and sex (`identity`), so that who "was shot" in one sentence and "died" in another
counts once, among the dead, and a man's wife and the man himself count as two. A figure of the article's own stands before such a sum.
Where the trained encoder reads the report of a shooting as one of a death, and the words tell none, the victim told first is dead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.extract.casualties import Casualty
from briefing.extract.fates import Fate
from briefing.extract.identity import Person, known_together, may_be_one
from briefing.extract.reader.heads import Toll
from briefing.models import Count

SURE = 5.0
"""The encoder's odds for one death from which a shooting of whose victims none is told to have died has one."""


_SELVES = frozenset({"himself", "herself"})
_PRONOUNS = frozenset("he she him her".split()) | _SELVES
_KIN = frozenset("his her their".split())


@dataclass(slots=True)
class _Victim:
    person: Person
    fate: Fate
    sentence: int  # where its fate was told
    told: Casualty
    words: str

    @property
    def is_actor(self) -> bool:
        """Whether it died by its own hand, as the words say."""
        return self.words in _SELVES or self.words.endswith("own life")

    @property
    def name(self) -> str:
        """The words of its fate, or plainer ones where those are "he" or "himself"."""
        return self.person.text if self.words.lower() in _PRONOUNS else self.words


def totals(told: Iterable[Sequence[Casualty]], toll: Toll | None = None) -> tuple[Count | None, Count | None]:
    """(killed, wounded) of a happening, whose casualties come by sentence: the article's totals.

    A part ("including 90") never counts beside a total. Who "was shot" and is not among the dead is wounded. Nought stands only where no
    figure above it does.
    """
    sentences = [list(casualties) for casualties in told]
    listed = [casualty for casualties in sentences for casualty in casualties]
    victims = _victims(sentences)
    named = _sum(victims, ("killed",))
    killed = _larger(_stated(listed, "killed"), named)
    killed = _with_actor(killed, sentences, victims)
    implied = [casualty.count for casualty in listed if casualty.implied and casualty.count]
    killed = max((count for count in (killed, *implied) if count), key=lambda count: count.high, default=None)
    if (
        toll is not None
        and (killed is None or not killed.high)
        and victims
        and victims[0].fate == "shot"
        and _is_deadly(toll)
    ):
        victims[0].fate = "killed"
        killed = named = _sum(victims, ("killed",))
    if killed is None:
        return killed, _wounded(listed, victims, 0, known=True)
    actors = sum(1 for victim in victims if victim.fate == "killed" and victim.is_actor)
    return killed, _wounded(listed, victims, max(0, killed.high - actors), known=killed is named)


def _is_deadly(toll: Toll) -> bool:
    """Whether the encoder is sure of one death."""
    return toll.killed[1] > SURE * max(toll.killed[0], *toll.killed[2:])


def _wounded(listed: Sequence[Casualty], victims: Sequence[_Victim], dead: int, *, known: bool) -> Count | None:
    """How many were hurt and live, where so many of those hurt died; `known` where the dead were told one by one."""
    wounded, shot = _stated(listed, "wounded"), _stated(listed, "shot")
    if shot is not None and shot.high > max(1, dead) and (wounded is None or wounded.high < 2):
        return replace(shot, low=max(1, shot.low - dead), high=shot.high - dead)
    alive: tuple[Fate, ...] = (
        ("shot", "wounded") if known or dead < 2 else ("wounded",)
    )  # else "was shot" may be of a dead
    return _larger(wounded, _sum(victims, alive))


def _stated(casualties: Sequence[Casualty], fate: Fate) -> Count | None:
    """The largest figure that the article gives at one place; nought where it gives only that."""
    counts = [
        (c.count, c.part) for c in casualties if c.fate == fate and c.count and not c.implied and not _all_single(c)
    ]
    whole = [count for count, part in counts if not part and count.high]
    whole = whole or [count for count, part in counts if part and count.high]
    if not whole:
        return next((count for count, _ in counts), None)
    return max(whole, key=lambda count: count.high)


def _all_single(casualty: Casualty) -> bool:
    """Whether its words tell one person, or several one by one."""
    return bool(casualty.persons) and len(casualty.persons) == len(casualty.people)


def _victims(sentences: Sequence[Sequence[Casualty]]) -> list[_Victim]:
    """The persons told one by one, each once, with the worst that befell it."""
    victims: list[_Victim] = []
    for number, casualties in enumerate(sentences):
        here: list[_Victim] = []  # told of in this sentence
        for casualty in casualties:
            taken: list[_Victim] = []
            for person in casualty.persons:
                if person.itself:  # whoever else the sentence tells of
                    taken += [victim for victim in victims if victim.sentence == number]
                elif casualty.fate == "wounded" and person.text.lower().split()[0] in _KIN:
                    # "Ann Roe was killed and her sister was injured"
                    taken += [victim for victim in here if victim.person.names and victim.fate == "killed"]
                known = _known(victims, person, casualty.fate, taken)
                if known is None:
                    known = _Victim(person, casualty.fate, number, casualty, person.text)
                    victims.append(known)
                else:
                    if known.fate != "killed" and casualty.fate == "killed":
                        known.fate, known.sentence, known.told, known.words = (
                            casualty.fate,
                            number,
                            casualty,
                            person.text,
                        )
                    elif known.fate == "shot":
                        known.fate = casualty.fate
                    known.person = known_together(known.person, person)
                taken.append(known)
                here.append(known)
    return victims


def _known(victims: Sequence[_Victim], person: Person, fate: Fate, taken: Sequence[_Victim]) -> _Victim | None:
    """The victim that a person is: one of its name, else the one told last whom nothing speaks against."""
    fitting = [v for v in victims if v not in taken and may_be_one(v.person, person)]
    if person.other:
        fitting = [v for v in fitting if v.person.other]
    named = [v for v in fitting if set(v.person.names) & set(person.names)]
    best = named or [v for v in fitting if v.fate == fate] or fitting
    return best[-1] if best else None


def _sum(victims: Sequence[_Victim], fates: tuple[Fate, ...]) -> Count | None:
    """How many persons told one by one in a sentence met such a fate, and who acted and died by the same hand.

    Persons of different sentences are not added up: too often they are one, or of another happening.
    """
    found = [victim for victim in victims if victim.fate in fates]
    by_sentence = {
        victim.sentence: [other for other in found if other.sentence == victim.sentence] for victim in reversed(found)
    }
    if not found:
        return None
    most = max(by_sentence.values(), key=len)
    if fates == ("killed",):
        most += [v for v in found if v.words in _SELVES and v not in most][:1]
    told = most[0].told
    together = told.count is not None and len(told.persons) == len(most) and all(victim.told is told for victim in most)
    words = told.count.text if told.count and together else "; ".join(dict.fromkeys(victim.name for victim in most))
    return Count(low=len(most), high=len(most), text=words)


def _with_actor(
    stated: Count | None, sentences: Sequence[Sequence[Casualty]], victims: Sequence[_Victim]
) -> Count | None:
    """The figure with the one who acted: "killed his wife and their two children and then himself" tells of four."""
    for number, casualties in enumerate(sentences):
        family = any(c.count is stated and _KIN & set(c.count.text.lower().split()) for c in casualties if c.count)
        actor = next((v for v in victims if v.sentence == number and v.is_actor and v.fate == "killed"), None)
        if stated is not None and family and actor is not None:
            return Count(low=stated.low + 1, high=stated.high + 1, text=f"{stated.text}; {actor.words}")
    return stated


def _larger(stated: Count | None, summed: Count | None) -> Count | None:
    """The sum of persons, where the article gives no figure above one."""
    if summed is None or (stated is not None and (stated.high > 1 or stated.high >= summed.high)):
        return stated
    return summed


def toll_of(tolls: Sequence[Toll], starts: Iterable[int]) -> Toll | None:
    """What the encoder makes of the window in which a happening is told first; it learned on opening windows."""
    offsets = list(starts)
    return next((toll for toll in tolls if any(toll.start <= offset < toll.end for offset in offsets)), None)
