// Marks of what the files say about facts whose numbers lie in spans, set after a change and published.
UNWIND $spans AS span
MATCH (k:RemitMark) WHERE k.fact >= span[0] AND k.fact <= span[1] AND k.change > $after AND k.change <= $published
RETURN k.fact, k.change, k.says
