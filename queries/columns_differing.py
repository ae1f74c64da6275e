"""In what two whole relations differ, told from their columns."""

import numpy as np

from remit.graphmodel.graph import Pairs
from remit.queries.columns import Ints, distinct
from remit.queries.line_graph import Places


def columns_differ(one: Pairs, other: Pairs) -> set[tuple[str, str]]:
    """The subjects and objects of edges that are as certain in one of them only."""
    places = Places()
    numbers = [places.of(list(pairs.ids)) for pairs in (one, other)]
    nodes = len(places.ids)
    old, new = (_keys(pairs, of, nodes) for pairs, of in zip((one, other), numbers, strict=True))
    ends = np.setxor1d(old, new, assume_unique=True) // 4
    ids = places.ids
    return {(ids[end // nodes], ids[end % nodes]) for end in ends.tolist()}


def _keys(pairs: Pairs, numbers: Ints, nodes: int) -> Ints:
    """A number for each edge and how certain it is, each once."""
    subjects, objects = (
        numbers[np.asarray(ends, dtype=np.int64)] for ends in (pairs.subjects, pairs.objects)
    )
    return distinct((subjects * nodes + objects) * 4 + np.asarray(pairs.truths, dtype=np.int64))
