"""Programs of a test's own, in the place of Java and Maven."""

from pathlib import Path


def program(path: Path, script: str) -> Path:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def fake_java(home: Path, version: str) -> Path:
    """A JDK's folder whose java says that it is of this version; the program in it."""
    return program(home / "bin" / "java", f"echo 'openjdk version \"{version}\" 2025-01-01' >&2")
