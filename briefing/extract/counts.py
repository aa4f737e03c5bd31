"""The words of a sentence go in, numbers and noun phrases of persons come out: "at least 12 people", "a man and his son".

"At least N", "up to N" count as N and "between N and M" as a range, as a careful reader marks them; "dozens" is no number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefing.models import Count

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

_DETERMINERS = frozenset("a an the his her their its our my this that these those another each every".split())
_SINGLE = frozenset("a an one another".split())
_STOP = frozenset(
    "and or but nor of in on at by for from with without to into onto over under after before during while when "
    "where who whom whose which that "
    "than as if because since until about against between among including is are was were be been being am has have "
    "had having do does did "
    "will would can could may might shall should must not no said says say told tells shot killed wounded injured "
    "hurt left leaving killing "
    "wounding injuring died dead stabbed shooting stabbing struck hit fatally then also both either it he she they "
    "we you i there here "
    "found arrested charged attacked bombed fired opened dying wounds".split()
)
_QUANTIFIERS = (
    "at least",
    "at most",
    "as many as",
    "more than",
    "fewer than",
    "up to",
    "no fewer than",
    "an estimated",
)
_APPROXIMATE = frozenset(
    "least most many more than up about around nearly almost some roughly approximately over estimated fewer".split()
)
# After such a word a number counts something else than people.
_UNITS_AFTER = frozenset(
    "percent % per cent million billion thousand hours hour minutes minute days day weeks week months month years "
    "year times shots rounds bullets a.m p.m am "
    "pm miles mile feet foot meters metres kilometers kilometres km blocks block pounds dollars cents points yards "
    "inches degrees counts "
    "charges bodies houses homes cars vehicles buildings states countries cities seats votes guns weapons p.m. a.m. "
    "th st nd rd caliber gauge "
    "mm acres tons calls times arrests shell casings square kilograms kg grams ounces".split()
)
_ALONE_AFTER = frozenset(
    "dead killed wounded injured hurt others were was are have had remain remained suffered died critically "
    "seriously fatally more and . , ; "
    "in on at as after when by when with — – - : ) of missing during near outside".split()
)
_NAME_STOP = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec police department sheriff office county city state street avenue road "
    "drive court lane boulevard highway "
    "hospital center centre university school college church park hotel airport company inc corp news times post the "
    "a an in on at of by for from after "
    "when while but and or if it he she they we i you his her their our this that these those there here who what "
    "where district association "
    "mr mrs ms dr sen rep gov lt sgt capt army navy marine marines world trade black white green islamic national "
    "american united supreme federal royal matter party "
    "nobody none neither everybody everyone somebody someone anybody anyone nothing no one all most both some many "
    "lives republican democrat republicans democrats senate house congress court center government ministry islamic "
    "state al".split()
)
_NO_PEOPLE_BEFORE = frozenset(
    "$ £ € # no age aged turn turned turning turns was is "
    "january february march april may june july august september october november december jan feb mar apr aug sept sep oct nov dec "
    "on in at route interstate : . , ( block chapter section since".split()
)
_PLURAL_PEOPLE = frozenset(
    "people men women children policemen policewomen gunmen others troops police authorities passers-by".split()
)
_COLLECTIVE = frozenset("family families crew staff team gang group troops".split())
# A number before such a word counts no persons.
_NOT_PERSONS = frozenset(
    "horses cows sheep pigs dogs cats animals birds chickens cattle goats fish bees trees plants jobs hopes careers bills".split()
)
_FATES = frozenset(
    "killed killing kills wounded wounding injured injuring injures hurt hurting sickened sickening murdered shot stabbed".split()
)
_AGE = re.compile(r"\d+-(?:year|month|week|day)s?[- ]old(s?)$|[a-z]+-(?:year|month|week|day)s?-old(s?)$")


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


@dataclass(frozen=True, slots=True)
class People:
    """A noun phrase of persons, words `first` to `last` inclusive of a line; `low` None where it gives no number."""

    first: int
    last: int
    head: int
    low: int | None
    high: int | None
    kind: str  # noun, number, name, pronoun
    part: bool  # of a total given elsewhere: "including 90", "two of them"

    def count(self, text: str, line: Line) -> Count | None:
        if self.low is None or self.high is None:
            return None
        return Count(low=self.low, high=self.high, text=text[line.start[self.first] : line.end[self.last]])


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


def _number_ending_at(line: Line, last: int) -> tuple[int, int, int] | None:
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


def people_in(line: Line, nouns: Collection[str], places: Collection[tuple[int, int]] = ()) -> tuple[People, ...]:
    """The noun phrases of persons in a line, in order, none overlapping; coordinated ones ("a man and two girls") stay apart.

    `places` are offsets of names of places, which no person's name overlaps.
    """
    found: list[People] = []
    reached = 0
    for index in range(len(line)):
        if index < reached:
            continue
        people = _people_at(line, index, nouns, reached)
        if people is None:
            continue
        reached = people.last + 1
        start, end = line.start[people.first], line.end[people.last]
        if people.kind != "name" or not any(first < end and start < last for first, last in places):
            found.append(people)
    return tuple(found)


def _people_at(line: Line, index: int, nouns: Collection[str], floor: int) -> People | None:
    word = line.lower[index]
    age = _AGE.match(word)
    if age and not _head_follows(line, index, nouns):
        plural = bool(age.group(1) or age.group(2))
        return _noun_phrase(line, index, floor, plural=plural)
    if word in nouns and not (line.words[index][:1].isupper() and index and _capital_name(line, index + 1)):
        if index + 1 < len(line) and line.lower[index + 1] in nouns:
            return None  # "police officer": the second word is the head
        return _noun_phrase(line, index, floor, plural=_is_plural(word, nouns))
    befallen = _befallen(line, index)
    if befallen is not None:
        return befallen
    if word in ("he", "she", "him") and line.words[index] != "He's":
        return People(index, index, index, 1, 1, "pronoun", part=False)
    if _capital_name(line, index):
        if not _capital_name(line, index + 1) and _head_follows(line, index, nouns):
            return None  # an adjective: "a French police officer"
        if word.endswith("s") and not _capital_name(line, index + 1) and not (index and _capital_name(line, index - 1)):
            return _noun_phrase(line, index, floor, plural=True)  # "four Americans", "Armenians"
        last = index
        while last + 1 < len(line) and (
            _capital_name(line, last + 1)
            or line.lower[last + 1] in ("jr", "jr.", "sr", "de", "van", "von", "bin", "al", "el")
        ):
            last += 1
        while last > index and not line.words[last][:1].isupper():
            last -= 1
        return People(index, last, last, 1, 1, "name", _is_part(line, index))
    alone = _number_alone(line, index)
    if alone is not None:
        first, low, high = alone
        return People(
            max(first, floor), index, index, low, high, "number", _is_part(line, first) or _of_them(line, index)
        )
    return None


def _befallen(line: Line, index: int) -> People | None:
    """Persons of whatever trade, because of what befell them: "killing two cleaners", "wounded two guests", "six cooks were hurt"."""
    word = line.lower[index]
    if not (word[0].isdigit() or word in NUMBER_WORDS) or index + 1 >= len(line):
        return None
    head = index + 1
    while (
        head < len(line) - 1 and head - index < 3 and line.lower[head].isalpha() and not line.lower[head].endswith("s")
    ):
        head += 1
    noun = line.lower[head]
    if (
        not noun.isalpha()
        or not noun.endswith(("s", "men"))
        or noun in _NOT_PERSONS | _UNITS_AFTER | _STOP
        or set(line.lower[index + 1 : head]) & _STOP
    ):
        return None
    number = _number_ending_at(line, index)
    if number is None or number[2] < 2:
        return None
    first = number[0]
    led = first > 0 and (line.lower[first - 1] in _FATES or line.lower[max(0, first - 2) : first] == ("and", "injured"))
    after = line.lower[head + 1 : head + 5]
    told = after[:1] in (("were",), ("was",), ("are",)) and bool(_FATES & set(after[1:3]))
    if not (led or told):
        return None
    return People(first, head, head, number[1], number[2], "noun", _is_part(line, first))


def _head_follows(line: Line, index: int, nouns: Collection[str]) -> bool:
    for offset in range(1, 4):
        if index + offset >= len(line):
            return False
        word = line.lower[index + offset]
        if word in nouns:
            return True
        if not word[0].isalpha() or word in _STOP:
            return False
    return False


def _is_plural(word: str, nouns: Collection[str]) -> bool:
    if word in _PLURAL_PEOPLE or word.endswith("men"):
        return True
    return word.endswith("s") and (
        word[:-1] in nouns
        or (word.endswith("ies") and word[:-3] + "y" in nouns)
        or word.endswith(("ers", "ors", "nts", "ees"))
    )


def _noun_phrase(line: Line, head: int, floor: int, *, plural: bool) -> People | None:
    first = head
    low: int | None = None
    high: int | None = None
    determiner = ""
    while first - 1 >= floor and head - first < 8:
        word = line.lower[first - 1]
        number = (
            _number_ending_at(line, first - 1)
            if word[0].isdigit() or word in NUMBER_WORDS or word in ("hundred", "thousand") or "-" in word
            else None
        )
        if number is not None and plural | (number[1] == 1):
            first, low, high = max(number[0], floor), number[1], number[2]
            determiner = "number"
            break
        if word in _DETERMINERS or word == "one":
            first -= 1
            determiner = word
            break
        if word in _STOP or word == "no" or not (word[0].isalpha() or word[0].isdigit()):
            break
        first -= 1
    if low is None and not plural and line.lower[head] not in _COLLECTIVE:
        low = high = 1
    if first >= 1 and line.lower[first - 1] == "no":
        return None
    part = _is_part(line, first) or _of_them(line, head)
    if determiner in ("each", "every"):
        low = high = None
    return People(first, head, head, low, high, "noun", part)


def _number_alone(line: Line, index: int) -> tuple[int, int, int] | None:
    """A number that stands for persons by itself: "killed 130", "left three dead", "two others were hurt"."""
    word = line.lower[index]
    if not (word[0].isdigit() or word in NUMBER_WORDS) or len(word) > 9:
        return None
    following = line.lower[index + 1] if index + 1 < len(line) else "."
    if following in _UNITS_AFTER or following not in _ALONE_AFTER:
        return None
    before = line.lower[index - 1] if index else ""
    listed = before in (",", ":", "(") and following in ("dead", "killed", "wounded", "injured", "hurt")
    if before in _NO_PEOPLE_BEFORE and not listed:
        return None
    if following == "," and (before[:1].isupper() or line.words[index - 1][:1].isupper()):
        return None  # an age: "Jane Doe, 22,"
    number = _number_ending_at(line, index)
    if number is None or (1900 <= number[2] <= 2035 and "," not in word):
        return None
    return number


def _capital_name(line: Line, index: int) -> bool:
    """Whether a word can belong to a person's name."""
    if not 0 <= index < len(line):
        return False
    word = line.words[index]
    if (
        len(word) < 2
        or not word[0].isupper()
        or (word.isupper() and len(word) > 3)
        or line.lower[index].rstrip(".'s") in _NAME_STOP
    ):
        return False
    return line.lower[index] not in _NAME_STOP and not line.lower[index].endswith("'s") and word[-1] != "-"


def _is_part(line: Line, first: int) -> bool:
    before = line.lower[max(0, first - 3) : first]
    return (
        "including" in before
        or "among" in before[-2:]
        or before[-2:] in (("of", "whom"), ("of", "them"))
        or "half" in before
    )


def _of_them(line: Line, index: int) -> bool:
    return (
        index + 2 < len(line)
        and line.lower[index + 1] == "of"
        and line.lower[index + 2] in ("them", "the", "whom", "those", "these", "which", "his", "her")
    )


def joined(line: Line, people: tuple[People, ...]) -> Iterator[tuple[People, ...]]:
    """Noun phrases in groups: those that only "and" or a comma keeps apart stand together."""
    group: list[People] = []
    for item in people:
        if group:
            between = line.lower[group[-1].last + 1 : item.first]
            apart = [word for word in between if not _is_age(word)]
            if not (
                apart
                and all(word in (",", "and", "&") for word in apart)
                and len(between) <= 4
                and ("and" in apart or "&" in apart)
            ):
                yield tuple(group)
                group = []
        group.append(item)
    if group:
        yield tuple(group)


def _is_age(word: str) -> bool:
    return word.isdigit() and int(word[:4]) < 110
