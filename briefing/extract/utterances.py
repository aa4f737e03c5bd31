"""Sentences joined over the quotations that they end in: `Words` and quotations enter, the stretches that rules work on leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.extract.datelines import after_dateline
from briefing.extract.quotations import Quotation
from briefing.extract.words import Words


@dataclass(frozen=True, slots=True)
class Block:
    """One span of a quotation as tokens, marks included; `whole` is the number of its quotation."""

    first: int
    end: int
    whole: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """Tokens first … end-1: whole sentences, none of whose quotations crosses an end."""

    first: int
    end: int


class Layout:
    """Where the quotations lie among the tokens: `block_at[i]` is the block that token i is in, or -1."""

    __slots__ = ("block_at", "blocks", "speaks", "utterances")

    def __init__(
        self, words: Words, quotations: tuple[Quotation, ...], speaks: Callable[[int, int], bool] | None = None
    ) -> None:
        """`speaks` tells whether a sentence (tokens first … end-1) only says who spoke: “Why?” Reyes asked."""
        self.speaks = speaks
        self.blocks: list[Block] = []
        self.block_at: list[int] = [-1] * len(words)
        for whole, quotation in enumerate(quotations):
            for start, end in quotation.spans:
                first, last = words.at(start), words.at(end - 1)
                if words.start[first] < start or last < first:
                    continue  # a token that holds the mark in its middle
                for index in range(first, last + 1):
                    self.block_at[index] = len(self.blocks)
                self.blocks.append(Block(first, last + 1, whole))
        self.utterances = tuple(self._utterances(words))

    def _utterances(self, words: Words) -> list[Utterance]:
        joined: list[Utterance] = []
        for opening, end in words.sentences:
            first = self._behind_dateline(words, opening, end)
            inside = self.block_at[first]
            if (
                joined
                and inside >= 0
                and self.blocks[inside].first < first
                and joined[-1].end > self.blocks[inside].first
            ) or (
                joined
                and self._asks(words, joined[-1].end - 1, first)
                and self.speaks is not None
                and self.speaks(first, end)
            ):
                joined[-1] = Utterance(joined[-1].first, end)
            else:
                joined.append(Utterance(first, end))
        return joined

    def _behind_dateline(self, words: Words, first: int, end: int) -> int:
        offset = after_dateline(words.raw, words.start[first])
        while first + 1 < end and words.start[first] < offset:
            first += 1
        return first

    def _asks(self, words: Words, last: int, first: int) -> bool:
        """Whether a quotation that ends in a question or exclamation mark stands directly before `first`."""
        if first != last + 1 or self.block_at[last] < 0 or self.block_at[first] >= 0:
            return False
        return last > 0 and words.text[last - 1] in ("?", "!", "…", "...", "—", "–", "-", "?!", "!!", "!?")

    def quoted(self, index: int) -> bool:
        return 0 <= index < len(self.block_at) and self.block_at[index] >= 0

    def block(self, index: int) -> Block | None:
        return self.blocks[self.block_at[index]] if self.quoted(index) else None
