// Write records of changes and publish them, if the lease is still ours and nothing came between.
MATCH (m:RemitMeta {id: 'remit'})
SET m.lock = timestamp()
WITH m WHERE m.holder = $holder AND m.published = $after
SET m.published = $number, m.next_fact = $next_fact, m.hash = $hash
WITH m UNWIND $changes AS row
CREATE (c:RemitChange {number: row[0], at: row[1], who: row[2], why: row[3], operation: row[4], request: row[5],
  datasets: row[6], facts: row[7], previous: row[8], hash: row[9], last_fact: row[10]})
RETURN count(*) AS changes
