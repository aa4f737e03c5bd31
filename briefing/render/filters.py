"""Any text goes in, text that is safe and able to wrap comes out: what every `{{ … }}` of a template passes through."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup, escape

#: Longest run of letters without a chance to break: an unbreakable token of thousands takes the PDF writer minutes.
LONGEST_RUN = 60
#: Names that `first_few` gives: a wire story is printed by thousands of outlets.
MOST_NAMES = 20
_RUN = re.compile(rf"([^\s\u200b]{{{LONGEST_RUN}}})(?=[^\s\u200b])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def soft(text: str) -> str:
    """The text with a zero-width space after every 60 letters that have none, and without letters no page can hold. Display only."""
    return _RUN.sub("\\1\u200b", _FORBIDDEN.sub("\ufffd", text))


def printed(value: object) -> object:
    """What `{{ value }}` prints: None as nothing, a plain string softened, markup as it is. Escaping follows."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return soft(value)
    return value


def safe_url(url: str | None) -> Markup:
    """The address, escaped and never softened, if it is http or https with a host; else nothing: other schemes never reach a page."""
    text = (url or "").strip()
    if _FORBIDDEN.search(text) or any(letter.isspace() for letter in text):
        return Markup("")
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return Markup("")
    return escape(text) if good else Markup("")


def first_few(names: Sequence[str]) -> str:
    """The names with semicolons between them; of more than `MOST_NAMES` the first, and how many more there are."""
    more = len(names) - MOST_NAMES
    return "; ".join(names) if more <= 0 else f"{'; '.join(names[:MOST_NAMES])}; and {more:,} more"


def picture(path: Path) -> Markup | None:
    """A picture file as a data address, so that a page carries it; None when its kind is not SVG, PNG or JPEG."""
    kind = _PICTURES.get(path.suffix.lower())
    if kind is None:
        return None
    data = base64.b64encode(path.read_bytes()).decode()
    return Markup(f"data:{kind};base64,{data}")  # noqa: S704  # base64 and a kind of our own: nothing to escape
