"""Whether a page shows what a program prints. `…` in a page stands for what is cut."""

import json
import re

CUT = "…"
_CHANGING = re.compile(
    r"\b[0-9a-f]{64}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b|\b20\d\d-\d\d-\d\d(?=  )|\b\d\d:\d\d\b"
)
_PIECES = re.compile(r'"(?:[^"\\]|\\.)*"|…|[^\s"…]+')


def fits(shown: str, printed: str) -> bool:
    """Whether a text, line by line, is what was printed; a line of … alone stands for any lines, … in one for any text."""
    shown_lines = [line.rstrip() for line in shown.strip("\n").split("\n")]
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line.strip() == CUT else _any_text(line) + r"[^\S\n]*\n" for line in shown_lines
    )
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


def cut_alike(shown: str, printed: str) -> str:
    """What is printed now, cut where the text shown is cut, as far as that can be told."""
    lines = printed.split("\n")
    parts = re.split(rf"^{CUT}$", shown, flags=re.MULTILINE)
    if len(parts) != 2:
        return "\n".join(lines)
    before, after = (len(part.strip("\n").split("\n")) if part.strip() else 0 for part in parts)
    if before + after >= len(lines):
        return "\n".join(lines)
    return "\n".join([*lines[:before], CUT, *lines[len(lines) - after :]])


def without_changing(printed: str) -> str:
    """A text without hashes and times, which are others in each run."""
    return _CHANGING.sub(CUT, printed)


def json_fits(shown: str, answer: object) -> bool:
    """Whether a JSON text shows an answer, however it is laid out; … outside a string stands for anything."""
    pieces = _PIECES.findall(shown)
    bare = "".join(CUT if piece == CUT else _compact(piece) for piece in pieces)
    bare = re.sub(r",?…,?", CUT, bare)
    printed = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return re.fullmatch(_any_text(bare), printed, re.DOTALL) is not None


def laid_out(answer: object, indent: str = "", width: int = 100) -> str:
    """JSON as a reader likes it: what fits in a line stands in one."""
    flat = json.dumps(answer, ensure_ascii=False)
    inner = indent + "  "
    if len(indent + flat) <= width or not isinstance(answer, dict | list) or not answer:
        return flat
    if isinstance(answer, dict):
        parts = [f"{json.dumps(key)}: {laid_out(value, inner, width)}" for key, value in answer.items()]
    else:
        parts = [laid_out(value, inner, width) for value in answer]
    begin, end = "{}" if isinstance(answer, dict) else "[]"
    return f"{begin}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{end}"


def _compact(piece: str) -> str:
    return json.dumps(json.loads(piece), ensure_ascii=False) if piece.startswith('"') else piece


def _any_text(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.split(CUT))
