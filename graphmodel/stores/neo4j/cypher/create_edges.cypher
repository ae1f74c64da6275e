// A batch of facts about edges of one relation, sorted by their ends.
UNWIND $rows AS row
MATCH (a:Remit {id: row[0]})
MATCH (b:Remit {id: row[1]})
CREATE (a)-[f:<TYPES> {
  fact: row[2], dataset: row[3], own_id: row[4], from_earliest: row[5], from_latest: row[6], to_earliest: row[7],
  to_latest: row[8], asserted: row[9], retracted: row[10], evidence: row[11], standing: row[12], dated: row[13],
  source: row[14], locator: row[15], attributes: row[16], said: row[17]}]->(b)
