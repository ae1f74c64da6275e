"""The embedded store: one SQLite file holds facts, history, the change log and the index for search."""
