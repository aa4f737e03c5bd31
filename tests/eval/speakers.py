"""Who said it, on articles whose speakers are resolved by hand.

`python tests/eval/speakers.py [--errors N] [--only KIND] [--rules | --given]`.

`speakers.json` has PolNeAR articles by id (the first 50 of `polnear-dev.jsonl`), and for each attribution with a speaker
`[start of the content, start of the cue or -1, [[start, end] of each name, …], unnamed 0 or 1]` in characters of its text.
A name is the speaker's fullest in the article, without titles, where it first stands; an unnamed speaker is the source's own
words, for a pronoun those before it that it stands for. Left out: speakers whom the text does not tell ("it seems", "you").

A found statement is matched with an annotated one by content as in `statements.py`. Its speaker is right where all names are
the same but for letter case, articles, titles and a possessive; for an unnamed speaker, where any word of substance is shared.
With `--rules` the encoder is left out; with `--given` the annotated attributions take the place of the found ones: what naming
alone does where every source is known.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.extract.attribution import Attribution  # noqa: E402
from briefing.extract.findings import FoundStatement  # noqa: E402
from briefing.extract.pipeline import assemble  # noqa: E402
from tests.eval.statements import DATA, PARTS, matched, mode_of, positions  # noqa: E402
from tests.extract.desk import listed  # noqa: E402

Entry = tuple[int, int, list[list[int]], int]
"""Start of the content, start of the cue or -1, spans of the names, whether the speaker is unnamed."""

SPEAKERS: dict[str, list[Entry]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
KINDS = ("direct", "mixed", "indirect")
_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
_ABBREVIATED = re.compile(r"[a-z]{2,5}\.")  # a title that the list does not have: "Del."
_LEADS = frozenset("the a an former".split()) | {
    word.casefold().rstrip(".") for title in listed("cues/en.yaml")["titles"] for word in title.split()
}
_EMPTY = frozenset("the a an of and or in on at for from to by with his her its their who which that this one".split())


def _words(text: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub("", text.casefold().replace("’", "'").strip()))


def name_of(text: str) -> str:
    """A name as it is compared: "Sen. Bernie Sanders's" is "bernie sanders", "the Fed" is "fed"."""
    words = _words(text)
    while len(words) > 1 and (words[0].rstrip(".") in _LEADS or _ABBREVIATED.fullmatch(words[0])):
        words.pop(0)
    return " ".join(word.rstrip(".") for word in words)


def substance(text: str) -> set[str]:
    """The words of a description that tell somebody from others."""
    return {_POSSESSIVE.sub("", word.rstrip(".")) for word in _words(text)} - _EMPTY


def same(found: list[str], gold: list[str], *, unnamed: bool) -> bool:
    """Whether these are the hand-resolved speakers."""
    if unnamed:
        return bool(substance(" ".join(found)) & substance(" ".join(gold)))
    return {name_of(name) for name in found} == {name_of(name) for name in gold}


@dataclass
class Tally:
    """Counts by the mode of the annotated content, and a line for each matched statement with another speaker."""

    gold: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def counts(self, kind: str) -> tuple[int, int, int]:
        """Annotated, matched and right ones of a mode, of "named" or "unnamed" speakers, or of "all"."""
        kinds = KINDS if kind == "all" else (kind,)
        gold, met, right = (sum(c[k] for k in kinds) for c in (self.gold, self.matched, self.right))
        return gold, met, right

    def figures(self, kind: str) -> dict[str, float]:
        """The share of right speakers among the matched statements, and among all annotated ones."""
        gold, met, right = self.counts(kind)
        return {"speaker": right / max(1, met), "said by": right / max(1, gold)}


def keyed(row: dict[str, Any]) -> list[tuple[dict[str, Any], Entry | None]]:
    """The row's attributions with content, each with its entry. Raises ValueError where an entry has no attribution."""
    entries = {(entry[0], entry[1]): entry for entry in SPEAKERS[row["id"]]}
    items = [item for item in row["attributions"] if item["content"]]
    keys = [(min(item["content"])[0], min(item["cue"])[0] if item["cue"] else -1) for item in items]
    if strange := sorted(entries.keys() - set(keys)):
        raise ValueError(f"speakers.json: {row['id']} has no attributions whose contents and cues begin at {strange}")
    return [(item, entries.get(key)) for item, key in zip(items, keys, strict=True)]


