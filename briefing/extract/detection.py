"""Who said what, by rules: `Words`, their quotations and the cue lists enter, `Attribution`s leave, in text order.

A form of a verb of saying, its subject, and what that verb may govern: on its right ("said that …"), on its left ("…, he said"), or
on both sides. Each rule is a method; nothing here resolves a name or judges a kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefing.extract import phrases
from briefing.extract.attribution import Attribution
from briefing.extract.clauses import Clauses
from briefing.extract.lexicon import Form, Frame, Lexicon
from briefing.extract.phrases import AUXILIARIES, BE, Range, is_adverb
from briefing.extract.quotations import Quotation
from briefing.extract.utterances import Block, Layout, Utterance
from briefing.extract.words import Offsets, Words

_ENDS = frozenset({"”", '"', "''", "’", "'", "»", "›"})
_PARTICIPLE_AFTER = frozenset({",", "by", "while", "and", "before", "after", "—", "–", "--", "-", "in", "without", "(", "but", "or"})
_WEAK_SUBJECTS = frozenset({"it", "which", "that", "there"})


@dataclass(slots=True)
class Hit:
    """A cue in its place: tokens first … end-1 of the verb, where the verb group begins, its subject if one stands before it."""

    first: int
    end: int
    base: str
    form: Form
    frames: frozenset[Frame]
    group: int
    subject: Range | None = None
    inverted: bool = False
    inherited: bool = False  # a participle whose subject is the sentence's
    contents: list[Range] = field(default_factory=list)


class Detector:
    """Finds attributions; holds the word lists, keeps nothing between articles."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(self, words: Words, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
        layout = Layout(words, quotations)
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
        return tuple(sorted(found, key=lambda item: (item.content[0], item.cue or (0, 0))))


