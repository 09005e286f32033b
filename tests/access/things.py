"""Whose things the matrix asks about: for each role, of one's own, of one's institution, of others, and of nobody."""

import uuid
from dataclasses import dataclass

from django.db.models import Model

from cases.episodes.models import Verdict
from cases.photographs.actions import begin_hand_off
from cases.photographs.models import HandOff, Photograph
from cases.records.drafts.actions import keep_draft
from cases.records.drafts.typed import Typed
from cases.records.models import Case, Draft, SkinFinding
from cases.review.moves import move_case
from cases.review.questions.actions import ask_question
from cases.review.questions.anchors import field_anchor
from registry.database.deriver import as_deriver
from registry.institutions.actions import add_member
from registry.institutions.inviting.actions import invite
from registry.institutions.models import Membership, Role, User
from tests.access.matrix import OBJECTS, ROLES
from tests.doors import (
    NUMBERS,
    access_of,
    episodes_of,
    frozen_by,
    inquiry_of,
    recovery_of,
    saved_by,
    session_of,
    sweep_of,
    token_of,
)
from tests.factories import add, days, draft, submit
from tests.factories.accounts import with_app
from tests.factories.definitions import drafted
from tests.factories.pictures import photographed
from tests.world import World

FIXED = {
    "kind": "skin-finding",
    "section": "skin",
    "style": "bib",
    "form": "csv",
    "figure": "attrition",
    "provider_id": "institution",
    "app_label": "institutions",
}
"""Parts of an address that name no thing."""

OF_A_CASE = {"row": SkinFinding, "photograph": Photograph, "hand_off": HandOff, "typed": Draft}

Shelf = dict[str, object]
"""What an address may name -> the value; a name that is left out has no such thing."""


@dataclass
class Things:
    """``shelves``: (role, object) -> what there is of that object for that role; ``world`` with one reviewer more."""

    world: World
    shelves: dict[tuple[str, str], Shelf]

    def values(self, role: str, whose: str, parameters: tuple[str, ...]) -> dict | None:
        """What the parameters of an address are; None where there is no such object."""
        shelf = FIXED | self.shelves.get((role, whose), {})
        if not all(name in shelf for name in parameters):
            return None
        named = {name: shelf[name] for name in parameters}
        whole = [name for name in parameters if name not in FIXED]
        return named if bool(whole) == (whose in _SHELVED) else None


_SHELVED = frozenset(OBJECTS)


def things_for(world: World) -> Things:
    """Build what the matrix asks about, by the actions that people use; the database is left in nobody's scope."""
    world.people["vito"] = _second_reviewer(world)
    cases = _cases(world)
    shelves: dict[tuple[str, str], Shelf] = {}
    for role, named in _cases_by_role(cases).items():
        shelves |= {(role, whose): _of_case(world, case) for whose, case in named.items()}
    for makes in (_of_readers, _of_houses, _of_accounts, _of_review):
        for key, shelf in makes(world).items():
            shelves[key] = shelves.get(key, {}) | shelf
    common = {"key": "dcp", "version": "1.0.0", "draft": drafted(STABLE=56).pk, "slug": "dates"}
    common |= {"recovery": recovery_of(world)}
    for role in ROLES:
        shelves[role, "common"], shelves[role, "missing"] = common, _missing()
    world.enter(None)
    return Things(world, shelves)


def _missing() -> Shelf:
    ids = "case row photograph hand_off typed episode invitation recovery inquiry question access token run sweep"
    ids += " draft gone project membership user"
    shelf: Shelf = {name: uuid.UUID(int=7, version=4) for name in ids.split()}
    shelf |= {"session": 999_999, "pk": 999_999, "object_id": "999999"}
    shelf |= {"saved": "no-such-thing", "code": "NOWHERE", "slug": "no-such-thing"}
    return shelf | {"secret": "no-such-secret", "uidb36": "1", "key": "no-such", "version": "9.9.9"}


def _second_reviewer(world: World) -> User:
    user = with_app(User.objects.create_user(f"vito{next(NUMBERS)}@south.example", name="Vito"))
    Membership.objects.create(user=user, institution=world.south, role=Role.REVIEWER)
    return user


# ---- cases and what is in them -----------------------------------------------------------------------------


