"""Hand-made briefings for the tests of `render`: a rich one with every case, and poorer ones made from it."""

from __future__ import annotations

from dataclasses import replace

from briefing.models import Gap
from briefing.pages import (
    Briefing,
    CategorySection,
    Citation,
    CitedSentence,
    EventProfile,
    Figure,
    IncidentLine,
    JudgementBlock,
    KeyDate,
    KeyFinding,
    Legend,
    Level,
    Manifest,
    MapPoint,
    MethodRule,
    Metric,
    Note,
    OverviewRow,
    RatingBlock,
    ReasonLine,
    Reference,
    StatementLine,
    TimeBucket,
    VenueInfo,
    VenueSheet,
)

HOSTILE = (
    "<script>alert(1)</script><img src=file:///etc/passwd><link rel=attachment href=file:///etc/passwd>"
    " {{ 7*7 }} {% include '/etc/passwd' %} javascript:alert(1) &amp; \"quoted\" 'single'"
)
LONG_TOKEN = "aGVsbG8" * 2858  # 20,006 letters without a space
NAMES = "محمد العريفي, Ольга Сергеевна Тихонова, Ελένη Παπαδοπούλου, דנה לוי, Đặng Thị Ánh, Łukasz Śmigły"

LEVELS = (
    Level(name="Low", top=4),
    Level(name="Moderate", top=9),
    Level(name="High", top=16),
    Level(name="Critical", top=25),
)
COLUMNS = ("≤ 20 %", "20–45 %", "45–55 %", "55–80 %", "> 80 %")
ROWS = ("Minor", "Limited", "Serious", "Severe", "Grave")
CATEGORIES = (
    ("terrorism", "Terrorism"),
    ("civil-unrest", "Civil unrest"),
    ("crime", "Crime"),
    ("cyber", "Cyber"),
    ("transport-disruption", "Transport disruption"),
    ("health", "Health"),
    ("severe-weather", "Severe weather"),
    ("crowd-safety", "Crowd safety"),
)
OUTLETS = ("The Harbour Courier", "Meridian Wire", "Le Quai", "Northern Ledger", "Civic Dispatch", "Radio Estuaire")


class Shelf:
    """Sources as they come: `cite` adds a sentence and gives its citation."""

    def __init__(self) -> None:
        self._rows: list[list[tuple[str, str, tuple[str, ...]]]] = []

    def source(self) -> int:
        self._rows.append([])
        return len(self._rows)

    def cite(self, number: int, text: str, *findings: str) -> Citation:
        rows = self._rows[number - 1]
        rows.append((chr(97 + len(rows)), text, findings))
        label = f"{number}{rows[-1][0]}"
        return Citation(label=label, anchor=f"sentence-{label}")

    def references(self) -> tuple[Reference, ...]:
        urls = {2: "javascript:alert(document.cookie)", 3: None, 4: "file:///etc/passwd"}
        return tuple(
            Reference(
                number=number,
                article_id=f"a-{number:016x}",
                outlet=OUTLETS[number % len(OUTLETS)],
                title=HOSTILE if number == 1 else f"Report {number}: what was said and seen in the host cities",
                published="undated" if number == 5 else f"{number % 27 + 1} May 2026",
                url=urls.get(number, f"https://news.example.org/2026/05/{number}/" + "a-long-slug-" * 9 + "?a=1&b=2"),
                link_note={3: "no link; wire.jsonl, row 3", 2: "no usable link; wire.jsonl, row 2"}.get(number),
                grade="ABCDEF"[number % 6],
                grade_meaning="usually reliable",
                marking="TLP:CLEAR" if number % 4 else "TLP:GREEN",
                sentences=tuple(
                    CitedSentence(
                        label=f"{number}{letter}",
                        anchor=f"sentence-{number}{letter}",
                        text=text,
                        start=0,
                        end=len(text),
                        findings=findings,
                    )
                    for letter, text, findings in rows
                ),
                reprints=("Radio Estuaire, 12 May 2026", "Le Quai, 13 May 2026") if number == 6 else (),
            )
            for number, rows in enumerate(self._rows, start=1)
        )


