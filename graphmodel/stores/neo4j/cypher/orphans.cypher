// Remove anchors of which no fact is left.
MATCH (n:Remit) WHERE NOT (n)--()
WITH n LIMIT 5000
DELETE n
RETURN count(*) AS undone
