"""The words of a sentence go in, noun phrases of persons come out: "at least 12 people", "his wife, Jane Roe, 31,", "a man and his son".

Whom a phrase may mean (name, age, sex) is told by `identity`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.extract.counts import NUMBER_WORDS, Line, number_ending_at
from briefing.models import Count

_NO_PEOPLE = frozenset(
    "general major head chair fellow host speaker anchor whip counsel member partner principal captain operator".split()
)
_MORE_PEOPLE = frozenset(
    "others toddler toddlers infant infants baby babies newborn juvenile juveniles youth youths youngster kid kids schoolgirl "
    "schoolboy shooter shooters deputy trooper troopers cop cops sailor sailors guest guests volunteer volunteers visitor visitors "
    "individual individuals grandmother grandfather grandparents grandchild grandchildren grandson grandsons granddaughter uncle aunt "
    "stepfather stepmother stepson stepdaughter stepbrother stepsister boyfriend girlfriend fiance fiancee ex-wife ex-husband "
    "ex-girlfriend ex-boyfriend mom dad moms dads daughters sons brothers sisters wives husbands mothers fathers sibling siblings "
    "twins couple trio lady guy guys gentleman male males female females hunter hunters homeowner clerk patron patrons occupant "
    "occupants bartender tenant rider riders motorcyclist villager villagers burglar intruder assailant assailants perpetrator killer "
    "accomplice railwayman railwaymen fireman firemen winegrower winegrowers farmer farmers activist hacker hackers thief thieves "
    "robber robbers".split()
)
_DETERMINERS = frozenset("a an the his her their its our my this that these those another each every".split())
_STOP = frozenset(
    "and or but nor of in on at by for from with without to into onto over under after before during while when where who whom whose "
    "which that than as if because since until about against between among including is are was were be been being am has have had "
    "having do does did will would can could may might shall should must not no said says say told tells shot killed wounded injured "
    "hurt left leaving killing wounding injuring died dead stabbed shooting stabbing struck hit fatally then also both either it he "
    "she they we you i there here ago found arrested charged attacked bombed fired opened dying wounds".split()
)
# After such a word a number counts something else than people.
_UNITS_AFTER = frozenset(
    "percent % per cent million billion thousand hours hour minutes minute days day weeks week months month years year times shots "
    "rounds bullets a.m p.m am pm miles mile feet foot meters metres kilometers kilometres km blocks block pounds dollars cents "
    "points yards inches degrees counts charges bodies houses homes cars vehicles buildings states countries cities seats votes guns "
    "weapons p.m. a.m. th st nd rd caliber gauge mm acres tons calls times arrests shell casings square kilograms kg grams ounces".split()
)
_ALONE_AFTER = frozenset(
    "dead killed wounded injured hurt others were was are have had remain remained suffered died critically "
    "seriously fatally more and . , ; "
    "in on at as after when by when with — – - : ) of missing during near outside".split()
)
_NAME_STOP = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec police department sheriff office county city state street "
    "avenue road drive court lane boulevard highway hospital center centre university school college church park hotel airport "
    "company inc corp news times post the a an in on at of by for from after when while but and or if it he she they we i you his her "
    "their our this that these those there here who what where district association mall apartments mr mrs ms dr sen rep gov lt sgt "
    "capt army navy marine marines world trade black white green islamic national american united supreme federal royal matter party "
    "nobody none neither everybody everyone somebody someone anybody anyone nothing no one all most both some many yesterday today "
    "tonight meanwhile however officers investigators so another each every such other dead then what just also only even still yet "
    "now once more lives republican democrat republicans democrats senate house congress court center government ministry islamic "
    "state al".split()
)
_NAMED_AFTER = frozenset(
    "police department sheriff sheriff's office county city street avenue road drive court lane boulevard "
    "highway hospital center centre medical "
    "university college school high elementary middle church park hotel airport company apartments parkway "
    "parish township mall apartments fire".split()
)
_NO_PEOPLE_BEFORE = frozenset(
    "$ £ € # no age aged ages turn turned turning turns was is "
    "january february march april may june july august september october november december jan feb mar apr aug sept sep oct nov dec "
    "on in at route hwy hwy. highway interstate : . , ( block chapter section since".split()
)
_PLURAL_PEOPLE = frozenset(
    "people men women children policemen policewomen gunmen others troops police authorities passers-by".split()
)
_COLLECTIVE = frozenset("family families crew staff team gang group troops".split())
_IMPLIED = {"couple": 2, "twins": 2, "trio": 3, "parents": 2, "grandparents": 2}  # numbers that the noun itself gives
# A number before such a word counts no persons.
_NOT_PERSONS = frozenset(
    "horses cows sheep pigs dogs cats animals birds chickens cattle goats fish bees trees plants jobs hopes careers bills".split()
)
_FATES = frozenset(
    "killed killing kills wounded wounding injured injuring injures hurt hurting sickened sickening murdered shot stabbed".split()
)
_SELVES = frozenset("himself herself".split())
_BOTH_AFTER = frozenset("were are was died have had later also suffered remain remained survived".split())
_OF_A_GROUP = frozenset("family gang service crew staff church".split())
_EMERGENCY_CALL = "911"
_ABOARD = frozenset("on aboard in inside at".split())
_OWN = frozenset("his her their the a an".split())
_OBJECT_AFTER = frozenset(
    "and in to at on as , . ; ) ” before after multiple several once twice three four when while with during "
    "then dead through from inside".split()
)
_AGE = re.compile(r"\d+-(?:year|month|week|day)s?[- ]old(s?)$|[a-z]+-(?:year|month|week|day)s?-old(s?)$")


@dataclass(frozen=True, slots=True)
class People:
    """A noun phrase of persons, words `first` to `last` inclusive of a line; `low` None where it gives no number."""

    first: int
    last: int
    head: int
    low: int | None
    high: int | None
    kind: str  # noun, number, name, named ("his wife, Jane Roe"), pronoun, self
    part: bool  # of a total given elsewhere: "including 90", "two of them"

    def count(self, text: str, line: Line) -> Count | None:
        if self.low is None or self.high is None:
            return None
        return Count(low=self.low, high=self.high, text=text[line.start[self.first] : line.end[self.last]])


def person_nouns(listed: Iterable[str]) -> frozenset[str]:
    """The nouns that mean persons who are hurt or act, of the listed ones for speakers and their offices."""
    return (frozenset(word.lower() for word in listed) | _MORE_PEOPLE) - _NO_PEOPLE


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
        bare = people.kind == "name" or (people.first == people.last and line.words[people.first][:1].isupper())
        if not bare or not any(first < end and start < last for first, last in places):
            found.append(people)
    return tuple(_as_one(line, found))


def _as_one(line: Line, found: Sequence[People]) -> Iterator[People]:
    """A noun and the name beside it are one person: "16-year-old Jane Roe", "his wife, Jane Roe, and", "Jane Roe, a teacher,"."""
    index = 0
    while index < len(found):
        item = found[index]
        if index + 1 < len(found) and _is_same(line, item, found[index + 1]):
            other = found[index + 1]
            yield replace(item, last=other.last, kind="named")
            index += 1
        else:
            yield item
        index += 1


def _is_same(line: Line, one: People, other: People) -> bool:
    if one.low != 1 or other.low != 1 or {one.kind, other.kind} != {"noun", "name"} or one.high != 1:
        return False
    between = line.lower[one.last + 1 : other.first]
    if one.kind == "noun" and not between:
        return True
    after = line.lower[other.last + 1] if other.last + 1 < len(line) else "."
    if one.kind == "noun":
        return between == (",",) and line.lower[one.first] in _OWN and after in (",", "(")
    return between == (",",) and line.lower[other.first] in ("a", "an") and after in (",", "who", "of", "from")


def _people_at(line: Line, index: int, nouns: Collection[str], floor: int) -> People | None:
    word = line.lower[index]
    following = line.lower[index + 1] if index + 1 < len(line) else "."
    if word in ("member", "members") and index and line.lower[index - 1] in _OF_A_GROUP:
        return _noun_phrase(line, index, floor, plural=word == "members")
    age = _AGE.match(word)
    if age and following.endswith("'s"):
        return None  # "the 83-year-old justice's mind"
    if age and not _head_follows(line, index, nouns):
        plural = bool(age.group(1) or age.group(2))
        return _noun_phrase(line, index, floor, plural=plural)
    if word in ("old", "olds") and _is_loose_age(line, index) and not _head_follows(line, index, nouns):
        return _noun_phrase(line, index, floor, plural=word == "olds")
    if word in nouns and not (line.words[index][:1].isupper() and index and _capital_name(line, index + 1)):
        if index + 1 < len(line) and line.lower[index + 1] in nouns:
            return None  # "police officer": the second word is the head
        return _noun_phrase(line, index, floor, plural=_is_plural(word, nouns))
    befallen = _befallen(line, index)
    if befallen is not None:
        return befallen
    if word in _SELVES:
        return People(index, index, index, 1, 1, "self", part=False)
    if word in ("he", "she", "him") or (word == "her" and following in _OBJECT_AFTER):
        return People(index, index, index, 1, 1, "pronoun", part=False)
    if _capital_name(line, index):
        return _named(line, index, nouns, floor)
    if word == "both" and following in _BOTH_AFTER:
        return People(index, index, index, 2, 2, "number", part=False)
    alone = _number_alone(line, index)
    if alone is not None:
        first, low, high = alone
        return People(
            max(first, floor), index, index, low, high, "number", _is_part(line, first) or _of_them(line, index)
        )
    return None


def _named(line: Line, index: int, nouns: Collection[str], floor: int) -> People | None:
    """The person whose name begins at a word, or the people of a country; None where the capital letter is another's."""
    word = line.lower[index]
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
    following = line.lower[last + 1] if last + 1 < len(line) else "."
    if following in _NAMED_AFTER and line.words[last + 1][:1].isupper():
        return None  # "Greenwood Drive"
    if following in nouns and line.words[last + 1] == following:
        return None  # "a La Pine man"
    return People(index, last, last, 1, 1, "name", _is_part(line, index))


