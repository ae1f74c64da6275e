// Ids that several anchors bear; asked only where no constraint forbids it.
MATCH (n:Remit)
WITH n.id AS id, count(*) AS times WHERE times > 1
WITH id ORDER BY id
RETURN count(*) AS times, collect(id)[..$most] AS ids
