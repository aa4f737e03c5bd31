"""What one file says of another, and ids that must be unique: trees go in, `Problem`s come out.

Read from the trees and not from the checked classes, so that a wrong date does not hide an unknown id in the same file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter

from briefing.config.method import rule_values
from briefing.config.wording import known_hint, problem_at, shown
from briefing.config.yaml_tree import Node
from briefing.errors import Location, Problem

# The ways in which a finding can bear on an event, as `briefing.assess` knows them, with what each fills into its sentence.
BEARING_RULES: Mapping[str, tuple[str, ...]] = {
    "in-radius": ("place", "distance", "venue", "radius"),
    "in-host-city": ("place",),
    "names-event": ("name",),
    "names-venue": ("name",),
    "names-participant": ("name",),
    "background-host-country": ("country", "name"),
    "speaks-of-host-country": ("country", "name"),
    "tells-of-host-city": ("place", "name"),
    "says-of-event": ("name",),
    "speaks-of-incident": ("place",),
}
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
HEADLINES = ("specific", "none-specific", "not-named", "nothing-read")
HEADLINE_VALUES = ("event", "count", "articles", "naming", "as_of")


def unique(tree: Node, path: Path, what: str, *steps: str, any_case: bool = False) -> Iterator[Problem]:
    """A problem for each value at `steps` that stands there a second time."""
    seen: dict[str, Node] = {}
    for node in tree.find(*steps):
        key = node.text.casefold() if any_case else node.text
        if key in seen:
            hint = f"the first stands in line {seen[key].line}"
            yield problem_at(node, path, f"two {what}", value=shown(node), hint=hint)
        else:
            seen[key] = node


def known(
    tree: Node, path: Path, ids: Collection[str], what: str, *steps: str, hint: str | None = None
) -> Iterator[Problem]:
    """A problem for each value at `steps` that is none of `ids`; `what` is what those are, in one word."""
    for node in tree.find(*steps):
        if node.text not in ids:
            near = hint or known_hint(node.text, sorted(ids), "known")
            yield problem_at(node, path, f"there is no {what} of this id", value=shown(node), hint=near)


def named_like_file(tree: Node, path: Path) -> Iterator[Problem]:
    """A problem where the id differs from the file's name: both name the thing, on the command line and in other files."""
    node = next(tree.find("id"), None)
    if node is not None and _ID.fullmatch(node.text) and node.text != path.stem:
        hint = f"name the file {node.text}.yaml"
        if _ID.fullmatch(path.stem):
            hint = f"write {path.stem}, or {hint}"
        yield problem_at(node, path, "id differs from the file's name", value=shown(node), hint=hint)


def check_incident_types(tree: Node, path: Path) -> Iterator[Problem]:
    yield from unique(tree, path, "incident types have one id", "types", "*", "id")


def check_countries(tree: Node, path: Path) -> Iterator[Problem]:
    yield from unique(tree, path, "countries have one code", "countries", "*", "code")


def check_threat(tree: Node, path: Path, incident_types: Collection[str], *, own: bool) -> Iterator[Problem]:
    """`own` says whether the file is the workspace's: where it is not, the workspace's list of types must have lost one."""
    yield from named_like_file(tree, path)
    yield from unique(tree, path, "severities are given for one incident type", "incident_types", "*", "type")
    if incident_types:
        hint = None if own else f"add it to config/incident_types.yaml, or replace config/threats/{path.name}"
        yield from known(tree, path, incident_types, "incident type", "incident_types", "*", "type", hint=hint)


def check_sources(tree: Node, path: Path, root: Path) -> Iterator[Problem]:
    yield from unique(tree, path, "sources have one id", "sources", "*", "id")
    yield from unique(tree, path, "outlets have one domain", "outlets", "*", "domains", "*", any_case=True)
    names: dict[str, int] = {}
    outlets = tree.child("outlets")
    for outlet in outlets.items if outlets else ():
        own = {node.text.casefold(): node for step in (("name",), ("aliases", "*")) for node in outlet.find(*step)}
        for name, node in own.items():
            if name in names:
                hint = f"the first stands in line {names[name]}"
                yield problem_at(node, path, "two outlets have one name", value=shown(node), hint=hint)
            names.setdefault(name, node.line)
    for node in tree.find("sources", "*", "path"):
        if not _exists(root, node.text):
            hint = "articles are read from it once it is there"
            message = "there is no such file or folder in the workspace"
            yield problem_at(node, path, message, value=shown(node), hint=hint, severity="warning")


def _exists(root: Path, pattern: str) -> bool:
    steps = [*Path(pattern).parts]
    wild = next((index for index, step in enumerate(steps) if any(sign in step for sign in "*?[")), None)
    if wild is None:
        return (root / pattern).exists()
    base = root.joinpath(*steps[:wild])
    try:
        return next(base.glob("/".join(steps[wild:])), None) is not None
    except (ValueError, OSError, NotImplementedError):
        return False


