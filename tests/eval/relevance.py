"""How much of what is printed bears on its event: six briefings of real articles beside judgements by hand.

    python tests/eval/relevance.py [--data FOLDER] [--show] [EVENT ...]

The events and their moments are those of `benchmarks/newsroom.py`. `relevance.json` has, for each event, the printed lines that were
judged, by id: `section` (current or precedent, where it stood), `bears` (would a duty officer agree that it belongs there: the right
place or the event's name, a category that it is of, the right section), for those that do not bear `why`, and `training` (whether an
article of its lies in a training file). A line that now stands in the other section counts as not judged. `why` is one of

    place     elsewhere: outside the radius, or put on the wrong spot
    sense     a figure of speech, sport, fiction
    politics  talk of politics, or of another matter altogether
    category  of none of the categories that it is printed under
    section   a precedent among current ones, or the reverse
    event     the words that name the event mean something else, or have nothing to do with it
    twice     the same happening, or the same words, once more
    nothing   no happening and no statement of substance at all
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.newsroom import EVENTS, make_workspace, moment  # noqa: E402
from briefing.build import build  # noqa: E402
from briefing.config import load_workspace  # noqa: E402

JUDGEMENTS: dict[str, dict[str, dict[str, Any]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: the ids that it is or was known by, its own first, where it stands, and words to know it by."""

    ids: tuple[str, ...]
    section: str
    words: str


@dataclass(slots=True)
class Tally:
    """The judgements of what is printed, what of it nobody judged, and the ids that bear and are not printed any more."""

    judged: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[Line] = field(default_factory=list)
    unjudged: list[Line] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.judged += other.judged
        self.wrong += other.wrong
        self.unjudged += other.unjudged
        self.gone += other.gone

    @property
    def printed(self) -> int:
        return len(self.judged) + len(self.unjudged)

    def figures(self) -> dict[str, float]:
        """The share that bears, of all judged ones and of those outside training; the share of the printed that nobody judged."""
        outside = [judgement for judgement in self.judged if not judgement["training"]]
        return {
            "bears": _share(self.judged),
            "bears outside training": _share(outside),
            "unjudged": len(self.unjudged) / max(1, self.printed),
        }


def _share(judgements: Sequence[dict[str, Any]]) -> float:
    return sum(1 for judgement in judgements if judgement["bears"]) / max(1, len(judgements))


def lines(briefing: dict[str, Any]) -> Iterator[Line]:
    """The incidents, precedents and statements of a briefing's JSON document."""
    for name, section in (("chronology", "current"), ("precedents", "precedent")):
        for line in briefing[name]:
            yield Line((line["id"], *line["finding_ids"]), section, line["sentence"])
    for name, section in (("statements", "current"), ("precedent_statements", "precedent")):
        for line in briefing[name]:
            yield Line((line["id"],), section, line["content"])


def judge(printed: Sequence[Line], judgements: dict[str, dict[str, Any]]) -> Tally:
    """What is printed of one event, beside what was judged of it."""
    tally = Tally()
    met: set[str] = set()
    for line in printed:
        known = next((key for key in line.ids if key in judgements), None)
        if known is None or judgements[known]["section"] != line.section:
            tally.unjudged.append(line)
            continue
        met.add(known)
        tally.judged.append(judgements[known])
        if not judgements[known]["bears"]:
            tally.wrong.append(line)
    tally.gone = [key for key, judgement in judgements.items() if judgement["bears"] and key not in met]
    return tally


def measure(corpus: Path, folder: Path, events: Sequence[str]) -> dict[str, Tally]:
    """Builds these events' briefings of the corpus in the new `folder`, and judges them."""
    make_workspace(folder, corpus, events=events)
    workspace, _ = load_workspace(folder)
    moments = {event: moment(event, workspace.settings.timezone) for event in events}
    _drop_later(folder / "articles.jsonl", max(moments.values()).date().isoformat())
    found = {}
    for event, as_of in moments.items():
        result = build(workspace, events=(event,), as_of=as_of, retrieved=as_of, formats=("json",)).events[0]
        document = next(path for path in result.files if path.name == f"{event}.json")
        briefing = json.loads(document.read_text(encoding="utf-8"))
        found[event] = judge(list(lines(briefing)), JUDGEMENTS[event])
    return found


def _drop_later(path: Path, day: str) -> None:
    """What was published after the last moment enters no briefing, and needs no reading."""
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if (json.loads(row)["published"] or "") <= day]
    path.write_text("".join(kept), encoding="utf-8")


def _show(name: str, tally: Tally) -> None:
    figures = tally.figures()
    outside = sum(not judgement["training"] for judgement in tally.judged)
    print(
        f"{name:18} printed {tally.printed:4} judged {len(tally.judged):4}  bears {figures['bears']:.3f}  "
        f"outside training {figures['bears outside training']:.3f} of {outside}  "
        f"not judged {len(tally.unjudged)}  bore and not printed {len(tally.gone)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared"))
    parser.add_argument("--show", action="store_true", help="print the lines that do not bear, and those not judged")
    parser.add_argument("events", nargs="*", metavar="EVENT", help=f"of {', '.join(EVENTS)}; default: all")
    options = parser.parse_args()
    corpus = options.data / "articles" / "newsroom.jsonl"
    if not corpus.is_file():
        sys.exit(f"SKIPPED: {corpus} is not there; name its folder with --data or BRIEFING_DATA")
    with tempfile.TemporaryDirectory() as temporary:
        found = measure(corpus, Path(temporary) / "newsroom", options.events or list(EVENTS))
    every = Tally()
    for event, tally in found.items():
        _show(event, tally)
        every.add(tally)
        if options.show:
            for label, some in (("does not bear", tally.wrong), ("not judged", tally.unjudged)):
                for line in some:
                    print(f"    {label}: {line.ids[0]} {' '.join(line.words.split())[:120]}")
    _show("all", every)


if __name__ == "__main__":
    main()
