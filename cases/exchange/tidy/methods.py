"""The paragraph of a methods section that an export deserves, written from what was asked and found."""

from cases.cohorts.members import Selection, Unit
from cases.cohorts.query.writing import inside
from cases.cohorts.words import counted
from cases.disclosure.singling_out import Alike

UNITS = {
    Unit.EPISODES: ("episode of skin progression", "episodes of skin progression"),
    Unit.CASES: ("case", "cases"),
    Unit.REGIMENS: ("anti-HER2 regimen", "anti-HER2 regimens"),
}


def methods(selection: Selection, source: str, *, alike: Alike) -> str:
    """Plain English with every number that a reader needs to repeat it. ``source``: the receipt in one sentence."""
    definition, members = selection.definition, selection.members
    institutions = {one.institution for one in members}
    return (
        f"We took {counted(len(members), *UNITS[selection.unit])} of {counted(selection.patients, 'patient')}"
        f" at {counted(len(institutions), 'institution')} from the registry. {source}"
        f" {_asked(selection)}"
        f" Episodes were classified under the definition “{definition.title}”, version {definition.version}"
        f" (SHA-256 {definition.hash}), whose document comes with the data;"
        " a rule that the record cannot decide counts as unknown, never as not met."
        " Days count from the first anti-HER2 dose, or from the diagnosis where none was given; a date that is known"
        " only within bounds is given by its bounds."
        " Only cases that the person who exported them may read are in the tables; other institutions’ cases are in"
        f" none of their numbers. {_alike(alike)}"
    )


def _asked(selection: Selection) -> str:
    many = UNITS[selection.unit][1]
    if not selection.words:
        return f"No filter was applied: all {many} that could be read are in the cohort."
    return f"We included the {many} of which the following is true: {inside(selection.words)}."


def _alike(alike: Alike) -> str:
    if alike.smallest is None:
        return "There is nobody in it."
    return (
        f"By age band, institution, anti-HER2 drugs and extent of skin disease the smallest group of patients who look"
        f" alike has {alike.smallest} (k = {alike.smallest}); {alike.exposed} of {alike.patients} patients are in"
        f" groups of fewer than {alike.fewest}."
    )
