"""Every door of the house: the addresses that the URL tree knows, and the things of the test world behind them."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, product

from allauth.usersessions.models import UserSession
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.cohorts.actions import ask_for_sweep, freeze_cohort, save_cohort
from cases.cohorts.selection import selection_of
from cases.episodes.derivation import derive
from cases.episodes.models import Verdict
from cases.episodes.published import current_definition
from cases.photographs.actions import begin_hand_off
from cases.records.drafts.actions import keep_draft
from cases.records.drafts.typed import Typed
from cases.records.kinds import KINDS
from cases.records.models import Case
from cases.records.sections import SECTIONS
from cases.review.actions import ask_institution
from cases.review.questions.actions import ask_question
from cases.review.questions.anchors import field_anchor
from registry.database.deriver import as_deriver
from registry.institutions.access.actions import ask_for_access
from registry.institutions.actions import add_member
from registry.institutions.guards import has_account
from registry.institutions.inviting.actions import invite
from registry.institutions.models import Membership, User
from registry.institutions.recovering.actions import ask_for_recovery
from registry.institutions.scoping import NOBODY, Scope, enter
from registry.institutions.tokens.actions import Made, make_token
from tests.factories.definitions import drafted
from tests.factories.pictures import photographed
from tests.factories.projects import A_YEAR_ON
from tests.world import World, begin_session

NUMBERS = count(100)
"""For names that are there once."""


@dataclass(frozen=True)
class Door:
    """One pattern of the URL tree. ``parameters``: names of what its address holds, in order."""

    name: str
    view: Callable
    parameters: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.split(".")[0] in ("registry", "cases")

    @property
    def guard(self) -> Callable[[Scope], bool] | None:
        """The question that the view asks of the person's scope; None for a page that is open to everybody."""
        return self.view.guarded_by

    def address(self, **values) -> str:
        return reverse(self.name, kwargs=values)

    def addresses(self, things: "Things") -> Iterator[tuple[str, dict]]:
        """Addresses of what there is, each with what it names."""
        if "row" in self.parameters:
            rest = [name for name in self.parameters if name not in ("case", "kind", "row")]
            assert not rest, f"{self.name} has parameters that this does not know: {rest}"
            named = [{"case": case, "kind": kind, "row": row} for case, kind, row in things.rows]
        else:
            unknown = [name for name in self.parameters if name not in things.known]
            assert not unknown, f"{self.name} has parameters that things_of() gives no value for: {unknown}"
            chosen = product(*(things.known[name] for name in self.parameters))
            named = [dict(zip(self.parameters, values, strict=True)) for values in chosen]
        for values in named:
            yield self.address(**values), values


@dataclass
class Things:
    """What addresses may name. ``known``: parameter -> values; ``rows``: (case, kind, row) that belong together."""

    known: dict[str, list]
    rows: list[tuple[uuid.UUID, str, uuid.UUID]] = field(default_factory=list)


def signed_in(world: World, name: str, **options) -> Client:
    """A browser of its own, in which one person of the world has signed in. ``options``: as of ``Client``."""
    return begin_session(Client(**options), world.people[name])


def doors() -> list[Door]:
    """All doors, in the order of the URL tree."""
    return list(_walk(get_resolver(), ()))


def our_doors() -> list[Door]:
    return [door for door in doors() if door.is_ours]


def closed_addresses(world: World) -> list[str]:
    """One address of every door of ours that needs more than an account."""
    things = things_of(world)
    closed = [door for door in our_doors() if door.guard not in (None, has_account)]
    return [next(door.addresses(things))[0] for door in closed]


def _walk(resolver: URLResolver, outer: tuple[str, ...], inside: str = "") -> Iterator[Door]:
    for one in resolver.url_patterns:
        parameters = (*outer, *one.pattern.converters, *getattr(one.pattern.regex, "groupindex", ()))
        parameters = tuple(dict.fromkeys(parameters))
        if isinstance(one, URLPattern):
            yield Door(f"{inside}{one.name or ''}", one.callback, parameters)
        else:
            yield from _walk(one, parameters, f"{one.namespace}:" if one.namespace else inside)


def things_of(world: World) -> Things:
    """One row of every kind of every case, every institution, membership, account and project of the world."""
    things = Things(
        known={
            "case": [case.pk for case in world.cases.values()],
            "gone": [world.north_withdrawn.pk],
            "kind": [kind.slug for kind in KINDS],
            "code": [world.north.code, world.south.code],
            "membership": list(Membership.objects.values_list("pk", flat=True)),
            "user": [person.pk for person in world.people.values()],
            "project": [world.project.pk],
            "episode": episodes_of(world),
            "key": ["dcp"],
            "version": ["1.0.0"],
            "draft": [drafted(STABLE=56).pk],
            "typed": [typed_by_nora(world)],
            "section": [section.slug for section in SECTIONS],
            "photograph": [photographed(world.north_draft, world.enter("nora")).pk],
            "hand_off": [begin_hand_off(case=world.north_draft, by=world.enter("nora")).hand_off.pk],
            "slug": ["dates"],
            "secret": ["no-such-secret"],
            "invitation": [invitation_of(world)],
            "recovery": [recovery_of(world)],
            "session": [session_of(world, "nora")],
            "sweep": [sweep_of(world, "rosa")],
            "inquiry": [inquiry_of(world, "rosa")],
            "question": [question_of(world, "vera")],
            "access": [access_of(world, "rolf")],
            "token": [token_of(world, "rosa").token.pk],
            "saved": [saved_by(world, "rosa")],
            "run": [frozen_by(world, "rosa")],
            "style": ["txt", "bib", "ris"],
            "figure": ["attrition"],
            "form": ["csv"],
        }
    )
    enter(Scope(sites=frozenset({world.north.pk, world.south.pk})))
    for case, kind in product(Case.objects.order_by("local_code"), KINDS):
        row = kind.model.objects.filter(case=case).order_by("position").first()
        if row is not None:
            things.rows.append((case.pk, kind.slug, row.pk))
    enter(NOBODY)
    return things


