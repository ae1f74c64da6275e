"""Writing long texts to standard output."""

from typing import TextIO

_PIECE = 32_768


def write(text: str, stream: TextIO) -> None:
    """Write a text piece by piece, so that a reader who has gone is noticed (an unbuffered stream reports no short write)."""
    stream.writelines(text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
