"""The model: kinds and relations, dates, views, and the stores that keep a graph."""