def _cases(world: World) -> dict[str, Case]:
    nora, nils, sam = world.scope("nora"), world.scope("nils"), world.scope("sam")
    world.enter("nora")
    cases = {"nora": world.north_draft}
    cases["waiting"], cases["assigned"] = (_submitted(world.north, nora) for _ in range(2))
    world.enter("nils")
    cases["nils"] = draft(world.north, nils, f"MATRIX-{next(NUMBERS)}")
    world.enter("sam")
    cases["sam"] = draft(world.south, sam, f"MATRIX-{next(NUMBERS)}")
    cases["south waiting"] = _submitted(world.south, sam)
    for name in ("nora", "nils", "sam"):
        by = world.enter(name)
        add(cases[name], "skin-finding", by, on=days(1000), change="progression", extent="LR")
        photographed(cases[name], by)
        begin_hand_off(case=cases[name], by=by)
        _type(cases[name], by)
    vera = world.enter("vera")
    move_case(case=cases["assigned"], key="claim", by=vera)
    return cases


def _submitted(institution, by) -> Case:
    case = draft(institution, by, f"MATRIX-{next(NUMBERS)}")
    add(case, "skin-finding", by, on=days(1000), change="progression", extent="LR")
    photographed(case, by, consent_to="images_internal", on=days(1000), **_nothing_to_see())
    case.refresh_from_db()
    submit(case, by=by)
    return case


def _nothing_to_see() -> dict[str, str]:
    return dict.fromkeys(("face", "tattoo", "jewellery", "label"), "absent")


def _type(case: Case, by) -> None:
    kept = Typed("skin-finding", uuid.uuid4(), uuid.uuid4(), 0, 1, f"/cases/{case.pk}/", {"on": ["31 Feb 2016"]})
    keep_draft(typed=kept, case=case, by=by)


def _cases_by_role(cases: dict[str, Case]) -> dict[str, dict[str, Case]]:
    """For a reviewer, ``own`` is what is theirs to review: what is assigned to them, or waits for any reviewer."""
    of_south = {"institution": cases["sam"], "foreign": cases["nora"]}
    return {
        "clinician": {"own": cases["nora"], "institution": cases["nils"], "foreign": cases["sam"]},
        "lead": {"own": cases["nils"], "institution": cases["nora"], "foreign": cases["sam"]},
        "researcher": of_south,
        "researcher-in-project": of_south,
        "reviewer-unassigned": {
            "own": cases["waiting"],
            "institution": cases["south waiting"],
            "foreign": cases["assigned"],
        },
        "reviewer-assigned": {
            "own": cases["assigned"],
            "institution": cases["south waiting"],
            "foreign": cases["nora"],
        },
        "administrator": of_south,
        "nobody": {"foreign": cases["nora"]},
    }


def _of_case(world: World, case: Case) -> Shelf:
    by = world.enter("nora" if case.institution_id == world.north.pk else "sam")
    assert case.institution_id in by.sites
    found = {name: _first(model, case) for name, model in OF_A_CASE.items()}
    return {"case": case.pk} | {name: key for name, key in found.items() if key is not None}


def _first(model: type[Model], case: Case) -> uuid.UUID | None:
    return model.objects.filter(case=case).values_list("pk", flat=True).first()


# ---- what people make for themselves -----------------------------------------------------------------------

COLLEAGUE = {"nora": "nils", "nils": "nora", "rolf": "rosa", "rosa": "rolf", "vito": "vera", "vera": "vito"}
READERS = tuple(COLLEAGUE)


def _of_readers(world: World) -> dict[tuple[str, str], Shelf]:
    """Tokens, saved cohorts, runs and sweeps of everybody who reads cohorts; and the episodes that there are."""
    made = {name: _made_by(world, name) for name in READERS}
    episodes = _episodes(world)
    shelves: dict[tuple[str, str], Shelf] = {}
    for role, name in ROLES.items():
        home = "NORTH" if name in ("nora", "nils") else "SOUTH"
        other = "rosa" if home == "NORTH" else "nora"
        shelves[role, "foreign"] = made[other] | {"episode": episodes["SOUTH" if home == "NORTH" else "NORTH"]}
        if name is not None:
            shelves[role, "institution"] = made[COLLEAGUE.get(name, "rosa")] | {"episode": episodes[home]}
        if name in READERS:
            shelves[role, "own"] = made[name]
    return shelves


def _made_by(world: World, name: str) -> Shelf:
    return {
        "token": token_of(world, name).token.pk,
        "saved": saved_by(world, name),
        "run": frozen_by(world, name),
        "sweep": sweep_of(world, name),
    }


