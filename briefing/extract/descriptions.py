"""Whom a description means: "the Vermont senator", "the bank", "the campaign" enter, the person or body named elsewhere leaves."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from briefing.extract.bearers import Person
from briefing.extract.grammar import DETERMINERS, PREPOSITIONS
from briefing.extract.lexicon import Lexicon
from briefing.extract.names import BUSINESS
from briefing.extract.people import FIRM, People
from briefing.extract.phrases import Range
from briefing.extract.words import Words

_KINDS = {
    word: group[0]
    for group in (
        ("senator", "sen", "sen."),
        ("representative", "rep", "rep.", "congressman", "congresswoman"),
        ("governor", "gov", "gov."),
        ("candidate", "nominee", "hopeful", "contender", "frontrunner", "front-runner", "runner", "standard-bearer"),
        ("lawyer", "attorney", "counsel"),
        ("businessman", "businesswoman", "mogul", "magnate", "tycoon", "billionaire", "developer", "entrepreneur"),
        ("executive", "ceo", "boss"),
        ("chairman", "chairwoman", "chair", "chairperson"),
        ("spokesman", "spokeswoman", "spokesperson"),
        ("actor", "actress", "star"),
        ("judge", "justice", "magistrate"),
        ("republican", "republicans", "gop", "r"),
        ("democrat", "democratic", "democrats", "d"),
        ("libertarian", "libertarians"),
    )
    for word in group
}
"""Words for one office or trade, each under the first of its group."""
_PARTIES = frozenset({"republican", "democrat", "libertarian"})
_EPITHETS = frozenset(
    """
    senator representative governor candidate businessman actor star executive lawmaker legislator politician veteran
    republican democrat conservative liberal socialist libertarian singer musician comedian rapper author novelist
    filmmaker activist congressman doctor surgeon retired billionaire celebrity champion striker
    athlete architect lady mother father grandmother grandfather pontiff premier chancellor native incumbent freshman
    """.split()
)
"""By these a text calls one again whom it has named, though it never said that the person is one."""
_OFFICES = frozenset("senator representative governor lawmaker legislator chancellor premier".split())
"""Epithets that need a place or a party beside them: anybody may be "the governor"."""
_ANAPHORIC = 3  # sentences back to whom an epithet may mean
_BODIES = frozenset(
    """
    bank company firm group organization organisation agency commission committee council department network station
    newspaper paper magazine university school union association board bureau airline campaign administration ministry
    corporation institute foundation center centre hospital league federation party court panel retailer automaker
    carrier operator broadcaster outlet publication charity coalition alliance authority force
    """.split()
)
_GENERAL = frozenset(
    """
    bank company firm group organization organisation agency network newspaper paper magazine airline corporation
    retailer automaker carrier operator broadcaster outlet publication charity union university
    """.split()
)
"""Kinds of bodies that the body's own name need not say."""
_FIRMS = frozenset("bank company firm airline corporation retailer automaker carrier operator".split())
"""Those of them that a body is only where it has a chief executive or a founder, or a firm's name."""
_LIKE = {
    "agency": frozenset(
        "agency office bureau department administration service services commission investigations".split()
    ),
    "group": frozenset(
        "group association alliance coalition committee council center institute foundation league".split()
    ),
    "union": frozenset("union association brotherhood federation workers".split()),
    "network": frozenset("network news".split()),
    "newspaper": frozenset("newspaper times post journal tribune herald gazette guardian globe register".split()),
    "paper": frozenset("paper times post journal tribune herald gazette guardian globe register".split()),
    "panel": frozenset("panel committee commission subcommittee".split()),
}
"""Kinds of bodies, with the words of names that tell them."""
_POSSESSED = frozenset("campaign administration team foundation camp office".split())
_MOST = 200  # people of one office who are told apart
_MAIN = 3  # a main figure has at least a third of the most mentions
_BODY_REACH = 40  # sentences back to a body whose name tells its kind
_BODY_NEAR = 8  # sentences back to one whose name does not


def kind_of(word: str) -> str:
    """The word under which those for the same office or trade stand."""
    return _KINDS.get(word, word)


@dataclass(frozen=True, slots=True)
class _Description:
    """A phrase taken apart: its noun, the words with it, and those of them that are names."""

    first: int
    head: str
    words: frozenset[str]
    proper: frozenset[str]
    definite: bool
    owned: bool


