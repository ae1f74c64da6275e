"""Documents as they are read: bounded, checked against the schema, and kept, since clients send the same few over and over."""

from collections import OrderedDict
from threading import Lock

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    validate,
)

from remit.api.graphql.limits import MOST_TOKENS, check
from remit.api.refusals import BadRequest

UNCLEAR = "it is not clear which operation is meant"
NAME_ONE = "name one in operationName, or send one only"
MOST_KEPT = 200
LONGEST = 16_000


class Documents:
    """Reads documents; keeps the last `MOST_KEPT` good ones of at most `LONGEST` characters."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[str, DocumentNode] = OrderedDict()
        self._lock = Lock()

    def read(self, text: str) -> tuple[DocumentNode, list[GraphQLError]]:
        """The document of a text, and what is wrong with it. Raises GraphQLSyntaxError, TooMuch.

        It is measured before it is validated, since validation itself can be long.
        """
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text], []
        document = parse(text, max_tokens=MOST_TOKENS)
        check(document)
        wrong = validate(self._schema, document)
        if not wrong:
            self._keep(text, document)
        return document, wrong

    def _keep(self, text: str, document: DocumentNode) -> None:
        if len(text) <= LONGEST:
            with self._lock:
                self._kept[text] = document
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation that is meant. Raises BadRequest where that is not clear."""
    found = [
        each
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode) and (not name or (each.name and each.name.value == name))
    ]
    if len(found) != 1:
        raise BadRequest(UNCLEAR, NAME_ONE)
    return found[0]
