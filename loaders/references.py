"""References inside a data set: by id, by id without the prefix, or by a name that fits exactly one of its nodes."""

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import Any

from remit.graphmodel.errors import Problem
from remit.graphmodel.names import folded
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset, edge_statement, node_statement
from remit.loaders.raw import DATASET, ID, MEND_OF_ID, MOST_OF_ID, Raw, text_of

MOST_SUGGESTED = 100
_OTHER_DATASET = re.compile(rf"({DATASET.pattern}): +(.+)")
_EDGE = re.compile(rf"(.+?) +({'|'.join(RELATION)}) +(.+)")


class References:
    """The ids and names of one data set."""

    def __init__(self, head: Dataset | None, problems: list[Problem]) -> None:
        self.dataset = head.dataset if head else ""
        self.prefix = head.prefix if head else ""
        self.problems = problems
        self.ids: set[str] = set()
        self.names: dict[str, set[str]] = defaultdict(set)
        self._unknown = 0

    def declare(self, raw: Raw, name: str, aliases: object) -> str | None:
        """Take note of a node and its names; its whole id, or None with a problem."""
        if not raw.has("id"):
            mend = "give it an id of small letters, digits and hyphens"
            self.problems.append(raw.problem("id", "it has no id", mend))
        written = text_of(raw, "id", self.problems.append)
        if written is None:
            return None
        id = self._whole(written)
        if not ID.fullmatch(written) or len(id) > MOST_OF_ID:
            self.problems.append(raw.problem("id", f"{written!r} is no id", MEND_OF_ID))
            return None
        self.ids.add(id)
        for each in (name, *(aliases if isinstance(aliases, list) else [aliases])):
            if fold := folded(str(each)):
                self.names[fold].add(id)
        return id

    def _whole(self, id: str) -> str:
        return id if "/" in id else f"{self.prefix}/{id}"

    def resolve(self, raw: Raw, key: str, written: str) -> str:
        """The whole id that a reference means; an empty one, after a problem, where it can mean none or several."""
        text = written.strip()
        is_id = ID.fullmatch(text) is not None and len(self._whole(text)) <= MOST_OF_ID
        if is_id and ("/" in text or self._whole(text) in self.ids):
            return self._whole(text)
        fits = self.names.get(folded(text), set())
        if len(fits) == 1:
            return next(iter(fits))
        if fits:
            message = f"{text!r} fits {len(fits)} nodes: {', '.join(sorted(fits))}"
            self.problems.append(raw.problem(key, message, "write the id of the one meant"))
            return ""
        if is_id:
            return self._whole(text)
        mend = self._nearest(text) or "write an id, or a name stated here"
        self.problems.append(raw.problem(key, f"no node of this data set is called {text!r}", mend))
        return ""

    def _nearest(self, text: str) -> str | None:
        """A suggestion, for the first few names that are unknown."""
        self._unknown += 1
        if self._unknown > MOST_SUGGESTED:
            return None
        near = get_close_matches(folded(text)[:100], self.names, n=1)
        return f"did you mean {', '.join(sorted(self.names[near[0]]))}?" if near else None

    def resolve_premises(self, raw: Raw) -> None:
        """Replace what a statement is based on by the ids of statements."""
        if "based_on" in raw.values:
            written = raw.values["based_on"]
            listed = written if isinstance(written, list) else [written]
            raw.values["based_on"] = [id for each in listed if (id := self.premise(raw, each))]

    def premise(self, raw: Raw, written: Any) -> str:
        """The id of the statement that a premise means: a node, `A RELATION B`, `#ID`, with another data set's name first.

        Empty after a problem.
        """
        text = str(written).strip()
        dataset = self.dataset
        if other := _OTHER_DATASET.fullmatch(text):
            dataset, text = other.groups()
        if text.startswith("#"):
            return f"{dataset}: {text}"
        if edge := _EDGE.fullmatch(text):
            subject, relation, object = edge.groups()
            ends = [self.resolve(raw, "based_on", each) for each in (subject, object)]
            return edge_statement(dataset, relation, *ends) if all(ends) else ""
        node = self.resolve(raw, "based_on", text)
        return node_statement(dataset, node) if node else ""
