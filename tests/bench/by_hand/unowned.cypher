// All duties without an owner, whoever falls short looked at once: of each its name, attributes, certainty (1 possibly, 2 yes),
// and who says so, where and on what evidence; the first reason that fits, whom it is about, and the members of a class left out.
MATCH (x:Agency|Unit|Role)-[:VERSION]->(v)
WHERE <CERTAIN v> AND v.none = 0 AND NOT EXISTS { MATCH (x)-[:VERSION]->(w) WHERE w.none > 0 }
  AND NOT EXISTS { MATCH (x)<-[:ONE_OF]-() }
MATCH (x)-[f:ACCOUNTABLE_FOR]->(d) WHERE <CERTAIN f>
WITH collect(DISTINCT d) AS plainly
MATCH (d:Duty) WHERE NOT d IN plainly
WITH d, [(d)-[:VERSION]->(v) WHERE <IN_FORCE v> |
  [v.name, v.attributes, <TRUTH v>, v.dataset, v.evidence, v.source, v.locator, v.dated, v.said]] AS versions
WHERE size(versions) > 0
OPTIONAL MATCH (d)<-[f:ACCOUNTABLE_FOR|RESPONSIBLE_FOR|CONSULTED_ON|INFORMED_OF]-(x) WHERE <IN_FORCE f>
WITH x, collect([d, versions, f]) AS at
CALL (x) {
  CALL (x) {
    RETURN x AS one, 0 AS excused
    UNION ALL
    MATCH (x)<-[m:ONE_OF]-(one) WHERE <IN_FORCE m>
    RETURN one, 2 - <TRUTH m> AS excused
  }
  CALL (one) {
    MATCH (one)-[:VERSION]->(v) WHERE <KNOWN v>
    RETURN head(collect(v.name)) AS name, max(CASE WHEN <IN_FORCE v> THEN <TRUTH v> ELSE 0 END) AS counts,
      max(CASE WHEN v.none / $holds % 2 = 1 AND <IN_FORCE v> THEN <TRUTH v> ELSE 0 END) AS none, max(v.standing) = 2 AS proposed
  }
  CALL (one, none) {
    WITH one, none WHERE none > 0
    MATCH (one)<-[h:HOLDS]-(p)-[:VERSION]->(v) WHERE <IN_FORCE h> AND <IN_FORCE v>
    RETURN coalesce(max(CASE WHEN <TRUTH h> < <TRUTH v> THEN <TRUTH h> ELSE <TRUTH v> END), 0) AS held
  }
  WITH one = x AS own, one.id AS id, excused, name, counts, proposed, none > 0 AND held < 2 AS vacant,
    CASE WHEN held > 2 - none THEN held ELSE 2 - none END AS filled
  WITH own, id, excused, name, counts, proposed, vacant, CASE WHEN counts < filled THEN counts ELSE filled END AS able
  RETURN head(collect(CASE WHEN own THEN [id, name, counts, vacant, proposed] END)) AS self,
    min(CASE WHEN excused > able THEN excused ELSE able END) AS good,
    collect(CASE WHEN NOT own AND (counts < 2 OR vacant) THEN [id, name] END) AS left_out
}
UNWIND at AS each
WITH each[0] AS d, each[1] AS versions, each[2] AS f, x, self, good, left_out
WITH d, versions, collect(CASE WHEN x IS NOT NULL THEN
  [type(f), <TRUTH f>, x.kind IN ['Agency', 'Unit', 'Role'], self, good, left_out, f.evidence, f.source, f.locator, f.said]
END) AS assigned
WITH d, versions, reduce(most = 0, each IN versions | CASE WHEN each[2] > most THEN each[2] ELSE most END) AS there,
  [each IN assigned WHERE each[0] = 'ACCOUNTABLE_FOR'] AS owners, [each IN assigned WHERE each[0] = 'RESPONSIBLE_FOR'] AS doing,
  [each IN assigned WHERE each[0] IN ['CONSULTED_ON', 'INFORMED_OF']] AS asked
WITH *, [each IN owners WHERE each[2]] AS able
WITH *, reduce(most = 0, each IN able | CASE
  WHEN each[1] > most AND each[4] > most THEN CASE WHEN each[1] < each[4] THEN each[1] ELSE each[4] END ELSE most END) AS owned
WHERE owned < 2
WITH d.id AS id, d, versions, CASE WHEN there < 2 - owned THEN there ELSE 2 - owned END AS certainty, CASE
    WHEN any(each IN able WHERE each[3][3]) THEN ['role confirmed vacant', [each IN able WHERE each[3][3]]]
    WHEN any(each IN able WHERE each[3][2] = 0 AND NOT each[3][4]) THEN
      ['role ended', [each IN able WHERE each[3][2] = 0 AND NOT each[3][4]]]
    WHEN size(owners) = 0 AND size(doing) > 0 THEN ['only responsible', doing]
    WHEN size(owners) = 0 AND size(asked) > 0 THEN ['only consulted', asked]
    WHEN size(owners) > 0 AND size(able) = 0 THEN ['only a committee', owners]
    WHEN any(each IN able WHERE each[3][2] = 0) THEN ['only a proposed body', [each IN able WHERE each[3][2] = 0]]
    WHEN any(each IN able WHERE size(each[5]) > 0) THEN
      ['class with members not covered', [each IN able WHERE size(each[5]) > 0][..1]]
    WHEN size(able) > 0 THEN ['expired', able]
  END AS why
CALL (d, why) {
  WITH d, why WHERE why IS NULL
  MATCH (d)<-[f:ACCOUNTABLE_FOR]-(x:Agency|Unit|Role)-[:VERSION]->(v) WHERE <KNOWN f> AND <KNOWN v>
  RETURN collect([f.evidence, f.said, null, [x.id, v.name]]) AS once
}
RETURN collect(
  [id, certainty, versions, coalesce(why, CASE size(once) WHEN 0 THEN ['none assigned', []] ELSE ['expired', once] END)]
) AS found
