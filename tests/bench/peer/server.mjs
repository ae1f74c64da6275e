// The peer: GraphQL over nodes and relations of its own, PeerActor and PeerDuty, which bear neither time nor evidence.
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const typeDefs = `
  type PeerActor @node {
    id: ID!
    name: String!
    reportsTo: [PeerActor!]! @relationship(type: "PEER_REPORTS_TO", direction: OUT)
    everyoneAbove: [PeerActor!]! @cypher(
      statement: "MATCH (this)-[:PEER_REPORTS_TO*1..64]->(above) RETURN DISTINCT above", columnName: "above"
    )
  }
  type PeerDuty @node {
    id: ID!
    name: String!
    accountable: [PeerActor!]! @relationship(type: "PEER_ACCOUNTABLE_FOR", direction: IN)
  }
`;

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({
  schema,
  context: { sessionConfig: { database: "neo4j" } },
  graphiql: false,
  logging: false,
});
const server = createServer(yoga);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
process.on("SIGTERM", () => process.exit(0));
