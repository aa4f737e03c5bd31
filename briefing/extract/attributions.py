"""The component that finds attributions: a `Doc` with sentences and quotations enters, `doc._.attributions` leaves.

Rules find them; where an encoder read the article before (`doc._.heads`), what it saw joins them.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.detection import Detector
from briefing.extract.learned import Learned, combined
from briefing.extract.lexicon import Lexicon
from briefing.extract.lists import cues_from
from briefing.extract.words import words_of


@Language.factory(
    "briefing_attributions",
    default_config={"cues": None},
    requires=["token.is_sent_start", "doc._.quotations"],
    assigns=["doc._.attributions"],
)
class Attributions:
    """spaCy component: sets `doc._.attributions`. `cues` is the content of `config/cues/en.yaml`; None takes the shipped file."""

    def __init__(self, nlp: Language, name: str, cues: dict[str, Any] | None) -> None:
        del nlp
        self.name = name
        lexicon = Lexicon(cues_from(cues))
        self.detector = Detector(lexicon)
        self.learned = Learned(lexicon)
        for extension, default in (("attributions", ()), ("heads", None)):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=default)

    def __call__(self, doc: Doc) -> Doc:
        words, quotations, heads = words_of(doc), doc._.quotations, doc._.heads
        found = self.detector.find(words, quotations)
        if heads is not None:
            found = combined(quotations, found, self.learned.find(words, quotations, heads))
        doc._.attributions = found
        return doc
