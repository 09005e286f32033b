"""A figure within a page: where its files are, and which page of its rows it is."""

from dataclasses import dataclass

from django.core.paginator import Page

from cases.analysis.plots.figure import Figure

LABELS = {"svg": "SVG", "png": "PNG", "csv": "Data (CSV)", "json": "Specification (JSON)"}


@dataclass(frozen=True)
class Shown:
    """``base``: address of its files without their ending. ``query``: what their addresses end with.

    ``page``: of the rows on it, where it is a figure of patients. ``cohort``: the query without that page.
    """

    figure: Figure
    base: str
    query: str
    page: Page | None = None
    cohort: str = ""

    @property
    def script(self) -> str:
        """The id of the specification within the page."""
        return f"figure-{self.figure.name}-specification"

    @property
    def files(self) -> list[tuple[str, str]]:
        """Words and address of each file."""
        return [(label, self.file(form)) for form, label in LABELS.items()]

    @property
    def picture(self) -> str:
        """The address of the picture for a page without JavaScript."""
        return self.file("png")

    def file(self, form: str) -> str:
        """The address of one file."""
        return f"{self.base}.{form}" + (f"?{self.query}" if self.query else "")
