"""Articles enter, findings leave: statements and incidents, each with the words that it stands on.

Extraction is a pure function of an article and the pipeline's version; it knows nothing of events, threats, other articles or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.extract.version import pipeline_version
from briefing.models import Article, Findings, Gap, Incident, Statement

if TYPE_CHECKING:
    from spacy.language import Language

    from briefing.config.schema import Workspace
    from briefing.extract.gazetteer import Gazetteer

__all__ = ["Extractor", "load_gazetteer", "pipeline_version"]


class Extractor:
    """A loaded pipeline. `version` changes with every file that extraction reads; findings are kept under it."""

    def __init__(self, workspace: Workspace, nlp: Language, version: str, gazetteer: Gazetteer) -> None:
        self.workspace = workspace
        self.nlp = nlp
        self.version = version
        self.gazetteer = gazetteer

    @classmethod
    def load(cls, workspace: Workspace) -> Extractor:
        """The pipeline that the workspace names, else ours. Raises ExtractError where it cannot be loaded."""
        # spaCy takes a second to import: only those who extract wait for it
        from briefing.extract.pipeline import assemble, lists_of, load

        named = workspace.settings.extract.pipeline
        nlp = assemble(lists_of(workspace)) if named is None else load(named, Path(workspace.root))
        return cls(workspace, nlp, pipeline_version(workspace), load_gazetteer(workspace))

    def extract(self, article: Article) -> Findings:
        """What the article says. Raises ExtractError where a component breaks the invariant of spans."""
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        doc = self.nlp(doc)
        statements: list[Statement] = []
        incidents: list[Incident] = []
        for found in doc._.findings:
            finding = found.record(article)
            if isinstance(finding, Statement):
                statements.append(finding)
            else:
                incidents.append(finding)
        return Findings(article_id=article.id, statements=tuple(statements), incidents=tuple(incidents))

    def extract_many(self, articles: Iterable[Article], *, processes: int) -> Iterator[Findings | Gap]:
        """Findings in the order of the articles, or a gap for one that failed; streams, and holds a few hundred articles at most.

        `processes` workers share the work; 1, or fewer articles than one worker takes at once, runs here.
        """
        from briefing.extract.workers import CHUNK, guarded, over_processes

        stream = iter(articles)
        first = list(islice(stream, CHUNK + 1))
        if processes <= 1 or len(first) <= CHUNK:
            for article in chain(first, stream):
                yield guarded(self.extract, article)
        else:
            yield from over_processes(self.workspace, chain(first, stream), processes, load_extract)


def load_gazetteer(workspace: Workspace) -> Gazetteer:
    """The shipped place names with the workspace's own. Raises ExtractError where they cannot be read."""
    from briefing.extract.gazetteer import Gazetteer

    return Gazetteer(countries=workspace.countries, places=workspace.places)


def load_extract(workspace: Workspace) -> Callable[[Article], Findings]:
    """What a worker process calls once: the extraction of one article, loaded."""
    return Extractor.load(workspace).extract