def check_settings(tree: Node, path: Path, root: Path, templates: Collection[str]) -> Iterator[Problem]:
    yield from known(tree, path, templates, "template", "template")
    for node in tree.find("organisation", "logo"):
        if not (root / node.text).is_file():
            message = "there is no such picture in the workspace"
            hint = "briefings are made without it"
            yield problem_at(node, path, message, value=shown(node), hint=hint, severity="warning")


def check_method(tree: Node, path: Path) -> Iterator[Problem]:
    rules = tree.at(("relevance", "rules"))
    yield from unique(tree, path, "rules have one id", "relevance", "rules", "*", "id")
    yield from known(tree, path, BEARING_RULES, "rule", "relevance", "rules", "*", "id")
    if rules is not None and rules.kind == "list":
        yield from _all_there(rules, path, "rules", BEARING_RULES)
        for rule in rules.items:
            name = next(rule.find("id"), None)
            if name is not None and name.text in BEARING_RULES:
                yield from _fillable(rule.find("text"), path, BEARING_RULES[name.text])
    headlines = tree.child("headline")
    if headlines is not None and headlines.kind == "list":
        yield from unique(tree, path, "headlines are for one case", "headline", "*", "id")
        yield from _all_there(headlines, path, "headline", HEADLINES)
        for headline in headlines.items:
            yield from _fillable(headline.find("text"), path, HEADLINE_VALUES)
    for steps, values in rule_values().items():
        yield from _fillable(tree.find(*steps, "text"), path, values)
    yield from unique(tree, path, "ceilings are for one kind of evidence", "likelihood", "ceilings", "*", "id")
    for node in (tree.at(("impact", "casualties", "steps")) or tree).items:
        casualties = [
            int(found.text) for key in ("killed", "wounded") for found in node.find(key) if found.text.isdecimal()
        ]
        if node.kind == "keys" and not any(casualties):
            yield problem_at(node, path, "a step names no casualties", hint="write killed or wounded, 1 or more")


def _all_there(entries: Node, path: Path, name: str, ids: Collection[str]) -> Iterator[Problem]:
    given = {node.text for node in entries.find("*", "id")}
    missing = [wanted for wanted in ids if wanted not in given]
    if missing:
        yield problem_at(entries, path, f"{name} lacks an entry", hint=f"add id: {', '.join(missing)}")


def _fillable(texts: Iterable[Node], path: Path, allowed: Collection[str]) -> Iterator[Problem]:
    """A problem for each {…} in these sentences that nothing fills in."""
    for node in texts:
        try:
            parts = [
                (name, form, conversion)
                for _, name, form, conversion in Formatter().parse(node.text)
                if name is not None
            ]
        except ValueError:
            hint = "write {name} for a placeholder, {{ and }} for brackets"
            yield problem_at(
                node, path, "a curly bracket is never closed or never opened", value=shown(node), hint=hint
            )
            continue
        for name, form, conversion in parts:
            if name not in allowed or form or conversion:
                wrong = "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
                hint = f"known here: {', '.join(f'{{{value}}}' for value in allowed)}"
                yield problem_at(node, path, "this sentence cannot be filled in", value=wrong, hint=hint)


def check_event(
    tree: Node,
    path: Path,
    *,
    threats: Collection[str],
    countries: Mapping[str, str],
    templates: Collection[str],
    ids: Mapping[str, Path],
) -> Iterator[Problem]:
    """`countries` maps each code, and each name in small letters, to its code; `ids` each event's id to the file it belongs to."""
    name = next(tree.find("id"), None)
    if name is not None and name.text in ids and ids[name.text] != path:
        hint = f"the other is {ids[name.text]}; give each its own id"
        yield problem_at(name, path, "two events have one id", value=shown(name), hint=hint)
    else:
        yield from named_like_file(tree, path)
    yield from unique(tree, path, "venues have one id", "venues", "*", "id")
    yield from known(tree, path, templates, "template", "template")
    if threats:
        yield from known(tree, path, threats, "threat category", "threats", "*")
        yield from known(tree, path, threats, "threat category", "judgements", "*", "category")
    watched = {node.text for node in tree.find("threats", "*")}
    for node in tree.find("judgements", "*", "category"):
        if watched and node.text in threats and node.text not in watched:
            message = "this judgement is on a category that the event does not watch"
            hint = f"add {node.text} to threats to have it printed"
            yield problem_at(node, path, message, value=shown(node), hint=hint, severity="warning")
    for node in tree.find("venues", "*", "country"):
        # Text that is no code at all is the schema's to refuse.
        if countries and len(node.text) == 2 and node.text.isupper() and node.text not in countries:
            meant = countries.get(node.text.casefold())
            hint = (
                f"did you mean {meant}?" if meant else "write the ISO 3166-1 code, or add it to config/countries.yaml"
            )
            yield problem_at(node, path, "there is no country of this code", value=shown(node), hint=hint)


def no_such(path: Path, message: str, hint: str, *, severity: str = "error") -> Problem:
    """A problem of a whole file."""
    return Problem(location=Location(path=path), message=message, hint=hint, severity=severity)
