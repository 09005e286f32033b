"""From a cohort and an address to each of its figures. One is gathered when it is asked for, and not before."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict
from django.urls import reverse

from cases.analysis.afterwards import Afterwards, afterwards
from cases.analysis.attrition import AttritionPage
from cases.analysis.figures.patients import MOST, Patient, changes_of, courses_of, patients_of, sightings_of
from cases.analysis.figures.shown import Shown
from cases.analysis.plots.attrition import attrition_plot
from cases.analysis.plots.compartments import compartments_plot
from cases.analysis.plots.figure import Figure
from cases.analysis.plots.survival import DASHES, Drawn, survival_plot
from cases.analysis.plots.swimmer import swimmer_plot
from cases.analysis.plots.upset import upset_plot
from cases.analysis.plots.waterfall import waterfall_plot
from cases.analysis.statistics.compartments import calendar
from cases.analysis.statistics.lanes import swimmers, waterfall
from cases.analysis.statistics.logrank import SMALLEST_GROUP
from cases.analysis.time_to_event import TimeToEvent, ticks_for, time_to_event
from cases.cohorts.members import Selection
from cases.cohorts.words import counted
from cases.records.figure.words import SKIN_LANES, SKIN_UNKNOWN, compartment_title
from cases.rules.vocabulary import Compartment
from registry.institutions.scoping import Scope

ROWS = 30
"""Patients on one page of a row-level figure."""
EDGES = tuple(range(-336, 337, 84))
"""Days from the index event: stretches of twelve weeks, about a year to either side."""
COMPARTMENTS = (*SKIN_LANES, SKIN_UNKNOWN, *(str(one) for one in Compartment if one not in SKIN_LANES))
HELD_FIGURES = {
    "skin": "How long the skin held, by what had been done",
    "elsewhere": "How long organs outside skin and brain held, by what had been done",
}
PART = "part"
KEPT = ("endpoint", "origin", "dates", "by", "landmark", "each", PART)
"""What an address may say beside the cohort."""


class Gallery:
    """The figures of one cohort, by name."""

    def __init__(self, scope: Scope, selection: Selection, asked: QueryDict):
        self.scope, self.selection, self.asked = scope, selection, asked

    def __iter__(self):
        return (self.shown(name) for name in GATHERED)

    @cached_property
    def patients(self) -> list[Patient]:
        return patients_of(self.selection)

    @cached_property
    def afterwards(self) -> Afterwards:
        return afterwards(self.selection, self.asked)

    @cached_property
    def attrition(self) -> AttritionPage:
        return AttritionPage(self.scope, self.selection)

    def shown(self, name: str) -> Shown:
        """One figure; 404 for a name that is none."""
        if name not in GATHERED:
            raise Http404
        figure, page = GATHERED[name](self)
        return self.placed(figure, page)

    def placed(self, figure: Figure, page: Page | None = None) -> Shown:
        """A figure of the cohort with its files and its receipt."""
        base = reverse("analysis-figure-file", args=[figure.name, "svg"]).removesuffix(".svg")
        return Shown(self.named(figure), base, self.query(), page, self.query(without=PART))

    def named(self, figure: Figure) -> Figure:
        """The figure with what it is of: the cohort in words, and how to find it again."""
        selection = self.selection
        return replace(figure, about=about(selection), receipt=receipt(selection, self.query()))

    def query(self, without: str = "") -> str:
        """The canonical query of the cohort with what else the address says."""
        query = QueryDict(self.selection.query, mutable=True)
        for name in KEPT:
            if name in self.asked and name != without:
                query[name] = self.asked[name]
        return query.urlencode(safe="@")

    def part(self, rows: list) -> Page:
        """The rows of the page that the address asks for."""
        return Paginator(rows, ROWS).get_page(self.asked.get(PART))

    @property
    def limits(self) -> tuple[str, ...]:
        """Sentences on who is not drawn, for figures of patients."""
        seen = self.selection.patients
        return (f"{MOST} of {seen} patients are read. Choose a smaller cohort to see others.",) if seen > MOST else ()


def about(selection: Selection) -> str:
    """The cohort in a line: what is counted, under which definition, and the filters."""
    unit = counted(len(selection.members), str(selection.unit).removesuffix("s"))
    return "; ".join(filter(None, [f"{unit} under {selection.definition.name}", selection.words]))


def receipt(selection: Selection, query: str) -> Mapping[str, str]:
    """What a specification says about itself."""
    return {"cohort": query, "definition": selection.definition.name, "definition_hash": selection.definition.hash}


def survival_figure(page: TimeToEvent) -> Figure:
    """The curves of a page of time to event; of more groups than can be told apart, the largest."""
    several = len(page.groups) > 1
    largest = sorted(page.groups, key=lambda one: -one.curve.n)[: len(DASHES)]
    drawn = [
        Drawn(replace(one.curve, group=one.title if several else ""), one.risk) for one in page.groups if one in largest
    ]
    return survival_plot(
        drawn,
        title=page.rule.title,
        origin=page.start_words,
        name="time-to-event",
        notes=(page.rule.note, *filter(None, [page.warning, *_undrawn(len(page.groups) - len(drawn))])),
    )


def held_figure(page: Afterwards, what: str) -> Figure:
    """How long skin ("skin") or other organs ("elsewhere") held, by what had been done; choices of few are left out."""
    held = [(one.title, getattr(one, what)) for one in page.choices]
    shown = [(title, one.curve) for title, one in held if one.curve and one.n >= SMALLEST_GROUP][: len(DASHES)]
    ticks = ticks_for(max((one.last_day for _, one in shown), default=0))
    drawn = [Drawn(replace(one, group=title), page.at_risk(what, title, ticks)) for title, one in shown]
    few = sum(1 for _, one in held if one.curve) - len(drawn)
    return survival_plot(
        drawn,
        title=HELD_FIGURES[what],
        origin=f"day {page.landmark} after the event",
        name=f"next-{what}",
        notes=tuple(
            filter(None, [f"Choices of fewer than {SMALLEST_GROUP} patients are in the table only." if few else ""])
        ),
    )


def attrition_figure(page: AttritionPage) -> Figure:
    """What each rule leaves of the events, loses, and cannot judge."""
    return attrition_plot(page.attrition, {rule: page.title(rule) for rule in page.rules})


def upset_figure(page: AttritionPage) -> Figure:
    """Rules that say no together."""
    return upset_plot(page.overlaps, {rule: page.title(rule) for rule in page.rules})


def _undrawn(number: int) -> list[str]:
    return [f"{counted(number, 'smaller group')} not drawn; the table has them."] if number else []


def _swimmer(gallery: Gallery) -> tuple[Figure, Page | None]:
    rows = swimmers(courses_of(gallery.patients))
    page = gallery.part(rows)
    tight = gallery.selection.definition.constants.tight
    figure = swimmer_plot(page.object_list, window=tight, first=max(page.start_index(), 1), total=len(rows))
    unread = sum(not one.counts_from_first_dose for one in gallery.patients)
    counts = f"{counted(unread, 'patient')} without a recorded anti-HER2 dose: days from the diagnosis."
    return replace(figure, notes=(*figure.notes, *([counts] if unread else ()), *gallery.limits)), page


def _waterfall(gallery: Gallery) -> tuple[Figure, Page | None]:
    pairs = waterfall(changes_of(gallery.patients, gallery.selection.definition.constants))
    page = gallery.part(pairs)
    figure = waterfall_plot(page.object_list, first=max(page.start_index(), 1), total=len(pairs))
    return replace(figure, notes=figure.notes + gallery.limits), page


def _compartments(gallery: Gallery) -> tuple[Figure, Page | None]:
    found = calendar(COMPARTMENTS, EDGES, sightings_of(gallery.patients))
    titles = {one: compartment_title(one) for one in COMPARTMENTS}
    figure = compartments_plot(found, titles, origin="the first index event", what="patient")
    return replace(figure, notes=figure.notes + gallery.limits), None


def _time_to_event(gallery: Gallery) -> tuple[Figure, Page | None]:
    return survival_figure(time_to_event(gallery.selection, gallery.asked)), None


def _next(what: str) -> Callable[[Gallery], tuple[Figure, None]]:
    return lambda gallery: (held_figure(gallery.afterwards, what), None)


def _upset(gallery: Gallery) -> tuple[Figure, Page | None]:
    return upset_figure(gallery.attrition), None


def _attrition(gallery: Gallery) -> tuple[Figure, Page | None]:
    return attrition_figure(gallery.attrition), None


GATHERED: Mapping[str, Callable[[Gallery], tuple[Figure, Page | None]]] = {
    "swimmer": _swimmer,
    "compartments": _compartments,
    "waterfall": _waterfall,
    "time-to-event": _time_to_event,
    "next-skin": _next("skin"),
    "next-elsewhere": _next("elsewhere"),
    "upset": _upset,
    "attrition": _attrition,
}
"""The figures of a cohort in the order of the page."""
