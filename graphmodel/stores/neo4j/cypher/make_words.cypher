// Make the full-text index; true at the end of each transaction, words divided by spaces.
CREATE FULLTEXT INDEX <NAME> IF NOT EXISTS FOR (n:<OF>) ON EACH [n.<KEY>]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}
