"""A `Briefing` and a number of rows go in, what the one-page variant prints comes out.

The rule: all key findings (at most six) and five incidents; where they do not fit, rows go one by one in a fixed order, whole, from
the bottom of their list, and a line says how many more the full briefing has. Nothing is cut inside a row; an incident
whose sentence alone would fill a third of the page is left to the full briefing.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.pages import Briefing, IncidentLine, KeyFinding

LONGEST_SENTENCE = 700  # letters
#: The rule: (findings, incidents) after each step. The matrix stands beside about four findings, so those cost no room.
STEPS = ((6, 5), (6, 4), (6, 3), (6, 2), (5, 2), (4, 2), (4, 1), (3, 1), (3, 0), (2, 0), (1, 0), (0, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How many rows of each list are printed; `bare` leaves out metrics, matrix and sources as well."""

    findings: int
    incidents: int
    bare: bool = False


def fits() -> tuple[Fit, ...]:
    """Every step of the rule, the fullest first."""
    steps = [Fit(findings=findings, incidents=incidents) for findings, incidents in STEPS]
    return (*steps, Fit(findings=0, incidents=0, bare=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """The rows of the page; `more_…` count those that only the full briefing has."""

    findings: tuple[KeyFinding, ...]
    more_findings: int
    incidents: tuple[IncidentLine, ...]
    more_incidents: int
    bare: bool


def one_page(briefing: Briefing, fit: Fit) -> OnePage:
    """Pinned incidents first, then the latest; findings in their order."""
    latest = sorted(briefing.chronology, key=lambda line: line.sort_date, reverse=True)
    incidents = sorted(latest, key=lambda line: not line.pinned)
    short = [line for line in incidents if len(line.sentence) <= LONGEST_SENTENCE]
    shown = tuple(short[: fit.incidents])
    return OnePage(
        findings=briefing.key_findings[: fit.findings],
        more_findings=max(0, len(briefing.key_findings) - fit.findings),
        incidents=shown,
        more_incidents=len(incidents) - len(shown),
        bare=fit.bare,
    )
