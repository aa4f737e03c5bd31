"""A filled page goes in, a tagged PDF comes out, with what its making had to say. Imports WeasyPrint: import it late."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Self

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from briefing.errors import RenderError
from briefing.render.fetcher import ThemeFetcher

#: PDF/A-3 level A asks for tags, embedded fonts and an output intent, and allows the data to be attached. Its rules are
#: followed by WeasyPrint; the result has not been put to a validator.
VARIANT = "pdf/a-3a"
_LISTED = 12
Styles = tuple[tuple[Path, str], ...]  # each sheet with the file it stands in, first to last


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file inside the PDF."""

    name: str
    description: str
    data: bytes


class Heard(logging.Handler):
    """Collects what WeasyPrint says at warning level and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> Self:
        logger = logging.getLogger("weasyprint")
        self._propagate = logger.propagate
        logger.propagate = False
        logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logger = logging.getLogger("weasyprint")
        logger.removeHandler(self)
        logger.propagate = self._propagate


@cache
def sheets(
    roots: tuple[Path, ...], styles: Styles
) -> tuple[FontConfiguration, tuple[weasyprint.CSS, ...], tuple[str, ...]]:
    """The theme's style sheets, parsed once in a process for each content, their fonts, and what was wrong with them."""
    fonts = FontConfiguration()
    look = ThemeFetcher(roots)
    with Heard() as heard:
        parsed = tuple(
            weasyprint.CSS(string=text, base_url=path.as_uri(), url_fetcher=look, font_config=fonts)
            for path, text in styles
        )
    return fonts, parsed, tuple(heard.messages)


class Printer:
    """Lays pages out and writes them, with one theme. RenderError where the page asks for what it may not have."""

    def __init__(self, roots: tuple[Path, ...], styles: Styles) -> None:
        self._roots, self._styles = roots, styles
        self.warnings: list[str] = []

    def lay(self, html: str) -> weasyprint.Document:
        """The page laid out: `len(result.pages)` is its length."""
        with Heard() as heard:
            try:
                fonts, parsed, said = sheets(self._roots, self._styles)
                page = weasyprint.HTML(
                    string=html, base_url=f"{self._roots[0].as_uri()}/", url_fetcher=ThemeFetcher(self._roots)
                )
                document = page.render(font_config=fonts, stylesheets=list(parsed), pdf_variant=VARIANT)
            except FatalURLFetchingError as error:
                cause = f": {error.__cause__}" if error.__cause__ else ""
                raise RenderError(
                    f"the page may not load this: {error}{cause}", hint="put the file into the template folder"
                ) from error
            except RecursionError as error:
                raise RenderError("the page nests elements too deeply to be laid out") from error
        self.warnings = [*said, *heard.messages]
        return document

    def write(
        self, document: weasyprint.Document, *, attached: Iterable[Attached], facts: dict[str, str], moment: datetime
    ) -> bytes:
        """The PDF's bytes; `facts` go to its document information, `moment` to the files inside it."""
        document.metadata.attachments = [
            weasyprint.Attachment(
                string=file.data,
                name=file.name,
                description=file.description,
                created=moment,
                modified=moment,
                relationship="Data",
            )
            for file in attached
        ]
        document.metadata.custom = facts
        with Heard() as heard:
            data = document.write_pdf(pdf_variant=VARIANT, custom_metadata=True)
        self.warnings += heard.messages
        self.warnings += _missing({point for font in document.fonts.values() for point in font.missing})
        assert isinstance(data, bytes)
        return data


def _missing(points: set[int]) -> list[str]:
    """One warning that names the scripts and letters no font had."""
    if not points:
        return []
    letters = [chr(point) for point in sorted(points)]
    scripts = sorted({unicodedata.name(letter, "unnamed").split()[0].lower() for letter in letters})
    some = " ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:_LISTED])
    more = f" and {len(letters) - _LISTED} more" if len(letters) > _LISTED else ""
    return [
        f"no font has these letters, which print as boxes: {some}{more} [{', '.join(scripts)}]; docs/templates.md says how to add a font"
    ]
