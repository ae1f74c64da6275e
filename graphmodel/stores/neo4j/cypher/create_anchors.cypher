// Anchors of a batch of nodes of one kind: id and kind are for good.
UNWIND $rows AS row
MERGE (n:Remit {id: row[0]})
ON CREATE SET n:<LABEL>, n.kind = row[1]
