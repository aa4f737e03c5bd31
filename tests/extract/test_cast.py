"""Who and what took part in a happening: happenings and heads made by hand, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from briefing.extract.cast import Cast
from briefing.extract.casualties import casualties_in
from briefing.extract.counts import Line
from briefing.extract.happenings import Happening, Range
from briefing.extract.happenings import Mention as Words
from briefing.extract.lists import cues_from, incident_types_from
from briefing.extract.participants import participants
from briefing.extract.persons import people_in, person_nouns
from briefing.extract.reader.heads import Heads, Mention, Trigger
from briefing.extract.triggers import Triggers
from briefing.extract.witness import Witness
from briefing.extract.wordings import Wordings

CUES = cues_from(None)
NOUNS = person_nouns((*CUES.people, *CUES.roles))
GROUPS = {kind.id: kind.group for kind in incident_types_from(None).types}
TRIGGERS = Triggers(incident_types_from(None))


def sentences_of(text: str) -> list[Range]:
    return [found.span() for found in re.finditer(r"\S[^.\n]*(?:[.!?]|$)", text)]


def at(text: str, words: str, label: str, score: float = 0.9) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), label, score)


def cast(
    text: str,
    *roles: tuple[str, str],
    cues: Sequence[str] = ("shot",),
    entities: Sequence[tuple[str, str]] = (),
    score: float = 0.9,
    hit: int = 0,
) -> list[tuple[list[str], list[str], list[str]]]:
    """(perpetrators, targets, weapons) of a shooting for each cue; a role is linked to the cue of its sentence."""
    sentences = sentences_of(text)
    mentions = sorted(at(text, words, label, score) for words, label in roles)
    happenings, triggers = [], []
    for cue in cues:
        start = text.index(cue)
        number, bounds = next((n, pair) for n, pair in enumerate(sentences) if pair[0] <= start < pair[1])
        mention = Words("shooting", "violence", (start, start + len(cue)), bounds, number, base=1.0, penalty=0.0)
        happenings.append(Happening(mention))
        linked = tuple(role for role in mentions if bounds[0] <= role.start < bounds[1])
        triggers.append(Trigger(at(text, cue, "shooting"), linked))
    named = tuple(sorted(at(text, words, label) for words, label in entities))
    heads = Heads((), named, tuple(triggers), tuple(mentions), ())
    who = Cast(Wordings(text, heads, NOUNS, []), Witness(text, sentences, heads), heads, happenings, GROUPS.get)
    result = []
    for happening in happenings:
        targets = who.targets(happening, hit)
        acting = who.perpetrators(happening, targets)
        parts = (acting, targets, who.weapons(happening, {*acting, *targets}))
        result.append(tuple([text[start:end] for start, end in part] for part in parts))
    return result  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A boy was shot. Paramedics came after he was shot.", "Paramedics"),
        ("A GUN WAS shot, police said.", "GUN"),
        ("The victim shot it.", "victim"),
        ("A knife-wielding man was shot.", "knife-wielding"),
    ],
)
def test_helpers_weapons_and_victims_are_no_attackers(text: str, words: str) -> None:
    """Whatever the encoder takes them for."""
    assert cast(text, (words, "perpetrator"), score=0.5)[0][0] == []


def test_each_takes_part_in_what_is_told_beside_him() -> None:
    """Fillers belong to the happening whose words they are linked to."""
    text = "Rebels shot a trader in Mosul with a rifle. In Basra a farmer was gunned down by raiders."
    found = cast(
        text,
        ("Rebels", "perpetrator"),
        ("a trader", "victim"),
        ("rifle", "weapon"),
        ("a farmer", "victim"),
        ("raiders", "perpetrator"),
        cues=("shot", "gunned down"),
    )
    assert found == [(["Rebels"], ["trader"], ["rifle"]), (["raiders"], ["farmer"], [])]


def test_what_nothing_links_belongs_to_the_nearest() -> None:
    """A filler in a sentence of its own belongs to the happening told beside it, not to one far away."""
    text = (
        "A trader was shot in Mosul. The attackers were three masked men. " + "It rained. " * 90 + "A pistol was sold."
    )
    found = cast(text, ("a trader".capitalize(), "victim"), ("three masked men", "perpetrator"), ("pistol", "weapon"))
    assert found == [(["three masked men"], ["trader"], [])]


def test_speakers_bylines_and_towns_take_no_part() -> None:
    """A spokesman, a reporter and a town that the encoder took for parties are none; who was charged is one."""
    text = (
        "By Ida Noll\n\nMira Holt was shot in Hull. Paul Denner was charged on Monday. Police spokesman Jon Marsh said so. "
        "Detectives searched Hull."
    )
    people = [(name, "Person") for name in ("Ida Noll", "Mira Holt", "Paul Denner", "Jon Marsh")]
    found = cast(
        text,
        ("Ida Noll", "perpetrator"),
        ("Mira Holt", "victim"),
        ("Hull", "victim"),
        ("Paul Denner", "perpetrator"),
        ("Jon Marsh", "perpetrator"),
        entities=[*people, ("Hull", "Location")],
    )
    assert found == [(["Paul Denner"], ["Mira Holt"], [])]


def test_a_name_of_which_no_clause_tells_needs_a_sure_encoder() -> None:
    """Where neither what he did nor what befell him is said, the encoder must be sure."""
    text = "A man was shot in Hull. Paul Denner has a red door."
    names = [("Paul Denner", "Person")]
    assert cast(text, ("Paul Denner", "perpetrator"), entities=names, score=0.8)[0][0] == ["Paul Denner"]
    assert cast(text, ("Paul Denner", "perpetrator"), entities=names, score=0.5)[0][0] == []


def test_a_name_in_a_quotation_is_no_party() -> None:
    """Somebody speaks of him; no clause says that he was hit."""
    text = "A boy was shot in Hull. “They never come for Joe Orr when they come,” said Ann Tarn."
    assert cast(text, ("boy", "victim"), ("Joe Orr", "victim"), entities=[("Joe Orr", "Person")]) == [([], ["boy"], [])]


def test_one_victim_is_printed_once() -> None:
    """Of one who was hit, the name stands, not the descriptions that may be his; two who are joined by and stay two."""
    text = "A 16-year-old boy was shot in Hull. Evan Holt, 16, died. The teenager was alone."
    roles = (("16-year-old boy", "victim"), ("Evan Holt", "victim"), ("The teenager", "victim"))
    names = [("Evan Holt", "Person")]
    assert cast(text, *roles, entities=names, hit=1)[0][1] == ["Evan Holt"]
    text = "Evan Holt, 15, and a 16-year-old boy were shot in Hull."
    assert cast(text, *roles[:2], entities=names, hit=1)[0][1] == ["Evan Holt", "16-year-old boy"]


def test_an_office_and_its_holder_are_one() -> None:
    """The office before a name is told by the name."""
    text = "governor evan holt was shot in hull."
    assert cast(text, ("governor", "victim"), ("evan holt", "victim"))[0][1] == ["evan holt"]


def test_who_is_only_counted_is_told_by_the_toll() -> None:
    """Whoever is only a number names nobody, and stands where no toll tells the number."""
    text = "Two people were shot in Hull."
    assert cast(text, ("Two people", "victim"), hit=2)[0][1] == []
    assert cast(text, ("Two people", "victim"), hit=0)[0][1] == ["Two people"]


@pytest.mark.parametrize(
    ("text", "roles", "weapons"),
    [
        ("He shot her with a gun, a rifle.", ("gun", "rifle"), ["rifle"]),
        ("He shot her with a pistol; pistols are banned.", ("pistol", "pistols"), ["pistol"]),
        ("He shot her from a car with a rifle.", ("car", "rifle"), ["rifle"]),
        ("A gunman shot her.", ("gunman",), []),
    ],
)
def test_weapons_are_things_once_and_the_exact_one(text: str, roles: tuple[str, ...], weapons: list[str]) -> None:
    """No gunman, no car in a shooting; a gun gives way to the rifle that it was."""
    assert cast(text, *((words, "weapon") for words in roles))[0][2] == weapons


# ---- wordings -----------------------------------------------------------------------------------------------------------


def wordings(text: str, *entities: tuple[str, str]) -> Wordings:
    heads = Heads((), tuple(sorted(at(text, words, label) for words, label in entities)), (), (), ())
    return Wordings(text, heads, NOUNS, [])


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("the guards ran", "the guards", "guards"),
        ("three bombs", "three", None),
        ("spokesmen of the group", "spokesmen of the", "spokesmen"),
        ("Mira Lee “Bo” Denner ran", "Mira Lee “Bo", "Mira Lee"),
        ("he ran", "he", None),
        ("Man shot in Hull", "Man", None),
        ("Gunmen shot him", "Gunmen", "Gunmen"),
        ("KXYZ reports", "KXYZ", None),
        ("Evan Holt KXYZ 780", "Evan Holt KXYZ", "Evan Holt"),
        ("Le’Von ran", "Le", None),
        ("Prince Evan’s County", "Prince Evan", None),
        ("Evan Holt University ran", "Evan Holt", None),
        ("near S.W. 32nd St. and Shartel", "Shartel", None),
        ("Bond was set", "Bond", None),
        ("on Evan Holt Court", "Evan Holt Court", None),
        ("in the 5700 block of South Vale", "South Vale", None),
        ("crews discovered Evan Holt", "crews discovered Evan Holt", "Evan Holt"),
        ("a man, 33 years old, ran", "33 years old", None),
        ("Hull\n\nEvan Holt ran", "Hull\n\nEvan Holt", None),
    ],
)
def test_a_wording_is_made_whole_or_is_none(text: str, words: str, whole: str | None) -> None:
    """Articles and loose ends go; a number, a pronoun, a headline's noun, a station, a cut word are nobody."""
    start = text.index(words)
    named = [("Evan Holt", "Person")] if "Evan Holt" in text else []
    found = wordings(text, *named).whole((start, start + len(words)))
    assert (None if found is None else text[slice(*found)]) == whole