def _is_loose_age(line: Line, index: int) -> bool:
    """Whether "old" ends an age written apart: "a 3 year old", "the 16-year old"."""
    before = line.lower[max(0, index - 2) : index]
    return len(before) == 2 and before[1] in ("year", "years", "month", "months", "-") and before[0][:1].isdigit()


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
        not noun.replace("-", "").isalpha()
        or not noun.endswith(("s", "men"))
        or noun in _NOT_PERSONS | _UNITS_AFTER | _STOP
        or set(line.lower[index + 1 : head]) & _STOP
    ):
        return None
    number = number_ending_at(line, index)
    if number is None or number[2] < 2:
        return None
    first = number[0]
    led = first > 0 and (line.lower[first - 1] in _FATES or line.lower[max(0, first - 2) : first] == ("and", "injured"))
    after = line.lower[head + 1 : head + 6]
    after = after[1:] if after[:1] in (("who",), ("that",)) else after
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
            number_ending_at(line, first - 1)
            if word[0].isdigit() or word in NUMBER_WORDS or word in ("hundred", "thousand") or "-" in word
            else None
        )
        if number is not None and plural | (number[1] == 1):
            first, low, high = max(number[0], floor), number[1], number[2]
            determiner = "number"
            if first - 1 >= floor and line.lower[first - 1] in ("his", "her", "their"):
                first -= 1
            break
        if word in _DETERMINERS or word == "one":
            first -= 1
            determiner = word
            break
        if word in _STOP or word == "no" or not (word[0].isalpha() or word[0].isdigit()):
            break
        first -= 1
    if low is None and plural and "twin" in line.lower[first:head]:
        low = high = 2
    if low is None and line.lower[head] in _IMPLIED and line.lower[head + 1 : head + 2] != ("of",):
        low = high = _IMPLIED[line.lower[head]]
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
    if not (word[0].isdigit() or word in NUMBER_WORDS) or len(word) > 9 or word == _EMERGENCY_CALL:
        return None
    following = line.lower[index + 1] if index + 1 < len(line) else "."
    if (
        following in _UNITS_AFTER
        or following not in _ALONE_AFTER
        or line.lower[index + 1 : index + 3] == ("more", "times")
    ):
        return None
    before = line.lower[index - 1] if index else ""
    listed = before in (",", ":", "(") and following in ("dead", "killed", "wounded", "injured", "hurt")
    if before in _NO_PEOPLE_BEFORE and not listed:
        return None
    if following == "," and (before[:1].isupper() or line.words[index - 1][:1].isupper()):
        return None  # an age: "Jane Doe, 22,"
    if _is_listed_age(line, index):
        return None
    number = number_ending_at(line, index)
    if number is None or (1900 <= number[2] <= 2035 and "," not in word):
        return None
    return number


