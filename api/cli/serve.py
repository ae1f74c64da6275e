"""`remit serve`: GraphQL and the start page, from a store."""

import contextlib
import errno
import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import click

from remit.api.cli.check import packs_option
from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where, store_option
from remit.graphmodel.errors import UsageError

if TYPE_CHECKING:
    from remit.api.callers import Callers

MEBIBYTE = 1024 * 1024


@remit_command("serve", "remit serve", "remit serve --bundled --port 8080", "remit serve --store council.db")
@click.option(
    "--bundled", is_flag=True, help="First load those bundled data sets that the store has never had."
)
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help="The port; 0: any free one.",
)
@click.option(
    "--keep",
    type=click.IntRange(0, 4096),
    default=64,
    show_default=True,
    metavar="MIB",
    help="Memory for answers that are kept until something new is published; 0: none.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes answer; each keeps answers of its own.",
)
@packs_option
@click.option(
    "--writable",
    is_flag=True,
    help="Let callers keep scenarios, and adopt and undo them, by GraphQL mutations.",
)
@click.option(
    "--user-header",
    metavar="NAME",
    envvar="REMIT_USER_HEADER",
    help="The header in which a proxy says who asks, and no caller can; without it, callers of this machine are you.",
)
@click.option("--log-requests", is_flag=True, help="Write a line for every request.")
@store_option
def command(
    *, bundled: bool, host: str, port: int, processes: int, store: Where | None, user_header: str | None, writable: bool,
    **how: Any,
) -> None:  # fmt: skip
    """Serve GraphQL at /graphql and a start page at /, until Ctrl-C.

    Whoever reaches the address can read all of the store; so it listens to this
    machine only, unless --host says otherwise.
    """
    from remit.api.cli.output import tell
    from remit.api.cli.serving import How, serve, serve_by
    from remit.api.wiring import store_to_read, store_to_serve

    # Listening comes first: a second server ends here, before it has touched a store.
    open_store = store_to_serve if bundled else store_to_read
    with listening(host, port) as listener, contextlib.ExitStack() as stack:
        callers = callers_of(listener, user_header, writable=writable)
        told = How(how["keep"] * MEBIBYTE, how["log_requests"], how["packs"], callers)
        opened = stack.enter_context(open_store(store, tell))
        click.echo(f"Remit is at {address_of(listener)} (GraphQL at /graphql). Ctrl-C ends it.")
        if not is_loopback(listener):
            tell("Anybody who can reach this address can read the whole store.")
        try:
            if processes == 1:
                serve(opened, listener, told)
            else:
                stack.close()  # what was to be loaded is loaded; each process opens the store for itself
                serve_by(processes, store, listener, told)
        except KeyboardInterrupt:
            tell("Stopped.")


def callers_of(listener: socket.socket, header: str | None, *, writable: bool) -> "Callers":
    """Who asks at a socket. Raises UsageError where anybody could write there, under nobody's name."""
    from remit.api.callers import Callers
    from remit.api.wiring import who

    alone = is_loopback(listener)
    if writable and not alone and not header:
        raise UsageError(
            "anybody who can reach this address could write, and nobody would know who",
            "name with --user-header the header in which your proxy says who asks, or listen to this machine only",
        )
    return Callers(header, who() if alone and not header else "", writable)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; UsageError where the address or port cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise UsageError(f"there is no address {host}", "give --host an address of this machine") from None
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"port {port} is in use", "stop what uses it, or name another with --port"
            ) from None
        reason = error.strerror or "refused"
        raise UsageError(
            f"cannot listen on {host}, port {port} ({reason})", "name others with --host, --port"
        ) from None
    return listener


def address_of(listener: socket.socket) -> str:
    """The address of a listening socket as a browser wants it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(listener: socket.socket) -> bool:
    """Whether only this machine can reach a listening socket."""
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback
