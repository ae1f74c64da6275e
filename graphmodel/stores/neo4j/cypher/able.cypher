// How certainly nodes count and have what is needed of them in turn; a class as certainly as its members do.
// A node that is not recorded counts.
UNWIND $ids AS id
MATCH (x:Remit {id: id})
CALL (x) {
  RETURN x AS each, 0 AS excused
  UNION ALL
  MATCH (x)<-[f:ONE_OF]-(each) WHERE $members AND <IN_FORCE>
  RETURN each, 2 - <TRUTH> AS excused
}
WITH each, collect([id, excused]) AS stands_for
CALL (each) {
  MATCH (each)-[:VERSION]->(f) WHERE <KNOWN>
  RETURN coalesce(max(<STANDS>), 2) AS counts, coalesce(max(
    CASE WHEN f.none / $bit % 2 = 1 OR (each.kind IN $bearers AND f.dataset IN $complete AND f.untold / $bit % 2 = 0
      AND NOT ($by_members AND coalesce(f.is_class, false))) THEN <STANDS> END
  ), 0) AS none
}
CALL (each, none) {
  WITH each, none WHERE $then AND NOT ($confirmed AND none = 0)
  MATCH (each)<LEFT>[f:<RELATION>]<RIGHT>(y) WHERE (size($kinds) = 0 OR y.kind IN $kinds) AND <IN_FORCE>
  WITH y, max(<TRUTH>) AS had
  CALL (y) { MATCH (y)-[:VERSION]->(f) WHERE <KNOWN> RETURN coalesce(max(<STANDS>), 2) AS there }
  RETURN coalesce(max(CASE WHEN had < there THEN had ELSE there END), 0) AS has
}
WITH stands_for, counts, CASE WHEN NOT $then THEN 2 WHEN $confirmed AND 2 - none > has THEN 2 - none ELSE has END AS able
WITH stands_for, CASE WHEN counts < able THEN counts ELSE able END AS good
UNWIND stands_for AS one
WITH one[0] AS id, min(CASE WHEN one[1] > good THEN one[1] ELSE good END) AS good
WITH collect([id, good]) AS found
RETURN found, <PUBLISHED>
