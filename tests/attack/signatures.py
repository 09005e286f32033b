"""Forged and stale signatures (B06): seeded sequences of signing, changing, copying and signing for somebody else.

The oracle knows of each signature which sections its person saw in which way, and so which ones must have fallen.
"""

import random
import uuid
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.desk.adjudication.signing import seen_of, signatures_of
from cases.records import actions
from cases.records.models import Case, SkinFinding
from cases.records.policies import Refused
from cases.review.moves import move_case
from cases.review.signatures.actions import sign
from cases.review.signatures.hashing import hash_of
from cases.review.signatures.models import Signature
from tests.bench.registry import empty_registry
from tests.factories import add, days
from tests.world import World, build, read

MEANT = {"nora": "entered", "nils": "entered", "vera": "reviewed"}
STEPS = 8
"""Of each sequence."""
SECTIONS = ("", "skin", "adverse-events", "follow-up", "patient")
TITLES = {"skin": "skin findings and work-up", "adverse-events": "adverse events", "follow-up": "follow-up and outcome"}


@dataclass
class Held:
    """What must be true of one signature. ``fallen``: slugs of what changed, and whether only from within."""

    signature: Signature
    person: str
    covers: frozenset[str]
    fallen: set[tuple[str, bool]]


class Undone(Exception):
    """A sequence leaves nothing behind."""


def in_a_world_of_its_own(sequences: int, steps: int, seed: int) -> dict:
    """The same in an empty registry, for ``./dev attack``; nothing of it stays."""
    with empty_registry("attack_signatures"), transaction.atomic():
        build()
        found = attack(read(), sequences, steps, seed)
        transaction.set_rollback(True)
    return found


def attack(world: World, sequences: int, steps: int, seed: int) -> dict:
    """Run the sequences; what was signed, forged and refused, and every fault."""
    counts = {
        "sequences": sequences,
        "signed": 0,
        "fallen": 0,
        "forgeries refused": 0,
        "copies found out": 0,
        "twins taken": 0,
    }
    faults: list[str] = []
    for number in range(sequences):
        try:
            with transaction.atomic():
                Sequence(world, random.Random(f"{seed} {number}"), counts, faults).run(steps)
                raise Undone
        except Undone:
            continue
    return counts | {"faults": faults}


