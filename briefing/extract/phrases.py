"""Noun phrases by shape: a place in `Words` enters, the token range of the phrase before or after it leaves.

There is no tagger. A phrase is walked word by word until something that cannot be in it: a finite auxiliary, a conjunction, a
mark. That is enough for who stands beside a verb of saying.
"""

from __future__ import annotations

from briefing.extract.grammar import (
    APPOSITION_OPENERS,
    AUXILIARIES,
    BREAKERS,
    DETERMINERS,
    FINITE,
    INSIDE,
    MARKS,
    NEVER_INSIDE,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    is_adverb,
)
from briefing.extract.lexicon import Lexicon
from briefing.extract.words import Words

Range = tuple[int, int]

_LIMIT = 28


def before(words: Words, lexicon: Lexicon, last: int, low: int) -> Range | None:
    """The noun phrase whose last token is `last`, not reaching below `low`; appositions and relative clauses between commas included."""
    if last < low:
        return None
    if words.lower[last] == ",":
        return _with_apposition(words, lexicon, last, low)
    if words.lower[last] in (")", "]"):
        opening = _opening_bracket(words, last, low)
        if opening is None:
            return None
        inner = before(words, lexicon, opening - 1, low)
        return None if inner is None else (inner[0], last + 1)
    if words.lower[last] in PRONOUNS:
        return last, last + 1
    first = _walk_left(words, lexicon, last, low)
    if first is None:
        return None
    antecedent = _antecedent(words, lexicon, first, low)
    return (antecedent[0], last + 1) if antecedent is not None else _trim(words, first, last + 1)


def _antecedent(words: Words, lexicon: Lexicon, first: int, low: int) -> Range | None:
    """Whom a relative clause describes: "a group that | calls itself …", where its verb begins at `first`."""
    if first - 2 < low or words.lower[first - 1] not in ("that", "who", "which") or words.is_capital(first):
        return None
    word = words.lower[first]
    verbal = word in FINITE or (word.endswith("s") and not word.endswith("ss")) or word.endswith("ed")
    if not verbal or word in lexicon.people or word in lexicon.roles or word in lexicon.organisations:
        return None
    last = first - 2
    close = words.lower[last] == ","
    if close:
        last -= 1
    if last < low or words.lower[last] in lexicon.verbs or not (close or _names_people(words, lexicon, last)):
        return None
    return before(words, lexicon, last, low) if words.lower[last] not in PRONOUNS else None


def _walk_left(words: Words, lexicon: Lexicon, last: int, low: int) -> int | None:
    index = last
    while index >= low and last - index < _LIMIT:
        word = words.lower[index]
        if word in (")", "]"):
            opening = _opening_bracket(words, index, low)
            if opening is None:
                break
            index = opening - 1
            continue
        if word == "and" and index < last and _joins(words, lexicon, index, low):
            index -= 1
            continue
        if word in BREAKERS or words.is_space(index):
            break
        if word in AUXILIARIES and not _possessive(words, index):
            break
        if word in PRONOUNS and index < last:
            break
        if word in NEVER_INSIDE:
            break
        if word in lexicon.verbs and index < last and _acts(words, lexicon, index):
            break
        index -= 1
    first = index + 1
    return first if first <= last else None


def _acts(words: Words, lexicon: Lexicon, index: int) -> bool:
    """Whether a verb of saying's form is a verb here ("told the crowd"), not a noun or an adjective ("the alleged attacker")."""
    forms = {verb.form for verb in lexicon.verbs[words.lower[index]]}
    previous = words.lower[index - 1] if index else ""
    return (
        bool(forms & {"past"})
        and previous not in DETERMINERS
        and not previous.endswith("'s")
        and not words.is_capital(index)
    )


def _possessive(words: Words, index: int) -> bool:
    return (
        words.lower[index] == "'s"
        and index > 0
        and words.lower[index - 1] not in PRONOUNS
        and words.end[index - 1] == words.start[index]
    )


def _joins(words: Words, lexicon: Lexicon, index: int, low: int) -> bool:
    """Whether the "and" at `index` joins two speakers: "Reyes and Okafor said"."""
    if index <= low:
        return False
    left, right = index - 1, index + 1
    if words.is_capital(left) and (
        words.is_capital(right) or words.lower[right] in DETERMINERS or _names_people(words, lexicon, right)
    ):
        return True
    return _names_people(words, lexicon, left)


def _names_people(words: Words, lexicon: Lexicon, index: int) -> bool:
    word = words.lower[index]
    return word in lexicon.people or word in lexicon.roles or word in lexicon.organisations


def _opening_bracket(words: Words, last: int, low: int) -> int | None:
    for index in range(last - 1, max(low, last - 15) - 1, -1):
        if words.lower[index] in ("(", "["):
            return index
    return None


