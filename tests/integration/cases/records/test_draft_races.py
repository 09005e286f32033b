"""Autosaves that come late, twice, in another order, from two tabs and two people, around a save and a submission."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random
from threading import Barrier

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from cases.records import actions
from cases.records.drafts.actions import SavedAlready, TypedElsewhere, keep_draft
from cases.records.drafts.typed import Typed
from cases.records.models import AdverseEvent, Case, Draft
from cases.records.policies import Refused
from cases.records.sending import Sending
from registry.institutions.scoping import Scope, enter
from tests.factories import open_again, submit
from tests.world import World, build

RACES = 100
MESSAGES = 7
SEED = 20261124
AS_SCRIPT = {"Accept": "application/json"}


@dataclass
class Tab:
    """One opened page. ``base``: the revision that it last heard of; ``said``: how often it has sent."""

    by: Scope
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    base: int = 0
    said: int = 0
    saved: bool = False


@dataclass(frozen=True)
class Message:
    """One autosave on its way. ``written``: its place among everything that was typed in this race."""

    tab: Tab
    sequence: int
    base: int
    written: int


class Race:
    """Two tabs of Nora and one of Nils on the form of one new row; the network delivers as it likes."""

    def __init__(self, world: World, random: Random):
        self.random, self.case, self.row = random, world.north_draft, uuid.uuid4()
        nora, nils = world.scope("nora"), world.scope("nils")
        self.tabs = [Tab(nora), Tab(nora), Tab(nils)]
        self.page = reverse("row-create", args=[self.case.pk, "adverse-event"])
        self.messages = [self._typed(number) for number in range(MESSAGES)]
        self.status = "draft"
        self.stands: dict[uuid.UUID, tuple | None] = {}

    def _typed(self, number: int) -> Message:
        tab = self.random.choice(self.tabs)
        tab.said += 1
        return Message(tab, tab.said, 0, number)

    def run(self) -> int:
        """Deliver everything, some of it twice, with a save and perhaps a submission in between; how much was kept."""
        order = self.messages + self.random.choices(self.messages, k=2)
        self.random.shuffle(order)
        save_at = self.random.randrange(len(order))
        submit_at = self.random.choice([at for at in range(2 * len(order)) if not at < save_at <= at + 2])
        kept = 0
        for number, message in enumerate(order):
            enter(message.tab.by)
            if number == save_at:
                self._save(message.tab)
            if number == submit_at:
                self.status = submit(self._case(), by=message.tab.by).status
            kept += self._deliver(message)
            if number == submit_at + 2:
                self.status = open_again(self._case(), by=message.tab.by).status
        return kept

    def _deliver(self, message: Message) -> bool:
        tab = message.tab
        before = self.stands.get(tab.by.user_id)
        # a page sends the revision that it knows now, or one that it knew before
        base = self.random.choice([tab.base, tab.base, 0])
        fields = {"term": [str(message.written)]}
        typed = Typed("adverse-event", self.row, tab.key, base, message.sequence, self.page, fields)
        try:
            tab.base = keep_draft(typed=typed, case=self.case, by=tab.by).revision
        except TypedElsewhere as elsewhere:
            if self.random.random() < 0.3:  # the person insists: the next one from this page counts
                tab.base = elsewhere.draft.revision if elsewhere.draft.user_id == tab.by.user_id else 0
        except SavedAlready:
            assert tab.saved
        except Refused:
            assert self.status != "draft"
        after = self.stands[tab.by.user_id] = self._stands(tab)
        if before == after:
            return False
        self._judge(message, before, base)
        return True

    def _judge(self, message: Message, before: tuple | None, base: int) -> None:
        tab = message.tab
        assert self.status == "draft", "nothing is kept in a submitted case"
        assert not tab.saved, "nothing of a form that was taken comes back"
        if before is None:
            return
        key, sequence, revision = before
        if key == tab.key:
            assert sequence < message.sequence, "never older over newer"
        else:
            assert base == revision, "no page writes over what it has not heard of"

    def _stands(self, tab: Tab) -> tuple | None:
        found = Draft.objects.filter(user=tab.by.user_id, object=self.row)
        return found.values_list("key", "sequence", "revision").first()

    def _save(self, tab: Tab) -> None:
        sending = Sending("adverse-event", self.row, tab.key, "digest")
        row = AdverseEvent(pk=self.row, term="saved", on=None, absent={"on": "unknown"})
        actions.save_row(row=row, case=self.case, sending=sending, by=tab.by)
        tab.saved, self.stands[tab.by.user_id] = True, self._stands(tab)
        assert self.stands[tab.by.user_id] is None, "the draft ends with the save"

    def _case(self) -> Case:
        return Case.objects.get(pk=self.case.pk)


def test_no_order_of_autosaves_puts_older_over_newer_or_touches_what_is_saved_or_submitted(world: World):
    random, kept = Random(SEED), 0
    world.enter("nora")
    for number in range(RACES):
        with transaction.atomic():
            race = Race(world, random)
            kept += race.run()
            assert AdverseEvent.objects.filter(pk=race.row).values_list("term", flat=True).get() == "saved", number
            transaction.set_rollback(True)
    assert kept > RACES * 2, "the races do get something kept"


# ---- at the same instant ---------------------------------------------------------------------------------------


def at_once(works: list) -> list:
    """Run all at the same instant, each with a connection of its own."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def open_world(committed: str) -> World:
    with transaction.atomic():
        return build()