def _is_listed_age(line: Line, index: int) -> bool:
    """Whether a number is an age in a list: "brothers, 8 and 15,", "ages 16 and 17", "35 and 45 years old", "one 16 and the other 17"."""
    after, before = line.lower[index + 1 : index + 5], line.lower[max(0, index - 3) : index]
    if before[-2:] == ("the", "other") or before[-1:] == ("one",):
        return True
    if after[:1] == ("and",):
        if {"years", "year-old", "old"} & set(after[1:]):
            return True
        return (
            before[-1:] in ((",",), ("(",))
            and after[1:2] != ()
            and after[1].isdigit()
            and after[2:3] in ((",",), (")",))
        )
    return len(before) > 2 and before[2] == "and" and before[1].isdigit() and before[0] in (",", "(", "ages", "aged")


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
        or line.lower[index].endswith(("'ve", "'re", "'m", "'ll", "'d", "n't"))
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
    """Noun phrases in groups: those that only "and" or a comma keeps apart stand together, as in "a boy, a man and a woman"."""
    links = [_link(line, one, other) for one, other in pairwise(people)]
    group: list[People] = []
    for index, item in enumerate(people):
        if group and not (links[index - 1] == "and" or (links[index - 1] == "," and _ends_in_and(links, index))):
            yield tuple(group)
            group = []
        group.append(item)
    if group:
        yield tuple(group)


