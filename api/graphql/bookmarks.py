"""Bookmarks in a header: an answer gives them out, and a later request that hands them in sees what that answer saw."""

from collections.abc import Collection

from starlette.requests import Request

from remit.api.refusals import BadRequest

HEADER = "Remit-Bookmarks"
MOST_CHARACTERS = 4000


def handed_in(request: Request) -> list[str]:
    """The bookmarks of a request, which commas divide. Raises BadRequest where there are too many."""
    written = ",".join(request.headers.getlist(HEADER))
    if len(written) > MOST_CHARACTERS:
        raise BadRequest(
            f"{HEADER} has more than {MOST_CHARACTERS:,} characters", "hand in only what the last answer gave"
        )
    return [each.strip() for each in written.split(",") if each.strip()]


def given_out(bookmarks: Collection[str]) -> dict[str, str]:
    """The header of an answer; none where the store has no bookmarks."""
    return {HEADER: ",".join(bookmarks)} if bookmarks else {}
