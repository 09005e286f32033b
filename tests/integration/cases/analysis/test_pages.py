"""The pages of numbers, read as people read them: a registry of invented patients, and a cohort that R has counted.

::

    REF   the aml trial of R `survival` as 23 discordant events; ruth reads them, her own institution's
    SYN-A, SYN-B   invented patients; pia of SYN-A reads them, by a project over both; ruth may only count them
"""

import uuid
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.cohorts.actions import freeze_cohort
from cases.cohorts.models import SavedCohort
from cases.cohorts.selection import selection_of
from cases.episodes.models import Derivation, Verdict
from cases.exchange.importing import import_documents
from cases.exchange.reading import read_case
from cases.exchange.synthesis.loading import create_institutions, load_cases
from cases.exchange.synthesis.patients import synthesise
from registry.database.deriver import as_deriver
from registry.institutions.models import Institution, Membership, Role, SharingLevel, User
from registry.institutions.scoping import NOBODY, enter, scope_of
from tests.factories.accounts import with_app
from tests.factories.projects import approved_project
from tests.factories.reference_cohort import INSTITUTION, aml_cases

PATIENTS = 80
ALL_EVENTS = "All events, those of cases without a known anti-HER2 drug among them"


@pytest.fixture(scope="module", autouse=True)
def registry(django_db_setup, django_db_blocker):
    """Loaded once for the tests of this file, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        create_institutions(("SYN-A", "SYN-B", INSTITUTION), page="test")
        for _ in load_cases(
            (one.document for one in synthesise(patients=PATIENTS, institutions=2, seed=1)), page="test"
        ):
            pass
        import_documents([read_case(one, for_import=True) for one in aml_cases()], page="test")
        synthetic = Institution.objects.filter(code__startswith="SYN-")
        approved_project("Synthetic", institutions=synthetic, members=[_person("pia", "SYN-A")])
        _person("ruth", INSTITUTION)
        Institution.objects.filter(code="SYN-B").update(sharing_level=SharingLevel.PROJECTS)
        enter(NOBODY)
        yield
        transaction.set_rollback(True)


def _person(name: str, code: str) -> User:
    user = with_app(User.objects.create_user(f"{name}@numbers.example", name=name.capitalize()))
    role = Role.LEAD if code == INSTITUTION else Role.RESEARCHER
    Membership.objects.create(user=user, institution=Institution.objects.get(code=code), role=role)
    return user


class Tables(HTMLParser):
    """The tables of a page by their names: each a list of rows, each row the words of its cells."""

    def __init__(self, page: str):
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._name, self._in_cell = "", False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if given.get("class") == "table-box":
            self._name = given["aria-label"]
            self.tables.setdefault(self._name, [])
        elif tag == "tr" and self._name:
            self.tables[self._name].append([])
        elif tag in ("th", "td") and self._name:
            self.tables[self._name][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self._in_cell = False
        elif tag == "table":
            self._name = ""

    def handle_data(self, data):
        if self._in_cell:
            row = self.tables[self._name][-1]
            row[-1] = " ".join(f"{row[-1]} {data}".split())


def page(name: str, who: str, query: str = "") -> str:
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@numbers.example"))
    answer = client.get(f"{reverse(f'analysis-{name}')}?{query}")
    assert answer.status_code == 200, answer
    return answer.content.decode()


def tables(name: str, who: str, query: str = "") -> dict[str, list[list[str]]]:
    return Tables(page(name, who, query)).tables


def row(table: list[list[str]], head: str) -> list[str]:
    return next(one[1:] for one in table if one and one[0] == head)


def test_survival_by_drug_prints_what_r_printed_for_aml():
    """print(survfit(Surv(time, status) ~ x, aml, conf.type = "log-log")); survdiff(Surv(time, status) ~ x, aml).

    Maintained 11 events 7 median 31 (13, NA), Nonmaintained 12, 11, 23 (5, 33); chisq 3.396389, p 0.065339; expected
    10.69 and 7.31.
    """
    query = "endpoint=overall_survival&by=class"
    found = tables("time-to-event", "ruth", query)
    assert row(found["Medians"], "Antibody") == ["11", "7", "4", "31", "13–not reached", "1.0"]
    assert row(found["Medians"], "Antibody-drug conjugate") == ["12", "11", "1", "23", "5–33", "0.8"]
    assert [one[-1] for one in found["Events, seen and expected"][1:]] == ["10.7", "7.3"]
    says = " ".join(page("time-to-event", "ruth", query).split())
    assert "chi-square 3.40 with 1 degree of freedom, p = 0.065" in says
    assert "23 of 23 episodes, of 23 patients" in says
    assert "All of these durations are exact to the day." in says


def test_numbers_at_risk_stand_at_the_start_of_each_tick_and_add_up():
    """summary(survfit(...), times = c(0, 30, 60))$n.risk of the maintained: 11, 5, 1; $surv at 30: 0.614."""
    at_risk = tables("time-to-event", "ruth", "endpoint=overall_survival&by=class")["Numbers at risk"]
    assert at_risk[0] == ["Day", "0", "30", "60", "90", "120", "150"]
    maintained = dict((one[0], one[1:]) for one in at_risk[2:6])
    assert maintained["At risk"] == ["11", "5", "1", "1", "1", "1"]
    assert maintained["Censored so far"] == ["0", "2", "3", "3", "3", "3"]
    assert maintained["Events so far"] == ["0", "4", "7", "7", "7", "7"]
    assert maintained["Free of it (95 % band)"][1] == "0.61 (0.27–0.84)"


def test_the_three_readings_and_the_reasons_for_leaving_out_are_said():
    found = tables("time-to-event", "pia")
    readings = found["The three readings of uncertain dates"][1:]
    assert [one[0].split(":")[0] for one in readings] == ["Earliest", "Middle of the bounds (shown)", "Latest"]
    assert len({one[1] for one in readings}) == 1
    says = " ".join(page("time-to-event", "pia", "endpoint=extracutaneous_pfs").split())
    assert "not seen after the start" in says


def test_groups_decided_after_time_zero_get_a_warning_and_no_test_until_a_landmark_is_chosen():
    query = "endpoint=skin_pfs&by=next"
    early = page("time-to-event", "pia", query)
    assert "Choose a landmark" in early
    assert "chi-square" not in early
    late = page("time-to-event", "pia", f"{query}&landmark=90")
    assert "Choose a landmark" not in late
    assert "from day 90 after" in " ".join(late.split())
    assert "last seen before the landmark" in late


def test_a_group_below_ten_gets_no_test():
    says = page("time-to-event", "ruth", "by=inflammatory&endpoint=overall_survival")
    assert "No test is shown where a group has fewer than 10." in says
    assert "chi-square" not in says


def test_an_address_with_words_that_mean_nothing_is_answered_with_what_can_be_shown():
    says = page("time-to-event", "ruth", "endpoint=happiness&by=&landmark=soon")
    assert "The endpoint “happiness” cannot be used here" in says
    assert "The landmark must be a whole number of days" in says
    assert "Progression-free survival of the skin" in says


def test_regimens_count_from_their_first_day():
    once, every = (
        tables("time-to-event", "pia", f"of=regimens&endpoint=time_on_drug{more}") for more in ("", "&each=all")
    )
    assert int(once["Medians"][1][1]) <= PATIENTS < int(every["Medians"][1][1])


def test_a_case_counts_from_its_first_regimen_and_only_to_death():
    """The regimen of every patient of aml began 200 days before the event: the median is R's 23 and 31, and those."""
    says = " ".join(page("time-to-event", "ruth", "of=cases&endpoint=skin_pfs").split())
    assert "The endpoint “skin_pfs” cannot be used here" in says
    assert "from the first day of the first anti-HER2 regimen: 23 of 23 cases, of 23 patients." in says
    assert "For progression and for time on a drug choose a cohort of events or of regimens." in says
    everybody = row(tables("time-to-event", "ruth", "of=cases")["Medians"], "Everybody")
    assert everybody[:4] == ["23", "18", "5", "227"]
    assert int(tables("time-to-event", "pia", "of=cases")["Medians"][1][1]) <= PATIENTS


