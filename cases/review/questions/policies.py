"""May this person ask, answer, close or tick, now? ``check_can_x`` raises with the reason."""

from functools import partial

from cases.records.models import Case
from cases.records.policies import Refused, allowed
from cases.review.questions.models import Question
from cases.review.questions.steps import STEPS, Side, Step, StepKey, steps_from
from cases.rules.vocabulary import CaseStatus
from registry.institutions.scoping import Scope

SIDES = {
    Side.SITE: "Only clinicians and leads of the institution answer a question.",
    Side.REVIEW: "Only a reviewer of another institution does this.",
}


def side_of(case: Case | Question, scope: Scope) -> Side | None:
    """The side on which a person stands to a case; nobody reviews a case of their own institution."""
    if case.institution_id in scope.sites:
        return Side.SITE
    return Side.REVIEW if scope.reviewer and case.institution_id not in scope.home else None


def check_can_ask(case: Case, scope: Scope) -> None:
    """A reviewer asks about a case of another institution that was handed in."""
    if side_of(case, scope) is not Side.REVIEW:
        raise Refused("Only a reviewer of another institution asks about a case.")
    if case.status == CaseStatus.DRAFT:
        raise Refused("This case is a draft. Its questions wait until it is submitted.")


def check_can_verify(case: Case, scope: Scope) -> None:
    """Who may ask about a field may also find it right."""
    check_can_ask(case, scope)


def check_can_take(question: Question, key: StepKey, scope: Scope) -> Step:
    """The step, if this person may take it in this state of the question."""
    step = STEPS[key]
    if side_of(question, scope) is not step.side:
        raise Refused(SIDES[step.side])
    if question.site_state not in step.site or question.review_state not in step.review:
        now = f"{question.get_review_state_display().lower()} and {question.get_site_state_display().lower()}"
        raise Refused(f"This question is {now} by now. Look at what was said last.")
    return step


def steps_open_to(question: Question, scope: Scope) -> tuple[Step, ...]:
    """The steps among which this person chooses now."""
    side = side_of(question, scope)
    return steps_from(question.site_state, question.review_state, side) if side else ()


can_ask = partial(allowed, check_can_ask)
can_verify = partial(allowed, check_can_verify)
