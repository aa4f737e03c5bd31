"""The cue lists made ready for look-up: `Cues` from `config/cues/en.yaml` enter, a `Lexicon` of word forms leaves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from briefing.config.schema import Cues
from briefing.models import CueKind

Form = Literal["base", "s", "ing", "past", "participle"]
Frame = Literal["clause", "that", "hearer", "quote", "request", "intent", "object", "phrase"]

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb of saying: its base, which form it is, and what may follow it."""

    base: str
    form: Form
    frames: frozenset[Frame]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb of saying with the words that belong to it: "warn of"."""

    base: str
    rest: tuple[str, ...]
    frames: frozenset[Frame]


class Lexicon:
    """Sets and maps of lower-case words; `verbs` and `phrases` are keyed by every form of the (first) word."""

    def __init__(self, cues: Cues) -> None:
        frames: dict[str, set[Frame]] = defaultdict(set)
        for frame, bases in (
            ("clause", cues.frames.clause),
            ("that", cues.frames.that),
            ("hearer", cues.frames.hearer),
            ("quote", cues.frames.quote),
            ("request", cues.frames.request),
            ("intent", cues.frames.intent),
            ("object", cues.frames.object),
        ):
            for base in bases:
                frames[base].add(frame)  # type: ignore[arg-type]
        for group in cues.reporting:
            for phrase in group.phrases:
                frames[phrase].add("phrase")
        self.verbs: dict[str, list[Verb]] = defaultdict(list)
        self.phrases: dict[str, list[tuple[Form, Phrase]]] = defaultdict(list)
        for base in sorted(frames):
            first, *rest = base.split()
            for form, word in forms(first, cues.irregular.get(first)):
                if rest:
                    self.phrases[word].append((form, Phrase(base, tuple(rest), frozenset(frames[base]))))
                else:
                    self.verbs[word].append(Verb(first, form, frozenset(frames[base] - {"phrase"} or {"object"})))
        for options in self.phrases.values():
            options.sort(key=lambda option: (-len(option[1].rest), option[1].base))
        self.kinds: dict[str, CueKind] = {}
        self.noun_kinds: dict[str, CueKind] = {}
        for group in cues.reporting:
            for base in (*group.verbs, *group.phrases):
                self.kinds[base] = group.kind
            for noun in group.nouns:
                self.noun_kinds[noun] = self.noun_kinds[noun + "s"] = group.kind
        self.attributions = tuple(tuple(phrase.lower().split()) for phrase in cues.attributions)
        self.excluded = frozenset(phrase.split()[0].lower() for phrase in cues.excluded)
        # "declined to say": of phrases the verb in all its forms
        self.undoing = self.excluded | {
            form for phrase in cues.excluded if phrase.endswith(" to") for _, form in forms(phrase.split()[0], None)
        }
        self.unspoken = frozenset(
            form for base in cues.unspoken for _, form in forms(base, cues.irregular.get(base))
        ) | frozenset(base for base in cues.unspoken)
        self.titles = frozenset(title.lower() for title in cues.titles)
        self.female = frozenset(word.lower() for word in cues.female)
        self.male = frozenset(word.lower() for word in cues.male)
        self.women = frozenset(name.lower() for name in cues.first_names.female)
        self.men = frozenset(name.lower() for name in cues.first_names.male)
        self.first_names = self.women | self.men | {name.lower() for name in cues.first_names.either}
        self.roles = _with_plurals(cues.roles)
        self.spokespeople = _with_plurals(cues.spokespeople)
        self.organisations = frozenset(word.lower() for word in cues.organisations)
        self.documents = frozenset(word.lower() for word in cues.documents)
        self.people = frozenset(word.lower() for word in cues.people)

    def kind_of(self, cue: str) -> CueKind:
        """The kind of a cue by its words: the longest known phrase in it wins, then a verb, then a noun."""
        words = cue.lower().split()
        for position, word in enumerate(words):
            for _, phrase in self.phrases.get(word, ()):
                if (
                    tuple(words[position + 1 : position + 1 + len(phrase.rest)]) == phrase.rest
                    and phrase.base in self.kinds
                ):
                    return self.kinds[phrase.base]
        for word in words:
            for verb in self.verbs.get(word, ()):
                if verb.base in self.kinds:
                    return self.kinds[verb.base]
        for word in words:
            if word not in self.verbs and word in self.noun_kinds:
                return self.noun_kinds[word]
        return "reporting"


def _with_plurals(words: tuple[str, ...]) -> frozenset[str]:
    lower = {word.lower() for word in words}
    return frozenset(
        lower | {word + "s" for word in lower} | {word[:-3] + "men" for word in lower if word.endswith("man")}
    )


def forms(base: str, irregular: tuple[str, ...] | None) -> list[tuple[Form, str]]:
    """Every form of a verb by the spelling rules of English; `irregular` is its past tense and participle."""
    if base == "be":
        return [("base", "be"), ("s", "is"), ("s", "are"), ("past", "was"), ("past", "were"), ("participle", "been")]
    ends_y = base.endswith("y") and base[-2] not in _VOWELS
    third = (
        base[:-1] + "ies" if ends_y else base + "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else base + "s"
    )
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe")) else base
    past = base[:-1] + "ied" if ends_y else base + "d" if base.endswith("e") else base + "ed"
    doubled = (
        irregular is not None
        and len(irregular[0]) > 3
        and irregular[0].endswith(base[-1] + "ed")
        and len(irregular[0]) == len(base) + 3
    )
    ing = (base + base[-1] if doubled or base in {"put", "begin"} else stem) + "ing"
    found: list[tuple[Form, str]] = [("base", base), ("s", third), ("ing", ing)]
    if irregular is None:
        return [*found, ("past", past)]
    return [*found, ("past", irregular[0]), *([("participle", irregular[1])] if irregular[1] != irregular[0] else [])]  # type: ignore[list-item]
