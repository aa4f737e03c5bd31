"""Reads an article with the trained encoder: text enters, spans of each head leave. Not yet part of the program's pipeline."""
