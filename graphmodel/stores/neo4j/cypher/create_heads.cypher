// Heads of data sets.
UNWIND $rows AS row
CREATE (d:RemitHead {fact: row[0], dataset: row[1], head: row[2], complete: row[3], asserted: row[4], retracted: row[5]})