def signed_in(world: World, number: int) -> list[Client]:
    """Browsers that share one session of Nora's."""
    first, *others = [Client() for _ in range(number)]
    first.force_login(world.nora)
    for one in others:
        one.cookies = first.cookies
    return [first, *others]


def test_twenty_forms_at_once_make_one_row_and_no_late_autosave_comes_back(open_world: World):
    case = open_world.north_draft
    facts = {"local_code": "TWENTY", "legal_basis_kind": "consent", "legal_basis_state": "in_force"}
    send_at_once(open_world, 20, reverse("row-create", args=[case.pk, "adverse-event"]), {"on": "d5", "term": "x"})
    send_at_once(open_world, 5, reverse("case-create"), facts)
    with transaction.atomic():
        open_world.enter("nora")
        assert AdverseEvent.objects.filter(case=case).count() == 1
        assert Case.objects.filter(local_code="TWENTY").count() == 1
        assert not Draft.objects.exists()


def send_at_once(world: World, number: int, address: str, typed: dict) -> None:
    """One opened form, sent many times while its autosaves are on their way; each sending is answered as taken."""
    browsers = signed_in(world, number + 3)
    opened = browsers[0].get(address).context["opened"]
    sent = typed | of_the_page(opened)
    saves = [partial(one.post, address, sent) for one in browsers[:number]]
    late = [
        partial(one.post, opened.address, sent | {"draft-sequence": str(count)}, headers=AS_SCRIPT)
        for count, one in enumerate(browsers[number:])
    ]
    statuses = [one.status_code for one in at_once(saves + late)]
    assert set(statuses[:number]) == {302}
    assert set(statuses[number:]) <= {200, 409}


def of_the_page(opened) -> dict:
    ids = {"draft-object": str(opened.object), "draft-key": str(opened.key)}
    return ids | {"draft-form": opened.form, "draft-page": opened.page, "draft-base": "0"}


def test_an_autosave_waits_for_a_submission_and_is_refused(open_world: World):
    [client], case = signed_in(open_world, 1), open_world.north_draft
    opened = client.get(reverse("row-create", args=[case.pk, "adverse-event"])).context["opened"]
    sent = of_the_page(opened) | {"on": "d5", "draft-sequence": "1"}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            submit(case, by=open_world.enter("nora"))
            autosave = pool.submit(_post_and_close, client, opened.address, sent)
            with pytest.raises(TimeoutError):
                autosave.result(timeout=0.5)
        assert autosave.result(timeout=20) == 422


def _post_and_close(client: Client, address: str, sent: dict) -> int:
    try:
        return client.post(address, sent, headers=AS_SCRIPT).status_code
    finally:
        connections.close_all()
