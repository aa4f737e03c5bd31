"""A `Page` and its cues or happenings enter; which of the article's times is theirs leaves: of a cue in its sentence, of a happening.

An article about a happening also dates its reports, arrests, charges and hearings, and older happenings that it recalls; those are told by
the words beside them. Where no cue's own sentence bears a day, the sentences around it may: officers were called on Friday, the victim
was found on Sunday.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.extract.agreement import GRACE
from briefing.extract.happenings import Happening, Range
from briefing.extract.page import LEAD, Page, within
from briefing.extract.times import TimeMention
from briefing.models import UNKNOWN_WHEN, Status, When

LEADING = 20  # code points into a sentence, up to which a time leads it
FAR = 120  # code points between a cue and a time that may still be its own
REACH = 4  # sentences between a happening's words and those that date it, among several happenings
ALONE = 15  # … where the article tells of one alone
# How well a day fits: "the May 3 shooting"; help came; a fate is told; somebody died of it later.
NAMED, HELP, FATE, DEATH = 4, 3, 2, 1
RECENT = timedelta(days=45)  # older days are told with the happening's own words
LONGEST = timedelta(days=2)  # a weekend with its Friday; what is longer is no day
PHYSICAL = frozenset(
    "violence accident crowd earthquake weather fire disease unrest other abduction theft threat cyber".split()
)

_SAYING = re.compile(
    r"\b(?:said|told|suggested|argued|reacted|tweeted|announced|urged|claimed|wrote|condemned|praised|criticized|criticised|called)\b"
)
_REPORTING = frozenset(
    "said says told tells announced reported confirmed released identified charged arraigned sentenced appeared "
    "statement interview tweeted wrote published posted updated convicted pleaded indicted testified court conference "
    "asked spoke briefing added hearing trial extradited press scheduled named warned according news release report "
    "reports surrendered issued confessed confesses".split()
)
_ARRESTED = frozenset("arrested jailed booked detained captured apprehended caught custody".split())
_CONNECTORS = frozenset(
    "on in late early earlier later the of at about around , a.m. p.m. a.m p.m and reporters police monday tuesday wednesday "
    "thursday friday saturday sunday morning afternoon evening night last just shortly".split()
)
_OF_ANOTHER = re.compile(
    r"\b(?!summer|spring|fall|winter|autumn|end|start|beginning|night|morning|evening|day|attacks?|shootings?|bombings?|of)"
    r"[a-z]+ of (?:the )?$"
)
_ANNIVERSARY = re.compile(r"\banniversar|\bmarked \d+ years|\bcommemorat", re.IGNORECASE)
_DATED_NOUN = re.compile(
    r"-\w|\s+(?:election|Olympic|Games|World Cup|season|budget|campaign|presidential|primary|caucus|debate|report|law|film|book)"
)
_COURT_AFTER = re.compile(
    r"(?:\s*,)?(?:\s+[\w.]+){0,4}?\s+(?:charged|arraigned|sentenced|convicted|indicted|arrested|pleaded|appeared)\b"
)
_SAID_AFTER = re.compile(
    r"\s+(?!(?:is|are|was|were)\b)(?:\w+\s+){0,2}(?:said|told|announced|confirmed|charged|identified)\b"
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:said|says|told|announced|because|although|whose|which|trying|met|meeting|speech|interview|will)\b"
)
_SUSPECTED = re.compile(r"\b(?:suspicion|suspected|accused|over|charges?|wanted|connection|alleged\w*|for)\b")
_STEP = re.compile(
    r"\b(?:arrested|charged|arraigned|sentenced|convicted|indicted|pleaded|pleads|pled|confess(?:ed|es)|surrendered|jailed|booked|"
    r"accept(?:ed|s) (?:the )?(?:blame|responsibility)|took (?:the )?(?:blame|responsibility)|"
    r"turned (?:him|her|them)sel\w+ in|appear(?:ed|ance)|in(?:to)? custody|identified|announced|confirmed|hearing|"
    r"bond|bail|jail|court|funeral|vigil|memorial|released|conference|autops\w+|interview\w*|told|posted|tweeted|updated|"
    r"published|scheduled|expected|complaint|affidavit|warrant|grand jury|filed|rall(?:y|ied)|remembered|buried|"
    r"school|classes|resigned|fired from)\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:shot|shoot\w*|stabb\w+|kill\w*|attack\w*|happened|occurred|took place|found|responded|called|dispatched|"
    r"fir(?:ed|ing) (?:shots|at|into)|hit|struck|injur\w+|wound\w+|explo\w+|went off|crash\w*|collapsed)\b",
    re.IGNORECASE,
)
_NAMES_DEED = re.compile(
    r"(?:['’]s)?\s+(?:(?!after|following|in|over|for|before|when|and|as|at|on|by|of|during|from|to|the|an?|that|near)[a-z-]+\s+){0,2}?"
    r"(?:shootings?|stabbings?|attacks?|killings?|murders?|blasts?|bombings?|explosions?|crash|"
    r"fire|robbery|incident|slayings?|homicide|deaths?|assault|accident|raid|ambush|massacre|riots?|clash(?:es)?|siege|kidnapping)\b"
)
_LED_BY_NOUN = re.compile(
    r"\b(?:charged|indicted|convicted|arraigned|booked|suspicion|guilty)\b[^.;,]{0,30}\b(?:with|of|on|for|to)\s+(?:[\w-]+\s+){0,3}$"
    r"|\b(?:aftermath|wake) of (?:the |that |this )?(?:\w+ )?$",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:posted|spoke|talked|tweeted|wrote|briefed)\b[^.;]{0,20}\babout\b[^.;]*$|\bupdated?\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_OF_WOUNDS = re.compile(r"\bdied\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_HURT_BEFORE = re.compile(
    r"\b(?:wounded|injured|shot|stabbed|hurt)\b[^.;]{0,80}\bdied\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_LATER_THAN_HURT = re.compile(
    r"[^.;]{0,30}?\b(?:after (?:being|he was|she was|they were)|(?:days?|weeks?|months?) (?:after|later)|"
    r"of (?:his|her|their) (?:wounds|injuries)|from (?:his|her|their|the|a)\b[^.;]{0,20}(?:wounds?|injur))",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\b(?:police|officers?|deput(?:y|ies)|troopers?|crews?|paramedics?|medics?|firefighters?|dispatch\w*|authorities|"
    r"detectives|rescuers|investigators|responders?|soldiers|troops|E\.?M\.?S|911)\b[^.;]{0,60}?\b(?:responded|"
    r"were called|was called|called to|called out|calls?|dispatched|were sent|rushed|arrived|received|found|notified|"
    r"were alerted|came|went|took place|discovered)\b|\b(?:was|were|been)\s+(?:\w+\s+){0,2}?(?:shot|stabbed|killed|"
    r"wounded|hit|struck|attacked|robbed|found|discovered|taken to|rushed to|flown to|airlifted|hospitali[sz]ed|"
    r"pronounced dead)\b|\b(?:happened|occurred|took place|unfolded|erupted|broke out|went off|discharged|exploded|"
    r"opened fire|fired|fatally|gunfire|gunshots?|shots?|stabbed|(?:self-inflicted |gunshot )wounds?|shooting|stabbing|blast|"
    r"explosion|murder-suicide|incident)\b",
    re.IGNORECASE,
)
_FATE = re.compile(
    r"\b(?:died|dead|killed|injured|wounded|hospital|victims?|bod(?:y|ies)|suspects?|gunm[ae]n|attack\w*|guns?|pistols?|rifles?|"
    r"weapons?|bullets?|knife|knives|scene|confront\w+|broke into|rob(?:bed|bery|bing|bers?)?|ambush\w*|argument|altercation|"
    r"fight|shooter|hunting)\b",
    re.IGNORECASE,
)
_OF_A_CLOCK = re.compile(
    r"\b(?:\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|noon|midnight|(?:early|late) (?:in the )?(?:morning|night|evening))",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\b(?:show|shows|showed|state|states|stated)(?: that)?(?: (?:in|on))? ?$")
"""A day that leads what records tell: "court records show in August 2014, …"."""
_SET_AGAINST = re.compile(r"\b(?:from|to|than|like|before|after|since|following) (?:the |last )?$")
_WHEN = re.compile(r"(?: too| as well)?,? when ")


def time_of(
    page: Page, sentence: Range, trigger: Range, status: Status, group: str = "", *, noun: bool = False
) -> TimeMention | None:
    """The time of a cue in its sentence: the nearest that does not date a report, a charge, a hearing or another thing."""
    if _ANNIVERSARY.search(page.text, *sentence):
        return None
    best: tuple[float, TimeMention] | None = None
    for time in within(page.times, sentence):
        when = time.when
        if time.end <= page.dateline:
            continue  # the day of the report
        if when.start is None and page.published:
            continue  # "the next day", and it is not said of which
        if when.start and page.published and when.start > page.published and status == "occurred":
            continue
        if (when.precision == "decade" and status == "occurred") or _dates_another(
            page.text, time, sentence, trigger, group, noun=noun
        ):
            continue
        distance = time.start - trigger[1] if time.start >= trigger[1] else (trigger[0] - time.end) * 1.2
        if best is None or distance < best[0]:
            best = (distance, time)
    return best[1] if best else None


def _of_report(text: str, time: TimeMention, first: int, *, arrest: bool) -> bool:
    """Whether the words right before a time make it that of a report, of a step of the court or, but for `arrest`, of an arrest."""
    words = re.findall(r"[\w.]+|,", text[max(first, time.start - 45) : time.start].lower())
    if words and words[-1] in ("since", "until", "before", "after", "till"):
        return True
    while words and words[-1] in _CONNECTORS:
        words.pop()
    steps = _REPORTING if arrest else _REPORTING | _ARRESTED
    if words and (words[-1] in steps or (len(words) > 1 and words[-2] in steps and words[-1] != "that")):
        return True
    return words[-2:-1] == ["turned"] and words[-1] in ("himself", "herself", "themselves")


def _dates_another(text: str, time: TimeMention, sentence: Range, trigger: Range, group: str, *, noun: bool) -> bool:
    after = text[time.end : time.end + 60]
    if _of_report(text, time, sentence[0], arrest=group == "arrest"):
        return True
    if _is_later_death(text, sentence[0], time):
        return True
    before = text[max(sentence[0], time.start - 45) : time.start]
    if _DATED_NOUN.match(after):
        return True
    if time.when.precision in ("year", "decade") and _OF_ANOTHER.search(before) and not _NAMES_DEED.match(after):
        return True
    if _COURT_AFTER.match(after) if group != "arrest" else _NAMES_DEED.match(after):
        return True  # "an arrest in last week's murder"
    if time.start >= trigger[1]:
        return _behind_dates_another(text, time, sentence, trigger, group, noun=noun)
    gap = text[time.end : trigger[0]]
    if when := _WHEN.match(gap):
        gap = gap[when.end() :]  # "in 2023 too, when a boy was shot": the clause tells what happened then
    if group != "arrest" and time.when.precision == "day" and _is_step(text[: trigger[0]], sentence[0], time):
        return True  # "was charged with murder Friday after shooting his brother"
    if after.startswith(",") and _RECORDED.search(before):
        return False
    if time.start - sentence[0] <= LEADING:  # "On Friday the paper suggested that the attacks …" dates the paper
        return noun and bool(_SAYING.search(gap))
    if time.when.precision == "day":  # "was in hospital Thursday after being shot": near enough to its own day
        return len(gap) > FAR or bool(re.search(r"\b(?:who|which|said|because|since)\b", gap))
    return len(gap) > FAR // 2 or (
        len(gap) > 12 and bool(re.search(r"\b(?:who|which|when|after|before|while|as|said|that)\b", gap))
    )


def _behind_dates_another(
    text: str, time: TimeMention, sentence: Range, trigger: Range, group: str, *, noun: bool
) -> bool:
    """The same, of a time that stands behind the cue."""
    after = text[time.end : time.end + 60]
    gap = text[trigger[1] : time.start]
    if group == "arrest" and _SUSPECTED.search(gap):
        return True
    if noun and _LED_BY_NOUN.search(text[max(sentence[0], trigger[0] - 60) : trigger[0]]):
        return True  # "was charged with murder Friday", "in the wake of the attack Tuesday, the mayor …"
    if _SET_AGAINST.search(gap) and _NAMES_DEED.match(after):
        return True  # "were shot just blocks away from Wednesday's incident"
    return len(gap) > FAR or bool(_SAID_AFTER.match(after)) or bool(_OTHER_CLAUSE.search(gap))


def _is_step(text: str, first: int, time: TimeMention) -> bool:
    """Whether the clause that a time stands in, before it or led by it, tells of an arrest, the court, a report or mourning."""
    if time.start - first <= LEADING:
        stop = re.search(r"[;:.!?]\s|$", text[time.end : time.end + 100])
        after = text[time.end : time.end + (stop.start() if stop else 100)]
        step, deed = _STEP.search(after), _DEED.search(after)
        return step is not None and (deed is None or step.start() < deed.start())
    before = re.split(r"[;:.!?]\s", text[max(first, time.start - FAR) : time.start])[-1]
    if _SPOKEN_OF.search(before):
        return True
    steps = list(_STEP.finditer(before))
    return bool(steps) and not _DEED.search(before, steps[-1].end())


def _is_later_death(text: str, first: int, time: TimeMention) -> bool:
    """Whether a time is that of a death from what happened before: "died Monday after being shot"."""
    if not _OF_WOUNDS.search(text[max(first, time.start - 40) : time.start]):
        return False
    if _HURT_BEFORE.search(text[max(first, time.start - FAR) : time.start]):
        return True
    return _LATER_THAN_HURT.match(text, time.end) is not None


@dataclass(frozen=True, slots=True)
class _Clue:
    """A day that some sentence names, and how well it fits."""

    number: int
    time: TimeMention
    rank: int


class Dating:
    """Dates an article's happenings, of which there may be several; cost grows linearly with the text."""

    def __init__(self, page: Page, happenings: Sequence[Happening]) -> None:
        self.page = page
        self.starts = [start for start, _ in page.sentences]
        self.told = sorted(
            {(mention.number, index) for index, item in enumerate(happenings) for mention in item.mentions}
        )  # fmt: skip
        self.numbers = [number for number, _ in self.told]
        self.reach = ALONE if len(happenings) == 1 else REACH
        self.clues: dict[int, list[_Clue]] = {}
        self.index = {id(item): index for index, item in enumerate(happenings)}
        if page.published is not None:
            self._gather()

    def _gather(self) -> None:
        """Each day's clue, with the happening whose words stand nearest before it, else behind it."""
        page = self.page
        for time in page.times:
            if time.end <= page.dateline or not self._is_day(time.when):
                continue
            number = bisect_right(self.starts, time.start) - 1
            if number < 0 or not page.is_prose(*page.sentences[number]):
                continue
            first, end = page.sentences[number]
            rank = self._rank(time, first, end)
            if rank is None:
                continue
            for owner in self._owners(number):
                self.clues.setdefault(owner, []).append(_Clue(number, time, rank))

    def _rank(self, time: TimeMention, first: int, end: int) -> int | None:
        """How well a day fits by its words and its sentence, from `first` to `end`; None where nothing tells, or it dates another thing."""
        text = self.page.text
        if _ANNIVERSARY.search(text, first, end):
            return None
        if _NAMES_DEED.match(text, time.end):
            return NAMED
        if (
            _of_report(text, time, first, arrest=False)
            or _is_step(text, first, time)
            or _SAID_AFTER.match(text, time.end)
        ):
            return None
        if _is_later_death(text, first, time):
            return DEATH
        return HELP if _RESPONSE.search(text, first, end) else FATE if _FATE.search(text, first, end) else None

    def _is_day(self, when: When) -> bool:
        published = self.page.published
        if published is None or when.start is None or when.end is None:
            return False
        return when.end - when.start <= LONGEST and when.start <= published

    def _owners(self, number: int) -> set[int]:
        """The happenings told in a sentence; else those told last before it, and next behind it, within reach."""
        at = bisect_right(self.numbers, number)
        last = self.numbers[at - 1] if at else None
        following = self.numbers[at] if at < len(self.numbers) else None
        near = {n for n in (last, following) if n is not None and abs(n - number) <= self.reach}
        if last == number:
            near = {number}
        return {index for told, index in self.told[max(0, at - 8) : at + 8] if told in near}

    def occurred(self, happening: Happening) -> When:
        """Its own time where that is a day; else a day around it that fits; else, of an article's opening, the days before it."""
        own = self._told_most(happening)
        if self.page.published is None or own.precision == "day" or (own.text and own.start is None):
            return own
        if happening.best.status != "occurred" or happening.group not in PHYSICAL:
            return own
        first, last = own.start or _before(self.page.published, RECENT), own.end or self.page.published
        clues = [
            clue
            for clue in self.clues.get(self.index[id(happening)], ())
            if clue.time.when.start
            and clue.time.when.start <= last
            and (first <= clue.time.when.start or (own.start is None and clue.rank == NAMED))
        ]
        if clues and not self.page.is_elsewhere_news(happening):
            numbers = [mention.number for mention in happening.mentions]
            return min(clues, key=lambda clue: _order(numbers, clue)).time.when
        return self._before_publication(happening) if own.start is None else own

    def _told_most(self, happening: Happening) -> When:
        """Its own time: of several days, the one that most of its sentences tell, then the happening's first choice."""
        if happening.time is None:
            return UNKNOWN_WHEN
        own = happening.time.when
        told = Counter(
            (mention.time.when.start, mention.time.when.end)
            for mention in happening.mentions
            if mention.time and mention.time.when.precision == "day" and mention.time.when.start
        )
        if own.precision != "day" or own.start != own.end or len(told) < 2:
            return own
        if own.start and any(start and abs(start - own.start) > GRACE for start, _ in told):
            return own  # a date with its month stands against the weekday of an old caption
        best = max(told, key=lambda days: (days[0] == days[1], told[days], days == (own.start, own.end)))
        whens = (mention.time.when for mention in happening.mentions if mention.time)
        return next(when for when in whens if (when.start, when.end) == best)

    def _before_publication(self, happening: Happening) -> When:
        """The news of an article's opening is of the week before it; where it names the hour and no day, of that day or the one before."""
        published = self.page.published
        first = happening.mentions[0]
        told = [mention for mention in happening.mentions if not mention.follows]
        named = any(mention.named for mention in told) or all(mention.definite for mention in told)
        if published is None or first.number >= LEAD or first.definite or named:
            return UNKNOWN_WHEN
        numbers = {mention.number + step for mention in happening.mentions for step in (0, 1)}
        spans = (self.page.sentences[number] for number in sorted(numbers) if number < self.page.sentence_count)
        of_a_clock = any(_OF_A_CLOCK.search(self.page.text, *span) for span in spans)
        start = _before(published, timedelta(days=1 if of_a_clock else 6))
        return When(text="", start=start, end=published, precision="day" if of_a_clock else "week", basis="dateline")


def _before(day: date, apart: timedelta) -> date:
    """The day so long before, or the calendar's first."""
    return day - min(apart, day - date.min)


def _order(numbers: Sequence[int], clue: _Clue) -> tuple[int, int, int]:
    """What tells of help before what tells of fates, then the nearest to the happening's sentences, then the first."""
    at = bisect_right(numbers, clue.number)
    apart = min(abs(number - clue.number) for number in numbers[max(0, at - 1) : at + 1])
    return (-clue.rank, apart, clue.time.start)
