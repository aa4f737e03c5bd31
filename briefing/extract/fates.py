"""The words that tell what befell somebody, by how they are built into a sentence."""

from __future__ import annotations

from typing import Literal

Fate = Literal["killed", "wounded", "shot"]
"""What befell somebody; "shot" (stabbed, hit, taken to hospital) leaves open whether the person lives."""

KILLED = frozenset("killed slain murdered assassinated executed beheaded massacred lynched strangled".split())
WOUNDED = frozenset("wounded injured hurt maimed hospitalized hospitalised".split())
SICK = frozenset("sickened infected affected".split())  # of a disease only
SHOT = frozenset("shot stabbed struck hit beaten grazed slashed knifed gunned pierced".split())
DEAD = frozenset("dead deceased".split())
DIED = frozenset("died perished succumbed".split())
KILLING = frozenset("killing murdering slaying".split())
WOUNDING = frozenset("wounding injuring hurting".split())
STRIKING = frozenset("struck hit hitting striking grazed grazing pierced piercing".split())
HITTING = frozenset("striking hitting shooting stabbing grazing piercing".split())
KILLS = frozenset("kills kill".split())
INJURES = frozenset("injures wounds".split())
CONDITIONS = frozenset("critical serious stable grave fair good guarded".split())
TREATED = frozenset("treated taken rushed airlifted flown transported brought driven".split())
HOSPITALS = frozenset("hospital hospitals clinic medical trauma".split())
WOUNDS = frozenset("wound wounds injury injuries".split())
SUFFERED = frozenset("suffered sustained suffering sustaining received with".split())
DEATHS = frozenset(
    "death deaths murder murders homicide homicides manslaughter killing killings slaying slayings".split()
)
"""Nouns of a killing: "the murder of", "the boy's death"."""
MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
"""How many a "double homicide" or a "triple shooting" is of."""
MULTIPLIED: dict[str, Fate] = {
    "homicide": "killed", "homicides": "killed", "murder": "killed", "murders": "killed", "killing": "killed", "slaying": "killed",
    "shooting": "shot", "stabbing": "shot",
}  # fmt: skip
COUNTED: dict[str, Fate] = {"bodies": "killed", "fatalities": "killed", "deaths": "killed", "fatality": "killed"}
"""Nouns that a number before them makes a figure: "two bodies"."""
VICTIMS: dict[str, Fate] = {
    "gunshot": "shot",
    "shooting": "shot",
    "stabbing": "shot",
    "homicide": "killed",
    "murder": "killed",
}
"""Before "victim", what befell the person."""

BE = frozenset("was were is are been being be got get gets 's have had has having".split())
PERFECT = frozenset("have had has having".split())
ADVERBS = frozenset(
    "also all both fatally critically seriously severely slightly lightly badly reportedly accidentally "
    "allegedly mistakenly mortally apparently "
    "then later only just even already instantly recently tragically gravely initially either each not "
    "wounded injured shot killed stabbed "
    "and brutally deliberately confirmed pronounced declared found presumed feared".split()
)
AFTER_PASSIVE = frozenset(
    "by in at on during when while after before and or , . ; near outside inside as early late with to for from this last yesterday "
    "monday tuesday wednesday thursday friday saturday sunday overnight multiple several once twice three four five six dead "
    "through behind but where shortly just around ) ( over because since".split()
)
NOT_KILLED = frozenset(
    "not n't didn't never nor without if could could've might might've would would've "
    "may wasn't weren't can cannot almost should neither".split()
)

_NOBODY = (
    "no one", "nobody", "no injuries", "no casualties", "no deaths", "no fatalities", "none", "no reports of injuries",
    "no reported injuries", "no immediate reports of injuries", "no other injuries", "no victims", "without injury",
    "without casualties",
)  # fmt: skip
NOBODY = tuple(tuple(words.split()) for words in _NOBODY)

WORDS = (
    KILLED | WOUNDED | SHOT | DEAD | DIED | KILLING | WOUNDING | HITTING | KILLS | INJURES | HOSPITALS | SICK | DEATHS | WOUNDS
    | {"survive", "survived", "condition", "fatal", "deadly", "passed", "himself", "herself", "recovering", "surgery", "body"}
    | {"murder-suicide", *COUNTED, *MULTIPLE}
    | {"bringing", "brings", "brought", "raising", "raised", "raises", "toll", "victim", "victims"}
    | {"life", "lives", "no", "none", "nobody", "without"}
)  # fmt: skip
"""A line without any of these tells of no casualties."""