def test_the_rest_of_a_cut_name_is_read() -> None:
    """A span that ends within a name reaches to its end."""
    text = "members of the harbour liberation front attacked"
    found = wordings(text, ("harbour liberation front", "Organization"))
    start = text.index("harbour")
    pair = found.whole((start, start + len("harbour")), named=True)
    assert pair is not None
    assert text[slice(*pair)] == "harbour liberation front"


def test_one_entity_has_its_fullest_name() -> None:
    """A surname, a given name and the acronym in brackets are the same entity's."""
    text = "Holt fell. Mira Jane Holt was there, and Mira. The Harbour Liberation Front (HLF) knew; HLF men spoke."
    found = wordings(
        text, ("Mira Jane Holt", "Person"), ("Harbour Liberation Front", "Organization"), ("HLF", "Organization")
    )
    aged = wordings("Three-year-old Mira Jane Holt fell; 3-year-old Mira Holt is well.", ("Mira Jane Holt", "Person"))
    assert len(aged.entities([(0, 29), (36, 56)])) == 1
    pairs = [(m.start(), m.end()) for m in re.finditer(r"Holt|Mira(?! J)|Harbour Liberation Front|HLF", text)]
    assert [text[slice(*pair)] for pair in found.entities(pairs)] == ["Mira Jane Holt", "Harbour Liberation Front"]


