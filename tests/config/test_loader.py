"""Loading a workspace: which file counts, what stops it, what is left out, and the hash over what entered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.config import check_workspace, load_workspace
from briefing.config.schema import Workspace
from briefing.errors import ConfigError

DEFAULTS = Path(__file__).parent / "defaults"
EVENT = """\
id: {id}
name: Harbour Cup
starts: 2026-06-12
ends: 2026-06-14
venues:
  - {{name: Quay Stadium, city: Rotterdam, country: {country}}}
"""
THREAT = (
    "id: {id}\nname: {name}\ndefinition: Ours.\norder: {order}\nincident_types:\n  - {{type: stabbing, severity: 2}}\n"
)


def write(root: Path, files: dict[str, str]) -> Path:
    """A workspace with settings and a source, and the given files in its `config/`."""
    standing = {
        "briefing.yaml": "organisation: {name: Desk}\n",
        "sources.yaml": "sources:\n  - {id: all, path: .}\n",
        "events/cup.yaml": EVENT.format(id="cup", country="NL"),
    }
    for name, text in (standing | files).items():
        path = root / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def load(root: Path, files: dict[str, str] | None = None) -> Workspace:
    workspace, problems = load_workspace(write(root, files or {}), defaults=DEFAULTS)
    assert problems == ()
    return workspace


def test_a_small_workspace(tmp_path: Path) -> None:
    """Settings and events are the workspace's, the shared files the shipped ones, and defaults stand where a key is left out."""
    workspace = load(tmp_path)
    assert workspace.root == str(tmp_path)
    assert workspace.settings.organisation.name == "Desk"
    assert (workspace.settings.timezone, workspace.settings.as_of) == ("UTC", None)
    assert [event.id for event in workspace.events] == ["cup"]
    assert workspace.events[0].starts == dt.date(2026, 6, 12)
    assert [threat.id for threat in workspace.threats] == ["crime", "terrorism"]
    assert workspace.incident_types.source == "written for tests"


def test_norway_stays_norway(tmp_path: Path) -> None:
    """NO is a country and not a boolean."""
    workspace = load(tmp_path, {"events/cup.yaml": EVENT.format(id="cup", country="NO")})
    assert workspace.events[0].venues[0].country == "NO"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-12", dt.date(2026, 6, 12)),
        ("2026-06-12T18:00+02:00", dt.datetime(2026, 6, 12, 16, tzinfo=dt.timezone.utc)),  # noqa: UP017
    ],
)
def test_as_of(tmp_path: Path, text: str, expected: dt.date) -> None:
    """A bare date stays a date, whose end is meant; a time keeps its zone."""
    workspace = load(tmp_path, {"briefing.yaml": f"organisation: {{name: Desk}}\nas_of: {text}\n"})
    assert workspace.settings.as_of == expected
    assert type(workspace.settings.as_of) is type(expected)


def test_threats_of_the_workspace_join_the_shipped(tmp_path: Path) -> None:
    """One with the same id replaces the shipped one, a new one joins, the others remain; order decides, then id."""
    own = {
        "threats/crime.yaml": THREAT.format(id="crime", name="Theft", order=200),
        "threats/heat.yaml": THREAT.format(id="heat", name="Heat", order=1),
    }
    threats = load(tmp_path, own).threats
    assert [(threat.id, threat.name) for threat in threats] == [
        ("heat", "Heat"),
        ("terrorism", "Terrorism"),
        ("crime", "Theft"),
    ]


def test_single_files_of_the_workspace_replace_the_shipped(tmp_path: Path) -> None:
    """A shared file in the workspace stands instead of the shipped one, whole."""
    workspace = load(tmp_path, {"countries.yaml": "source: ours\ncountries:\n  - {code: NL, name: Holland}\n"})
    assert [country.name for country in workspace.countries.countries] == ["Holland"]


def test_a_wrong_event_is_left_out(tmp_path: Path) -> None:
    """An error in one event's file leaves that event out only, and is told."""
    files = {"events/gala.yaml": EVENT.format(id="gala", country="NL").replace("2026-06-14", "2026-06-01")}
    workspace, problems = load_workspace(write(tmp_path, files), defaults=DEFAULTS)
    assert [event.id for event in workspace.events] == ["cup"]
    assert [(str(p.location), p.severity) for p in problems] == [("config/events/gala.yaml:4:7", "error")]


