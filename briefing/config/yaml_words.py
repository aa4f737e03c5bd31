"""Why a file is not YAML, for people: PyYAML's error goes in, a `Problem` in plain words comes out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from briefing.errors import Location, Problem

_CANNOT_START = re.compile(r"found character '(.+)' that cannot start any token")
# Words of PyYAML's message, where it was at (its "context"), what went wrong, what would be right. The first that fits counts.
_QUOTED = ("a quotation mark is never closed", "close it where the text ends")
_WORDS: tuple[tuple[str, str, str, str], ...] = (
    ("mapping values are not allowed", "", "a colon stands where no key can be",
     'put text that holds ": " in quotation marks, and indent keys alike'),
    ("sequence entries are not allowed", "", "a dash stands where no list can begin", "begin the list on its own line"),
    ("could not find expected ':'", "", "a key has no colon after it", 'write "key: value"'),
    ("found unexpected end of stream", "quoted scalar", *_QUOTED),
    ("found unexpected document separator", "quoted scalar", *_QUOTED),
    ("expected ',' or ']'", "", "a list in square brackets goes wrong",
     "it opens in line {start}; part its values by commas and close it with ]"),
    ("expected ',' or '}'", "", "a group in curly brackets goes wrong",
     "it opens in line {start}; part its keys by commas and close it with }}"),
    ("found unknown escape character", "", "a backslash in double quotation marks begins no known sign",
     "take single quotation marks, or double the backslash"),
    ("expected the node content", "", "a value is missing before this sign",
     "put signs such as , ] }} in quotation marks where they are text"),
    ("but found '<block mapping start>'", "block", "the indentation fits no line above", "indent keys of one group alike"),
    ("but found '<block sequence start>'", "block", "the indentation fits no line above", "indent items of one list alike"),
    ("but found '-'", "block mapping", "a list item stands among keys", "indent the list under its key"),
    ("but found '?'", "block collection", "a key stands among list items", "indent it under the item it belongs to"),
    ("but found '<scalar>'", "block", "text goes on after its value has ended", "put the whole value in quotation marks"),
    ("expected chomping or indentation", "", "text stands behind the sign that begins a block",
     "begin the block's text on the next line"),
    ("expected alphabetic or numeric character", "", "a name is missing after & or *",
     "put text that begins with & or * in quotation marks"),
    ("expected '<document start>'", "", "the file's content has ended before this line",
     "keep one document a file, without ... or % lines"),
)  # fmt: skip


def in_plain_words(error: yaml.YAMLError, text: str, path: Path) -> Problem:
    """The one thing that stopped the parser; it cannot read on behind it."""
    if isinstance(error, ReaderError):
        position = error.position if isinstance(error.position, int) else 0
        before = text[:position]
        location = Location(path=path, line=before.count("\n") + 1, column=position - before.rfind("\n"))
        code = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
        hint = "take it out; it may come from copying"
        return Problem(location=location, message="a control character stands here", value=f"U+{code:04X}", hint=hint)
    problem, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    location = Location(path=path, line=mark.line + 1, column=mark.column + 1) if mark else Location(path=path)
    if found := _CANNOT_START.search(problem):
        return _sign(found[1], location)
    begun: Any = getattr(error, "context_mark", None) or mark
    start = begun.line + 1 if begun else 1
    for words, place, message, hint in _WORDS:
        if words in problem and place in context:
            if message == _QUOTED[0]:  # where it opens says more than the end of the file
                location = Location(path=path, line=start, column=begun.column + 1)
            return Problem(location=location, message=message, hint=hint.format(start=start))
    return Problem(
        location=location, message="this is not YAML", hint="check indentation, colons and quotation marks here"
    )


def _sign(sign: str, location: Location) -> Problem:
    if sign in ("\\t", "\t"):
        return Problem(location=location, message="a tab stands where only spaces may", hint="indent with spaces")
    message = "text may not begin with this sign"
    return Problem(location=location, message=message, value=sign, hint="put the text in quotation marks")
