"""Who can speak at all: the words of a source enter, whether they are a phrase for a person, a body or a document leaves."""

from __future__ import annotations

from briefing.extract.grammar import AUXILIARIES, DETERMINERS, FINITE, PLURALS, PREPOSITIONS, PRONOUNS
from briefing.extract.lexicon import Lexicon
from briefing.extract.words import Words

_ARTICLES = frozenset("a an the his her its their our my".split())
_BEFORE_ARTICLE = PREPOSITIONS | frozenset("and or all both half , like than except".split())
_STANDS_ALONE = PLURALS | frozenset(
    "others another one those some many most few several each neither none either two three four five six seven eight "
    "nine ten dozens hundreds thousands millions majority minority number percent cent % third thirds quarter quarters "
    "fourth fourths half anyone someone somebody everyone nobody accused".split()
)
_AGENTS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "ee", "ees", "ant", "ants",
           "crat", "crats", "eur", "ster", "sters")  # fmt: skip
_NO_AGENTS = frozenset(
    "number numbers order orders matter matters factor factors power powers weather winter summer water chapter river error "
    "errors border borders disaster computer corner quarter gender restaurant plant plants paper center centre dinner danger "
    "anger offer offers answer answers fever finger fire laughter later latter letter manner murder murders offender order "
    "other outer over rather sector sectors shelter shutter slander slaughter tower towers under wonder error terror humor "
    "humour color colour floor door labor labour behavior behaviour flavor flavour rumor rumour minor major prior superior "
    "list lists checklist committee committees employee trustee fee fees degree degrees guarantee coffee tree trees "
    "participant warrant important significant relevant elegant grant grants want wants human humans german germans "
    "encounter counter counters register cancer paper papers server servers whether together career careers mother-in-law "
    "better greater larger smaller higher lower longer shorter older younger former earlier easier further".split()
) - frozenset({"employee", "trustee", "participant", "offender", "human", "humans"})
_LONGEST = 30


class Admission:
    """Judges phrases by their shape and their head; keeps nothing between articles."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def is_phrase(self, words: Words, first: int, end: int) -> bool:
        """Whether tokens first … end-1 (up to a "who" or a comma) can be one noun phrase: no verb of their own, no second article."""
        lower = words.lower
        if end - first > _LONGEST or lower[first] in AUXILIARIES or lower[first] in ("to", "and", "or", "not"):
            return False
        for index in range(first, end):
            word = lower[index]
            if word in ("who", "which", "whose", "that", "where", ",", "(", ":", ";"):
                break
            if index == first:
                continue
            if word in _ARTICLES and lower[index - 1] not in _BEFORE_ARTICLE:
                return False  # "run the numbers", "relayed the exchange"
            if word in PRONOUNS or (word in AUXILIARIES and word not in ("'s", "may", "will", "might", "can")):
                return False
            if word in FINITE and lower[index - 1] not in DETERMINERS and not words.is_capital(index):
                if word in (
                    "shows",
                    "cut",
                    "set",
                    "led",
                    "found",
                    "needs",
                    "looks",
                    "lives",
                    "supports",
                    "works",
                    "means",
                    "won",
                    "shot",
                ):
                    continue  # nouns and participles too
                return False
        last = (
            next((i for i in range(first + 1, end) if lower[i] in ("who", "which", "whose", "that", ",", "(")), end) - 1
        )
        if last > first and any(verb.form == "past" for verb in self.lexicon.verbs.get(lower[last], ())):
            return words.is_capital(last) or lower[last] in _STANDS_ALONE  # "the mayor denied | reports that …"
        if lower[last] in _ARTICLES and last > first:
            return False
        second = lower[first + 1] if first + 1 < end else ""
        verbal = lower[first].endswith(("ing", "ed")) and not words.is_capital(first)
        return not (
            verbal and (second in PREPOSITIONS or second in ("to", "itself", "himself", "herself", "themselves"))
        )

    def is_speaker(self, words: Words, first: int, end: int) -> bool:
        """Whether the phrase's head is somebody or something that speaks; the list of kinds, and what English forms from verbs."""
        lexicon, lower = self.lexicon, words.lower
        head_end = next(
            (
                index
                for index in range(first + 1, end)
                if lower[index] in PREPOSITIONS
                or lower[index] in ("who", "which", "that", "whose", ",", "(")
                or (
                    index > first + 1
                    and lower[index].endswith("ed")
                    and not words.is_capital(index)
                    and self._listed(lower[index - 1])
                )
            ),
            end,
        )
        while head_end - 1 > first and lower[head_end - 1] in ("'s", "'", ")", "who"):
            head_end -= 1
        inside = lower[first:head_end]
        if any(self._listed(word) for word in inside[-3:]) or any(
            word in lexicon.spokespeople or word in lexicon.documents for word in inside
        ):
            return True
        head = inside[-1]
        if (
            head in _STANDS_ALONE
            or inside[0] in _STANDS_ALONE - DETERMINERS
            or head.endswith("year-old")
            or head == "old"
        ):
            return True
        if any(words.is_capital(index) and lower[index] not in DETERMINERS for index in range(first, head_end)):
            return True
        if (
            inside[0] in ("those", "some", "many", "others", "most", "several", "both", "all", "few")
            and head_end - first <= 2
        ):
            return True
        return len(head) > 4 and head.endswith(_AGENTS) and head not in _NO_AGENTS

    def _listed(self, word: str) -> bool:
        lexicon = self.lexicon
        return (
            word in lexicon.people
            or word in lexicon.roles
            or word in lexicon.organisations
            or word in lexicon.documents
            or (
                word.endswith("s")
                and (
                    word[:-1] in lexicon.organisations or word[:-1] in lexicon.documents or word[:-1] in lexicon.people
                )
            )
        )
