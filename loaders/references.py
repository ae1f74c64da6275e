"""References inside a data set: by id, by id without the prefix, or by a name that fits exactly one of its nodes."""

import re
from collections import defaultdict
from typing import Any

from remit.graphmodel.errors import Problem
from remit.graphmodel.names import folded
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset, edge_statement, node_statement
from remit.loaders.raw import DATASET, ID, MOST_OF_ID, Raw

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

    def declare(self, raw: Raw, name: str, aliases: object) -> str | None:
        """Take note of a node and its names; its whole id, or None with a problem."""
        written = raw.values.get("id")
        if not isinstance(written, str):
            self.problems.append(raw.problem("id", "it has no id", "give it an id of small letters, digits and hyphens"))
            return None
        if not ID.fullmatch(written) or len(written) > MOST_OF_ID:
            self.problems.append(
                raw.problem("id", f"{written!r} is no id", "use small letters, digits, dots and hyphens, in parts joined by /")
            )
            return None
        id = self._whole(written)
        self.ids.add(id)
        for each in (name, *(aliases if isinstance(aliases, list) else [aliases])):
            if fold := folded(str(each)):
                self.names[fold].add(id)
        return id

    def _whole(self, id: str) -> str:
        return id if "/" in id else f"{self.prefix}/{id}"

    def resolve(self, raw: Raw, key: str, written: str) -> str:
        """The whole id that a reference means; an unknown one is returned as it is, after a problem where it is no id."""
        text = written.strip()
        is_id = ID.fullmatch(text) is not None
        if is_id and ("/" in text or self._whole(text) in self.ids):
            return self._whole(text)
        fits = self.names.get(folded(text), set())
        if len(fits) == 1:
            return next(iter(fits))
        if fits:
            self.problems.append(
                raw.problem(key, f"{text!r} fits {len(fits)} nodes: {', '.join(sorted(fits))}", "write the id of the one meant")
            )
            return min(fits)
        if not is_id:
            self.problems.append(
                raw.problem(key, f"no node of this data set is called {text!r}", "write an id, or a name stated here")
            )
        return self._whole(text)

    def resolve_premises(self, raw: Raw) -> None:
        """Replace what a statement is based on by the ids of statements."""
        if "based_on" in raw.values:
            written = raw.values["based_on"]
            raw.values["based_on"] = [self.premise(raw, each) for each in (written if isinstance(written, list) else [written])]

    def premise(self, raw: Raw, written: Any) -> str:
        """The id of the statement that a premise means: a node, `A RELATION B`, `#ID`, with another data set's name first."""
        text = str(written).strip()
        dataset = self.dataset
        if other := _OTHER_DATASET.fullmatch(text):
            dataset, text = other.groups()
        if text.startswith("#"):
            return f"{dataset}: {text}"
        if edge := _EDGE.fullmatch(text):
            subject, relation, object = edge.groups()
            ends = (self.resolve(raw, "based_on", each) for each in (subject, object))
            return edge_statement(dataset, relation, *ends)
        return node_statement(dataset, self.resolve(raw, "based_on", text))
