"""Entries to articles: language, limits, keys; and that nothing in an input can raise or load what is not needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.config.schema import Limits, Outlet, Source
from briefing.models import Article, Gap
from briefing.sources import reading_key
from briefing.sources.articles import FORMATS
from briefing.sources.language import language_of

Reader = Callable[..., list[Article | Gap]]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le pont principal de Bergen a été fermé dimanche après l’incendie d’un camion, a indiqué la police.",
            "French",
        ),
        ("Die Brücke in Bergen wurde am Sonntag nach einem Brand gesperrt, teilte die Polizei mit.", "German"),
        ("Мост в Бергене закрыли в воскресенье после пожара, сообщила полиция города.", "Russian"),
        ("أغلقت الشرطة الجسر الرئيسي في المدينة يوم الأحد بعد أن اشتعلت النيران في شاحنة", "Arabic"),
        ("警方表示，周日一辆卡车起火后，市内主要桥梁被封闭，没有人员受伤，预计周一重新开放。", "Chinese"),
    ],
)
def test_another_language_is_a_gap_that_names_it(gap: Callable[..., Gap], text: str, language: str) -> None:
    """Only English is read, and the gap says what it was."""
    found = gap("a.txt", text)
    assert (found.kind, found.reason) == ("language", f"in {language}: only English is read")


def test_what_is_too_short_to_tell_is_as_declared_else_english() -> None:
    """A few words decide nothing; names in an English text do not make it foreign."""
    assert language_of("Feu à Lyon") == "en"
    assert language_of("Feu à Lyon", "fr-FR") == "fr"
    assert language_of("Feu à Lyon", "tlh") == "en"
    names = "Gérald Darmanin, Élisabeth Borne and François Hollande met in Orléans on Monday, officials said."
    assert language_of(names) == "en"


def test_an_article_over_the_limit_is_a_gap(gap: Callable[..., Gap]) -> None:
    """The reason gives the figure and the limit."""
    found = gap("a.txt", "word " * 500, limits=Limits(article_characters=1000))
    assert (found.kind, found.reason) == ("too-large", "2,500 characters, more than the limit of 1,000")


@pytest.mark.parametrize("given", ["2026-13-45", "30 February 2026", "03/04/2023", "0001-01-01", "yesterday"])
def test_a_date_that_cannot_be_read_is_a_gap_beside_its_article(reader: Reader, given: str) -> None:
    """The article stays, undated, and the gap shows the value."""
    article, gap = reader("a.txt", f"Title: A fire\nDate: {given}\n\nA fire broke out in a hall in Lyon, police said.")
    assert isinstance(article, Article)
    assert article.published is None
    assert isinstance(gap, Gap)
    assert (gap.kind, gap.reason) == ("undated", f"“{given}” is no date that can be relied on: read as undated")


@pytest.mark.parametrize("content", ["", "\n \n", "…—!", "\u202e\u202c"])
def test_a_file_without_words_is_empty(gap: Callable[..., Gap], content: str) -> None:
    """Punctuation alone is no article."""
    assert gap("a.txt", content) == Gap(kind="empty", reason="no text in it", source="desk", locator="a.txt")


SCRAPS = rb"""---
|# |<p>|<script>|</|<!--|{"text":|"|[|{|}|\\ud800|date 2023-|Subject: |Content-Type: multipart/mixed; boundary=x
|--x
|"""
PIECES = st.lists(
    st.binary(max_size=20) | st.sampled_from([*SCRAPS.split(b"|"), b"\r\n\r\n", b"\xff\xfe", b"\xef\xbb\xbf"])
)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@given(pieces=PIECES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_content_raises(reader: Reader, suffix: str, pieces: list[bytes]) -> None:
    """Whatever bytes a file holds, articles and gaps come out, and something always does."""
    found = reader(f"any{suffix}", b"".join(pieces))
    assert found
    for item in found:
        if isinstance(item, Article):
            item.text.encode()
            assert item.title


def test_the_key_follows_what_articles_depend_on() -> None:
    """Outlets, marking, the source's outlet and the limit change it; paths and grades do not."""
    source, outlet = Source(id="a", path="x"), Outlet(name="Harbour Post", domains=("hp.example",))

    def key(
        source: Source = source, outlets: tuple[Outlet, ...] = (outlet,), marking: str = "TLP:CLEAR", most: int = 5000
    ) -> str:
        limits = Limits(article_characters=most)
        return reading_key(source, outlets=outlets, marking=marking, limits=limits)  # type: ignore[arg-type]

    others = [
        key(source=Source(id="a", path="x", outlet="Desk")),
        key(source=Source(id="a", path="x", marking="TLP:RED")),
        key(outlets=()),
        key(marking="TLP:GREEN"),
        key(most=6000),
    ]
    assert len({key(), *others}) == 6
    assert key(source=Source(id="a", path="elsewhere")) == key()
    assert key(outlets=(outlet.model_copy(update={"reliability": "A"}),)) == key()


def test_importing_the_room_loads_nothing_heavy(repository: Path) -> None:
    """Parsers and models wait until a file needs them."""
    code = "import sys, briefing.sources; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=repository)
    loaded = set(run.stdout.split())
    assert "briefing.sources.html" in loaded
    assert not loaded & {"trafilatura", "py3langid", "lxml", "numpy", "markdown_it", "charset_normalizer", "sqlalchemy"}
