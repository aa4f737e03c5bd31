"""The main job on 4,446 real articles: articles a second for each step, peak memory, PDF pages, and what a second build saves.

    python benchmarks/newsroom.py [--data FOLDER] [--keep FOLDER]

Two events, each with its own moment: a convention in Cleveland (as of 2016-07-15) and a draft in Philadelphia (as of 2017-04-19).
Each build runs in a process of its own, so that its peak memory is its own; that of its workers is added. The whole corpus and a
quarter of it are built side by side: memory that grew with the number of articles would show.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
EVENTS = {"rnc-2016": "2016-07-15T23:59:59", "nfl-draft-2017": "2017-04-19T23:59:59"}
QUARTER = 4


def child(workspace: str, event: str) -> None:
    """One build; prints what it did as a line of JSON."""
    from pypdf import PdfReader

    from briefing.build import build
    from briefing.config import load_workspace

    loaded, _ = load_workspace(Path(workspace))
    zone = ZoneInfo(loaded.settings.timezone)
    as_of = datetime.fromisoformat(EVENTS[event]).replace(tzinfo=zone)
    report = build(loaded, events=(event,), as_of=as_of, retrieved=as_of)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    workers = loaded.settings.extract.processes or min(4, os.cpu_count() or 1)
    result = report.events[0]
    print(
        json.dumps(
            {
                "articles": report.articles,
                "read": report.read,
                "extracted": report.extracted,
                "gaps": len(report.gaps),
                "seconds": report.seconds,
                "own_mb": own / 1024,
                "workers_mb": worker / 1024 * (workers if report.extracted and workers > 1 else 1),
                "pages": {p.name: len(PdfReader(p).pages) for p in result.files if p.suffix == ".pdf"},
                "incidents": result.incidents,
                "precedents": result.precedents,
                "statements": result.statements,
                "specific": result.specific,
                "error": result.error,
            }
        )
    )


def run(workspace: Path, event: str) -> dict[str, object]:
    command = [sys.executable, __file__, "--child", str(workspace), event]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(answer, dict)
    return answer


def make_workspace(folder: Path, corpus: Path, share: int) -> Path:
    """A workspace with the corpus, or the first of so many equal parts of it."""
    shutil.copytree(HERE / "newsroom", folder)
    with corpus.open("rb") as rows:
        total = sum(1 for _ in rows)
    with corpus.open("rb") as rows, (folder / "articles.jsonl").open("wb") as file:
        file.writelines(islice(rows, total // share))
    return folder


def show(label: str, answer: dict[str, object]) -> None:
    seconds = answer["seconds"]
    assert isinstance(seconds, dict)
    articles = answer["articles"]
    assert isinstance(articles, int)
    rates = ", ".join(f"{step} {articles / max(t, 1e-9):,.0f}/s ({t:.2f} s)" for step, t in seconds.items())
    print(f"{label}: {articles:,} articles and {answer['gaps']} gaps, {answer['extracted']:,} extracted; {rates}")
    print(
        f"    peak memory {answer['own_mb']:.0f} MB and {answer['workers_mb']:.0f} MB in workers; pages {answer['pages']}; "
        f"{answer['incidents']} incidents, {answer['precedents']} precedents, {answer['statements']} statements, "
        f"{answer['specific']} specific" + (f"; ERROR {answer['error']}" if answer["error"] else "")
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
        quarter = run(make_workspace(base / "quarter", corpus, QUARTER), "rnc-2016")
        whole = make_workspace(base / "whole", corpus, 1)
        first = run(whole, "rnc-2016")
        second = run(whole, "rnc-2016")
        other = run(whole, "nfl-draft-2017")
        show("a quarter, first build", quarter)
        show("whole, first build", first)
        show("whole, second build", second)
        show("whole, another event", other)
        spent = [sum(answer["seconds"][step] for step in ("read", "extract")) for answer in (first, second)]  # type: ignore[index]
        print(f"read and extract: second build takes {spent[1] / spent[0]:.3f} of the first's time (limit 0.1)")
        print(f"peak memory of the whole corpus is {first['own_mb'] / quarter['own_mb']:.2f} of the quarter's")  # type: ignore[operator]


if __name__ == "__main__":
    main()
