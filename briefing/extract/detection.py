"""Who said what, by rules: `Words`, their quotations and the cue lists enter, `Attribution`s leave, in text order.

A form of a verb of saying, its subject, and what that verb may govern: on its right ("said that …"), on its left ("…, he said"), or
on both sides. Each rule is a method; nothing here resolves a name or judges a kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from briefing.extract import phrases
from briefing.extract.attribution import Attribution
from briefing.extract.government import Government
from briefing.extract.grammar import AUXILIARIES, BE, BREAKERS, DETERMINERS, PRONOUNS
from briefing.extract.lexicon import Lexicon
from briefing.extract.phrases import Range
from briefing.extract.quotations import Quotation
from briefing.extract.subjects import Hit, Subjects
from briefing.extract.utterances import Block, Layout, Utterance
from briefing.extract.words import Offsets, Words

_CLAUSE = 4  # words that may be a clause
_SIGNATURE = re.compile(
    r"[ \xa0]?\n?[ \xa0]?(?P<dash>[―—–])[ \xa0]?(?P<name>[^\W\d_a-z][\w.’'-]*(?:[ \xa0][^\W\d_a-z][\w.’'-]*){1,4})[ \xa0]*(?:\n|$)"
)


class Detector:
    """Finds attributions; holds the word lists, keeps nothing between articles."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
        layout = Layout(words, quotations, lambda first, end: self._only_speaks(words, first, end))
        found: list[Attribution] = []
        announced: _Search | None = None  # the last utterance, where it ends in a colon: "She continued:"
        for utterance in layout.utterances:
            search = _Search(words, layout, self.lexicon, utterance)
            here = search.run()
            block = layout.block(utterance.first)
            if announced is not None and block is not None and block.first == utterance.first:
                start = words.start[block.first]
                if not any(first <= start < end for item in here for first, end in item.content):
                    found += announced.announces(block)
            announced = search if words.lower[utterance.end - 1] == ":" else None
            found += here
        found += _signed(words.raw, quotations, found)
        return tuple(sorted(found, key=lambda item: (item.content[0], item.cue or (0, 0))))

    def _only_speaks(self, words: Words, first: int, end: int) -> bool:
        """Whether a sentence is a short subject with a verb of saying that governs nothing in it: "Reyes asked on Friday."."""
        for index in range(first + 1, min(end, first + 9)):
            word = words.lower[index]
            if word in BREAKERS or word in BE:
                return False
            verbs = self.lexicon.verbs.get(word)
            if (
                verbs is None
                or words.is_capital(index)
                or not any(verb.form in ("past", "s") and verb.frames & {"clause", "quote"} for verb in verbs)
            ):
                continue
            following = words.lower[index + 1] if index + 1 < end else "."
            hears = any("hearer" in verb.frames for verb in verbs) or word == "asked"
            return hears or (
                following not in DETERMINERS | PRONOUNS | {"that", "there"}
                and not words.is_capital(min(index + 1, end - 1))
            )
        return False


def _signed(text: str, quotations: tuple[Quotation, ...], found: list[Attribution]) -> list[Attribution]:
    """Quotations that a name behind a dash signs, in a line that they fill: "“We saw the water rise.” — Ann Roe"."""
    taken = sorted(span for item in found for span in item.content)
    result = []
    for quotation in quotations:
        signature = _SIGNATURE.match(text, quotation.end)
        ended = text[quotation.start : quotation.end].rstrip("\"”“'’ ").endswith((".", "!", "?", "…"))
        opens = ended and not text[text.rfind("\n", 0, quotation.start) + 1 : quotation.start].strip()
        after = bisect_right(taken, (quotation.end, 0))
        if signature and opens and not (after and taken[after - 1][1] > quotation.start):
            result.append(
                Attribution(source=signature.span("name"), cue=signature.span("dash"), content=quotation.spans)
            )
    return result


