"""The words around a name enter; whether they say that its bearer did harm, suffered it, speaks, holds an office, or signs leaves.

Patterns over the rest of the sentence before a name, and the one behind it. All are bounded, so that a long sentence costs no more than a
short one.
"""

from __future__ import annotations

import re


def _any(*words: str) -> str:
    """A pattern for any of the alternatives, of which each string holds several."""
    return f"(?:{'|'.join(words)})"


_TITLES = _any(
    r"Officers?|Sgts?\.?|Sergeants?|Lts?\.?|Lieutenants?|Capts?\.?|Cpt\.?|Captains?|Cpls?\.?|Corporals?|Maj\.?|Major",
    r"Col\.?|Colonel|Gen\.?|General|Sheriff(?:[’']s)?|Undersheriff|Chiefs?|Det\.?|Detectives?|Deputy|Deputies|Trooper",
    r"Inspector|Constable|Commander|Cmdr\.?|Agent|Marshal|Commissioner|Superintendent|Director|Spokes(?:man|woman|person)",
    r"Attorneys?|Prosecutors?|Solicitor|Judge|Justice|Magistrate|Coroner|Mayor|Gov\.?|Governor|Sen\.?|Senator|Rep\.?",
    r"President|Minister|Secretary|Principal|Pastor|Rev\.?|Reverend|Bishop|Dr\.?|Doctor|Professor|Prof\.?|Reporter|Anchor",
    r"Editor|Correspondent|Photographer|Councilman|Councilwoman|Ald\.?|Alderman|Executive|Manager|Neighbou?r|Resident|Witness",
)
_OFFICES = _any(
    r"attorney|lawyer|spokes\w+|sheriff|chief|officer|detective|prosecutor|judge|neighbou?r|resident|witness|reporter|editor",
    r"photographer|correspondent|coroner|superintendent|principal|pastor|director|mayor|professor|anchor|captain|lieutenant",
    r"sergeant|commander|colonel|commissioner|executive|manager|owner|investigator|deputy|counsel|analyst|expert",
)
_SAYING = _any(
    r"said|says|say|told|tells|added|adds|stated|states|explained|explains|wrote|tweeted|confirmed|announced|noted|reported",
    r"reports|declined|recalled|testified|believes|thinks|described|asked|urged|warned|continued|lives|heard|saw|called 911",
    r"is investigating|responded|contributed",
)
_HARMED = _any(
    r"shot|killed|wounded|injured|struck|hit|stabbed|murdered|beaten|attacked|grazed|slain|kidnapped|abducted|assassinated",
    r"assaulted|robbed|gunned down|executed|tortured|strangled|run over|ambushed|hurt|dead",
)
_HARMING = _any(
    r"killed|killing|kill|shot|shoots?|shooting|wounded|wounding|injured|injuring|struck|striking|hit|hitting|stabbed",
    r"stabbing|attacked|attacking|murdered|murdering|kidnapped|abducted|assassinated|murders? of|deaths? of|shooting of",
    r"killing of|slaying of|assassination of|kidnapping of|abduction of|attacks? on|attack against|attempt on|victims?|dead",
    r"funeral for|vigil for|body of|bodies of|life of|identified (?:as|the victim as)",
)
_DID = _any(
    r"shot|killed|stabbed|fired|opened fire|murdered|attacked|beat|struck|robbed|kidnapped|abducted|bombed|detonated|threw",
    r"planted|set fire|pulled (?:out |the |a |his |her )|pointed|aimed|ambushed|assassinated|claimed responsibility|confessed",
    r"carried out|admitted|fled|surrendered|turned (?:himself|herself|themselves) in|pleaded|pled|faces?|barricaded|rammed",
    r"drove into|drew|grabbed|began shooting|started shooting|took hostage",
)
_CHARGED = _any(
    r"charged|arrested|accused|convicted|indicted|sentenced|booked|wanted|held|jailed|taken into custody|detained|suspected",
    r"apprehended|in custody|behind bars|found guilty|acquitted|arraigned|facing|the (?:suspect|shooter|gunman|attacker|killer)",
)
_SUSPECTS = _any(
    r"suspects?|gunm[ae]n|shooters?|attackers?|assailants?|killers?|bombers?|arrested|charged|charging|indicted|convicted",
    r"accused|apprehended|arrest of|conviction of|charges? against|trial of|warrants? for|custody of|responsibility of",
)
_ATTACKS = _any(
    r"attack|bombing|shooting|murder|killing|raid|explosion|ambush|carried out|committed|perpetrated|claimed|staged|planted",
    r"fired|kidnapping|attributed",
)
_TREATED = _any(
    _HARMED,
    r"taken to (?!(?:the )?(?:sheriff|police|jail|court|station|[A-Z]\w+ (?:County|Police)|Sheriff|Police))|rushed|flown",
    r"airlifted|transported|hospitali[sz]ed|treated|in (?:critical|serious|stable|good|fair|grave|intensive)|recovering",
    r"expected to (?:survive|recover|be|make|live)|the victim|fighting for|on life support|lying|unresponsive",
    r"found (?:with|lying|suffering)",
)
_DIED = _any(
    r"died|dies|suffered|sustained|survived|succumbed|lost (?:his|her) life|bled|passed away|remains? (?:in|hospital)",
    r"is recovering|shot (?:him|her)self|received (?:a |multiple )?(?:gun|wound)",
)
_OWN_DEATH = _any(
    r"deaths?|body|killing|murder|family|funeral|wounds?|injur\w+|condition|memorial|assassination|kidnapping|slaying|head",
    r"chest|leg|arm|killers?|abduction",
)
_PAPERS = _any(
    r"News|Times|Tribune|Herald|Journal|Gazette|Post|Press|Dispatch|Sun|Star|Chronicle|Register|Record|Observer|Courier"
)
_PICTURES = _any(
    r"by|photos?|photograph|photographer|image|courtesy|credit|video|story|written|posted|edited|published|reporte[dr]|report",
    r"updated",
)

