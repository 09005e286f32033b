"""The course of a case as a page: a diagram that GitHub draws, and every move in a table. Written by ``./dev docs``."""

from cases.review.workflow import TRANSITIONS, WITHDRAWN, Transition, Who
from cases.rules.vocabulary import CaseStatus

ROLE_CLASSES = {
    Who.INSTITUTION: "institution",
    Who.LEAD: "lead",
    Who.REVIEWER: "reviewer",
    Who.ASSIGNED: "reviewer",
    Who.ASSIGNER: "administrator or reviewer",
}
HEAD = """# The course of a case

Generated from `cases/review/workflow.py` by `./dev docs`. What is allowed stands there as data;
`cases/review/moves.py` is the only writer, and the database holds the same course for whatever SQL is sent
(`records/0013`). Why: [ADR 0030](adr/0030-the-course-of-a-case.md).
"""


def workflow_text() -> str:
    """The whole page as Markdown."""
    parts = [HEAD, "```mermaid", *_diagram(), "```", "", "## Where a case stands", "", *_states(), ""]
    return "\n".join([*parts, "## Moves", "", *_moves(), "", *_notes(), ""])


def _diagram() -> list[str]:
    """A state diagram of what moves a case elsewhere; the withdrawal, which begins everywhere, is drawn once."""
    lines = ["stateDiagram-v2", "    direction TB"]
    lines += [f'    state "{one.label}" as {one}' for one in CaseStatus]
    lines.append("    [*] --> draft: open")
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in TRANSITIONS:
        for came_from in move.came_from if move.to not in (None, WITHDRAWN) else ():
            if came_from is not move.to:
                said = f"{move.title.lower()} ({ROLE_CLASSES[move.who]})"
                arrows.setdefault((came_from, move.to), []).append(said)
    lines += [f"    {came_from} --> {to}: {'<br>'.join(names)}" for (came_from, to), names in arrows.items()]
    lines += ["    withdrawn --> [*]", "    note left of withdrawn", "        withdraw (institution), from everywhere"]
    return [*lines, "    end note"]


def _states() -> list[str]:
    lines = ["| state | code | what it means |", "|---|---|---|"]
    return [*lines, *(f"| {one.label} | `{one}` | {one.definition} |" for one in CaseStatus)]


def _moves() -> list[str]:
    lines = ["| move | from | to | who | when | what follows |", "|---|---|---|---|---|---|"]
    return [*lines, *(_row(one) for one in TRANSITIONS)]


def _row(move: Transition) -> str:
    everywhere = move.to is WITHDRAWN
    came_from = "everywhere" if everywhere else ", ".join(one.label.lower() for one in move.came_from)
    to = move.to.label.lower() if move.to else "where it stands"
    when = [*move.when, *(["a reason is given"] if move.needs_reason else [])]
    return (
        f"| {move.title} (`{move.key}`) | {came_from} | {to} | {move.who} | {'; '.join(when) or '–'} | {move.follows} |"
    )


def _notes() -> list[str]:
    return [
        "Nobody reviews a case of an institution that they belong to in whatever role, nor one that they opened or",
        "submitted. A reviewer sees what is submitted and has no reviewer, and the cases that they have. An",
        "administrator sees the pseudonym and the state of a case when they assign it, and no row of it. The moves of",
        "a case stand on its page; a trigger writes them.",
    ]
