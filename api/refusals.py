"""What the web face refuses: requests it cannot read, and requests that would cost too much."""

from remit.graphmodel.errors import RemitError, UsageError


class BadRequest(UsageError):
    """The request is not one that GraphQL over HTTP knows."""


class NotFound(UsageError):
    """There is nothing at that address."""


class MethodNotAllowed(UsageError):
    """The method of the request cannot do what is asked."""


class NotAcceptable(UsageError):
    """The caller accepts no form that an answer can have."""


class TooLarge(UsageError):
    """The body of the request is too large."""


class UnknownForm(UsageError):
    """The body of the request is in a form that is not read here."""


class TooMuch(UsageError):
    """The document asks for more than one request may."""


class OutOfTime(RemitError):
    """The answer took longer than one request may."""


class UnknownHost(UsageError):
    """The request is for a host that this server was not told it is."""
