"""A sentence goes in; whether it tells of nothing that happened comes out: a drill, a sum over a year, a rumour denied, a forecast."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.extract.casualties import Casualty

_REHEARSED = re.compile(
    r"\brehears(?:e|es|ed|ing|al|als)\s.{0,40}?\b(?:attack|bomb|explo|shoot|evacuat|disaster|rescue|emergenc|crash|hostage|respon|casualt|"
    r"terror|accident|siege|stab|how|what|worst)"
    r"|\bmock (?:attack|bomb\w*|explosion|shooting|hostage|casualt\w+|disaster|crash|terror\w*|emergency)"
    r"|\bin (?:the|this|that|a|one|another|their) (?:\w+ )?scenario|\b(?:drill|exercise|training) scenario"
    r"|\bplayed (?:the )?(?:victims?|wounded|dead|attackers?|spectators)",
    re.IGNORECASE,
)
# Words that also name the time and place of real harm: "killed in a training exercise".
_DRILL = re.compile(
    r"\b(?:drills?|drilled|training scenarios?|practi[cs]ed (?:how|for|responding)|(?:an|the) exercise"
    r"|(?:emergency|disaster|training|security|rescue|evacuation|police|military|readiness|large-scale|full-scale|counter-?terror\w*"
    r"|anti-?terror\w*|table-?top|crisis|field|joint|major|live) exercises?"
    r"|exercises? (?:in|at|on|for|involving|with|to prepare|tested|that))\b",
    re.IGNORECASE,
)
_STRETCH = (
    r"(?:(?:so far )?this (?:year|month|summer|season|spring|fall|autumn|winter|decade)|so far in \d{4}|to date"
    r"|since (?:the (?:start|beginning)|January|(?:in )?(?:19|20)\d\d|last)"
    r"|(?:in|over|during) (?:the )?(?:past|last) (?:\w+ )?(?:years?|months|weeks|decades?))"
)
_AGGREGATE = re.compile(
    r"\b(?:have|has|had)\s+(?:already |now |also |all )?(?:been\s+\w+|died|lost their lives|seen)\b.{0,80}?"
    rf"\b{_STRETCH}\b|\b(?:each|every|per|a) year\b(?= in\b|[,.]|$)|\bannually\b|\byear[- ]to[- ]date\b"
    r"|\b(?:people|were) (?:shot|killed|wounded|injured|stabbed)\b.{0,60}?\b(?:in (?:about |just |less than |under |over )?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several) hours|throughout the (?:day|night|weekend|week|city))\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\b(?:\w+est|worst|first|second|third|\w+th)\b[^.]{0,40}\bthis\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:shootings?|stabbings?|killings?|deaths?|attacks?|incidents?|bombings?|explosions?|fires?|crash(?:es)?) "
    r"(?:come|comes|came)\b[^.;]{0,40}\b(?:after|on the heels of|in the wake of)\b|\bsince the (?:death|killing)s? of\b",
    re.IGNORECASE,
)
_RUMOUR = re.compile(
    r"\b(?:den(?:y|ies|ied)|dismiss(?:ed|es)|reject(?:ed|s)|no (?:evidence|sign|indication|proof|information))\b[^.;]{0,40}\b"
    r"(?:that|reports?|claims?|rumou?rs?|of)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:figured|thought|assumed|believed|mistook)\b[^.;,]{0,30}\b(?:it|they|this|that|these) (?:was|were) "
    r"(?:only |just )?an? [^.;,]{0,20}$"
    r"|\b(?:should|ought to|must) be \w+ and (?:the )?(?:(?!\b(?:that|was|were|had|has|have)\b)[^.;,]){0,40}$",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:(?:is|are|was|were) (?:forecast|expected|predicted|likely|possible)|warned of|braces? for|weather warnings?)\b",
    re.IGNORECASE,
)
_OFFICIALLY_NONE = re.compile(
    r"There (?:was|had been|has been) no \w+ (?:on|in|at|of|against)\b.*\b(?:said|according to|concluded|announced|ruled)\b",
    re.DOTALL,
)


def is_rehearsed(sentence: str, casualties: Iterable[Casualty]) -> bool:
    """Whether a sentence tells of a drill; one that names somebody hurt in it does not."""
    if _REHEARSED.search(sentence):
        return True
    return bool(_DRILL.search(sentence)) and not any(item.count and item.count.high for item in casualties)


def is_aggregate(sentence: str) -> bool:
    """Whether a sentence only counts over a stretch of time: "eight children have been shot this year"."""
    return bool(_AGGREGATE.search(sentence)) and not _SUPERLATIVE.search(sentence)


def looks_back(sentence: str) -> bool:
    """Whether a sentence sets its happening beside earlier ones: "The shooting comes weeks after the deaths of two children"."""
    return bool(_LOOKS_BACK.search(sentence))


def is_rumour(before: str) -> bool:
    """Whether the words before a cue deny what follows: "denied reports that data had been stolen"."""
    return bool(_RUMOUR.search(before))


def is_supposed(before: str) -> bool:
    """Whether the words before a cue make it somebody's guess or wish: "figured that it was a small fire", "should be hanged and …"."""
    return bool(_SUPPOSED.search(before))


def is_forecast(sentence: str) -> bool:
    """Whether a sentence speaks of weather to come."""
    return bool(_FORECAST.search(sentence))


def is_officially_none(sentence: str) -> bool:
    """Whether somebody states that a certain happening was none: "There was no attack on the railway, prosecutors said"."""
    return bool(_OFFICIALLY_NONE.match(sentence))