def test_what_late_deaths_do_stands_beside():
    """Organs of the aml patients were looked at before the event only: 8 died within 20 days of it."""
    found = tables("time-to-event", "ruth", "endpoint=extracutaneous_pfs&within=20")["Deaths after the last look"]
    assert [one[:3] for one in found[1:]] == [
        ["Every death counts (shown)", "18", "18"],
        ["A death counts within 20 days of the last look, and is censored at it otherwise", "8", "8"],
    ]
    assert "Deaths after the last look" not in tables("time-to-event", "ruth", "endpoint=overall_survival")
    assert "from the last look to a death must be a whole number" in page("time-to-event", "ruth", "within=long")


def test_attrition_goes_down_from_all_cases_and_every_step_adds_up():
    steps = tables("attrition", "pia")["Attrition"][1:]
    numbers = [[int(one) if one else None for one in step[2:5]] for step in steps]
    assert steps[0][0] == "All cases that you can read"
    for before, (left, lost, unknown) in zip(numbers, numbers[1:], strict=False):
        assert lost is None or left + lost + unknown == before[0]
    assert numbers[1][0] < numbers[0][0]
    assert any(unknown for _, _, unknown in numbers[1:] if unknown)
    assert all(int(step[5]) <= int(step[2]) for step in steps)


