"""A follow-up joins an accepted case and nothing else does: through the form, the action and the trail."""

import uuid

import pytest
from django.urls import reverse

from cases.episodes.derivation import verdicts_of
from cases.records import actions
from cases.records.drafts.actions import keep_draft
from cases.records.drafts.typed import Typed
from cases.records.models import FollowUp, LaterEvent
from cases.records.policies import Refused
from registry.institutions.scoping import enter
from tests.factories import add, days


@pytest.fixture
def nora(world, client):
    client.force_login(world.people["nora"])
    return client


def form_of(case) -> str:
    return reverse("row-create", args=[case.pk, "follow-up"])


def typed(**values) -> dict:
    key = {"draft-form": "follow-up", "draft-object": str(uuid.uuid4()), "draft-key": str(uuid.uuid4())}
    return {**key, "on": "d1200", "status": "alive", "later-event-TOTAL": "0", **values}


def test_a_follow_up_joins_an_accepted_case_which_stays_accepted_and_is_judged_anew(world, nora):
    case, by = world.north_accepted, world.enter("nora")
    label = [one.label for one in verdicts_of(case)]
    page = nora.get(reverse("case-detail", args=[case.pk])).text
    assert form_of(case) in page
    sent = typed()
    assert nora.post(form_of(case), sent).status_code == 302
    assert nora.post(form_of(case), sent).status_code == 302

    enter(by)
    before = case.version
    case.refresh_from_db()
    assert (case.status, case.released, case.version > before) == ("accepted", True, True)
    row = FollowUp.objects.get(case=case)
    assert (row.status, row.released, str(row.key)) == ("alive", True, "f1")
    assert [one.label for one in verdicts_of(case)] == label
    assert verdicts_of(case)[0].case.version == case.version
    assert row.events.get().pgh_context.metadata["user"] == str(world.people["nora"].pk)


def test_what_happened_by_then_comes_with_it_and_what_is_impossible_is_refused_with_its_sentence(world, nora):
    case, by = world.north_accepted, world.enter("nora")
    add(case, "follow-up", by, on=days(1300), status="dead", nested={"later-event": [{"event": "systemic_pd"}]})
    assert LaterEvent.objects.get(case=case).released
    answer = nora.post(form_of(case), typed(on="d1400"))

    assert answer.status_code == 422
    assert "1300" in answer.text
    enter(by)
    assert FollowUp.objects.filter(case=case).count() == 1


def test_it_cannot_be_changed_or_removed_afterwards_nor_can_anything_else(world, nora):
    case, by = world.north_accepted, world.enter("nora")
    row = add(case, "follow-up", by, on=days(1300), status="alive")
    address = reverse("row-edit", args=[case.pk, "follow-up", row.pk])
    assert "Read only" in nora.get(address).text
    answer = nora.post(address, typed(seen_version=str(row.row_version)))
    assert "This case is accepted. Say why it is changed before you change it." in answer.text
    nora.post(reverse("row-remove", args=[case.pk, "follow-up", row.pk]))
    nora.post(reverse("row-create", args=[case.pk, "adverse-event"]), {"on": "d5", "term": "rash"})

    enter(by)
    assert [str(one.on.lo) for one in FollowUp.objects.filter(case=case)] == ["1300"]
    for slug, values in (("adverse-event", {"term": "rash"}), ("skin-finding", {"on": days(5)})):
        with pytest.raises(Refused, match="This case is accepted"):
            add(case, slug, by, **values)


def test_a_stored_later_event_cannot_be_carried_along_into_an_accepted_case(world):
    case, by = world.north_accepted, world.enter("nora")
    first = add(
        case, "follow-up", by, on=days(1300), status="alive", nested={"later-event": [{"event": "systemic_pd"}]}
    )
    stored = LaterEvent.objects.get(followup=first)
    with pytest.raises(Refused, match="This case is accepted"):
        actions.save_row(row=FollowUp(status="alive"), case=case, nested={"later-event": [stored]}, by=by)


def test_a_submitted_case_takes_none_until_it_is_accepted(world, nora):
    case, by = world.north_submitted, world.enter("nora")
    with pytest.raises(Refused, match="Add the follow-up once it is accepted"):
        add(case, "follow-up", by, on=days(1300), status="alive")
    assert "Read only" in nora.get(form_of(case)).text


def test_only_its_own_institution_adds_one(world, client):
    client.force_login(world.people["vera"])
    assert client.post(form_of(world.north_accepted), typed()).status_code == 404
    world.enter("sam")
    with pytest.raises(Exception, match="does not exist"):
        add(world.north_accepted, "follow-up", world.scope("sam"), on=days(1300), status="alive")


def test_what_is_typed_for_it_is_kept_and_for_anything_else_is_not(world):
    case, by = world.north_accepted, world.enter("nora")
    page = form_of(case)
    assert keep_draft(typed=Typed("follow-up", uuid.uuid4(), uuid.uuid4(), 0, 1, page, {"on": ["3"]}), case=case, by=by)
    with pytest.raises(Refused, match="This case is accepted"):
        keep_draft(typed=Typed("staging", uuid.uuid4(), uuid.uuid4(), 0, 1, page, {"on": ["3"]}), case=case, by=by)
