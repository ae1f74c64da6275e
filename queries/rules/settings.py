"""Settings of checks as packs write them: trees of YAML to the fields of a dataclass, every problem with its place."""

from collections.abc import Callable, Collection
from dataclasses import MISSING, Field, fields
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from remit.graphmodel.errors import mend_of_unknown
from remit.graphmodel.graph import Need, Side, Where
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.tree import Mapping, Scalar, Sequence, Tree
from remit.queries.question import Doc

Report = Callable[[Tree, str, str], None]  # at which place, what is wrong, how to mend it
_TRUTHS = {"true": True, "false": False}
_NEED: dict[str, Any] = {
    "relation": Annotated[str, Doc("", tuple(RELATION))], "side": Annotated[str, Doc("", tuple(each.value for each in Side))],
    "kinds": Annotated[tuple[str, ...], Doc("", tuple(KIND))], "where": Where, "then": Need, "confirmed": bool,
    "members": bool, "least": int,
}  # fmt: skip


class _Bad(Exception):
    """A value that cannot be taken: where, what is wrong, how to mend it."""

    def __init__(self, at: Tree, message: str, mend: str) -> None:
        super().__init__(message)
        self.parts = at, message, mend


def read_settings(tree: Tree | None, of: type[Any], report: Report, at: Tree) -> Any:
    """The settings that a pack gives a check, with defaults for those it leaves out; None, with problems, where one is wrong."""
    if tree is not None and not isinstance(tree, Mapping):
        report(tree, "with: holds no keys", "write the settings of the check below it, each as KEY: value")
        return None
    hints = get_type_hints(of, include_extras=True)
    known = {each.name.rstrip("_"): each for each in fields(of)}
    given: dict[str, Any] = {}
    good = True
    for key, value in tree.items if tree else ():
        try:
            field = _word(key, known, "the check has no setting {!r}")
            given[field.name] = _value(value, hints[field.name])
        except _Bad as bad:
            report(*bad.parts)
            good = False
    written = {key.text for key, _ in tree.items} if tree else set()
    for name, field in known.items():
        if name not in written and _needed(field):
            report(at, f"the check needs the setting {name}", f"add it below with: as {name}: …")
            good = False
    return of(**given) if good else None


def _needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(tree: Tree, hint: Any) -> Any:
    """A value of a type that settings may have."""
    declared, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    choices = next((each.choices for each in notes if isinstance(each, Doc)), ())
    if NoneType in get_args(declared):
        declared = next(each for each in get_args(declared) if each is not NoneType)
    if declared is Need:
        return _need(tree)
    if declared == Where:
        return _where(tree)
    if get_origin(declared) is tuple:
        return tuple(_texts(tree, choices))
    if declared is bool:
        return _word(tree, _TRUTHS)
    text = _text(tree)
    if declared is int:
        if not (text.isascii() and text.isdigit()):
            raise _Bad(tree, f"{text!r} is no count", "write a whole number")
        return int(text)
    return _word(tree, {each: each for each in choices}) if choices else text


def _text(tree: Tree) -> str:
    if isinstance(tree, Scalar) and tree.text:
        return tree.text
    raise _Bad(tree, "a single value is needed here", "write one")


def _word(tree: Tree, known: dict[str, Any], message: str = "{!r} is not known here") -> Any:
    text = _text(tree)
    if text not in known:
        mend = mend_of_unknown(text, known) if known else "take it out"
        raise _Bad(tree, message.format(text), mend)
    return known[text]


def _texts(tree: Tree, choices: Collection[str] = ()) -> list[str]:
    listed = tree.items if isinstance(tree, Sequence) else [tree]
    return [_word(each, {one: one for one in choices}) if choices else _text(each) for each in listed]


def _where(tree: Tree) -> Where:
    """Conditions: an attribute with one value or several; `none` stands for *not stated*."""
    if not isinstance(tree, Mapping):
        raise _Bad(tree, "conditions are keys and values", "write {modality: [must, must not]}, say")
    return {key.text or "": frozenset(map(_condition, _texts(value))) for key, value in tree.items}


def _condition(text: str) -> Any:
    if text == "none":
        return None
    return _TRUTHS.get(text, int(text) if text.isascii() and text.isdigit() else text)


def _need(tree: Tree) -> Need:
    if not isinstance(tree, Mapping):
        raise _Bad(tree, "a need is keys and values", "write relation: and side: at least")
    given: dict[str, Any] = {}
    for key, value in tree.items:
        given[key.text or ""] = _value(value, _word(key, _NEED, "a need has no {!r}"))
    for name in ("relation", "side"):
        if name not in given:
            raise _Bad(tree, f"the need has no {name}", f"add {name}: …")
    return Need(**{**given, "side": Side(given["side"])})
