"""Places in text: which words name one, what they mean, and which do not."""

from __future__ import annotations

import pytest

from briefing.config.schema import Outlet
from briefing.extract.homes import Homes
from briefing.extract.place_names import bearers, resolve_places
from briefing.extract.places import find_places
from tests.extract.desk import places_component


def found(text: str) -> list[tuple[str, str, str | None, str]]:
    """(words, country, division, role) of each mention."""
    component = places_component()
    mentions = find_places(text, component.gazetteer, component.not_places)
    return [(m.where.text, m.where.country or "", m.where.admin, m.role) for m in mentions]


@pytest.mark.parametrize(
    ("text", "words", "country", "admin", "role"),
    [
        ("CLEVELAND (AP) — Police said so.", "CLEVELAND", "US", "Ohio", "dateline"),
        ("RICHMOND, Va. (Wire) — Police said so.", "RICHMOND, Va.", "US", "Virginia", "dateline"),
        ("A man was hurt in Paris, Texas, on Sunday.", "Paris, Texas", "US", "Texas", "in"),
        ("A man was hurt in Cleveland, Tenn., on Sunday.", "Cleveland, Tenn.", "US", "Tennessee", "in"),
        ("It happened in Saint-Denis, France.", "Saint-Denis, France", "FR", "Île-de-France", "in"),
        ("It happened near Rambouillet on Friday.", "Rambouillet", "FR", "Île-de-France", "near"),
        ("Forney, Texas, is small. It happened near Forney. Police came.", "Forney, Texas", "US", "Texas", "in"),
        ("Leeds police said so.", "Leeds", "GB", "England", "agency"),
        ("It happened in Starr County, officials said.", "Starr County", "US", "Texas", "in"),
        ("He visited the centre in Quantico, Virginia.", "Quantico", "US", "Virginia", "in"),
        ("Protests spread through Nice on Sunday.", "Nice", "FR", "Provence-Alpes-Côte d'Azur", "in"),
    ],
)
def test_a_place_is_found(text: str, words: str, country: str, admin: str, role: str) -> None:
    """Its words, country, division and role are among the mentions."""
    mentions = found(text)
    assert any(m[0].startswith(words.rstrip(".")) and m[1:] == (country, admin, role) for m in mentions), mentions


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton arrived.",
        "The Washington Post said so.",
        "Mr. Jackson said so. Jackson left.",
        "Nice weather, Reading books and a Mobile phone.",
        "In Congress, Republicans and Democrats met.",
        "He met Hillary Clinton; Clinton spoke of Lincoln.",
        "Christmas and Easter are holidays.",
        "In March and in May, Chad Smith and Jordan Miller met.",
        "The Stanley Cup, the Geneva Convention and the Wall Street Journal.",
        "I’ll go. It’s late.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    """Names of persons, papers, feasts and bodies are none."""
    assert found(text) == []


def test_a_place_inside_a_place() -> None:
    """Both are found, and the first is where it was."""
    roles = {words: role for words, _, _, role in found("She was attacked in Rambouillet, near Paris.")}
    assert roles == {"Rambouillet": "in", "Paris": "near"}


def test_the_article_s_countries_choose() -> None:
    """The same words mean another place where the article plays elsewhere."""
    assert ("Georgia", "GE", None, "in") in found("Tbilisi is in Georgia. Russia and Armenia are its neighbours.")
    assert ("Georgia", "US", "Georgia", "in") in found(
        "It happened in Georgia. Atlanta, Ga., and Alabama in the United States."
    )
    assert any(
        m[1] == "US" for m in found("MANCHESTER, N.H. (Wire) — Voters in Manchester met.") if m[0] == "Manchester"
    )


def test_candidates_stand_best_first() -> None:
    """The alternatives that the text leaves open are kept, at most five, with scores that fall."""
    component = places_component()
    (mention,) = find_places("It happened in Springfield on Sunday.", component.gazetteer, component.not_places) or (
        None,
    )
    if mention is None:
        pytest.fail("no place found")
    scores = [candidate.score for candidate in mention.where.candidates]
    assert 1 < len(scores) <= 5
    assert scores == sorted(scores, reverse=True)


def test_offsets_after_letters_outside_the_first_plane() -> None:
    """Offsets count code points."""
    text = "😀😀 It happened in Cannes."
    component = places_component()
    (mention,) = find_places(text, component.gazetteer, component.not_places)
    assert text[mention.start : mention.end] == "Cannes"


@pytest.mark.parametrize(
    ("text", "title", "words", "city"),
    [
        ("A boy was shot in the Lawndale neighborhood, Chicago police said.", "", "Lawndale", "Chicago"),
        ("Police in Philadelphia found him in the Mayfair section of the city.", "", "Mayfair", "Philadelphia"),
        ("Trams collided in the Wrzeszcz district of Gdańsk.", "", "Wrzeszcz", "Gdańsk"),
        ("It happened in the Mayfair section.", "Boy shot in Philadelphia", "Mayfair", "Philadelphia"),
    ],
)
def test_a_part_of_a_city_is_where_its_city_is(text: str, title: str, words: str, city: str) -> None:
    """The words stay; the place is the city named with it, or the one the article tells of."""
    component = places_component()
    mentions = find_places(text, component.gazetteer, component.not_places, title)
    assert [m.where.name for m in mentions if m.where.text == words] == [city]


def test_a_part_of_no_named_city_has_no_coordinates() -> None:
    """A quarter is not the far town that bears its name."""
    component = places_component()
    (mention,) = find_places("A boy was shot in the Lawndale neighborhood.", component.gazetteer, component.not_places)
    assert (mention.where.text, mention.where.lat, mention.where.country) == ("Lawndale", None, None)


@pytest.mark.parametrize(
    ("text", "name", "admin"),
    [
        ("Shots were heard in Athens. Officers from Watkinsville and Gainesville, Georgia, came.", "Athens", "Georgia"),
        ("Shots were heard in Athens. Officers from Piraeus and Corinth came.", "Athens", "Attica"),
        ("Shots were heard in Henderson County. Hendersonville and Asheville, N.C., lie near.", "Henderson County", "North Carolina"),
    ],
)  # fmt: skip
def test_the_other_places_choose(text: str, name: str, admin: str) -> None:
    """Of namesakes the one is meant that lies where the article's other places lie."""
    component = places_component()
    meant = {m.where.text: m.where.admin for m in find_places(text, component.gazetteer, component.not_places)}
    assert meant[name] == admin


