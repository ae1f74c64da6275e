// Remove the marks of batches: the change they belong to is published, or undone.
MATCH (b:RemitBatch) WITH b LIMIT 5000
DELETE b
RETURN count(*) AS undone
