"""Reads an article with the trained encoder: text enters, spans of each head leave, as `doc._.heads`."""
