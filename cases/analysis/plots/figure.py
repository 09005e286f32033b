"""A figure: how it is drawn, what it says in a sentence, and the table of its numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cases.analysis.plots.inks import Inks, on_page, on_paper
from cases.analysis.plots.sheet import Sheet
from cases.analysis.plots.theme import themed
from cases.cohorts.words import counted
from cases.disclosure.cells import written

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """The numbers of a figure; None where there is none. ``numeric``: whether a column is set as numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """By column, whether all that stands there is numbers."""
        return tuple(
            all(not isinstance(row[place], str) for row in self.rows)
            and any(row[place] is not None for row in self.rows)
            for place in range(len(self.header))
        )

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Each heading with whether its column is set as numbers."""
        return list(zip(self.header, self.numeric, strict=True))

    @property
    def lines(self) -> list[list[tuple[Cell, bool]]]:
        """Rows for a page: each cell with whether it is set as a number."""
        numeric = self.numeric
        return [list(zip(row, numeric, strict=True)) for row in self.rows]

    def as_csv(self) -> str:
        """With a heading; no cell can be read as a formula."""
        return written(self.header, self.rows)


@dataclass(frozen=True)
class Figure:
    """``name``: in addresses and file names. ``says``: the finding in one sentence, which is also its text alternative.

    ``draw``: draws the chart on a sheet; None where there is nobody to draw, and ``says`` says so.
    ``notes``: what a reader must know to read it. ``about``: the cohort in a line, under the title of a file.
    """

    name: str
    title: str
    says: str
    table: Table
    draw: Callable[[Sheet], Any] | None
    notes: tuple[str, ...] = ()
    about: str = ""
    receipt: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.draw is None

    def specification(self, inks: Inks = on_paper, *, titled: bool = True) -> dict[str, Any]:
        """The Vega-Lite specification. ``titled``: for a file that stands by itself.

        ValueError for a figure of nobody.
        """
        if self.draw is None:
            raise ValueError("There is nobody to draw.")
        title = (self.title, self.about) if titled else None
        sheet = Sheet(inks)
        return themed(self.draw(sheet), sheet, title, self.says, self.receipt)

    @property
    def on_page(self) -> dict[str, Any]:
        """The specification for the page, which has the title already."""
        return self.specification(on_page, titled=False)


def which(first: int, number: int, total: int) -> str:
    """Which patients are on this page: "12 patients", or "Patients 31 to 60 of 97"."""
    return counted(total, "patient") if number == total else f"Patients {first} to {first + number - 1} of {total}"
