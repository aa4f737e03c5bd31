"""Who wrote it: an article goes in, the wire agency that its credit line names comes out.

A credit stands in the dateline ("LYON (AP) –"), in a line of its own ("By Reuters") or in the copyright line at the end. That an
agency "contributed to this report", took the picture or was told something makes the text nobody's but the outlet's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.config.grouping import Agency
from briefing.models import Article

OPENING = 400  # characters in which a byline and a dateline stand
ENDING = 300  # characters in which a copyright line stands


class Credits:
    """The credit lines of the agencies in `config/method.yaml`, compiled once."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._agencies = {
            _folded(credit): agency.name for agency in agencies for credit in (agency.name, *agency.credits)
        }
        names = "|".join(
            re.escape(name).replace(r"\ ", r"\s+") for name in sorted(self._agencies, key=lambda n: (-len(n), n))
        )
        the = rf"(?:the\s+)?(?P<name>{names})"
        dash = r"[ \t]*(?:[-–—―|:]|(?-i:(?=[A-Z])))"
        # "LYON, France, June 2 (AP) –", "(Reuters) -": a short line start, the name alone in brackets, a dash.
        self._dateline = re.compile(rf"^[^\n()]{{0,60}}\({the}\){dash}", re.IGNORECASE | re.MULTILINE)
        self._byline = re.compile(
            rf"^\s*(?:(?:by|source:|from)\s+(?:[^\n]{{3,40}},?\s+)?)?{the}\s*(?:[-–—|,.(]|on\b|$)",
            re.IGNORECASE | re.MULTILINE,
        )
        self._copyright = re.compile(
            rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:\d{{4}}\s*)?(?:by\s+)?{the}\b"
            rf"|^\W*{the.replace('?P<name>', '?P<last>')}\W*$"
            rf"|\({the.replace('?P<name>', '?P<closing>')}\)\W*$",
            re.IGNORECASE | re.MULTILINE,
        )

    def agency(self, article: Article) -> str | None:
        """The agency that the article is credited to, or None."""
        if not self._agencies:
            return None
        head, tail = article.text[:OPENING], article.text[-ENDING:]
        match = self._dateline.search(head) or self._byline.search(head) or self._copyright.search(tail)
        if match is None:
            return None
        return self._agencies[_folded(next(found for found in match.groupdict().values() if found))]


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))
