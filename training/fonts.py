"""Noto Sans as published goes in, the small static fonts of `templates/default/fonts/` come out, byte for byte the same each time.

Run `python training/fonts.py` with npm on the path and the Python package fonttools. Latin, Greek and Cyrillic come in
one file a style; Arabic, Hebrew and signs (arrows, ≤, ■) in one each; hints are dropped. Static fonts and not a variable
one, because a PDF with a variable font differs from run to run.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.registry_npm import Package

TARGET = Path(__file__).resolve().parents[1] / "templates" / "default" / "fonts"
SANS = Package(
    name="@expo-google-fonts/noto-sans",
    version="0.4.2",
    sha256="98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
)
ARABIC = Package(
    name="@expo-google-fonts/noto-sans-arabic",
    version="0.4.3",
    sha256="29e966f9d48a4ce7dd3c2c4c016f29cd888089538217303fb2c87de9e7f048ed",
)
HEBREW = Package(
    name="@expo-google-fonts/noto-sans-hebrew",
    version="0.4.1",
    sha256="f82f8e852e3355521c511f2762a0130216d208d108bf4739aa977eb6a6d3012c",
)
MATH = Package(
    name="@expo-google-fonts/noto-sans-math",
    version="0.4.2",
    sha256="652041ca903e7adcc1502a0621350526463e91416757310391370ff5f8fb3ce8",
)
# Latin with the letters of every European language, pinyin, Vietnamese and the usual transliterations, combining accents,
# Greek, Cyrillic with the letters of Central Asia, punctuation, figures, currency, ligatures.
EUROPEAN = (
    "20-7E A0-17F 18F 192 1A0-1A1 1AF-1B0 1CD-1DC 1E6-1E7 1F4-1F5 1F8-1FF 218-21B 237 259 2B9-2BF 2C6-2C7"
    " 2D8-2DD 300-304 306-30C 30F 311 323-328 32E 331 370-3FF 400-45F 48A-4FF 1E02-1E03 1E0A-1E0F"
    " 1E1E-1E2B 1E30-1E49 1E56-1E57 1E60-1E63 1E6A-1E6F 1E80-1E85 1E92-1E97 1E9E 1EA0-1EF9 2000-2015"
    " 2018-2022 2026-202F 2030 2032-2033 2039-203A 2044 205F-2064 2066-2069 2070-208E 20A0-20BF 2113 2116"
    " 2122 2212 25CC FB01-FB02 FEFF FFFD"
)
ARABIC_RANGE = "20-22 27-29 2C-3B 3F A0 AB BB 60C 61B 61F-6FF 200B-200F 2010-2015 2018-201F 2026 25CC"
HEBREW_RANGE = "20-22 27-29 2C-3B 3F A0 AB BB 591-5F4 200B-200F 2010-2015 2018-201F 2026 20AA 25CC FB1D-FB4F"
SYMBOLS_RANGE = "2190-21FF 2200-22FF 25A0-25FF 2605 2713"
# "ccmp" is for the scripts that join: in European ones it takes ị apart, and the PDF then reads "iị".
FEATURES = "kern mark mkmk locl liga rlig init medi fina isol tnum lnum".split()
FACES = (
    (SANS, "400Regular/NotoSans_400Regular.ttf", EUROPEAN, "NotoSans-Regular.ttf"),
    (SANS, "400Regular_Italic/NotoSans_400Regular_Italic.ttf", EUROPEAN, "NotoSans-Italic.ttf"),
    (SANS, "600SemiBold/NotoSans_600SemiBold.ttf", EUROPEAN, "NotoSans-SemiBold.ttf"),
    (ARABIC, "400Regular/NotoSansArabic_400Regular.ttf", ARABIC_RANGE, "NotoSansArabic-Regular.ttf"),
    (HEBREW, "400Regular/NotoSansHebrew_400Regular.ttf", HEBREW_RANGE, "NotoSansHebrew-Regular.ttf"),
    (MATH, "400Regular/NotoSansMath_400Regular.ttf", SYMBOLS_RANGE, "NotoSansMath-Regular.ttf"),
)


def points(ranges: str) -> list[int]:
    """Code points of "20-7E 2B0": hexadecimal ranges, both ends included."""
    out: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        out.extend(range(int(first, 16), int(last or first, 16) + 1))
    return out


def reduced(data: bytes, ranges: str, features: list[str]) -> bytes:
    """The font with the glyphs of `ranges` alone, all layout features kept, hints dropped, time stamps untouched."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=features, notdef_outline=True, recalc_timestamp=False)
    options.name_IDs = ["*"]  # without its typographic family and style a semi-bold is taken for a regular
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points(ranges))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for package in (SANS, ARABIC, HEBREW, MATH):
        faces = [face for face in FACES if face[0] is package]
        files = package.files("LICENSE_FONT", *(face[1] for face in faces))
        for _, name, ranges, target in faces:
            (TARGET / target).write_bytes(
                reduced(files[name], ranges, FEATURES if package is SANS else [*FEATURES, "ccmp"])
            )
        (TARGET / f"OFL-{package.name.rpartition('/')[2]}.txt").write_bytes(files["LICENSE_FONT"])
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:>8} {path.name}")


if __name__ == "__main__":
    main()