class Sequence:
    """One sequence on a case that Nora may change."""

    def __init__(self, world: World, dice: random.Random, counts: dict, faults: list[str]):
        self.world, self.dice, self.counts, self.faults = world, dice, counts, faults
        self.case, self.held = world.north_accepted, []

    def run(self, steps: int) -> None:
        nora = self.world.enter("nora")
        move_case(case=self._fresh(), key="amend", reason="The chart was read again.", by=nora)
        for _ in range(steps):
            self.dice.choice((self.sign, self.sign, self.write, self.remark, self.forge, self.copy))()
        self.check()

    def sign(self) -> None:
        person, section = self.dice.choice(list(MEANT)), self.dice.choice(SECTIONS)
        by, case = self.world.enter(person), self._fresh()
        seen = seen_of(case, by)
        given = {"section": section, "seen": seen, "proved_at": timezone.now(), "proved_how": "password", "by": by}
        signature = sign(case=case, meaning=MEANT[person], **given)
        covers = frozenset([section] if section else seen.sections)
        self.held.append(Held(signature, person, covers, set()))
        self.counts["signed"] += 1

    def write(self) -> None:
        """Nora adds a row that everybody sees."""
        nora, case = self.world.enter("nora"), self._fresh()
        if self.dice.random() < 0.5:
            add(case, "adverse-event", nora, term="Rash maculo-papular", on=days(self.dice.randint(1, 900)))
            self._falls("adverse-events")
        else:
            add(case, "follow-up", nora, on=days(self.dice.randint(1100, 2000)), status="alive")
            self._falls("follow-up")

    def remark(self) -> None:
        """Nora changes words that nobody outside sees: only signatures from within fall."""
        nora, case = self.world.enter("nora"), self._fresh()
        row = SkinFinding.objects.filter(case=case).first()
        row.comment = " ".join(["Looked at", *self.dice.choices(["again", "closely", "twice", "anew"], k=8)])
        actions.save_row(row=row, case=case, by=nora)
        self._falls("skin", only_inside=True)

    def forge(self) -> None:
        """Sign as somebody else, with words of somebody else, of an older version, without a proof, or rewrite one."""
        if not self.held:
            return
        held, by = self.dice.choice(self.held), self.world.enter("vera")
        with_proof = {"proved_at": timezone.now(), "proved_how": "password", "by": by}
        seen = seen_of(self._fresh(), by)
        for meaning in ("entered", "lock", "adjudicated", "nothing"):
            self._refused(
                lambda one=meaning: sign(case=self._fresh(), meaning=one, section="", seen=seen, **with_proof)
            )
        own = {"signer_id": by.user_id, "meaning": "reviewed", "version": seen.version, "proved_at": timezone.now()}
        self._taken(held, own)
        for changed in ({"signer_id": self.world.nils.pk}, {"version": 1}, {"proved_at": "2020-01-01T00:00:00Z"}):
            self._refused(lambda changed=changed: self._copy(held, own | changed))
        self._refused(lambda: self._sql("UPDATE review_signature SET meaning = 'lock'"))
        self._refused(lambda: self._sql("DELETE FROM review_signature"))

    def copy(self) -> None:
        """A copy in the hands of whoever can write it: under another case, person, meaning or version none verifies."""
        if not self.held:
            return
        held = self.dice.choice(self.held)
        for name, value in (
            ("case_id", self.world.north_public.pk),
            ("signer_id", uuid.uuid4()),
            ("meaning", "lock"),
            ("section", "regimens"),
            ("version", held.signature.version + 1),
            ("sections", {}),
        ):
            forged = Signature(**{one.attname: getattr(held.signature, one.attname) for one in Signature._meta.fields})
            setattr(forged, name, value)
            if hash_of(forged) == forged.hash:
                self.faults.append(f"a copy with another {name} verifies")
            self.counts["copies found out"] += 1
        if hash_of(held.signature) != held.signature.hash:
            self.faults.append("a true signature does not verify")

    def check(self) -> None:
        """Each person reads the signatures: those fell whose sections changed, for these sections, and no other."""
        for name in MEANT:
            scope = self.world.enter(name)
            shown = {one.signature.pk: one for one in signatures_of(self._fresh(), scope)}
            for held in self.held:
                one, expected = shown[held.signature.pk], self._expected(held, name)
                if one.state != ("fallen" if expected else "stands") or set(one.fell) != expected:
                    self.faults.append(f"{name} reads {one.words} of {held.person}, expected {sorted(expected)}")
                self.counts["fallen"] += bool(expected)

    def _expected(self, held: Held, reader: str) -> set[str]:
        outside = reader == "vera" or held.person == "vera"
        return {TITLES[slug] for slug, inside in held.fallen if not (inside and outside)}

    def _falls(self, slug: str, *, only_inside: bool = False) -> None:
        for held in self.held:
            if slug in held.covers:
                held.fallen.add((slug, only_inside))

    def _refused(self, attempt) -> None:
        try:
            with transaction.atomic():
                attempt()
        except (Refused, DatabaseError):
            self.counts["forgeries refused"] += 1
        else:
            self.faults.append("a forgery was taken")

    def _taken(self, held: Held, changed: dict) -> None:
        """The twin of what is refused: the statement itself is sound."""
        try:
            with transaction.atomic():
                self._copy(held, changed)
                raise Undone
        except Undone:
            self.counts["twins taken"] += 1

    def _copy(self, held: Held, changed: dict) -> None:
        with connection.cursor() as cursor:
            columns = [one.column for one in Signature._meta.fields]
            values = {
                one.column: one.get_db_prep_save(getattr(held.signature, one.attname), connection)
                for one in Signature._meta.fields
            }
            values |= {"id": uuid.uuid4(), "hash": uuid.uuid4().hex * 2, "signed_at": timezone.now()} | changed
            marks = ", ".join(["%s"] * len(columns))
            cursor.execute(
                f"INSERT INTO review_signature ({', '.join(columns)}) VALUES ({marks})",
                [values[one] for one in columns],
            )

    @staticmethod
    def _sql(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    def _fresh(self) -> Case:
        return Case.objects.select_related("institution").get(pk=self.case.pk)
