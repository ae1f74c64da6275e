"""Which exit code, HTTP status and GraphQL code each error has. The one place that says so."""

from dataclasses import dataclass

from remit.api import refusals
from remit.graphmodel import errors

EXIT_FINE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_REFUSED = 3
EXIT_INTERNAL = 70
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141


@dataclass(frozen=True, slots=True)
class Status:
    """How the faces report an error: the command line's exit code, the HTTP status, GraphQL's `extensions.code`."""

    exit_code: int
    http: int
    code: str


INTERNAL = Status(EXIT_INTERNAL, 500, "INTERNAL")

_STATUSES: dict[type[errors.RemitError], Status] = {
    errors.RemitError: Status(EXIT_USAGE, 400, "REFUSED"),
    errors.UsageError: Status(EXIT_USAGE, 400, "USAGE"),
    errors.BadValue: Status(EXIT_USAGE, 400, "BAD_VALUE"),
    errors.UnknownName: Status(EXIT_USAGE, 404, "UNKNOWN_NAME"),
    errors.AmbiguousName: Status(EXIT_USAGE, 409, "AMBIGUOUS_NAME"),
    errors.UnknownDataset: Status(EXIT_USAGE, 404, "UNKNOWN_DATASET"),
    errors.UnknownChange: Status(EXIT_USAGE, 404, "UNKNOWN_CHANGE"),
    errors.UnknownRule: Status(EXIT_USAGE, 404, "UNKNOWN_RULE"),
    errors.UnknownScenario: Status(EXIT_USAGE, 404, "UNKNOWN_SCENARIO"),
    errors.UnknownBookmark: Status(EXIT_USAGE, 400, "UNKNOWN_BOOKMARK"),
    errors.DataRefused: Status(EXIT_REFUSED, 422, "DATA_REFUSED"),
    errors.StoreError: Status(EXIT_USAGE, 500, "STORE"),
    errors.StoreMissing: Status(EXIT_USAGE, 500, "STORE_MISSING"),
    errors.NotAStore: Status(EXIT_USAGE, 500, "NOT_A_STORE"),
    errors.StoreTooNew: Status(EXIT_USAGE, 500, "STORE_TOO_NEW"),
    errors.StoreBusy: Status(EXIT_USAGE, 503, "STORE_BUSY"),
    errors.StoreUnreachable: Status(EXIT_USAGE, 503, "STORE_UNREACHABLE"),
    errors.StoreLimit: Status(EXIT_USAGE, 503, "STORE_LIMIT"),
    errors.StoreDamaged: Status(EXIT_FINDINGS, 500, "STORE_DAMAGED"),
    errors.Conflict: Status(EXIT_REFUSED, 409, "CONFLICT"),
    refusals.BadRequest: Status(EXIT_USAGE, 400, "BAD_REQUEST"),
    refusals.UnknownHost: Status(EXIT_USAGE, 400, "UNKNOWN_HOST"),
    refusals.NotFound: Status(EXIT_USAGE, 404, "NOT_FOUND"),
    refusals.MethodNotAllowed: Status(EXIT_USAGE, 405, "METHOD_NOT_ALLOWED"),
    refusals.NotAcceptable: Status(EXIT_USAGE, 406, "NOT_ACCEPTABLE"),
    refusals.TooLarge: Status(EXIT_USAGE, 413, "TOO_LARGE"),
    refusals.UnknownForm: Status(EXIT_USAGE, 415, "UNKNOWN_FORM"),
    refusals.TooMuch: Status(EXIT_USAGE, 400, "TOO_MUCH"),
    refusals.OutOfTime: Status(EXIT_USAGE, 503, "OUT_OF_TIME"),
}


def status_of(error: errors.RemitError) -> Status:
    """The status of an error: its own class's, or that of the nearest class it is a kind of."""
    return next(_STATUSES[each] for each in type(error).__mro__ if each in _STATUSES)
