"""Where contents begin and end: a place in an utterance enters, token ranges of content leave."""

from __future__ import annotations

from briefing.extract import phrases
from briefing.extract.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    FINITE,
    LATER,
    OCCASIONS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
)
from briefing.extract.lexicon import Lexicon
from briefing.extract.phrases import Range
from briefing.extract.utterances import Layout, Utterance
from briefing.extract.words import Words

_CONTRACTS = PRONOUNS | {"that", "there", "here", "what", "this", "how", "where"}  # "'s" after these is "is"
_TELLING = frozenset({"told", "tells"})
_LONGEST = 200  # tokens of unquoted content; a text without a full stop is not one statement


class Clauses:
    """Content by its ends, within one utterance."""

    def __init__(self, words: Words, layout: Layout, lexicon: Lexicon, utterance: Utterance) -> None:
        self.words = words
        self.layout = layout
        self.lexicon = lexicon
        self.low = utterance.first
        self.high = utterance.end
        self.starts: dict[int, int] = {}  # where the subject of another cue begins
        self.participles: set[int] = set()
        self.relative = False  # the content belongs to a clause with "who" or "which", which a comma may close

    # ---- left ----------------------------------------------------------------------------------------------------------

    def left(self, edge: int, floor: int) -> list[Range]:
        """Content that ends before `edge` ("…, he said"): after `floor`, else the utterance's start."""
        words, layout = self.words, self.layout
        last = edge - 1
        if last >= floor and words.lower[last] in {",", *DASHES}:
            last -= 1
        elif last >= floor and words.lower[last] in ("?", "!", "…", "...") and not layout.quoted(last):
            pass
        elif not (last >= floor and layout.quoted(last)):
            return []
        if last < floor:
            return []
        first = floor
        while first < last and (words.is_space(first) or words.lower[first] in (",", ";", ".", ":", *DASHES)):
            first += 1
        block = layout.block(last)
        if block is not None:
            if block.first > first:
                before = words.lower[block.first - 1]
                if (
                    before in {",", ":", ".", "?", "!", "(", *DASHES}
                    or words.is_space(block.first - 1)
                    or block.first - first > 40
                ):
                    first = block.first
                elif first > self.low:
                    # after another cue: what leads to the quotation belongs to it only from a clause's start
                    first = self._clause_start(first, block.first)
            return self._clean(first, block.end)
        if first > self.low and words.lower[floor - 1] in _TELLING:
            first = self._sentence_part(last)  # "The boy told his mother …, Roe said": that he told it is what Roe said
        if first > self.low and words.lower[first] in CONJUNCTIONS:
            first += 1
        return self._clean(first, last + 1)

    def _clause_start(self, first: int, end: int) -> int:
        for index in range(end - 1, first - 1, -1):
            if self.words.lower[index] in (",", ";", "—"):
                return index + 1 + (self.words.lower[index + 1] in CONJUNCTIONS)
        return first

    def finite(self, first: int, end: int) -> bool:
        """Whether a stretch holds a finite verb, as far as word forms tell."""
        words = self.words
        for index in range(first, end):
            word = words.lower[index]
            if word == "'s":
                if index and words.lower[index - 1] in _CONTRACTS:
                    return True
            elif word in AUXILIARIES:
                return True
            if (
                word in FINITE
                or (len(word) > 3 and word.endswith("ed") and not words.is_capital(index))
                or word == "n't"
            ):
                return True
        return False

    def opens(self, first: int) -> bool:
        """Whether a stretch only opens a sentence ("In Paris", "After the attack", "Asked about it", "Pointing to …")."""
        word = self.words.lower[first]
        return (
            word in SUBORDINATORS
            or word in TIME_WORDS
            or word in PREPOSITIONS
            or word in ("asked", "according", "however", "meanwhile")
            or (word.endswith(("ing", "ly")) and len(word) > 4)
        )

    # ---- ends ----------------------------------------------------------------------------------------------------------

    def to_end(self, start: int, *, clause: bool) -> Range | None:
        """From `start` to the end of its clause, cleaned."""
        found = self._clean(start, self._end(start, clause=clause))
        return found[0] if found else None

    def source_at(self, first: int, *, opens: bool) -> Range | None:
        """The source after "according to": to the comma that closes it, or as far as one phrase goes at the sentence's end."""
        if first >= self.high or self.layout.quoted(first):
            return None
        found = phrases.after(self.words, self.lexicon, first, self.high)
        limit = min(self.high, first + 30)
        stop = next(
            (
                i
                for i in range(first, limit)
                if self.words.lower[i] in (",", ";", ":", "—", "–", "--", "(")
                or self.layout.quoted(i)
                or self.words.is_space(i)
            ),
            limit,
        )
        if not opens:
            stop = next(
                (
                    i
                    for i in range(first + 1, stop)
                    if self.words.lower[i] in (".", "and", "but", "which", "that", "when", "while")
                ),
                stop,
            )
        if stop <= first or stop - first > 25:
            return found
        while stop > first and self.words.lower[stop - 1] == ".":
            stop -= 1
        if found is not None and found[1] > stop:
            return found
        return (first, stop) if stop > first else found

    def around(self, first: int, end: int) -> list[Range]:
        """What "according to X" (tokens first … end-1) applies to: its sentence, less itself."""
        lower = self.words.lower
        after = self._past(end, ",")
        right = (
            self.to_end(after, clause=True) if after < self.high and (after > end or self.layout.quoted(end)) else None
        )
        if first == self.low or (first - self.low <= 2 and lower[self.low] in CONJUNCTIONS):
            if right is None and after < self.high:
                right = self.to_end(after, clause=True)
            return [right] if right is not None and self.finite(*right) else []
        last = first - 1
        if lower[last] in {",", *DASHES}:
            last -= 1
        start = self._sentence_part(last)
        left = self._clean(start, last + 1)
        if left and not self.finite(*left[0]) and right is not None and lower[end : end + 1] == [","]:
            return [*left, right] if self.finite(*right) else []
        return left if left and left[0][1] - left[0][0] >= 2 else []

    def _sentence_part(self, last: int) -> int:
        """Where the clause that ends at `last` begins: after another cue's "that", a semicolon, or the utterance's start."""
        for index in range(last, self.low, -1):
            if self.words.lower[index] == ";" and not self.layout.quoted(index):
                return index + 1
        return self.low

    # ---- ends ----------------------------------------------------------------------------------------------------------

    def _end(self, start: int, *, clause: bool) -> int:
        lower = self.words.lower
        index = start
        quoted_before = False
        while index < self.high:
            if index - start > _LONGEST and not self.layout.quoted(index):
                return index
            block = self.layout.block(index)
            if block is not None:
                index = block.end
                quoted_before = True
                if (
                    lower[index - 1] in ("”", '"', "''", "’", "'")
                    and index - 2 > start
                    and lower[index - 2] in (".", "!", "?")
                    and self._new_start(index)
                ):
                    return index
                continue
            word = lower[index]
            if word == ";" or (word in ("—", "–", "--") and index + 1 < self.high and index + 1 in self.starts):
                return index
            if word == "," and self._breaks(index, clause=clause):
                return index
            if (
                not clause
                and index > start
                and word in ("after", "while", "when", "because", "before", "but", "following")
                and index - start > 1
                and not (index + 1 < self.high and lower[index + 1].endswith("ing"))
            ):
                return index
            if word == "and" and (index + 1 in self.starts or index + 1 in self.participles):
                return index
            if word == "and" and not clause and self._acts_anew(index + 1):
                return index
            if word == "as" and index + 1 in self.starts:
                return index
            if quoted_before and self._backs_to_saying(index):
                return index
            if word in ("in", "during", "at", "on") and index > start + 1 and self._occasion(index):
                return index
            index += 1
        return self.high

    def _acts_anew(self, index: int) -> bool:
        """Whether the speaker's next deed begins: "claimed the attack and | published what it had"."""
        lower = self.words.lower
        if index + 1 >= self.high or self.words.is_capital(index):
            return False
        deed = lower[index] in FINITE or (lower[index].endswith("ed") and len(lower[index]) > 4)
        return deed and lower[index + 1] in DETERMINERS | PRONOUNS | {"what", "that"}

    def _new_start(self, index: int) -> bool:
        return index < self.high and self.words.is_capital(index)

    def _breaks(self, comma: int, *, clause: bool) -> bool:
        """Whether the content ends at this comma."""
        lower = self.words.lower
        following = comma + 1
        if following >= self.high:
            return True
        word = lower[following]
        if following in self.participles or word in PARTICIPLES:
            return True
        if following in self.starts:
            return self.starts[following] - following < 40
        if word in CONJUNCTIONS and (following + 1 in self.starts or following + 1 in self.participles):
            return True
        if word in ("and", "but") and following + 1 < self.high and lower[following + 1] in self.lexicon.verbs:
            return self._past_form(following + 1)
        if self.relative and (
            word in AUXILIARIES
            or word in self.lexicon.verbs
            or word in FINITE
            or (word.endswith("ed") and len(word) > 4)
        ):
            return True
        if clause:
            return False
        if word in LATER | {"but", "although", "though", "because", "who", "which"} and word not in ("who", "which"):
            return True
        if word == "and":
            return self.finite(following, min(self.high, following + 12))
        return word.endswith("ing") and len(word) > 5

    def _past_form(self, index: int) -> bool:
        return any(verb.form == "past" for verb in self.lexicon.verbs[self.words.lower[index]])

    def _backs_to_saying(self, index: int) -> bool:
        """After quoted words, "after …", "when …" date the saying."""
        if not self.layout.quoted(index - 1):
            return False
        word = self.words.lower[index]
        if word in LATER:
            return True
        if word in ("in", "at", "on", "to", "about", "of") and index + 1 < self.high:
            return not self.finite(index, self.high) and (
                self._occasion(index) or self.words.lower[index + 1] in TIME_WORDS
            )
        return word in TIME_WORDS and word not in ("this", "next", "last", "may", "march")

    def _occasion(self, index: int) -> bool:
        """As in "in an interview with the paper", to the end: where it was said, not what."""
        lower = self.words.lower
        if index + 2 >= self.high or lower[index + 1] not in ("a", "an", "his", "her", "their", "its", "the"):
            return False
        within = lower[index + 2 : index + 6]
        for word in within:
            if word in OCCASIONS and word not in (
                "press",
                "news",
                "meeting",
                "report",
                "call",
                "post",
                "video",
                "letter",
            ):
                return not self.finite(index, self.high)
            if word in ("conference", "briefing"):
                return not self.finite(index, self.high)
        return False

    def _past(self, index: int, *skipped: str) -> int:
        while index < self.high and (
            self.words.lower[index] in skipped or (self.words.is_space(index) and "\n" not in self.words.text[index])
        ):
            if self.layout.quoted(index):
                break
            index += 1
        return index

    def _clean(self, first: int, end: int) -> list[Range]:
        words, layout = self.words, self.layout
        end = min(end, self.high)
        while (
            first < end
            and not layout.quoted(first)
            and (words.is_space(first) or words.lower[first] in {",", ":", ".", ";", *DASHES, "that"})
        ):
            if words.lower[first] == "that" and first + 1 < end and words.lower[first + 1] in AUXILIARIES:
                break
            first += 1
        while (
            end > first
            and not layout.quoted(end - 1)
            and (words.is_space(end - 1) or words.lower[end - 1] in {",", ":", ".", ";", *DASHES, "and", "but", "…"})
        ):
            end -= 1
        return [(first, end)] if first < end else []
