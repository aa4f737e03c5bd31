"""What would change a rating: its evidence goes in, sentences come out, each found by asking the rules what if.

Nothing here is canned: further findings are made up one by one, those there are taken away or grow old, and the rules are run again. A
sentence stands only where they gave another answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.assess.evidence import Evidence, Happening, Spoken
from briefing.assess.rules import TERMS, Likelihood, confidence, impact, likelihood
from briefing.config.schema import Method, ThreatCategory
from briefing.models import UNKNOWN_WHEN, FieldValue, IncidentGroup, RatingReason, Status, When
from briefing.standards import MONTHS

_RULE = "prospect"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TARGETING = ("threat", "plot")
_GRADED = "an outlet graded A or B"


def would_change(category: ThreatCategory, method: Method, evidence: Evidence) -> tuple[RatingReason, ...]:
    """What would raise the likelihood, what would lower it, what would raise the impact, and what confidence."""
    asked = _Question(category, method, evidence)
    return (*asked.raises(), *asked.falls(), *asked.graver(), *asked.surer())


@dataclass(frozen=True, slots=True)
class _Question:
    category: ThreatCategory
    method: Method
    evidence: Evidence

    # ---- likelihood --------------------------------------------------------------------------------------------------

    def raises(self) -> Iterator[RatingReason]:
        """For each kind of finding the fewest that give a higher term within the days of the prospect."""
        now = self._likelihood(self.evidence)
        table = self.method.prospect
        later = replace(self.evidence, as_of=self.evidence.as_of + dt.timedelta(days=table.days))
        within = f"Within {_many(table.days, 'day')}"
        found: dict[str, list[str]] = {}
        for finding, one, several in self._kinds(later.as_of):
            for count in range(1, table.most + 1):
                then = self._likelihood(_with(later, finding, count))
                if then.rank > now.rank:
                    found.setdefault(then.term, []).append(one if count == 1 else f"{_number(count)} {several}")
                    break
        for term, ways in sorted(found.items(), key=lambda entry: TERMS.index(entry[0])):
            would = f"would raise the likelihood to “{term}”{self._level(term, 'the level to')}"
            if len(ways) == 1:
                yield _line(f"{within} {ways[0]}{',' * (',' in ways[0])} {would}.")
            else:
                yield _line(f"{within} each of these {would}: {'; '.join(ways)}.")
        if not found and now.term != self.method.likelihood.terms.bands[-1].term:
            several = (
                f"{_number(table.most)} further findings of one kind"
                if table.most > 1
                else "further finding of any kind"
            )
            yield _line(f"{within} no {several} would raise the likelihood.")

    def _kinds(self, day: dt.date) -> Iterator[tuple[Happening | Spoken, str, str]]:
        """A finding of each kind that the category can have, and its words for one and for several."""
        types = [entry.type for entry in self.category.incident_types]
        radii = sorted(set(self.evidence.radii))
        reach = f"{radii[0]:g} km" if len(radii) == 1 else f"{radii[0]:g}–{radii[-1]:g} km" if radii else "the radius"
        near = f"within {reach} of a venue" if len(radii) == 1 else f"inside a venue's radius ({reach})"
        yield (
            _happening(types[0], day, credibility="1"),
            f"one more incident {near}, confirmed by a second outlet",
            f"more incidents {near}, each confirmed by a second outlet",
        )
        if announced := [kind for kind in self.method.likelihood.announced.types if kind in types]:
            days = When(text="", start=self.evidence.starts, end=self.evidence.starts, precision="day", basis="text")
            kinds, plural = " or ".join(announced), " or ".join(f"{kind}s" for kind in announced)
            yield (
                _happening(announced[0], day, status="planned", occurred=days),
                f"a further {kinds} announced in a host city for a day of the event, reported by {_GRADED}",
                f"further {plural} announced in host cities for days of the event, each reported by {_GRADED}",
            )
        if targeting := [kind for kind in _TARGETING if kind in types]:
            kinds, plural = " or ".join(targeting), " or ".join(f"{kind}s" for kind in targeting)
            yield (
                _happening(targeting[0], day, targeted=True),
                f"a further {kinds} aimed at the event, reported by {_GRADED}",
                f"further {plural} aimed at the event, each reported by {_GRADED}",
            )
        yield (
            Spoken(ids=("",), credibility="2", day=day, specific=True),
            f"a further speaker's warning that names the event, in {_GRADED}",
            f"further speakers' warnings that name the event, in {_GRADED}",
        )

    def falls(self) -> Iterator[RatingReason]:
        """The fewest of the weightiest findings without which it were lower, and the day on which age alone lowers it."""
        now = self._likelihood(self.evidence)
        if len(now.shares) == 1:
            yield _line("All of it rests on one finding.", now.shares[0].ids[0])
        for count in range(1, min(self.method.prospect.most, len(now.shares) - 1) + 1):
            gone = {key for share in now.shares[:count] for key in share.ids}
            then = self._likelihood(_without(self.evidence, gone))
            if then.rank < now.rank:
                words = "the weightiest finding" if count == 1 else f"the {_number(count)} weightiest findings"
                would = f"the likelihood would be “{then.term}”{self._level(then.term, 'the level')}"
                cited = (share.ids[0] for share in now.shares[:count])
                yield _line(f"Without {words} {would if then.term else 'there would be too little to rate'}.", *cited)
                break
        for days in range(1, (self.evidence.ends - self.evidence.as_of).days + 1):
            day = self.evidence.as_of + dt.timedelta(days=days)
            then = self._likelihood(replace(self.evidence, as_of=day))
            if then.rank < now.rank and then.term:
                date = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
                to = f"“{then.term}”{self._level(then.term, 'the level to')}"
                yield _line(f"With nothing new, age alone lowers the likelihood on {date} to {to}.")
                break

    def _likelihood(self, evidence: Evidence) -> Likelihood:
        return likelihood(self.category, self.method, evidence)

    def _level(self, term: str, words: str) -> str:
        """The level that a term gives with the impact as it stands, where it is another."""
        if not term:
            return ""
        harm = impact(self.category, self.method, self.evidence).value
        now, then = self.method.level(self._likelihood(self.evidence).term, harm), self.method.level(term, harm)
        return f" and {words} {then}" if then != now else ""

    # ---- impact and confidence ---------------------------------------------------------------------------------------

    def graver(self) -> Iterator[RatingReason]:
        """The least casualties in one more incident that raise the impact."""
        now = impact(self.category, self.method, self.evidence).value
        mildest = min(self.category.incident_types, key=lambda entry: (entry.severity, entry.type)).type
        for step in sorted(self.method.impact.casualties.steps, key=lambda step: step.impact):
            struck = _happening(mildest, self.evidence.as_of, killed=step.killed, wounded=step.wounded)
            then = impact(self.category, self.method, _with(self.evidence, struck, 1)).value
            if then > now:
                yield _line(f"An incident at a venue with {step} would raise the impact to {then}.")
                return

    def surer(self) -> Iterator[RatingReason]:
        """Who would have to confirm what, for the next grade of confidence."""
        now = confidence(self.category, self.method, self.evidence).rule.confidence
        for count, grade in ((1, "C"), (1, "B"), (2, "C"), (2, "B"), (3, "C"), (3, "B")):
            outlets = (
                "A further independent outlet"
                if count == 1
                else f"{_capital(_number(count))} further independent outlets"
            )
            then = confidence(self.category, self.method, _confirmed(self.evidence, count, grade)).rule.confidence
            if then != now:
                which = f"graded {grade} or better that {'confirms' if count == 1 else 'confirm'} one of these findings"
                yield _line(f"{outlets} {which} would make confidence in the evidence {then}.")
                return


def _line(sentence: str, *finding_ids: str) -> RatingReason:
    return RatingReason(rule=_RULE, sentence=sentence, finding_ids=finding_ids)


def _happening(
    kind: str,
    day: dt.date,
    *,
    credibility: str = "2",
    status: Status = "occurred",
    occurred: When = UNKNOWN_WHEN,
    targeted: bool = False,
    killed: int = 0,
    wounded: int = 0,
) -> Happening:
    """An incident that nobody has reported, inside a radius."""
    group = IncidentGroup(
        id="",
        type=kind,
        members=(),
        lead="",
        outlets=(),
        occurred=occurred,
        place=None,
        distance_km=None,
        venue=None,
        status=status,
        categories=(),
        background=False,
        killed=(FieldValue(value=str(killed), finding_ids=()),),
        wounded=(FieldValue(value=str(wounded), finding_ids=()),),
        dates=(),
        places=(),
        statuses=(),
        credibility=credibility,  # type: ignore[arg-type]
    )
    return Happening(group=group, step="radius", day=day, targeted=targeted)


def _with(evidence: Evidence, finding: Happening | Spoken, count: int) -> Evidence:
    if isinstance(finding, Happening):
        return replace(evidence, happenings=(*evidence.happenings, *(finding,) * count))
    return replace(evidence, spoken=(*evidence.spoken, *(finding,) * count))


def _without(evidence: Evidence, ids: set[str]) -> Evidence:
    return replace(
        evidence,
        happenings=tuple(happening for happening in evidence.happenings if happening.group.lead not in ids),
        spoken=tuple(warning for warning in evidence.spoken if not ids & set(warning.ids)),
    )


def _confirmed(evidence: Evidence, count: int, grade: str) -> Evidence:
    """The same with so many more outlets, which confirm one of the findings that has a single source."""
    grades = {**evidence.grades, **{f"+{number}": grade for number in range(count)}}
    happenings, spoken = list(evidence.happenings), list(evidence.spoken)
    for number, happening in enumerate(happenings):
        if happening.group.credibility != "1":
            happenings[number] = replace(happening, group=replace(happening.group, credibility="1"))
            break
    else:
        spoken[:1] = [replace(warning, credibility="1") for warning in spoken[:1]]
    return replace(evidence, grades=grades, happenings=tuple(happenings), spoken=tuple(spoken))


def _many(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
