// Ids of nodes one of whose known versions goes by a folded name.
MATCH (m:RemitName {folded: $folded})<-[:NAME]-(f:RemitVersion)<-[:VERSION]-(n:Remit) WHERE <KNOWN>
RETURN collect(DISTINCT n.id) AS found
