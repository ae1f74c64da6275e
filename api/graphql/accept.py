"""In which form a caller wants the answer, read from its Accept header."""

from remit.api.refusals import NotAcceptable

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

_WILD = ("*/*", "application/*")


def chosen(accept: str | None, *, html: bool) -> tuple[str, bool]:
    """The form to answer in, and whether the caller asked for it by name.

    `html` says whether there is a page as well, for those that ask for HTML by name and do not prefer JSON. Raises
    NotAcceptable where the caller takes none of the forms.
    """
    weights = _weights(accept or "*/*")
    offered = [*([HTML] if html else []), JSON, GRAPHQL]
    wild = max((weights.get(each, 0.0) for each in _WILD), default=0.0)
    named = {each: weights[each] for each in offered if weights.get(each, 0.0) > 0}
    if named:
        best = max(named, key=lambda each: (named[each], offered.index(each)))
        return best, True
    if wild > 0:
        return JSON, False
    raise NotAcceptable(f"there is no answer as {accept}", f"accept {GRAPHQL} or {JSON}")


def _weights(accept: str) -> dict[str, float]:
    found = {}
    for part in accept.split(","):
        form, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        if form:
            found[form] = weight
    return found
