// Every REPORTS_TO in force, whatever its ends are: of each manager the reports, as one record of lists.
MATCH (a:Role)-[f:REPORTS_TO]->(b) WHERE <IN_FORCE f>
WITH b, collect(a.id) AS reports
RETURN collect([b.id, reports]) AS found
