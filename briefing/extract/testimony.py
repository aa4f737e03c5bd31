"""An article's text enters; what its clauses say of whoever bears a name leaves: that he did it, that it befell him, or only that he speaks.

The encoder learned who takes part in shootings from records that name the people of each, not their clauses, and so takes many a name of an
article for a party: the sheriff's, the reporter's, the neighbour's. A clause tells them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extract.happenings import Range
from briefing.extract.reader.heads import Heads

_MOST = 24  # mentions of a name that are looked at
_BEFORE, _AFTER = 90, 160  # code points of the sentence around a mention

_OFFICES = (
    r"(?:Officers?|Sgts?\.?|Sergeants?|Lts?\.?|Lieutenants?|Capts?\.?|Cpt\.?|Captains?|Cpls?\.?|Corporals?|Maj\.?|Major|Col\.?|Colonel|Gen\.?|General|"
    r"Sheriff(?:[’']s)?|Undersheriff|Chiefs?|Det\.?|Detectives?|Deputy|Deputies|Trooper|Inspector|Constable|Commander|Cmdr\.?|Agent|Marshal|"
    r"Commissioner|Superintendent|Director|Spokes(?:man|woman|person)|Attorneys?|Prosecutors?|Solicitor|Judge|Justice|Magistrate|Coroner|Mayor|"
    r"Gov\.?|Governor|Sen\.?|Senator|Rep\.?|President|Minister|Secretary|Principal|Pastor|Rev\.?|Reverend|Bishop|Dr\.?|Doctor|Professor|Prof\.?|"
    r"Reporter|Anchor|Editor|Correspondent|Photographer|Councilman|Councilwoman|Ald\.?|Alderman|Executive|Manager|Neighbou?r|Resident|Witness)"
)
_OFFICE_BEFORE = re.compile(
    rf"\b{_OFFICES}(?:\s+(?:[A-Z][\w.’'-]*|of|the|for|and))?\s+$"
    r"|\b(?:attorney|lawyer|spokes\w+|sheriff|chief|officer|detective|prosecutor|judge|neighbou?r|resident|witness|reporter|photographer|editor|"
    r"correspondent|coroner|superintendent|principal|pastor|director|mayor|professor|anchor|captain|lieutenant|sergeant|commander|colonel),?\s+$",
)
_OFFICE_AFTER = re.compile(
    r"^,?\s+(?:an?|the|who is|who)?\s*(?:[\w.’'&-]+\s+){0,7}?(?:spokes\w+|chief|sheriff|director|superintendent|prosecutor|attorney|lawyer|"
    r"reporter|anchor|editor|photographer|professor|neighbou?r|resident|witness|principal|mayor|commissioner|coroner|executive|manager|owner|pastor|"
    r"detective|investigator|deputy|counsel|analyst|expert|who (?:lives|works|heard|saw|called|witnessed))\b[^.;]{0,40}?(?:,|said|told|$)"
)
_SAYING = (
    r"(?:said|says|say|told|tells|added|adds|stated|states|explained|explains|wrote|tweeted|confirmed|announced|noted|reported|reports|declined|recalled|"
    r"testified|believes|thinks|described|asked|urged|warned|continued|lives|heard|saw|called 911|is investigating|responded|contributed)"
)
_ASIDE = r"(?:\s*\([^)]{1,40}\)|,[^.;“”\"]{1,90}?,|,?\s+of\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)?,?|\s+[“\"][^”\"]{1,30}[”\"])?"
_SPEAKS_AFTER = re.compile(
    rf"^{_ASIDE}[”\"’']?\s+(?:(?:also|later|has|had|then|\w+ly)\s+)*{_SAYING}\b|^\s+with\s+(?:the\s+)?[A-Z]"
    r"|^[’']s? (?:attorney|lawyer|office|department)\b"
)
_SPEAKS_BEFORE = re.compile(
    r"\b(?:said|says|adds?|added|explained|asked|according to|spoke (?:with|to)|interviewed|contact|reports?|witness(?:es)?|neighbou?rs?)"
    r"(?:,?\s+(?!that\b|the\b|he\b|she\b|they\b|was\b|is\b|when\b|after\b)[\w.’'&-]+){0,6}\s+$"
)
_CREDIT_BEFORE = re.compile(
    r"(?:^|\n)[^\n]{0,12}\b(?:by|photos?|photograph|photographer|image|courtesy|credit|video|story|written|posted|edited|published|report(?:ed|er)?|updated)"
    r"\b[ :]+(?:by:?\s+|of\s+)?(?:the\s+)?[^\n.]{0,25}$|\((?:photo|image|courtesy|credit|source)[^)\n]{0,30}$|\b(?:photo|photograph|image|story) (?:by|courtesy of):?\s+$",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(
    r"^\s*(?:\||@|/\s*\w|[–—-]+\s*(?:staff|news|the [A-Z])|,?\s+(?:staff|associated press|the associated press|reuters|correspondent|of the \w+ staff)\b|"
    r"(?:\s+and [A-Z]\w+ [A-Z]\w+)?\s+contributed\b|\s+is a (?:staff|reporter|writer)|,?\s+(?:[A-Z]\w*\s+){0,3}(?:News|Times|Tribune|Herald|Journal|Gazette|Post|Press|Dispatch|"
    r"Sun|Star|Chronicle|Register|Record|Observer|Courier)\b\s*(?:\n|$|staff))",
    re.IGNORECASE,
)
_LEAD = r"(?:(?:[\w’'-]+[\s,]+){0,4}?)"  # between a word and a name: "the 19-year-old", "his friend"
_HARMED = (
    r"(?:shot|killed|wounded|injured|struck|hit|stabbed|murdered|beaten|attacked|grazed|slain|kidnapped|abducted|assassinated|assaulted|robbed|gunned down|"
    r"executed|tortured|strangled|run over|ambushed|hurt|dead)"
)
_DID = (
    r"(?:shot|killed|stabbed|fired|opened fire|murdered|attacked|beat|struck|robbed|kidnapped|abducted|bombed|detonated|threw|planted|set fire|"
    r"pulled (?:out |the |a |his |her )|pointed|aimed|ambushed|assassinated|claimed responsibility|carried out|confessed|admitted|fled|surrendered|"
    r"turned (?:himself|herself|themselves) in|pleaded|pled|faces?|barricaded|drove into|rammed|drew|grabbed|began shooting|started shooting|took hostage)"
)
_CHARGED = (
    r"(?:charged|arrested|accused|convicted|indicted|sentenced|booked|wanted|held|jailed|taken into custody|detained|suspected|apprehended|"
    r"in custody|behind bars|found guilty|acquitted|arraigned|facing|the (?:suspect|shooter|gunman|attacker|killer))"
)
_BE = r"(?:was|were|is|are|been|being|be|has been|have been|had been|got|,)"
_DID_AFTER = re.compile(
    rf"^{_ASIDE}\s+(?:(?:had|has|have|then|also|later|who|and|\w+ly)\s+)*{_DID}"
    rf"|^{_ASIDE},?\s+(?:who\s+)?{_BE}\s+(?:(?:\w+ly|also|being|now|later)\s+)*{_CHARGED}\b"
)
_DID_BEFORE = re.compile(
    rf"\b(?:suspects?|gunm[ae]n|shooters?|attackers?|assailants?|killers?|bombers?|arrested|charged|charging|indicted|convicted|accused|apprehended|"
    rf"arrest of|conviction of|charges? against|trial of|warrants? for|custody of|responsibility of)[\s,:]+(?:as\s+|is\s+|was\s+|were\s+|with\s+)?{_LEAD}$"
    rf"|\b{_HARMED}\b[^.;,]{{0,60}}\bby\s+{_LEAD}$|\b(?:attack|bombing|shooting|murder|killing|raid|explosion|ambush|carried out|committed|perpetrated|"
    rf"claimed|staged|planted|fired|kidnapping|attributed)\b[^.;,]{{0,60}}\b(?:by|to)\s+{_LEAD}$"
    r"|\b(?:blamed?|blaming|attributed to)\s+(?:on\s+)?(?:[\w’'-]+\s+){0,2}$"
)
_HURT_AFTER = re.compile(
    rf"^{_ASIDE},?\s+(?:who\s+|both\s+|and (?:[A-Z]\w+\s?){{1,3}},?\s+)?{_BE}\s+(?:(?:\w+ly|also|then|later|both|being|found|pronounced|declared)\s+)*"
    rf"(?:{_HARMED}|taken to (?!(?:the )?(?:sheriff|police|jail|court|station|[A-Z]\w+ County))|rushed|flown|airlifted|transported|hospitali[sz]ed|treated|in (?:critical|serious|stable|good|fair|grave|intensive)|"
    r"recovering|expected to (?:survive|recover|be|make|live)|the victim|fighting for|on life support|lying|unresponsive|found (?:with|lying|suffering))\b"
    rf"|^{_ASIDE}\s+(?:(?:had|has|later|also|who|\w+ly)\s+)*(?:died|dies|suffered|sustained|survived|succumbed|lost (?:his|her) life|bled|passed away|"
    r"remains? (?:in|hospital)|is recovering|shot (?:him|her)self|received (?:a |multiple )?(?:gun|wound))"
    r"|^[’']s?\s+(?:\w+\s+)?(?:death|deaths|body|killing|murder|family|funeral|wounds?|injur\w+|condition|memorial|assassination|kidnapping|slaying|"
    r"head|chest|leg|arm|killers?|abduction)\b"
)
_HURT_BEFORE = re.compile(
    rf"\b(?:killed|killing|kill|shot|shoots?|shooting|wounded|wounding|injured|injuring|struck|striking|hit|hitting|stabbed|stabbing|attacked|attacking|"
    rf"murdered|murdering|kidnapped|abducted|assassinated|murder of|deaths? of|shooting of|killing of|slaying of|assassination of|kidnapping of|abduction of|"
    rf"attack on|attack against|attempt on|attacks on|murders of|victims?|dead|funeral for|vigil for|body of|bodies of|life of|identified (?:as|the victim as))"
    rf"[\s,:]+(?:(?:as|is|was|were|and)\s+)?{_LEAD}$"
)

_WITHIN = re.compile(
    r"\b(?:of|in|from|near|at|outside)\s+$"
)  # "Ann Roe, 23, of Lubbock was charged": it is not Lubbock that was


def speakers_of(heads: Heads | None) -> list[Range]:
    """The sources of what the encoder took for statements, in text order, none twice."""
    return sorted({(item.start, item.end) for said in heads.attributions for item in said.sources}) if heads else []


@dataclass(frozen=True, slots=True)
class Told:
    """What an article's clauses say of whoever bears a name: in how many he acts, suffers, and whether he speaks, holds an office, signs."""

    acts: int
    suffers: int
    speaks: int
    official: bool
    written: bool
    """Whether it stands in prose at all, and not only in lines of credit."""