# ---- arrests ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Harbour County detectives have arrested one suspect in Hull.", ["one suspect"]),
        ("The parents of a 9-month-old baby were arrested in Hull.", ["parents"]),
        ("Evan Holt, 43, The Dalles, was arrested on Friday.", ["Evan Holt"]),
        ("A boy fled after he was arrested, prosecutors said.", []),
        ("Evan Holt, 45, and Mira Noll, 17, both of Hull, were arrested.", ["Evan Holt", "Mira Noll"]),
        ("Police reported 21 people arrested after the match.", ["21 people"]),
    ],
)
def test_an_arrest_befalls_whom_its_clause_names(text: str, held: list[str]) -> None:
    """The object of an active verb, the subject of a passive one; not the police, not who tells of it."""
    line = Line.of(text, 0, len(text))
    hit = next(hit for hit in TRIGGERS.hits(line) if hit.cue.type == "arrest")
    targets, _ = participants(line, hit, people_in(line, NOUNS), [])
    assert [text[slice(*pair)] for pair in targets] == held


@pytest.mark.parametrize(
    ("text", "acting", "suffering"),
    [
        ("A girl shot Tuesday in Hull believed that a stone struck her.", [], ["girl"]),
        ("A man stabbed near the station knew nobody.", [], ["man"]),
        ("A man shot at police in Hull.", ["man"], []),
        ("A man shot a woman in Hull.", ["man"], ["woman"]),
        ("The family of a boy shot by a neighbour spoke.", ["neighbour"], ["boy"]),
    ],
)
def test_a_participle_without_object_befalls(text: str, acting: list[str], suffering: list[str]) -> None:
    """Words of time or place follow it, and whom it is said of is no attacker."""
    line = Line.of(text, 0, len(text))
    hit = next(hit for hit in TRIGGERS.hits(line) if hit.cue.group == "violence")
    people = people_in(line, NOUNS)
    found = participants(line, hit, people, casualties_in(text, line, people))
    assert [[text[slice(*pair)] for pair in pairs] for pairs in found] == [suffering, acting]


