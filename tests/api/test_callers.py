"""Who asks over HTTP, and where writing is refused to begin with."""

from contextlib import closing

import pytest

from remit.api.callers import Callers
from remit.api.cli.serve import callers_of, listening
from remit.graphmodel.errors import UsageError

EVERYWHERE = "0.0.0.0"


def test_who_asks_is_what_the_proxy_says_else_the_user_of_the_server() -> None:
    assert Callers("x-user").who({"x-user": " ann "}) == "ann"
    assert Callers("x-user", "bob").who({}) == ""
    assert Callers(user="bob").who({"x-user": "ann"}) == "bob"
    assert Callers().who({"x-user": "ann"}) == ""


def test_callers_of_this_machine_are_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMIT_USER", "ann")
    with closing(listening("127.0.0.1", 0)) as listener:
        assert callers_of(listener, None, writable=True) == Callers(None, "ann", True)
        assert callers_of(listener, "x-user", writable=True) == Callers("x-user", "", True)


def test_others_are_nobody_and_do_not_write_unless_a_proxy_names_them() -> None:
    with closing(listening(EVERYWHERE, 0)) as listener:
        assert callers_of(listener, None, writable=False) == Callers(None, "", False)
        assert callers_of(listener, "x-user", writable=True) == Callers("x-user", "", True)
        with pytest.raises(UsageError, match="nobody would know who") as refused:
            callers_of(listener, None, writable=True)
        assert "--user-header" in refused.value.mend
