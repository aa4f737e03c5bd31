"""Fixed tables: likelihood (ICD 203), grades (Admiralty), markings (TLP 2.0), names of months. Constants, nothing else."""

from __future__ import annotations

# ICD 203 "Analytic Standards" (2015): each term with its range in per cent, and the column (1–5) of the matrix it falls in.
LIKELIHOODS: dict[str, tuple[str, int]] = {
    "almost no chance": ("1–5 %", 1),
    "very unlikely": ("5–20 %", 1),
    "unlikely": ("20–45 %", 2),
    "roughly even chance": ("45–55 %", 3),
    "likely": ("55–80 %", 4),
    "very likely": ("80–95 %", 5),
    "almost certain": ("95–99 %", 5),
}
LIKELIHOOD_COLUMNS = ("≤ 20 %", "20–45 %", "45–55 %", "55–80 %", "> 80 %")

# The Admiralty system's two axes (NATO AJP-2.1): reliability of the source, credibility of the information.
RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: dict[str, str] = {
    "1": "confirmed by other independent sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

# TLP 2.0 (FIRST, 2022): who may have what.
MARKING_MEANING: dict[str, str] = {
    "TLP:RED": "for the named recipients only",
    "TLP:AMBER+STRICT": "for the recipients' organisation, on a need-to-know basis",
    "TLP:AMBER": "for the recipients' organisation and its clients, on a need-to-know basis",
    "TLP:GREEN": "for the community",
    "TLP:CLEAR": "for anyone",
}

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