def _trim(words: Words, first: int, end: int) -> Range | None:
    """Drops what stands before the phrase proper: "In Paris the minister" → "the minister", "On Friday Reyes" → "Reyes"."""
    start = first
    if words.lower[end - 1] in PREPOSITIONS:
        return None
    if words.lower[first] in PREPOSITIONS or words.lower[first] in TIME_WORDS:
        start = end
        for index in range(end - 1, first, -1):
            previous = words.lower[index - 1]
            if words.lower[index] in DETERMINERS and previous not in PREPOSITIONS:
                start = index
                break
            if (
                words.is_capital(index)
                and (not words.is_capital(index - 1) or previous in TIME_WORDS)
                and previous not in PREPOSITIONS
            ):
                start = index
        if start == end:
            return None
    while start < end and (
        words.lower[start] in TIME_WORDS
        or (
            is_adverb(words.lower[start])
            and words.lower[start] not in DETERMINERS
            and not (words.is_capital(start) and start + 1 == end)
        )
    ):
        start += 1
    while start < end and words.lower[start] in PREPOSITIONS:
        return None
    if start >= end or not any(character.isalpha() for character in words.text[end - 1]):
        return (
            (start, end)
            if start < end and words.text[end - 1].isdigit() is False and words.lower[end - 1] in (")", "'")
            else None
        )
    return start, end


def _with_apposition(words: Words, lexicon: Lexicon, comma: int, low: int) -> Range | None:
    """The phrase that an apposition or relative clause, closed by the comma at `comma`, belongs to."""
    close = comma
    for _ in range(5):
        opening = _comma_before(words, close, low)
        if opening is None or opening <= low:
            return None
        if not _apposes(words, lexicon, opening + 1, close):
            return None
        head_low = _comma_before(words, opening, low)
        if head_low is not None and words.lower[head_low + 1] in ("who", "which", "whose"):
            close = opening  # ", which runs the port, one of four in the city,": both describe what stands before
            continue
        head = (
            before(words, lexicon, opening - 1, low if head_low is None else head_low + 1)
            if words.lower[opening - 1] != ","
            else None
        )
        if head is not None and not _apposes_only(words, lexicon, head[0]):
            return head[0], comma + 1
        close = opening
    return None


def _comma_before(words: Words, index: int, low: int) -> int | None:
    depth = 0
    for position in range(index - 1, max(low, index - 45) - 1, -1):
        word = words.lower[position]
        if word in (")", "]"):
            depth += 1
        elif word in ("(", "["):
            depth -= 1
        elif word == "," and depth <= 0:
            return position
        elif word in ("”", "»", ";", ":"):
            return None
    return None


def _apposes(words: Words, lexicon: Lexicon, first: int, end: int) -> bool:
    """Whether the words between two commas say more about the one before them."""
    if first >= end:
        return False
    word = words.lower[first]
    if (
        word in APPOSITION_OPENERS
        or word in ("of", "speaking", "including", "who", "from", "an", "known", "citing", "in")
        or word.isdigit()
    ):
        return True
    if word in lexicon.roles or word in lexicon.titles or word.endswith(("ing", "ed")):
        return True
    inside = words.lower[first:end]
    if any(item in lexicon.roles for item in inside[:12]):
        return True
    # a name after a role: "a spokesman, Tom Reyes, said"; a place after a name: "Bo Lee, R-Ohio, said"
    return words.is_capital(first) and end - first <= 5


def _apposes_only(words: Words, lexicon: Lexicon, first: int) -> bool:
    word = words.lower[first]
    return (
        word.isdigit()
        or word in ("who", "whose", "which", "himself", "herself")
        or (word in lexicon.roles and not words.is_capital(first))
    )


def after(words: Words, lexicon: Lexicon, first: int, high: int) -> Range | None:
    """The noun phrase that begins at `first`, with its apposition: "said Ada Reyes, the mayor, on Friday"."""
    if first >= high:
        return None
    word = words.lower[first]
    if word in ("he", "she", "they", "it", "we", "i"):
        return first, first + 1
    if not (
        words.is_capital(first)
        or word in DETERMINERS
        or _names_people(words, lexicon, first)
        or word in ("former", "senior")
        or _leads_to_somebody(words, lexicon, first, high)
    ):
        return None
    if word in TIME_WORDS or word == "that":
        return None
    end = _walk_right(words, first, high)
    while end > first and words.lower[end - 1] in PREPOSITIONS | BREAKERS | {"."}:
        end -= 1
    return (first, _past_appositions(words, lexicon, end, high)) if end > first else None


