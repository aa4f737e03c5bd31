"""A reader that writes an input's content to a file and reads it back as the build would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.config.schema import Limits, Outlet, Source
from briefing.models import Article, Gap
from briefing.sources import inputs, read

Reader = Callable[..., list[Article | Gap]]
RETRIEVED = datetime(2024, 6, 1, 4, 30, tzinfo=UTC)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Takes a file name, its content, and what the workspace says; gives articles and gaps in order."""

    def run(
        name: str,
        content: bytes | str,
        *,
        outlets: tuple[Outlet, ...] = (),
        limits: Limits | None = None,
        **settings: Any,
    ) -> list[Article | Gap]:
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        source = Source(id="desk", path=f"articles/{name}", **settings)
        limits = limits or Limits()
        found: list[Article | Gap] = []
        for item in inputs(source, root=tmp_path, limits=limits):
            if isinstance(item, Gap):
                found.append(item)
                continue
            found += read(item, source=source, outlets=outlets, marking="TLP:CLEAR", limits=limits, retrieved=RETRIEVED)
        return found

    return run


@pytest.fixture
def article(reader: Reader) -> Callable[..., Article]:
    """As `reader`, for content that is exactly one article, whether its date can be read or not."""

    def run(name: str, content: bytes | str, **settings: Any) -> Article:
        (only, *gaps) = reader(name, content, **settings)
        assert all(isinstance(gap, Gap) and gap.kind == "undated" for gap in gaps), gaps
        assert isinstance(only, Article), only
        return only

    return run


@pytest.fixture
def gap(reader: Reader) -> Callable[..., Gap]:
    """As `reader`, for content that is exactly one gap."""

    def run(name: str, content: bytes | str, **settings: Any) -> Gap:
        (only,) = reader(name, content, **settings)
        assert isinstance(only, Gap), only
        return only

    return run
