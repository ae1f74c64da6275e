"""A graph with changes laid over it: what a scenario would make of it, before anything is written."""
