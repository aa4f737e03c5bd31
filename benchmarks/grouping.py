"""How grouping grows: time and memory of finding copies and happenings among 10,000, 20,000, 40,000 … made articles, side by side.

    python benchmarks/grouping.py [--most 100000] [--texts | --incidents]

Articles are made by a seeded generator: stories of chance words under a notice that all share, of which three in ten are copies, cut and
given a new opening; and, apart, ten thousand copies of one story. Happenings lie in towns, of which a larger set has more. Each size runs
in a process of its own; its peak memory is held against that of the same process before it groups, when the articles are there already.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

FIRST = 10_000
COPIES = 10_000
DAYS = 365
NOTICE = (
    "Anyone who saw what happened is asked to call the police or to write to the editor of this newspaper at any time."
)


def vocabulary() -> list[str]:
    """4,096 words of two and three syllables."""
    syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va".split()
    words = [a + b + c for a in syllables for b in syllables for c in syllables]
    return words[:4096]


def articles(count: int, *, copies_of_one: bool) -> Iterator[Any]:
    """Articles of about 150 words; with `copies_of_one` they all have one text, cut and begun in many ways."""
    from briefing.models import Article

    words, chance = vocabulary(), random.Random(5)
    last = ""
    for number in range(count):
        if last and (copies_of_one or chance.random() < 0.3):
            kept = last.split()
            text = f"TOWN {number % 977} – {' '.join(kept[: chance.randint(len(kept) // 2, len(kept))])}"
        else:
            text = " ".join(chance.choices(words, k=chance.randint(100, 200)))
            last = text
        yield Article(
            id=f"a-{number:07}",
            source="made",
            source_id=str(number),
            url=None,
            outlet=f"Paper {number % 500}",
            title=f"Story {number}",
            published=date(2026, 1, 1) + timedelta(days=number % DAYS),
            retrieved=datetime(2026, 1, 1),
            language="en",
            marking="TLP:CLEAR",
            text=f"{text}\n\n{NOTICE}",
        )


def mentions(count: int) -> list[Any]:
    """Mentions of happenings over a year, 25 a town: one to five of each, with a name, an age and a street."""
    from briefing.assess.traits import Mention
    from briefing.models import Article, Incident, PlaceCandidate, Span, When, Where

    words, chance = vocabulary(), random.Random(6)
    made: list[Any] = []
    while len(made) < count:
        town = chance.randrange(count // 25)
        happened = date(2026, 1, 1) + timedelta(days=chance.randrange(DAYS))
        name = f"{chance.choice(words).title()} {chance.choice(words).title()}"
        age, street = chance.randint(5, 90), chance.choice(words).title()
        lat, lon = -60 + 1.1 * (town // 100), -100 + 1.1 * (town % 100)
        spot = PlaceCandidate(
            gazetteer_id=str(town),
            name=f"Town{town}",
            country="US",
            admin="",
            lat=lat,
            lon=lon,
            population=1000,
            precision="city",
            score=1.0,
        )
        where = Where(
            text=f"Town{town}",
            name=f"Town{town}",
            country="US",
            admin="",
            lat=lat,
            lon=lon,
            precision="city",
            candidates=(spot,),
        )
        for _ in range(chance.randint(1, 5)):
            number = len(made)
            told = " ".join(chance.choices(words, k=60))
            sentence = f"A man was shot on {street} Street, where {name}, {age}, lived."
            text = f"{sentence} {told}"
            incident = Incident(
                id=f"i-{number:07}",
                article_id=f"a-{number:07}",
                type="shooting",
                trigger=Span.of(text, 10, 14),
                sentence=Span.of(text, 0, len(sentence)),
                occurred=When(text="", start=happened, end=happened, precision="day", basis="text"),
                place=where,
                killed=None,
                wounded=None,
                perpetrator=(),
                target=(),
                weapon=(),
                status="occurred",
                background=False,
            )
            article = Article(
                id=f"a-{number:07}",
                source="made",
                source_id=str(number),
                url=None,
                outlet=f"Paper {number % 500}",
                title="",
                published=happened + timedelta(days=chance.randint(0, 3)),
                retrieved=datetime(2026, 1, 1),
                language="en",
                marking="TLP:CLEAR",
                text=text,
            )
            made.append(Mention(incident, article, where, article.id))
    return made[:count]


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def child(kind: str, count: int) -> None:
    """One size of one kind; prints what it took as a line of JSON."""
    from briefing.assess.happenings import same_incident
    from briefing.assess.reprints import same_text
    from briefing.config.grouping import Grouping

    made = mentions(count) if kind == "incidents" else list(articles(count, copies_of_one=kind == "copies"))
    before = peak_mb()
    began = time.process_time()
    if kind == "incidents":
        found = len(same_incident(made, group_of=str, rules=Grouping()).parts)
    else:
        found = len(same_text(made))
    spent = time.process_time() - began
    print(json.dumps({"count": count, "seconds": spent, "added_mb": peak_mb() - before, "groups": found}))


def run(kind: str, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--child", kind, str(count)], capture_output=True, text=True, check=True
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def show(kind: str, sizes: list[int]) -> float:
    """Prints a row a size. Returns an article's time in the largest set as a multiple of one's in the smallest."""
    first: dict[str, float] | None = None
    each = 1.0
    for size in sizes:
        row = run(kind, size)
        first = first or row
        each = row["seconds"] / row["count"] / (first["seconds"] / first["count"])
        print(
            f"{kind:9} {size:7,}: {row['seconds']:7.1f} s, {1000 * row['seconds'] / size:.2f} ms each (×{each:.2f}); "
            f"{row['added_mb']:6.0f} MB more, {1024 * row['added_mb'] / size:.1f} KB each; {row['groups']:,.0f} groups",
            flush=True,
        )
    return each


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--texts", action="store_true", help="copies of texts alone")
    parser.add_argument("--incidents", action="store_true", help="happenings alone")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], int(options.child[1]))
        return
    sizes = [FIRST]
    while 2 * sizes[-1] <= options.most:
        sizes.append(2 * sizes[-1])
    if options.most > sizes[-1]:
        sizes.append(options.most)
    growth = []
    if not options.incidents:
        growth.append(show("texts", sizes))
        show("copies", [COPIES])
    if not options.texts:
        growth.append(show("incidents", sizes))
    print(f"an article of the largest set takes at most ×{max(growth):.2f} of one of the smallest (limit 1.5)")
    sys.exit(max(growth) > 1.5)


if __name__ == "__main__":
    main()
