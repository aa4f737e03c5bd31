"""The words of a sentence go in, whole numbers come out: "at least 12", "between 15 and 20", "twenty-one".

"At least N", "up to N" count as N and "between N and M" as a range, as a careful reader marks them; "dozens" is no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_UNITS)} | _TENS | {"dozen": 12}
_WORD = re.compile(
    r"(?i:[ap]\.m\.)(?=\w)|"
    r"\d+(?:[.,]\d+)*(?:[-‑](?i:year|month|week|day)(?i:s)?[-‑ ](?i:old)(?i:s)?)?|[^\W\d_][\w]*(?:['’.\-‑][\w]+)*['’]?|\S"
)
_APPROXIMATE = frozenset(
    "least most many more than up about around nearly almost some roughly approximately over estimated fewer".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence, hyphenated ones whole; offsets are code points of the article's text."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Line:
        found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        words = tuple(word for word, _, _ in found)
        lower = tuple(word.lower().replace("’", "'").replace("‑", "-") for word in words)
        return cls(words, lower, tuple(a for _, a, _ in found), tuple(b for _, _, b in found))

    def __len__(self) -> int:
        return len(self.words)


def number_of(words: str) -> int | None:
    """The whole number that words or digits mean: "twenty-one", "1,700", "a dozen"; None where they mean none."""
    clean = words.lower().replace(",", "").strip()
    if clean.isdigit():
        return int(clean) if len(clean) <= 9 else None
    total = 0
    for word in re.split(r"[\s-]+", clean):
        if word in ("a", "and", ""):
            continue
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "thousand":
            total = max(total, 1) * 1000
        elif word in ("dozen", "dozens"):
            if word == "dozens":
                return None
            total = max(total, 1) * 12
        elif word in NUMBER_WORDS:
            total += NUMBER_WORDS[word]
        else:
            return None
    return total if any(ch.isalpha() for ch in clean) and clean not in ("a", "and") else None


def number_ending_at(line: Line, last: int) -> tuple[int, int, int] | None:
    """(first word, low, high) of the number whose last word stands at `last`."""
    value = _single_number(line, last)
    if value is None:
        return None
    first, number = value
    low = high = number
    if first >= 2 and line.lower[first - 1] in ("and", "to", "-", "–", "or"):
        other = _single_number(line, first - 2)
        between = other is not None and other[0] >= 1 and line.lower[other[0] - 1] == "between"
        if other is not None and other[1] < number and (line.lower[first - 1] != "and" or between):
            first, low = other[0] - (1 if between else 0), other[1]
    while first >= 1 and line.lower[first - 1] in _APPROXIMATE:
        first -= 1
    while first >= 1 and line.lower[first - 1] in ("at", "as", "an", "the", "all", "another"):
        first -= 1
    return first, low, high


def _single_number(line: Line, last: int) -> tuple[int, int] | None:
    word = line.lower[last]
    if word[:1].isdigit():
        if _in_larger_figure(line, last):
            return None
        if (
            "." in word
            or "-" in word
            or (last and line.lower[last - 1] in "$£€#")
            or not word.replace(",", "").isdigit()
        ):
            return None
        number = number_of(word)
        return None if number is None else (last, number)
    first = last
    while first >= 0 and (
        line.lower[first] in NUMBER_WORDS or line.lower[first] in ("hundred", "thousand") or "-" in line.lower[first]
    ):
        if number_of(line.lower[first]) is None and line.lower[first] not in ("hundred", "thousand"):
            break
        first -= 1
    if first == last:
        return None
    first += 1
    if first >= 1 and line.lower[first - 1] == "a" and line.lower[first] in ("dozen", "hundred", "thousand"):
        first -= 1
    number = number_of(" ".join(line.lower[first : last + 1]))
    return None if number is None else (first, number)


def _in_larger_figure(line: Line, index: int) -> bool:
    """Whether digits are part of something else than a number: "8:59", "14th", "9mm", "9/11", "3-1"."""
    glued = line.lower[index + 1] if index + 1 < len(line) and line.start[index + 1] == line.end[index] else ""
    before = line.lower[index - 1] if index and line.end[index - 1] == line.start[index] else ""
    return (
        glued[:1].isalpha()
        or glued in ("/", "%", "°")
        or before == "/"
        or (":" in (glued, before) and _is_clock(line, index))
    )


def _is_clock(line: Line, index: int) -> bool:
    """Whether a colon without white space joins digits on both its sides."""
    other = index + 2 if index + 1 < len(line) and line.lower[index + 1] == ":" else index - 2
    return (
        0 <= other < len(line)
        and line.lower[other][:1].isdigit()
        and line.end[min(index, other)] + 1 == line.start[max(index, other)]
    )
