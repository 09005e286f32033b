"""A seeded sample of `./dev attack`. Each attack has a twin: on a weaker rule it finds what it looks for."""

from itertools import islice

import pytest

from cases.cohorts.models import Question
from cases.disclosure.budget import BUDGET
from cases.disclosure.cube import Cube
from cases.disclosure.rule import Policy
from tests.attack import differences, farming, pages, small_cells
from tests.attack.registry import CODES, Target, asked, drawn, every_conjunction, fields_of, options

SEEDS = (1, 2)
QUERIES = 500


@pytest.fixture(scope="module", params=SEEDS)
def target(request: pytest.FixtureRequest) -> Target:
    return drawn(240, request.param)


# ---- F01: small cells ----------------------------------------------------------------------------------------


def test_no_figure_rests_on_seven_people_or_fewer(target: Target, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(small_cells, "every_conjunction", _some)
    found = small_cells.attack(target, target.census(), QUERIES)
    assert found["faults"] == []
    assert found["small groups asked for"] > QUERIES / 20
    assert found["shown"] > 0


def test_a_weaker_rule_would_be_found(target: Target, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(small_cells, "every_conjunction", _some)
    monkeypatch.setattr(Cube, "_settle", lambda cube, groups: None)
    found = small_cells.attack(target, target.census(Policy(threshold=1, base=1, spread=2)), QUERIES, rule=Policy())
    assert any("a figure rests on" in fault for fault in found["faults"])
    assert any("is not rounded" in fault for fault in found["faults"])


def test_of_few_people_the_answer_is_that_of_nobody(target: Target):
    found = small_cells.zeros(target, Policy(), 3)
    assert found == {"questions about 1 to 7 people, asked of nobody": 3, "faults": []}


def _some(values: dict[str, list[str]]) -> list[dict]:
    """One conjunction in twenty."""
    return list(islice(every_conjunction(values), 0, None, 20))


# ---- F02: pairs ----------------------------------------------------------------------------------------------


def test_no_pair_of_answers_gives_a_small_rest_away(target: Target):
    found = differences.attack(target, Policy(), differences.answers_of(target.census().cube), 4_000)
    assert found["faults"] == []
    assert found["rests of 1 to 7 people"] > 1_000
    assert found.get("left with two or three values", 0) == 0


def test_withholding_alone_would_give_them_away(target: Target):
    """The twin: counts up to 7 withheld, larger ones exact, nothing else."""

    def answer(group):
        size = target.groups[group]
        return (size, size) if size > 7 else (0, 7)

    assert differences.attack(target, Policy(), answer, 4_000)["faults"] != []


def test_two_definitions_are_never_subtracted(target: Target):
    fields = fields_of(CODES)
    questions = [one for one in (asked(some, fields) for some in _some(options(CODES))) if one is not None]
    assert differences.two_definitions(target, Policy(), questions)["faults"] == []
    usual = target.census()
    assert any(usual.count(one).others for one in questions), "Under the current one there is something to subtract."


@pytest.mark.parametrize("strict", [Policy(threshold=12), Policy(base=15), Policy(threshold=22, base=15)])
def test_a_change_of_the_policy_gives_nothing_away(target: Target, strict: Policy):
    found = differences.two_policies(target, Policy(), strict)
    assert found["faults"] == []
    assert found["left with two or three values"] == 0
    assert found["small"] > 0


def test_yesterday_and_today_alone_say_of_no_figure_how_it_changed(target: Target):
    found = differences.yesterday_and_today(target, Policy(), target.patients[:2])
    assert found["exact"] == 0
    assert found["figures that moved"] > 0, "Who knows that one patient came learns something: docs/adr/0005 says so."


# ---- F07: farming --------------------------------------------------------------------------------------------


def test_a_farming_program_gets_a_few_answers_and_is_seen(world):
    found = farming.farmed(options(["NORTH", "SOUTH"]), BUDGET.quick + 30, world.scope("rolf"))
    assert found["faults"] == []
    assert BUDGET.quick <= found["given"] <= BUDGET.quick + 5
    assert found["logged as refused"] == found["questions"] - found["given"] > 0
    world.enter("rosa")
    assert not Question.objects.exists()


# ---- the pages -----------------------------------------------------------------------------------------------

FEW = ("where=extent%3Alr",)


def test_no_page_depends_on_more_of_others_than_what_is_counted(world):
    found = pages.attack(world.rolf, ["SOUTH"], FEW)
    assert found["faults"] == []
    assert found["pages"] > 5
    assert found["wiped cases"] == 1


def test_what_a_reader_may_read_is_on_the_pages(world):
    """The twin: wiping cases of an open institution changes what its researcher sees."""
    faults = pages.attack(world.rosa, ["NORTH"], FEW)["faults"]
    assert any("/cohorts/" in fault for fault in faults)


def test_an_unrounded_number_would_be_found_on_a_page():
    assert pages.unrounded(b'<td class="others">about 20</td> Others: 7 or fewer', Policy()) == []
    assert pages.unrounded(b'<td class="others">about 23</td> Others: 6', Policy()) == [
        "6 is said of others",
        "23 is said of others",
    ]
