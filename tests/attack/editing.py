"""Random edits of a case by every way in, with what the database held after each; then the trail is replayed."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.records import actions
from cases.records.document import document_of
from cases.records.kinds import EVERY_KIND
from cases.records.models import Case, DayZero, SkinFinding
from cases.records.replay import Trail
from registry.institutions.scoping import Scope, acting, enter
from tests.factories import add, days, draft, strict_case
from tests.world import World

CHANGES = ("progression", "stable", "response")
EXTENTS = ("LR", "DM", "LR_DM")


@dataclass
class Told:
    """One sequence: how many states were compared, and those that the trail did not give back."""

    states: int = 0
    wrong: tuple[str, ...] = ()


@dataclass
class Editor:
    """Nora at work, in transactions of her own (savepoints under test)."""

    world: World
    random: Random
    held: dict[uuid.UUID, list[dict | None]] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        return self.world.scope("nora")

    @property
    def ways(self) -> list[Callable[[Case], None]]:
        edits = [self.by_action, self.remarked, self.removed, self.shifted]
        return [*edits, self.by_form, self.by_bulk_update, self.by_sql, self.imported]

    def sequence(self, number: int, steps: int) -> Told:
        """Edit a new case so many times at random; compare every state with the trail."""
        case = self.opened(f"sequence {number} {uuid.uuid4().hex[:6]}", full=number % 2 == 0)
        ways = [
            self.by_action,
            self.by_bulk_update,
            self.by_sql,
            self.shifted,
            self.remarked,
            self.removed,
            self.imported,
        ]
        for _ in range(steps):
            self.did(case, lambda: self.random.choice(ways)(case))
        if self.random.random() < 0.2:
            self.did(case, lambda: actions.discard_case(case=Case.objects.get(pk=case.pk), by=self.scope), gone=True)
        return self.compared(case)

    def opened(self, code: str, *, full: bool = False) -> Case:
        with acting(self.scope, page="open"):
            make = strict_case if full else draft
            case = make(self.world.north, self.scope, code)
            self.held[case.pk] = [document_of(case)]
        return case

    def did(self, case: Case, step: Callable, *, gone: bool = False) -> None:
        """One transaction; what the case was afterwards is kept. A step that is refused leaves no trace."""
        try:
            with acting(self.scope, page=f"step {len(self.held[case.pk])}"):
                before = self._version(case)
                step()
                if gone:
                    self.held[case.pk].append(None)
                elif self._version(case) != before:
                    self.held[case.pk].append(document_of(case))
        except ValidationError:
            return

    def compared(self, case: Case) -> Told:
        trail = self.trail(case)
        states = [trail.document_at(one.event) for one in trail.changes]
        held = self.held[case.pk]
        if not any(states[-1:]):  # the vault went with the case: no date is left to count from
            held = [one and one | {"day_zero": None} for one in held]
            states = [one and one | {"day_zero": None} for one in states]
        wrong = [f"state {n}" for n, pair in enumerate(zip(states, held, strict=False)) if pair[0] != pair[1]]
        if len(states) != len(held):
            wrong.append(f"{len(states)} changes in the trail, {len(held)} made")
        return Told(len(held), tuple(wrong))

    def trail(self, case: Case) -> Trail:
        with acting(self.scope, page="replay"):
            trail = Trail(case.pk)
            assert trail.changes
            _ = trail._stored_day_zero, trail._institution
        return trail

    def by_action(self, case: Case) -> None:
        add(
            case,
            "skin-finding",
            self.scope,
            on=days(self.random.randrange(1, 3000)),
            change=self.random.choice(CHANGES),
            comment=f"remark {self.random.randrange(999)}",
        )

    def by_form(self, case: Case) -> None:
        """Through the door that people use; the middleware's transaction is part of this one."""
        browser = Client()
        browser.force_login(self.world.people["nora"])
        typed = {"on": f"d{self.random.randrange(1, 3000)}", "change": self.random.choice(CHANGES)}
        answer = browser.post(reverse("row-create", args=[case.pk, "skin-finding"]), typed)
        enter(self.scope)
        assert answer.status_code == 302, answer.content.decode()[-3000:]

    def by_bulk_update(self, case: Case) -> None:
        SkinFinding.objects.filter(case=case).update(extent=self.random.choice(EXTENTS))

    def by_sql(self, case: Case) -> None:
        kind = self.random.choice([one for one in EVERY_KIND])
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {kind.model._meta.db_table} SET comment = %s WHERE case_id = %s",
                [f"raw {self.random.randrange(999)}", case.pk],
            )

    def shifted(self, case: Case) -> None:
        self.set_day_zero(case, date(2010, 1, 1) + timedelta(days=self.random.randrange(4000)))

    def set_day_zero(self, case: Case, day: date) -> None:
        actions.set_day_zero(case=Case.objects.get(pk=case.pk), day=day, by=self.scope)

    def remarked(self, case: Case) -> None:
        current = Case.objects.get(pk=case.pk)
        current.comment = f"case {self.random.randrange(999)}"
        actions.change_case(case=current, seen_version=None, by=self.scope)

    def removed(self, case: Case) -> None:
        row = SkinFinding.objects.filter(case=case).order_by("?").first()
        if row is not None:
            actions.remove_row(row=row, by=self.scope)

    def imported(self, case: Case) -> None:
        """The record written anew, as an import over the case does it."""
        current = Case.objects.get(pk=case.pk)
        rows = {"skin-finding": [SkinFinding(key="s1", on=days(10), change="stable", comment="imported")]}
        day = DayZero.objects.filter(case=case).values_list("date", flat=True).first()
        actions.write_record(case=current, rows=rows, day_zero=day, by=self.scope)

    def _version(self, case: Case) -> tuple:
        found = Case.objects.filter(pk=case.pk).values_list("version", flat=True).first()
        return found, DayZero.objects.filter(case=case).values_list("pk", "revision").first()