def test_a_wrong_shared_file_stops(tmp_path: Path) -> None:
    """An error in a shared file refuses the workspace, with the errors of all files and no warning among them."""
    files = {
        "sources.yaml": "sources:\n  - {id: all, path: nowhere}\n",
        "places.yaml": "place: []\n",
        "events/cup.yaml": "id: cup\n",
    }
    with pytest.raises(ConfigError) as refused:
        load_workspace(write(tmp_path, files), defaults=DEFAULTS)
    problems = refused.value.problems
    assert {p.location.path.as_posix() for p in problems} == {"config/places.yaml", "config/events/cup.yaml"}
    assert {p.severity for p in problems} == {"error"}
    assert str(refused.value).splitlines()[-1] == (
        "config/places.yaml:1:1: the key is unknown (got place); did you mean places?"
    )


def test_warnings_do_not_stop(tmp_path: Path) -> None:
    """A source that is not there yet is a warning; the workspace stands."""
    files = {"sources.yaml": "sources:\n  - {id: all, path: nowhere}\n"}
    workspace, problems = load_workspace(write(tmp_path, files), defaults=DEFAULTS)
    assert workspace.sources.sources[0].path == "nowhere"
    assert [p.severity for p in problems] == ["warning"]


@pytest.mark.parametrize("pattern", ["news", "news/one.txt", "news/*.txt", "**/*.txt", "news/[no]ne.txt"])
def test_source_paths_that_exist(tmp_path: Path, pattern: str) -> None:
    """Files, folders and patterns with a match raise no warning, absolute ones included."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.txt").write_text("x")
    for path in (pattern, (tmp_path / pattern).as_posix()):
        load(tmp_path, {"sources.yaml": f'sources:\n  - {{id: all, path: "{path}"}}\n'})


def test_the_hash_follows_what_entered(tmp_path: Path) -> None:
    """Any byte of a file that entered changes it; where the workspace lies, and what was left out, does not."""
    one = load(tmp_path / "one").config_hash
    assert len(one) == 64
    assert load(tmp_path / "two").config_hash == one
    (tmp_path / "one" / "articles.txt").write_text("news")
    assert load(tmp_path / "one").config_hash == one
    assert load(tmp_path / "one", {"events/cup.yaml": EVENT.format(id="cup", country="NL") + "# \n"}).config_hash != one
    wrong, _ = load_workspace(write(tmp_path / "two", {"events/gala.yaml": "id: gala\n"}), defaults=DEFAULTS)
    assert wrong.config_hash == one
    same = {"places.yaml": (DEFAULTS / "config" / "places.yaml").read_text()}
    assert load(tmp_path / "three", same).config_hash == one


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there, or is a file, is one problem that says how to make one."""
    for root in (tmp_path / "nowhere", write(tmp_path, {}) / "config" / "briefing.yaml"):
        with pytest.raises(ConfigError) as refused:
            load_workspace(root, defaults=DEFAULTS)
        assert str(refused.value) == f"{root}: there is no such folder; `briefing init FOLDER` writes a workspace"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder that bears a file's name is told and stops only its own event."""
    (write(tmp_path, {}) / "config" / "events" / "gala.yaml").mkdir()
    problems = check_workspace(tmp_path, defaults=DEFAULTS)
    assert len(problems) == 1
    assert str(problems[0]).startswith("config/events/gala.yaml: the file cannot be read: ")
    workspace, _ = load_workspace(tmp_path, defaults=DEFAULTS)
    assert [event.id for event in workspace.events] == ["cup"]


def test_problems_are_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    """Sorted by file, line and column, whatever finds them."""
    files = {
        "events/cup.yaml": EVENT.format(id="cap", country="UK") + "colour: red\nthreats: [fire]\n",
        "briefing.yaml": "organisation: {}\ntemplate: x\n",
    }
    problems = check_workspace(write(tmp_path, files), defaults=DEFAULTS)
    places = [(p.location.path.as_posix(), p.location.line, p.location.column) for p in problems]
    assert places == sorted(places)
    assert [line for _, line, _ in places] == [1, 2, 1, 6, 7, 8]


def test_templates_of_the_workspace_count(tmp_path: Path) -> None:
    """A folder under the workspace's templates/ may be named by settings and events."""
    (tmp_path / "templates" / "harbour").mkdir(parents=True)
    event = EVENT.format(id="cup", country="NL") + "template: harbour\n"
    assert load(tmp_path, {"events/cup.yaml": event}).events[0].template == "harbour"
