"""Incidents from paragraphs: what a careful reader takes, and what must not fire."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.extract.happenings import GENERIC
from briefing.models import Count, Incident, spans_of
from tests.extract.desk import article, incidents, listed

CASES = Path(__file__).resolve().parents[1] / "cases"
PARAGRAPHS: list[dict[str, Any]] = yaml.safe_load((CASES / "incidents.yaml").read_text(encoding="utf-8"))
NEAR_MISSES: list[str] = yaml.safe_load((CASES / "incidents_near_misses.yaml").read_text(encoding="utf-8"))
GROUPS = {kind["id"]: kind["group"] for kind in listed("incident_types.yaml")["types"]}
MONTH, YEAR = 7, 4  # letters of "2020-03" and "2020"


def shown_date(incident: Incident) -> str:
    """The date of an incident as the cases write it."""
    start = incident.occurred.start
    if start is None:
        return "unknown"
    length = {"year": YEAR, "month": MONTH}.get(incident.occurred.precision, 10)
    return start.isoformat()[:length]


def shown_count(count: Count | None) -> Any:
    """A count as the cases write it: a number, a pair, or "none"."""
    if count is None:
        return "none"
    return count.low if count.low == count.high else [count.low, count.high]


def differences(incident: Incident, expected: dict[str, Any]) -> list[str]:
    """The fields in which an incident is not as expected."""
    place = incident.place
    actual = {
        "type": incident.type,
        "group": GROUPS[incident.type],
        "date": shown_date(incident),
        "place": place.text.split(",")[0].title() if place else None,
        "country": place.country if place else None,
        "killed": shown_count(incident.killed),
        "wounded": shown_count(incident.wounded),
        "status": incident.status,
        "background": incident.background,
    }
    found = [
        f"{key}: {actual[key]!r}" for key, value in expected.items() if key in actual and str(actual[key]) != str(value)
    ]
    roles = {"target": incident.target, "perpetrator": incident.perpetrator}
    for role in roles.keys() & expected.keys():
        words = [span.text for span in roles[role]]
        found += [] if any(expected[role] in text for text in words) else [f"{role}: {words}"]
    return sorted(found)


@pytest.mark.parametrize("case", PARAGRAPHS, ids=lambda case: case["text"][:50])
def test_a_paragraph_gives_its_incidents(case: dict[str, Any]) -> None:
    """Type, date, place, casualties and roles are those of the case, and there is no other incident."""
    found = incidents(case["text"], case["published"])
    assert len(found) == len(case["incidents"]), [(i.type, i.trigger.text) for i in found]
    for expected in case["incidents"]:
        closest = min((differences(incident, expected) for incident in found), key=len)
        assert not closest


@pytest.mark.parametrize("sentence", NEAR_MISSES, ids=lambda sentence: sentence[:50])
def test_a_near_miss_gives_nothing(sentence: str) -> None:
    """No incident is told, so none is found."""
    assert [(i.type, i.trigger.text) for i in incidents(sentence, date(2024, 6, 17))] == []


def test_one_happening_counts_once() -> None:
    """Mentions of one happening are merged, and the trigger is the one that tells most."""
    text = (
        "HELSINKI (Wire) — A shooting shook the harbour district on Sunday. Two people were shot and killed in the shooting in Helsinki, "
        "police said. The attack began at noon. The gunman fled after the shooting."
    )
    found = incidents(text, date(2024, 6, 17))
    assert len(found) == 1
    assert found[0].killed is not None
    assert found[0].killed.low == 2
    assert found[0].place is not None
    assert found[0].place.name == "Helsinki"


def test_what_is_told_again_without_a_day_counts_once() -> None:
    """The same person is not shot twice because a street or a house is named twice."""
    text = (
        "Dorian Quill, 7, was shot and wounded on Sunday in Leeds in the 6700 block of South Arden, police said.\n\n"
        "His teacher spoke of the boy.\n\nNeighbours in the 300 block of Birch Street said that Dorian Quill was shot by accident."
    )
    assert [item.type for item in incidents(text, date(2024, 6, 17))] == ["shooting"]


def test_spans_are_the_article_s_words() -> None:
    """Every span stands in the article where it says, also after letters outside the first plane."""
    text = "😀🎉 Héros of the day. " + PARAGRAPHS[0]["text"] + "\n\n" + PARAGRAPHS[12]["text"]
    for incident in incidents(text):
        for span in spans_of(incident):
            assert text[span.start : span.end] == span.text


def test_ids_stay_when_an_article_is_reflowed() -> None:
    """White space does not change the id of an incident."""
    text = PARAGRAPHS[0]["text"]
    one, other = incidents(text)[0], incidents(text.replace(" outside", "  outside"))[0]
    made = [Incident.make_id("a", incident.trigger, incident.sentence) for incident in (one, other)]
    assert made[0] == made[1]


def test_the_same_article_twice_gives_the_same_incidents() -> None:
    """Reading is a pure function of the article."""
    text = "\n\n".join(case["text"] for case in PARAGRAPHS)
    assert incidents(text) == incidents(text)


def test_headlines_of_other_stories_and_credits_are_not_read() -> None:
    """Lines without an end, captions and copyright lines tell of other things."""
    headlines = "Man shot dead in Leeds on Friday\n\nThree killed in Turin bombing\n\n"
    text = headlines + "Copyright 2024. A man was shot dead in Leeds on Friday.\n\nThe council met."
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n\n\n",
        "shot " * 50_000,
        "A man was shot and killed and " * 8_000,
        "SHOOTING IN CLEVELAND KILLS TWO PEOPLE ON SUNDAY. " * 2_000,
        "😀" * 20_000 + " A man was shot dead in Leeds on Friday.",
        "In Paris, Texas, " * 5_000,
        "1 " * 50_000 + "killed",
        "July 18-21, 2016 to July " * 4_000,
        "A" * 100_000,
        "“A man was shot ‘in " * 5_000,
    ],
    ids=["blank", "cues", "endless", "capitals", "emoji", "places", "numbers", "dates", "word", "quotes"],
)
def test_odd_texts_are_read_to_their_end(text: str) -> None:
    """Whatever the text, reading ends and every span is the article's."""
    for incident in incidents(text):
        assert all(text[span.start : span.end] == span.text for span in spans_of(incident))