PLACES = (
    ("Saint-Denis", 48.936, 2.357, "city", 0),
    ("Stade gate H", 48.9262, 2.3601, "point", 0),
    ("Paris", 48.857, 2.352, "city", 0),
    ("Marseille", 43.297, 5.381, "city", 1),
    ("Old Port", 43.295, 5.374, "point", 1),
    ("Lille", 50.633, 3.058, "city", 2),
    ("Lyon", 45.748, 4.847, "city", 3),
    ("Nantes", 47.217, -1.553, "city", 0),
)
SENTENCES = (
    "Three people were killed and five wounded when a device exploded beside the northern entrance, the prefecture said.",
    "Supporters clashed with riot police near the station for a second night.",
    "Thieves posing as stewards took telephones and tickets from at least forty visitors.",
    "Rail unions plan to stop work on the regional lines on the day of the opening match.",
)
TYPES = (("Bombing", "terrorism"), ("Riot", "civil-unrest"), ("Theft", "crime"), ("Strike", "transport-disruption"))


def incident(shelf: Shelf, index: int, *, words: str | None = None, background: bool = False) -> IncidentLine:
    """An incident group; every fourth has conflicting figures, dates and places, every fifth is pinned with a note."""
    source = shelf.source()
    identity = f"g-{index:016x}"
    sentence = words or SENTENCES[index % 4]
    main = shelf.cite(source, sentence, identity)
    conflict = index % 4 == 0
    other = (
        shelf.cite(shelf.source(), "At least seven people were hurt, a hospital spokeswoman said.", identity)
        if conflict
        else main
    )
    place, _, _, _, _ = PLACES[index % len(PLACES)]
    kind, category = TYPES[index % 4]
    return IncidentLine(
        id=identity,
        label=f"P{index - 99}" if background else str(index + 1),
        finding_ids=(f"i-{index:016x}",),
        date=f"{28 - index % 27} April 2026" if not background else "November 2015",
        sort_date=f"2026-04-{28 - index % 27:02d}" if not background else "2015-11-13",
        place=f"{place}, France",
        distance="1.2 km from Grand Arena" if index % 3 == 0 else None,
        type=kind,
        status="planned" if kind == "Strike" else "occurred",
        sentence=sentence,
        killed=(Figure(text="3", citations=(main,)), Figure(text="at least 2", citations=(other,))) if conflict else (),
        wounded=(Figure(text="5", citations=(main,)), Figure(text="7", citations=(other,))) if conflict else (),
        dates=(Figure(text="27 April 2026", citations=(other,)),) if conflict else (),
        places=(Figure(text="Paris", citations=(other,)),) if conflict else (),
        perpetrator="two men" if conflict else None,
        target="visitors at the northern entrance" if conflict else None,
        weapon="an improvised device" if conflict else None,
        outlets=2 if conflict else 1,
        credibility="1" if conflict else "3",
        categories=(category, "crowd-safety") if index % 6 == 1 else (category,),
        why=("within 25 km of Grand Arena", "type watched under " + kind),
        pinned=index % 5 == 4,
        notes=(Note(text=f"Seen by our liaison. {HOSTILE}", by="R. Okafor", date="10 May 2026"),)
        if index % 5 == 4
        else (),
        citations=(main, other) if conflict else (main,),
    )


def statement(shelf: Shelf, index: int, *, background: bool = False) -> StatementLine:
    source = shelf.source()
    content = (
        "We have strengthened the presence at every gate and will search every bag […] nobody should be afraid to come.",
        "an attack on the opening evening could not be ruled out",
        HOSTILE,
        "سنحمي الجميع في كل ملعب، وستكون الشرطة حاضرة",
    )[index % 4]
    names = NAMES.split(", ")
    return StatementLine(
        id=f"s-{index:016x}",
        content=content,
        speaker=names[index % len(names)],
        role="interior minister" if index % 2 == 0 else None,
        official=index % 2 == 0,
        mode="indirect" if index % 4 == 1 else "direct",
        cue_kind="warning" if index % 4 == 1 else "reporting",
        date=f"{index % 27 + 1} May 2026",
        outlet=OUTLETS[index % 6],
        published=f"{index % 27 + 1} May 2026",
        background=background,
        categories=("terrorism",),
        why=("its article names the event",),
        pinned=index == 2,
        notes=(Note(text="Repeated on television the same evening.", by="R. Okafor", date="11 May 2026"),)
        if index == 2
        else (),
        citations=(shelf.cite(source, content, f"s-{index:016x}"),),
    )