class _Search:
    """The rules over one utterance."""

    def __init__(self, words: Words, layout: Layout, lexicon: Lexicon, utterance: Utterance) -> None:
        self.words = words
        self.layout = layout
        self.lexicon = lexicon
        self.low = utterance.first
        self.high = utterance.end
        self.clauses = Clauses(words, layout, lexicon, utterance)
        self.hits: list[Hit] = []

    def run(self) -> list[Attribution]:
        for index in range(self.low, self.high):
            if self.layout.block_at[index] < 0:
                hit = self._hit(index)
                if hit is not None and not (self.hits and self.hits[-1].end > hit.first):
                    self.hits.append(hit)
        self.hits = [hit for hit in self.hits if self._subject(hit)]
        self.clauses.starts = {hit.subject[0]: hit.first for hit in self.hits if hit.subject and not hit.inverted and not hit.inherited}
        self.clauses.participles = {hit.first for hit in self.hits if hit.inherited}
        floor = self.low
        found: list[Attribution] = []
        for hit in self.hits:
            hit.contents = self._contents(hit, floor)
            if hit.contents:
                found.append(self._attribution(hit))
                floor = self._floor(hit, floor)
        found += self._by_preposition()
        found += self._by_noun()
        found += self._by_colon([content for attribution in found for content in attribution.content])
        return found

    # ---- cues and their subjects ---------------------------------------------------------------------------------------

    def _hit(self, index: int) -> Hit | None:
        word = self.words.lower[index]
        lexicon = self.lexicon
        if word in lexicon.phrases:
            for form, phrase in lexicon.phrases[word]:
                end = index + 1 + len(phrase.rest)
                if end <= self.high and tuple(self.words.lower[index + 1 : end]) == phrase.rest:
                    if phrase.rest[0] == "quoted" or form != "participle" or self._after_have(index):
                        return Hit(index, end, phrase.base, form, phrase.frames, index)
        if word not in lexicon.verbs or (self.words.is_capital(index) and index > self.low and word not in ("said", "says")):
            return None
        options = lexicon.verbs[word]
        verb = options[0]
        for option in options[1:]:
            if option.form == "past" and verb.form == "base":  # "read", "put": the past tense is what news writes
                verb = option
        return Hit(index, index + 1, verb.base, verb.form, frozenset().union(*(option.frames for option in options)), index)

    def _after_have(self, index: int) -> bool:
        return any(word in phrases.HAVE for word in self.words.lower[max(self.low, index - 3) : index])

    def _subject(self, hit: Hit) -> bool:
        """Sets the hit's subject; False where the words are no act of saying."""
        words, lower = self.words, self.words.lower
        index = hit.first - 1
        has_be = has_have = has_to = False
        while index >= self.low and not self.layout.quoted(index):
            word = lower[index]
            if word in self.lexicon.excluded:
                return False
            if word == "to":
                if index - 1 >= self.low and lower[index - 1] in self.lexicon.excluded | {"declined", "declines", "refused", "refuses", "failed"}:
                    return False
                if not (index >= self.low + 2 and lower[index - 1] in ("on", "continued")):
                    return False
                has_to = True
                index -= 2 if lower[index - 1] == "on" else 1
                index -= lower[index] in ("went", "goes")
                continue
            if word == "'s" and not (index > self.low and lower[index - 1] in phrases.PRONOUNS):
                break  # "the minister's proposed law"
            if word in BE and not (word == "'s" and hit.form != "ing"):
                has_be = True
            elif word in phrases.HAVE or (word == "'s" and hit.form in ("past", "participle")):
                has_have = True
            elif not (is_adverb(word) or (word == "and" and index == hit.first - 1 and hit.form == "past")):
                break
            if word == "and":
                return self._coordinated(hit)
            index -= 1
        if hit.base == "be quoted as saying":
            has_be = True
        elif hit.form == "ing":
            if not has_be:
                return self._participle(hit)
        elif has_be and hit.form in ("past", "participle"):
            return self._passive_with_agent(hit)
        elif hit.form == "participle" and not has_have:
            return False
        if has_to and hit.form != "base":
            return False
        hit.group = index + 1
        if index < self.low or self.layout.quoted(index) or (lower[index] in (",", "—", "–", "--") and self._closes_quote(index - 1)):
            if hit.group == hit.first or self.layout.quoted(index):
                return self._inverted(hit)
            return False
        if hit.form in ("base", "s") and not has_to and lower[index] in phrases.DETERMINERS:
            return False  # "the claims"
        subject = phrases.before(words, self.lexicon, index, self.low_outside(index))
        if lower[index] == "'s":
            return False
        if subject is None:
            return lower[index] in (",", "—", "–") and self._inverted(hit)
        hit.subject = subject
        return self._plausible(hit, subject)

    def low_outside(self, index: int) -> int:
        """The first token after the last quotation before `index`."""
        position = index
        limit = max(self.low, index - 90)
        while position >= limit and not self.layout.quoted(position):
            position -= 1
        return position + 1

    def _closes_quote(self, index: int) -> bool:
        return self.layout.quoted(index)

    def _plausible(self, hit: Hit, subject: Range) -> bool:
        first, end = subject
        lower = self.words.lower
        head = lower[end - 1]
        if end - first == 1 and head in phrases.PRONOUNS:
            if head in ("you", "it") and hit.base not in ("say", "warn", "add"):
                return False
            if hit.form == "base" and head in ("he", "she", "it"):
                return False
            return True
        if hit.form in ("base",) and hit.base not in ("say", "argue", "insist", "point out"):
            return self._people(subject) and self._plural(subject)
        if hit.form == "base":
            return self._plural(subject)
        if hit.form == "s" and head.endswith("s") and not self.words.is_capital(end - 1) and head not in ("'s",):
            return False
        if hit.base in ("say", "tell", "add", "warn", "announce", "deny", "state", "claim", "insist", "write", "tweet"):
            return any(character.isalpha() for character in head) or head in (",", ")")
        if "that" in hit.frames and hit.base in ("show", "find", "indicate", "reveal", "suggest", "conclude", "estimate"):
            return True
        return self._people(subject)

    def _people(self, subject: Range) -> bool:
        """Whether the phrase names somebody or something that can speak."""
        lexicon = self.lexicon
        for index in range(*subject):
            word = self.words.lower[index]
            if word in lexicon.people or word in lexicon.roles or word in lexicon.organisations or word in lexicon.documents:
                return True
            if self.words.is_capital(index) and word not in phrases.TIME_WORDS and (index > self.low or word not in phrases.DETERMINERS | {"that"}):
                return True
            if word in ("who", "he", "she", "they", "we", "some", "others", "many"):
                return True
        return False

    def _plural(self, subject: Range) -> bool:
        first, end = subject
        lower = self.words.lower
        head = next((index for index in range(first, end) if lower[index] in phrases.INSIDE or lower[index] == ","), end) - 1
        if head < first:
            head = end - 1
        word = lower[head]
        if lower[first] in ("a", "an", "this", "that", "each", "every", "another"):
            return word in ("number", "majority", "group", "few", "lot", "percent")
        return (word.endswith("s") and not word.endswith(("ss", "'s"))) or word in self.lexicon.people | _PLURAL or (
            "and" in lower[first:end]
        )

    def _coordinated(self, hit: Hit) -> bool:
        """ "thanked them and said": the subject of the verb before."""
        subject = self._sentence_subject(hit.first - 1)
        if subject is None:
            return False
        hit.subject, hit.inherited = subject, True
        return self._people(subject)

    def _passive_with_agent(self, hit: Hit) -> bool:
        return False

    def _participle(self, hit: Hit) -> bool:
        """ "…, saying that …": the subject is the sentence's, or the document before it."""
        previous = hit.first - 1
        while previous > self.low and is_adverb(self.words.lower[previous]):
            previous -= 1
        hit.group = hit.first
        word = self.words.lower[previous] if previous >= self.low else ""
        if hit.first == self.low or word in _PARTICIPLE_AFTER or self.layout.quoted(previous) or word in self.lexicon.documents:
            subject = self._sentence_subject(hit.first)
            if subject is None:
                return False
            hit.subject, hit.inherited = subject, True
            return self._people(subject)
        if "that" not in hit.frames and "clause" not in hit.frames:
            return False
        subject = phrases.before(self.words, self.lexicon, previous, self.low_outside(previous))
        if subject is None or not self._people(subject):
            return False
        hit.subject = subject
        return True

    def _sentence_subject(self, index: int) -> Range | None:
        """The subject that a participle or a second verb at `index` shares: the last cue's before it, else the sentence's."""
        for hit in reversed(self.hits):
            if hit.end <= index and hit.subject is not None and hit.subject[1] <= index:
                return hit.subject
        subject = phrases.forward(self.words, self.lexicon, self._after_quotes(), self.high)
        return None if subject is None or subject[0] <= index < subject[1] else subject

    def _after_quotes(self) -> int:
        index = self.low
        while index < self.high and self.layout.quoted(index):
            index += 1
        while index < self.high and self.words.lower[index] in (",",):
            index += 1
        return index

    def _inverted(self, hit: Hit) -> bool:
        """ "…, said Ada Reyes, the mayor"."""
        if hit.form not in ("past", "s", "base"):
            return False
        subject = phrases.after(self.words, self.lexicon, hit.end, self.high)
        if subject is None or not self._people(subject):
            return False
        hit.subject, hit.inverted = subject, True
        return True

    # ---- contents ------------------------------------------------------------------------------------------------------

    def _contents(self, hit: Hit, floor: int) -> list[Range]:
        assert hit.subject is not None
        edge = hit.first if hit.inverted or hit.inherited else hit.subject[0]
        left = [] if hit.inherited else self.clauses.left(edge, floor)
        quoted_left = bool(left) and self.layout.quoted(left[-1][1] - 1)
        after = hit.subject[1] if hit.inverted else hit.end
        speaks = bool(hit.frames & {"clause", "that", "quote", "hearer"})
        if hit.inverted:
            if not left or not speaks:
                return []
            return left + self.clauses.continued(after)
        if quoted_left and speaks:
            return left + self.clauses.continued(self.clauses.skip(after, hearer="hearer" in hit.frames))
        relative = self.words.lower[hit.subject[0]] in ("who", "which")
        right = self.clauses.right(hit.end, hit.base, hit.frames, relative=relative)
        if right.sure:
            return right.spans
        if left and hit.frames & {"clause", "that", "hearer"}:
            if right.parenthetical:
                return left + right.parenthetical
            if self.clauses.finite(*left[0]) and not right.spans:
                return left
            if self.clauses.finite(*left[0]) and not self.clauses.opens(left[0][0]):
                return left
        return right.spans

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

    # ---- sources without a verb ----------------------------------------------------------------------------------------

    def _by_preposition(self) -> list[Attribution]:
        """ "according to the ministry", at either end of its sentence or inside it."""
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
        """ "the minister's claim that …", "his warning that …"."""
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
                return owner if owner is not None and self._people(owner) else None
            if lower[index] in AUXILIARIES or lower[index] in phrases.BREAKERS:
                return None
        return None

    def _by_colon(self, taken: list[Offsets]) -> list[Attribution]:
        """ "Ada Reyes: “…”" and "He was blunt: “…”": a colon before quoted words that no verb has claimed."""
        found: list[Attribution] = []
        for block in self.layout.blocks[self._first_block() :]:
            if block.first >= self.high:
                break
            colon = block.first - 1
            if colon <= self.low or self.words.lower[colon] != ":":
                continue
            start = self.words.start[block.first]
            if any(first <= start < end for first, end in taken):
                continue
            source = phrases.before(self.words, self.lexicon, colon - 1, self.low)
            if source is None or source[0] != self.low or not self._people(source):
                source = phrases.forward(self.words, self.lexicon, self.low, colon)
            if source is None or not self._people(source):
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
        """ "She continued:" before a paragraph of quoted words: by the last cue of the utterance, else by its colon."""
        spans = tuple(self.words.offsets(other.first, other.end) for other in self.layout.blocks if other.whole == block.whole)
        for hit in reversed(self.hits):
            if not hit.contents and hit.subject is not None:
                hit.contents = [(block.first, block.end)]
                return [replace(self._attribution(hit), content=spans)]
        source = phrases.forward(self.words, self.lexicon, self.low, self.high)
        if source is None or not self._people(source) or self.high - self.low > 45:
            return []
        return [Attribution(source=self._source(source), cue=self.words.offsets(self.high - 1, self.high), content=spans)]

    def _first_block(self) -> int:
        for index in range(self.low, self.high):
            if self.layout.block_at[index] >= 0:
                return self.layout.block_at[index]
        return len(self.layout.blocks)


_PLURAL = frozenset("police others some many who people percent half most majority all both few several two three %".split())
