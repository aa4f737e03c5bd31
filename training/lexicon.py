"""Words that name a happening of a type: where a corpus says that a text reports one but not by which word."""

from __future__ import annotations

import re

WORDS: dict[str, str] = {
    "bombing": r"bomb(s|ed|ing|ings|ings)?|blasts?|explo(de|ded|des|ding|sion|sions)|detonat(e|ed|es|ing|ion)|"
    r"dynamit(e|ed|ing)|car-bombs?|blew up|blown up|went off|set off",
    "shooting": r"shot|shoot(s|ing|ings|out)?|gunfire|gunned|machine-?gunned|opened fire|fired (at|on|upon)|shots",
    "stabbing": r"stab(s|bed|bing|bings)?|knifed|knife attack|hacked",
    "vehicle-ramming": r"ramm(ed|ing)|plowed|ploughed",
    "arson": r"arson|set (fire|ablaze)|set on fire|burn(ed|t|ing)?|torched|firebomb(ed|ing)?|set \w+ on fire",
    "kidnapping": r"kidnap(s|ped|ping|pings|ed|ing)?|abduct(s|ed|ing|ion|ions)?|disappearances?",
    "hostage-taking": r"hostages?|hijack(ed|ing)?|seiz(ed|ure) of",
    "air-strike": r"air ?strikes?|air raids?|airstrikes?|strafed|strafing",
    "armed-clash": r"clash(es|ed)?|combats?|fighting|battles?|fought|skirmish(es)?|offensive|ambush(ed|es)?",
    "theft-robbery": r"robb(ed|ery|eries|ing)|stole|stolen|looted|holdups?|held up|theft",
    "riot": r"riots?|rioting|rioters|violent (protests?|demonstrations?)",
    "strike": r"strike|work stoppage|stoppage",
    "attack-other": r"attack(s|ed|ing)?|assault(s|ed)?|assassinat(e|ed|es|ing|ion|ions)|murder(s|ed|ing)?|"
    r"massacres?|massacred|killings?|slayings?|slain|shell(ed|ing)|mortar(ed)?|sabotag(e|ed)|raid(s|ed)?|"
    r"kill(ed|s|ing)?|execut(ed|ion|ions)|destroyed",
}
PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in WORDS.items()}
ANY = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in PATTERNS.values()), re.IGNORECASE)
SPECIFIC = tuple(kind for kind in WORDS if kind != "attack-other")
DEATH = re.compile(r"\b(?:kill(?:ed|s|ing)?|dead|die[ds]?|death|deaths|fatal(?:ly)?|slain|deceased)\b", re.IGNORECASE)
INJURY = re.compile(r"\b(?:wound(?:ed|s)?|injur(?:ed|ies|y|ing)|hurt|hospitali[sz]ed|grazed)\b", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|couple|dozens?)\b", re.IGNORECASE
)
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "", "two both couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
    for word in words.split()
}


def kind_of(words: str) -> str:
    """The incident type that an attack's trigger word names, "attack-other" where it is none in particular."""
    return next((kind for kind in SPECIFIC if PATTERNS[kind].search(words)), "attack-other")


def number_of(words: str) -> int | None:
    """The number that a word or figure says, None where it says none exactly."""
    plain = words.lower().replace(",", "")
    return int(plain) if plain.isdigit() else NUMBERS.get(plain)
