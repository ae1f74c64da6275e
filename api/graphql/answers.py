"""Answers kept as they were sent: as known at one change, the same question has the same answer for good."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock

MOST_BYTES = 64 * 1024 * 1024
_SHARE = 8
_OVERHEAD = 500  # of an entry, about


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on: what is published (the hash of its last change), the day, and what is asked."""

    published: str
    today: date
    query: str
    operation: str | None
    variables: str


class Answers:
    """The last answers asked for, of `most` bytes in all; none is longer than an eighth of that. Safe for many threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.held = 0
        self._answers: OrderedDict[Question, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Question) -> bytes | None:
        """The answer to a question, if it is kept."""
        with self._lock:
            found = self._answers.get(question)
            if found is not None:
                self._answers.move_to_end(question)
            return found

    def add(self, question: Question, answer: bytes) -> None:
        """Keep an answer; those not asked for the longest go."""
        size = _size(question, answer)
        with self._lock:
            if question in self._answers or size > self.most // _SHARE:
                return
            self._answers[question] = answer
            self.held += size
            while self.held > self.most:
                self.held -= _size(*self._answers.popitem(last=False))


def _size(question: Question, answer: bytes) -> int:
    return len(answer) + 4 * (len(question.query) + len(question.variables)) + _OVERHEAD