@Language.factory("eval_given", assigns=["doc._.attributions"])
class Given:
    """spaCy component: the annotated attributions of the text, in place of found ones; of several sources the first."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp, name
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())
        self.row: dict[str, Any] = {"attributions": []}

    def attributions(self) -> list[Attribution]:
        spans = [
            [sorted((start, end) for start, end in item[part]) for part in ("source", "cue", "content")]
            for item in self.row["attributions"]
        ]
        return [
            Attribution(source=source[0] if source else None, cue=cue[0] if cue else None, content=tuple(content))
            for source, cue, content in sorted(spans, key=lambda item: (item[2], item[1]))
            if content
        ]

    def __call__(self, doc: Doc) -> Doc:
        doc._.attributions = tuple(self.attributions())
        return doc


WAYS = {
    "all": PARTS,
    "rules": tuple(part for part in PARTS if part != "briefing_reader"),
    "given": ("briefing_sentences", "briefing_quotations", "eval_given", "briefing_statements"),
}
"""The components that read, by what finds the statements."""


def measure(rows: list[dict[str, Any]], way: str = "all") -> Tally:
    """Reads the rows' texts in one of `WAYS` and compares whom they name with the hand-resolved speakers; other rows do not count."""
    nlp = assemble({}, WAYS[way])
    tally = Tally()
    for row in rows:
        if row["id"] not in SPEAKERS:
            continue
        text: str = row["text"]
        gold = keyed(row)
        if way == "given":
            nlp.get_pipe("eval_given").row = row  # type: ignore[attr-defined]
        found: list[FoundStatement] = nlp(text)._.findings
        pairs = matched(
            [positions(text, item.content) for item in found], [positions(text, item["content"]) for item, _ in gold]
        )
        by_gold = {g: found[f] for f, g in pairs.items()}
        for g, (item, entry) in enumerate(gold):
            if entry is None:
                continue
            kinds = (mode_of(text, item["content"]), "unnamed" if entry[3] else "named")
            tally.gold.update(kinds)
            if (statement := by_gold.get(g)) is None:
                continue
            tally.matched.update(kinds)
            own = [text[start:end] for start, end in statement.names]
            names = [text[start:end] for start, end in entry[2]]
            if same(own, names, unnamed=bool(entry[3])):
                tally.right.update(kinds)
            else:
                tally.errors.append((kinds[0], _line(row, statement, own, names)))
    return tally


def _line(row: dict[str, Any], statement: FoundStatement, own: list[str], names: list[str]) -> str:
    sentence = row["text"][slice(*statement.sentence)]
    return f"{row['id']}: {'; '.join(own)!r} for {'; '.join(names)!r}: {' '.join(sentence.split())}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong speakers")
    parser.add_argument("--only", choices=KINDS, help="errors of this mode alone")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--rules", action="store_const", const="rules", dest="way", help="leave the encoder out")
    ways.add_argument(
        "--given", action="store_const", const="given", dest="way", help="take the annotated attributions"
    )
    parser.set_defaults(way="all")
    arguments = parser.parse_args()
    lines = (DATA / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["id"] in SPEAKERS]
    tally = measure(rows, arguments.way)
    wanted = [line for kind, line in tally.errors if arguments.only in (None, kind)]
    print(*wanted[: arguments.errors], sep="\n", end="\n" if arguments.errors else "")
    print(f"speakers.json: {len(rows)} articles")
    for kind in (*KINDS, "all", "named", "unnamed"):
        gold, met, right = tally.counts(kind)
        figures = "  ".join(f"{name} {value:.3f}" for name, value in tally.figures(kind).items())
        print(f"{kind:9} annotated {gold:5} matched {met:5} right {right:5}  {figures}")


if __name__ == "__main__":
    main()