def _leads_to_somebody(words: Words, lexicon: Lexicon, first: int, high: int) -> bool:
    """Whether plain words before a name describe it: "said master of ceremonies Ada Reyes", "said undecided voter Ada Reyes"."""
    for index in range(first, min(high - 1, first + 6)):
        word = words.lower[index]
        if index > first and words.is_capital(index) and word not in TIME_WORDS:
            return words.lower[index - 1] != "of" and (
                words.is_capital(index + 1) or _names_people(words, lexicon, index - 1)
            )
        if not word.isalpha() or is_adverb(word) or word in DETERMINERS | AUXILIARIES | BREAKERS | PRONOUNS:
            return False
        if word in TIME_WORDS or (word in PREPOSITIONS and (word != "of" or index == first)):
            return False
    return False


def _walk_right(words: Words, first: int, high: int) -> int:
    index = first
    while index < high and index - first < _LIMIT:
        word = words.lower[index]
        if word in MARKS or words.is_space(index):
            break
        if word in ("(", "["):
            closing = next((i for i in range(index, min(high, index + 12)) if words.lower[i] in (")", "]")), None)
            if closing is None:
                break
            index = closing + 1
        elif word == "and" and index + 1 < high and words.is_capital(index + 1) and words.is_capital(index - 1):
            index += 1
        elif index > first and _ends_phrase(words, first, index):
            break
        else:
            index += 1
    return index


def _ends_phrase(words: Words, first: int, index: int) -> bool:
    word = words.lower[index]
    if _possessive(words, index):
        return False  # "said the city's police chief"
    if word in AUXILIARIES or word in TIME_WORDS:
        return True
    if word in PREPOSITIONS and word not in ("of", "for", "from", "with", "at"):
        return True
    if word in BREAKERS and word != "-":
        return True
    if words.is_capital(index):
        return False
    return (word.endswith("ing") and index > first + 1) or (is_adverb(word) and word not in DETERMINERS)


def _past_appositions(words: Words, lexicon: Lexicon, end: int, high: int) -> int:
    """Past ", the mayor, 41," that follows a phrase ending at `end`."""
    for _ in range(3):
        if end >= high or words.lower[end] != ",":
            break
        stop = end + 1
        while stop < high and words.lower[stop] not in MARKS and not words.is_space(stop):
            stop += 1
        opening = words.lower[end + 1] if stop > end + 1 else ""
        if not _apposes(words, lexicon, end + 1, stop) or opening.endswith("ing"):
            break
        if opening in ("in", "citing", "also", "then", "now", "himself", "herself"):
            break
        end = stop
    return end


def forward(words: Words, lexicon: Lexicon, low: int, high: int) -> Range | None:
    """The subject of the sentence that begins at `low`: past an opening adjunct, up to its verb."""
    opened = _past_opening(words, lexicon, low, high)
    if opened is None:
        return None
    first = opened
    if first >= high:
        return None
    if words.lower[first] in PRONOUNS:
        return first, first + 1
    if not (
        words.is_capital(first)
        or words.lower[first] in DETERMINERS
        or words.text[first][0].isdigit()
        or _names_people(words, lexicon, first)
    ):
        return None
    index = first
    while index < high and index - first < _LIMIT:
        word = words.lower[index]
        if (word in AUXILIARIES and not _possessive(words, index)) or word in BREAKERS or words.is_space(index):
            break
        if (
            index > first
            and (word in lexicon.verbs or word in lexicon.phrases)
            and not words.is_capital(index)
            and words.lower[index - 1] not in DETERMINERS
        ):
            break
        if index > first + 1 and word.endswith("ed") and not words.is_capital(index):
            break
        if (
            index > first
            and words.is_capital(index - 1)
            and not words.is_capital(index)
            and word not in INSIDE
            and word not in ("'s", "-")
            and not _names_people(words, lexicon, index)
            and word not in lexicon.documents
        ):
            break
        index += 1
    end = index
    while end > first and (
        words.lower[end - 1] in PREPOSITIONS or is_adverb(words.lower[end - 1]) or words.lower[end - 1] in TIME_WORDS
    ):
        end -= 1
    return (first, end) if end > first else None


def _past_opening(words: Words, lexicon: Lexicon, low: int, high: int) -> int | None:
    """Past "In Paris on Friday," and "But"; None where the adjunct never ends."""
    first = low
    for _ in range(3):
        word = words.lower[first] if first < high else ""
        opening = word in PREPOSITIONS or word in (
            "if",
            "when",
            "while",
            "as",
            "since",
            "although",
            "though",
            "because",
            "asked",
            "once",
        )
        if opening or word in TIME_WORDS or (word.endswith(("ing", "ed", "ly")) and word not in lexicon.people):
            comma = next((i for i in range(first, min(high, first + 40)) if words.lower[i] == ","), None)
            if comma is None:
                return None
            first = comma + 1
        elif word in ("and", "but", "so", "yet", "however", "meanwhile", ",", "still", "instead", "also", "then"):
            first += 1
        else:
            break
    return first
