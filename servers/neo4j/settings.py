"""How a server is set: its memory, its flags, and the neo4j.conf made of them."""

import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
_OPENED = (
    "java.base/java.nio",
    "java.base/java.io",
    "java.base/sun.nio.ch",
    "java.base/java.util.concurrent",
)
FLAGS = (
    *(f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED),
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
)
_SETTINGS = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "client.allow_telemetry": "false",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "16m",
    "db.tx_log.rotation.retention_policy": "1 files",
    "db.transaction.timeout": "300s",
    "db.lock.acquisition.timeout": "30s",
}


@dataclass(frozen=True)
class Profile:
    """What a server is for: memory as Java writes it (768m), more flags for Java, more lines for neo4j.conf."""

    heap: str
    page_cache: str
    flags: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


DEVELOPMENT = Profile("1g", "256m")
BENCH = Profile("2g", "512m")
# Up and down quickly; the last two for tests only: clients are cut off at a stop, and wrong passwords never lock out.
TESTS = Profile(
    "768m",
    "64m",
    ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    {
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
        "dbms.security.auth_max_failed_attempts": "0",
        "dbms.cypher.min_replan_interval": "1h",
    },
)


def write_settings(folder: Path, port: int, profile: Profile, more: Mapping[str, str]) -> None:
    """Write neo4j.conf into `folder`; what is said later wins: ours, the profile's, then `more`."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        **_SETTINGS,
        "server.bolt.listen_address": f"{HOST}:{port}",
        "server.bolt.advertised_address": f"{HOST}:{port}",
        "server.memory.pagecache.size": profile.page_cache,
        **profile.settings,
        **more,
    }
    (folder / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))


def free_port(wanted: int | None = None) -> int:
    """`wanted` if it is free, else any free port below those that the system gives to clients by itself.

    So no client takes it while its server is down between two starts.
    """
    ports = [] if wanted is None else [wanted]
    ports += [20_000 + secrets.randbelow(12_000) for _ in range(100)]
    return next(port for port in ports if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
