// A whole relation between nodes that count: each object with its subjects and how certain each pair is.
MATCH (a:Remit)-[f:<TYPES>]->(b:Remit) WHERE <IN_FORCE>
WITH b, collect([a.id, <TRUTH>]) AS subjects
RETURN collect([b.id, subjects]) AS found
