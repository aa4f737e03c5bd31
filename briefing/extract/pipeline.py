"""The spaCy pipeline put together: a `Workspace` enters, a loaded `Language` leaves.

sentences → quotations → times → places → reader → attributions → statements → incidents. The reader is the trained encoder; what it
sees joins what the rules find. `MODEL` holds this pipeline as `spacy.load` opens it, with the shipped lists. A component that has a
setting by the name of one of the workspace's lists (`cues`, `countries`, `places`, `incident_types`, `outlets`) is given that list.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from briefing.config.schema import Workspace
from briefing.errors import ExtractError
from briefing.extract.tokens import LinearTokenizer

COMPONENTS = (
    "briefing_sentences",
    "briefing_quotations",
    "briefing_times",
    "briefing_places",
    "briefing_reader",
    "briefing_attributions",
    "briefing_statements",
    "briefing_incidents",
)

MODEL = Path(__file__).parent / "model"
"""The pipeline's folder in the package."""


def lists_of(workspace: Workspace) -> dict[str, Any]:
    """The workspace's word lists as plain data, by the names under which components ask for them."""
    return {
        "cues": workspace.cues.model_dump(mode="json"),
        "countries": workspace.countries.model_dump(mode="json"),
        "places": workspace.places.model_dump(mode="json"),
        "incident_types": workspace.incident_types.model_dump(mode="json"),
        "outlets": [outlet.model_dump(mode="json") for outlet in workspace.sources.outlets if outlet.is_placed],
    }


def assemble(lists: dict[str, Any], components: tuple[str, ...] = COMPONENTS, *, model: Path = MODEL) -> Language:
    """A blank English pipeline with our components, trained ones from their folder in `model`.

    Raises ExtractError where a component is not installed or its folder is missing.
    """
    nlp = spacy.blank("en")
    for name in components:
        if not nlp.has_factory(name):
            raise ExtractError(
                f"the pipeline's component {name} is not known to spaCy",
                hint="install the program anew, so that its entry points are written",
            )
        settings = Language.get_factory_meta(name).default_config or {}
        component = nlp.add_pipe(name, config={key: value for key, value in lists.items() if key in settings})
        if hasattr(component, "from_disk"):
            component.from_disk(model / name)
    return _ready(nlp)


def load(pipeline: str, root: Path) -> Language:
    """A pipeline by package name, or by folder from the workspace's. Raises ExtractError where it cannot be loaded or finds nothing."""
    folder = root / pipeline
    try:
        nlp = spacy.load(folder if folder.is_dir() else pipeline)
    except (OSError, ValueError, ImportError) as error:
        raise ExtractError(
            f"extract.pipeline {pipeline!r} cannot be loaded: {error}", hint="name an installed package or a folder"
        ) from error
    if not any("doc._.findings" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise ExtractError(
            f"no component of the pipeline {pipeline!r} assigns doc._.findings", hint="add briefing_statements to it"
        )
    return _ready(nlp)


def _ready(nlp: Language) -> Language:
    nlp.tokenizer = LinearTokenizer(nlp.vocab, nlp.tokenizer)
    nlp.max_length = 2**31  # how long an article may be is the workspace's to say, and ours are linear
    for extension, default in (("article", None), ("findings", ())):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=default)
    return nlp