_BE = r"(?:was|were|is|are|been|being|be|has been|have been|had been|got|,)"
_ASIDE = _any(
    r"\s*\([^)]{1,40}\)",
    r",[^.;“”\"]{1,90}?,",
    r",?\s+of\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)?,?",
    r"\s+[“\"][^”\"]{1,30}[”\"]",
    "",
)  # what may stand between a name and its verb: "(22)", ", a teacher,", "of Mobile", "“Bo”"
_LEAD = r"(?:(?:(?!by\b)[\w’'-]+[\s,]+){0,4}?)"  # between a word and a name: "the 19-year-old", "his friend"
_SLOW = r"(?:(?:also|then|later|now|both|being|has|had|have|who|and|found|pronounced|declared|\w+ly)\s+)*"

_TITLE_BEFORE = re.compile(rf"\b{_TITLES}(?:\s+(?:[A-Z][\w.’'-]*|of|the|for|and))?\s+$|\b{_OFFICES},?\s+$")
_OFFICE_AFTER = re.compile(
    rf"^,?\s+(?:an?|the|who is|who)?\s*(?:[\w.’'&-]+\s+){{0,7}}?(?:{_OFFICES}|who (?:lives|works|heard|saw|called|witnessed))\b"
    r"[^.;]{0,40}?(?:,|said|told|$)"
)
_SPEAKS_AFTER = re.compile(
    rf"^{_ASIDE}[”\"’']?\s+{_SLOW}{_SAYING}\b|^\s+with\s+(?:the\s+)?[A-Z]|^[’']s? (?:attorney|lawyer|office|department)\b"
)
_ALLEGES_AFTER = re.compile(r"^\s+(?:allege|say|said|believe|think|told|suspect|report|announced|accuse)[sd]?\b")
_SPEAKS_BEFORE = re.compile(
    r"\b(?:said|says|adds?|added|explained|asked|according to|spoke (?:with|to)|interviewed|contact|reports?|witness(?:es)?|neighbou?rs?)"
    r"(?:,?\s+(?!that\b|the\b|he\b|she\b|they\b|was\b|is\b|when\b|after\b)[\w.’'&-]+){0,6}\s+$"
)
_CREDIT_BEFORE = re.compile(
    rf"(?:^|\n)[^\n]{{0,12}}\b{_PICTURES}\b[ :]+(?:by:?\s+|of\s+)?(?:the\s+)?[^\n.]{{0,25}}$"
    r"|\((?:photo|image|courtesy|credit|source)[^)\n]{0,30}$|\b(?:photo|photograph|image|story) (?:by|courtesy of):?\s+$",
    re.IGNORECASE,
)
_STATION_BEFORE = re.compile(r"\b(?:[A-Z]{2,}[A-Z0-9]*|[A-Z]{2,4} ?\d{1,2}|\w+ News)['’]s?\s+(?:reporter\s+)?$")
_STATION_AFTER = re.compile(
    r"^\s+(?:reports?\b|has (?:the|more|details|your)\b|with (?:the|more)\b|(?:is|was) live\b|(?:[A-Z]{2,} )?\d)"
)
"""Whose station's reporter: "NBC10's Ann Roe has the latest details", "KXYZ's Ann Roe KXYZ 780 play"."""
_CREDIT_AFTER = re.compile(
    r"^\s*(?:\||@|/\s*\w|[–—-]+\s*(?:staff|news|the [A-Z])|(?:\s+and [A-Z]\w+ [A-Z]\w+)?\s+contributed\b|\s+is a (?:staff|reporter|writer)"
    r"|,?\s+(?:staff|associated press|the associated press|reuters|correspondent|of the \w+ staff)\b"
    r"|:?\s*\(?\d{3}[-). ]|\s+(?:at|can be reached)\b[^\n]{0,20}@"
    rf"|,?\s+(?:[A-Z]\w*\s+){{0,3}}{_PAPERS}\b\s*(?:\n|$|staff))",
    re.IGNORECASE,
)
_DID_AFTER = re.compile(rf"^{_ASIDE}\s+{_SLOW}{_DID}|^{_ASIDE},?\s+(?:who\s+)?{_BE}\s+{_SLOW}{_CHARGED}\b")
_DID_TO = re.compile(rf"^,\s+{_SLOW}{_DID}(?: and \w+)?\s+(?:the|his|her|their|an?|two|three|four|\d)\b")
"""An apposition whose verb has an object: "her father, Tom Roe, shot the girl"."""
_DID_BEFORE = re.compile(
    rf"\b{_SUSPECTS}[\s,:]+(?:(?:as|is|was|were|with)\s+)?{_LEAD}$|\b{_HARMED}\b[^.;,]{{0,60}}\bby\s+{_LEAD}$"
    rf"|\b{_ATTACKS}\b[^.;,]{{0,60}}\b(?:by|to)\s+{_LEAD}$|\b(?:blamed?|blaming)\s+(?:on\s+)?(?:[\w’'-]+\s+){{0,2}}$"
    r"|\b[Ww]arrants?\b[^.;]{0,40}\bfor\s+(?:[\w’'-]+[\s,]+){0,6}$"
)
_HURT_AFTER = re.compile(
    rf"^{_ASIDE},?\s+(?:who\s+|both\s+|and (?:[A-Z]\w+\s?){{1,3}},?\s+)?{_BE}\s+{_SLOW}{_TREATED}\b"
    rf"|^{_ASIDE}\s+{_SLOW}{_DIED}|^[’']s?\s+(?:\w+\s+)?{_OWN_DEATH}\b"
)
_HURT_BEFORE = re.compile(rf"\b{_HARMING}[\s,:]+(?:(?:as|is|was|were|and)\s+)?{_LEAD}$")
_WITHIN = re.compile(
    r"\b(?:of|in|from|near|at|outside|on|along|down|off|[Aa]ccording to)\s+$"
)  # it is not Mobile that was charged in "Ann Roe, of Mobile, was charged"

