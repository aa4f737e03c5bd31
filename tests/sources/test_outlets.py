"""The outlet's name: as configured where it can be told, else as given, else where it was read."""

from __future__ import annotations

import pytest

from briefing.config.schema import Outlet
from briefing.sources.outlets import OutletNames, host_of, web_address

NAMES = OutletNames(
    (
        Outlet(name="The Harbour Post", aliases=("Harbour Post",), domains=("harbourpost.example", "hp.example")),
        Outlet(name="Northern Wire", domains=("www.wire.example:443",), agency=True),
    )
)


@pytest.mark.parametrize(
    ("given", "url", "source_outlet", "sender", "expected"),
    [
        ("harbour  POST", None, None, None, "The Harbour Post"),
        ("hp.example:80", None, None, None, "The Harbour Post"),
        ("www.HP.example", None, None, None, "The Harbour Post"),
        (None, "https://live.harbourpost.example/a", "Desk", None, "The Harbour Post"),
        ("Somebody", "http://wire.example/1", None, None, "Northern Wire"),
        (None, "https://notharbourpost.example/", None, None, "notharbourpost.example"),
        ("mwtown.example:80", None, None, None, "mwtown.example"),
        ("Town Times ", "http://town.example", "Desk", None, "Town Times"),
        (None, "http://www.town.example:80/x", "Desk", None, "Desk"),
        (None, "http://www.town.example:80/x", None, "Jo", "town.example"),
        (None, None, None, "Jo Doe", "Jo Doe"),
        (" ", None, None, None, None),
        (None, "http://[bad", None, None, None),
    ],
)
def test_the_outlet_is_resolved_in_order(
    given: str | None, url: str | None, source_outlet: str | None, sender: str | None, expected: str | None
) -> None:
    """Configured name, alias or domain; given; the source's; the address's host; the sender; none."""
    assert NAMES.resolve(given=given, url=url, hosts=(), source_outlet=source_outlet, sender=sender) == expected


def test_a_host_that_is_told_beside_the_address_finds_the_outlet() -> None:
    """A mail's From domain or list id stands for its outlet where that is configured."""
    found = NAMES.resolve(given=None, url=None, hosts=("alerts.wire.example",), source_outlet=None, sender="Alerts")
    assert found == "Northern Wire"


def test_only_addresses_of_the_web_are_links() -> None:
    """Scripts, files, hidden characters and nonsense never become a link."""
    assert web_address(" https://a.example/x?y=1 ") == "https://a.example/x?y=1"
    bad = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "/x",
        "http://",
        "http://a.example/\u202e",
        "http://a b/",
        "http://[",
    )
    assert [web_address(address) for address in bad] == [None] * len(bad)
    assert host_of("HTTPS://WWW.A.example.:8080/x") == "a.example"
