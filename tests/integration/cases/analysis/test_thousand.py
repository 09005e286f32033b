"""A thousand invented patients on every page about a cohort: what adds up, what each of three people is shown.

::

    SYN-A  Anna, clinician; reads its cases
    SYN-B  open to the project that Rita, researcher, is in
    SYN-C  counts only
    SYN-D  keeps to itself
"""

import json
import re
import time

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cases.cohorts.selection import selection_of
from cases.records.quality import quality_of
from cases.rules.labels import DISCORDANT
from registry.institutions.models import Institution, Membership, Role, SharingLevel, User
from registry.institutions.scoping import NOBODY, Scope, acting, enter, scope_of
from tests.factories.accounts import with_app
from tests.factories.projects import approved_project
from tests.factories.thousand import CODES, PATIENTS, load_thousand
from tests.integration.cases.analysis.test_pages import ALL_EVENTS, Tables

A, B, C, D = CODES
PEOPLE = {"anna": (A, Role.CLINICIAN), "rita": (C, Role.RESEARCHER), "karl": (C, Role.CLINICIAN)}
READS = {"anna": {A}, "rita": {B}, "karl": {C}}


@pytest.fixture(scope="module", autouse=True)
def thousand(django_db_setup, django_db_blocker):
    """Loaded once for the tests of this file, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_thousand()
        sites = {one.code: one for one in Institution.objects.filter(code__in=CODES)}
        for name, (code, role) in PEOPLE.items():
            user = with_app(User.objects.create_user(f"{name}@thousand.example", name=name.capitalize()))
            Membership.objects.create(user=user, institution=sites[code], role=role)
        for code, level in ((A, SharingLevel.COUNTS), (C, SharingLevel.COUNTS), (D, SharingLevel.OWN)):
            Institution.objects.filter(code=code).update(sharing_level=level)
        readers = [User.objects.get(name="Rita")]
        approved_project("A thousand", institutions=sites.values(), members=readers)
        enter(NOBODY)
        yield
        transaction.set_rollback(True)


def selected(name: str, query: str = ""):
    scope = scope_of(User.objects.get(name=name.capitalize()))
    enter(scope)
    found = selection_of(scope, QueryDict(query))
    return found, found.parts, found.total


def page(name: str, address: str, query: str = "") -> str:
    client = Client()
    client.force_login(User.objects.get(name=name.capitalize()))
    answer = client.get(f"{reverse(address)}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PEOPLE)
def test_each_reads_the_rows_of_theirs_and_counts_of_two_more(name):
    found, parts, total = selected(name)
    assert {one.institution for one in parts.members} == READS[name]
    assert total.exact == len(parts.members) > 100
    assert total.others % 5 == 0
    assert total.others > 100
    assert not parts.unknown


def test_what_is_counted_of_others_are_all_but_who_keeps_to_itself():
    """What three people may count together is the registry, rounded; SYN-D is in no figure of theirs."""
    read = {name: selected(name)[2] for name in PEOPLE}
    whole = sum(one.exact for one in read.values())
    for one in read.values():
        assert abs(one.exact + one.others - whole) <= 2
    assert whole < PATIENTS * 2


def test_attrition_adds_up_over_every_case():
    found = Tables(page("anna", "analysis-attrition")).tables
    steps = found["Attrition"][1:]
    assert 150 < int(steps[0][2]) < PATIENTS
    left = None
    for title, _, now, lost, unknown, patients in steps:
        if lost and title != ALL_EVENTS:
            assert int(now) + int(lost) + int(unknown) == left
        assert int(patients) <= int(now)
        left = int(now)
    passed = [one for one in selected("anna")[1].members if set(one.rules.values()) == {"pass"}]
    assert left == len(passed)
    assert {one.label for one in passed} >= DISCORDANT


def test_a_cohort_and_the_rest_of_it_are_the_whole():
    asked = ["her2_skin:positive", "not her2_skin:positive"]
    yes, no = (selected("anna", f"of=episodes&where={one}")[1] for one in asked)
    everybody = selected("anna")[1].members
    assert len(yes.members) + len(no.members) + len(yes.unknown) == len(everybody)
    assert {one.id for one in yes.unknown} == {one.id for one in no.unknown}
    assert yes.members


@pytest.mark.parametrize("unit", ["episodes", "cases", "regimens"])
def test_curves_begin_with_everybody_and_end_with_each_once(unit):
    found = Tables(page("rita", "analysis-time-to-event", f"of={unit}&endpoint=overall_survival")).tables
    _, n, events, censored, *_ = found["Medians"][1]
    assert int(n) == int(events) + int(censored) > 100
    rows = {one[0]: one[1:] for one in found["Numbers at risk"]}
    assert rows["At risk"][0] == n
    at_risk = [int(one) for one in rows["At risk"]]
    assert at_risk == sorted(at_risk, reverse=True)


def test_every_other_page_has_all_of_them():
    n = len(selected("rita")[1].members)
    for address in ("analysis-table-one", "analysis-next", "analysis-figures", "cohort-export", "cohort-builder"):
        text = " ".join(re.sub(r"<[^>]+>", " ", page("rita", address)).split())
        assert f"{n} episodes" in text, address
        assert not re.search(r"SYN-[A-D]-?\d", text), address


def test_patients_are_numbered_without_a_gap_and_facts_are_plain():
    """Through the selection that page, zip and API use."""
    members = selected("rita")[1].members
    assert len({one.id for one in members}) == len(members)
    assert max(one.patient for one in members) == len({one.patient for one in members})
    assert json.dumps([dict(one.facts) for one in members])


def test_the_quality_of_all_of_them_is_counted_well_within_a_second():
    with acting(Scope(administrator=True), page="test"):
        begun = time.perf_counter()
        found = quality_of(Institution.objects.filter(code__in=CODES).in_bulk())
        took = time.perf_counter() - begun
    assert sum(one.cases for one in found) == PATIENTS
    assert took < 1, f"{took:.2f} s"