_ACCUSED_BEFORE = re.compile(r"\baccus(?:ed|es|ing)\s+(?:[\w’'-]+\s+){0,3}$")
_ACCUSED_AFTER = re.compile(rf"^{_ASIDE},?\s+(?:who\s+)?{_BE}\s+{_SLOW}accused\b")
_OF_HARM = re.compile(
    r"^[^.;]{0,60}?\bof\s+(?:[\w’'-]+\s+){0,3}?(?:shoot|shot|kill|stabb?|murder|attack|bomb|fir(?:ing|ed)|open|plant|rap(?:e|ing)\b|rob|"
    r"abduct|kidnap|assault|beat|throw|detonat|behead|massacr|terror|arson|gunm[ae]n|plott|carry|commit|ambush|poison|strangl|"
    r"hijack|manslaughter|homicide|assassin|set)",
    re.IGNORECASE,
)


_LESSER = re.compile(
    r"^[^.;]{0,120}?\b(?:charged|arrested|indicted|booked|convicted|sentenced)\b[^.;]{0,60}?\b(?:cruelty|endanger\w*|neglect\w*|"
    r"tamper\w*|obstruct\w*|(?:improper|unlawful|negligent|unsafe) storage|storing|leaving|unsecured|"
    r"access to (?:a )?(?:gun|firearm|weapon)s?)\b"
)
"""Charged with letting it happen: "was charged with cruelty to juveniles"."""
_MANSLAUGHTER = re.compile(r"\b(?:murder|manslaughter|homicide|assault|shooting|killing|reckless|wounding)\b")
_AIMED_AFTER = re.compile(r"[^.;]{0,90}?\b(?:was|were|been|be|is)\b[^.;,]{0,30}\btargets?\b")
_ALIAS_BEFORE = re.compile(r"\b(?:a\.?k\.?a\.?|alias|also known as|also goes by|goes by|nicknamed)\s[^.;]{0,40}$")
_WRITES_AFTER = re.compile(
    r"^\s+(?:(?:works|reports|writes) (?:on|for|about)|covers|is an? (?:\w+ ){0,3}(?:writer|reporter|editor))\b"
)