class _Search(Subjects):
    """The rules over one utterance."""

    def __init__(self, words: Words, layout: Layout, lexicon: Lexicon, utterance: Utterance) -> None:
        super().__init__(words, layout, lexicon, utterance)
        self.clauses = Government(words, layout, lexicon, utterance)

    def run(self) -> list[Attribution]:
        reached = self.low
        for index in range(self.low, self.high):
            if self.layout.block_at[index] < 0:
                hit = self.hit(index) if index >= reached else None
                if hit is not None:
                    reached = hit.end
                    if self.subject(hit):
                        self.hits.append(hit)
        self.clauses.starts = {
            hit.subject[0]: hit.first for hit in self.hits if hit.subject and not hit.inverted and not hit.inherited
        }
        self.clauses.participles = {hit.first for hit in self.hits if hit.inherited}
        floor = self.low
        found: list[Attribution] = []
        for hit in self.hits:
            hit.contents = self._contents(hit, floor)
            if hit.contents:
                found.append(self._attribution(hit))
                floor = self._floor(hit, floor)
        found += self._by_what_is_left([content for attribution in found for content in attribution.content])
        found += self._by_preposition()
        found += self._by_noun()
        found += self._by_colon([content for attribution in found for content in attribution.content])
        return found

    # ---- contents ------------------------------------------------------------------------------------------------------

    def _contents(self, hit: Hit, floor: int) -> list[Range]:
        assert hit.subject is not None
        edge = hit.first if hit.inverted or hit.inherited else hit.subject[0]
        left = [] if hit.inherited else self.clauses.left(edge, floor)
        quoted_left = bool(left) and self.layout.quoted(left[-1][1] - 1)
        after = hit.subject[1] if hit.inverted else hit.end
        speaks = bool(hit.frames & {"clause", "that", "quote", "hearer"})
        if hit.inverted:
            if not speaks:
                return []
            if not left:
                return self.clauses.continued(after) if hit.first == self.low else []
            return left + self.clauses.continued(after)
        if quoted_left and speaks:
            return left + self.clauses.continued(self.clauses.skip(after, hearer="hearer" in hit.frames))
        relative = self.words.lower[hit.subject[0]] in ("who", "which")
        right = self.clauses.right(hit.end, hit.base, hit.frames, relative=relative)
        if right.sure or relative:
            return right.spans  # ", who said": what stands before tells of somebody, it is not what was said
        if left and hit.frames & {"clause", "that", "hearer"}:
            if right.parenthetical:
                return left + right.parenthetical
            if not right.spans and (self.clauses.finite(*left[0]) or self._is_whole(hit, *left[0])):
                return left
            if self.clauses.finite(*left[0]) and not self.clauses.opens(left[0][0]):
                return left
        return right.spans

    def _is_whole(self, hit: Hit, first: int, end: int) -> bool:
        """Whether words before a cue that closes its sentence are a clause, though no form tells its verb: "They sing aloud, he said"."""
        appositive = self.words.lower[hit.first - 1] == ","  # "The head of the office, Ann Roe, said"
        return first - self.low <= 1 and end - first >= _CLAUSE and not appositive and not self.clauses.opens(first)

    def _floor(self, hit: Hit, floor: int) -> int:
        """Where the next cue's left-hand content may begin."""
        assert hit.subject is not None
        return max(floor, hit.end, hit.subject[1])

    def _attribution(self, hit: Hit) -> Attribution:
        assert hit.subject is not None
        first = hit.group if not hit.inverted else hit.first
        return Attribution(
            source=self._source(hit.subject),
            cue=self.words.offsets(first if first < hit.end else hit.first, hit.end),
            content=tuple(self.words.offsets(*content) for content in hit.contents),
        )

    def _source(self, subject: Range) -> Offsets:
        first, end = subject
        while end - 1 > first and self.words.lower[end - 1] == ",":
            end -= 1
        return self.words.offsets(first, end)

    def _by_what_is_left(self, taken: list[Offsets]) -> list[Attribution]:
        """Quoted sentences that open an utterance and found no cue, where a cue of it found no content."""
        block = self.layout.block(self.low)
        if block is None or block.end - block.first < 6 or self.words.lower[block.end - 2] not in (",", "?", "!"):
            return []
        start = self.words.start[block.first]
        if any(first <= start < end for first, end in taken):
            return []
        for hit in self.hits:
            if (
                not hit.contents
                and hit.subject is not None
                and hit.first >= block.end
                and hit.frames & {"clause", "quote"}
            ):
                hit.contents = [(block.first, block.end)]
                return [self._attribution(hit)]
        return []

    # ---- sources without a verb ----------------------------------------------------------------------------------------

    def _by_preposition(self) -> list[Attribution]:
        """As in "according to the ministry", at either end of its sentence or inside it."""
        found: list[Attribution] = []
        lower = self.words.lower
        heads = {phrase[0]: phrase for phrase in self.lexicon.attributions}
        for index in range(self.low, self.high):
            phrase = heads.get(lower[index])
            if phrase is None or self.layout.quoted(index) or tuple(lower[index : index + len(phrase)]) != phrase:
                continue
            end = index + len(phrase)
            source = self.clauses.source_at(end, opens=index <= self.low + 1)
            if source is None:
                continue
            contents = self.clauses.around(index, source[1])
            if contents:
                found.append(
                    Attribution(
                        source=self._source(source),
                        cue=self.words.offsets(index, end),
                        content=tuple(self.words.offsets(*content) for content in contents),
                    )
                )
        return found

    def _by_noun(self) -> list[Attribution]:
        """As in "the minister's claim that …", "his warning that …"."""
        found: list[Attribution] = []
        lower = self.words.lower
        for index in range(self.low + 1, self.high - 2):
            if lower[index] not in self.lexicon.noun_kinds or lower[index + 1] != "that" or self.layout.quoted(index):
                continue
            owner = self._owner(index)
            if owner is None:
                continue
            content = self.clauses.to_end(index + 2, clause=True)
            if content is not None and self.clauses.finite(*content):
                found.append(
                    Attribution(
                        source=self.words.offsets(*owner),
                        cue=self.words.offsets(index, index + 1),
                        content=(self.words.offsets(*content),),
                    )
                )
        return found

    def _owner(self, noun: int) -> Range | None:
        lower = self.words.lower
        for index in range(noun - 1, max(self.low, noun - 4) - 1, -1):
            if lower[index] in ("his", "her", "their"):
                return index, index + 1
            if lower[index] == "'s" or (lower[index] == "'" and index > self.low and lower[index - 1].endswith("s")):
                owner = phrases.before(self.words, self.lexicon, index - 1, self.low)
                return owner if owner is not None and self.people(owner) else None
            if lower[index] in AUXILIARIES or lower[index] in BREAKERS:
                return None
        return None

    def _by_colon(self, taken: list[Offsets]) -> list[Attribution]:
        """As in "Ada Reyes: “…”" and "He was blunt: “…”": a colon before quoted words that no verb has claimed."""
        found: list[Attribution] = []
        starts = sorted(taken)
        for number in range(self._first_block(), len(self.layout.blocks)):
            block = self.layout.blocks[number]
            if block.first >= self.high:
                break
            colon = block.first - 1
            if colon <= self.low or self.words.lower[colon] != ":":
                continue
            start = self.words.start[block.first]
            near = starts[max(0, bisect_right(starts, (start, start + 10**9)) - 3) :][:3]
            if any(first <= start < end for first, end in near):
                continue
            source = phrases.before(self.words, self.lexicon, colon - 1, self.low)
            if source is None or source[0] != self.low or not self.people(source):
                source = phrases.forward(self.words, self.lexicon, self.low, colon)
            if source is None or not self.people(source):
                continue
            found.append(
                Attribution(
                    source=self._source(source),
                    cue=self.words.offsets(colon, colon + 1),
                    content=(self.words.offsets(block.first, block.end),),
                )
            )
        return found

    def announces(self, block: Block) -> list[Attribution]:
        """As in "She continued:" before a paragraph of quoted words: by the last cue of the utterance, else by its colon."""
        number = last = self.layout.block_at[block.first]
        while last < len(self.layout.blocks) and self.layout.blocks[last].whole == block.whole:
            last += 1
        spans = tuple(self.words.offsets(other.first, other.end) for other in self.layout.blocks[number:last])
        for hit in reversed(self.hits):
            if not hit.contents and hit.subject is not None:
                hit.contents = [(block.first, block.end)]
                return [replace(self._attribution(hit), content=spans)]
        source = phrases.forward(self.words, self.lexicon, self.low, self.high)
        if source is None or not self.people(source) or self.high - self.low > 45:
            return []
        return [
            Attribution(source=self._source(source), cue=self.words.offsets(self.high - 1, self.high), content=spans)
        ]

    def _first_block(self) -> int:
        for index in range(self.low, self.high):
            if self.layout.block_at[index] >= 0:
                return self.layout.block_at[index]
        return len(self.layout.blocks)
