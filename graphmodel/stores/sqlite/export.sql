SELECT f.number, w.word, f.evidence, f.standing, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, s.id, f.locator,
    f.dated, f.said, f.attributes, f.asserted, f.retracted, n.id, k.word, f.name
FROM node_fact f
JOIN word w ON w.key = f.dataset
JOIN node n ON n.key = f.node
JOIN word k ON k.key = n.kind
LEFT JOIN node s ON s.key = f.source
WHERE f.dataset = ?1 AND f.asserted <= ?2 AND (f.retracted IS NULL OR f.retracted > ?2)
ORDER BY n.id, f.from_earliest
-- edges
SELECT f.number, w.word, f.evidence, f.standing, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, s.id, f.locator,
    f.dated, f.said, f.attributes, f.asserted, f.retracted, r.word, a.id, b.id, f.own_id, x.word, y.word
FROM edge_fact f
JOIN word w ON w.key = f.dataset
JOIN word r ON r.key = f.relation
JOIN node a ON a.key = f.subject
JOIN node b ON b.key = f.object
JOIN word x ON x.key = a.kind
JOIN word y ON y.key = b.kind
LEFT JOIN node s ON s.key = f.source
WHERE f.dataset = ?1 AND f.asserted <= ?2 AND (f.retracted IS NULL OR f.retracted > ?2)
ORDER BY a.id, r.word, b.id, f.own_id
