// Marks of what the files say.
UNWIND $rows AS row
MERGE (k:RemitMark {fact: row[0], change: row[1]}) SET k.says = row[2]
