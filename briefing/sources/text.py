"""Words as an input holds them enter; the text that offsets refer to leaves, normalised once.

Clean text passes unchanged, code point for code point, so that offsets into a clean file hold in the article: tabs,
double and no-break spaces, white space at the ends, soft hyphens and decomposed letters are clean. Only what breaks
pages, spans or the reading direction goes. Text made from markup has no offsets to keep, and is tidied as well. A page of which only
the headline could be had keeps it as its last paragraph.
"""

from __future__ import annotations

import re
import unicodedata

# Line ends in their other forms, C0 and C1 controls, bidi controls, lone surrogates, noncharacters.
_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def _replacement(character: str) -> str:
    if character in "\x0b\x0c\u2028\u2029":
        return "\n"
    if character in "\x1c\x1d\x1e\x1f":
        return " "  # separators: they keep words apart
    if "\x80" <= character <= "\x9f":
        # A C1 control in running text is a byte of Windows-1252 read as Latin-1, and browsers read it so (WHATWG).
        return character.encode("latin-1").decode("cp1252", "ignore")
    return ""


_REPLACEMENTS = {
    code: _replacement(chr(code))
    for first, last in (
        *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200E, 0x200F), (0x2028, 0x202E)),
        *((0x2066, 0x2069), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF)),
    )
    for code in range(first, last + 1)
}
_INVISIBLE = dict.fromkeys((0xAD, 0x180E, 0x200B, 0x2060, 0xFEFF))


def clean(text: str) -> str:
    r"""The text without what is unclean, and with `\n` line ends; a clean text is returned as it is. Idempotent."""
    if not _UNCLEAN.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACEMENTS)


def tidy(text: str) -> str:
    """Clean, without invisible characters, white space collapsed, at most one empty line together, NFC. Idempotent."""
    text = clean(text).translate(_INVISIBLE)
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", text).strip())


def one_line(text: str | None, *, most: int = 300) -> str | None:
    """Tidied to one line of at most `most` characters, cut at a word; None when nothing is left."""
    if text is None:
        return None
    line = " ".join(tidy(text).split())
    if len(line) > most:
        line = line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return line or None


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SITE = re.compile(r"\s+(?:[|–—»]|::|-)\s+(?=[A-Z])|\s*\|")
_STEM = 5  # letters by which two words are alike
_TOLD = 4  # … so many words of a headline say enough of it
_SHARE = 0.2  # of a headline's words that stand in a text by chance
_FURNITURE = range(150, 4000)  # code points of a page's furniture alone


def with_headline(text: str, title: str | None) -> str:
    """The text, and behind it its headline where the text is not its story: a page that asks to sign in, or lists its videos.

    So it is where hardly a word of the headline stands in a text of some length. The site's name behind a headline is left out.
    """
    if not title or len(text) not in _FURNITURE:
        return text
    site = next((match.start() for match in _SITE.finditer(title) if match.start() > 15), len(title))
    headline = title[:site].rstrip(" .…")
    wanted = _stems(headline)
    if len(wanted) < _TOLD or len(wanted & _stems(text)) > _SHARE * len(wanted):
        return text
    return f"{text}\n\n{headline}"


def _stems(words: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _LONG_WORD.findall(words)}
