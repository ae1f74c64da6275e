"""`remit serve`: GraphQL and the start page, from a store."""

import errno
import ipaddress
import socket

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where, store_option
from remit.graphmodel.errors import UsageError


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
@click.option("--log-requests", is_flag=True, help="Write a line for every request.")
@store_option
def command(bundled: bool, host: str, port: int, log_requests: bool, store: Where | None) -> None:
    """Serve GraphQL at /graphql and a start page at /, until Ctrl-C.

    Whoever reaches the address can read all of the store; so it listens to this
    machine only, unless --host says otherwise.
    """
    import uvicorn

    from remit.api.cli.output import tell
    from remit.api.http import create_app
    from remit.api.wiring import store_to_read, store_to_serve

    # Listening comes first: a second server ends here, before it has touched a store.
    open_store = store_to_serve if bundled else store_to_read
    with listening(host, port) as listener, open_store(store, tell) as opened:
        config = uvicorn.Config(
            create_app(opened),
            access_log=log_requests,
            log_level="info" if log_requests else "warning",
            lifespan="auto",
        )
        click.echo(f"Remit is at {address_of(listener)} (GraphQL at /graphql). Ctrl-C ends it.")
        if not is_loopback(listener):
            tell("Anybody who can reach this address can read the whole store.")
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            tell("Stopped.")


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
