"""Finds statements that are built from strings in the code of the stores, by reading the code."""

import ast
import re
from collections.abc import Iterable, Iterator

CYPHER = re.compile(
    r"\b(MATCH|MERGE|CREATE|RETURN|UNWIND|DELETE|FOREACH|REMOVE|SHOW|DROP|SET \w+\.|CALL [a-z]+\.|YIELD)\b"
)
SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|JOIN|PRAGMA|DROP|CREATE|AND|CASE|EXISTS|MIN|MAX)\b"
)
SENDERS = {"run", "rows", "command", "execute_query", "Query", "repeat", "write", "_single", "_ask", "ask"}
MAKERS = {"statement", "making"}  # whose results are statements, from .cypher files
_AFTER = {"_single": 1}  # where the text stands among the arguments, if not first


def cypher_in(code: str, allowed: Iterable[str] = ()) -> list[str]:
    """Places in Python code where Cypher is written or built, as line and reason; `allowed` names what may hold some.

    A text that is sent must come from a .cypher file: straight, or by a name that is given nothing else.
    """
    tree = ast.parse(code)
    spared = {id(each) for each in _spared(tree, set(allowed))}
    found = [
        f"{node.lineno}: Cypher in Python: {_text(node)[:60]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr)
        and id(node) not in spared
        and CYPHER.search(_text(node))
    ]
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            found += [
                f"{call.lineno}: {ast.unparse(text)[:60]} is sent"
                for call, text in _sent(scope)
                if _is_built(text, scope)
            ]
    return sorted(set(found))


def sql_in(code: str) -> set[str]:
    """What is put into the SQL of Python code, as written there: everything in braces of a text that reads as SQL."""
    return {
        ast.unparse(part.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.JoinedStr) and SQL.search(_text(node))
        for part in node.values
        if isinstance(part, ast.FormattedValue)
    }


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) if isinstance(each, ast.Constant) else " " for each in node.values)
    return node.value if isinstance(node.value, str) else ""


def _spared(tree: ast.AST, allowed: set[str]) -> Iterator[ast.AST]:
    """Docstrings, and all that stands in what is allowed to hold Cypher."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        names = {node.name} if isinstance(node, ast.FunctionDef) else set()
        if isinstance(node, ast.Assign):
            names = {ast.unparse(each) for each in node.targets}
        if names & allowed:
            yield from ast.walk(node)


def _sent(scope: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Calls that send a statement, each with the argument that is its text."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            at = _AFTER.get(name, 0)
            texts = [word.value for word in node.keywords if word.arg == "text"] or node.args[at : at + 1]
            if name in SENDERS and texts:
                yield node, texts[0]


def _is_built(text: ast.expr, scope: ast.AST, known: frozenset[str] = frozenset()) -> bool:
    """Whether an expression is made of strings; a name stands for all that the scope gives it."""
    if isinstance(text, ast.Call):
        if isinstance(text.func, ast.Name) and text.func.id in MAKERS:
            return False
        return isinstance(text.func, ast.Attribute) and text.func.attr in (
            "format",
            "join",
            "replace",
            "format_map",
        )
    if isinstance(text, ast.IfExp):
        return _is_built(text.body, scope, known) or _is_built(text.orelse, scope, known)
    if isinstance(text, ast.Name) and text.id not in known:
        given = [value for name, value in _given(scope) if name == text.id]
        return any(_is_built(value, scope, known | {text.id}) for value in given)
    return isinstance(text, ast.JoinedStr | ast.BinOp) or (
        isinstance(text, ast.Constant) and isinstance(text.value, str)
    )


def _given(scope: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What names are given in a scope."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            yield from ((each.id, node.value) for each in node.targets if isinstance(each, ast.Name))
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and isinstance(
            node.target, ast.Name
        ):
            if isinstance(node, ast.AugAssign):  # text += more
                yield node.target.id, ast.BinOp(node.target, node.op, node.value)
            elif node.value is not None:
                yield node.target.id, node.value
