"""F07: a program that asks for everything, as fast as it can: what it gets, when it is stopped, and who sees it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from cases.cohorts.models import Question
from cases.cohorts.questions.actions import ask_about_others
from cases.disclosure.budget import BUDGET, Answer
from registry.institutions.scoping import Scope, acting
from tests.attack.registry import PAGE, every_conjunction


def farmed(values: Mapping[str, list[str]], number: int, by: Scope) -> dict:
    """So many different questions, one request each. What an administrator reads afterwards is ``logged``."""
    answers = Counter(_asked(chosen, by) for chosen in _different(values, number))
    with acting(Scope(user_id=by.user_id, administrator=True), page=PAGE):
        rows = list(Question.objects.by_person_and_day())
    return {
        "questions": sum(answers.values()),
        **{str(answer): answers[answer] for answer in Answer},
        "logged": sum(row["asked"] for row in rows),
        "logged as refused": sum(row["refused"] for row in rows),
        "faults": list(_faults(answers, rows)),
    }


def _different(values: Mapping[str, list[str]], number: int) -> Iterable[dict]:
    return islice(every_conjunction(values), number)


def _asked(chosen: dict, by: Scope) -> Answer:
    with acting(by, page=PAGE):
        return ask_about_others(question=chosen, kind="cohort", by=by).answer


def _faults(answers: Counter, rows: list[dict]) -> Iterable[str]:
    given = answers[Answer.GIVEN]
    if given > BUDGET.hourly * 2:  # the hour may turn while this runs
        yield f"{given} answers were given"
    if sum(row["asked"] for row in rows) < sum(answers.values()):
        yield "some questions are not in the log"
