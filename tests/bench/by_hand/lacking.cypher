// The ids of all duties without an owner, and how certainly so (1 possibly, 2 yes). Owned: by an agency, unit or role that counts and
// is not confirmed vacant; a class by all its members. First those plainly owned; then each owner that
// may fall short is looked at once.
MATCH (x:Agency|Unit|Role)-[:VERSION]->(v)
WHERE <CERTAIN v> AND v.none = 0 AND NOT EXISTS { MATCH (x)-[:VERSION]->(w) WHERE w.none > 0 }
  AND NOT EXISTS { MATCH (x)<-[:ONE_OF]-() }
MATCH (x)-[f:ACCOUNTABLE_FOR]->(d) WHERE <CERTAIN f>
WITH collect(DISTINCT d) AS plainly
MATCH (d:Duty) WHERE NOT d IN plainly
CALL (d) {
  MATCH (d)-[:VERSION]->(v) WHERE <IN_FORCE v>
  RETURN max(<TRUTH v>) AS there
}
WITH d, there WHERE there > 0
OPTIONAL MATCH (d)<-[f:ACCOUNTABLE_FOR]-(x:Agency|Unit|Role) WHERE <IN_FORCE f>
WITH x, collect([d.id, there, <TRUTH f>]) AS owned
CALL (x) {
  CALL (x) {
    RETURN x AS one, 0 AS excused
    UNION ALL
    MATCH (x)<-[m:ONE_OF]-(one) WHERE <IN_FORCE m>
    RETURN one, 2 - <TRUTH m> AS excused
  }
  CALL (one) {
    MATCH (one)-[:VERSION]->(v) WHERE <IN_FORCE v>
    RETURN coalesce(max(<TRUTH v>), 0) AS counts, coalesce(max(CASE WHEN v.none / $holds % 2 = 1 THEN <TRUTH v> END), 0) AS none
  }
  CALL (one, none) {
    WITH one, none WHERE none > 0
    MATCH (one)<-[h:HOLDS]-(p)-[:VERSION]->(v) WHERE <IN_FORCE h> AND <IN_FORCE v>
    RETURN coalesce(max(CASE WHEN <TRUTH h> < <TRUTH v> THEN <TRUTH h> ELSE <TRUTH v> END), 0) AS held
  }
  WITH excused, counts, CASE WHEN held > 2 - none THEN held ELSE 2 - none END AS filled
  WITH excused, CASE WHEN counts < filled THEN counts ELSE filled END AS able
  RETURN min(CASE WHEN excused > able THEN excused ELSE able END) AS good
}
UNWIND owned AS each
WITH each[0] AS id, each[1] AS there, max(CASE WHEN each[2] < good THEN each[2] ELSE good END) AS owned
WHERE owned < 2
RETURN collect([id, CASE WHEN there < 2 - owned THEN there ELSE 2 - owned END]) AS found
