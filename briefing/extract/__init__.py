"""Articles enter, findings leave: statements and incidents, each with the words that it stands on.

Extraction is a pure function of an article and the pipeline's version; it knows nothing of events, threats, other articles or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.extract.version import pipeline_version
from briefing.models import Article, Findings, Gap, Incident, Statement, Unread, Where

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from briefing.config.schema import Workspace
    from briefing.extract.gazetteer import Gazetteer
    from briefing.extract.workers import Extract

__all__ = ["Extractor", "Sieve", "extract_many", "load_gazetteer", "pipeline_version"]


class Sieve(Protocol):
    """Says whether anything in an article, whose places are given, can matter; `key` changes with what it asks. Pickles."""

    @property
    def key(self) -> str: ...
    def __call__(self, article: Article, places: Iterable[Where]) -> bool: ...


class Extractor:
    """A loaded pipeline. `version` changes with every file that extraction reads; findings are kept under it."""

    def __init__(self, workspace: Workspace, nlp: Language, version: str, gazetteer: Gazetteer) -> None:
        self.workspace = workspace
        self.nlp = nlp
        self.version = version
        self.gazetteer = gazetteer
        # What a sieve asks for is found first; the rest, the encoder above all, is what it spares.
        names = nlp.pipe_names
        last = max((n for n, name in enumerate(names) if "doc._.places" in nlp.get_pipe_meta(name).assigns), default=-1)
        self._cheap, self._dear = names[: last + 1], names[last + 1 :]

    @classmethod
    def load(cls, workspace: Workspace) -> Extractor:
        """The pipeline that the workspace names, else ours. Raises ExtractError where it cannot be loaded."""
        # spaCy takes a second to import: only those who extract wait for it
        from briefing.extract.pipeline import assemble, lists_of, load

        named = workspace.settings.extract.pipeline
        nlp = assemble(lists_of(workspace)) if named is None else load(named, Path(workspace.root))
        return cls(workspace, nlp, pipeline_version(workspace), load_gazetteer(workspace))

    def extract(self, article: Article, *, sieve: Sieve | None = None) -> Findings | Unread:
        """What the article says; with a `sieve` that finds nothing of matter in it, that it was passed over.

        Raises ExtractError where a component breaks the invariant of spans.
        """
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        if sieve is not None and self._cheap:
            doc = self.nlp(doc, disable=self._dear)
            if not sieve(article, _places(doc)):
                return Unread(article_id=article.id, key=sieve.key)
            doc = self.nlp(doc, disable=self._cheap)
        else:
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


def extract_many(
    workspace: Workspace, articles: Iterable[Article], *, processes: int, sieve: Sieve | None = None
) -> Iterator[Findings | Unread | Gap]:
    """Results in the order of the articles, a gap for one that failed; streams, and holds a few hundred articles at most.

    `processes` workers share the work, each with the pipeline; 1, or fewer articles than one worker takes at once, runs here. Raises
    ExtractError where the pipeline cannot be loaded.
    """
    from briefing.extract.workers import CHUNK, guarded, over_processes

    stream = iter(articles)
    first = list(islice(stream, CHUNK + 1))
    load = partial(_load_extract, sieve=sieve)
    if processes <= 1 or len(first) <= CHUNK:
        read = load(workspace)
        for article in chain(first, stream):
            yield guarded(read, article)
    else:
        yield from over_processes(workspace, chain(first, stream), processes, load)


def load_gazetteer(workspace: Workspace) -> Gazetteer:
    """The shipped place names with the workspace's own. Raises ExtractError where they cannot be read."""
    from briefing.extract.gazetteer import Gazetteer

    return Gazetteer(countries=workspace.countries, places=workspace.places)


def _load_extract(workspace: Workspace, *, sieve: Sieve | None) -> Extract:
    """What a worker process calls once: the extraction of one article, loaded."""
    return partial(Extractor.load(workspace).extract, sieve=sieve)


def _places(doc: Doc) -> tuple[Where, ...]:
    """All places that an article may speak of: those of its text and its title, and its outlet's town."""
    scenery = doc._.scenery if doc.has_extension("scenery") else None
    if scenery is None:
        return tuple(mention.where for mention in doc._.places or ()) if doc.has_extension("places") else ()
    from briefing.extract.place_names import where_of

    home = (where_of("", (scenery.home,)),) if scenery.home is not None and scenery.home.precision == "city" else ()
    return (*(mention.where for mention in (*scenery.mentions, *scenery.titled)), *home)
