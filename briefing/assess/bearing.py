"""Which findings bear on an event, and why: an article with its findings goes in, a `Bearing` for each comes out.

The ways are the rules of `config/method.yaml`; each that applies is kept with its score and its sentence, and the best score
decides against the threshold, so that `briefing explain` can show why a finding stands in a briefing or does not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefing.assess.distance import called, choose, host_countries, is_host_city, nearest
from briefing.assess.wording import Phrases, paragraph_around
from briefing.config.schema import Event, ThreatCategory, Workspace
from briefing.models import Article, Bearing, Findings, Incident, Span, Statement, Way, Where
from briefing.standards import MONTHS

_CLOSE, _OPENING = 600, 1_000  # letters: a text without paragraphs is one from end to end
_SPECIFIC_TYPES = frozenset({"threat", "plot"})
_SPECIFIC_CUES = frozenset({"warning", "threat"})


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose happenings are current: `start` to `end` inclusive; planned ones may lie after `end`."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Naming:
    """What an article names of an event: the words found, or None."""

    event: str | None
    venue: str | None
    participant: str | None

    @property
    def any(self) -> bool:
        return bool(self.event or self.venue or self.participant)


class _Category:
    """A watched category with its words compiled."""

    def __init__(self, category: ThreatCategory) -> None:
        self.id = category.id
        self.terms = Phrases(category.terms)
        self.excluded = Phrases(category.excluded_terms)
        self.types = {entry.type: entry for entry in category.incident_types}

    def fits_incident(self, incident: Incident, article: Article) -> bool:
        """By type (with a term in the paragraph or the title where the type asks for one), the excluded senses left out."""
        sentence = incident.sentence
        if self.excluded.covers(
            sentence.text, incident.trigger.start - sentence.start, incident.trigger.end - sentence.start
        ):
            return False
        entry = self.types.get(incident.type)
        if entry is None:
            # "other" has no type of its own to go by: its words must say what it is.
            return incident.type == "other" and self.terms.first(sentence.text, but_not=self.excluded) is not None
        if not entry.needs_term:
            return True
        start, end = paragraph_around(article.text, sentence.start, sentence.end)
        nearby = f"{article.title}\n{article.text[start:end]}"
        return self.terms.first(nearby, but_not=self.excluded) is not None

    def fits_statement(self, statement: Statement) -> bool:
        words = " ".join(span.text for span in statement.content)
        return self.terms.first(words, but_not=self.excluded) is not None


class Watch:
    """An event with everything that is looked for on its account."""

    def __init__(self, event: Event, workspace: Workspace, as_of: dt.date) -> None:
        self.event = event
        self.method = workspace.method
        self.window = Window(start=as_of - dt.timedelta(days=event.look_back_days), end=as_of)
        self._scores = {rule.id: rule for rule in workspace.method.relevance.rules}
        watched = [threat for threat in workspace.threats if not event.threats or threat.id in event.threats]
        self._categories = [_Category(threat) for threat in watched]
        self._event_names = Phrases((event.name, *event.aliases, *event.keywords))
        self._venue_names = Phrases(name for venue in event.venues for name in (venue.name, *venue.aliases))
        self._participant_names = Phrases(event.participants)
        self._city_names = Phrases(venue.city for venue in event.venues)
        self._other_cities = Phrases(  # an article on two events at once tells of each where it names its city
            {venue.city for other in workspace.events for venue in other.venues}
            - {venue.city for venue in event.venues}
        )
        self._event_days = Phrases(_day_forms(event))
        hosts = host_countries(event)
        hosting = [country for country in workspace.countries.countries if country.code in hosts]
        self._host_names = Phrases(word for country in hosting for word in (country.name, *country.aliases))
        self._host_words = Phrases(
            word for country in hosting for word in (country.name, *country.aliases, *country.demonyms)
        )
        self._at_home = {
            name
            for outlet in workspace.sources.outlets
            if outlet.country in hosts
            for name in (outlet.name, *outlet.aliases)
        }
        self._hosts = hosts
        self._country_names = {country.code: country.name for country in workspace.countries.countries}

    def naming(self, article: Article) -> Naming:
        """What of the event the article's title or text names."""
        return self._named_in(f"{article.title}\n\n{article.text}")

    def _named_close_to(self, sentence: Span, article: Article) -> Naming:
        """What of the event the title, the opening or the sentence's paragraph names."""
        start, end = paragraph_around(article.text, sentence.start, sentence.end)
        start, end = max(start, sentence.start - _CLOSE), min(end, sentence.end + _CLOSE)
        return self._named_in(f"{_opening(article)}\n\n{article.text[start:end]}")

    def _named_in(self, text: str) -> Naming:
        return Naming(
            event=self._event_names.first(text),
            venue=self._venue_names.first(text),
            participant=self._participant_names.first(text),
        )

    def judge(
        self, article: Article, findings: Findings, *, naming: Naming | None = None, thorough: bool = False
    ) -> tuple[Bearing, ...]:
        """A bearing for each finding of the article, below the threshold or not.

        What no rule ties to the event is not asked for its categories, which is most of the work, unless `thorough`.
        """
        naming = naming or self.naming(article)
        incidents = tuple(self._incident(article, incident, naming, thorough) for incident in findings.incidents)
        shown = {
            (incident.sentence.start, incident.sentence.end): incident
            for incident, bearing in zip(findings.incidents, incidents, strict=True)
            if bearing.section == "current"
        }
        statements = tuple(
            self._statement(article, statement, naming, shown, thorough) for statement in findings.statements
        )
        return incidents + statements

    # ---- incidents ---------------------------------------------------------------------------------------------------

    def _incident(self, article: Article, incident: Incident, naming: Naming, thorough: bool) -> Bearing:  # noqa: FBT001
        where = self._place(article, incident)
        near = nearest(self.event, where) if where else None
        background = self._is_background(article, incident)
        # Of what its own country has seen, news from abroad speaks for a reason.
        recalled = (
            background and where is not None and where.country in self._hosts and article.outlet not in self._at_home
        )
        if naming.any and self._is_far(where) and not recalled:
            naming = self._named_close_to(incident.sentence, article)
        if background:
            ways = self._ways_of_background(where, naming)
        else:
            ways = self._ways_of_place(where, incident.place) + self._ways_of_naming(naming)
        categories: tuple[str, ...] = ()
        if ways or thorough:
            categories = tuple(c.id for c in self._categories if c.fits_incident(incident, article))
        inside = near is not None and near.km <= near.venue.radius_km
        return self._bearing(
            finding_id=incident.id,
            ways=ways,
            categories=categories if incident.status != "hypothetical" else (),
            background=background,
            where=where,
            distance=near.km if near else None,
            venue=near.venue.name if near else None,
            specific=self._specific_incident(article, incident, inside=inside) if categories else None,
        )

    def _place(self, article: Article, incident: Incident) -> Where | None:
        where = incident.place
        if where is None or len(where.candidates) < 2:
            return where
        text = f"{article.title}\n\n{article.text}"
        city = self._city_names.first(text) is not None
        country = city or self._host_words.first(text) is not None or self._event_names.first(text) is not None
        return choose(self.event, where, city_named=city, country_named=country)

    def _is_far(self, where: Where | None) -> bool:
        """Whether it is so far from the venues that an article which names the event somewhere may do so in passing."""
        if where is None:
            return False
        near = nearest(self.event, where)
        if near is None:
            return where.country is not None and where.country not in self._hosts
        return near.km > self.method.relevance.far_km

    def _ways_of_place(self, where: Where | None, own: Where | None) -> tuple[Way, ...]:
        if where is None:
            return ()
        ways = []
        near = nearest(self.event, where)
        if near and near.km <= near.venue.radius_km:
            ways.append(
                self._way(
                    "in-radius",
                    place=called(where, own),
                    distance=f"{near.km:.0f}",
                    venue=near.venue.name,
                    radius=f"{near.venue.radius_km:g}",
                )
            )
        if is_host_city(self.event, where):
            ways.append(self._way("in-host-city", place=called(where, own)))
        return tuple(ways)

    def _ways_of_naming(self, naming: Naming) -> tuple[Way, ...]:
        found = (
            ("names-event", naming.event),
            ("names-venue", naming.venue),
            ("names-participant", naming.participant),
        )
        return tuple(self._way(rule, name=name) for rule, name in found if name)

    def _ways_of_background(self, where: Where | None, naming: Naming) -> tuple[Way, ...]:
        if where is None or naming.event is None or where.country not in self._hosts:
            return ()
        return (self._way("background-host-country", country=self._country(where.country), name=naming.event),)

    def _is_background(self, article: Article, incident: Incident) -> bool:
        """Old when it was written, older than the look-back window, or in an article whose date nobody knows."""
        if incident.background or article.published_on is None:
            return True
        latest = incident.occurred.end or article.published_on
        return latest < self.window.start or article.published_on < self.window.start

    def _specific_incident(self, article: Article, incident: Incident, *, inside: bool) -> str | None:
        if incident.type not in _SPECIFIC_TYPES and incident.status != "planned":
            return None
        if incident.status in ("denied", "hypothetical") or not self._is_recent(article):
            return None
        when = incident.occurred
        on_the_day = (
            when.start is not None
            and when.end is not None
            and when.precision in ("day", "week")
            and when.start <= self.event.ends
            and self.event.starts <= when.end
        )
        if on_the_day and inside:
            return "its place and date are the event's"
        return self._names_in_paragraph(article, incident.sentence)

    # ---- statements --------------------------------------------------------------------------------------------------

    def _statement(
        self,
        article: Article,
        statement: Statement,
        naming: Naming,
        shown: dict[tuple[int, int], Incident],
        thorough: bool,  # noqa: FBT001
    ) -> Bearing:
        words = " ".join(span.text for span in statement.content)
        ways = []
        said_of = self._event_names.first(words) or self._venue_names.first(words)
        if said_of:
            ways.append(self._way("says-of-event", name=said_of))
        if naming.event:
            ways += self._ways_of_speech(article, statement, naming.event)
        incident = shown.get((statement.sentence.start, statement.sentence.end))
        if incident and any(s.start <= incident.trigger.start < s.end for s in statement.content):
            ways.append(self._way("speaks-of-incident", place=incident.place.name if incident.place else incident.type))
        categories: tuple[str, ...] = ()
        if ways or thorough:
            categories = tuple(c.id for c in self._categories if c.fits_statement(statement))
        old = statement.background or article.published_on is None or article.published_on < self.window.start
        specific = None
        if categories and statement.cue_kind in _SPECIFIC_CUES and self._is_recent(article):
            specific = self._names_in_paragraph(article, statement.sentence)
        return self._bearing(
            finding_id=statement.id,
            ways=tuple(ways),
            categories=categories,
            background=old,
            where=None,
            distance=None,
            venue=None,
            specific=specific,
        )

    def _ways_of_speech(self, article: Article, statement: Statement, name: str) -> tuple[Way, ...]:
        """In an article that names the event: what the paragraph, the title and the opening tell of."""
        ways = []
        # The sentence often says only "the country"; its paragraph says which.
        start, end = paragraph_around(article.text, statement.sentence.start, statement.sentence.end)
        paragraph = article.text[start:end]
        spoken_of = self._city_names.first(paragraph)
        # Its own country an outlet names for many reasons, and its people for more: as the event's host only the country, and only
        # where the event is named close by.
        if article.outlet not in self._at_home:
            spoken_of = self._host_words.first(paragraph) or spoken_of
        elif self._named_close_to(statement.sentence, article).event:
            spoken_of = self._host_names.first(paragraph) or spoken_of
        if spoken_of:
            ways.append(self._way("speaks-of-host-country", country=spoken_of, name=name))
        elsewhere = not self._city_names.first(paragraph) and self._other_cities.first(paragraph)
        if not elsewhere and (city := self._city_names.first(_opening(article))):
            ways.append(self._way("tells-of-host-city", place=city, name=name))
        return tuple(ways)

    # ---- both --------------------------------------------------------------------------------------------------------

    def _is_recent(self, article: Article) -> bool:
        published = article.published_on
        return published is not None and (self.window.end - published).days <= self.method.specific_within_days

    def _names_in_paragraph(self, article: Article, sentence: Span) -> str | None:
        start, end = paragraph_around(article.text, sentence.start, sentence.end)
        paragraph = article.text[start:end]
        for names in (self._event_names, self._venue_names, self._participant_names):
            if name := names.first(paragraph):
                return f"its paragraph names {name}"
        city, day = self._city_names.first(paragraph), self._event_days.first(paragraph)
        return f"its paragraph names {city} and {day}" if city and day else None

    def _way(self, rule: str, **values: str) -> Way:
        found = self._scores[rule]
        return Way(rule=rule, score=found.score, reason=found.text.format(**values))

    def _country(self, code: str | None) -> str:
        return self._country_names.get(code or "", code or "")

    def _bearing(
        self,
        *,
        finding_id: str,
        ways: tuple[Way, ...],
        categories: tuple[str, ...],
        background: bool,
        where: Where | None,
        distance: float | None,
        venue: str | None,
        specific: str | None,
    ) -> Bearing:
        score = max((way.score for way in ways), default=0.0)
        bears = bool(categories) and score >= self.method.relevance.threshold
        return Bearing(
            finding_id=finding_id,
            score=score,
            ways=ways,
            categories=categories,
            section=("precedent" if background else "current") if bears else "none",
            place=where,
            distance_km=distance,
            venue=venue,
            specific=specific if bears and not background else None,
        )


def _opening(article: Article) -> str:
    """The title and the first paragraph: what the article is about."""
    return f"{article.title}\n{article.text[:_OPENING].split(chr(10) * 2, 1)[0]}"


def _day_forms(event: Event) -> list[str]:
    """The ways in which news writes a day of the event: "18 July", "July 18", with and without an ordinal ending."""
    forms: list[str] = []
    days = min((event.ends - event.starts).days, 60)
    for offset in range(days + 1):
        day = event.starts + dt.timedelta(days=offset)
        month = MONTHS[day.month - 1]
        ordinal = "th" if 10 < day.day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        for number in (str(day.day), f"{day.day}{ordinal}"):
            forms += [f"{number} {month}", f"{month} {number}", f"{number} of {month}", f"{month[:3]}. {number}"]
    return forms
