"""JSON Lines: one statement a line, streamed; the first line is the head of the data set. Ids are whole.

    {"dataset": "x", "title": …, "date": …}              -> Dataset
    {"kind": "Role", "id": "x/a", "name": …}             -> (:Role)
    {"relation": "REPORTS_TO", "from": "x/a", "to": …}   -> (from)-[:REPORTS_TO]->(to)
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from remit.graphmodel.errors import Problem
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.loaders.head import head_of
from remit.loaders.raw import ID, MOST_OF_ID, Raw, edge_of, mend_of_unknown, node_of

MOST_OF_LINE = 1024 * 1024
MOST_PROBLEMS = 10_000


class JsonLines:
    """A data set read line by line (bytes) from files or a stream."""

    def __init__(self, name: str, lines: Iterable[tuple[str, int, bytes]], problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self._lines = self._objects(lines)
        self.head = self._read_head()

    def _read_head(self) -> Dataset | None:
        first = next(self._lines, None)
        if first is None:
            self.problems.append(Problem(self.name, 0, 0, "it is empty", "begin with a line that states the data set"))
            return None
        if "dataset" not in first.values:
            self.problems.append(
                first.problem("", "the first line does not state a data set", 'begin with {"dataset": …, "title": …, "date": …}')
            )
            return None
        return head_of(first, self.problems.append)

    def _objects(self, lines: Iterable[tuple[str, int, bytes]]) -> Iterator[Raw]:
        for file, number, line in lines:
            if not line.strip():
                continue
            try:
                if len(line) > MOST_OF_LINE:
                    raise ValueError(f"the line has {len(line)} bytes")
                value = json.loads(line)
            except json.JSONDecodeError as error:
                self._report(Problem(file, number, error.colno, f"this is no valid JSON: {error.msg}", "one object a line"))
            except RecursionError:
                self._report(Problem(file, number, 1, "it is nested too deeply", "one flat object a line"))
            except UnicodeDecodeError as error:
                self._report(Problem(file, number, error.start + 1, "it is not UTF-8", "save the file in UTF-8"))
            except ValueError as error:
                self._report(Problem(file, number, 1, str(error), f"at most {MOST_OF_LINE} bytes a line"))
            else:
                if isinstance(value, dict):
                    yield Raw(file, number, 1, value)
                else:
                    self._report(Problem(file, number, 1, "this line is no object", 'write {"kind": …} or {"relation": …}'))

    def _report(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def statements(self) -> Iterator[NodeStatement | EdgeStatement]:
        """The statements, in the order of the lines."""
        if self.head is None:
            return
        for raw in self._lines:
            statement = self._statement(raw, self.head.dataset)
            if statement:
                yield statement

    def _statement(self, raw: Raw, dataset: str) -> NodeStatement | EdgeStatement | None:
        values = raw.values
        if "based_on" in values and not _texts(values["based_on"]):
            self._report(raw.problem("based_on", "based_on is no list of statements", "write a list of statement ids"))
            del values["based_on"]
        kind, relation = values.pop("kind", None), values.pop("relation", None)
        if isinstance(kind, str) and kind in KIND and relation is None:
            if self._id(raw, "id"):
                return node_of(KIND[kind], raw, dataset, values["id"], self._resolver(raw), self._report)
        elif isinstance(relation, str) and relation in RELATION and kind is None:
            if self._id(raw, "from") and self._id(raw, "to"):
                subject, object = values.pop("from"), values.pop("to")
                return edge_of(RELATION[relation], raw, dataset, subject, object, self._resolver(raw), self._report)
        elif kind is not None:
            self._report(raw.problem("kind", f"there is no kind {kind!r}", mend_of_unknown(str(kind), KIND)))
        elif relation is not None:
            self._report(raw.problem("relation", f"there is no relation {relation!r}", mend_of_unknown(str(relation), RELATION)))
        else:
            self._report(raw.problem("kind", "the line has neither kind nor relation", 'write "kind": … or "relation": …'))
        return None

    def _id(self, raw: Raw, key: str) -> bool:
        written = raw.values.get(key)
        if isinstance(written, str) and len(written) <= MOST_OF_ID and ID.fullmatch(written):
            return True
        self._report(raw.problem(key, f"{key} is {written!r}, which is no id", "use small letters, digits, dots and hyphens, joined by /"))
        return False

    def _resolver(self, raw: Raw) -> Any:
        return _unchanged


def _unchanged(_key: str, text: str) -> str:
    return text


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
