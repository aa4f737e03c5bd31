"""Statements for tests: the shipped cue lists and the components that statements need, built once."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.pipeline import assemble
from briefing.models import Article, Statement

PARTS = ("briefing_sentences", "briefing_quotations", "briefing_times", "briefing_attributions", "briefing_statements")


@lru_cache
def pipeline() -> Language:
    return assemble({}, PARTS)


def article(text: str, published: dt.date | None = dt.date(2024, 6, 17)) -> Article:
    """An article of this text, read from nowhere; 17 June 2024 is a Monday."""
    return Article(
        id=Article.make_id("Example Courier", None, text),
        source="test",
        source_id="1",
        url=None,
        outlet="Example Courier",
        title="",
        published=published,
        retrieved=dt.datetime(2024, 6, 18, tzinfo=dt.UTC),
        language="en",
        marking="TLP:CLEAR",
        text=text,
    )


def read(text: str, published: dt.date | None = dt.date(2024, 6, 17)) -> Doc:
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.article = article(text, published)
    return nlp(doc)


def statements(text: str, published: dt.date | None = dt.date(2024, 6, 17)) -> list[Statement]:
    """The statements of an article, in text order."""
    made = article(text, published)
    return [found.record(made) for found in read(text, published)._.findings]
