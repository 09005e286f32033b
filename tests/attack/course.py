"""Random walks through the course of a case, by every person and by raw SQL; an oracle of its own says what may happen.

The oracle is written from the words of the course, not from the data of ``cases.review.workflow``.
"""

import time

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cases.records import actions
from cases.records.models import Case, SkinFinding
from cases.records.policies import Refused
from cases.review.models import CaseMove
from cases.review.moves import assign_case, move_case
from registry.institutions.models import Membership, Role, User
from registry.institutions.scoping import Scope, enter
from tests.bench.registry import empty_registry
from tests.factories import days, draft, sign_to_lock
from tests.world import World, build, read

STATES = ("draft", "submitted", "in_review", "returned", "accepted", "locked", "amended", "withdrawn")
KEYS = "submit take_back claim hand_back return accept amend finish confirm lock".split()  # noqa: SIM905 - a list of words
MEMBERS, LEAD, FROM_ELSEWHERE = ("nora", "nils", "dora"), "nils", ("vera", "vito")
PEOPLE = (*MEMBERS, *FROM_ELSEWHERE, "viktor", "sam", "rosa", "adam")
TAKEN_IN = ("accepted", "locked", "amended")
WORLD: dict[str, World] = {}
"""The world that the machines walk in; hypothesis makes them without arguments."""


def prepare(world: World) -> None:
    """Add a second reviewer from elsewhere, and a clinician of the institution who reviews at another one."""
    for name, places in (("vito", [(world.south, Role.REVIEWER)]), ("dora", [(world.north, Role.CLINICIAN)])):
        world.people[name] = User.objects.create_user(f"{name}@course.example", name=name.capitalize())
        for institution, role in places:
            Membership.objects.create(user=world.people[name], institution=institution, role=role)
    Membership.objects.create(user=world.people["dora"], institution=world.south, role=Role.REVIEWER)
    WORLD["now"] = world