def _link(line: Line, one: People, other: People) -> str:
    """What joins two noun phrases: "and", ",", or nothing of the kind; an age may stand between."""
    between = line.lower[one.last + 1 : other.first]
    if _is_one_toll(line, one, other, between):
        return "and"
    apart = [word for word in between if not _is_age(word)]
    if not apart or len(between) > 4 or not all(word in (",", "and", "&") for word in apart):
        return ""
    return "and" if "and" in apart or "&" in apart else ","


def _is_one_toll(line: Line, one: People, other: People, between: tuple[str, ...]) -> bool:
    """Whether two figures differ only by where the persons were: "six people on board and two people on the ground"."""
    following = line.lower[other.last + 1] if other.last + 1 < len(line) else "."
    return (
        1 < len(between) <= 5
        and between[-1] == "and"
        and between[0] in _ABOARD
        and "," not in between
        and all(map(str.islower, line.words[one.last + 1 : other.first]))  # not "40 in Lyon and 12 in Ghent"
        and (one.low or 0) > 1
        and other.low is not None
        and following in _ABOARD
    )


def _ends_in_and(links: Sequence[str], index: int) -> bool:
    """Whether a list that goes on with commas has its "and"."""
    rest = next((link for link in links[index:] if link != ","), "")
    return rest == "and"


def _is_age(word: str) -> bool:
    return word.isdigit() and int(word[:4]) < 110
