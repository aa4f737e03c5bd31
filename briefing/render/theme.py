"""Template folders go in, a `Theme` comes out: it fills templates, finds their files and turns their errors into places.

A workspace's folders come before the shipped one, file by file. `shipped/NAME` always names the shipped file, so that a
template can extend the one it replaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.config import shipped
from briefing.errors import Location, RenderError
from briefing.render import filters

SHIPPED_PREFIX = "shipped"


@dataclass(frozen=True)
class Theme:
    """Folders that hold templates, style sheets, fonts and pictures; the first that has a file wins, the last is the shipped one."""

    roots: tuple[Path, ...]
    environment: jinja2.Environment

    def find(self, name: str) -> Path | None:
        """The file of this name in the first folder that has it; never outside the folders."""
        for root in self.roots:
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
        return None

    def asset(self, name: str) -> Markup:
        """What a template's `asset` gives: a picture of the theme as a data address, for the `src` of an image."""
        path = self.find(name)
        address = filters.picture(path) if path else None
        if address is None:
            raise RenderError(
                f"the theme has no picture {name!r}", hint="put an SVG, PNG or JPEG of that name in the template folder"
            )
        return address

    def fill(self, template: str, values: Mapping[str, Any]) -> str:
        """A template filled with values; RenderError names file and line of whatever goes wrong in it."""
        try:
            return self.environment.get_template(template).render(values)
        except jinja2.TemplateSyntaxError as error:
            place = Location(path=Path(error.filename or error.name or template), line=error.lineno)
            raise RenderError(f"{place}: {error.message}") from error
        except jinja2.TemplateNotFound as error:
            place = self._place(error.__traceback__) or Location(path=Path(template))
            names = ", ".join(str(root) for root in self.roots)
            raise RenderError(f"{place}: there is no template {error.message!r}", hint=f"looked in {names}") from error
        except RecursionError as error:
            raise RenderError(f"{template}: the templates include or extend each other without end") from error
        except RenderError as error:
            raise RenderError(f"{self._place(error.__traceback__) or template}: {error}", hint=error.hint) from error
        except Exception as error:
            place = self._place(error.__traceback__) or Location(path=Path(template))
            raise RenderError(
                f"{place}: {error or type(error).__name__}", hint="docs/templates.md lists what a template may use"
            ) from error

    def _place(self, trace: TracebackType | None) -> Location | None:
        """File and line of the innermost template in a traceback; Jinja compiles templates under their own file names."""
        place = None
        while trace is not None:
            path = Path(trace.tb_frame.f_code.co_filename)
            if any(path.is_relative_to(root) for root in self.roots):
                place = Location(path=path, line=trace.tb_lineno)
            trace = trace.tb_next
        return place


def theme(folders: tuple[Path, ...]) -> Theme:
    """The theme of these folders, first wins; the shipped one is added where it is not named. A missing folder is passed over."""
    default = shipped("templates", "default").resolve()
    roots = [folder.resolve() for folder in folders if folder.is_dir()]
    return _theme(tuple(dict.fromkeys([*(root for root in roots if root != default), default])))


@cache
def _theme(roots: tuple[Path, ...]) -> Theme:
    loaders = [jinja2.FileSystemLoader(root) for root in roots]
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader([*loaders, jinja2.PrefixLoader({SHIPPED_PREFIX: loaders[-1]})]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=filters.printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_url"] = filters.safe_url
    environment.filters["first_few"] = filters.first_few
    environment.filters["soft"] = filters.soft
    found = Theme(roots=roots, environment=environment)
    environment.globals["asset"] = found.asset
    return found
