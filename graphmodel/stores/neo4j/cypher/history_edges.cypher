// Facts about edges of one relation whose numbers lie in spans, as published up to a change; and the kinds of their ends.
UNWIND $spans AS span
MATCH (a:Remit)-[f:<TYPES>]->(b:Remit) WHERE f.fact >= span[0] AND f.fact <= span[1] AND <WANTED>
RETURN <EDGE_ROW>, a.kind, b.kind
