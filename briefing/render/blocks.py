"""A workspace's templates go in, problems come out: syntax errors, and blocks that override nothing because of their name.

Jinja passes over a block whose name the parent lacks; the page then misses what its author wrote, and nothing says so.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes

from briefing.errors import Location, Problem
from briefing.render.theme import Theme, theme


def _blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks of a template that are not inside another block."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _blocks(child)


class _Parsed:
    def __init__(self, look: Theme, name: str) -> None:
        assert look.environment.loader is not None
        source, file, _ = look.environment.loader.get_source(look.environment, name)
        self.path = Path(file or name)
        self.tree = look.environment.parse(source, name, file)
        parents = [n.template for n in self.tree.find_all(nodes.Extends)]
        constant = [p.value for p in parents if isinstance(p, nodes.Const) and isinstance(p.value, str)]
        self.extends = bool(parents)
        self.parent: str | None = constant[0] if constant else None

    def names(self) -> set[str]:
        return {block.name for block in self.tree.find_all(nodes.Block)}


def _known(look: Theme, parent: str | None) -> set[str] | None:
    """Every block name of the parent and of what it extends; None where a parent's name is known only at run time."""
    names: set[str] = set()
    seen: set[str] = set()
    while parent is not None:
        if parent in seen:
            return names
        seen.add(parent)
        template = _Parsed(look, parent)
        names |= template.names()
        if template.extends and template.parent is None:
            return None
        parent = template.parent
    return names


def check_templates(folders: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Every problem of the templates in these folders, by file and line: errors of syntax, warnings about unknown blocks."""
    look = theme(folders)
    problems: list[Problem] = []
    for root in look.roots[:-1]:
        for path in sorted(root.rglob("*.html")):
            name = path.relative_to(root).as_posix()
            try:
                template = _Parsed(look, name)
                known = _known(look, template.parent)
            except jinja2.TemplateSyntaxError as error:
                place = Location(path=Path(error.filename or path), line=error.lineno)
                problems.append(Problem(location=place, message=error.message or "wrong syntax"))
                continue
            except jinja2.TemplateNotFound as error:
                problems.append(
                    Problem(
                        location=Location(path=path),
                        message="extends a template that is not there",
                        value=error.message,
                    )
                )
                continue
            if not template.extends or known is None:
                continue
            for block in _blocks(template.tree):
                if block.name not in known:
                    near = difflib.get_close_matches(block.name, sorted(known), n=1, cutoff=0)
                    hint = f"the nearest is {near[0]!r}" if near else "the parent has no blocks"
                    place = Location(path=template.path, line=block.lineno)
                    message = f"block {block.name!r} is not in {template.parent!r}, so it is never printed"
                    problems.append(Problem(location=place, message=message, hint=hint, severity="warning"))
    return tuple(sorted(problems, key=lambda p: (p.location, p.message)))
