"""What a project lets its members read of each institution, as the page says it."""

from dataclasses import dataclass

from registry.institutions.models import Institution, Project, SharingLevel


@dataclass(frozen=True)
class Reach:
    """One institution of a project. ``gives``: what members see of its cases today, in words."""

    institution: Institution
    gives: str
    rows: bool


def reaches_of(project: Project) -> list[Reach]:
    """One line per institution, by name: the sharing level in force decides, not what was once agreed."""
    found = project.institutions.order_by("name")
    return [Reach(one, _gives(project, one), _rows(project, one)) for one in found]


def sentence_of(project: Project, reaches: list[Reach]) -> str:
    """What a member reads through the project today, in one sentence."""
    if project.closed:
        return "This project is closed: nobody reads anything through it."
    if not project.approved:
        return "Nobody reads anything through this project until a second person has approved it."
    if project.is_past:
        return f"The last day was {project.until:%-d %B %Y}: nobody reads anything through this project now."
    rows = [str(one.institution) for one in reaches if one.rows]
    if not rows:
        return "Its institutions share no rows at present, so members see figures only, as without the project."
    return (
        f"Until {project.until:%-d %B %Y} every member reads the accepted cases of {_listed(rows)} row by row,"
        " with days from the first dose and without what identifies; of all others, figures only."
    )


def _rows(project: Project, institution: Institution) -> bool:
    return project.is_open and institution.active and institution.sharing_level == SharingLevel.PROJECTS


def _gives(project: Project, institution: Institution) -> str:
    if not institution.active or institution.sharing_level == SharingLevel.OWN:
        return "Nothing"
    return "Rows of accepted cases" if _rows(project, institution) else "Figures only"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
