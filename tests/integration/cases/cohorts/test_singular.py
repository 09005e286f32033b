"""The meter before submission says yes or no by the threshold of the disclosure rule, about one's own cases alone."""

import pytest
from django.urls import reverse

from cases.cohorts.singular import singular
from cases.disclosure.singling_out import Singular, without_each
from cases.episodes.derivation import derive, verdicts_of
from cases.episodes.published import current_definition
from tests.doors import signed_in
from tests.factories import finish, strict_case
from tests.world import World


def like_it(world: World, number: int, **values) -> None:
    """More patients like North's draft, released at South, where everything but the country is the same."""
    sam = world.enter("sam")
    for place in range(number):
        case = strict_case(world.south, sam, f"LIKE-{place}", **values)
        finish(case, submitter=sam, reviewer=world.scope("viktor"))
        world.cases[case.local_code] = case
    derive([one.pk for one in world.cases.values()])


def asked(world: World, name: str = "nora") -> Singular | None:
    world.enter(name)
    return singular(world.north_submitted, current_definition())


def test_it_counts_up_to_the_threshold_and_says_what_would_help(world: World):
    world.enter("nora")
    verdicts_of(world.north_submitted)
    assert asked(world) == Singular(False, (), 8)
    like_it(world, 6)
    assert asked(world).helped_by == ("country",), "six at South, and two of North"
    assert not asked(world).enough


@pytest.mark.parametrize("name", ["sam", "vera", "rosa", "adam", None])
def test_nobody_asks_about_a_case_of_others(world: World, name: str | None):
    world.enter("nora")
    verdicts_of(world.north_submitted)
    assert asked(world, name) is None
    assert asked(world) is not None


def test_the_page_before_submission_shows_it(world: World):
    page = signed_in(world, "nora").get(reverse("case-check", args=[world.north_submitted.pk])).text
    assert "Could the patient be recognised?" in page
    assert "Fewer than 8" in page


def test_an_export_says_what_less_would_do():
    known = [("60-64", "NORTH"), ("65-69", "NORTH"), *[("70-74", "NORTH")] * 5]
    found = without_each(known, ("age band", "institution"))
    assert [(name, one.exposed) for name, one in found] == [("age band", 0)]
