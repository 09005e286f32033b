"""C01: payloads in every text of a case, in names of people and of saved cohorts; every page about them is read."""

from urllib.parse import quote

from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cases.cohorts.actions import save_cohort
from cases.cohorts.selection import selection_of
from registry.institutions.models import User
from tests.factories.canaries import aviary
from tests.factories.hostile_texts import MARK, Poisoner, injected, texts
from tests.world import World, begin_session

PAGES = (
    "case-detail",
    "case-whole",
    "case-history",
    "case-versions",
    "case-fields",
    "case-questions",
    "case-following",
    "case-check",
    "photographs",
    "case-json",
)
LISTS = ("my-work", "case-list", "question-list", "my-cohorts", "session-list", "institution-detail")
COHORTS = ("cohort-builder", "analysis-attrition", "analysis-figures")


def poisoned(world: World, turn: int) -> dict:
    """One turn: plant, read every page, take it back. ``faults``: what would have run."""
    with transaction.atomic():
        scope = world.enter("nora")
        planter = Poisoner(turn)
        case = aviary(world.north, scope, planter).case
        name = texts()[turn % 300]
        User.objects.filter(pk__in=[world.nora.pk, world.nils.pk]).update(name=name)
        save_cohort(selection=selection_of(scope, QueryDict()), name=name, description=name, by=scope)
        world.enter(None)
        found = _read(begin_session(Client(), world.nora), case.pk, name)
        transaction.set_rollback(True)
    return {"payloads placed": len(planter.planted) + 4, **found}


def _read(client: Client, case, name: str) -> dict:
    addresses = [reverse(one, args=[case]) for one in PAGES] + [reverse(one) for one in LISTS]
    addresses += [f"{reverse(one)}?where={quote(name)}" for one in COHORTS]
    read, shown, faults = 0, 0, []
    for address in addresses:
        answer = client.get(address)
        read += answer.status_code in (200, 400, 422)
        text = answer.content.decode()
        shown += MARK in text
        if answer["Content-Type"].startswith("text/html"):
            faults += [f"{address}: {fault}" for fault in injected(text)]
    return {"pages read": read, "pages that show one": shown, "faults": faults}


def attack(world: World, turns: int) -> dict:
    """So many turns, each beginning with another payload, summed up."""
    total = {"payloads": len(texts()), "payloads placed": 0, "pages read": 0, "pages that show one": 0, "faults": []}
    step = max(1, 300 // turns)
    for turn in range(turns):
        for name, value in poisoned(world, turn * step).items():
            total[name] += value
    return total
