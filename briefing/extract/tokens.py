"""Tokens in time linear in the text: a text enters, a `Doc` leaves.

spaCy's tokeniser takes time square in the length of a run without white space (10,000 quotation marks: 20 s). Longer runs than any
word or address are cut at each change between letters, digits and marks; all else is left to spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

_LONG = re.compile(r"\S{300,}")
_PIECE = re.compile(r"[^\W_]{1,60}|[\W_]")


class LinearTokenizer:
    """Wraps a spaCy tokeniser; for texts without very long runs it gives exactly what that gives."""

    def __init__(self, vocab: Vocab, tokenizer: Callable[[str], Doc]) -> None:
        self.vocab = vocab
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        runs = list(_LONG.finditer(text))
        if not runs:
            return self.tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        position = 0
        for run in runs:
            # a run begins where white space ends: the space before it stays with the part before
            self._take(text[position : run.start()], words, spaces)
            pieces = _PIECE.findall(run.group())
            words += pieces
            spaces += [False] * len(pieces)
            position = run.end()
            if text[position : position + 1] == " ":
                spaces[-1] = True
                position += 1
        self._take(text[position:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _take(self, part: str, words: list[str], spaces: list[bool]) -> None:
        if part:
            for token in self.tokenizer(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))

    def to_disk(self, path: Any, **options: Any) -> None:
        """A pipeline saved to disk keeps spaCy's own tokeniser."""
        self.tokenizer.to_disk(path, **options)  # type: ignore[attr-defined]

    def to_bytes(self, **options: Any) -> bytes:
        data: bytes = self.tokenizer.to_bytes(**options)  # type: ignore[attr-defined]
        return data
