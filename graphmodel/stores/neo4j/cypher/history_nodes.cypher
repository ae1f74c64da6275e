// Facts about nodes whose numbers lie in spans, as published up to a change.
UNWIND $spans AS span
MATCH (f:RemitVersion) WHERE f.fact >= span[0] AND f.fact <= span[1] AND <WANTED>
MATCH (n:Remit)-[:VERSION]->(f)
RETURN <NODE_ROW>
