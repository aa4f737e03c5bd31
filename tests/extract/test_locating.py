"""Where a happening took place: its own words, else the title, the police that report it, the article's main town."""

from __future__ import annotations

import pytest

from tests.extract.desk import incidents, read


def places(text: str, title: str = "") -> list[str]:
    """Name and division of each incident's place."""
    return [f"{i.place.name}, {i.place.admin}" if i.place else "" for i in incidents(text, title=title)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "Police in Leeds said a man was shot dead on Sunday. He lived in York.", "Leeds, England"),
        ("Boy, 9, shot in Lawndale, California", "A boy was shot and wounded on Friday, police said.", "Lawndale, California"),
        (
            "",
            "ATHENS, Ga. (Wire) — A man was shot dead on Friday in Clarke County. Deputies found him in Athens, they said.",
            "Athens, Georgia",
        ),
        (
            "",
            "A woman was shot and wounded on Monday in Falls Creek, Raleigh police said. Raleigh officers were called at noon.",
            "Raleigh, North Carolina",
        ),
        (
            "",
            "BOISE, Idaho (Wire) — A man was shot dead in Nampa on Monday, police said.",
            "Nampa, Idaho",
        ),
        (
            "",
            "A man was shot and wounded in Dayton, Ohio, on Monday. He was taken to a hospital in Columbus.",
            "Dayton, Ohio",
        ),
    ],
)  # fmt: skip
def test_where_it_happened(title: str, text: str, expected: str) -> None:
    """The most exact of what the article tells; not where people live or are treated."""
    assert expected in places(text, title)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Norfolk police look into a shooting in Ocean View",
            "A man was shot dead on Wednesday in Ocean View, police said.",
            "Norfolk, Virginia",
        ),
        (
            "",
            "A boy was shot and wounded on Thursday in the Washington Heights neighborhood, Chicago police said.",
            "Chicago, Illinois",
        ),
        (
            "",
            "COLUMBUS (WQXZ) – Two girls were shot and wounded on Friday night in Linden, police said.",
            "Columbus, Ohio",
        ),
        (
            "",
            "DUBLIN (AP) – Two men were shot dead on Friday in Beverley. British police are asking for witnesses.",
            "Beverley, England",
        ),
        (
            "Dallas police honour the dead",
            "A gunman shot dead 14 people in San Bernardino on Wednesday. Dallas police sent flowers.",
            "San Bernardino, California",
        ),
    ],
)  # fmt: skip
def test_quarters_lie_in_their_town(title: str, text: str, expected: str) -> None:
    """A lesser name alone is a part of the town of which local news tells; a town of its own is named with its state, or known."""
    assert expected in places(text, title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Gary man was charged after a Hammond man was shot dead on Tuesday in Gary, Indiana, police said.", "Gary, Indiana"),
        (
            "A woman was shot dead on Friday in Warren, Ohio. The man from Parma was arrested in Cleveland, police said.",
            "Warren, Ohio",
        ),
        (
            "Dayton police said a man was shot and wounded on Sunday. He was taken to Grandview Hospital in Kettering, Ohio.",
            "Dayton, Ohio",
        ),
        ("Hope, Ark., police said a man was shot dead on Tuesday at a garage.", "Hope, Arkansas"),
        ("A boy was shot and wounded on Saturday, Logan police said. Logan is a town of students in Utah.", "Logan, Utah"),
        (
            "A girl was shot dead on Friday in Warren, Ohio. The shooting was about 45 miles southeast of Cleveland, police said.",
            "Warren, Ohio",
        ),
        (
            "A man was shot dead on Tuesday in Dayton, Ohio. The chief, who is in Columbus, was told of Tuesday's shooting, police said.",
            "Dayton, Ohio",
        ),
        (
            "Ana Roe, of the 900 block of West Elm Street in Kettering, was shot dead on Tuesday in Dayton, Ohio, police said.",
            "Dayton, Ohio",
        ),
    ],
)  # fmt: skip
def test_not_where_people_live_or_are_caught(text: str, expected: str) -> None:
    """Homes, arrests and hospitals are no places of a shooting; a force tells its town even where the name alone is a person's."""
    shootings = [i for i in incidents(text) if i.type == "shooting"]
    assert [f"{i.place.name}, {i.place.admin}" for i in shootings if i.place] == [expected]


def test_a_town_of_another_region_is_not_where_the_news_is() -> None:
    """The lead says in which region its news is: a town elsewhere that is named later is not the article's."""
    text = (
        "A girl was sprayed with pepper outside a hall in Wisconsin on Friday, police said.\n\nSix protesters were arrested there a day "
        "earlier, police said.\n\nThe girl was well again on Saturday. Her mother thanked the helpers. Hundreds had come to the hall. "
        "Some had sung.\n\nEarlier this month the candidate called off a rally in Chicago. Another was held in Dayton."
    )
    assert "Chicago, Illinois" not in places(text)


