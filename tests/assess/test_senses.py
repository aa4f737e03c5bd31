"""Words of a category in another sense: `tests/cases/senses.yaml` against the shipped categories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.assess.bearing import Watch
from briefing.config import load_workspace
from tests.making import AS_OF, article, event, findings, statement

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE, _ = load_workspace(ROOT / "samples")  # which has the shipped categories
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "senses.yaml").read_text(encoding="utf-8"))


def categories(words: str) -> tuple[str, ...]:
    """The categories that a statement of these words fits."""
    source = article(f"Anna Weil said: {words}")
    watch = Watch(event(), WORKSPACE, AS_OF.date())
    [bearing] = watch.judge(source, findings(source, statement(source, words, "Anna Weil")), thorough=True)
    return bearing.categories


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_another_sense_does_not_fit(case: dict[str, Any]) -> None:
    """The same word in the category's own sense does."""
    assert case["category"] not in categories(case["text"])
    assert case["category"] in categories(case["fits"])
