"""Remit: who answers for this, by what line, and where that is written."""

__version__ = "0.1.0"
