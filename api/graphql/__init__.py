"""The GraphQL face: a schema made from the tables of kinds, relations and questions, and the endpoint that answers."""
