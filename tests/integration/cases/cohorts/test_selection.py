"""From an address to a cohort: who is in it, of which unit, for whom."""

import pytest
from django.http import QueryDict

from cases.cohorts.selection import documents_of_members, selection_of
from registry.institutions.scoping import acting, scope_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("unit", ["episodes", "cases", "regimens"])
def test_a_reader_gets_the_members_that_may_be_read(world, unit):
    with acting(scope_of(world.people["rosa"]), page="test") as scope:
        selection = selection_of(scope, QueryDict(f"of={unit}"))
        assert {one.unit for one in selection.members} <= {unit}
        documents = documents_of_members(selection, [one.id for one in selection.members])
    assert set(documents) == {one.id for one in selection.members}
