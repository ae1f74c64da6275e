"""A relation as columns, with the pairs at some nodes replaced."""

from collections.abc import Iterable

import numpy as np

from remit.graphmodel.graph import Pairs


def replaced(pairs: Pairs, ends: Iterable[str], own: Iterable[tuple[str, str, int]]) -> Pairs:
    """The pairs but for those at `ends`, and `own`: subject, object, truth."""
    ids = list(pairs.ids)
    out = frozenset(ends)
    columns = [np.asarray(each, dtype=np.int64) for each in (pairs.subjects, pairs.objects, pairs.truths)]
    gone = np.fromiter((id in out for id in ids), dtype=bool, count=len(ids))
    stay = ~(gone[columns[0]] | gone[columns[1]]) if ids else np.zeros(0, dtype=bool)
    subjects, objects, truths = (each[stay] for each in columns)
    used = np.unique(np.concatenate([subjects, objects]))
    place = {ids[old]: new for new, old in enumerate(used.tolist())}
    added = list(own)
    for subject, object, _ in added:
        for id in (subject, object):
            place.setdefault(id, len(place))
    joined = [
        np.concatenate([np.searchsorted(used, rest), np.array(new, dtype=np.int64)])
        for rest, new in (
            (subjects, [place[subject] for subject, _, _ in added]),
            (objects, [place[object] for _, object, _ in added]),
        )
    ]
    kept = np.concatenate([truths, np.array([truth for _, _, truth in added], dtype=np.int64)])
    return Pairs(list(place), joined[0].tolist(), joined[1].tolist(), kept.tolist())