class Descriptions:
    """Finds whom descriptions in one article mean."""

    def __init__(self, words: Words, people: People, lexicon: Lexicon) -> None:
        self.words = words
        self.people = people
        self.lexicon = lexicon
        self._heads: dict[str, list[Person]] = {}
        for person in people.everyone:
            if person.organisation or not person.person:
                continue
            kinds = {kind_of(head) for head in person.heads} | ({kind_of(w) for w in person.words} & _PARTIES)
            for kind in sorted(kinds):
                self._heads.setdefault(kind, []).append(person)
        self._owned: dict[str, list[tuple[int, int]]] = {}  # by noun: where, and whose
        self._fullest: dict[tuple[str, int], tuple[int, Range]] = {}
        self._find_owned()
        self._opening = words.sentences[min(2, len(words.sentences) - 1)][1] if words.sentences else 0

    # ---- persons -------------------------------------------------------------------------------------------------------

    def person(self, first: int, end: int, last: Person | None) -> Person | None:
        """The named person whom tokens first … end-1 ("the Vermont senator") mean."""
        described = self._taken_apart(first, end)
        if described is None:
            return None
        candidates = [
            person for person in self._heads.get(described.head, ())[:_MOST] if self._compatible(person, described)
        ]
        if not described.definite and first >= self._opening:
            return None
        if candidates:
            best = self._best(candidates, described)
            if best is not None and described.definite and not described.owned:
                return self._rival(best, described, last)
            return best
        if described.definite and not described.owned and first > 0:
            return self._called_again(described, last)
        return None

    def pair(self, first: int, end: int) -> tuple[Person, ...]:
        """The two people named last, whom "both men", "the two candidates", "each" mean; none for other words."""
        lower = self.words.lower
        opening = lower[first] in ("both", "each") or lower[first : first + 2] == ["the", "two"]
        head = lower[end - 1]
        listed = head in self.lexicon.people or head in self.lexicon.roles or head in ("both", "each", "two")
        if not opening or end - first > 3 or not listed:
            return ()
        near = [person for person in self.people.before(first, 1) if person.certain and not person.organisation]
        if len(near) < 2:
            return ()
        main = sorted(near, key=lambda person: -len(person.mentions))[:2]
        return tuple(sorted(main, key=lambda person: person.number))

    def _taken_apart(self, first: int, end: int) -> _Description | None:
        words, lower = self.words, self.words.lower
        end = next((i for i in range(first + 1, end) if lower[i] in (",", "(", "and")), end)
        head_end = next((i for i in range(first + 1, end) if lower[i] in PREPOSITIONS), end)
        if lower[head_end - 1].endswith("s") and lower[head_end - 1] != "boss":
            return None  # "the Republicans"
        head = kind_of(lower[head_end - 1])
        lexicon = self.lexicon
        if not (lower[head_end - 1] in lexicon.roles or lower[head_end - 1] in lexicon.people or head in _EPITHETS):
            return None
        inside = [i for i in range(first, end) if i != head_end - 1]
        proper = frozenset(
            lower[i] for i in inside if words.is_capital(i) and lower[i] not in DETERMINERS and i != first
        )
        if words.is_capital(first) and lower[first] not in DETERMINERS:
            proper |= {lower[first]}
        owned = any(lower[i] in ("'s", "'") for i in range(first, head_end)) or lower[first] in (
            "his",
            "her",
            "their",
            "its",
        )
        definite = lower[first] == "the" or owned
        plain = frozenset(kind_of(lower[i]) for i in inside) - DETERMINERS
        return _Description(first, head, plain, proper, definite, owned)

    def _compatible(self, person: Person, described: _Description) -> bool:
        """Whether nothing that the description says goes against what is said beside the name."""
        known = {kind_of(word) for word in person.words}
        parties = described.words & _PARTIES
        if described.head in _PARTIES:
            parties |= {described.head}
        if parties and known & _PARTIES and not parties & known:
            return False
        if any((word in described.words) and word not in known for word in ("vice", "deputy", "assistant")):
            return False
        if "vice" in known and "vice" not in described.words and described.head in ("president", "candidate"):
            return False
        gender = self._gender(described)
        return gender == "unknown" or person.gender in (gender, "unknown")

    def _gender(self, described: _Description) -> str:
        word = self.words.lower[described.first : described.first + 8]
        for item in word:
            if kind_of(item) == described.head:
                return "female" if item in self.lexicon.female else "male" if item in self.lexicon.male else "unknown"
        return "unknown"

    def _best(self, candidates: list[Person], described: _Description) -> Person | None:
        """Whose words agree most, then whom the text named last before, else first after."""
        token = described.first

        def rank(person: Person) -> tuple[int, int, int]:
            known = {kind_of(word) for word in person.words} | set(person.key)
            agreed = len({kind_of(word) for word in described.proper} & known) * 2 + len(described.words & known)
            latest = person.latest(token)
            return agreed, latest >= 0, latest if latest >= 0 else -person.mentions[0][0]

        ranked = sorted(candidates, key=rank)
        best = ranked[-1]
        if not described.definite and len(candidates) > 1:
            return None  # "a judge", where several are named
        if best.latest(token) < 0 and len(candidates) > 1 and rank(ranked[-2])[:2] == rank(best)[:2]:
            return None
        if described.owned and not self._owner_agrees(best, described):
            return None
        return best

    def _rival(self, best: Person, described: _Description, last: Person | None) -> Person:
        """Who was spoken of just now, in place of one long not named whose words do not answer the description's names."""
        known = {kind_of(word) for word in best.words} | set(best.key)
        latest, here = best.latest(described.first), self.people.sentence(described.first)
        near = latest >= 0 and here - self.people.sentence(latest) <= _ANAPHORIC
        agrees = not described.proper or bool({kind_of(word) for word in described.proper} & known)
        if near and agrees:
            return best
        rival = self._called_again(described, last)
        return rival if rival is not None and (not agrees or not near) else best

    def _owner_agrees(self, person: Person, described: _Description) -> bool:
        """Whether "Reyes's lawyer" can be this lawyer: Reyes stands beside the name, or nobody's name does."""
        owner = {kind_of(word) for word in described.proper}
        known = {kind_of(word) for word in person.words}
        return bool(owner & known) or not owner or not any(word == "'s" for word in person.words)

    def _called_again(self, described: _Description, last: Person | None) -> Person | None:
        """The person whom the text was speaking of: "the New York businessman", of whom it never said so."""
        if described.head not in _EPITHETS or (described.head in _OFFICES and not described.proper):
            return None
        near = [
            person
            for person in self.people.before(described.first, _ANAPHORIC)
            if person.certain and not (person.organisation or person.kin) and self._compatible(person, described)
        ]
        if not near:
            return None
        # a text calls its main figures so, not those it names once
        most = max(len(person.mentions) for person in near)
        main = [person for person in near if len(person.mentions) * _MAIN >= most]
        return self.people.likeliest(main, described.first, self._gender(described), last, _ANAPHORIC)

    # ---- bodies --------------------------------------------------------------------------------------------------------

    def body(self, first: int, end: int) -> Range | None:
        """The name of the body that tokens first … end-1 ("the commission") mean."""
        lower = self.words.lower
        if lower[first] not in ("the", "its") or end - first not in (2, 3) or lower[end - 1] not in _BODIES:
            return None
        head = lower[end - 1]
        if any(self.words.is_capital(i) for i in range(first + 1, end)):
            return None
        if end - first == 3 and lower[first + 1] not in (
            "news",
            "media",
            "same",
            "federal",
            "nonpartisan",
            "nonprofit",
        ):
            return None
        owned = self._owned_before(head, first)
        before = [person for person in self.people.before(first, _BODY_REACH) if person.organisation]
        like = _LIKE.get(head, frozenset({head}))
        for person in before:
            if not like.isdisjoint(person.key) or head in person.heads:
                return owned if owned is not None and owned[0] > person.name[0] and head in _POSSESSED else person.name
        if owned is not None:
            return owned
        if head in _GENERAL:
            near = [person for person in self.people.before(first, _BODY_NEAR) if person.organisation]
            plain = [p for p in near if not any(word in self.lexicon.organisations for word in p.key)]
            if head in _FIRMS:
                plain = [person for person in near if FIRM in person.heads or person.key[-1] in BUSINESS]
            if plain:
                most = max(plain, key=lambda person: len(person.mentions))
                return most.name if len(most.mentions) > 2 else None
        return None

    def _find_owned(self) -> None:
        """Notes each "Reyes's campaign", "the Reyes campaign": by its noun where it stands, by noun and owner the longest name."""
        lower = self.words.lower
        for index, word in enumerate(lower):
            if word not in _POSSESSED or index < 2:
                continue
            last = index - 1 - (lower[index - 1] in ("'s", "'"))
            name = self.people.name_over(last)
            owner = None if name is None else self.people.at(name.first)
            if name is None or owner is None or name.end != last + 1:
                continue
            self._owned.setdefault(word, []).append((index, owner.number))
            known = self._fullest.get((word, owner.number))
            if known is None or name.size > known[0]:
                self._fullest[word, owner.number] = name.size, (name.first, index + 1)

    def _owned_before(self, head: str, token: int) -> Range | None:
        """The latest "Reyes's campaign" before a token, in the fullest words of the article for Reyes's."""
        found = self._owned.get(head, [])
        position = bisect_left(found, (token, -1)) - 1
        return self._fullest[head, found[position][1]][1] if position >= 0 else None

    def fullest_body(self, phrase: Range) -> Range:
        """The longest way in which the article names the same owner's body; the phrase itself where it is none."""
        owner = self.people.at(phrase[0])
        known = None if owner is None else self._fullest.get((self.words.lower[phrase[1] - 1], owner.number))
        return phrase if known is None else known[1]