def test_weapons_that_stand_side_by_side_are_one() -> None:
    """A pipe and a bomb beside it are a pipe bomb; a knife elsewhere is another."""
    text = "A pipe bomb went off, and a knife was found."
    spots = [(text.index(word), text.index(word) + len(word)) for word in ("pipe", "bomb", "knife")]
    assert [text[start:end] for start, end in wordings(text).arms(spots)] == ["pipe bomb", "knife"]


def test_a_county_takes_no_part() -> None:
    """The person whose name it bears has been dead for long."""
    text = "Prince George’s County police said George Orr fired."
    found = wordings(text, ("Prince George", "Person"), ("George Orr", "Person"))
    assert found.whole((0, len("Prince George"))) is None
    assert wordings("Prince George's Police Chief spoke.", ("Prince George", "Person")).whole((0, 13)) is None
    assert found.whole((text.index("George Orr"), text.index("George Orr") + 10)) is not None


def test_on_a_street_is_not_an_attack_on_somebody() -> None:
    """Whoever stands behind "on" did not act there; a target may."""
    text = "Men in vans on Paulina fired. The attacks on Mira Holt went on."
    found = wordings(text, ("Paulina", "Person"), ("Mira Holt", "Person"))
    paulina, mira = (text.index("Paulina"), text.index("Paulina") + 7), (text.index("Mira"), text.index("Mira") + 9)
    assert found.is_roadside(paulina)
    assert not found.is_elsewhere(mira)


def test_a_town_that_the_encoder_takes_for_a_person_takes_no_part() -> None:
    """A place of the article, unless it is a surname of somebody in it."""
    text = "Mira Holt, 33, Paoli, was shot in Paoli. Evan Jackson fled Jackson."
    heads = Heads(
        (), tuple(sorted(at(text, words, "Person") for words in ("Mira Holt", "Paoli", "Evan Jackson"))), (), (), ()
    )
    places = [(m.start(), m.end()) for m in re.finditer(r"(?<=in )Paoli|(?<=fled )Jackson", text)]
    found = Wordings(text, heads, NOUNS, places)
    first, surname = text.index("Paoli"), text.index("Jackson")
    assert found.is_elsewhere((first, first + 5))
    assert not found.is_elsewhere((surname - 5, surname + 7))


def test_a_common_word_that_opens_a_line_is_no_name() -> None:
    """The article writes it small elsewhere."""
    text = "Vigil held for Rose. She knew Ann Rose, who rose early; the vigil ended at six."
    found = wordings(text, ("Vigil", "Person"), ("Ann Rose", "Person"), ("Rose", "Person"))
    assert found.whole((0, 5)) is None
    assert found.whole((text.index("Rose"), text.index("Rose") + 4)) is not None


def test_a_street_and_half_a_noun_are_no_persons() -> None:
    """Streets are often called by a surname alone; "family member" is one noun."""
    text = "He was shot in the 5700 block of South Morgan by a family member, on 57th & Morgan, and on 11700 Robertson."
    found = wordings(text, ("Morgan", "Person"), ("Robertson", "Person"))
    for name in ("Morgan", "Robertson"):
        assert found.whole((text.index(name), text.index(name) + len(name))) is None
    family = (text.index("family"), text.index("family") + 13)
    assert found.whole((family[0], family[0] + 6)) == family
    assert found.whole((family[1] - 6, family[1])) == family
