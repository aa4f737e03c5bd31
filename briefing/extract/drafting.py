"""A `Happening` and its date enter, the incident it makes leaves: where, whom it hurt, who took part, and whether there is evidence enough.

Precision before recall: what is printed must have happened.
"""

from __future__ import annotations

from datetime import date, timedelta

from briefing.extract.findings import BACKGROUND_DAYS, FoundIncident
from briefing.extract.happenings import Happening, Range
from briefing.extract.locating import Locating
from briefing.extract.page import Page
from briefing.extract.reader.heads import Toll
from briefing.extract.sightings import distinct
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
    page: Page, happening: Happening, occurred: When, locating: Locating, toll: Toll | None = None
) -> FoundIncident:
    """The incident of a happening, its words as offsets; `toll` is what the encoder makes of its figures."""
    best = happening.best
    background = _is_background(page, happening, occurred)
    acting, suffering = _gathered(page, happening, "perpetrators"), _gathered(page, happening, "targets")
    killed, wounded = totals(happening.casualties(), toll) if happening.group in CASUALTY_GROUPS else (None, None)
    return FoundIncident(
        type=happening.type,
        trigger=best.trigger,
        sentence=best.sentence,
        occurred=occurred,
        place=locating.place(happening, background=background),
        killed=killed,
        wounded=wounded,
        perpetrators=acting,
        targets=suffering,
        weapons=tuple(pair for pair in _gathered(page, happening, "weapons") if not _is_person(page.text, pair)),
        status=_status(happening, occurred, page.published),
        background=background,
    )


def _is_background(page: Page, happening: Happening, occurred: When) -> bool:
    published = page.published
    if published and occurred.end and published - occurred.end > timedelta(days=BACKGROUND_DAYS):
        return True
    return (happening.time is None or happening.time.when.start is None) and page.is_elsewhere_news(happening)


def _gathered(page: Page, happening: Happening, name: str) -> tuple[Range, ...]:
    """Participants or weapons of all mentions where the encoder saw them, else those of the first mention that has any."""
    own: list[Range] = getattr(happening.best, name)
    if happening.best.sighted or not own:
        sighted = [pair for mention in happening.mentions if mention.sighted for pair in getattr(mention, name)]
        if sighted:
            return tuple(distinct(page.text, [*own, *sighted]))
    others = (getattr(mention, name) for mention in happening.mentions if mention.hurt or mention.base >= 1)
    return tuple(dict.fromkeys(own or next((found for found in others if found), [])))


def _is_person(text: str, words: Range) -> bool:
    """Whether what the encoder took for a weapon is who carries it: "gunman"."""
    return text[words[0] : words[1]].lower().endswith(("man", "men"))


def _status(happening: Happening, occurred: When, published: date | None) -> Status:
    status = happening.best.status
    if status == "planned" and published and occurred.end and occurred.end < published:
        return "occurred"
    return status
