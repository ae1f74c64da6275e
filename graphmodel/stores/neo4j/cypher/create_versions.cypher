// A batch of facts about nodes, unless this batch is there already.
UNWIND $rows AS row
MATCH (n:Remit {id: row[0]})
CREATE (n)-[:VERSION]->(f:RemitVersion {
  fact: row[1], dataset: row[2], from_earliest: row[3], from_latest: row[4], to_earliest: row[5], to_latest: row[6],
  asserted: row[7], retracted: row[8], evidence: row[9], standing: row[10], none: row[11], untold: row[12], dated: row[13],
  source: row[14], locator: row[15], name: row[16], attributes: row[17], said: row[18], words: row[19],
  folded: row[20], own: row[21]})
SET f += row[22]
FOREACH (alias IN row[23] | MERGE (m:RemitName {folded: alias}) CREATE (f)-[:NAME]->(m))
