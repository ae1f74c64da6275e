"""The view as SQL: which facts are known, which are in force, and how certainly. Values go in as parameters."""

import json
from collections.abc import Mapping
from typing import Any

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL
from remit.graphmodel.view import View


class Visible:
    """The conditions of a view on a fact `f`, and their parameters."""

    def __init__(self, view: View, words: Mapping[str, int]) -> None:
        day = view.day
        self.parameters: dict[str, Any] = {
            "known_at": view.known_at,
            "from_day": BEFORE_ALL - 1 if day is None else day,
            "to_day": AFTER_ALL if day is None else day,
            "evidence": 0 if view.strict else 3,
            "standing": 2 if view.proposed else 1,
        }
        self._of_datasets = ""
        if view.datasets is not None:
            self.parameters["datasets"] = json.dumps([words[name] for name in view.datasets if name in words])
            self._of_datasets = " AND {0}.dataset IN (SELECT value FROM json_each(:datasets))"

    def known_of(self, fact: str) -> str:
        """Whether a fact is known in the view, whatever day it is about."""
        return f"({fact}.retracted IS NULL OR {fact}.retracted > :known_at) AND {self.asserted_of(fact)}"

    def asserted_of(self, fact: str) -> str:
        """Whether the view's data sets had asserted a fact, on evidence that counts, whether or not it was retracted."""
        return f"{fact}.asserted <= :known_at AND {fact}.evidence <= :evidence" + self._of_datasets.format(
            fact
        )

    def in_force_of(self, fact: str) -> str:
        """Whether a fact is known, counts by its standing, and is certainly or possibly in force."""
        return (
            f"{fact}.from_earliest <= :to_day AND {fact}.to_latest > :from_day AND {fact}.standing <= :standing"
            f" AND {self.known_of(fact)}"
        )

    @property
    def known(self) -> str:
        """`known_of` a fact called f."""
        return self.known_of("f")

    @property
    def asserted(self) -> str:
        """`asserted_of` a fact called f."""
        return self.asserted_of("f")

    @property
    def in_force(self) -> str:
        """`in_force_of` a fact called f."""
        return self.in_force_of("f")

    def truth(self, fact: str) -> str:
        """How certainly a fact that is in force is so: 2 or 1."""
        return f"(1 + ({fact}.from_latest <= :to_day AND {fact}.to_earliest > :from_day))"