class Walk(RuleBasedStateMachine):
    """One case from its first draft on. ``refused`` and ``taken`` count for the figures of ``./dev attack``."""

    refused = taken = raw = 0

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.world = WORLD["now"]
        self.case = draft(self.world.north, self.world.enter("nora"), f"WALK-{time.monotonic_ns()}")
        self.status, self.reviewer, self.submitted_by, self.changer = "draft", None, None, None
        self.before, self.written, self.moves, self.day = "", False, 0, 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(person=st.sampled_from(PEOPLE), key=st.sampled_from(KEYS), reason=st.sampled_from(["", "The chart says so."]))
    def any_move(self, person: str, key: str, reason: str) -> None:
        self.move(person, key, reason)

    def move(self, person: str, key: str, reason: str) -> None:
        expected = self._expected(person, key, reason)
        case, by = self._stored(), self.world.enter(person)
        try:
            with transaction.atomic():
                if key == "lock" and expected:
                    sign_to_lock(case, by=by)
                move_case(case=case, key=key, reason=reason, by=by)
        except (Refused, ValidationError):
            assert expected is None, f"{person} could not {key} from {self.status}"
            Walk.refused += 1
            return
        assert expected is not None, f"{person} could {key} from {self.status}"
        self._follow(person, key, expected)

    @rule(choice=st.integers(0, 50))
    def go_on(self, choice: int) -> None:
        """A move that may be made: without these, most walks would end where they begin."""
        open_now = [(who, key) for who in PEOPLE for key in KEYS if self._expected(who, key, "The chart says so.")]
        if open_now:
            person, key = open_now[choice % len(open_now)]
            self.move(person, key, "The chart says so.")

    @rule(person=st.sampled_from(PEOPLE), to=st.sampled_from([*FROM_ELSEWHERE, "viktor", "dora", "rosa"]))
    def assign(self, person: str, to: str) -> None:
        mine = person in FROM_ELSEWHERE and self.reviewer in (None, person)
        possible = self.status not in ("draft", "withdrawn") and (person == "adam" or mine) and to in FROM_ELSEWHERE
        possible = possible and to != self.submitted_by
        case, by = self.case.pk, self.world.enter(person)
        try:
            with transaction.atomic():
                assign_case(case_id=case, reviewer=self.world.people[to], by=by)
        except Refused:
            assert not possible, f"{person} could not assign {to} at {self.status}"
            Walk.refused += 1
            return
        assert possible, f"{person} could assign {to} at {self.status}"
        changed = self.reviewer != to or self.status == "submitted"
        self.status = "in_review" if self.status == "submitted" else self.status
        self.reviewer, self.written = to, self.written or self.reviewer != to
        self.moves += changed
        Walk.taken += 1

    @rule(person=st.sampled_from(PEOPLE))
    def write(self, person: str) -> None:
        """Add a skin finding: freely while it is being entered, afterwards for a reason only."""
        own = person in MEMBERS
        possible = own and (self.status in ("draft", "returned") or (self.changer == person))
        by, self.day = self.world.enter(person), self.day + 1
        try:
            with transaction.atomic():
                row = SkinFinding(change="stable", on=days(self.day))
                actions.save_row(row=row, case=self.case, by=by)
        except (Refused, Case.DoesNotExist):
            assert not possible, f"{person} could not write at {self.status}"
            Walk.refused += 1
            return
        assert possible, f"{person} could write at {self.status}"
        self.written = True

    @rule(person=st.sampled_from(PEOPLE), to=st.sampled_from(STATES))
    def write_raw(self, person: str, to: str) -> None:
        """Say in SQL where the case stands, as one's own reviewer and accepter; then as it was."""
        user = self.world.people[person].pk
        self.world.enter(person)
        Walk.raw += 1
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE records_case SET status = %s, accepted_by_id = %s WHERE id = %s AND status <> %s",
                    [to, user, self.case.pk, to],
                )
                if cursor.rowcount:
                    assert self._may_stand(person, to), f"{person} put a case from {self.status} to {to} in SQL"
                raise Undone
        except (DatabaseError, Undone):
            return

    @rule(person=st.sampled_from(PEOPLE))
    def write_row_raw(self, person: str) -> None:
        """Change a row in SQL, whoever one is."""
        self.world.enter(person)
        possible = person in MEMBERS and (self.status in ("draft", "returned") or self.changer == person)
        Walk.raw += 1
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE records_skinfinding SET comment = 'x' WHERE case_id = %s", [self.case.pk])
                assert possible or not cursor.rowcount, f"{person} wrote a row at {self.status} in SQL"
                raise Undone
        except (DatabaseError, Undone):
            return

    @invariant()
    def stands_where_the_course_says(self) -> None:
        case = self._stored()
        names = {person.pk: name for name, person in self.world.people.items()}
        assert (case.status, names.get(case.reviewer_id)) == (self.status, self.reviewer)
        assert case.released == (self.status in TAKEN_IN)
        if self.status in TAKEN_IN:
            accepter = names[case.accepted_by_id]
            assert accepter in FROM_ELSEWHERE
            assert accepter != names[case.submitted_by_id]
        assert CaseMove.objects.filter(case=case).count() == self.moves

    def _stored(self) -> Case:
        enter(Scope(sites=frozenset({self.world.north.pk})))
        return Case.objects.get(pk=self.case.pk)

    def _expected(self, person: str, key: str, reason: str) -> str | None:
        """Where the move leads to; None if it may not be made."""
        own, mine = person in MEMBERS, person in FROM_ELSEWHERE and self.reviewer == person
        free = person in FROM_ELSEWHERE and self.reviewer in (None, person)
        allowed = {
            "submit": own and self.status in ("draft", "returned") and "submitted",
            "take_back": own and self.status == "submitted" and "draft",
            "claim": free and self.status == "submitted" and "in_review",
            "hand_back": mine and self.status == "in_review" and "submitted",
            "return": mine and self.status in ("in_review", "amended") and bool(reason) and "returned",
            "accept": mine and self.status == "in_review" and "accepted",
            "lock": person == LEAD and self.status == "accepted" and "locked",
            "amend": own and self.status in TAKEN_IN and bool(reason) and "amended",
            "finish": own and self.status == "amended" and ("amended" if self.written else self.before),
            "confirm": free and self.status == "amended" and self.changer is None and "accepted",
        }
        return allowed[key] or None

    def _follow(self, person: str, key: str, expected: str) -> None:
        """What the move changes beside the status."""
        Walk.taken += 1
        noted = self.status != expected or key in ("amend", "finish")
        if key == "amend":
            noted = self.status != "amended" or self.changer != person
            self.before, self.written = (self.before, True) if self.status == "amended" else (self.status, False)
            self.changer = person
        elif key == "finish":
            noted = self.changer is not None or self.status != expected
            self.written = self.written or expected == "amended"
            self.changer = None
        else:
            self.changer = None
        if key in ("claim", "confirm"):
            noted, self.reviewer = noted or self.reviewer != person, person
        elif key in ("take_back", "hand_back"):
            self.reviewer = None
        elif key == "submit":
            self.submitted_by = person
        self.status = expected
        self.moves += noted

    def _may_stand(self, person: str, to: str) -> bool:
        """Whether one statement of SQL may lead there: it brings no reviewer, no submitter and no reason."""
        own = person in MEMBERS
        mine = person in FROM_ELSEWHERE and self.reviewer == person
        step = (self.status, to)
        if step == ("submitted", "draft"):
            return own
        if step in (("draft", "submitted"), ("returned", "submitted")):
            return own and self.submitted_by == person
        if step == ("accepted", "locked"):
            return person == LEAD
        if self.status == "amended" and to == self.before:
            undone = own and not self.written
            return undone or (to == "accepted" and mine and self.changer is None)
        if step == ("amended", "accepted"):
            return mine and self.changer is None
        return mine and step in (("submitted", "in_review"), ("in_review", "accepted"))


class Undone(Exception):
    """What SQL did is undone, whatever it was."""


def in_a_world_of_its_own(runs: int, steps: int) -> dict:
    """The same in an empty registry, for ``./dev attack``; nothing of it stays."""
    with empty_registry("attack_course"), transaction.atomic():
        build()
        found = attack(read(), runs, steps)
        transaction.set_rollback(True)
    return found


def attack(world: World, runs: int, steps: int, *, derandomize: bool = False) -> dict:
    """Walk so many times so many steps; figures, and the first fault with the steps that lead to it."""
    prepare(world)
    Walk.refused = Walk.taken = Walk.raw = 0
    chosen = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=derandomize,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    faults = []
    try:
        run_state_machine_as_test(Walk, settings=chosen)
    except AssertionError as fault:
        faults.append(str(fault).splitlines()[0])
    return {
        "walks": runs,
        "steps": steps,
        "moves made": Walk.taken,
        "moves refused": Walk.refused,
        "raw statements": Walk.raw,
        "faults": faults,
    }
