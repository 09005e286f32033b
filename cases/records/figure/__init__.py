"""The figure that shows a case at a glance, built from case JSON and its episodes. No query, no model.

``figure_of`` tells the whole case; ``event_figure_of`` the weeks around one event, small. Both give a
``Figure`` for ``templates/records/_case_figure.html``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.records.figure import words
from cases.records.figure.layout import (
    COMPACT,
    FULL,
    Scale,
    Sheet,
    Style,
    Windows,
    clipped,
    event_scale,
    full_scale,
    lay_out,
)
from cases.records.figure.story import (
    Story,
    Undated,
    first_dose,
    index_episode,
    is_anti_her2_drug,
    record_of,
    story_of,
)
from cases.records.figure.telling import Told, told

__all__ = [
    "Figure",
    "Windows",
    "event_figure_of",
    "figure_of",
    "first_dose",
    "index_episode",
    "is_anti_her2_drug",
    "record_of",
]


@dataclass(frozen=True)
class Figure:
    """A figure ready to draw. Sizes in pixels of its view box; ``name`` makes its ids unique on a page.

    ``breadth``: tenths of the usual width, for the columns on paper. ``rows``: the same content for a table.
    ``legend``: code and label of the statuses that occur.
    """

    name: str
    title: str
    description: str
    axis: str
    windows: Windows
    sheet: Sheet
    gutter_width: int
    width: float
    breadth: int
    height: float
    compact: bool
    legend: tuple[dict, ...]
    undated: tuple[Undated, ...]
    rows: tuple[Told, ...]


def figure_of(
    document: Mapping[str, Any],
    episodes: Sequence[Mapping[str, Any]],
    windows: Windows,
    *,
    name: str = "case",
) -> Figure:
    """The whole case from a case/1 document and its episodes, as ``classify`` prints them."""
    story = story_of(document, episodes)
    scale = full_scale(story, windows)
    return _figure(story, scale, windows, FULL, name, "The case over time")


def event_figure_of(
    document: Mapping[str, Any],
    episode: Mapping[str, Any],
    windows: Windows,
    *,
    name: str,
) -> Figure | None:
    """The weeks around one episode, small; None where the event has no day."""
    story = story_of(document, [episode])
    if not story.events:
        return None
    scale = event_scale(story, windows)
    return _figure(story, scale, windows, COMPACT, name, f"The weeks around the {windows.event}")


def _figure(story: Story, scale: Scale, windows: Windows, style: Style, name: str, title: str) -> Figure:
    sheet = clipped(lay_out(story, scale, windows, style), scale.width)
    statuses = {reading.status for lane in story.lanes for reading in lane.readings}
    axis = (
        f"days from the {windows.event}"
        if style.compact
        else "months from the earliest possible first anti-HER2 dose"
        if story.from_first_dose
        else "months from day 0, the first histological diagnosis (no anti-HER2 dose is dated)"
    )
    return Figure(
        name=name,
        title=title,
        description=_description(story, windows.event),
        axis=axis,
        windows=windows,
        sheet=sheet,
        gutter_width=style.gutter,
        width=scale.width,
        breadth=round(10 * scale.width / style.plot),
        height=round(sheet.y + 4, 1),
        compact=style.compact,
        legend=tuple(
            {"code": code, "label": words.status_label(code)} for code in words.STATUS_WORDS if code in statuses
        ),
        undated=story.undated,
        rows=told(story, windows.event),
    )


def _description(story: Story, called: str) -> str:
    """One sentence per lane, for those who cannot see the figure."""
    said = [f"{lane.title}: " + ", then ".join(reading.words[0] for reading in lane.readings) for lane in story.lanes]
    said += [f"{called.capitalize()}: {event.words}" for event in story.events]
    return ". ".join(said) + "." if said else "Nothing with a date is recorded yet."
