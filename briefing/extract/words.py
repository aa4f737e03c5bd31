"""An article's tokens as plain lists: a spaCy `Doc` enters, `Words` leaves, read once and shared by the components.

Reading `token.text` again and again is what makes rules on a `Doc` slow; lists of strings and offsets are not.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

Offsets = tuple[int, int]
"""Start and end in code points of the article's text, end exclusive."""

_KEY = "briefing_words"
_BODIES = frozenset({"WHO", "US"})  # written small they are pronouns


class Words:
    """`text[i]`, `lower[i]`, `start[i]`, `end[i]` of token i; `sentences` are (first, end) token ranges without outer white space."""

    __slots__ = ("end", "lower", "raw", "sentences", "start", "text")

    def __init__(self, doc: Doc) -> None:
        self.raw: str = doc.text
        self.text: list[str] = [token.text for token in doc]
        self.lower: list[str] = [word if word in _BODIES else word.lower().replace("’", "'") for word in self.text]
        self.start: list[int] = [token.idx for token in doc]
        self.end: list[int] = [start + len(word) for start, word in zip(self.start, self.text, strict=True)]
        self.sentences: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def is_space(self, index: int) -> bool:
        return self.text[index].isspace()

    def is_capital(self, index: int) -> bool:
        return self.text[index][:1].isupper()

    def at(self, offset: int) -> int:
        """The token that holds `offset`, or the last one that starts before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def offsets(self, first: int, end: int) -> Offsets:
        """Offsets of the tokens first … end-1, which must not be empty."""
        return self.start[first], self.end[end - 1]

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The sentence that holds token `index`."""
        position = bisect_right(self.sentences, (index, len(self.text) + 1)) - 1
        return self.sentences[max(0, position)]


def words_of(doc: Doc) -> Words:
    """The doc's `Words`, made at the first call; sentences are read once they are set."""
    words: Words | None = doc.user_data.get(_KEY)
    if words is None:
        words = doc.user_data[_KEY] = Words(doc)
    if not words.sentences and doc.has_annotation("SENT_START"):
        words.sentences = tuple(_sentences(doc, words))
    return words


def _sentences(doc: Doc, words: Words) -> list[tuple[int, int]]:
    marks = doc.to_array(["SENT_START"]).astype("int64").tolist()
    starts = [index for index, mark in enumerate(marks) if index == 0 or mark == 1]
    ranges: list[tuple[int, int]] = []
    for first, end in zip(starts, [*starts[1:], len(words)], strict=bool(starts)):
        while first < end and words.is_space(first):
            first += 1
        while end > first and words.is_space(end - 1):
            end -= 1
        if first < end:
            ranges.append((first, end))
    return ranges
