"""What an input says of its publisher enters; the outlet's name leaves, as configured where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from briefing.config.schema import Outlet
from briefing.sources.text import one_line

_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z][\w-]+)\.?(?::\d+)?(?:/.*)?", re.IGNORECASE)


def host_of(address: str | None) -> str | None:
    """The host of a URL or a bare host name: lower case, without "www." and port; None where there is none."""
    if not address:
        return None
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    host = (host or "").strip().rstrip(".").removeprefix("www.")
    return host or None


def web_address(address: str | None) -> str | None:
    """The address, if it is one of the web and may be printed as a link; `javascript:`, `file:` are None."""
    if address is None:
        return None
    address = address.strip()
    try:
        parts = urlsplit(address)
        good = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    if not good or len(address) > 4096 or not address.isprintable() or re.search(r"[\s<>\"]", address):
        return None
    return address


class OutletNames:
    """The configured outlets, asked by name, alias and domain."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._by_name: dict[str, str] = {}
        self._by_domain: dict[str, str] = {}
        for outlet in outlets:
            for name in (outlet.name, *outlet.aliases):
                self._by_name.setdefault(_folded(name), outlet.name)
            for domain in outlet.domains:
                if host := host_of(domain):
                    self._by_domain.setdefault(host.casefold(), outlet.name)

    def resolve(
        self, *, given: str | None, url: str | None, hosts: Iterable[str], source_outlet: str | None, sender: str | None
    ) -> str | None:
        """The configured outlet (by name, by domain), else what is given, the source's, the URL's host, the sender."""
        given = _clean(given)
        sender = _clean(sender)
        for name in (given, sender):
            if name and (known := self._by_name.get(_folded(name)) or self._at(name)):
                return known
        for address in (url, *hosts):
            if known := self._at(host_of(address)):
                return known
        return given or source_outlet or host_of(url) or sender

    def _at(self, host: str | None) -> str | None:
        labels = (host or "").casefold().split(".")
        for first in range(len(labels) - 1):
            if known := self._by_domain.get(".".join(labels[first:])):
                return known
        return None


def _clean(name: str | None) -> str | None:
    """A given name on one line; one that is a host ("www.example.org:80") as hosts are written."""
    name = one_line(name, most=120)
    return host_of(name) if name and _HOST.fullmatch(name) else name


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
