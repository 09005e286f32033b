"""A figure as a file: SVG, PNG, its data as CSV, its specification as JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse

from cases.analysis.plots.drawing import NotDrawn, drawn
from cases.analysis.plots.figure import Figure


@dataclass(frozen=True)
class Form:
    """A kind of file. ``made``: its bytes. ``needs_somebody``: there is none of a figure of nobody."""

    media: str
    made: Callable[[Figure], bytes]
    needs_somebody: bool = True


FORMS: Mapping[str, Form] = {
    "svg": Form("image/svg+xml", lambda figure: drawn(figure.specification(), "svg")),
    "png": Form("image/png", lambda figure: drawn(figure.specification(), "png")),
    "csv": Form("text/csv; charset=utf-8", lambda figure: figure.table.as_csv().encode("utf-8-sig"), False),
    "json": Form("application/json", lambda figure: json.dumps(figure.specification(), indent=1).encode()),
}


def file_of(figure: Figure, form: str) -> HttpResponse:
    """The file, to be saved under the figure's name. A picture that cannot be drawn is a 503 that says why.

    404 for a form that is none, and, with the reason, for a picture of nobody.
    """
    kind = FORMS.get(form)
    if kind is None:
        raise Http404
    if figure.is_empty and kind.needs_somebody:
        return HttpResponse(figure.says, content_type="text/plain; charset=utf-8", status=404)
    try:
        made = kind.made(figure)
    except NotDrawn as fault:
        return HttpResponse(str(fault), content_type="text/plain; charset=utf-8", status=503)
    response = HttpResponse(made, content_type=kind.media)
    response["Content-Disposition"] = f'attachment; filename="{figure.name}.{form}"'
    return response