VENUES = (
    ("grand-arena", "Grand Arena", "Saint-Denis", 48.9245, 2.3602, 25.0),
    ("velodrome", "Stade de la Mer", "Marseille", 43.2698, 5.3959, 20.0),
    ("nord", "Stade du Nord", "Lille", 50.6119, 3.1305, 15.0),
    ("confluence", "Parc Confluence", "Lyon", 45.7653, 4.9822, 15.0),
    ("fan-zone", "Champ Fan Zone", "Paris", 48.8530, 2.3024, 5.0),
)


def rich(*, incidents: int = 24, statements: int = 10, token: bool = False) -> Briefing:
    """A briefing with every case that the pages know; `token` adds 20,000 letters without a space."""
    shelf = Shelf()
    chronology = tuple(
        incident(shelf, index, words=f"{HOSTILE} {LONG_TOKEN if token else ''}" if index == 3 else None)
        for index in range(incidents)
    )
    precedents = tuple(incident(shelf, index, background=True) for index in range(100, 103))
    said = tuple(statement(shelf, index) for index in range(statements))
    earlier = tuple(statement(shelf, index, background=True) for index in range(statements, statements + 2))
    cites = [line.citations[0] for line in chronology]
    strike = KeyDate(
        date="12 June 2026",
        text="Rail unions plan to stop work on the regional lines.",
        citations=(cites[min(3, incidents - 1)],),
    )
    ratings = {
        "terrorism": (3, 4, "unlikely", "20–45 %", "High", 2),
        "civil-unrest": (4, 2, "likely", "55–80 %", "Moderate", 4),
        "crime": (5, 2, "very likely", "80–95 %", "High", 5),
        "transport-disruption": (4, 2, "likely", "55–80 %", "Moderate", 4),
        "crowd-safety": (2, 3, "unlikely", "20–45 %", "Moderate", 2),
    }
    sections, overview = [], []
    for identity, name in CATEGORIES:
        found = ratings.get(identity)
        lines = tuple(line for line in chronology if identity in line.categories)
        rating = judgement = None
        if found:
            _, weight, likelihood, span, band, _ = found
            rating = RatingBlock(
                level=band,
                likelihood=likelihood,
                likelihood_range=span,
                impact=weight,
                impact_name=ROWS[weight - 1],
                confidence="moderate",
                reasons=(
                    ReasonLine(
                        rule="points",
                        sentence=f"{len(lines)} incident groups inside the window give 3.4 points.",
                        citations=tuple(cites[:3]),
                    ),
                    ReasonLine(
                        rule="impact-casualties",
                        sentence="3 people killed in one incident set the impact to at least 4.",
                        citations=(cites[0],),
                    ),
                ),
            )
        if identity == "terrorism":
            judgement = JudgementBlock(
                level="Critical",
                likelihood="likely",
                likelihood_range="55–80 %",
                impact=5,
                confidence=None,
                reason="Two arrests last week point to preparations.",
                by="R. Okafor",
                date="12 May 2026",
            )
        sections.append(
            CategorySection(
                id=identity,
                name=name,
                definition=f"Harm of the kind called {name.lower()}, to visitors, staff or the event itself.",
                rating=rating,
                judgement=judgement,
                incidents=lines,
                precedents=2 if identity in ("terrorism", "cyber") else 0,
                statements=said if identity == "terrorism" else (),
                outlook=(strike,) if identity == "transport-disruption" else (),
                indicators=("Unusual interest in gates and deliveries", "Calls for gatherings near the stations"),
                advice=(
                    "Keep the search lanes staffed until the last visitor is in.",
                    "Agree a second assembly point with the stewards.",
                ),
            )
        )
        placed = (4, 5, "Critical") if judgement else (found[5], found[1], found[4]) if found else (None, None, None)
        column, impact, level = placed
        overview.append(
            OverviewRow(
                category=identity,
                name=name,
                level=level,
                likelihood=("likely" if judgement else found[2]) if found else None,
                likelihood_range=("55–80 %" if judgement else found[3]) if found else None,
                impact=impact,
                confidence="moderate" if found else None,
                incidents=len(lines),
                outlets=min(4, len(lines)),
                latest=lines[0].date if lines else None,
                judged=judgement is not None,
                column=column,
                row=impact,
            )
        )
    venues = tuple(
        VenueInfo(
            id=identity,
            name=name,
            city=city,
            country="FR",
            country_name="France",
            lat=lat,
            lon=lon,
            radius_km=radius,
            nearest="Theft, 1.2 km, 28 April 2026" if number < 2 else None,
            incidents=6 - number,
        )
        for number, (identity, name, city, lat, lon, radius) in enumerate(VENUES)
    )
    points = tuple(
        MapPoint(
            id=line.id,
            label=line.label,
            name=place[0],
            lat=place[1],
            lon=place[2],
            precision=place[3],
            category=line.categories[0],
        )
        for index, line in enumerate(chronology)
        for place in (PLACES[index % len(PLACES)],)
    )
    months = ("Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May")
    return Briefing(
        schema_version=1,
        kind="Event risk briefing",
        title="Lumen Cup 2026: risks to the tournament and its visitors",
        language="en",
        marking="TLP:AMBER+STRICT",
        organisation="Estuary Event Safety",
        author="R. Okafor",
        contact="duty@estuary.example, +33 1 99 00 00 00",
        audience="Duty managers and liaison officers of the host cities",
        as_of="15 May 2026, 18:00 CEST",
        as_of_iso="2026-05-15T18:00:00+02:00",
        window="15 May 2025 to 15 May 2026",
        event=EventProfile(
            id="lumen-cup-2026",
            name="Lumen Cup 2026",
            description="A football tournament of sixteen teams in four cities.",
            starts="2026-06-12",
            ends="2026-07-05",
            dates="12 June to 5 July 2026",
            venues=venues,
            schedule=(
                KeyDate(date="12 June 2026", text="Opening match, Grand Arena", citations=()),
                KeyDate(date="5 July 2026", text="Final, Grand Arena", citations=()),
            ),
            participants=("Norvania", "Ostmark United", *NAMES.split(", ")),
            organisers=("Lumen Foundation",),
        ),
        scope=(
            "This briefing covers reported harm to visitors, staff and venues of the tournament, from one year before the cut-off.",
            "It is based on open-source reporting alone; nothing in it was checked on the ground.",
            "Left out: matters of sport, ticketing and politics without a reported harm.",
        ),
        headline=KeyFinding(
            text="A specific, current threat to the event was reported: two articles tell of a plan against the opening match.",
            rule="headline: specific",
            level=None,
            category=None,
            citations=(cites[0], cites[min(4, incidents - 1)]),
        ),
        key_findings=tuple(
            KeyFinding(
                text=f"{name}: {row.incidents} incidents in the window, reported by {row.outlets} independent outlets,"
                f" the latest on {row.latest}.",
                rule="finding-by-level",
                level=row.level,
                category=row.category,
                citations=tuple(cites[number * 2 : number * 2 + 3]) or (cites[0],),
            )
            for number, ((_, name), row) in enumerate(
                (pair, row) for pair, row in zip(CATEGORIES, overview, strict=True) if row.level
            )
        ),
        metrics=(
            Metric(label="incidents in the window", value=str(incidents), note="groups of reports, each counted once"),
            Metric(label="independent outlets", value="6", note="reprints of one text count once"),
            Metric(label="articles read", value="4,446", note="212 name the event"),
            Metric(label="nearest incident", value="1.2 km", note="from Grand Arena, 28 April"),
            Metric(label="days to the event", value="28", note="from the cut-off"),
        ),
        overview=tuple(overview),
        levels=LEVELS,
        likelihood_columns=COLUMNS,
        impact_rows=ROWS,
        timeline=tuple(
            TimeBucket(
                label=f"{month} {'26' if number > 6 else '25'}",
                start=f"2025-{number + 1:02d}-01",
                counts=(
                    ("terrorism", number % 3),
                    ("civil-unrest", (number * 5) % 7),
                    ("crime", number % 4 + 1),
                    ("transport-disruption", number // 9),
                ),
            )
            for number, month in enumerate(months)
        ),
        map_points=points,
        key_dates=(
            strike,
            KeyDate(
                date="21 June 2026",
                text="Night of music: crowds in all host cities.",
                citations=(cites[min(1, incidents - 1)],),
            ),
        ),
        sections=tuple(sections),
        venue_sheets=tuple(
            VenueSheet(
                venue=venue,
                incidents=tuple(line.id for i, line in enumerate(chronology) if PLACES[i % len(PLACES)][4] == number)[
                    :4
                ],
            )
            for number, venue in enumerate(venues)
        ),
        statements=said,
        chronology=chronology,
        precedents=precedents,
        precedent_statements=earlier,
        references=shelf.references(),
        gaps=tuple(
            Gap(
                kind="language",
                reason="The article is in French; only English is read.",
                source="wire",
                locator=f"wire.jsonl, row {row}",
            )
            for row in range(8)
        ),
        gap_notes=(
            "8 articles were not read because of their language.",
            "2 articles were published after the cut-off and left out.",
        ),
        method=(
            MethodRule(
                id="specific",
                text="A current threat, plot or warning whose own paragraph names the event, a venue or a participant.",
            ),
            MethodRule(
                id="points", text="Each incident group adds its weight, halved every 90 days before the cut-off."
            ),
        ),
        legends=(
            Legend(
                title="Likelihood",
                rows=(("unlikely", "20–45 %"), ("roughly even chance", "45–55 %"), ("likely", "55–80 %")),
            ),
            Legend(
                title="Source reliability",
                rows=(("A", "completely reliable"), ("B", "usually reliable"), ("F", "cannot be judged")),
            ),
        ),
        manifest=Manifest(
            tool="briefing 0.1.0",
            pipeline="spacy 3.8.18, rules 1, 7f3a90c1d2e4",
            config="c0ffee" + "ab12" * 14,
            articles_read=4446,
            articles_cited=len(shelf.references()),
            gaps=8,
        ),
    )


def empty() -> Briefing:
    """Nothing found at all: no incident, no rating, no source, no coordinates."""
    full = rich(incidents=6, statements=2)
    return replace(
        full,
        marking="TLP:CLEAR",
        headline=KeyFinding(
            text="Nothing that was read bears on the event.",
            rule="headline: nothing-read",
            level=None,
            category=None,
            citations=(),
        ),
        key_findings=(),
        overview=tuple(
            replace(
                row,
                level=None,
                likelihood=None,
                likelihood_range=None,
                impact=None,
                confidence=None,
                incidents=0,
                outlets=0,
                latest=None,
                judged=False,
                column=None,
                row=None,
            )
            for row in full.overview
        ),
        sections=tuple(
            replace(s, rating=None, judgement=None, incidents=(), statements=(), outlook=(), precedents=0)
            for s in full.sections
        ),
        event=replace(
            full.event,
            venues=tuple(
                replace(venue, lat=None, lon=None, nearest=None, incidents=0) for venue in full.event.venues[:1]
            ),
        ),
        timeline=tuple(replace(bucket, counts=()) for bucket in full.timeline),
        key_dates=(),
        map_points=(),
        venue_sheets=(),
        statements=(),
        chronology=(),
        precedents=(),
        precedent_statements=(),
        references=(),
    )