def invitation_of(world: World) -> uuid.UUID:
    """An invitation of somebody new at North."""
    scope = world.enter("nils")
    named = {"email": f"new{next(NUMBERS)}@north.example", "name": "New", "role": "clinician"}
    held = add_member(institution=world.north, **named, by=scope)
    invited = invite(user=held.user, by=scope)
    world.enter(None)
    return invited.invitation.pk


def recovery_of(world: World) -> uuid.UUID:
    """A recovery of somebody new, asked for by Adam."""
    scope = world.enter("adam")
    user = User.objects.create_user(f"lost{next(NUMBERS)}@north.example", name="Lost")
    asked = ask_for_recovery(user=user, reason="Called back", by=scope)
    world.enter(None)
    return asked.pk


def session_of(world: World, name: str) -> int:
    """A session of one person of the world, in a browser of its own."""
    client = signed_in(world, name)
    client.get(reverse("session-list"))
    return UserSession.objects.get(session_key=client.session.session_key).pk


def token_of(world: World, name: str) -> Made:
    """A new access token of one person of the world, with its secret."""
    made = make_token(name=f"notebook {next(NUMBERS)}", days=30, by=world.enter(name))
    world.enter(None)
    return made


def with_token(world: World, name: str) -> Client:
    """A program that carries a new token of one person of the world."""
    return Client(headers={"authorization": f"Bearer {token_of(world, name).secret}"})


def access_of(world: World, name: str) -> uuid.UUID:
    """A request for access of one person of the world to North's rows."""
    scope = world.enter(name)
    said = {"title": "A question", "question": "Which?", "purpose": "To know", "until": A_YEAR_ON}
    asked = ask_for_access(**said, institutions=[world.north], by=scope)
    world.enter(None)
    return asked.pk


def inquiry_of(world: World, name: str) -> uuid.UUID:
    """A question of one person of the world about North's published case."""
    with as_deriver():
        episode = Verdict.objects.filter(case=world.north_public).values_list("pk", flat=True)[0]
    named = {"case_id": world.north_public.pk, "institution_id": world.north.pk, "episode": episode}
    scope = world.enter(name)
    asked = ask_institution(**named, about="Discordant, strict, North Hospital", text="Was it biopsied?", by=scope)
    world.enter(None)
    return asked.pk


def question_of(world: World, name: str) -> uuid.UUID:
    """A question of one reviewer of the world at a field of North's submitted case."""
    scope, anchor = world.enter(name), field_anchor("skin-finding", "s1", "extent")
    asked = ask_question(case=world.north_submitted, anchor=anchor, text="Was the other breast seen?", by=scope)
    world.enter(None)
    return asked.pk


def sweep_of(world: World, name: str) -> uuid.UUID:
    """A sweep that one person of the world has asked for."""
    scope = world.enter(name)
    sweep = ask_for_sweep(definition=current_definition(), by=scope)
    world.enter(None)
    return sweep.pk


def saved_by(world: World, name: str) -> str:
    """The last part of the address of a cohort that one person of the world has saved."""
    scope = world.enter(name)
    name = f"Skin first, number {next(NUMBERS)}"
    saved = save_cohort(selection=selection_of(scope, QueryDict()), name=name, description="", by=scope)
    world.enter(None)
    return saved.slug


def frozen_by(world: World, name: str, query: QueryDict | None = None) -> uuid.UUID:
    """A run that one person of the world has frozen, of all that they read unless they ask for less."""
    derive([case.pk for case in world.cases.values()])
    scope = world.enter(name)
    found = selection_of(scope, query or QueryDict())
    run = freeze_cohort(key=uuid.uuid4(), selection=found, name="Skin first", description="", by=scope)
    world.enter(None)
    return run.pk


def typed_by_nora(world: World) -> uuid.UUID:
    """What Nora has typed into a new skin finding of her draft and not saved yet."""
    by, page = world.enter("nora"), reverse("row-create", args=[world.north_draft.pk, "skin-finding"])
    kept = Typed("skin-finding", uuid.uuid4(), uuid.uuid4(), 0, 1, page, {"on": ["31 Feb 2016"]})
    draft = keep_draft(typed=kept, case=world.north_draft, by=by)
    enter(NOBODY)
    return draft.pk


def episodes_of(world: World) -> list[uuid.UUID]:
    """The episodes of the world's cases, derived now."""
    derive([case.pk for case in world.cases.values()])
    with as_deriver():
        return list(Verdict.objects.order_by("case__local_code", "position").values_list("pk", flat=True))
