"""Event risk briefings from news articles; every line leads to the words of a source."""

__version__ = "0.1.0"