def test_the_acceptance_article(briefing_data: Path) -> None:
    """The three incidents of the article, with date, place and casualties, and none of the four that are none."""
    folder = briefing_data / "acceptance" / "darmanin"
    if not folder.is_dir():
        pytest.skip(f"the acceptance article is not at {folder}")
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    text = (folder / "article.txt").read_text(encoding="utf-8").split("\n", 1)[1].strip()
    found = incidents(text, expected["article"]["published"])
    assert len(found) == len(expected["incidents"])
    for incident, wanted in zip(found, expected["incidents"], strict=True):
        kinds = {"attack": {"attack-other", "shooting", "bombing"}, "stabbing": {"stabbing", *GENERIC}}
        assert incident.type in kinds[wanted["type"]]
        rest = {
            "date": wanted["occurred"],
            "place": wanted["place"],
            "country": wanted["country"],
            "background": wanted["background"],
            "killed": wanted.get("killed", "none"),
            "wounded": wanted.get("wounded", "none"),
        }
        if "target" in wanted:
            rest["target"] = wanted["target"]
        assert not differences(incident, rest)
    triggers = {incident.trigger.start for incident in found}
    for phrase in expected["not_incidents"]:
        start = text.index(phrase)
        assert not triggers & set(range(start, start + len(phrase)))


@pytest.mark.parametrize("text", ["", "x", " ", "\n", ".", "“", "1", "😀"])
def test_next_to_nothing_is_read(text: str) -> None:
    """An empty text and one of a single character hold no incidents."""
    assert incidents(text) == []


def test_what_is_only_referred_to_is_background() -> None:
    """A happening named in passing, without a date, in an article that tells of something else."""
    text = (
        "The company refused on Monday to open the phone. It said so in a letter. A hearing was set for March. The judge gave no reason. "
        "It belonged to one of the terrorists in the San Bernardino shooting, which killed 14 people."
    )
    (incident,) = incidents(text)
    assert incident.background
    assert incident.place is not None
    assert incident.place.name == "San Bernardino"


def test_an_article_without_incidents_has_none() -> None:
    """A plain text has no findings."""
    assert incidents("The council met in Turin on Monday and approved the budget for parks.") == []
    assert article("x").text == "x"


def test_an_attack_foiled_is_not_the_one_of_years_ago() -> None:
    """What the article says of today's suspects is not said of an old attack that it recalls."""
    text = (
        "VIENNA, May 15 (Wire) – Police arrested two men in Vienna and seized a pistol, the ministry said. “An attack was foiled at an "
        "early stage,” a spokesman said.\n\nIn 2009 a pipe bomb exploded at a tram depot in Vienna, killing two cleaners."
    )
    [old] = [i for i in incidents(text, date(2026, 5, 15)) if i.type == "bombing"]
    assert old.background
    assert not old.perpetrator
    assert "pistol" not in [span.text for span in old.weapon]


def test_what_burned_down_is_no_arson() -> None:
    """Unless somebody is told to have done it."""
    [fire] = incidents("A building in the High Street of Dayton, Ohio, burned down on Friday.")
    assert fire.type == "fire"


def test_what_records_show_of_a_suspects_past_is_another_happening() -> None:
    """A sentence may begin behind "D.C.", and a day may lead what records tell."""
    text = (
        "WASHINGTON (Wire) — A girl was shot and killed in Washington on Monday, police said. They look for Sam Orr, 30.\n\nCourt records "
        "show in August 2014, Orr was accused of being one of two gunmen who opened fire on a cookout in Southwest D.C. Six people were "
        "shot and wounded in the incident."
    )
    found = {i.background: i for i in incidents(text) if i.type == "shooting"}
    assert found[False].wounded is None
    assert found[True].occurred.text == "August 2014"
    assert found[True].wounded is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Once the video was released, which showed an officer in Dayton, Ohio, shooting a boy, the mayor spoke.",
        "In Dayton, Ohio, a bullet hit the first shooting victim he ever treated, who was shot at school.",
    ],
)
def test_what_a_recording_or_a_memory_tells_is_old(sentence: str) -> None:
    """Nothing dates it, and it is no news."""
    assert all(i.background for i in incidents(sentence))
    assert incidents(sentence)


