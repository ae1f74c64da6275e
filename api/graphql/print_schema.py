"""The schema as a text, kept beside this module; `python -m remit.api.graphql.print_schema` writes it anew."""

from pathlib import Path

from remit.api.graphql.schema import make_schema
from remit.queries.registry import QUESTIONS

KEPT = Path(__file__).resolve().with_name("schema.graphql")


def printed() -> str:
    """The schema as made from the tables of now."""
    return f"{make_schema(QUESTIONS).as_str()}\n"


if __name__ == "__main__":
    KEPT.write_text(printed(), encoding="utf-8")
