"""The head of a data set: dataset.yaml, or the first line of a JSON Lines file."""

from remit.graphmodel.days import Day
from remit.graphmodel.errors import BadValue, mend_of_unknown
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset
from remit.loaders.raw import DATASET, ID, MEND_OF_ID, MOST_OF_ID, Raw, Report, text_of

KEYS = ("dataset", "title", "date", "prefix", "source", "complete", "note")
NEEDED = ("dataset", "title", "date")
MOST_OF_PREFIX = 100


def head_of(raw: Raw, report: Report) -> Dataset | None:
    """The head that raw keys state; None where its name, date, prefix or source is bad."""
    for key in raw.values:
        if key not in KEYS:
            report(raw.problem(key, f"a data set has no field {key!r}", mend_of_unknown(key, KEYS)))
    for key in NEEDED:
        if not raw.has(key):
            report(raw.problem(key, f"the data set has no {key}", f"add {key}: …"))
    texts = {key: text_of(raw, key, report) for key in KEYS if key != "complete"}
    name, date, source = texts["dataset"], texts["date"], texts["source"]
    prefix = texts["prefix"] or name or ""
    whole = source if source is None or "/" in source else f"{prefix}/{source}"
    complete = _complete(raw, report)
    good = name is not None and date is not None and not (raw.has("prefix") and texts["prefix"] is None)
    if name is not None and not DATASET.fullmatch(name):
        mend, good = "use small letters, digits, dots and hyphens, 80 at most", False
        report(raw.problem("dataset", f"{name!r} is no name of a data set", mend))
    if texts["prefix"] and not (ID.fullmatch(prefix) and len(prefix) <= MOST_OF_PREFIX):
        good = False
        report(raw.problem("prefix", f"{prefix!r} is no prefix of ids", MEND_OF_ID))
    if date is not None:
        try:
            Day.read(date)
        except BadValue as bad:
            good = False
            report(raw.problem("date", f"date: {bad.message}", f"{bad.mend}: the day of the evidence"))
    if good and whole and not (ID.fullmatch(whole) and len(whole) <= MOST_OF_ID):
        good = False
        report(raw.problem("source", f"source is {source!r}, which is no id", MEND_OF_ID))
    if not good:
        return None
    return Dataset(
        dataset=name or "", title=texts["title"] or "", date=date or "", prefix=prefix, source=whole,
        complete=complete, note=texts["note"], position=raw.position,
    )  # fmt: skip


def _complete(raw: Raw, report: Report) -> tuple[str, ...]:
    written = raw.values.get("complete", [])
    listed = written if isinstance(written, list) else [written]
    for each in listed:
        if not isinstance(each, str) or each not in RELATION:
            message = f"complete names {each!r}, which is no relation"
            report(raw.problem("complete", message, mend_of_unknown(str(each), RELATION)))
    return tuple(dict.fromkeys(each for each in listed if isinstance(each, str) and each in RELATION))
