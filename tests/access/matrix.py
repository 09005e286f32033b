"""Reads docs/access-matrix.toml, says what it expects of a request, and writes the page docs/access-matrix.md.

A cell is "sign in"; "closed" (404, whatever is asked for); "open"; or the objects that open, separated by spaces, where
all others answer 404 like what is not there. Where methods differ, the cell names them. A method that an address does
not have answers 405 to whoever is let in.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from registry.paths import CHECKOUT

FILE, PAGE = CHECKOUT / "docs/access-matrix.toml", CHECKOUT / "docs/access-matrix.md"
OPENS, NOT_FOUND, SIGN_IN, NO_METHOD = "opens", "not found", "sign in", "no such method"
ROLES = {
    "nobody": None,
    "clinician": "nora",
    "lead": "nils",
    "researcher": "rolf",
    "researcher-in-project": "rosa",
    "reviewer-unassigned": "vito",
    "reviewer-assigned": "vera",
    "administrator": "adam",
}
"""Role -> who knocks for it. Nora and Nils are of North, everybody else of South."""

OBJECTS = ("own", "institution", "foreign", "common", "missing")
"""Made by or assigned to the person; of their institution; of another one; of nobody in particular; not there."""

Cell = str | dict[str, str]
HEAD = """
# Access matrix

Written by `./dev docs` from [access-matrix.toml](access-matrix.toml); change that, not this page. A new address
without a row fails the build (`tests/guards/test_access.py`), a sample of the rows is sent as requests in every test
run, and all of them by `./dev attack`.

Objects: **own**, made by the person or, for a reviewer, theirs to review (assigned to them, or handed in and not
assigned yet); **institution**, of a colleague of the same institution; **foreign**, of another one; **common**, of
nobody in particular. What a cell does not name answers 404, to the letter as what is not there.

*sign in*: the sign-in page, or 401 at the API; *–*: 404 for the whole address; *none*: the address exists for the
role, and none of the things tried does; *open*: names no thing. What opens may still say that a step is not possible
now. Other methods are refused; *any*: a page that takes every other method for a look.
"""


@dataclass(frozen=True)
class Row:
    """One address. ``methods``: what it answers to; ``cells``: role -> cell."""

    name: str
    methods: tuple[str, ...]
    cells: dict[str, Cell]

    def allows(self, role: str, whose: str, method: str) -> frozenset[str]:
        """The words that may come of it: one, except by a method that the address does not have, which is refused by
        405 or 404, or says by OPTIONS which it has.
        """
        asked = "GET" if method == "HEAD" else method
        cell = self.cells[role]
        if isinstance(cell, dict):
            cell = cell.get(asked, next(iter(cell.values())))
        shut = {"sign in": SIGN_IN, "closed": NOT_FOUND}.get(cell, "")
        opens, takes_any = cell == "open" or whose in cell.split(), self.methods == ("any",)
        word = shut or (OPENS if opens else NOT_FOUND)
        if asked in self.methods or (takes_any and asked in ("GET", "POST")):
            return frozenset({word, NO_METHOD} if method == "HEAD" else {word})
        tells = asked == "OPTIONS" and (opens or shut == SIGN_IN)
        answered = {OPENS} if tells or (opens and takes_any) else set()
        return frozenset({NO_METHOD, shut or NOT_FOUND} | answered)


@cache
def matrix() -> dict[str, Row]:
    """Name of an address -> its row."""
    found = tomllib.loads(FILE.read_text())
    return {name: _row(name, dict(row)) for name, row in found.items()}


def _row(name: str, row: dict) -> Row:
    methods = tuple(row.pop("methods").split())
    others = row.pop("others", None)
    cells = row if others is None else dict.fromkeys(ROLES, others) | row
    if set(cells) != set(ROLES):
        raise ValueError(f"{name} in {FILE.name} does not say it for exactly the roles {', '.join(ROLES)}.")
    for cell in cells.values():
        for words in cell.values() if isinstance(cell, dict) else (cell,):
            if words not in ("sign in", "closed", "open") and set(words.split()) - set(OBJECTS):
                raise ValueError(f"{name} in {FILE.name} holds {words!r}, which is no cell.")
    return Row(name, methods, cells)


def page() -> str:
    """The matrix as a table for people."""
    head = [HEAD.strip()]
    titles = ["Address", "Methods", *ROLES]
    lines = [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
    lines += [f"| {' | '.join(_line(row))} |" for row in matrix().values()]
    return "\n\n".join([*head, "\n".join(lines)]) + "\n"


def _line(row: Row) -> list[str]:
    return [f"`{row.name}`", " ".join(row.methods), *(_shown(row.cells[role]) for role in ROLES)]


def _shown(cell: Cell) -> str:
    if isinstance(cell, dict):
        return "; ".join(f"{method} {_shown(words)}" for method, words in cell.items())
    return {"closed": "–", "": "none"}.get(cell, cell.replace(" ", ", ") if cell != "sign in" else cell)
