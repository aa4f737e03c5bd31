"""A text and a tokeniser enter; windows of word pieces leave, with the offsets and features the encoder reads.

A window holds whole paragraphs where they fit, else whole sentences, else as many words as fit. Beside the piece ids
stands one feature id a piece: the shape of its word (the encoder's vocabulary is uncased), whether the word stands
inside quotation marks, and whether it opens a paragraph. Time and memory are linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FEATURES = 64
"""Number of feature ids: 8 shapes × 4 states of quotation × whether a paragraph opens."""

_NONE, _LOWER, _TITLE, _UPPER, _MIXED, _DIGIT, _MARK, _INITIAL = range(8)
_OUTSIDE, _INSIDE, _OPENS, _CLOSES = range(4)
_BREAK = re.compile(r"\s*\n\s*|\s{3,}")
_LONGEST = 20_000
"""Code points tokenised at once, so that a text without line breaks does not become one huge encoding."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that the encoder reads together.

    `ids` and `features` have one number a piece, the tokeniser's opening and closing pieces included. `words` is
    (words, 2): each word's start and end in code points of the text; `first` the position of its first piece in `ids`.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    words: NDArray[np.int64]
    first: NDArray[np.int64]


@dataclass(slots=True)
class _Paragraph:
    ids: list[int]
    bounds: list[int]
    """Where each word's pieces begin in `ids`, and the number of pieces at the end."""
    spans: list[tuple[int, int]]
    features: list[int]


def caseless(text: str) -> bool:
    """Whether the letters' case says nothing: there are none in upper case, or hardly any in lower case."""
    upper = sum(map(str.isupper, text[:_LONGEST]))
    lower = sum(map(str.islower, text[:_LONGEST]))
    return upper == 0 or upper > 2 * lower


def windows(text: str, tokenizer: Tokenizer, *, limit: int) -> Iterator[Window]:
    """The windows of `text` in its order, none longer than `limit` pieces; together they cover every word once.

    A word of more than `limit - 2` pieces does not occur: the tokeniser knows words of at most 100 characters.
    """
    opening, closing = _special(tokenizer, "[CLS]"), _special(tokenizer, "[SEP]")
    room = limit - 2
    bare = caseless(text)
    held: list[tuple[_Paragraph, int, int]] = []
    used = 0
    for paragraph in _paragraphs(text, tokenizer, bare=bare):
        for begin, end in _parts(text, paragraph, room):
            size = paragraph.bounds[end] - paragraph.bounds[begin]
            if held and used + size > room:
                yield _window(held, opening, closing)
                held, used = [], 0
            held.append((paragraph, begin, end))
            used += size
    if held:
        yield _window(held, opening, closing)


def _special(tokenizer: Tokenizer, name: str) -> int:
    found: int | None = tokenizer.token_to_id(name)
    if found is None:
        raise BriefingError(f"the model's tokenizer.json has no piece {name}; export the model again")
    return found


def _window(held: list[tuple[_Paragraph, int, int]], opening: int, closing: int) -> Window:
    ids, features = [opening], [0]
    spans: list[tuple[int, int]] = []
    first: list[int] = []
    for paragraph, begin, end in held:
        bounds = paragraph.bounds
        offset = len(ids) - bounds[begin]
        ids += paragraph.ids[bounds[begin] : bounds[end]]
        spans += paragraph.spans[begin:end]
        first += [offset + bound for bound in bounds[begin:end]]
        for word in range(begin, end):
            features += [paragraph.features[word]] * (bounds[word + 1] - bounds[word])
    ids.append(closing)
    features.append(0)
    return Window(
        ids=np.array(ids, dtype=np.int64),
        features=np.array(features, dtype=np.int64),
        words=np.array(spans, dtype=np.int64).reshape(-1, 2),
        first=np.array(first, dtype=np.int64),
    )


def _paragraphs(text: str, tokenizer: Tokenizer, *, bare: bool) -> Iterator[_Paragraph]:
    start = 0
    for stop, resume in [*((gap.start(), gap.end()) for gap in _BREAK.finditer(text)), (len(text), len(text))]:
        while start < stop:
            cut = stop if stop - start <= _LONGEST else _cut(text, start + _LONGEST)
            paragraph = _paragraph(text, start, cut, tokenizer, bare=bare)
            if paragraph.spans:
                yield paragraph
            start = cut
        start = resume


def _cut(text: str, at: int) -> int:
    """The last white space before `at` within reach, else `at`."""
    space = text.rfind(" ", at - 200, at)
    return at if space < 0 else space + 1


def _paragraph(text: str, start: int, stop: int, tokenizer: Tokenizer, *, bare: bool) -> _Paragraph:
    encoding = tokenizer.encode(text[start:stop], add_special_tokens=False)
    bounds: list[int] = []
    spans: list[tuple[int, int]] = []
    previous = None
    for piece, (word, (begin, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word != previous:
            bounds.append(piece)
            spans.append((start + begin, start + end))
            previous = word
        else:
            spans[-1] = (spans[-1][0], start + end)
    bounds.append(len(encoding.ids))
    return _Paragraph(encoding.ids, bounds, spans, _features(text, spans, bare=bare))


def _features(text: str, spans: list[tuple[int, int]], *, bare: bool) -> list[int]:
    features = []
    inside = False
    for number, (start, end) in enumerate(spans):
        word = text[start:end]
        quoted = _INSIDE if inside else _OUTSIDE
        if word in '"“”«»„':
            inside = word in "“«„" or (word == '"' and not inside)
            quoted = _OPENS if inside else _CLOSES
        features.append((_shape(word, bare=bare) * 4 + quoted) * 2 + (number == 0))
    return features


def _shape(word: str, *, bare: bool) -> int:
    if not word.isalpha():
        return _DIGIT if word[0].isdigit() else _MARK
    if bare:
        return _NONE
    if word.islower():
        return _LOWER
    if word.istitle():
        return _INITIAL if len(word) == 1 else _TITLE
    return _UPPER if word.isupper() else _MIXED


def _parts(text: str, paragraph: _Paragraph, room: int) -> Iterator[tuple[int, int]]:
    """Word ranges of the paragraph that each fit into `room` pieces."""
    bounds, spans = paragraph.bounds, paragraph.spans
    if bounds[-1] <= room:
        yield 0, len(spans)
        return
    begin = 0
    sentence_end = 0
    for word in range(len(spans)):
        if bounds[word + 1] - bounds[begin] > room:
            end = sentence_end if sentence_end > begin else word
            yield begin, end
            begin = end
            if bounds[word + 1] - bounds[begin] > room:
                yield begin, word
                begin = word
        if _ends_sentence(text, spans, word):
            sentence_end = word + 1
    if begin < len(spans):
        yield begin, len(spans)


def _ends_sentence(text: str, spans: list[tuple[int, int]], word: int) -> bool:
    """Good enough to choose where a window may end; an abbreviation taken for an end costs nothing but context."""
    start, end = spans[word]
    if word + 1 < len(spans) and spans[word + 1][0] == end:
        return False
    mark = text[start:end]
    if mark in "\"”»'’)" and word and spans[word - 1][1] == start:
        mark = text[slice(*spans[word - 1])]
    return mark in ".!?"
