"""A noun phrase of one person enters, what it tells of who that is leaves: name, age, sex; and whether two phrases may mean one person.

"Shot" and "died" are often told sentences apart, of "a 7-year-old boy" and "the victim": one person, unless name, age, sex or part differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.extract.counts import Line, number_of
from briefing.extract.persons import People

_MALE = frozenset(
    "man boy male father husband son brother grandfather grandson uncle nephew stepfather stepson stepbrother boyfriend fiance ex-husband "
    "ex-boyfriend dad policeman he him himself gunman gentleman guy schoolboy fireman widower".split()
)
_FEMALE = frozenset(
    "woman girl female mother wife daughter sister grandmother granddaughter aunt niece stepmother stepdaughter stepsister girlfriend "
    "fiancee ex-wife ex-girlfriend mom policewoman she her herself lady schoolgirl widow".split()
)
_YOUNG = frozenset("boy girl child baby infant toddler newborn youngster kid schoolboy schoolgirl".split())
_TEENAGED = frozenset("teen teenager juvenile youth student".split())  # "a man" too
_GROWN = frozenset(
    "man woman father mother husband wife grandfather grandmother uncle aunt officer deputy trooper policeman soldier guard driver "
    "homeowner boyfriend girlfriend fiance fiancee ex-wife ex-husband clerk bartender".split()
)
BODY = frozenset(
    "head face neck chest back arm leg hand foot shoulder "
    "stomach abdomen thigh torso side knee eye cheek jaw hip groin wrist ankle finger skull".split()
)
_STOPS = frozenset("a an the another and or , ; : who while when".split())
ACTING = frozenset(
    "gunman shooter suspect attacker assailant killer perpetrator robber burglar intruder bomber himself herself".split()
)
_NAMELESS = (
    _MALE | _FEMALE | _YOUNG | _GROWN | ACTING | frozenset("the a an his her their victim student jr jr. sr".split())
)
_OTHERS = frozenset("another other second third fourth fifth".split())
_AGE = re.compile(r"\b(\d+|[a-z]+(?:-[a-z]+)?)[- ](year|month|week|day)s?[- ]old")
_NEAR = 1  # years by which two reports of one person's age may differ
CHILD, GROWN_UP = 12, 21  # years up to which nobody says "man", from which nobody says "boy"


@dataclass(frozen=True, slots=True)
class Person:
    """What a phrase tells of one person; empty or None where it tells nothing."""

    text: str
    names: tuple[str, ...]
    age: int | None
    sex: str  # "m", "f", ""
    young: bool | None
    acting: bool  # an attacker by its word
    other: bool  # "another man", "a second victim"
    itself: bool  # who acts and is hurt by it: "himself", "his own life"
    pronoun: bool


def person_of(text: str, line: Line, item: People) -> Person:
    """What the phrase, and an age behind it, tells."""
    words = line.lower[item.first : item.last + 1]
    age = _age_of(line, item)
    young: bool | None = None
    if age is not None:
        young = True if age <= CHILD else False if age >= GROWN_UP else None
    elif not _TEENAGED & set(words):
        young = True if _YOUNG & set(words) else False if _GROWN & set(words) else None
    names = tuple(
        lower
        for word, lower in zip(line.words[item.first : item.last + 1], words, strict=True)
        if item.kind in ("name", "named") and word[:1].isupper() and lower not in _NAMELESS
    )
    return Person(
        text=text[line.start[item.first] : line.end[item.last]],
        names=names,
        age=age,
        sex="m" if _MALE & set(words) else "f" if _FEMALE & set(words) else _sex_of_body(line, item.last + 1),
        young=young,
        acting=bool(ACTING & set(words)),
        other=bool(_OTHERS & set(words)),
        itself=item.kind == "self",
        pronoun=item.kind == "pronoun",
    )


def _sex_of_body(line: Line, first: int) -> str:
    """What "his", "her" says beside a part of the body, where nobody else comes between: "a 17-year-old was shot in his hip"."""
    for index in range(first, min(first + 8, len(line) - 1)):
        word = line.lower[index]
        if word in ("his", "her") and not BODY.isdisjoint(line.lower[index + 1 : index + 3]):
            return "m" if word == "his" else "f"
        if word in _STOPS:
            return ""
    return ""


def _age_of(line: Line, item: People) -> int | None:
    match = _AGE.search(" ".join(line.lower[item.first : item.last + 1]))
    if match:
        number = number_of(match.group(1))
        months = {"year": 12, "month": 1}.get(match.group(2), 0)
        return None if number is None else number * months // 12
    after = line.lower[item.last + 1 : item.last + 4]
    if len(after) == 3 and after[0] in (",", "(") and after[1].isdigit() and len(after[1]) <= 2:
        return int(after[1])
    return None


def may_be_one(one: Person, other: Person) -> bool:
    """Whether nothing that two phrases tell speaks against their meaning the same person."""
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if one.age is not None and other.age is not None and abs(one.age - other.age) > _NEAR:
        return False
    unlike = one.young is not None and other.young is not None and one.young != other.young
    if unlike and (one.age is None or other.age is None):
        return False
    return _names_agree(one.names, other.names) and not _parts_differ(one, other)


def _names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no full name stands against the other: "Jane Roe" may be "Roe", "Jane A. Roe" and "J. Roe", not "John Roe"."""
    if len(one) < 2 or len(other) < 2:
        return True
    first, second = one[0].strip("."), other[0].strip(".")
    if first == second:
        return True
    initials = len(first) == 1 or len(second) == 1
    return initials and first[0] == second[0] and bool(set(one[1:]) & set(other[1:]))


def _parts_differ(one: Person, other: Person) -> bool:
    """An attacker is not a "victim"."""
    return (one.acting and "victim" in other.text.lower()) or (other.acting and "victim" in one.text.lower())


def known_together(one: Person, other: Person) -> Person:
    """What two phrases of one person tell of it."""
    longer = one.names if len(one.names) >= len(other.names) else other.names
    best = one if (len(one.names), not one.pronoun) >= (len(other.names), not other.pronoun) else other
    return Person(
        text=best.text,
        names=longer,
        age=one.age if one.age is not None else other.age,
        sex=one.sex or other.sex,
        young=one.young if one.young is not None else other.young,
        acting=one.acting or other.acting,
        other=one.other,
        itself=one.itself or other.itself,
        pronoun=one.pronoun and other.pronoun,
    )
