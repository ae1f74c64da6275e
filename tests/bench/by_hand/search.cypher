// Nodes that have all the words: of each its id, kind, name, attributes, and who says so, where and on what evidence.
CALL db.index.fulltext.queryNodes('remit_words', $match, {limit: 2000}) YIELD node AS v
MATCH (n:Remit)-[:VERSION]->(v) WHERE <KNOWN v>
RETURN collect([n.id, n.kind, v.name, v.attributes, v.dataset, v.evidence, v.source, v.locator]) AS found
