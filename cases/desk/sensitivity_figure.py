"""The maps of a sensitivity sweep as one figure, with its files."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.analysis.figures.files import file_of
from cases.analysis.figures.shown import Shown
from cases.analysis.plots.figure import Figure
from cases.analysis.plots.sensitivity import HeatPanel, sensitivity_plot
from cases.desk.sensitivity import Panel, SensitivityPage, sensitivity_page
from registry.audit.models import Thing
from registry.audit.reading import note_export
from registry.institutions.guards import reads_cohorts, require


@require(reads_cohorts)
@require_safe
def sensitivity_file(request: HttpRequest, form: str) -> HttpResponse:
    """The figure of the person's newest sweep as a file."""
    page = sensitivity_page(request.scope, request.GET.get("definition"))
    note_export(by=request.scope, what=Thing.FIGURE)
    return file_of(figure_of_sweep(page), form)


def shown_sweep(page: SensitivityPage) -> Shown:
    """The figure in its page."""
    base = reverse("sensitivity-file", args=["svg"]).removesuffix(".svg")
    return Shown(figure_of_sweep(page), base, f"definition={page.definition.name}")


def figure_of_sweep(page: SensitivityPage) -> Figure:
    """The numbers on the page, as far as they are counted."""
    sweep = page.sweep
    columns = tuple(_label(title, days) for title, days in page.columns) if sweep else ()
    return sensitivity_plot(
        [_panel(panel, columns) for panel in page.panels] if sweep else [],
        down="Windows (TIGHT)",
        across="Tails (T_AB)",
        what="discordant event",
        about=f"Events on treatment that you can read, of {sweep.done} cases; {sweep.definition_name}" if sweep else "",
    )


def _panel(panel: Panel, columns: tuple[str, ...]) -> HeatPanel:
    numbers = tuple(tuple(cell.number for cell in row.cells) for row in panel.rows)
    own = [
        (place, column) for place, row in enumerate(panel.rows) for column, cell in enumerate(row.cells) if cell.is_own
    ]
    rows = tuple(_label(row.title, row.detail) for row in panel.rows)
    return HeatPanel(panel.title, rows, columns, numbers, own[0])


def _label(percent: str, days: str) -> str:
    return f"{percent} ({days} d)" if days else percent
