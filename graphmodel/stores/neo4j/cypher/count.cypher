// How many nodes of a kind count and fit: certainly, and at most.
MATCH (n:<LABEL>)
WHERE <FITS>
WITH [(n)-[:VERSION]->(f) WHERE <IN_FORCE> | <TRUTH>] AS truths
WHERE size(truths) > 0
WITH count(CASE WHEN 2 IN truths THEN 1 END) AS certain, count(*) AS most
RETURN certain, most, <PUBLISHED>
