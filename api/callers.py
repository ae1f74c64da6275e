"""Who asks over HTTP, and whether they may write."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Callers:
    """Callers of the web face. `header` is the one in which a proxy that knows them names them, and no caller can.

    Without it, all of them are `user` (nobody: empty). `writable` says that they may change scenarios and adopt them.
    """

    header: str | None = None
    user: str = ""
    writable: bool = False

    def who(self, headers: Mapping[str, str]) -> str:
        """Who asks; empty where that is not known: then only what is shared is seen."""
        return headers.get(self.header, "").strip() if self.header else self.user
