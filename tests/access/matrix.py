"""Reads docs/access-matrix.toml, says what it expects of a request, and writes the page docs/access-matrix.md.

A cell is "sign in"; "closed" (404, whatever is asked for); "open"; or the objects that open, separated by spaces, where
all others answer 404 like what is not there. Where methods differ, the cell names them. A method that an address does
not have answers 405 to whoever is let in.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from registry.paths import CHECKOUT
from tests.access.knocking import NO_METHOD, NOT_FOUND, OPENS, SIGN_IN, House, Knock
from tests.access.things import OBJECTS, ROLES

FILE, PAGE = CHECKOUT / "docs/access-matrix.toml", CHECKOUT / "docs/access-matrix.md"
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
now. Other methods answer 405.
"""


@dataclass(frozen=True)
class Row:
    """One address. ``methods``: what it answers to; ``cells``: role -> cell."""

    name: str
    methods: tuple[str, ...]
    cells: dict[str, Cell]

    def expected(self, role: str, whose: str, method: str) -> str:
        """The word for what must come of it."""
        asked = "GET" if method == "HEAD" else method
        cell = self.cells[role]
        if isinstance(cell, dict):
            cell = cell.get(asked, next(iter(cell.values())))
        if cell in ("sign in", "closed"):
            return SIGN_IN if cell == "sign in" else NOT_FOUND
        if asked not in self.methods:
            return NO_METHOD
        return OPENS if cell == "open" or whose in cell.split() else NOT_FOUND


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


def faults(house: House, knock: Knock) -> list[str]:
    """Where an answer is not the declared one, or gives away what is hidden."""
    answer, fault = house.answer(knock)
    declared = matrix()[knock.door.name].expected(knock.role, knock.whose, knock.method)
    wrong = [f"{knock}: {answer.word} ({answer.status}), declared {declared}"] if answer.word != declared else []
    return wrong + ([fault] if fault else [])


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
