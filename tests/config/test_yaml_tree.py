"""The tree of a YAML file: scalars stay text, places are right, and nothing that a file holds can raise or run."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.yaml_tree import MAX_BYTES, Node, read_tree

PATH = Path("config/events/cup.yaml")
SAMPLE = """\
# an event
id: cup
name: "Harbour Cup: final"   # quoted
venues:
  - {name: Quay, lat: 51.9}
  - name: Dock
    aliases: &names [Old Dock, 'NO']
keywords: *names
audience:
notes: |
  Two lines
  of text
"""


def tree(text: str | bytes) -> Node:
    found, problems = read_tree(text.encode() if isinstance(text, str) else text, PATH)
    assert found is not None
    assert problems == ()
    return found


def test_scalars_stay_text() -> None:
    """What YAML would turn into booleans, numbers, dates or octals stays as it was typed."""
    text = "a: NO\nb: 012\nc: 2026-13-45\nd: 1:30\ne: .inf\nf: 'null'\ng: null\nh:\ni: 'x'\n"
    expected = {"a": "NO", "b": "012", "c": "2026-13-45", "d": "1:30", "e": ".inf", "f": "null", "g": None, "h": None}
    assert tree(text).data() == expected | {"i": "x"}


def test_data_of_a_whole_file() -> None:
    """Lists, groups, quotation marks, blocks and aliases become plain data."""
    assert tree(SAMPLE).data() == {
        "id": "cup",
        "name": "Harbour Cup: final",
        "venues": [{"name": "Quay", "lat": "51.9"}, {"name": "Dock", "aliases": ["Old Dock", "NO"]}],
        "keywords": ["Old Dock", "NO"],
        "audience": None,
        "notes": "Two lines\nof text\n",
    }


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [((), 2, 1), (("name",), 3, 7), (("venues", 0, "lat"), 5, 23), (("venues", 1), 6, 5), (("keywords",), 8, 11)],
)
def test_places(path: tuple[str | int, ...], line: int, column: int) -> None:
    """Lines and columns count from one and point at the value, or at the alias that repeats it."""
    node = tree(SAMPLE).at(path)
    assert node is not None
    assert (node.line, node.column) == (line, column)


def test_places_after_wide_letters() -> None:
    """Columns count letters, not bytes, behind accents and signs outside the basic plane."""
    node = tree("köln: {ä: 🎆, b: c}").at(("köln", "b"))
    assert node is not None
    assert node.column == 17


def test_nearest_is_the_last_one_there() -> None:
    """A path that leads nowhere ends at the last value on the way."""
    assert tree(SAMPLE).nearest(("venues", 1, "lon")).line == 6
    assert tree(SAMPLE).nearest(("venues", 7, "lon")).line == 5
    assert tree(SAMPLE).at(("venues", 7, "lon")) is None


def test_find_walks_lists() -> None:
    """A star stands for each item; values that are no text are passed over."""
    assert [node.text for node in tree(SAMPLE).find("venues", "*", "name")] == ["Quay", "Dock"]
    assert [node.text for node in tree(SAMPLE).find("venues", "*", "aliases", "*")] == ["Old Dock", "NO"]
    assert list(tree(SAMPLE).find("venues", "*")) == []


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"---\n", b"# a\r\n"])
def test_beginnings(start: bytes) -> None:
    """A byte order mark, the sign of a document and Windows line ends are nothing to complain of."""
    assert tree(start + b"id: cup\r\nname: x\r\n").data() == {"id": "cup", "name": "x"}


def test_one_alias_many_times_is_fine() -> None:
    """Aliases as such are allowed: a list may be named once and repeated."""
    text = "a: &a [x, y]\n" + "".join(f"k{number}: *a\n" for number in range(200))
    assert tree(text).data()["k199"] == ["x", "y"]


def test_too_large() -> None:
    """A file past the bound is not even decoded."""
    found, problems = read_tree(b"\xff" * (MAX_BYTES + 1), PATH)
    assert found is None
    assert [str(problem) for problem in problems] == [
        "config/events/cup.yaml: the file is larger than a configuration file may be (4 MB)"
    ]


def test_same_messages_without_the_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without libyaml gives the same trees and the same problems."""
    wrong = "a: 1\na: 2\nb: [*nothing]\n"
    fast = tree(SAMPLE).data(), read_tree(wrong.encode(), PATH)
    monkeypatch.setattr("briefing.config.yaml_tree._FAST", yaml.SafeLoader)
    assert (tree(SAMPLE).data(), read_tree(wrong.encode(), PATH)) == fast
    assert len(fast[1][1]) == 2


@given(
    st.one_of(st.binary(max_size=200), st.text("ab:-[]{},\n\t \"'&*!|>%@?#~\0\u0085é", max_size=120).map(str.encode))
)
def test_never_raises(content: bytes) -> None:
    """Whatever the bytes: a tree, or at least one problem with words."""
    found, problems = read_tree(content, PATH)
    assert found is not None or problems
    assert all(problem.message and problem.location.path == PATH for problem in problems)
