"""Articles, findings and editions enter; the same leave, later, once each.

`store.Library` is the room's face, with `editions.Editions` for what was published; `tables` says what the database holds, `database`
how it is opened and what its errors mean, `rows` how a record becomes a row.
"""

from __future__ import annotations

from briefing.library.store import Library

__all__ = ["Library"]
