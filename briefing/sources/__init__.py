"""Files and the configured sources enter; articles leave, and a gap for each thing that could not be read.

A format is a module with one function, `entries(item, limits)`; `articles.FORMATS` lists them by suffix. Nothing heavy
is imported until a file needs it.
"""

from __future__ import annotations

from briefing.sources.articles import READER_VERSION, read, reading_key
from briefing.sources.entry import Input
from briefing.sources.inputs import inputs

__all__ = ["READER_VERSION", "Input", "inputs", "read", "reading_key"]