@pytest.mark.parametrize("unit", ["episodes", "cases"])
def test_a_frozen_run_keeps_its_attrition_with_what_each_rule_said(unit):
    """The registry loses everything that was derived of it, and the run shows what its owner saw."""
    query = QueryDict(f"of={unit}&definition=dcp@1.0.0&where=inflammatory:no")
    live = tables("attrition", "pia", query.urlencode())
    with transaction.atomic():
        scope = scope_of(User.objects.get(email="pia@numbers.example"))
        enter(scope)
        run = freeze_cohort(
            key=uuid.uuid4(), selection=selection_of(scope, query), name="Kept", description="", by=scope
        )
        with as_deriver():
            Derivation.objects.update(facts={})
            Verdict.objects.all().delete()
        frozen = tables("attrition", "pia", f"run={run.pk}")
        transaction.set_rollback(True)
    assert frozen.keys() == live.keys()
    assert {name: frozen[name] for name in frozen} == live
    assert "Read from" in str(live)


def test_what_passes_every_rule_is_what_is_called_discordant():
    """The last step is the number of discordant events, counted independently by their labels in Table 1."""
    labels = tables("table-one", "pia")["Table 1"]
    discordant = sum(int(one[1].split()[0]) for one in labels if one[0].startswith("Discordant"))
    assert int(tables("attrition", "pia")["Attrition"][-1][2]) == discordant > 20


def test_near_misses_name_the_record_that_they_turn_on_and_lead_to_the_episode():
    says = page("attrition", "pia")
    assert "Read from" in says
    assert ' class="row-link" href="/' in says
    assert "Rules that fail together" in says


def test_of_cases_that_may_only_be_counted_no_number_is_on_the_pages():
    assert tables("attrition", "ruth")["Attrition"][1][2] == "23"
    table = tables("table-one", "ruth")["Table 1"]
    assert "23 episodes, 23 patients, 1 institution" in table[0][1]
    says = " ".join(page("table-one", "ruth").split())
    assert "They are exact. Others in this cohort: about" in says
    assert "SYN-" not in says


def test_missing_values_have_a_row_of_their_own_and_no_extreme_is_shown():
    table = tables("table-one", "ruth")["Table 1"]
    heads = [one[0] for one in table]
    at = heads.index("ER of the primary")
    assert table[at + 1] == ["Missing", "23 (100 %)"]
    assert row(table, "Median (Q1–Q3)") == ["200 (200–200)"]
    says = page("table-one", "pia")
    assert "range" not in says.lower()