class Testimony:
    """Asks the sentences of one article about names."""

    def __init__(self, text: str, sentences: Sequence[Range], speakers: Sequence[Range]) -> None:
        """`speakers` are the sources of statements, in text order."""
        self.text = text
        self.sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._speakers = speakers
        self._sources = [start for start, _ in speakers]
        self._known: dict[str, Told] = {}

    def of(self, name: str) -> Told:
        """What is said of a name, by all its mentions; of a person's name also by the surname alone."""
        told = self._known.get(name)
        if told is None:
            told = self._known[name] = self._asked(name)
        return told

    def _asked(self, name: str) -> Told:
        surname = name.rsplit(maxsplit=1)[-1]
        wording = re.escape(name) if len(surname) < 3 else re.escape(surname)
        acts = suffers = speaks = 0
        official = written = False
        for number, found in enumerate(re.finditer(rf"(?<![\w@]){wording}(?!\w)", self.text)):
            if number == _MOST:
                break
            start, end = self._widened(name, *found.span())
            low, high = self._sentence(start)
            before, after = self.text[max(low, start - _BEFORE) : start], self.text[end : min(high, end + _AFTER)]
            line = self.text[max(0, start - _BEFORE) : start]
            if (
                _CREDIT_BEFORE.search(line)
                or _CREDIT_AFTER.search(self.text[end : end + 40])
                or self._is_lone(start, end)
            ):
                continue
            written = True
            says = bool(_SPEAKS_AFTER.search(after) or _SPEAKS_BEFORE.search(before)) or self._is_source(start, end)
            official = official or bool(_OFFICE_BEFORE.search(before) or _OFFICE_AFTER.search(after))
            speaks += says
            subject = not _WITHIN.search(before)
            acts += bool((subject and _DID_AFTER.search(after)) or (_DID_BEFORE.search(before) and not says))
            suffers += bool((subject and _HURT_AFTER.search(after)) or (_HURT_BEFORE.search(before) and not says))
        return Told(acts, suffers, speaks, official, written)

    def _widened(self, name: str, start: int, end: int) -> Range:
        """The whole name where it stands, or the surname with the capitalised words before it."""
        whole = self.text[max(0, end - len(name)) : end]
        if whole == name:
            return end - len(name), end
        first = re.search(r"(?:[A-Z][\w.’'-]*\s)*$", self.text[max(0, start - 30) : start])
        given = first.group().split() if first else []
        if given and any(word in name.split() for word in given):
            return start - len(first.group() if first else ""), end
        return start, end

    def _sentence(self, offset: int) -> Range:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.sentences[index][1]:
            return self.sentences[index]
        return offset, offset

    def _is_lone(self, start: int, end: int) -> bool:
        """Whether the name has its line almost to itself: a byline, a heading."""
        low = self.text.rfind("\n", 0, start) + 1
        high = self.text.find("\n", end)
        line = self.text[low : high if high >= 0 else len(self.text)]
        return len(line) <= (end - start) + 25 and not line.rstrip().endswith((".", "!", "?", "”", '"'))

    def _is_source(self, start: int, end: int) -> bool:
        """Whether it ends, or opens, the words for who makes a statement; not within "the lawyer of Reyes", "Reyes's lawyer"."""
        index = bisect_right(self._sources, start) - 1
        if index < 0:
            return False
        low, high = self._speakers[index]
        if not (low <= start and end <= high) or self.text[end : end + 2] in ("’s", "'s"):
            return False
        lead = self.text[low:start].lower()
        return not re.search(r"\b(?:of|for|with|by|to)\s+(?:\w+\s+)?$", lead)
