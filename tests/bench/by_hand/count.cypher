// How many duties are in force: certainly, and at most.
MATCH (d:Duty)-[:VERSION]->(v) WHERE <IN_FORCE v>
WITH d, max(<TRUTH v>) AS there
RETURN sum(there - 1) AS certain, count(d) AS most
