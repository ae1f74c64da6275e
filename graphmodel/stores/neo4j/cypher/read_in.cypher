// Facts in force about nodes of a kind that are read in some sources.
MATCH (n:<LABEL>)-[:VERSION]->(f:RemitVersion)
WHERE f.source IN $sources AND <IN_FORCE>
RETURN <NODE_ROW> ORDER BY f.fact
