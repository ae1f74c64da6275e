"""The head of a data set: dataset.yaml, or the first line of a JSON Lines file."""

from remit.graphmodel.days import Day
from remit.graphmodel.errors import BadValue, Problem
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset
from remit.loaders.raw import DATASET, ID, Raw, Report, mend_of_unknown

KEYS = ("dataset", "title", "date", "prefix", "source", "complete", "note")


def head_of(raw: Raw, report: Report) -> Dataset | None:
    """The head that raw keys state; None where its name is missing or bad."""
    for key in raw.values:
        if key not in KEYS:
            report(raw.problem(key, f"a data set has no field {key!r}", mend_of_unknown(key, KEYS)))
    texts = {key: _text(raw, key, report) for key in KEYS if key != "complete"}
    name = texts["dataset"] or ""
    if not DATASET.fullmatch(name):
        report(raw.problem("dataset", f"{name!r} is no name of a data set", "use small letters, digits, dots and hyphens"))
        return None
    prefix = texts["prefix"] or name
    if not ID.fullmatch(prefix):
        report(raw.problem("prefix", f"{prefix!r} is no prefix of ids", "use small letters, digits, dots and hyphens"))
    try:
        Day.read(texts["date"] or "")
    except BadValue as bad:
        report(raw.problem("date", f"date: {bad.message}", f"{bad.mend}: the day of the evidence"))
    complete = raw.values.get("complete", [])
    complete = complete if isinstance(complete, list) else [complete]
    for each in complete:
        if each not in RELATION:
            report(raw.problem("complete", f"complete names {each!r}, which is no relation", f"use one of: {', '.join(RELATION)}"))
    source = texts["source"]
    if source and "/" not in source:
        source = f"{prefix}/{source}"
    return Dataset(
        dataset=name, title=texts["title"] or name, date=texts["date"] or "", prefix=prefix, source=source,
        complete=tuple(each for each in complete if each in RELATION), note=texts["note"], position=raw.position,
    )  # fmt: skip


def _text(raw: Raw, key: str, report: Report) -> str | None:
    written = raw.values.get(key)
    if written is None:
        if key in ("dataset", "title", "date"):
            report(raw.problem(key, f"the data set has no {key}", f"add {key}: …"))
        return None
    if isinstance(written, str | int | float) and not isinstance(written, bool) and str(written).strip():
        return str(written).strip()
    report(Problem(raw.file, *raw.places.get(key, (raw.line, raw.column)), f"{key} is {written!r}, which is no text", "write a text"))
    return None
