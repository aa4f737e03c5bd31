"""Numbered citations: sentences of articles go in, in the order in which the pages cite them, labels and the source list come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.compose.wording import day
from briefing.config.schema import Workspace
from briefing.models import Article, Finding, TextGroup
from briefing.pages import Citation, CitedSentence, Reference
from briefing.standards import RELIABILITY

# Not after a title or an initial: "Mr. Weil", "J. Roy".
_BREAK = re.compile(
    r"\n\s*|(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)[.!?][”’\"')\]]*\s+(?=[A-Z“‘\"'(])"
)


@dataclass(slots=True)
class Citer:
    """Gives each cited sentence its label: the article's number, and a letter where several of its sentences are cited.

    Whether a number needs letters is known only at the end, so the pages are composed twice: once to learn the order
    (`labels` empty), once with the labels that `numbered` made of it.
    """

    articles: dict[str, Article]
    labels: dict[tuple[str, int, int], str] = field(default_factory=dict)
    _order: dict[tuple[str, int, int], set[str]] = field(default_factory=dict)

    def cite(self, *findings: Finding) -> tuple[Citation, ...]:
        """Citations of the findings' sentences, each once, in label order."""
        return self.cite_passages(*((finding, finding.sentence.start, finding.sentence.end) for finding in findings))

    def cite_words(self, finding: Finding, words: str) -> tuple[Citation, ...]:
        """Citation of the passage that holds `words`: the finding's sentence, else the nearest sentence that has them."""
        text, sentence = self.articles[finding.article_id].text, finding.sentence
        if words in sentence.text or words not in text:
            return self.cite(finding)
        after, before = text.find(words, sentence.end), text.rfind(words, 0, sentence.start)
        at = before if after < 0 or (before >= 0 and sentence.start - before < after - sentence.end) else after
        return self.cite_passages((finding, *_sentence_around(text, at, at + len(words))))

    def cite_passages(self, *passages: tuple[Finding, int, int]) -> tuple[Citation, ...]:
        """Citations of passages (finding, start, end of its article's text), each once, in label order."""
        keys = []
        for finding, start, end in passages:
            key = (finding.article_id, start, end)
            self._order.setdefault(key, set()).add(finding.id)
            if key not in keys:
                keys.append(key)
        made = [Citation(label=self.labels.get(key, "?"), anchor=f"ref-{self.labels.get(key, '')}") for key in keys]
        return tuple(sorted(made, key=lambda citation: _sort_key(citation.label)))

    def numbered(self) -> Citer:
        """A citer that knows every label, from the order in which this one was asked."""
        per_article: dict[str, list[tuple[str, int, int]]] = {}
        for key in self._order:
            per_article.setdefault(key[0], []).append(key)
        labels = {}
        for number, keys in enumerate(per_article.values(), start=1):
            for index, key in enumerate(sorted(keys, key=lambda k: k[1:])):
                labels[key] = f"{number}{_letters(index)}" if len(keys) > 1 else str(number)
        return Citer(articles=self.articles, labels=labels)

    def references(self, workspace: Workspace, text_groups: tuple[TextGroup, ...]) -> tuple[Reference, ...]:
        """The source list: each cited article with its cited sentences."""
        grades = {outlet.name: outlet.reliability for outlet in workspace.sources.outlets}
        earlier = {article_id for group in text_groups for article_id in group.earlier}
        versions: dict[tuple[str, str | None], list[Article]] = {}
        for group in text_groups:
            for article in (self.articles[key] for key in group.earlier if key in self.articles):
                versions.setdefault((group.original, article.outlet), []).append(article)
        text_of = {key: group.original for group in text_groups for key in (group.original, *group.reprints)}
        copies = {group.original: group.reprints for group in text_groups}
        copies |= {
            copy: (group.original, *(other for other in group.reprints if other != copy))
            for group in text_groups
            for copy in group.reprints
        }
        sentences: dict[str, list[CitedSentence]] = {}
        for key, findings in self._order.items():
            article_id, start, end = key
            label = self.labels[key]
            text = " ".join(self.articles[article_id].text[start:end].split())
            sentences.setdefault(article_id, []).append(
                CitedSentence(
                    label=label,
                    anchor=f"ref-{label}",
                    text=text,
                    start=start,
                    end=end,
                    findings=tuple(sorted(findings)),
                )
            )
        made = []
        for article_id, cited in sentences.items():
            article = self.articles[article_id]
            grade = grades.get(article.outlet or "", "F")
            others = [self.articles[copy].outlet for copy in copies.get(article_id, ()) if copy in self.articles]
            made.append(
                Reference(
                    number=int(cited[0].label.rstrip("abcdefghijklmnopqrstuvwxyz")),
                    article_id=article_id,
                    outlet=article.outlet or "outlet not stated",
                    title=article.title,
                    published=day(article.published_on),
                    url=article.url,
                    link_note=None if article.url else f"no link: {article.source_id}",
                    grade=grade,
                    grade_meaning=RELIABILITY[grade],
                    marking=article.marking,
                    sentences=tuple(sorted(cited, key=lambda sentence: _sort_key(sentence.label))),
                    reprints=tuple(sorted({outlet for outlet in others if outlet and outlet != article.outlet})),
                    earlier=tuple(
                        day(version.published_on)
                        for version in versions.get((text_of.get(article_id, ""), article.outlet), ())
                        if article_id not in earlier
                    ),
                )
            )
        return tuple(sorted(made, key=lambda reference: reference.number))


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `start`:`end` begins and ends: at a line's end, or a full stop before a capital."""
    breaks = [match.end() for match in _BREAK.finditer(text)]
    first = max((at for at in breaks if at <= start), default=0)
    last = min((at for at in breaks if at >= end), default=len(text))
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _letters(index: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _sort_key(label: str) -> tuple[int, int, str]:
    digits = label.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = label[len(digits) :]
    return (int(digits) if digits.isdigit() else 0, len(letters), letters)
