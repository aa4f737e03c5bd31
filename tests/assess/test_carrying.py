"""Ids of happenings over nights: kept, merged, split, gone."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.assess import carry_ids, follow
from briefing.models import UNKNOWN_WHEN, IncidentGroup


@dataclass(frozen=True)
class Old:
    """What an edition remembers."""

    id: str
    members: tuple[str, ...]


def group(key: str, *members: str) -> IncidentGroup:
    return IncidentGroup(
        id=key,
        type="bombing",
        members=members,
        lead=members[0],
        outlets=(),
        occurred=UNKNOWN_WHEN,
        place=None,
        distance_km=None,
        venue=None,
        status="occurred",
        categories=(),
        background=False,
        killed=(),
        wounded=(),
        dates=(),
        places=(),
        statuses=(),
        credibility="6",
    )


def ids(groups: tuple[IncidentGroup, ...]) -> dict[str, tuple[str, ...]]:
    return {found.id: found.members for found in groups}


def test_a_group_that_gains_an_earlier_report_keeps_its_id() -> None:
    """Named anew after the earlier report, it goes by its old id."""
    now, redirects = carry_ids([Old("g-1", ("b",))], [group("g-2", "a", "b")])
    assert ids(now) == {"g-1": ("a", "b")}
    assert redirects == {}


def test_of_merged_groups_the_larger_gives_the_id_and_the_other_leads_to_it() -> None:
    """Two against one; the merged group's own id is nobody's."""
    previous = [Old("g-1", ("a",)), Old("g-2", ("b", "c"))]
    now, redirects = carry_ids(previous, [group("g-1", "a", "b", "c")])
    assert ids(now) == {"g-2": ("a", "b", "c")}
    assert redirects == {"g-1": "g-2"}


def test_of_a_split_group_the_larger_part_keeps_the_id() -> None:
    """The smaller part holds the mention after which the whole was named, and needs another id."""
    now, redirects = carry_ids([Old("g-1", ("a", "b", "c"))], [group("g-1", "a"), group("g-9", "b", "c")])
    names = {members: key for key, members in ids(now).items()}
    assert names["b", "c"] == "g-1"
    assert names["a",] not in {"g-1", "g-9"}
    assert redirects == {}


def test_a_group_without_mentions_left_leads_nowhere_and_a_new_one_has_its_own_id() -> None:
    """Nothing of the old one is there."""
    now, redirects = carry_ids([Old("g-1", ("a",))], [group("g-2", "b")])
    assert (set(ids(now)), redirects) == ({"g-2"}, {})


def test_renaming_again_changes_nothing() -> None:
    """Tonight's groups carried from tonight's own edition."""
    previous = [Old("g-1", ("a", "b", "c")), Old("g-5", ("x", "y"))]
    tonight = [group("g-1", "a"), group("g-9", "b", "c", "x"), group("g-7", "y", "z")]
    once, _ = carry_ids(previous, tonight)
    again, redirects = carry_ids([Old(found.id, found.members) for found in once], tonight)
    assert (again, redirects) == (once, {})


def test_chains_of_redirects_end() -> None:
    """Over three nights, and even if two lead to each other."""
    assert follow({"g-1": "g-2", "g-2": "g-3"}, "g-1") == "g-3"
    assert follow({}, "g-1") == "g-1"
    assert follow({"g-1": "g-2", "g-2": "g-1"}, "g-1") in {"g-1", "g-2"}
