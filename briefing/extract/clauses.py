"""What a verb of saying governs: a place in an utterance enters, token ranges of content leave."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.extract import phrases
from briefing.extract.lexicon import Frame, Lexicon
from briefing.extract.phrases import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, TIME_WORDS, Range, is_adverb
from briefing.extract.utterances import Layout, Utterance
from briefing.extract.words import Words

_FINITE = frozenset(
    "went came took made got left died won lost fell rose began became knew saw felt told said found gave kept held brought thought meant met "
    "ran led grew hit sent set put cut spent built broke says wants needs remains seems appears makes takes gives gets goes comes shows means "
    "knows thinks looks feels leaves keeps holds helps works lies believes expects hopes plans faces stands supports requires includes "
    "represents deserves poses continues begins ca wo shot drove flew wrote spoke heard need want know think believe live work".split()
)
_WH = frozenset("how why what whether where who when which if".split())
_SUBORDINATORS = frozenset("if when while as since although though because after before until unless once despite in on at by for with during".split())
_DASHES = frozenset({"—", "–", "--", "-"})
_PARTICIPLES = frozenset("adding saying noting telling calling referring citing pointing warning according describing claiming arguing insisting".split())
_OCCASIONS = frozenset(
    "interview statement speech tweet post letter email e-mail conference briefing report memo message video release op-ed column article "
    "debate hearing address rally call call-in testimony broadcast press news phone telephone televised meeting appearance podcast affidavit".split()
)
_NEEDS_AS = frozenset({"describe", "dismiss", "label", "brand", "criticise", "criticize", "decry", "estimate", "propose", "recommend", "warn"})
_LATER = frozenset("after when as while before following during".split())
_CONJUNCTIONS = frozenset("and but while although though whereas yet so or".split())


@dataclass(slots=True)
class Right:
    """Content after a cue; `sure` where "that", a colon or a mark announces it; `parenthetical` goes on after "…, he said, …"."""

    spans: list[Range] = field(default_factory=list)
    sure: bool = False
    parenthetical: list[Range] = field(default_factory=list)


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
        if last >= floor and words.lower[last] in {",", *_DASHES}:
            last -= 1
        elif last >= floor and words.lower[last] in ("?", "!", "…", "...") and not layout.quoted(last):
            pass
        elif not (last >= floor and layout.quoted(last)):
            return []
        if last < floor:
            return []
        first = floor
        while first < last and (words.is_space(first) or words.lower[first] in (",", ";", ".", ":", *_DASHES)):
            first += 1
        block = layout.block(last)
        if block is not None:
            if block.first > first:
                before = words.lower[block.first - 1]
                if before in (",", ":", ".", "?", "!") or words.is_space(block.first - 1) or block.first - first > 40:
                    first = block.first
                elif first > self.low:
                    # after another cue: what leads to the quotation belongs to it only from a clause's start
                    first = self._clause_start(first, block.first)
            return self._clean(first, block.end)
        if first > self.low and self.words.lower[first] in _CONJUNCTIONS:
            first += 1
        return self._clean(first, last + 1)

    def _clause_start(self, first: int, end: int) -> int:
        for index in range(end - 1, first - 1, -1):
            if self.words.lower[index] in (",", ";", "—", "and", "but", "that"):
                return index + 1
        return first

    def finite(self, first: int, end: int) -> bool:
        """Whether a stretch holds a finite verb, as far as word forms tell."""
        words = self.words
        for index in range(first, end):
            word = words.lower[index]
            if word in AUXILIARIES and not (word == "'s" and words.is_capital(index - 1) and index + 1 < end and words.is_capital(index + 1)):
                return True
            if word in _FINITE or (len(word) > 3 and word.endswith("ed") and not words.is_capital(index)) or word == "n't":
                return True
        return False

    def opens(self, first: int) -> bool:
        """Whether a stretch only opens a sentence ("In Paris", "After the attack", "Asked about it", "Pointing to …")."""
        word = self.words.lower[first]
        return (
            word in _SUBORDINATORS
            or word in TIME_WORDS
            or word in PREPOSITIONS
            or word in ("asked", "according", "however", "meanwhile")
            or (word.endswith(("ing", "ly")) and len(word) > 4)
        )

    # ---- right ---------------------------------------------------------------------------------------------------------

    def continued(self, index: int) -> list[Range]:
        """Quoted words that go on after "…, he said," within the sentence."""
        index = self._past(index, ",", ":", *_DASHES)
        block = self.layout.block(index)
        return self._clean(block.first, block.end) if block is not None and block.first == index and index < self.high else []

    def right(self, end: int, base: str, frames: frozenset[Frame], *, relative: bool) -> Right:
        """Content that begins after a cue that ends at `end`; `relative` where its subject is "who" or "which"."""
        self.relative = relative
        found = self._governed(end, base, frames)
        self.relative = False
        return found

    def _governed(self, end: int, base: str, frames: frozenset[Frame]) -> Right:
        words, lower = self.words, self.words.lower
        hearer = bool(frames & {"hearer"})
        start = self.skip(end, hearer=hearer)
        if start >= self.high:
            return Right()
        speaks = bool(frames & {"clause", "that", "hearer", "quote"})
        quote = self._quote(start) if speaks or "object" in frames else None
        if quote is None and speaks:
            quote = self._later_quote(end)
        if quote is not None:
            return Right(self.extend_quote(quote), sure=True)
        if "phrase" in frames:
            begin = start if start < self.high and lower[start] == "that" else end
            return self._right(begin + (lower[begin] == "that") if begin < self.high else begin, clause=lower[min(begin, self.high - 1)] == "that", sure=True)
        that = self._that(end, start)
        if that is not None and frames & {"clause", "that", "hearer", "quote"}:
            return self._right(that + 1, clause=True, sure=True)
        if hearer and start < self.high and lower[start] in ("of", "about", "against"):
            return self._right(start + 1, clause=False, sure=True)
        if "intent" in frames and lower[end] == "to":
            return self._right(end, clause=False, sure=True)
        if "request" in frames and self._to(end):
            return self._right(end, clause=False, sure=True)
        if lower[start] in _WH and frames & {"that", "hearer", "clause"} and base not in ("say", "claim", "allege", "add"):
            found = self._right(start, clause=True, sure=True)
            if found.spans and self.finite(*found.spans[0]):
                return found
        if lower[start] == ":" and speaks:
            return self._right(start + 1, clause=True, sure=True)
        if lower[start] == "," and speaks:
            rest = self._clean(start + 1, self._end(start + 1, clause=True))
            if rest and lower[start + 1] not in {"who", "which", "and", "but", "as", "while", "when", "after", "where"} | _PARTICIPLES:
                if self.finite(*rest[0]) and not lower[start + 1].endswith("ing"):
                    return Right(parenthetical=rest)
            return Right()
        if frames & {"clause", "hearer"} and lower[start] not in {"to", "and", "but", "or", "as", "than", ";"} and self._clause_begins(start, base):
            found = self._right(start, clause=True, sure=False)
            if found.spans and self.finite(found.spans[0][0] + 1, found.spans[0][1]):
                return found
        if "object" in frames and lower[end] not in {"to", "and", "but", "or", "by", "on", "in", "at", ".", ",", "for", "that", "as", "with", "over", ";"}:
            if base == "call" and not any(self.layout.quoted(index) for index in range(end, min(self.high, end + 25))):
                return Right()
            if lower[end] in ("him", "her", "them", "it", "me", "us", "himself", "herself") and not any(word in ("as", "of", "for") for word in lower[end + 1 : end + 3]):
                return Right()
            found = self._right(end, clause=False, sure=True)
            if not found.spans or found.spans[0][1] - found.spans[0][0] < 2:
                return Right()
            first, last = found.spans[0]
            if base in _NEEDS_AS and not ("as" in lower[first : self.high] or any(self.layout.quoted(index) for index in range(first, last))):
                return Right()
            return found
        return Right()

    def _right(self, start: int, *, clause: bool, sure: bool) -> Right:
        content = self.to_end(start, clause=clause)
        return Right([content], sure) if content is not None else Right()

    def to_end(self, start: int, *, clause: bool) -> Range | None:
        """From `start` to the end of its clause, cleaned."""
        found = self._clean(start, self._end(start, clause=clause))
        return found[0] if found else None

    def extend_quote(self, quote: int) -> list[Range]:
        """A quotation that a cue announces, with what its own sentence goes on to say: “a mess” that nobody wanted."""
        block = self.layout.block(quote)
        assert block is not None
        first = self.words.text[block.first + 1][:1] if block.first + 1 < block.end else ""
        following = self.words.lower[block.end] if block.end < self.high else ""
        if first.islower() and following and following not in {",", ".", ";", ":", *_DASHES} | _LATER and not following.isspace():
            content = self.to_end(block.first, clause=True)
            if content is not None:
                return [content]
        return [(block.first, block.end)]

    def _quote(self, start: int) -> int | None:
        """The quotation that begins at `start`, a comma or colon skipped."""
        index = self._past(start, ",", ":", *_DASHES)
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
            if block.first == index and before == "," and not self.finite(end, index) and "that" not in self.words.lower[end:index]:
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
            if self.layout.quoted(index) or word in (":", ";", "who", "which", "and") or (word in AUXILIARIES and word != "'s"):
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
        if base in ("add", "report", "suggest", "write", "explain", "state", "complain", "remark", "recount", "stress", "testify", "swear", "vow", "deny"):
            return word in DETERMINERS or self.words.is_capital(start)
        return word not in PREPOSITIONS or word in ("in", "at", "for", "by", "on", "with", "under", "despite")

    def skip(self, index: int, *, hearer: bool) -> int:
        """Past what may stand between a cue and its content: the hearer, times, occasions ("in a statement on Friday")."""
        words, lower = self.words, self.words.lower
        if hearer:
            index = self._hearer(index)
        for _ in range(6):
            if index >= self.high or self.layout.quoted(index):
                return index
            word = lower[index]
            if word in TIME_WORDS and not (word in ("this", "next", "last") and lower[index + 1 : index + 2] != [] and lower[index + 1] not in TIME_WORDS):
                index += 1
                while index < self.high and (lower[index] in TIME_WORDS or (lower[index].isdigit() and len(lower[index]) <= 4)):
                    index += 1
            elif is_adverb(word) and word not in DETERMINERS and word not in AUXILIARIES and not words.is_capital(index):
                index += 1
            elif word in ("in", "at", "on", "during", "to", "via", "through", "by", "from", "of", "about", "after", "before", "with", "outside", "into"):
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
        end = self._plain_phrase(first)
        if end is None:
            return None
        occasion = any(word in _OCCASIONS for word in lower[first:end])
        following = lower[end] if end < self.high else "."
        if occasion or lower[index] in ("to", "of", "about", "via") or following in (".", ":", "that", ",") or self.layout.quoted(end):
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
            if word in DETERMINERS and word not in ("one", "two", "three", "more") or word in PRONOUNS or word in PREPOSITIONS or word in phrases.BREAKERS or word in (".", "to"):
                break
            if word in AUXILIARIES and word != "'s":
                return index - 1 if index - 1 > begin else None
            if word in TIME_WORDS and index > begin:
                break
            if words.is_capital(index) and index > begin and not words.is_capital(index - 1) and lower[index - 1] not in ("-", "'s"):
                break
            index += 1
        return index if index > first else None

    def _hearer(self, index: int) -> int:
        lower = self.words.lower
        if index >= self.high or self.layout.quoted(index) or lower[index] in ("that", ":", ",", "of", "about", "against", "."):
            return index
        if lower[index] in ("him", "her", "me", "us", "them", "it", "you"):
            return index + 1
        end = self._plain_phrase(index)
        if end is None:
            return index + 1
        # "the crowd in Ohio that", "officers at the scene"
        while end < self.high and lower[end] in ("in", "at", "of", "for", "on", "from", "with", "during") and not self.layout.quoted(end + 1):
            following = self._plain_phrase(end + 1) if end + 1 < self.high else None
            if following is None:
                break
            end = following
        return end

    def source_at(self, first: int, *, opens: bool) -> Range | None:
        """The source after "according to": to the comma that closes it, or as far as one phrase goes at the sentence's end."""
        if first >= self.high or self.layout.quoted(first):
            return None
        found = phrases.after(self.words, self.lexicon, first, self.high)
        limit = min(self.high, first + 30)
        stop = next((i for i in range(first, limit) if self.words.lower[i] in (",", ";", ":", "—", "–", "--", "(") or self.layout.quoted(i) or self.words.is_space(i)), limit)
        if not opens:
            stop = next((i for i in range(first + 1, stop) if self.words.lower[i] in (".", "and", "but", "which", "that", "when", "while")), stop)
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
        right = self.to_end(after, clause=True) if after < self.high and (after > end or self.layout.quoted(end)) else None
        if first == self.low or (first - self.low <= 2 and lower[self.low] in _CONJUNCTIONS):
            if right is None and after < self.high:
                right = self.to_end(after, clause=True)
            return [right] if right is not None and self.finite(*right) else []
        last = first - 1
        if lower[last] in {",", *_DASHES}:
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
        words, lower = self.words, self.words.lower
        index = start
        quoted_before = False
        while index < self.high:
            block = self.layout.block(index)
            if block is not None:
                index = block.end
                quoted_before = True
                if lower[index - 1] in ("”", '"', "''", "’", "'") and index - 2 > start and lower[index - 2] in (".", "!", "?") and self._new_start(index):
                    return index
                continue
            word = lower[index]
            if word == ";" or (word in ("—", "–", "--") and index + 1 < self.high and lower[index + 1] in self.starts):
                return index
            if word == "," and self._breaks(index, clause):
                return index
            if not clause and index > start and word in ("after", "while", "when", "because", "before", "but", "following") and index - start > 1:
                if not (index + 1 < self.high and lower[index + 1].endswith("ing")):
                    return index
            if word == "and" and (index + 1 in self.starts or index + 1 in self.participles):
                return index
            if word == "as" and index + 1 in self.starts:
                return index
            if quoted_before and self._backs_to_saying(index, start):
                return index
            if word in ("in", "during", "at", "on") and index > start + 1 and self._occasion(index):
                return index
            index += 1
        return self.high

    def _new_start(self, index: int) -> bool:
        return index < self.high and self.words.is_capital(index)

    def _breaks(self, comma: int, clause: bool) -> bool:
        """Whether the content ends at this comma."""
        lower = self.words.lower
        following = comma + 1
        if following >= self.high:
            return True
        word = lower[following]
        if following in self.participles or word in _PARTICIPLES:
            return True
        if following in self.starts:
            return self.starts[following] - following < 40
        if word in _CONJUNCTIONS and (following + 1 in self.starts or following + 1 in self.participles):
            return True
        if word in ("and", "but") and following + 1 < self.high and lower[following + 1] in self.lexicon.verbs:
            return self._past_form(following + 1)
        if self.relative and (word in AUXILIARIES or word in self.lexicon.verbs or word in _FINITE or (word.endswith("ed") and len(word) > 4)):
            return True
        if clause:
            return False
        if word in _LATER | {"but", "although", "though", "because", "who", "which"} and word not in ("who", "which"):
            return True
        if word == "and":
            return self.finite(following, min(self.high, following + 12))
        return word.endswith("ing") and len(word) > 5

    def _past_form(self, index: int) -> bool:
        return any(verb.form == "past" for verb in self.lexicon.verbs[self.words.lower[index]])

    def _backs_to_saying(self, index: int, start: int) -> bool:
        """After quoted words, "after …", "when …" date the saying."""
        if not self.layout.quoted(index - 1):
            return False
        word = self.words.lower[index]
        if word in _LATER:
            return True
        if word in ("in", "at", "on", "to", "about", "of") and index + 1 < self.high:
            return not self.finite(index, self.high) and (self._occasion(index) or self.words.lower[index + 1] in TIME_WORDS)
        return word in TIME_WORDS and word not in ("this", "next", "last", "may", "march")

    def _occasion(self, index: int) -> bool:
        """ "in an interview with the paper", to the end: where it was said, not what."""
        lower = self.words.lower
        if index + 2 >= self.high or lower[index + 1] not in ("a", "an", "his", "her", "their", "its", "the"):
            return False
        within = lower[index + 2 : index + 6]
        for word in within:
            if word in _OCCASIONS and word not in ("press", "news", "meeting", "report", "call", "post", "video", "letter"):
                return not self.finite(index, self.high)
            if word in ("conference", "briefing"):
                return not self.finite(index, self.high)
        return False

    def _past(self, index: int, *skipped: str) -> int:
        while index < self.high and (self.words.lower[index] in skipped or (self.words.is_space(index) and "\n" not in self.words.text[index])):
            if self.layout.quoted(index):
                break
            index += 1
        return index

    def _clean(self, first: int, end: int) -> list[Range]:
        words, layout = self.words, self.layout
        end = min(end, self.high)
        while first < end and not layout.quoted(first) and (words.is_space(first) or words.lower[first] in {",", ":", ".", ";", *_DASHES, "that"}):
            if words.lower[first] == "that" and first + 1 < end and words.lower[first + 1] in AUXILIARIES:
                break
            first += 1
        while end > first and not layout.quoted(end - 1) and (words.is_space(end - 1) or words.lower[end - 1] in {",", ":", ".", ";", *_DASHES, "and", "but", "…"}):
            end -= 1
        return [(first, end)] if first < end else []
