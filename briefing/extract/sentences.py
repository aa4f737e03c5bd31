"""Where sentences begin: a tokenised `Doc` enters, the same `Doc` with `token.is_sent_start` set leaves.

A sentence ends at a full stop, question or exclamation mark with its closing marks, or at the end of a paragraph; not after
"Mr.", "St.", initials, or "U.S." before a word that goes on. Closing marks stay with the sentence that they close, and a
quotation followed by "he said" does not end one. One pass, linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.words import Words, words_of

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n[^\S\n]*")
_STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!!", "!?", "..", "....", "。"})
_CLOSERS = frozenset({"”", '"', "’", "'", ")", "]", "»", "''", "›", "*", "’’"})
_OPENERS = frozenset({"“", '"', "‘", "'", "(", "[", "«", "``", "''", "‹", "„", "-", "–", "—", "•", "*", "‘‘"})
_SPEECH_CLOSERS = frozenset({"”", '"', "’", "'", "»", "''"})
# Always before something that belongs to it: a name, a number, another party.
_LEADING = frozenset(
    "mr. mrs. ms. dr. prof. rev. hon. st. ste. mt. ft. gov. lt. sen. sens. rep. reps. gen. col. maj. capt. cmdr. sgt. cpl. pvt. pfc. "
    "adm. supt. det. insp. const. pres. supt. msgr. fr. sr. atty. asst. dep. vs. v. no. nos. fig. e.g. i.e. cf. op. vol. pp. p. "
    "dist. approx. est. al. viz. ex. messrs. mme. mlle. m.".split()
)
_NUMBERED = frozenset({"no.", "nos.", "fig.", "op.", "vol.", "pp.", "p."})  # only before a number
# May end a sentence: only a word that commonly begins one decides.
_TRAILING = frozenset(
    "u.s. u.k. u.n. e.u. u.a.e. d.c. n.y. l.a. u.s.a. a.m. p.m. inc. corp. co. ltd. jr. sr. bros. etc. ph.d. m.d. b.a. m.a. esq. llc. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. wed. thu. fri. sat. sun. ave. blvd. rd. hwy. calif. fla. "
    "mass. pa. va. wash. wis. minn. mich. ill. ind. ore. tenn. ala. ariz. ark. colo. conn. del. ga. kan. ky. md. miss. mo. mont. neb. "
    "nev. okla. tex. vt. wyo. n.c. s.c. n.d. s.d. n.j. n.m. n.h. r.i. w.va. p.c. b.c. a.d.".split()
)
_STARTERS = frozenset(
    "the a an this that these those it he she they we you i his her its their our my in on at by for from with after before when while "
    "as since until during if although though because but and or yet so however meanwhile according some many most all both each "
    "another other no not there here what who where why how one two three four five six seven eight nine ten eleven twelve dozens "
    "hundreds thousands several few last police officials asked speaking also now then".split()
)
_INITIAL = re.compile(r"^(?:[A-Z]\.){1,3}$|^[A-Z]$")
_HARD_WRAP = 55  # a line at least this long that ends in mid-sentence was wrapped by a mailer, not ended by a writer


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the paragraphs: blank lines divide, and so do single line ends unless the lines were wrapped at a width."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.end() < len(text) and gap.group().count("\n") == 1 and _wrapped(text, start, gap.start(), gap.end()):
            continue
        if text[start : gap.start()].strip():
            found.append((start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return tuple(found)


def _wrapped(text: str, start: int, end: int, following: int) -> bool:
    line = end - max(start, text.rfind("\n", start, end) + 1)
    return line >= _HARD_WRAP and text[end - 1] not in ".!?:…”\"'’)" and not text[following : following + 1].isspace()


@Language.factory("briefing_sentences", assigns=["token.is_sent_start"])
class Sentences:
    """spaCy component: sets sentence starts."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        # one array for all: setting token.is_sent_start looks at the whole Doc each time
        marks = np.full((len(words), 1), -1, dtype="int64")
        marks[list(sentence_starts(words))] = 1
        if len(words):
            marks[0] = 1
            doc.from_array(["SENT_START"], marks.view("uint64"))  # type: ignore[arg-type]
        return doc


def sentence_starts(words: Words) -> Iterator[int]:
    """Indices of the tokens that begin a sentence, in order."""
    breaks = [end for _, end in paragraphs(words.raw)]
    position = 0
    count = len(words)
    index = 0
    fresh = True  # the next word begins a sentence
    while index < count:
        if words.is_space(index):
            while position < len(breaks) and breaks[position] <= words.start[index]:
                fresh = True
                position += 1
            index += 1
            continue
        if fresh:
            yield index
            fresh = False
        if not _may_end(words, index):
            index += 1
            continue
        after = index + 1
        quoted = False
        while after < count and words.text[after] in _CLOSERS and words.start[after] == words.end[after - 1]:
            quoted = quoted or words.text[after] in _SPEECH_CLOSERS
            after += 1
        fresh = _begins(words, index, after, quoted=quoted)
        index = after


def _may_end(words: Words, index: int) -> bool:
    word = words.text[index]
    if word in _STOPS:
        return True
    return len(word) > 1 and word[-1] in ".!?…" and not word[0].isdigit()


def _begins(words: Words, stop: int, after: int, *, quoted: bool) -> bool:
    """Whether the token at `after` begins a sentence, given what may end one at `stop`."""
    if after >= len(words) or words.is_space(after):
        return (
            after < len(words) and "\n" not in words.text[after] and _begins_at(words, stop, after + 1, quoted=quoted)
        )
    if words.start[after] == words.end[after - 1] and words.text[after] not in _OPENERS:
        return words.text[stop] in _STOPS and words.is_capital(after) and len(words.text[after]) > 1
    return _begins_at(words, stop, after, quoted=quoted)


def _begins_at(words: Words, stop: int, after: int, *, quoted: bool) -> bool:
    while after < len(words) and words.text[after] in _OPENERS:
        after += 1
    if after >= len(words):
        return False
    word, first = words.lower[stop], words.text[after][:1]
    if quoted and first.islower():
        return False
    if words.text[stop] not in _STOPS:
        if word in _NUMBERED:
            return not first.isdigit()
        if word in _LEADING or _INITIAL.match(words.text[stop]):
            return word in _TRAILING and words.is_capital(after) and words.lower[after] in _STARTERS
        if word in _TRAILING or (word.count(".") > 1 and len(word) < 8):
            return words.is_capital(after) and words.lower[after] in _STARTERS
    elif words.text[stop] == "." and stop and words.start[stop] == words.end[stop - 1] and not quoted:
        before = words.lower[stop - 1] + "."
        if before in _LEADING and words.is_capital(stop - 1):
            return before in _NUMBERED and not first.isdigit()
        if _INITIAL.match(words.text[stop - 1]) and words.text[stop - 1] != "I" and first.isupper():
            return words.lower[after] in _STARTERS
    return not first.islower() or words.text[stop] in (".", "。")
