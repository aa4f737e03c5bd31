"""Measures words of time against TimeBank: whether a mention's interval of days is the one that its annotated value means.

Counted are dates and times with a calendar value (a day or coarser); what is valued "now", "the past" or as a duration is left out, and so
is what is found on its words. Every tenth article was set aside before any rule was written, and is measured apart.

    python tests/eval/dates.py [--data FOLDER] [--show N]

`--show` prints what went wrong in the other nine tenths; the set-aside texts are never shown.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.extract.times import TimeMention, find_times  # noqa: E402

OTHERS = "values on TempEval-3's test: HeidelTime 0.776, SUTime 0.67"
Days = tuple[date, date]
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<decade>\d{3})X?"
    r"|(?P<year>\d{4})(?:-W(?P<week>\d\d?)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?)?"
)


def days_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 value; None for PRESENT_REF, P3D and what else names no place on the calendar.

    1989-10-27TEV is its day, 1989-W43 Monday to Sunday, 1990-SU June to August, 198 a decade, 1949-XX the year.
    """
    match = _VALUE.fullmatch(re.sub(r"(?:-XX)+$", "", value))
    if match is None:
        return None
    if match["decade"]:
        first = int(match["decade"]) * 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    year = int(match["year"])
    try:
        if match["week"]:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            return monday + timedelta(days=5 if match["weekend"] else 0), monday + timedelta(days=6)
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day
    except ValueError:
        return None
    first, months = 1, 12
    if match["month"]:
        first, months = int(match["month"]), 1
        if first not in range(1, 13):
            return None
    elif match["quarter"]:
        first, months = 3 * int(match["quarter"]) - 2, 3
    elif match["half"]:
        first, months = 6 * int(match["half"]) - 5, 6
    elif match["season"]:
        first, months = _SEASONS[match["season"]], 3
    last = year * 12 + first + months - 2
    return date(year, first, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


@dataclass
class Tally:
    """Counts over articles; `strict` also counts as wrong what is found on words that have no calendar value."""

    right: int = 0
    found: int = 0
    gold: int = 0
    elsewhere: int = 0

    def figures(self) -> dict[str, float]:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * self.right / max(1, self.found + self.gold),
            "strict f1": 2 * self.right / max(1, self.found + self.elsewhere + self.gold),
        }


def ends(mention: TimeMention) -> Days | None:
    when = mention.when
    return None if when.start is None or when.end is None else (when.start, when.end)


def pairs(row: dict[str, Any]) -> Iterator[tuple[dict[str, Any] | None, TimeMention | None]]:
    """Annotated times with the found ones that overlap them, each at most once, an equal one first; then what is left of either."""
    published = date.fromisoformat(row["published"][:10]) if row["published"] else None
    found = [mention for mention in find_times(row["text"], published) if ends(mention)]
    left = list(found)
    for gold in row["times"]:
        start, end = gold["span"]
        over = [mention for mention in left if mention.start < end and start < mention.end]
        equal = [mention for mention in over if ends(mention) == days_of(gold["value"])]
        best = equal[0] if equal else over[0] if over else None
        if best is not None:
            left.remove(best)
        yield gold, best
    for mention in left:
        if not any(mention.start < gold["span"][1] and gold["span"][0] < mention.end for gold in row["times"]):
            yield None, mention


def counted(gold: dict[str, Any]) -> bool:
    return gold["type"] in ("DATE", "TIME") and days_of(gold["value"]) is not None


def measure(rows: Iterable[dict[str, Any]]) -> Tally:
    """Counts over the rows."""
    tally = Tally()
    for row in rows:
        for gold, mention in pairs(row):
            if gold is not None and not counted(gold):
                tally.elsewhere += mention is not None
                continue
            tally.gold += gold is not None
            tally.found += mention is not None
            tally.right += gold is not None and mention is not None and ends(mention) == days_of(gold["value"])
    return tally


def parts(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(the tenth, the twentieth, … row: set aside; the others)."""
    return rows[9::10], [row for index, row in enumerate(rows) if index % 10 != 9]


def show(rows: Iterable[dict[str, Any]], most: int) -> None:
    for row in rows:
        for gold, mention in pairs(row):
            wanted = days_of(gold["value"]) if gold is not None and counted(gold) else None
            if (gold is not None and not counted(gold)) or (mention is not None and ends(mention) == wanted):
                continue
            if most <= 0:
                return
            most -= 1
            start, end = gold["span"] if gold else (mention.start, mention.end) if mention else (0, 0)
            around = " ".join(row["text"][max(0, start - 90) : end + 50].split())
            mine = f"{mention.when.text!r} {mention.when.start}..{mention.when.end}" if mention else "nothing"
            theirs = f"{row['text'][start:end]!r} {gold['value']}" if gold else "nothing"
            print(f"{row['id']} {row['published']}: found {mine}, annotated {theirs}\n    … {around}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    lines = (arguments.data / "data" / "dates" / "timebank-train.jsonl").read_text(encoding="utf-8").splitlines()
    aside, rest = parts([json.loads(line) for line in lines])
    show(rest, arguments.show)
    print(f"interval equality; {OTHERS}")
    for name, rows in (("set aside", aside), ("the rest", rest)):
        began = time.perf_counter()
        tally = measure(rows)
        rate = sum(len(row["text"]) for row in rows) / (time.perf_counter() - began) / 1e6
        shown = ", ".join(f"{key} {value:.3f}" for key, value in tally.figures().items())
        print(f"{name:9} {len(rows)} articles, {tally.gold} dates: {shown} ({rate:.2f} M characters a second)")


if __name__ == "__main__":
    main()
