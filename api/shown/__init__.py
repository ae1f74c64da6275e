"""Rows that people read best in a shape of their own, one sort of row or a few alike in each file."""
