"""The pages of docs/ that are made from the code: questions, rules, model, command line. `python -m remit.api.docs_pages` writes them.

A test compares them, so they cannot fall behind. Pages are plain Markdown and name nothing of this machine.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from remit.api.cli.group import WIDTH
from remit.api.docs_questions import question_page, questions_page
from remit.api.docs_rules import rule_pages
from remit.api.markdown import MADE, table
from remit.graphmodel.fields import Field
from remit.graphmodel.kinds import CLASS, KINDS, NODE_FIELDS
from remit.graphmodel.relations import RELATIONS
from remit.queries.registry import QUESTIONS


def pages() -> dict[str, str]:
    """Every page by its path below docs/."""
    made = {f"questions/{question.name}.md": question_page(question) for question in QUESTIONS}
    made |= rule_pages()
    return made | {"questions/README.md": questions_page(), "model.md": model_page(), "cli.md": cli_page()}


def model_page() -> str:
    """The kinds and the relations, with their attributes."""
    parts = [
        f"# Kinds and relations\n\n{MADE}\nHow a data set states them is told in [data sets](data-sets.md).\n\n## Kinds\n"
    ]
    parts.append(f"Every node has an `id` and may have:\n\n{_field_table(NODE_FIELDS)}")
    parts.append(f"Agencies, units, committees and roles may be a class:\n\n{_field_table(CLASS)}")
    for kind in KINDS:
        own = [each for each in kind.fields if each not in CLASS]
        parts.append(f"### {kind.name}\n\n{kind.doc} In files: `{kind.plural}`.\n")
        if own:
            parts.append(_field_table(own))
    parts.append("## Relations\n\nRead aloud as English, subject first.\n")
    for relation in RELATIONS:
        objects = "the same kind" if relation.same_kind else ", ".join(relation.targets)
        sources = ", ".join(relation.sources)
        among = "; also Source to Source" if relation.among_sources else ""
        parts.append(
            f"### {relation.name}\n\n*{sources}* **{relation.phrase}** *{objects}*{among}. {relation.doc} "
            f"Under its subject: `{relation.forward}`; under its object: `{relation.inverse}`.\n"
        )
        if relation.fields:
            parts.append(_field_table(relation.fields))
    return "\n".join(parts)


def cli_page() -> str:
    """The help text of every command."""
    from remit.api.cli.root import root

    parts = [f"# The command line\n\n{MADE}"]
    for path, text in _helps(root, "remit", None):
        parts.append(f"{'#' * (path.count(' ') + 2)} {path}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    settings = {**command.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _helps(found, inner, context)


def _field_table(listed: Sequence[Field]) -> str:
    rows = [
        (
            f"`{each.name}`",
            f"{each.type}: {', '.join(each.choices)}" if each.choices else str(each.type),
            each.doc,
        )
        for each in listed
    ]
    return table(("key", "type", "meaning"), rows)


def main(folder: Path) -> None:
    """Write the pages below a folder, and remove those of questions and rules that are gone."""
    made = pages()
    for path in (*(folder / "questions").glob("*.md"), *(folder / "rules").glob("*.md")):
        if f"{path.parent.name}/{path.name}" not in made:
            path.unlink()
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs"))
