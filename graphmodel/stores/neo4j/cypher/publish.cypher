// Write the record of a change and publish it, if the lease is still ours and nothing came between.
MATCH (m:RemitMeta {id: 'remit', holder: $holder}) WHERE m.published = $number - 1
SET m.published = $number, m.next_fact = $next_fact, m.hash = $hash
CREATE (c:RemitChange {number: $number, at: $at, who: $who, why: $why, operation: $operation, request: $request,
  datasets: $datasets, facts: $facts, previous: $previous, hash: $hash})
RETURN c.number AS number
