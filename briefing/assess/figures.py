"""Which of several readings leads: one happening's mentions go in, each field's values side by side come out, the leading one first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence

from briefing.assess.traits import Mention
from briefing.assess.wording import paragraph_around
from briefing.models import Count, FieldValue

_SPEAKING = r"\b(?:said|says|told|confirmed|announced|reported|stated|according to|put the|added|tweeted|wrote)\b"
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"']?\s+(?=[A-Z“\"])|\n+")


class Officials:
    """Tells whether an official is cited for a figure; `roles` are the cue lists' official roles."""

    def __init__(self, roles: Sequence[str]) -> None:
        words = "|".join(
            re.escape(role)
            for role in sorted({*roles, "police", "authorities", "officials"}, key=lambda r: (-len(r), r))
        )
        self._official = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        self._speaking = re.compile(_SPEAKING, re.IGNORECASE)

    def gave(self, mention: Mention, count: Count | None) -> bool:
        """Whether the sentence with the figure has an official say it."""
        if count is None:
            return False
        sentence = _sentence_with(mention, count.text)
        return bool(self._official.search(sentence) and self._speaking.search(sentence))


def _sentence_with(mention: Mention, words: str) -> str:
    """The incident's own sentence where it has the words, else the nearest one that does."""
    text, own = mention.article.text, mention.incident.sentence
    if words in own.text:
        return own.text
    after, before = text.find(words, own.end), text.rfind(words, 0, own.start)
    if after < 0 and before < 0:
        return own.text
    at = before if after < 0 or (before >= 0 and own.start - before < after - own.end) else after
    start, end = paragraph_around(text, at, at + len(words))
    for part in _parts(text[start:end]):
        if words in part:
            return part
    return text[start:end]


def _parts(paragraph: str) -> list[str]:
    return _SENTENCE_END.split(paragraph)


def counts(
    mentions: Sequence[Mention],
    count_of: Callable[[Mention], Count | None],
    officials: Officials,
    superseded: Collection[str],
) -> tuple[FieldValue, ...]:
    """Figures side by side by the rule of `config/method.yaml`: official ones first, then the latest, earlier versions' last."""
    found = [(m, _figure(count), officials.gave(m, count)) for m in mentions if (count := count_of(m)) is not None]
    return _side_by_side(found, superseded)


def values(
    mentions: Sequence[Mention], value_of: Callable[[Mention], str | None], superseded: Collection[str]
) -> tuple[FieldValue, ...]:
    """Other readings side by side: the latest published first, earlier versions' last."""
    return _side_by_side(((m, value, False) for m in mentions if (value := value_of(m)) is not None), superseded)


def _side_by_side(found: Iterable[tuple[Mention, str, bool]], superseded: Collection[str]) -> tuple[FieldValue, ...]:
    by_value: dict[str, list[tuple[Mention, bool]]] = {}
    for mention, value, official in found:
        by_value.setdefault(value, []).append((mention, official))

    def order(mention: Mention, official: bool) -> tuple[bool, bool, int, str]:  # noqa: FBT001
        published = mention.article.published_on or dt.date.min
        return (mention.article.id in superseded, not official, -published.toordinal(), mention.incident.id)

    made = []
    for value, told in by_value.items():
        ordered = sorted(told, key=lambda pair: order(*pair))
        first = order(*ordered[0])
        made.append(
            (
                first,
                FieldValue(
                    value=value,
                    finding_ids=tuple(mention.incident.id for mention, _ in ordered),
                    official=ordered[0][1],
                    superseded=first[0],
                ),
            )
        )
    return tuple(value for _, value in sorted(made, key=lambda pair: pair[0]))


def _figure(count: Count) -> str:
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"