def test_the_outlet_s_home_chooses() -> None:
    """A listed town first, then the ending of the address; an ending that is sold to all the world tells nothing."""
    gazetteer = places_component().gazetteer
    homes = Homes([Outlet(name="Valley Echo", domains=("valley.example",), city="Paris, Texas")], gazetteer)
    text = "Shots were heard in Paris on Sunday."
    for outlet, admin in (
        ("Valley Echo", "Texas"),
        ("news.valley.example", "Texas"),
        ("unknown.example", "Île-de-France"),
    ):
        (where,) = resolve_places(text, [(20, 25)], gazetteer, homes.of(outlet, None))
        assert where is not None
        assert where.admin == admin
    told = [homes.of(None, f"https://paper.{ending}/1") for ending in ("ca", "co.uk", "io", "org")]
    assert [home.country if home else None for home in told] == ["CA", "GB", None, None]


@pytest.mark.parametrize(
    ("words", "name", "precision"),
    [
        ("Canadian", "Canada", "country"),
        ("Palestinians", "Palestine", "country"),
        ("the United States", "United States", "country"),
        ("South Los Angeles", "Los Angeles", "city"),
        ("Gwinnett", "Gwinnett County", "region"),
        ("Loudon Co.", "Loudon County", "region"),
        ("Xyzzyville", None, None),
    ],
)
def test_who_bears_a_name(words: str, name: str | None, precision: str | None) -> None:
    """A people is its country, a side the whole, a county may stand without its word."""
    found = bearers(words, places_component().gazetteer)
    assert ((found[0].name, found[0].precision) if found else (None, None)) == (name, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Crews were called to a house near Missouri and 16th avenues.",
        "He was hurt at Second Street near the bank.",
        "OK, he said.",
    ],
)
def test_streets_and_small_words_are_no_places(text: str) -> None:
    """Roads that bear a place's name, and words that are an abbreviation elsewhere."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("Two men met in a Boston parking lot.", "Boston", "in"),
        ("It happened six miles north of Boston.", "Boston", "near"),
        ("He died at a Boston hospital.", "Boston", "from"),
    ],
)
def test_roles(text: str, words: str, role: str) -> None:
    """In a lot of the town, beside it, and where people are brought."""
    assert (words, role) in {(m[0], m[3]) for m in found(text)}
