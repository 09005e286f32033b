"""One small figure of each kind, from invented numbers that a reader can follow by hand."""

from fractions import Fraction

from cases.analysis.plots.attrition import attrition_plot
from cases.analysis.plots.compartments import compartments_plot
from cases.analysis.plots.figure import Figure
from cases.analysis.plots.sensitivity import HeatPanel, sensitivity_plot
from cases.analysis.plots.survival import Drawn, survival_plot
from cases.analysis.plots.swimmer import BIOPSY, DEATH, INDEX, LOCAL, swimmer_plot
from cases.analysis.plots.upset import upset_plot
from cases.analysis.plots.waterfall import waterfall_plot
from cases.analysis.statistics.attrition import Outcome, attrition, failing, overlaps
from cases.analysis.statistics.compartments import Sighting, calendar
from cases.analysis.statistics.durations import Observed
from cases.analysis.statistics.lanes import Change, Course, Reading, swimmers, waterfall
from cases.analysis.statistics.survival import at_risk, curve

PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN
RULES = {"evidence": "Evidence", "exposure": "Exposure"}
JUDGED = {
    "a": [PASS, PASS],
    "b": [PASS, FAIL],
    "c": [FAIL, FAIL],
    "d": [FAIL, FAIL],
    "e": [UNKNOWN, PASS],
}
COURSES = (
    Course(
        "a",
        end=300,
        ongoing=False,
        skin=(Reading(0, "SD"), Reading(120, "PD")),
        others=(Reading(0, "PR"), Reading(200, "PD")),
        regimens=(Reading(0, "trastuzumab"), Reading(150, "trastuzumab deruxtecan")),
        marks=(Reading(120, INDEX), Reading(122, BIOPSY), Reading(140, LOCAL), Reading(300, DEATH)),
    ),
    Course("b", end=90, ongoing=True, skin=(Reading(0, "CR"),), others=(), marks=(Reading(60, INDEX),)),
)
TICKS = (0, 100, 200)


def swimmer() -> Figure:
    return swimmer_plot(swimmers(COURSES), window=(-56, 42))


def fall() -> Figure:
    thirds = (Change("a", Fraction(1, 3), Fraction(-3, 5)), Change("b", None, Fraction(3, 2)))
    return waterfall_plot(waterfall(thirds))


def survival() -> Figure:
    told = [
        ("T-DM1", 30, True),
        ("T-DM1", 120, False),
        ("T-DXd", 90, True),
        ("T-DXd", 200, True),
        ("T-DXd", 210, False),
    ]
    seen = [
        Observed(str(place), days, event, days, days, group=group) for place, (group, days, event) in enumerate(told)
    ]
    groups = [[one for one in seen if one.group == name] for name in ("T-DM1", "T-DXd")]
    drawn = [Drawn(curve(own, own[0].group), at_risk(own, TICKS)) for own in groups]
    return survival_plot(drawn, title="Progression-free survival of the skin", origin="the event")


def upset() -> Figure:
    return upset_plot(overlaps(list(RULES), failing(list(RULES), JUDGED)), RULES)


def flow() -> Figure:
    return attrition_plot(attrition(list(RULES), JUDGED), RULES)


def compartments() -> Figure:
    seen = [Sighting("a", "LIVER", -20, "SD"), Sighting("a", "LIVER", 30, "PD"), Sighting("b", "LIVER", 50, "PR")]
    return compartments_plot(calendar(["LIVER"], (-84, 0, 84), seen), {"LIVER": "Liver"}, origin="the event")


def sensitivity() -> Figure:
    panel = HeatPanel("Any evidence", ("50 %", "100 %"), ("100 %", "200 %"), ((3, 4), (6, None)), (1, 0))
    return sensitivity_plot([panel, panel], down="Windows", across="Tails")


EVERY = (swimmer, fall, survival, upset, flow, compartments, sensitivity)
"""A function for each kind of figure."""