def test_a_round_up_tells_each_shooting_apart() -> None:
    """A victim of another age at another hour, street or quarter is another happening's: nobody is given a stranger's attacker."""
    text = (
        "PHILADELPHIA (Wire) — A 16-year-old girl was shot while she walked home on Wednesday night, police said.\n\n"
        "A 12-year-old boy who was playing ball on the 4300 block of North Vale Street in Hunting Park around 9:20 p.m. Wednesday was hit "
        "twice by stray bullets.\n\nPolice made an arrest in the case of a 9-year-old girl who was shot by accident in East "
        "Germantown early Wednesday morning. Police said Ned Tarn, 17, was playing with a gun and pointing it at his friends when it "
        "went off, injuring the girl."
    )
    shootings = [i for i in incidents(text) if i.type == "shooting"]
    assert [[span.text for span in i.target] for i in shootings] == [
        ["16-year-old girl"], ["12-year-old boy"], ["9-year-old girl"],
    ]  # fmt: skip
    assert not any(i.perpetrator for i in shootings[:2])


def test_victims_of_one_scene_are_of_one_happening() -> None:
    """Each told on its own, with nothing that sets the scenes apart."""
    text = (
        "DAYTON, Ohio (Wire) — A 25-year-old man was shot in the chest on Main Street on Friday night, police said. "
        "A 7-year-old girl was shot in the leg. Both were taken to hospital."
    )
    [shooting] = incidents(text)
    assert shooting.wounded is not None
    assert shooting.wounded.low == 2


def test_a_child_that_shot_itself_has_no_attacker() -> None:
    """Whoever is charged because the gun was his did not shoot."""
    text = (
        "PHILADELPHIA (Wire) — Police charged Ann Tarn, the mother of a 4-year-old girl who fatally shot herself on Thursday, with murder. "
        "Tarn's boyfriend, Ned Holt, is wanted for manslaughter."
    )
    [shooting] = [i for i in incidents(text) if i.type == "shooting"]
    assert not shooting.perpetrator


def test_who_tells_of_an_attack_is_not_the_attacker() -> None:
    """Nor is the suspect its target; an arrest is not made on the day of the deed."""
    text = (
        "DAYTON, Ohio (Wire) — Police made an arrest in last week's murder of a teenager in Dayton.\n\nDetectives allege he shot "
        "14-year-old Ian Holt last Monday night, November 28."
    )
    found = incidents(text, date(2016, 12, 6))
    assert not any(span.text == "Detectives" for i in found for span in i.perpetrator)
    assert all(i.occurred.start != date(2016, 11, 28) for i in found if i.type == "arrest")


def test_an_attempt_that_hurt_somebody_occurred() -> None:
    """It is not foiled."""
    [attack] = incidents("Three people were injured in an attempted bombing in Dayton, Ohio, on Friday.")
    assert attack.status == "occurred"


def test_the_sentence_that_stands_for_an_incident_tells_it() -> None:
    """Not one that only refers to it."""
    text = (
        "DAYTON, Ohio (Wire) — On Sept. 1 police found two men with gunshot wounds on Main Street in Dayton.\n\n"
        "Ned Tarn, 17, was not enrolled in Dayton at the time of the shooting on Sept. 1, officials said."
    )
    [shooting] = incidents(text, date(2016, 9, 12))
    assert shooting.sentence.text.endswith("on Main Street in Dayton.")


def test_a_city_s_tally_is_no_incident() -> None:
    """Its figures are of many."""
    text = (
        "CHICAGO — A man was killed and five others were hurt in citywide shootings between Tuesday morning and Wednesday morning, police "
        "said.\n\nThe man, 38, was shot dead in Englewood on Tuesday night."
    )
    [shooting] = incidents(text)
    assert shooting.killed is not None
    assert shooting.wounded is None


def test_an_attack_foiled_with_evidence_of_its_own_is_not_the_old_one() -> None:
    """However sure the encoder is of it: what was foiled did not kill years ago."""
    text = "An attack by gunmen was foiled in Vienna, police said.\n\nIn 2009 a bomb exploded in Vienna, killing two cleaners."
    assert all(i.background for i in incidents(text, date(2026, 5, 15)) if i.killed)
    assert not any(i.perpetrator for i in incidents(text, date(2026, 5, 15)) if i.killed)


def test_tyres_that_burn_in_a_protest_are_no_fire_and_gendarmes_no_dealers() -> None:
    """Who stops a deed has not done it."""
    burned = "NÎMES, France – Growers blocked a motorway near Nîmes on Wednesday in protest. They burned tyres; two policemen were injured."
    assert [i.type for i in incidents(burned)] == ["protest"]
    seized = "NÎMES, France – Gendarmes seized 14 kilograms of ecstasy and arrested five people in raids in Nîmes on Tuesday."
    assert not any(i.perpetrator for i in incidents(seized) if i.type == "drug-crime")
