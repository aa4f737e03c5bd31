"""Words that stand with an incident: claims of responsibility and denials go in, the happenings that they speak of come out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.assess.traits import Mention
from briefing.assess.wording import Phrases, paragraph_around
from briefing.models import Article, Statement

KINDS = frozenset({"claim-of-responsibility", "denial"})
NEAR_PARAGRAPHS = 3  # "the group denied it" stands within so many paragraphs of the incident
REPLY_DAYS = 14  # from the happening to words about it in an article that does not itself report it
_GENERAL = ("attack", "incident", "violence")
_WORD = re.compile(r"[^\W\d_]{5,}")
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Reply:
    """A statement that speaks of a happening; `denies` where it denies the happening itself, and not something about it."""

    statement_id: str
    denies: bool


def replies(
    statements: Sequence[Statement],
    happenings: Mapping[str, Sequence[Mention]],
    articles: Mapping[str, Article],
    words_of: Mapping[str, Sequence[str]],
) -> dict[str, tuple[Reply, ...]]:
    """Group id to the statements that speak of it.

    `happenings` are the mentions by group id, `words_of` the nouns of each incident type. A statement speaks of at most one: that of
    its own article whose words it repeats nearby, else the one whose place and kind its paragraph names in the fortnight after.
    """
    found: dict[str, list[Reply]] = {}
    terms = {key: _terms(mentions, words_of) for key, mentions in happenings.items()}
    here: dict[str, list[tuple[str, Mention]]] = {}
    for key in sorted(happenings):
        for mention in happenings[key]:
            here.setdefault(mention.article.id, []).append((key, mention))
    for statement in sorted(statements, key=lambda s: s.id):
        if statement.cue_kind not in KINDS:
            continue
        article = articles[statement.article_id]
        told = here.get(article.id, [])
        group = (
            _of_article(statement, article, told, terms) if told else _of_place(statement, article, happenings, terms)
        )
        if group is not None:
            content = " ".join(span.text for span in statement.content)
            denies = statement.cue_kind == "denial" and terms[group].first(content) is not None
            found.setdefault(group, []).append(Reply(statement.id, denies))
    return {key: tuple(ids) for key, ids in sorted(found.items())}


def _terms(mentions: Sequence[Mention], words_of: Mapping[str, Sequence[str]]) -> Phrases:
    words = {mention.incident.trigger.text for mention in mentions}
    words.update(word for mention in mentions for word in words_of.get(mention.incident.type, ()))
    return Phrases((*words, *_GENERAL))


def _of_article(
    statement: Statement, article: Article, told: Sequence[tuple[str, Mention]], terms: Mapping[str, Phrases]
) -> str | None:
    near = []
    for key, mention in told:
        first, last = sorted((statement.sentence.start, mention.incident.sentence.start))
        paragraphs = len(_GAP.findall(article.text, first, last))
        said, happened = statement.sentence.text, mention.incident.sentence.text
        if paragraphs <= NEAR_PARAGRAPHS and (terms[key].first(said) or _words(said) & _words(happened)):
            near.append((paragraphs, last - first, key))
    return min(near)[2] if near else None


def _words(sentence: str) -> set[str]:
    """Its longer words in small letters, names left out: what the two sentences speak of."""
    return {word for word in _WORD.findall(sentence) if word.islower()}


def _of_place(
    statement: Statement, article: Article, happenings: Mapping[str, Sequence[Mention]], terms: Mapping[str, Phrases]
) -> str | None:
    start, end = paragraph_around(article.text, statement.sentence.start, statement.sentence.end)
    paragraph = article.text[start:end]
    published = article.published_on
    if published is None:
        return None
    fitting = []
    for key in sorted(happenings):
        for mention in happenings[key]:
            days = mention.days
            if mention.place is None or days is None or mention.place.precision not in ("point", "city"):
                continue
            after = (published - days[1]).days
            names = Phrases({mention.place.name, mention.place.text})
            if -1 <= after <= REPLY_DAYS and names.first(paragraph) and terms[key].first(paragraph):
                fitting.append((after, key))
                break
    return min(fitting)[1] if len({key for _, key in fitting}) == 1 else None
