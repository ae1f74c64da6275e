"""Constraints and indexes of a database, made by `remit store prepare` and before the first load; safe to make again."""

from collections.abc import Iterator

from remit.graphmodel.errors import NotAStore
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement

FORMAT = 1
_UNIQUE = (
    ("remit_id", "Remit", "id"), ("remit_fact", "RemitVersion", "fact"), ("remit_name", "RemitName", "folded"),
    ("remit_change", "RemitChange", "number"), ("remit_head", "RemitHead", "fact"), ("remit_meta", "RemitMeta", "id"),
    ("remit_batch", "RemitBatch", "id"),
)  # fmt: skip
_INDEXED = (("remit_asserted", "RemitVersion", "asserted"), ("remit_retracted", "RemitVersion", "retracted"))


def schema() -> Iterator[tuple[str, str]]:
    """Every constraint and index: its name, and the statement that makes it."""
    for name, label, key in _UNIQUE:
        yield name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
    for kind in KIND:
        yield (
            f"remit_kind_{kind}".lower(),
            f"CREATE INDEX remit_kind_{kind.lower()} IF NOT EXISTS FOR (n:{kind}) ON (n.id)",
        )
    for name, label, key in _INDEXED:
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    for relation in RELATION:
        name = f"remit_{relation.lower()}"
        yield (
            name,
            f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[f:{relation}]-() REQUIRE f.fact IS UNIQUE",
        )
    yield (
        "remit_words",
        "CREATE FULLTEXT INDEX remit_words IF NOT EXISTS FOR (n:RemitVersion) ON EACH [n.words]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
    )


def prepare(reader: Reader, *, beside_others: bool = False) -> None:
    """Make what is missing. Raises NotAStore where the database holds somebody else's graph, unless told to go on."""
    strangers = reader.rows(statement("strangers"), {}, "prepare")
    if strangers and not beside_others:
        labels = ", ".join(strangers[0][0]) or "no label"
        raise NotAStore(
            f"the database holds a graph that is not Remit's (a node with {labels})",
            "name another database, or ask for this one with --beside-others",
        )
    for _, text in schema():
        with reader.told(), reader.driver.session(database=reader.place.database) as session:
            session.run(text).consume()
    with reader.told(), reader.driver.session(database=reader.place.database) as session:
        session.run("CALL db.awaitIndexes(300)").consume()


def missing(reader: Reader) -> list[str]:
    """The constraints and indexes that are not there."""
    names = {row[0] for row in reader.rows("SHOW INDEXES YIELD name RETURN name", {}, "check")}
    return [name for name, _ in schema() if name not in names]
