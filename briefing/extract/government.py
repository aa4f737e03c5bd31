"""What a verb of saying governs on its right: the end of a cue enters, a `Right` with token ranges of content leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.extract.clauses import Clauses
from briefing.extract.grammar import (
    AUXILIARIES,
    BREAKERS,
    DASHES,
    DETERMINERS,
    LATER,
    NEEDS_AS,
    NOT_OBJECTS,
    OBJECT_PRONOUNS,
    OCCASIONS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    WH,
    is_adverb,
)
from briefing.extract.lexicon import Frame
from briefing.extract.phrases import Range

_NAMES = frozenset({"call", "label", "brand", "dub", "deem", "term", "describe", "declare"})
SPEAKING: frozenset[Frame] = frozenset({"clause", "that", "hearer", "quote"})


@dataclass(slots=True)
class Right:
    """Content after a cue; `sure` where "that", a colon or a mark announces it; `parenthetical` goes on after "…, he said, …"."""

    spans: list[Range] = field(default_factory=list)
    sure: bool = False
    parenthetical: list[Range] = field(default_factory=list)


class Government(Clauses):
    """Contents to the right of cues, within one utterance."""

    def continued(self, index: int) -> list[Range]:
        """Quoted words that go on after "…, he said," within the sentence."""
        index = self._past(index, ",", ":", *DASHES)
        block = self.layout.block(index)
        return (
            self._clean(block.first, block.end)
            if block is not None and block.first == index and index < self.high
            else []
        )

    def right(self, end: int, base: str, frames: frozenset[Frame], *, relative: bool) -> Right:
        """Content that begins after a cue that ends at `end`; `relative` where its subject is "who" or "which"."""
        self.relative = relative
        found = self._governed(end, base, frames)
        self.relative = False
        return found

    def _governed(self, end: int, base: str, frames: frozenset[Frame]) -> Right:
        start = self.skip(end, hearer="hearer" in frames)
        if start >= self.high:
            return Right()
        speaks = bool(frames & SPEAKING)
        quote = self._quote(start) if speaks or "object" in frames else None
        if quote is None and speaks:
            quote = self._later_quote(end)
        if quote is not None:
            return Right(self.extend_quote(quote), sure=True)
        if "phrase" in frames:
            return self._after_phrase(end, start)
        return self._announced(end, start, base, frames) or self._plain(end, start, base, frames)

    def _after_phrase(self, end: int, start: int) -> Right:
        """As in "warned of …", "pointed out that …"."""
        if self.words.lower[start] == "that":
            return self._right(start + 1, clause=True, sure=True)
        return self._right(end, clause=False, sure=True)

    def _announced(self, end: int, start: int, base: str, frames: frozenset[Frame]) -> Right | None:
        """Content that a word or a mark announces: "that", "to", "of", "whether", a colon."""
        lower = self.words.lower
        speaks = bool(frames & SPEAKING)
        that = self._that(end, start) if speaks else None
        if that is not None:
            return self._right(that + 1, clause=True, sure=True)
        if "hearer" in frames and lower[start] in ("of", "about", "against"):
            return self._right(start + 1, clause=False, sure=True)
        if ("intent" in frames and lower[end] == "to") or ("request" in frames and self._to(end)):
            return self._right(end, clause=False, sure=True)
        if (
            lower[start] in WH
            and frames & {"that", "hearer", "clause"}
            and base not in ("say", "claim", "allege", "add")
        ):
            found = self._right(start, clause=True, sure=True)
            if found.spans and self.finite(*found.spans[0]):
                return found
        if lower[start] == ":" and speaks:
            return self._right(start + 1, clause=True, sure=True)
        return None

    def _plain(self, end: int, start: int, base: str, frames: frozenset[Frame]) -> Right:
        """Content that nothing announces: a clause, the other half of an interrupted one, an object."""
        lower = self.words.lower
        if lower[start] == "," and frames & SPEAKING:
            return self._interrupted(start)
        clause = frames & {"clause", "hearer"} and lower[start] not in {"to", "and", "but", "or", "as", "than", ";"}
        if clause and self._clause_begins(start, base):
            found = self._right(start, clause=True, sure=False)
            if found.spans and self.finite(found.spans[0][0] + 1, found.spans[0][1]):
                return found
        return self._object(end, base) if "object" in frames and lower[end] not in NOT_OBJECTS else Right()

    def _interrupted(self, comma: int) -> Right:
        """As in "The bridge, she said, was safe": what follows the second comma."""
        word = self.words.lower[comma + 1] if comma + 1 < self.high else ""
        rest = self._clean(comma + 1, self._end(comma + 1, clause=True))
        goes_on = word not in {"who", "which", "and", "but", "as", "while", "when", "after", "where"} | PARTICIPLES
        if rest and goes_on and not word.endswith("ing") and self.finite(*rest[0]):
            return Right(parenthetical=rest)
        return Right()

    def _object(self, end: int, base: str) -> Right:
        """As in "denied the charges"; a bare pronoun says nothing."""
        lower = self.words.lower
        if lower[end] in OBJECT_PRONOUNS and not any(word in ("as", "of", "for") for word in lower[end + 1 : end + 3]):
            named = (
                base in _NAMES and end + 2 < self.high and (self.layout.quoted(end + 1) or self.layout.quoted(end + 2))
            )
            return self._right(end, clause=False, sure=True) if named else Right()
        found = self._right(end, clause=False, sure=True)
        if not found.spans or found.spans[0][1] - found.spans[0][0] < 2:
            return Right()
        first, last = found.spans[0]
        quoted = any(self.layout.quoted(index) for index in range(first, last))
        if (base == "call" and not quoted) or (
            base in NEEDS_AS and not quoted and "as" not in lower[first : self.high]
        ):
            return Right()
        return found

    def _right(self, start: int, *, clause: bool, sure: bool) -> Right:
        content = self.to_end(start, clause=clause)
        return Right([content], sure) if content is not None else Right()

    def extend_quote(self, quote: int) -> list[Range]:
        """A quotation that a cue announces, with what its own sentence goes on to say: “a mess” that nobody wanted."""
        block = self.layout.block(quote)
        assert block is not None
        first = self.words.text[block.first + 1][:1] if block.first + 1 < block.end else ""
        following = self.words.lower[block.end] if block.end < self.high else ""
        if (
            first.islower()
            and following
            and following not in {",", ".", ";", ":", *DASHES} | LATER
            and not following.isspace()
        ):
            content = self.to_end(block.first, clause=True)
            if content is not None:
                return [content]
        return [(block.first, block.end)]

    def _quote(self, start: int) -> int | None:
        """The quotation that begins at `start`, a comma or colon skipped."""
        index = self._past(start, ",", ":", *DASHES)
        if index < self.high and self.words.lower[index] == "that":
            index += 1
        block = self.layout.block(index) if index < self.high else None
        return index if block is not None and block.first == index else None

    def _later_quote(self, end: int) -> int | None:
        """A quotation after a colon, or after a comma with no clause between: "said at the gates, her voice breaking: “…”"."""
        for index in range(end, min(self.high, end + 40)):
            block = self.layout.block(index)
            if block is None:
                continue
            before = self.words.lower[block.first - 1]
            if block.first == index and before == ":":
                return index
            if (
                block.first == index
                and before == ","
                and not self.finite(end, index)
                and "that" not in self.words.lower[end:index]
            ):
                return index
            return None
        return None

    def _that(self, end: int, start: int) -> int | None:
        lower = self.words.lower
        if lower[end : end + 1] == ["that"]:
            return end
        if start < self.high and lower[start] == "that" and start > end:
            return start
        if start == end and lower[start] != ",":
            return None
        for index in range(end, min(self.high, end + 22)):
            word = lower[index]
            if (
                self.layout.quoted(index)
                or word in (":", ";", "who", "which", "and")
                or (word in AUXILIARIES and word != "'s")
            ):
                return None
            if word == "that":
                return index
            if word == "," and index > end and not (index + 1 < self.high and lower[index + 1] == "that"):
                return None
        return None

    def _to(self, end: int) -> bool:
        """Whether "somebody to do something" follows."""
        for index in range(end + 1, min(self.high - 1, end + 16)):
            word = self.words.lower[index]
            if word == "to" and self.words.lower[index + 1] not in DETERMINERS and not self.words.is_capital(index + 1):
                return True
            if word == "not" and self.words.lower[index + 1] == "to":
                return True
            if word in (",", ":", ";", "that") or (word in AUXILIARIES and word != "'s") or self.layout.quoted(index):
                return False
        return False

    def _clause_begins(self, start: int, base: str) -> bool:
        word = self.words.lower[start]
        if word in PRONOUNS | {"there", "if", "when", "while", "because", "as", "no", "not"}:
            return True
        if base in (
            "add",
            "report",
            "suggest",
            "write",
            "explain",
            "state",
            "complain",
            "remark",
            "recount",
            "stress",
            "testify",
            "swear",
            "vow",
            "deny",
        ):
            return word in DETERMINERS or self.words.is_capital(start)
        return word not in PREPOSITIONS or word in ("in", "at", "for", "by", "on", "with", "under", "despite")

    def skip(self, index: int, *, hearer: bool) -> int:
        """Past what may stand between a cue and its content: the hearer, times, occasions ("in a statement on Friday")."""
        words, lower = self.words, self.words.lower
        if hearer:
            heard = self._hearer(index)
            if heard > index and heard < self.high and lower[heard] in ("of", "about", "against"):
                return heard  # "warned them of floods": the content begins
            index = heard
        for _ in range(6):
            if index >= self.high or self.layout.quoted(index):
                return index
            word = lower[index]
            if word in TIME_WORDS and not (
                word in ("this", "next", "last")
                and lower[index + 1 : index + 2] != []
                and lower[index + 1] not in TIME_WORDS
            ):
                index += 1
                while index < self.high and (
                    lower[index] in TIME_WORDS or (lower[index].isdigit() and len(lower[index]) <= 4)
                ):
                    index += 1
            elif (
                is_adverb(word) and word not in DETERMINERS and word not in AUXILIARIES and not words.is_capital(index)
            ):
                index += 1
            elif word in (
                "in",
                "at",
                "on",
                "during",
                "to",
                "via",
                "through",
                "by",
                "from",
                "of",
                "about",
                "after",
                "before",
                "with",
                "outside",
                "into",
            ):
                after = self._prepositional(index)
                if after is None:
                    return index
                index = after
            else:
                return index
        return index

    def _prepositional(self, index: int) -> int | None:
        """The end of the prepositional phrase at `index`, where it can belong to the saying; None where it may open the content."""
        lower = self.words.lower
        first = index + 1
        if first >= self.high or self.layout.quoted(first):
            return None
        if lower[first] in TIME_WORDS or lower[first].isdigit():
            end = first + 1
            while end < self.high and (lower[end] in TIME_WORDS or (lower[end].isdigit() and len(lower[end]) <= 4)):
                end += 1
            return end
        plain = self._plain_phrase(first)
        if plain is None:
            return None
        end = plain
        occasion = any(word in OCCASIONS for word in lower[first:end])
        following = lower[end] if end < self.high else "."
        if (
            occasion
            or lower[index] in ("to", "of", "about", "via")
            or following in (".", ":", "that", ",")
            or self.layout.quoted(end)
        ):
            return end
        return end if following in PREPOSITIONS | TIME_WORDS else None

    def _plain_phrase(self, first: int) -> int | None:
        """The end of a short noun phrase without a finite verb: "a statement", "the AFP news agency", "Fox News"."""
        words, lower = self.words, self.words.lower
        index = first
        if lower[index] in DETERMINERS:
            index += 1
        begin = index
        while index < self.high and index - first < 12 and not self.layout.quoted(index):
            word = lower[index]
            if (
                (word in DETERMINERS and word not in ("one", "two", "three", "more"))
                or word in PRONOUNS
                or word in PREPOSITIONS
                or word in BREAKERS
                or word in (".", "to")
            ):
                break
            if word in AUXILIARIES and word != "'s":
                return index - 1 if index - 1 > begin else None
            if word in TIME_WORDS and index > begin:
                break
            if (
                words.is_capital(index)
                and index > begin
                and not words.is_capital(index - 1)
                and lower[index - 1] not in ("-", "'s")
            ):
                break
            index += 1
        return index if index > first else None

    def _hearer(self, index: int) -> int:
        lower = self.words.lower
        if (
            index >= self.high
            or self.layout.quoted(index)
            or lower[index] in ("that", ":", ",", "of", "about", "against", ".")
        ):
            return index
        if lower[index] in ("him", "her", "me", "us", "them", "it", "you"):
            return index + 1
        end = self._plain_phrase(index)
        if end is None:
            return index + 1
        # "the crowd in Ohio that", "officers at the scene"
        while (
            end < self.high
            and lower[end] in ("in", "at", "of", "for", "on", "from", "with", "during")
            and not self.layout.quoted(end + 1)
        ):
            following = self._plain_phrase(end + 1) if end + 1 < self.high else None
            if following is None:
                break
            end = following
        return end
