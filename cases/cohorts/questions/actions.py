"""A question about others is counted, and answered within the budget of the person who asks."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cases.cohorts.questions.models import BudgetLift, Question
from cases.disclosure.budget import BUDGET, Answer, Asked, Budget
from registry.institutions.models import User
from registry.institutions.policies import check_can_administer
from registry.institutions.scoping import Scope

STATE = """
SELECT
    count(DISTINCT fingerprint) FILTER (WHERE hour = %(hour)s AND fingerprint <> ''),
    count(DISTINCT fingerprint) FILTER (WHERE fingerprint <> ''),
    coalesce(sum(times) FILTER (WHERE hour = %(hour)s), 0),
    max(asked_at) FILTER (WHERE fingerprint <> ''),
    coalesce(bool_or(fingerprint = %(fingerprint)s AND hour = %(hour)s), false)
FROM cohorts_question WHERE user_id = %(user)s AND hour >= %(day)s
"""


@dataclass(frozen=True)
class Allowed:
    """Whether figures about others are shown. ``until``: when the answer would be another one."""

    answer: Answer
    until: datetime | None = None

    @property
    def paused(self) -> bool:
        return self.answer is not Answer.GIVEN

    @property
    def sentence(self) -> str:
        """What the page says; empty where all is as usual."""
        if not self.paused:
            return ""
        if self.answer is Answer.TOO_FAST:
            return (
                f"You have asked more than {BUDGET.quick} different questions about cases of others within this hour."
                f" Until the hour is over, each new one has to wait for {BUDGET.pause} seconds: load the page again"
                " then. Your own cases are counted as ever."
            )
        number, time = (
            (BUDGET.daily, "today") if self.answer is Answer.DAY_USED else (BUDGET.hourly, "within this hour")
        )
        return (
            f"You have asked about cases of others as often as one person may {time} ({number} different questions)."
            f" Figures about them come again at {self.until:%H:%M} UTC on {self.until:%-d %B}. Your own cases are"
            " counted as ever. An administrator sees this, and can lift the limit if your work needs it."
        )


FREELY = Allowed(Answer.GIVEN)


@transaction.atomic
def ask_about_others(
    *, question: Mapping[str, Collection[str]], kind: str, budget: Budget = BUDGET, by: Scope
) -> Allowed:
    """Count a question about cases that the person may not read, and say whether it is answered.

    ``question``: the filters that figures of others depend on, and nothing else. ``kind``: of the page, for the log.
    The same question is counted once an hour, from whatever page it is asked. Of several that one person asks at the
    very same time, each may be the last of the hour: the budget is a fence, not a count to the last one.
    """
    now, fingerprint = timezone.now(), _fingerprint(question)
    hour = now.replace(minute=0, second=0, microsecond=0)
    asked = _asked(by, now, hour, fingerprint)
    answer = budget.answer(asked)
    if answer is not Answer.GIVEN and BudgetLift.objects.in_force(now).filter(user=by.user_id).exists():
        answer = Answer.GIVEN
    _log(by, hour, now, kind, fingerprint if answer is Answer.GIVEN else "")
    return Allowed(answer, _until(answer, now, hour, asked, budget))


@transaction.atomic
def lift_budget(*, user: User, days: int, reason: str, by: Scope) -> BudgetLift:
    """Let one person ask without a limit for some days; what they ask is logged as ever."""
    check_can_administer(by)
    now = timezone.now()
    lift = BudgetLift(
        user=user, until=now + timedelta(days=days), reason=reason.strip(), lifted_by_id=by.user_id, lifted_at=now
    )
    lift.full_clean()
    lift.save()
    return lift


@transaction.atomic
def end_lift(*, user: User, by: Scope) -> None:
    """Put the limit back for one person, from now on."""
    check_can_administer(by)
    now = timezone.now()
    for lift in BudgetLift.objects.in_force(now).filter(user=user).select_for_update():
        lift.until = now
        lift.save(update_fields=["until"])


def forget_old_questions() -> int:
    """Delete the log's rows that are older than 400 days; how many they were. The database decides which those are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cohorts_forget_old_questions()")
        return cursor.fetchone()[0]


def _fingerprint(question: Mapping[str, Collection[str]]) -> str:
    canonical = json.dumps(sorted((name, sorted(values)) for name, values in question.items()))
    return salted_hmac("cohorts.question", canonical, algorithm="sha256").hexdigest()


def _asked(by: Scope, now: datetime, hour: datetime, fingerprint: str) -> Asked:
    with connection.cursor() as cursor:
        named = {"user": by.user_id, "hour": hour, "day": hour.replace(hour=0), "fingerprint": fingerprint}
        cursor.execute(STATE, named)
        in_hour, in_day, times, last, known = cursor.fetchone()
    return Asked(in_hour, in_day, times, (now - last).total_seconds() if last else None, not known)


def _log(by: Scope, hour: datetime, now: datetime, kind: str, fingerprint: str) -> None:
    place = {"user_id": by.user_id, "hour": hour, "kind": kind, "fingerprint": fingerprint}
    made = Question.objects.bulk_create([Question(**place, times=0, asked_at=now)], ignore_conflicts=True)
    again = {"times": F("times") + len(made)}
    Question.objects.filter(**place).update(**again if fingerprint else again | {"asked_at": now})


def _until(answer: Answer, now: datetime, hour: datetime, asked: Asked, budget: Budget) -> datetime | None:
    return {
        Answer.GIVEN: None,
        Answer.TOO_FAST: now + timedelta(seconds=budget.pause - (asked.seconds or 0)),
        Answer.HOUR_USED: hour + timedelta(hours=1),
        Answer.DAY_USED: hour.replace(hour=0) + timedelta(days=1),
    }[answer]
