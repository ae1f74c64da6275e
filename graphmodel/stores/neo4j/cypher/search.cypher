// Nodes one of whose known versions has all the words, each with the versions known in the view.
CALL db.index.fulltext.queryNodes('remit_words', $match, {limit: $most}) YIELD node AS f
MATCH (n:Remit)-[:VERSION]->(f) WHERE n.kind IN $kinds AND <KNOWN>
WITH DISTINCT n
MATCH (n)-[:VERSION]->(f) WHERE f.asserted <= $known_at
WITH n, collect(<VERSION>) AS versions
WITH collect([n.id, n.kind, versions]) AS found
RETURN found, <PUBLISHED>
