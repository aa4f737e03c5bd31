"""The component that reads with the trained encoder: a `Doc` enters, `doc._.heads` leaves."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from briefing.errors import ExtractError
from briefing.extract.reader.encoder import FILES, Encoder


@Language.factory("briefing_reader", assigns=["doc._.heads"])
class Reader:
    """spaCy component: sets `doc._.heads` (`briefing.extract.reader.heads.Heads`). Its model comes from a folder, by `from_disk`."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        self.folder: Path | None = None
        self.encoder: Encoder | None = None
        if not Doc.has_extension("heads"):
            Doc.set_extension("heads", default=None)

    def __call__(self, doc: Doc) -> Doc:
        if self.encoder is None:
            raise ExtractError(f"the component {self.name} has no model", hint="load the pipeline from its folder")
        doc._.heads = self.encoder.read(doc.text)
        return doc

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Reader:
        """Loads the model in folder `path`. Raises BriefingError where it is not whole."""
        del exclude
        self.folder = Path(path)
        self.encoder = Encoder.load(self.folder)
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Writes the model into folder `path`; without a model, nothing."""
        del exclude
        if self.folder is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            for name in FILES:
                shutil.copyfile(self.folder / name, Path(path) / name)
