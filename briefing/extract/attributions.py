"""The component that finds attributions by rules: a `Doc` with sentences and quotations enters, `doc._.attributions` leaves."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefing.extract.detection import Detector
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
        self.detector = Detector(Lexicon(cues_from(cues)))
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())

    def __call__(self, doc: Doc) -> Doc:
        doc._.attributions = self.detector.find(words_of(doc), doc._.quotations)
        return doc
