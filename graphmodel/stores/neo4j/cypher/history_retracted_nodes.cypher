// Facts about nodes, whose numbers lie in spans, that were retracted after a change.
UNWIND $spans AS span
MATCH (f:RemitVersion) WHERE f.fact >= span[0] AND f.fact <= span[1] AND f.retracted > $after AND f.retracted <= $published
RETURN f.fact, f.retracted
