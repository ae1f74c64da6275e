// Versions of scenarios.
UNWIND $rows AS row
CREATE (:RemitDraft {key: row[0], of: row[1], owner: row[2], scenario: row[3], version: row[4], at: row[5], who: row[6],
  why: row[7], operation: row[8], body: row[9], previous: row[10], hash: row[11]})