def test_an_area_that_is_listed_is_no_scene() -> None:
    """Counties under a weather warning, and a headline below it that begins with "Police": neither makes a town of the last of them."""
    text = "Target Area: Clark; Crawford; Dubois; Washington\n\nPolice investigating Franklin Co. shooting"
    assert "Washington, District of Columbia" not in places(text, "Police investigating Franklin Co. shooting")


def test_a_surname_is_no_city() -> None:
    """A person whose name a city bears does not move what happened to the city."""
    text = "Marcus Cleveland, 31, was shot dead on Friday in Warren, Ohio, police said. Cleveland was a father of two, his sister said."
    assert {where.partition(",")[0] for where in places(text)} == {"Warren"}


def test_the_outlets_town_where_nothing_else_is_named() -> None:
    """Local news that names no place is of its outlet's town, by the site's name or the address; one that names another is not."""
    text = "A man was shot dead on Friday outside a shop on Elm Street, police said."
    assert places(text, "Man shot dead outside a shop - WQXZ News - Boise, Idaho") == ["Boise, Idaho"]
    [told] = incidents(text, url="https://www.spokanecourier.example/news/1")
    assert told.place is not None
    assert (told.place.text, told.place.name, told.place.admin) == ("", "Spokane", "Washington")
    elsewhere = incidents(f"{text} The mayor spoke to reporters in Oregon.", url="https://www.spokanecourier.example/1")
    assert all(i.place is None or i.place.admin != "Washington" for i in elsewhere)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Man shoots brother in Boise garage, police say", "Boise"),
        ("Teenager shot, killed in Dayton", "Dayton"),
        ("Woman grazed by bullet at Spokane market", "Spokane"),
    ],
)
def test_a_headline_alone_tells_what_happened(headline: str, expected: str) -> None:
    """Of a page that asks to sign in, the headline is read as the news that it is."""
    shell = "Please sign in to read on. We have sent you a message to confirm your address; follow the link in it."
    [incident] = incidents(f"{shell}\n\n{headline}", title=headline)
    assert (incident.type, incident.place and incident.place.name) == ("shooting", expected)


def test_a_great_city_is_meant_by_its_name() -> None:
    """Other names of a state do not make the great city its village; a name that somebody bears behind a comma is no county."""
    text = (
        "Attackers killed 130 people in Paris on Friday. Senators from Texas, Ohio, Iowa, Maine, Nevada, Utah, Oregon and Idaho "
        "spoke of it in Washington. In Orlando, Clinton made a stop."
    )
    assert places(text) == ["Paris, Île-de-France"]
    where = {m.where.text: m.where.admin for m in read(text)._.places}
    assert where["Orlando"] == "Florida"


def test_a_named_part_is_where_it_happened_not_the_next_town() -> None:
    """A district of the article's city is in it, though another town stands in the same sentence."""
    text = (
        "VIENNA, May 15 (Wire) – Police have arrested three people in Vienna, the ministry said. Two men were arrested in the "
        "Floridsdorf district on Thursday evening, and a woman was detained hours later in Graz."
    )
    assert set(places(text)) == {"Vienna, Vienna"}


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Protests have spread to the Amhara region; security forces shot dead 90 demonstrators there in August.", "Amhara"),
        ("A satellite image shows the airliner that was shot down over eastern Ukraine, killing 298 passengers.", "Ukraine"),
    ],
)  # fmt: skip
def test_what_came_to_a_place_or_fell_there_is_its_own(sentence: str, place: str) -> None:
    """Words that tell of the scene by another preposition outweigh the town where the speakers sit."""
    text = (
        f"WASHINGTON (Wire) — Officials in Washington met on Monday. They spoke in Washington for hours.\n\n{sentence}"
    )
    assert [i.place.name for i in incidents(text) if i.place] == [place]


def test_where_a_group_was_founded_is_not_where_it_fights() -> None:
    """The place after another verb of the sentence is that verb's."""
    text = (
        "KHARTOUM (Wire) — Rebels killed 14 soldiers on Monday, a movement that an exile had helped to create, founding it with a "
        "friend in Washington. People in Khartoum fled."
    )
    assert [i.place.name for i in incidents(text) if i.place] == ["Khartoum"]


def test_the_region_is_the_articles_own() -> None:
    """What is old and said to have been "in the region" lies where the article's news does."""
    text = (
        "GDAŃSK (Wire) — Tram drivers in Gdańsk will strike on 23 August, their union said on Monday. Talks in Gdańsk failed. It was a "
        "long day. Nobody gave way. The mayor left early. Ships waited outside the port of Rotterdam.\n\nA rail strike in the region in "
        "August 2015 had stopped 140 trains a day."
    )
    old = [i for i in incidents(text, title="Tram drivers in Gdańsk vote on strike for 23 August") if i.background]
    assert [i.place.name for i in old if i.place] == ["Gdańsk"]
