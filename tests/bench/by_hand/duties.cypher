// A page of duties after an id, of a theme where one is asked for: of each its name, attributes, certainty, and who says so, where
// and on what evidence; and the ids and names of who is accountable for it.
MATCH (d:Duty) WHERE d.id > $after
WITH d ORDER BY d.id
WITH d, [(d)-[:VERSION]->(v) WHERE ($theme IS NULL OR v.is_theme = $theme) AND <IN_FORCE v> |
  [v.name, v.attributes, <TRUTH v>, v.dataset, v.evidence, v.source, v.locator, v.dated, v.said]] AS versions
WHERE size(versions) > 0
WITH d, versions LIMIT $limit
RETURN collect([d.id, versions, COLLECT {
  MATCH (d)<-[f:ACCOUNTABLE_FOR]-(x)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN [x.id, x.kind, v.name, v.attributes, v.evidence, v.source, v.locator]
}]) AS found