def test_two_cohorts_without_a_patient_in_common_are_tested_with_the_reason():
    """By hand: all five with inflammatory disease are among the eleven, so p is C(11, 5) / C(23, 5) = 0.01373."""
    query = "where=class:adc_tubulin&against=where%3Dclass%3Amab_adcc"
    table = tables("table-one", "ruth", query)["Table 1"]
    assert table[0][1].startswith("This cohort 12 episodes")
    assert table[0][2].startswith("The other cohort 11 episodes")
    at = [one[0] for one in table].index("Inflammatory breast cancer")
    assert table[at][1:] == ["1.29", "0.014", "Fisher's exact test"]
    assert table[at + 4][0].startswith("Expected counts are small: 2 of 4 below 5. Odds ratio 0.00")
    assert "No comparison within institutions" in page("table-one", "ruth", query)


def test_a_cohort_beside_itself_says_who_is_shared_and_tests_nothing():
    says = " ".join(page("table-one", "ruth", "against=of%3Depisodes").split())
    assert "23 of the episodes are in both cohorts" in says
    assert "23 patients are in both, so no test is shown" in says
    assert "0 episodes, 0 patients" in page("table-one", "ruth", "against=of%3Depisodes&apart=1")


def test_two_cohorts_of_different_units_are_not_compared():
    says = page("table-one", "ruth", "against=of%3Dregimens")
    assert "two cohorts are compared on one unit" in says


def test_a_second_cohort_that_is_none_is_refused_and_never_counts_as_everything():
    says = page("table-one", "ruth", "against=Discordant+live")
    assert "is neither the name of a cohort that you saved nor the query of one" in says
    assert "The other cohort cannot be read" in page("table-one", "ruth", "against=where%3Dnonsense:1")
    assert "cannot be read" not in page("table-one", "ruth", "against=of%3Depisodes")


def test_next_says_what_was_done_by_the_landmark_and_who_is_in_no_curve():
    choices = tables("next", "pia")["Choices, and how long skin and organs held"][2:]
    patients = row(tables("attrition", "pia")["Attrition"], ALL_EVENTS)[4]
    assert sum(int(one[1]) for one in choices) == int(patients)
    assert any(one[0].startswith("Continued beyond progression") for one in choices)
    assert any(one[0].startswith("Switched to") for one in choices)
    says = " ".join(page("next", "pia", "landmark=90").split())
    assert "By day 90" in says
    assert "last seen before the landmark" in says


def test_of_others_next_shows_only_groups_that_the_rule_lets_through():
    says = " ".join(page("next", "ruth").split())
    assert "Patients whose cases you may not read" in says or "Nothing can be shown of cases" in says
    assert tables("next", "ruth")["Choices, and how long skin and organs held"][2][1] == "23"


def test_each_condition_of_the_question_is_a_step_down_to_the_cohort():
    """Of 23 events twelve are on T-DM1, and nobody's ER is known; conditions stand in the canonical order."""
    query = "where=class:adc_tubulin and er:positive"
    steps = tables("attrition", "ruth", query)["Conditions of the cohort"][1:]
    assert [one[2:] for one in steps] == [
        ["23", "", "", "23"],
        ["12", "11", "0", "12"],
        ["0", "0", "12", "0"],
    ]
    assert "Conditions of the cohort" not in tables("attrition", "ruth")


def test_a_saved_cohort_can_be_chosen_beside_this_one_by_its_owner_only():
    ruth = User.objects.get(email="ruth@numbers.example")
    saved = {"name": "All with T-DM1", "slug": "all", "query": "where=class:adc_tubulin", "saved_at": timezone.now()}
    enter(scope_of(ruth))
    with transaction.atomic():
        SavedCohort.objects.create(owner=ruth, **saved)
    enter(NOBODY)
    assert '<option value="where=class:adc_tubulin">All with T-DM1</option>' in page("table-one", "ruth")
    assert "All with T-DM1" not in page("table-one", "pia")
