"""JSON Lines: one statement a line, streamed; the first line is the head of the data set. Ids are whole.

    {"dataset": "x", "title": …, "date": …}              -> Dataset
    {"kind": "Role", "id": "x/a", "name": …}             -> (:Role)
    {"relation": "REPORTS_TO", "from": "x/a", "to": …}   -> (from)-[:REPORTS_TO]->(to)

Numbers are kept as they are written, so a locator 3.10 stays 3.10.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from remit.graphmodel.errors import BadValue, Problem, mend_of_unknown
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.loaders.head import head_of
from remit.loaders.problems import full
from remit.loaders.raw import ID, MEND_OF_ID, MOST_OF_ID, Raw, Resolve, edge_of, node_of

MOST_OF_LINE = 1024 * 1024
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


class JsonLines:
    """A data set read line by line (bytes; a line of more than MOST_OF_LINE may come cut) from files or a stream."""

    def __init__(self, name: str, lines: Iterable[tuple[str, int, bytes]], problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self._lines = self._objects(lines)
        self.head = self._read_head()

    def _read_head(self) -> Dataset | None:
        before = len(self.problems)
        first = next(self._lines, None)
        if first is None:
            if len(self.problems) == before:
                self._report(
                    Problem(self.name, 0, 0, "it is empty", "begin with a line that states the data set")
                )
            return None
        if "dataset" not in first.values:
            mend = 'begin with {"dataset": …, "title": …, "date": …}'
            self._report(first.problem("", "the first line does not state a data set", mend))
            return None
        return head_of(first, self._report)

    def _objects(self, lines: Iterable[tuple[str, int, bytes]]) -> Iterator[Raw]:
        for file, number, line in lines:
            if full(self.problems):
                return
            if not line.strip():
                continue
            try:
                text, value = _read(line, first=number == 1)
            except json.JSONDecodeError as error:
                message = f"this is no valid JSON: {error.msg}"
                self._report(Problem(file, number, error.colno, message, "write one object a line"))
            except UnicodeDecodeError as error:
                column = len(line[: error.start].decode("utf-8-sig")) + 1
                message = f"byte 0x{line[error.start]:02x} is not UTF-8"
                self._report(Problem(file, number, column, message, "save the file in UTF-8"))
            except RecursionError:
                self._report(
                    Problem(file, number, 1, "it is nested too deeply", "write one flat object a line")
                )
            except BadValue as bad:
                self._report(Problem(file, number, 1, bad.message, bad.mend))
            else:
                if isinstance(value, dict):
                    yield Raw(file, number, 1, value, _Places(number, text))
                else:
                    mend = 'write {"kind": …} or {"relation": …}'
                    self._report(Problem(file, number, 1, "this line is no object", mend))

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)

    def statements(self) -> Iterator[NodeStatement | EdgeStatement]:
        """The statements, in the order of the lines; without a head only what is wrong with them is reported."""
        dataset = self.head.dataset if self.head else ""
        for raw in self._lines:
            statement = self._statement(raw, dataset)
            if statement and self.head:
                yield statement

    def _statement(self, raw: Raw, dataset: str) -> NodeStatement | EdgeStatement | None:
        values = raw.values
        if "based_on" in values and not _texts(values["based_on"]):
            self._report(
                raw.problem("based_on", "based_on is no list of statements", "write a list of statement ids")
            )
            del values["based_on"]
        kind, relation = values.pop("kind", None), values.pop("relation", None)
        if isinstance(kind, str) and kind in KIND and relation is None:
            good = self._id(raw, "id")
            said = node_of(
                KIND[kind], raw, dataset, values["id"] if good else "", self._reference(raw), self._report
            )
            return said if good else None
        if isinstance(relation, str) and relation in RELATION and kind is None:
            good = self._id(raw, "from") & self._id(raw, "to")
            subject, object = (str(values.pop(end, "")) for end in ("from", "to"))
            if not good:
                subject = object = ""
            edge = edge_of(
                RELATION[relation], raw, dataset, subject, object, self._reference(raw), self._report
            )
            return edge if good else None
        if kind is not None and relation is not None:
            self._report(raw.problem("relation", "the line has both kind and relation", "keep one of them"))
        elif kind is not None:
            self._report(raw.problem("kind", f"there is no kind {kind!r}", mend_of_unknown(str(kind), KIND)))
        elif relation is not None:
            mend = mend_of_unknown(str(relation), RELATION)
            self._report(raw.problem("relation", f"there is no relation {relation!r}", mend))
        else:
            mend = 'write "kind": … or "relation": …'
            self._report(raw.problem("kind", "the line has neither kind nor relation", mend))
        return None

    def _id(self, raw: Raw, key: str) -> bool:
        written = raw.values.get(key)
        if isinstance(written, str) and _whole(written):
            return True
        if key not in raw.values:
            self._report(
                raw.problem(key, f"the line has no {key}", f"write {key} and the whole id of a node")
            )
        elif isinstance(written, str) and ID.fullmatch(written) and "/" not in written:
            prefix = self.head.prefix if self.head else "my-council"
            message = f"{key} is {written!r}, which is no whole id"
            self._report(raw.problem(key, message, f"write it with its prefix: {prefix}/{written}"))
        else:
            self._report(raw.problem(key, f"{key} is {written!r}, which is no id", MEND_OF_ID))
        return False

    def _reference(self, raw: Raw) -> Resolve:
        def resolve(key: str, written: str) -> str:
            if _whole(written):
                return written
            self._report(raw.problem(key, f"{key} names {written!r}, which is no whole id", MEND_OF_ID))
            return ""

        return resolve


class _Places(Mapping[str, tuple[int, int]]):
    """The places of the keys of a line, looked for when they are asked for."""

    __slots__ = ("line", "text")

    def __init__(self, line: int, text: str) -> None:
        self.line = line
        self.text = text

    def __getitem__(self, key: str) -> tuple[int, int]:
        found = re.search(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:", self.text)
        if found is None:
            raise KeyError(key)
        return self.line, found.start() + 1

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _read(line: bytes, *, first: bool) -> tuple[str, Any]:
    if len(line) > MOST_OF_LINE:
        raise BadValue(f"the line is longer than {MOST_OF_LINE} bytes", "split it, or shorten its texts")
    text = line.decode("utf-8-sig" if first else "utf-8").rstrip()
    if "\0" in text:
        raise BadValue(
            "it holds the character NUL", "take it out, or save the file in UTF-8 (it may be UTF-16)"
        )
    value = _DECODER.decode(text)
    if "\\u" in text and _HALF_A_PAIR.search(json.dumps(value, ensure_ascii=False)):
        raise BadValue("it holds half of a surrogate pair", "write the whole character, or take it out")
    return text, value


def _no_constant(written: str) -> Any:
    raise BadValue(f"{written} is no JSON", "write a number, a text or null")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise BadValue(f"the key {twice} stands in the line twice", "keep one of them")
    return made


_DECODER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=_no_constant, object_pairs_hook=_unique
)


def _whole(written: str) -> bool:
    return "/" in written and len(written) <= MOST_OF_ID and ID.fullmatch(written) is not None


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
