"""How long `briefing --help` takes beside `python -c "import click"`; prints both and their ratio, exits 1 above the limit.

The two run in turns, so that a busy machine slows both alike; the fastest run of each counts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

LIMIT = 3.0


def seconds(command: list[str]) -> float:
    """Wall-clock seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(rounds: int) -> tuple[float, float]:
    """The fastest of so many runs of the help page, and of the import alone."""
    python = sys.executable
    help_page = [str(Path(python).with_name("briefing")), "--help"]
    bare = [python, "-c", "import click"]
    seconds(help_page), seconds(bare)  # once unmeasured: byte code and disk cache
    pairs = [(seconds(help_page), seconds(bare)) for _ in range(rounds)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    ours, bare = measure(parser.parse_args().rounds)
    print(f"briefing --help            {ours * 1000:7.1f} ms")
    print(f'python -c "import click"   {bare * 1000:7.1f} ms')
    print(f"ratio                      {ours / bare:7.2f}    (limit {LIMIT:.0f})")
    return 0 if ours / bare <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
