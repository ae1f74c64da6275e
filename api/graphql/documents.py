"""Documents that were found good, kept by their text: clients send the same few over and over."""

from collections import OrderedDict
from threading import Lock

from graphql import DocumentNode

MOST_KEPT = 200
LONGEST = 16_000


class Kept:
    """The last `MOST_KEPT` documents of at most `LONGEST` characters that passed the bounds and the validation."""

    def __init__(self) -> None:
        self._documents: OrderedDict[str, DocumentNode] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str | None) -> DocumentNode | None:
        """The document of a text; None for one that is not kept."""
        with self._lock:
            if text is None or text not in self._documents:
                return None
            self._documents.move_to_end(text)
            return self._documents[text]

    def add(self, text: str, document: DocumentNode) -> None:
        """Keep a document that was found good; the one not asked for the longest goes."""
        if len(text) <= LONGEST:
            with self._lock:
                self._documents[text] = document
                if len(self._documents) > MOST_KEPT:
                    self._documents.popitem(last=False)
