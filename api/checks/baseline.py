"""A baseline: the findings of one day that are known, in a file, so that only new ones fail."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from remit.graphmodel.errors import BadValue
from remit.queries.rules.check import CANNOT_TELL
from remit.queries.rules.running import Finding

MEND = "write one with --write-baseline"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known: codes of rules and ids of subjects."""

    keys: frozenset[tuple[str, str]] = frozenset()


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises BadValue where there is none, or the file is no baseline."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Baseline(frozenset((each["code"], each["subject"]) for each in told["findings"]))
    except OSError as error:
        raise BadValue(f"there is no baseline {path} to read ({error.strerror})", MEND) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadValue(f"{path} is no baseline", MEND) from error


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write a baseline of these findings, those of which nothing can be told left out; how many it knows."""
    keys = sorted({each.key for each in findings if each.outcome != CANNOT_TELL})
    rows = ",\n".join(
        f'    {{"code": {json.dumps(code)}, "subject": {json.dumps(subject, ensure_ascii=False)}}}'
        for code, subject in keys
    )
    body = f'{{\n  "findings": [\n{rows}\n  ]\n}}\n' if rows else '{\n  "findings": []\n}\n'
    part = path.with_name(f".{path.name}.part")
    part.write_text(body, encoding="utf-8")
    part.replace(path)
    return len(keys)
