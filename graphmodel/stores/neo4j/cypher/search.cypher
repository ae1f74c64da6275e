// Ids of nodes one of whose known versions has all the words.
CALL db.index.fulltext.queryNodes('remit_words', $match, {limit: $most}) YIELD node AS f
MATCH (n:Remit)-[:VERSION]->(f) WHERE n.kind IN $kinds AND <KNOWN>
RETURN collect(DISTINCT n.id) AS found
