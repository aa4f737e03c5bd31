"""What an article must have before it is read in full: a name of the event, a place near it, or words that claim an attack."""

from __future__ import annotations

import pickle

import pytest

from briefing.assess.sieve import Sieve
from briefing.config.schema import Cues
from briefing.extract.lists import cues_from
from briefing.models import Where
from tests.making import article, event, lyon, workspace

CUES: Cues = cues_from(None)
FAR = "The council of Oslo met on Monday and approved the budget."


@pytest.fixture(scope="module")
def sieve() -> Sieve:
    return Sieve([event()], workspace(cues=CUES))


@pytest.mark.parametrize(
    ("text", "places", "read"),
    [
        (FAR, (), False),
        (f"{FAR} The {event().name} was no topic.", (), True),
        (FAR, (lyon(),), True),
        ("The Front claimed responsibility for the blast in Oslo.", (), True),
        ("The Front has since taken\nresponsibility for it.", (), True),
        ("It is the responsibility of the council.", (), False),
    ],
    ids=["nothing", "event", "place", "claim", "another-claim", "no-claim"],
)
def test_what_is_read(sieve: Sieve, text: str, places: tuple[Where, ...], read: bool) -> None:
    """Nothing else can bear; claims may stand with an incident that another article tells."""
    assert sieve(article(text), places) is read


def test_the_key_follows_the_events() -> None:
    """Another name asks again what was passed over; the same events do not."""
    one, same = (Sieve([event()], workspace(cues=CUES)) for _ in range(2))
    other = Sieve([event(aliases=["the other cup"])], workspace(cues=CUES))
    assert one.key == same.key != other.key


def test_a_worker_asks_the_same(sieve: Sieve) -> None:
    """It travels to a process and answers there as here."""
    away = pickle.loads(pickle.dumps(sieve))
    assert away.key == sieve.key
    assert away(article(FAR), ()) is False
    assert away(article(FAR), (lyon(),)) is True
