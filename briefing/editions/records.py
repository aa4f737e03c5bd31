"""The edition as the library keeps it: what stood in a briefing, in the words in which it stood there.

Values are kept as they were printed, so that a difference between two editions is a difference that a reader can see. A field that a
later version adds gets a default here: an edition stored before it stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefing.models import Marking

#: Why a finding that an edition printed is in no later one: its article is gone, or replaced by a later version; its words are no
#: longer taken for a finding; an analyst hid it; its marking is above the briefing's; no rule ties it to the event any more.
Fate = Literal["gone", "replaced", "unread", "hidden", "withheld", "outside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionArticle:
    """An article that an edition rests on; `source` and `source_id` as in `Article`, the rest as printed in the source list."""

    id: str
    source: str
    source_id: str
    outlet: str
    title: str
    published: str
    url: str | None
    marking: Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionItem:
    """An incident group or a statement as it was printed.

    `members` are the findings' ids, `articles` their articles', one each. `fields` are (name, values) of all that can change; of
    several values side by side the leading one stands first. `ends` is the last day of an incident's date, ISO 8601.
    """

    id: str
    kind: Literal["incident", "statement"]
    section: Literal["current", "precedent"]
    name: str
    words: str
    members: tuple[str, ...]
    articles: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    ends: str | None

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a field; none where it has none, or where this edition did not know it."""
        return dict(self.fields).get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRating:
    """A category as the overview showed it. `weight` is the likelihood's column times the impact, None without evidence.

    `judgement` names the analyst and the date where there was one; `evidence` are ids of items.
    """

    category: str
    name: str
    level: str | None
    likelihood: str | None
    impact: str | None
    confidence: str | None
    weight: int | None
    judgement: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A finding that an earlier edition printed and this one does not. `by` is the article that replaced its own, `note` who hid it."""

    finding: str
    fate: Fate
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGroup:
    """An incident group by its id and the findings that were its members."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of one event's briefing. `number` 0 means not numbered yet; `last` is the edition that it was compared with.

    `digest` is over all that the briefing says but number and differences: equal inputs, equal digest. `method` is a digest of the
    rules of rating. `lost` and `redirects` (an old group id, the id of the group that it is part of now) hold for all editions before
    this one; `hidden` are groups that an analyst keeps out of it.
    """

    event_id: str
    number: int
    last: int | None
    as_of: datetime
    cut_off: str
    digest: str
    pipeline: str
    method: str
    marking: Marking
    headline: str
    headline_rule: str
    items: tuple[EditionItem, ...]
    ratings: tuple[EditionRating, ...]
    articles: tuple[EditionArticle, ...]
    schedule: tuple[tuple[str, str], ...] = ()
    lost: tuple[Lost, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    hidden: tuple[KnownGroup, ...] = ()

    def groups(self) -> tuple[KnownGroup, ...]:
        """The incident groups whose ids the next edition is to carry on, hidden ones among them."""
        printed = (KnownGroup(id=item.id, members=item.members) for item in self.items if item.kind == "incident")
        return (*printed, *self.hidden)
