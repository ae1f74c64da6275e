// Facts of statements with ids of their own, so that they are found by these.
UNWIND $rows AS row
CREATE (:RemitOwnId {statement: row[0], fact: row[1], relation: row[2], asserted: row[3]})
