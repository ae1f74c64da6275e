-- Staged rows become rows as they would be stored: keys for ids, and bounds that depend on the source's date.
-- The three formulas are those of days.Period.between.
INSERT INTO temp.final_node
SELECT s.seq, s.dataset, n.key,
    s.from_earliest,
    COALESCE(s.from_latest, MIN(d.dated, COALESCE(s.to_latest, 3652060) - 1)),
    COALESCE(s.to_earliest, s.from_earliest + 1),
    COALESCE(s.to_latest, MAX(d.dated, s.from_earliest + 1)),
    s.evidence, s.standing, s.none, s.untold, d.dated, d.node, s.locator, s.name, s.attributes, s.said
FROM temp.staged_node s
JOIN node n ON n.id = s.node
JOIN temp.source_date d ON d.dataset = s.dataset AND d.id = COALESCE(s.source, '')
ORDER BY s.seq;

INSERT INTO temp.final_edge
SELECT s.seq, s.dataset, s.relation, a.key, b.key, s.own_id,
    s.from_earliest,
    COALESCE(s.from_latest, MIN(d.dated, COALESCE(s.to_latest, 3652060) - 1)),
    COALESCE(s.to_earliest, s.from_earliest + 1),
    COALESCE(s.to_latest, MAX(d.dated, s.from_earliest + 1)),
    s.evidence, s.standing, d.dated, d.node, s.locator, s.attributes, s.said
FROM temp.staged_edge s
JOIN node a ON a.id = s.subject
JOIN node b ON b.id = s.object
JOIN temp.source_date d ON d.dataset = s.dataset AND d.id = COALESCE(s.source, '')
ORDER BY s.seq;

-- For premises and the comparison; made when the tables are full, for that is quicker.
CREATE INDEX temp.final_node_of ON final_node (node);
CREATE INDEX temp.final_edge_of ON final_edge (subject, object, relation);
CREATE INDEX temp.final_own_id ON final_edge (own_id) WHERE own_id IS NOT NULL;