def _episodes(world: World) -> dict[str, uuid.UUID]:
    episodes_of(world)
    named = {"NORTH": world.north_accepted.pk, "SOUTH": world.south_accepted.pk}
    with as_deriver():
        return {code: Verdict.objects.filter(case=case).values_list("pk", flat=True)[0] for code, case in named.items()}


# ---- houses, accounts, and what is asked between them -------------------------------------------------------


def _of_houses(world: World) -> dict[tuple[str, str], Shelf]:
    invited = {"NORTH": _invitation(world, "nils", "NORTH"), "SOUTH": _invitation(world, "sofia", "SOUTH")}
    shelves: dict[tuple[str, str], Shelf] = {}
    for role, name in ROLES.items():
        home = "NORTH" if name in ("nora", "nils") else "SOUTH"
        away = "SOUTH" if home == "NORTH" else "NORTH"
        for whose, code in (("institution", home), ("foreign", away)):
            someone = {"NORTH": "viktor", "SOUTH": "sam"}[code]
            member = Membership.objects.get(user=world.people[someone])
            shelves[role, whose] = {"code": code, "membership": member.pk, "user": member.user_id, **invited[code]}
            shelves[role, whose] |= {"gone": world.north_withdrawn.pk} if code == "NORTH" else {}
        shelves[role, "institution"]["project"] = world.project.pk
        if name is not None:
            mine = Membership.objects.get(user=world.people[name])
            shelves[role, "own"] = {"membership": mine.pk, "code": home, "user": mine.user_id}
    del shelves["nobody", "institution"]
    return shelves


def _invitation(world: World, lead: str, code: str) -> Shelf:
    by, number = world.enter(lead), next(NUMBERS)
    named = {"email": f"matrix{number}@{code.lower()}.example", "name": "New", "role": "clinician"}
    held = add_member(institution={"NORTH": world.north, "SOUTH": world.south}[code], **named, by=by)
    made = invite(user=held.user, by=by)
    return {"invitation": made.invitation.pk}


def _of_accounts(world: World) -> dict[tuple[str, str], Shelf]:
    sessions = {name: session_of(world, name) for name in ROLES.values() if name}
    shelves: dict[tuple[str, str], Shelf] = {}
    for role, name in ROLES.items():
        shelves[role, "foreign"] = {"session": sessions["rosa" if name in ("nora", "nils") else "nora"]}
        if name is not None:
            shelves[role, "own"] = {"session": sessions[name]}
            shelves[role, "institution"] = {"session": sessions[COLLEAGUE.get(name, "rosa")]}
    return shelves


def _of_review(world: World) -> dict[tuple[str, str], Shelf]:
    """A reviewer's question at a case of North, a researcher's question to North, requests for access to North."""
    assigned = _cases_of(world, "vera")
    asked = ask_question(
        case=assigned, anchor=field_anchor("skin-finding", "s1", "extent"), text="Both breasts?", by=world.enter("vera")
    ).pk
    inquiries = {name: inquiry_of(world, name) for name in ("rosa", "rolf")}
    wishes = {name: access_of(world, name) for name in ("rosa", "rolf")}
    shelves = {(role, "foreign"): {"question": asked, "inquiry": inquiries["rosa"]} for role in ROLES}
    shelves["reviewer-assigned", "own"] = {"question": asked}
    shelves["reviewer-assigned", "foreign"] = {"inquiry": inquiries["rosa"]}
    for role in ("clinician", "lead"):
        shelves[role, "foreign"] = {}
        shelves[role, "institution"] = {"question": asked, "inquiry": inquiries["rosa"], "access": wishes["rosa"]}
    for role, name in (("researcher", "rolf"), ("researcher-in-project", "rosa")):
        shelves[role, "own"] = {"inquiry": inquiries[name], "access": wishes[name]}
        other = COLLEAGUE[name]
        shelves[role, "institution"] = {"inquiry": inquiries[other], "access": wishes[other]}
        shelves[role, "foreign"] = {"question": asked}
    for role in ("administrator", "reviewer-unassigned", "reviewer-assigned"):
        shelves[role, "institution"] = {"access": wishes["rosa"]}
    shelves["nobody", "foreign"] |= {"access": wishes["rosa"]}
    return shelves


def _cases_of(world: World, reviewer: str) -> Case:
    world.enter(reviewer)
    return Case.objects.get(reviewer=world.people[reviewer], status="in_review")
