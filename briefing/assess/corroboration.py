"""How far a report can be relied on: articles and their text groups go in, independent outlets and Admiralty grades come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from briefing.assess.credits import Credits
from briefing.config.grouping import Agency
from briefing.config.schema import Outlet
from briefing.models import Article, TextGroup

Credibility = Literal["1", "2", "3", "4", "5", "6"]
RELIABILITY = "ABCDEF"
# Of a report that nobody else confirms, by the reliability of the best outlet that carries it.
_ALONE: dict[str, Credibility] = {"A": "2", "B": "2", "C": "3", "D": "4", "E": "5", "F": "6"}


class Outlets:
    """Who published what on their own account.

    Copies of one text are one outlet's: the agency's that a credit line names, else that of the outlet which had the text first.
    """

    def __init__(
        self,
        articles: Mapping[str, Article],
        text_groups: Sequence[TextGroup],
        outlets: Sequence[Outlet],
        agencies: Sequence[Agency],
    ) -> None:
        self._articles = articles
        self._grades = {outlet.name: outlet.reliability for outlet in outlets}
        self._credits = Credits(_known_agencies(outlets, agencies))
        self.original = {copy: group.original for group in text_groups for copy in (*group.reprints, *group.earlier)}
        self.superseded = frozenset(article_id for group in text_groups for article_id in group.earlier)
        self._copies = {group.original: (*group.reprints, *group.earlier) for group in text_groups}
        self._publishers: dict[str, str | None] = {}

    def text_of(self, article_id: str) -> str:
        """The id that stands for the article's text: its original's among copies, its own otherwise."""
        return self.original.get(article_id, article_id)

    def publisher(self, article_id: str) -> str | None:
        """Who stands behind the article's text; None where none of its copies names an outlet."""
        key = self.text_of(article_id)
        if key not in self._publishers:
            copies = [self._articles[copy] for copy in (key, *self._copies.get(key, ())) if copy in self._articles]
            credited = (agency for copy in copies if (agency := self._credits.agency(copy)))
            named = (copy.outlet for copy in copies if copy.outlet)
            self._publishers[key] = next(credited, None) or next(named, None)
        return self._publishers[key]

    def independent(self, articles: Iterable[Article]) -> tuple[str, ...]:
        """Outlets that report on their own; an article without outlet counts for none."""
        return tuple(sorted({name for article in articles if (name := self.publisher(article.id))}))

    def reliability(self, outlet: str | None) -> str:
        """The Admiralty grade of `config/sources.yaml`; F where the outlet is not listed."""
        return self._grades.get(outlet or "", "F")

    def credibility(self, outlets: Sequence[str], *, denied: bool) -> Credibility:
        """1 where a second independent outlet reports it; else by the outlet's grade, and no better than doubtful where it is denied."""
        if len(outlets) >= 2:
            return "1"
        best = min((self.reliability(name) for name in outlets), key=RELIABILITY.index, default="F")
        return max(_ALONE[best], "4") if denied else _ALONE[best]


def _known_agencies(outlets: Sequence[Outlet], agencies: Sequence[Agency]) -> list[Agency]:
    """The agencies of both files; one that `sources.yaml` lists goes by its name there, so that it has its grade."""
    listed = [outlet for outlet in outlets if outlet.agency]
    known = [Agency(name=outlet.name, credits=(outlet.name, *outlet.aliases)) for outlet in listed]
    for agency in agencies:
        names = {name.casefold() for name in (agency.name, *agency.credits)}
        same = next((o for o in outlets if names & {name.casefold() for name in (o.name, *o.aliases)}), None)
        known.append(agency if same is None else Agency(name=same.name, credits=(agency.name, *agency.credits)))
    return known
