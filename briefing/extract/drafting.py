"""A `Happening` and its date enter, the incident it makes leaves: where, whom it hurt, who took part, and whether there is evidence enough.

Precision before recall: what is printed must have happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from briefing.extract.cast import Cast
from briefing.extract.findings import BACKGROUND_DAYS, FoundIncident
from briefing.extract.happenings import Happening, Mention, Range
from briefing.extract.locating import Locating
from briefing.extract.page import Page
from briefing.extract.reader.heads import Toll
from briefing.extract.tolls import totals
from briefing.models import Status, When

# Groups whose happenings have casualties; of several in a sentence, the first takes them.
CASUALTY_GROUPS = (
    "violence",
    "accident",
    "crowd",
    "earthquake",
    "weather",
    "fire",
    "disease",
    "unrest",
    "other",
    "abduction",
)
ATTACK = "attack-other"  # whose words ("killed", "attack") leave open how it was done
THRESHOLDS = {
    "violence": 3.0,
    "unrest": 2.3,
    "accident": 2.4,
    "weather": 2.4,
    "disease": 2.4,
    "cyber": 2.4,
    "other": 2.4,
    "abduction": 2.4,
    "threat": 2.4,
    "plot": 2.4,
}
THRESHOLD = 2.0

_ENTRY = re.compile(r"[•●▪]\s+")
# What a court has ended, and the news gives no day of, lies back longer than a month.
_JUDGED = re.compile(
    r"\b(?:sentenced|convicted|acquitted|(?:found|pleads?|pleaded|pled) (?:not )?guilty|guilty plea|verdict)\b",
    re.IGNORECASE,
)


def is_enough(happening: Happening) -> bool:
    """Whether the evidence makes it an incident: a threshold for each group, and one mention that tells something itself."""
    best = happening.best
    if best.status in ("denied", "alleged", "foiled") and not (happening.time or happening.place):
        return False
    if best.status == "planned" and not happening.time:
        return False
    if happening.group == "violence" and not best.base and not best.hurt and not best.marks:
        return False
    if best.status == "denied":
        return happening.evidence >= THRESHOLD
    return happening.evidence >= THRESHOLDS.get(happening.group, THRESHOLD)


def drafted(
    page: Page,
    happening: Happening,
    occurred: When,
    locating: Locating,
    cast: Cast,
    toll: Toll | None = None,
    means: Mapping[str, str] = MappingProxyType({}),
) -> FoundIncident:
    """The incident of a happening, its words as offsets; `toll` is what the encoder makes of its figures.

    `means` gives the type that an attacker or a weapon makes of an attack of no nearer kind.
    """
    background = _is_background(page, happening, occurred)
    killed, wounded = totals(happening.casualties(), toll) if happening.group in CASUALTY_GROUPS else (None, None)
    hit = sum(count.high for count in (killed, wounded) if count)
    suffering = cast.targets(happening, hit)
    acting = cast.perpetrators(happening, suffering)
    weapons = cast.weapons(happening, {*acting, *suffering})
    telling = _telling(happening)
    return FoundIncident(
        type=_type_by_means(page.text, happening.type, (*acting, *weapons), means),
        trigger=telling.trigger,
        sentence=_unlisted(page.text, telling.sentence),
        occurred=occurred,
        place=locating.place(happening, background=background),
        killed=killed,
        wounded=wounded,
        perpetrators=acting,
        targets=suffering,
        weapons=weapons,
        status=_status(
            happening, occurred, page.published, hurt=bool((killed and killed.high) or (wounded and wounded.high))
        ),
        background=background,
    )


def _unlisted(text: str, sentence: Range) -> Range:
    """The sentence without the mark of a list's entry."""
    mark = _ENTRY.match(text, *sentence)
    return (mark.end(), sentence[1]) if mark else sentence


def _telling(happening: Happening) -> Mention:
    """The mention that stands for a happening: of those with a cue of their own, by evidence, and by whether it tells day and place, or
    only refers to what another told.
    """

    def worth(mention: Mention) -> float:
        told = (mention.time is not None) + (mention.place is not None)
        return mention.evidence + told - (2.0 if mention.definite and not mention.casualties else 0.0)

    return max((m for m in happening.mentions if not m.follows), key=worth, default=happening.best)


def _type_by_means(text: str, kind: str, parts: Iterable[Range], means: Mapping[str, str]) -> str:
    """The type that those who acted and their weapons agree on, where the words for the attack leave it open."""
    if kind != ATTACK:
        return kind
    told: set[str] = set()
    for start, end in parts:
        words = text[start:end].lower().split()
        names = (" ".join(words[-2:]), *words[-1:])
        told |= {means[form] for name in names for form in (name, name.removesuffix("s")) if form in means}
    return told.pop() if len(told) == 1 else kind


def is_told_again(item: FoundIncident, others: Iterable[FoundIncident], text: str) -> bool:
    """Whether an incident without a time of its own is one that another dates: of its type, to somebody of the same full name."""
    if item.occurred.basis == "text":
        return False
    names = _full_names(item, text)
    return any(
        other.occurred.basis == "text" and other.type == item.type and names & _full_names(other, text)
        for other in others
    )


def _full_names(item: FoundIncident, text: str) -> set[str]:
    """The targets that are called by a first and a last name."""
    named = (text[start:end].split() for start, end in item.targets)
    return {" ".join(words) for words in named if len(words) > 1 and all(word[:1].isupper() for word in words)}


_SHOWN = re.compile(
    r"\b(?:video|footage|recording|tape)s?\b[^.;]{0,40}\b(?:released|leaked)\b[^.;]{0,60}\bshow(?:s|ed|ing)\b"
    r"|\bfirst\b[^.;]{0,60}\b(?:he|she|they|I|we)\s+(?:had\s+)?ever\s+\w+ed\b",
    re.IGNORECASE,
)
"""What an old recording shows, and a memory: "the first shooting victim he ever treated"."""


def _is_background(page: Page, happening: Happening, occurred: When) -> bool:
    published = page.published
    if published and occurred.end and published - occurred.end > timedelta(days=BACKGROUND_DAYS):
        return True
    if happening.time is not None and happening.time.when.start is not None:
        return False
    judged = occurred.start is None and all(_JUDGED.search(page.text, *m.sentence) for m in happening.mentions)
    shown = _SHOWN.search(page.text, *happening.best.sentence) is not None
    return judged or shown or page.is_elsewhere_news(happening)


def _status(happening: Happening, occurred: When, published: date | None, *, hurt: bool) -> Status:
    """What the words say, but for a plan whose day has passed and for an "attempted" attack in which somebody was hurt."""
    status = happening.best.status
    if status == "foiled" and hurt:
        return "occurred"
    if status == "planned" and published and occurred.end and occurred.end < published:
        return "occurred"
    return status
