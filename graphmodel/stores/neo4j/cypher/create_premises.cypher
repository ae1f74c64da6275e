// What facts rest on, so that these are found when that changes.
UNWIND $rows AS row
CREATE (:RemitPremise {statement: row[0], fact: row[1], relation: row[2], dataset: row[3], asserted: row[4]})
