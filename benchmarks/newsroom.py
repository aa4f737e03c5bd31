"""The main job on 4,446 real articles: articles a second for each step, peak memory, PDF pages, and what a second build saves.

    python benchmarks/newsroom.py [--data FOLDER] [--keep FOLDER]

Two events, each with its own moment: a convention in Cleveland (as of 2016-07-15) and a draft in Philadelphia (as of 2017-04-19).
Each build runs in a process of its own; its memory is that of the process and its workers together (proportional set size, which
counts shared pages once), sampled five times a second. The whole corpus and a quarter of it are built in one run: memory that grew
with the number of articles would show.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
#: The workspace's events and the moments from which their briefings speak; `tests/eval/relevance.py` builds them all.
EVENTS = {
    "rnc-2016": "2016-07-15T23:59:59",
    "lollapalooza-2016": "2016-07-22T23:59:59",
    "dnc-2016": "2016-07-22T23:59:59",
    "inauguration-2017": "2017-01-13T23:59:59",
    "super-bowl-2017": "2017-01-31T23:59:59",
    "nfl-draft-2017": "2017-04-19T23:59:59",
}
MEASURED = ("rnc-2016", "nfl-draft-2017")
QUARTER = 4


def moment(event: str, timezone: str) -> datetime:
    """The moment from which the event's briefing speaks."""
    return datetime.fromisoformat(EVENTS[event]).replace(tzinfo=ZoneInfo(timezone))


def child(workspace: str, event: str) -> None:
    """One build; prints what it did as a line of JSON."""
    from pypdf import PdfReader

    from briefing.build import build
    from briefing.config import load_workspace

    loaded, _ = load_workspace(Path(workspace))
    as_of = moment(event, loaded.settings.timezone)
    report = build(loaded, events=(event,), as_of=as_of, retrieved=as_of)
    result = report.events[0]
    print(
        json.dumps(
            {
                "articles": report.articles,
                "read": report.read,
                "extracted": report.extracted,
                "gaps": len(report.gaps),
                "seconds": report.seconds,
                "pages": {p.name: len(PdfReader(p).pages) for p in result.files if p.suffix == ".pdf"},
                "incidents": result.incidents,
                "precedents": result.precedents,
                "statements": result.statements,
                "specific": result.specific,
                "error": result.error,
            }
        )
    )


def run(workspace: Path, event: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--child", str(workspace), event]
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(proportional_kib, family(process.pid))))
            time.sleep(0.2)
        out = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit(f"the build failed with {process.returncode}")
    answer: dict[str, Any] = json.loads(out.splitlines()[-1])
    return answer | {"peak_mb": peak / 1024}


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        for path in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            with suppress(OSError):
                waiting += map(int, path.read_text().split())
    return found


def proportional_kib(pid: int) -> int:
    """The process's proportional set size in KiB; 0 once it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def make_workspace(folder: Path, corpus: Path, share: int = 1, events: Collection[str] = MEASURED) -> Path:
    """A workspace with these events and the corpus, or the first of so many equal parts of it."""
    shutil.copytree(HERE / "newsroom", folder)
    for path in (folder / "config" / "events").glob("*.yaml"):
        if path.stem not in events:
            path.unlink()
    with corpus.open("rb") as rows:
        total = sum(1 for _ in rows)
    with corpus.open("rb") as rows, (folder / "articles.jsonl").open("wb") as file:
        file.writelines(islice(rows, total // share))
    return folder


def show(label: str, answer: dict[str, Any]) -> None:
    articles = answer["articles"]
    rates = ", ".join(f"{step} {articles / max(t, 1e-9):,.0f}/s ({t:.2f} s)" for step, t in answer["seconds"].items())
    print(f"{label}: {articles:,} articles and {answer['gaps']} gaps, {answer['extracted']:,} extracted; {rates}")
    print(
        f"    peak memory {answer['peak_mb']:.0f} MB; pages {answer['pages']}; {answer['incidents']} incidents, "
        f"{answer['precedents']} precedents, {answer['statements']} statements, {answer['specific']} specific"
        + (f"; ERROR {answer['error']}" if answer["error"] else "")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("BRIEFING_DATA", HERE.parent.parent / "shared"))
    )
    parser.add_argument("--keep", type=Path, help="leave the workspaces and their briefings in this folder")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return
    corpus = options.data / "articles" / "newsroom.jsonl"
    if not corpus.is_file():
        sys.exit(f"SKIPPED: {corpus} is not there; name its folder with --data or BRIEFING_DATA")
    with tempfile.TemporaryDirectory() as temporary:
        base = options.keep or Path(temporary)
        base.mkdir(parents=True, exist_ok=True)
        quarter = run(make_workspace(base / "quarter", corpus, QUARTER), MEASURED[0])
        whole = make_workspace(base / "whole", corpus)
        first = run(whole, MEASURED[0])
        second = run(whole, MEASURED[0])
        other = run(whole, MEASURED[1])
        show("a quarter, first build", quarter)
        show("whole, first build", first)
        show("whole, second build", second)
        show("whole, another event", other)
        spent = [sum(answer["seconds"][step] for step in ("read", "extract")) for answer in (first, second)]
        print(f"read and extract: second build takes {spent[1] / spent[0]:.3f} of the first's time (limit 0.1)")
        print(f"peak memory of the whole corpus is {first['peak_mb'] / quarter['peak_mb']:.2f} of the quarter's")


if __name__ == "__main__":
    main()