def signs(before: str, after: str) -> bool:
    """Whether the name is a byline, a credit, a contributor's or a station's reporter's. `before` may begin above the line."""
    credit = _CREDIT_BEFORE.search(before) or _CREDIT_AFTER.search(after) or _WRITES_AFTER.search(after)
    return bool(credit or (_STATION_BEFORE.search(before) and _STATION_AFTER.search(after)))


def renames(before: str) -> bool:
    """Whether another name of one who was named before follows: "Ann Roe, also known as Nell"."""
    return _ALIAS_BEFORE.search(before) is not None


def is_aimed_at(after: str) -> bool:
    """Whether whom these words are about was, or may have been, the target: "a cyclist was perhaps the target"."""
    return _AIMED_AFTER.match(after) is not None


def speaks(before: str, after: str) -> bool:
    return bool(_SPEAKS_AFTER.search(after) or _SPEAKS_BEFORE.search(before))


def alleges(after: str) -> bool:
    """Whether what follows a subject is a verb by which police and prosecutors say what another did."""
    return _ALLEGES_AFTER.search(after) is not None


def holds_office(before: str, after: str) -> bool:
    """Whether a rank, an office, or a part such as neighbour or reporter stands beside the name."""
    return bool(_TITLE_BEFORE.search(before) or _OFFICE_AFTER.search(after))


def acts(before: str, after: str, *, speaking: bool) -> bool:
    """Whether he does harm, or is charged with it; who is named after "said" is not whom the words before it are of."""
    if (_ACCUSED_BEFORE.search(before) or _ACCUSED_AFTER.search(after)) and not _OF_HARM.search(after):
        return False  # "accused Reyes of covering up the killing"
    if _LESSER.search(after) and not _MANSLAUGHTER.search(after):
        return False
    subject = not _WITHIN.search(before)
    if before.endswith(", ") and _DID_TO.search(after):
        return True
    return bool((subject and _DID_AFTER.search(after)) or (not speaking and _DID_BEFORE.search(before)))


def suffers(before: str, after: str, *, speaking: bool) -> bool:
    subject = not _WITHIN.search(before)
    return bool((subject and _HURT_AFTER.search(after)) or (not speaking and _HURT_BEFORE.search(before)))
