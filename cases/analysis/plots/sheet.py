"""What one figure is drawn on: its inks, and the rows that its marks are drawn from."""

from dataclasses import dataclass, field
from typing import Any

from cases.analysis.plots.inks import Inks
from cases.analysis.plots.libraries import altair


@dataclass
class Sheet:
    """``tables``: the rows by name, as in the specification; altair sees the names alone, which is faster."""

    ink: Inks
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def of(self, rows: list[dict[str, Any]]) -> Any:
        """An altair chart of plain rows."""
        name = f"rows{len(self.tables) + 1}"
        self.tables[name] = rows
        return altair().Chart(altair().NamedData(name=name))
