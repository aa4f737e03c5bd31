"""Bytes of a text file enter; its characters leave, whatever encoding it was written in."""

from __future__ import annotations

import codecs

from briefing.sources.entry import NotRead

# Longest first: the UTF-32 mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Guesses that differ from a western encoding in letters which English articles hardly use: read as the western one.
_WESTERN = {
    **dict.fromkeys(("cp1250", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_15", "iso8859_9"), "cp1252"),
    **dict.fromkeys(("mac_iceland", "mac_latin2", "mac_turkish", "mac_croatian", "mac_romanian"), "mac_roman"),
}
_SAMPLE = 128 * 1024


def unicode_encoding(data: bytes) -> tuple[str, int] | None:
    """The Unicode encoding that the first bytes show, and the length of its mark; None where they show none."""
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name, len(mark)
    sample = data[:4096]
    half = len(sample) // 2
    if half >= 4:
        # UTF-16 without a mark: English letters leave every other byte zero.
        even, odd = sample[0 : half * 2 : 2].count(0), sample[1 : half * 2 : 2].count(0)
        if odd > 0.4 * half and even < 0.05 * half:
            return "utf-16-le", 0
        if even > 0.4 * half and odd < 0.05 * half:
            return "utf-16-be", 0
    return None


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of a text by, in this order: byte order mark, UTF-8, what is declared, `charset-normalizer`.

    UTF-8 stands before what is declared, since text in another encoding hardly ever is valid UTF-8, while wrong
    declarations are common. Raises `NotRead` for what is not text.
    """
    if found := unicode_encoding(data):
        name, mark = found
        return data[mark:].decode(name, "replace")
    if b"\0" in data[:_SAMPLE]:
        raise NotRead("not text, but binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _strictly(data, declared)) is not None:
        return text
    return _guess(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        encoding = codecs.lookup(encoding.strip()).name
        # What calls itself Latin-1 or ASCII is Windows-1252 in practice, and by the WHATWG's table of labels.
        return data.decode("cp1252" if encoding in {"iso8859-1", "ascii"} else encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise NotRead("not text in any encoding that could be told")
    western = _WESTERN.get(best.encoding)
    if western and (text := _strictly(data, western)) is not None:
        return text
    return data.decode(best.encoding, "replace")
