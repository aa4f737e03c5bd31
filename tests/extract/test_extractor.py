"""The extractor: findings or gaps for a stream of articles, in their order, whatever an article holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

from briefing.config import init_workspace, load_workspace
from briefing.errors import ExtractError
from briefing.extract import Extractor, pipeline_version
from briefing.extract.pipeline import COMPONENTS, MODEL, assemble
from briefing.extract.tokens import LinearTokenizer
from briefing.extract.workers import guarded, over_processes
from briefing.models import Article, Findings, Gap
from tests.extract.speaking import article, pipeline, read


def fake(article: Article) -> Findings:
    """An extraction that some articles break."""
    if article.text == "break":
        raise ValueError("no such words")
    return Findings(article_id=article.id, statements=(), incidents=())


def load_fake(workspace: Any) -> Callable[[Article], Findings]:
    return fake


def test_an_article_that_fails_is_a_gap() -> None:
    """The gap names the article's source and row and says what went wrong."""
    gap = guarded(fake, article("break"))
    assert gap == Gap(
        kind="unreadable", reason="could not be extracted: ValueError: no such words", source="test", locator="1"
    )


def test_processes_keep_the_order() -> None:
    """Articles spread over two workers come back in their order, with the gap where it belongs."""
    articles = [article(f"text {number}") for number in range(450)]
    articles[300] = article("break")
    found = list(over_processes(None, iter(articles), 2, load_fake))  # type: ignore[arg-type]
    assert [item.article_id if isinstance(item, Findings) else "gap" for item in found] == [
        "gap" if number == 300 else made.id for number, made in enumerate(articles)
    ]


def load_nothing(workspace: Any) -> Callable[[Article], Findings]:
    raise ExtractError("there is no such pipeline", hint="name another")


def test_a_pipeline_that_no_worker_can_load_says_so() -> None:
    """The error is the loader's own, not the pool's."""
    with pytest.raises(ExtractError, match="no such pipeline"):
        list(over_processes(None, iter([article("text")]), 2, load_nothing))  # type: ignore[arg-type]


def test_components_fit_together() -> None:
    """Every component finds what it requires assigned before it."""
    problems = (pipeline().analyze_pipes() or {})["problems"]
    assert not any(problems.values()), problems


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "😀😃 said 🙂 “😀” ",
        "THE MAYOR SAID THE TOWN WAS SAFE. “FINE,” SHE SAID.",
        '"' * 2_000,
        "(" * 1_000 + "said" + ")" * 1_000,
        "the man said that it was bad and he went on to say " * 400,
        "".join(map(chr, range(1, 32))) * 20 + " he said “x\x00y”",
        "he said " * 2_000,
        "Ana Costa, who said, " * 500,
        "“Ana.\n\n" * 500,
        "\u2028\u200b\xa0said\xa0he “a”\u2029",
    ],
)
def test_any_text_is_read(text: str) -> None:
    """Hostile texts give findings whose spans lie inside them."""
    made = article(text)
    for found in read(text)._.findings:
        record = found.record(made)
        assert record.content


def test_long_runs_keep_their_characters() -> None:
    """Tokens of a text with a run of ten thousand marks join to the text again."""
    nlp = assemble({}, ())
    assert isinstance(nlp.tokenizer, LinearTokenizer)
    text = "Before it " + '"a1,' * 2_500 + " after  it\n\n" + "x" * 5_000
    assert nlp.make_doc(text).text == text


def test_findings_are_the_same_each_time() -> None:
    """The same article gives the same findings, in the same order."""
    text = "Ana Costa said it rained. “It did,” Tom Reyes said. Police warned of floods."
    first = [dataclasses.astuple(found) for found in read(text)._.findings]
    assert first == [dataclasses.astuple(found) for found in read(text)._.findings]
    assert len(first) == 3


def test_the_shipped_folder_is_the_pipeline() -> None:
    """`spacy.load` opens it, its components fit together, and it finds what the program's own pipeline finds."""
    nlp = spacy.load(MODEL)
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert not any((nlp.analyze_pipes() or {})["problems"].values())
    text = (
        "Gunmen shot dead two people in Lyon on Tuesday, the Interior Ministry said. “We mourn,” Mayor Ada Reyes said."
    )
    ours = assemble({})
    first, second = (list(pipe(text)._.findings) for pipe in (nlp, ours))
    assert first == second
    assert len(first) == 3


def test_a_workspace_may_name_another_pipeline(tmp_path: Path) -> None:
    """A folder of the workspace is loaded in place of ours, and its files are part of the version."""
    root = tmp_path / "workspace"
    init_workspace(root)
    nlp = assemble({}, tuple(name for name in COMPONENTS if name not in ("briefing_reader", "briefing_incidents")))
    nlp.to_disk(root / "rules")
    settings = root / "config" / "briefing.yaml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(words.replace("\nextract:\n", "\nextract:\n  pipeline: rules\n"), encoding="utf-8")
    workspace = load_workspace(root)[0]
    extractor = Extractor.load(workspace)
    found = extractor.extract(article("A man was shot dead in Lyon on Sunday, Mayor Ada Reyes said."))
    assert isinstance(found, Findings)
    assert (len(found.statements), found.incidents) == (1, ())
    (root / "rules" / "meta.json").write_text("{}", encoding="utf-8")
    assert pipeline_version(workspace) != extractor.version
