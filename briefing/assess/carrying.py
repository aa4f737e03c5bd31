"""Ids that last: the happenings of the last edition and those of tonight go in, tonight's under the ids that are known come out.

An id stays where most of its happening is. Of happenings that turn out to be one, the largest gives the id and the others' lead to it;
when one turns out to be two, the larger part keeps the id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from briefing.models import IncidentGroup, content_id


class Known(Protocol):
    """What is remembered of a happening: an `IncidentGroup` of an earlier edition, or its id and members alone."""

    @property
    def id(self) -> str: ...

    @property
    def members(self) -> tuple[str, ...]: ...


def carry_ids(
    previous: Sequence[Known], now: Sequence[IncidentGroup]
) -> tuple[tuple[IncidentGroup, ...], dict[str, str]]:
    """Tonight's groups by id, and for each id of `previous` that is gone the one that it leads to.

    A happening none of whose mentions is left leads nowhere: it is no longer supported. Renaming again changes nothing.
    """
    at = {member: number for number, group in enumerate(now) for member in group.members}
    home: dict[str, tuple[int, int]] = {}
    for old in previous:
        counts: dict[int, int] = {}
        for member in old.members:
            if member in at:
                counts[at[member]] = counts.get(at[member], 0) + 1
        if counts:
            number = min(counts, key=lambda n: (-counts[n], -len(now[n].members), now[n].id))
            home[old.id] = (number, counts[number])
    ids: dict[int, str] = {}
    for old_id in sorted(home, key=lambda key: (-home[key][1], key)):
        ids.setdefault(home[old_id][0], old_id)
    taken = set(home)
    for number, group in enumerate(now):
        if number not in ids:
            # The part that splits off may hold the mention after which the whole was named.
            ids[number] = group.id if group.id not in taken else content_id("g", group.id, *group.members)
    renamed = [replace(group, id=ids[number]) for number, group in enumerate(now)]
    redirects = {old_id: ids[number] for old_id, (number, _) in sorted(home.items()) if ids[number] != old_id}
    return tuple(sorted(renamed, key=lambda group: group.id)), redirects


def follow(redirects: Mapping[str, str], group_id: str) -> str:
    """The id that an earlier one leads to today, itself where it still stands; a chain of nights is followed to its end."""
    seen = set()
    while group_id in redirects and group_id not in seen:
        seen.add(group_id)
        group_id = redirects[group_id]
    return group_id
