"""How every figure looks: type, lines and paper."""

from collections.abc import Mapping
from typing import Any

from cases.analysis.plots.inks import on_paper
from cases.analysis.plots.sheet import Sheet

FONT = "'Source Sans 3', Arial, sans-serif"
"""In quotes, because a name with a number in it is none without."""
WIDTH = 680
"""Pixels of a plot without what stands beside its axes."""
TEXT, SMALL = 12, 11
PADDING = 10
BOLD = 600
WHITE = "#ffffff"


def themed(
    chart: Any, sheet: Sheet, title: tuple[str, str] | None, says: str, receipt: Mapping[str, str]
) -> dict[str, Any]:
    """The chart as a Vega-Lite specification with the look of the registry. That it keeps the schema is tested."""
    specification = chart.properties(padding=PADDING).to_dict(validate=False)
    specification["datasets"] = sheet.tables
    specification["description"] = says
    specification["background"] = WHITE if sheet.ink is on_paper else "transparent"
    specification["config"] = _config(sheet)
    if title:
        specification["title"] = {"text": title[0], **({"subtitle": title[1]} if title[1] else {})}
    if receipt:
        specification["usermeta"] = dict(receipt)
    return specification


def _config(sheet: Sheet) -> dict[str, Any]:
    ink, soft, rule = sheet.ink("ink"), sheet.ink("ink-soft"), sheet.ink("rule")
    return {
        "aria": False,  # the figure is one picture; its table is the alternative
        "font": FONT,
        "axis": {
            "domainColor": sheet.ink("rule-strong"),
            "tickColor": sheet.ink("rule-strong"),
            "gridColor": rule,
            "labelColor": ink,
            "labelFontSize": TEXT,
            "labelLimit": 260,
            "titleColor": soft,
            "titleFontSize": TEXT,
            "titleFontWeight": BOLD,
            "titlePadding": 8,
        },
        "header": {"labelColor": ink, "titleColor": soft, "labelFontSize": TEXT},
        "text": {"color": ink, "fontSize": TEXT},
        "title": {
            "anchor": "start",
            "color": ink,
            "fontSize": 16,
            "fontWeight": BOLD,
            "subtitleColor": soft,
            "subtitleFontSize": TEXT,
            "subtitlePadding": 4,
            "offset": 12,
        },
        "view": {"stroke": None},
        "concat": {"spacing": 8},
    }
