"""One happening as a record: its mentions with what was concluded about each go in, an `IncidentGroup` comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.assess.corroboration import RELIABILITY, Outlets
from briefing.assess.figures import Officials, counts, values
from briefing.assess.replies import Reply
from briefing.assess.traits import Mention
from briefing.models import Bearing, IncidentGroup, content_id


class Maker:
    """Makes groups for one event; `watched` are the ids of its categories, in order."""

    def __init__(
        self, bearings: Mapping[str, Bearing], outlets: Outlets, officials: Officials, watched: Sequence[str]
    ) -> None:
        self._bearings = bearings
        self._outlets = outlets
        self._officials = officials
        self._watched = watched

    def group(self, mentions: Sequence[Mention]) -> IncidentGroup:
        """The group of these mentions, named after the one first published, which later articles do not change."""
        lead = min(mentions, key=self._informative)
        bearing = self._bearings[lead.incident.id]
        bearings = [self._bearings[mention.incident.id] for mention in mentions]
        first = min(mentions, key=lambda m: (m.article.published_on or dt.date.max, m.incident.id))
        outlets = self._outlets.independent(mention.article for mention in mentions)
        old = self._outlets.superseded
        return IncidentGroup(
            id=content_id("g", first.incident.id),
            type=lead.incident.type,
            members=tuple(sorted(mention.incident.id for mention in mentions)),
            lead=lead.incident.id,
            outlets=outlets,
            occurred=lead.incident.occurred,
            place=bearing.place,
            distance_km=bearing.distance_km,
            venue=bearing.venue,
            status=lead.incident.status,
            categories=tuple(c for c in self._watched if any(c in found.categories for found in bearings)),
            background=all(found.section == "precedent" for found in bearings),
            killed=counts(mentions, lambda m: m.incident.killed, self._officials, old),
            wounded=counts(mentions, lambda m: m.incident.wounded, self._officials, old),
            dates=values(mentions, _day, old),
            places=values(mentions, lambda m: m.place.name if m.place else None, old),
            statuses=values(mentions, lambda m: m.incident.status, old),
            credibility=self._outlets.credibility(outlets, denied=lead.incident.status == "denied"),
        )

    def with_replies(self, group: IncidentGroup, said: Sequence[Reply]) -> IncidentGroup:
        """The group with the claims and denials that speak of it."""
        denied = group.status == "denied" or any(reply.denies for reply in said)
        return replace(
            group,
            replies=tuple(reply.statement_id for reply in said),
            credibility=self._outlets.credibility(group.outlets, denied=denied),
        )

    def _informative(self, mention: Mention) -> tuple[object, ...]:
        """Sort key, most informative first: no earlier version, an exact date, a place, figures, a graded outlet, the later report."""
        incident, article = mention.incident, mention.article
        known = sum(part is not None for part in (incident.killed, incident.wounded))
        known += bool(incident.target) + bool(incident.weapon) + bool(incident.perpetrator)
        published = article.published_on or dt.date.min
        return (
            article.id in self._outlets.superseded,
            incident.occurred.precision != "day",
            mention.place is None,
            -known,
            RELIABILITY.index(self._outlets.reliability(article.outlet)),
            -published.toordinal(),
            incident.id,
        )


def _day(mention: Mention) -> str | None:
    when = mention.incident.occurred
    return when.start.isoformat() if when.start and when.precision == "day" else None
