// Facts about edges of one relation, by their ends and the data set, where they have no id of their own.
UNWIND $rows AS row
MATCH (a:Remit {id: row[0]}), (b:Remit {id: row[1]})
WITH a, b, row
MATCH (a)-[f:<TYPES>]->(b) WHERE f.dataset = row[2] AND f.own_id IS NULL AND <WANTED>
RETURN <EDGE_ROW>, a.kind, b.kind
