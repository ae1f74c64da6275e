"""Servers that development and tests start for themselves; no part of the wheel."""
