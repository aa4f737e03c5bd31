"""Whether an article can bear on any watched event: asked with its places, before it is read in full.

Every way in which a finding bears on an event (`bearing`) needs the article to name the event, a venue or a participant, or one of its
places to lie within a venue's radius or in a host city. A claim of responsibility may stand with an incident that another article tells,
so words of one are reason enough to read. An article without any of these gives a briefing nothing, whatever stands in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.assess.bearing import Watch
from briefing.assess.distance import is_host_city, nearest
from briefing.assess.wording import Phrases
from briefing.config.schema import Cues, Event, Workspace
from briefing.models import Article, PlaceCandidate, Where


class Sieve:
    """Holds the events' names and venues; `key` changes with them and with the rules, so that what was passed over is asked again.

    Venues must have their coordinates. Pickles, so that worker processes can ask it.
    """

    def __init__(self, events: Iterable[Event], workspace: Workspace) -> None:
        # a sieve knows no day: what is too old or too late for a briefing may be read in vain
        self._watches = [Watch(event, workspace, event.starts) for event in events]
        self._claims = Phrases(_claims(workspace.cues))
        digest = hashlib.sha256(workspace.countries.model_dump_json().encode())
        for watch in self._watches:
            digest.update(watch.event.model_dump_json().encode())
        for path in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(path.read_bytes())
        self.key = digest.hexdigest()[:16]

    def __call__(self, article: Article, places: Iterable[Where]) -> bool:
        """Whether something in the article can bear on an event; `places` are all that its text names."""
        if any(watch.naming(article).any for watch in self._watches):
            return True
        if self._claims.first(article.text) is not None:
            return True
        readings: list[Where | PlaceCandidate] = []
        for place in places:
            readings += [place, *place.candidates]
        return any(_touches(watch.event, reading) for watch in self._watches for reading in readings)


def _claims(cues: Cues) -> Iterator[str]:
    """Words without which no cue is a claim of responsibility: of phrases all but the verb, which comes in any form."""
    for group in cues.reporting:
        if group.kind == "claim-of-responsibility":
            yield from (phrase.partition(" ")[2] or f"{phrase}*" for phrase in group.phrases)
            for verb in group.verbs:
                yield from (f"{verb.rstrip('ey')}*", *cues.irregular.get(verb, ()))
            yield from (f"{noun}*" for noun in group.nouns)


def _touches(event: Event, reading: Where | PlaceCandidate) -> bool:
    near = nearest(event, reading)
    return (near is not None and near.km <= near.venue.radius_km) or is_host_city(event, reading) is not None
