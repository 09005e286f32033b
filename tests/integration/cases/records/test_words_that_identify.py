"""Identifying text through the doors: refused before it is saved, taken with a reason that is kept."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.records.models import FollowUp, KeptWords
from cases.records.withdrawal.actions import withdraw_case
from cases.review.leaving import check_holds_no_date
from tests.doors import signed_in
from tests.world import World

SAYS = "“Mary Hawthorne” looks like the name of a person"


def follow_up(world: World, comment: str, **more: str):
    address = reverse("row-create", args=[world.north_draft.pk, "follow-up"])
    typed = urlencode({"on": "d700", "status": "alive", "comment": comment, **more})  # as browsers send a form
    return signed_in(world, "nora").post(address, typed, content_type="application/x-www-form-urlencoded")


def test_a_name_is_refused_and_nothing_typed_is_lost(world: World):
    answer = follow_up(world, "Told by Mary Hawthorne that she is well")
    assert answer.status_code == 422
    assert SAYS in answer.text
    assert 'name="identifies-nobody"' in answer.text
    assert "Told by Mary Hawthorne that she is well" in answer.text
    world.enter("nora")
    assert not FollowUp.objects.exists()
    assert follow_up(world, "Told by her sister that she is well").status_code == 302


def test_words_are_taken_with_a_reason_that_is_kept_and_not_asked_for_again(world: World):
    comment = "By the criteria of Mary Hawthorne"
    reason = {"identifies-nobody": "It is the name of a published score"}
    assert follow_up(world, comment, **reason).status_code == 302
    world.enter("nora")
    [kept] = KeptWords.objects.all()
    assert (kept.reason, kept.kept_by, kept.case_id) == (reason["identifies-nobody"], world.nora, world.north_draft.pk)
    assert "Hawthorne" not in str(vars(kept))
    assert follow_up(world, f"{comment} again").status_code == 302
    world.enter("vera")
    assert not KeptWords.objects.exists()


@pytest.mark.parametrize("reason", ["ok", "because Dr Hawthorne said so", "seen on 3 Mar 2016"])
def test_a_reason_says_something_and_names_nobody(world: World, reason: str):
    answer = follow_up(world, "By Mary Hawthorne", **{"identifies-nobody": reason})
    assert answer.status_code == 422
    world.enter("nora")
    assert not KeptWords.objects.exists()


@pytest.mark.parametrize("text", ["Call 020 7946 0018", "Is it MRN 4471223?", "Ask Dr Hawthorne"])
def test_no_question_and_no_reason_carries_it_either(world: World, text: str):
    with pytest.raises(ValidationError, match="looks like"):
        check_holds_no_date(text)
    with pytest.raises(ValidationError, match="looks like"):
        withdraw_case(case=world.north_draft, reason="consent", note=text, by=world.enter("nora"))
    check_holds_no_date("Was it biopsied?")
