"""Builds an EPUB 3 and a print PDF from one Markdown manuscript."""
