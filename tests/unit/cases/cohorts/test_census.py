"""The figures of a cohort page: readable cases exactly, others' under the rule, whatever the filters."""

from itertools import count

from cases.cohorts.census import Census
from cases.cohorts.querysets import Counted
from cases.disclosure.rule import Count, Policy, Withheld

HP, T, TDM1 = "pertuzumab + trastuzumab", "trastuzumab", "trastuzumab emtansine"


PATIENTS = count()


def counted(number, *, label="DCP_STRICT", regimen=HP, institution="SOUTH", readable=False):
    values = (label, "PROBABLE", regimen, "LR", institution)
    return Counted(values, frozenset(regimen.split(" + ")), readable, tuple(next(PATIENTS) for _ in range(number)))


def others_alone(*rows: Counted, **options) -> Census:
    return Census(rows, ["SOUTH"], policy=Policy(), **options)


CENSUS = Census(
    [
        counted(3, institution="NORTH", readable=True),
        counted(2, institution="SOUTH", readable=True),
        counted(21),
        counted(12, label="MIMIC", regimen=T),
        counted(4, regimen=TDM1),
    ],
    ["SOUTH"],
    policy=Policy(),
)


def test_the_whole_is_exact_and_rounded_side_by_side():
    assert CENSUS.count({}) == Count(5, 35)


def test_a_label_is_one_group():
    assert CENSUS.count({"label": ["DCP_STRICT"]}) == Count(5, 25)
    assert CENSUS.count({"label": ["LEAD_IN"]}) == Count(0, None, Withheld.SMALL)


def test_a_drug_is_the_sum_of_its_shown_regimens():
    assert CENSUS.count({"drug": ["trastuzumab"]}) == Count(5, 30, Withheld.PARTLY)
    assert CENSUS.count({"drug": ["pertuzumab"]}) == Count(5, 20, Withheld.PARTLY)


def test_a_drug_that_others_have_rarely_looks_like_one_that_nobody_has():
    assert CENSUS.count({"drug": [TDM1]}) == CENSUS.count({"drug": ["lapatinib"]})


def test_an_institution_that_is_read_whole_has_no_part_of_others():
    assert CENSUS.count({"institution": ["NORTH"]}) == Count(3)
    assert CENSUS.count({"institution": ["NORTH", "SOUTH"]}) == Count(5, 35)


def test_without_other_institutions_there_are_no_others():
    own = Census([counted(3, institution="NORTH", readable=True)], [], policy=Policy())
    assert own.count({"label": ["MIMIC"]}) == Count(0)


def test_too_many_filters_leave_the_others_uncounted():
    chosen = {"label": ["DCP_STRICT"], "certainty": ["PROBABLE"], "extent": ["LR"], "institution": ["SOUTH"]}
    assert CENSUS.count(chosen) == Count(2, None, Withheld.TOO_FINE)


def test_many_episodes_of_few_patients_are_a_small_group():
    values, drugs = ("DCP_STRICT", "PROBABLE", T, "LR", "SOUTH"), frozenset([T])
    few = Census(
        [Counted(values, drugs, False, tuple(range(7)) * 3), counted(40, label="MIMIC")], ["SOUTH"], policy=Policy()
    )
    assert few.count({"label": ["DCP_STRICT"]}) == Count(0, None, Withheld.SMALL)
    more = Census(
        [Counted(values, drugs, False, tuple(range(8)) * 3), counted(40, label="MIMIC")], ["SOUTH"], policy=Policy()
    )
    assert more.count({"label": ["DCP_STRICT"]}) == Count(0, 25)


def test_a_patient_with_episodes_of_several_labels_is_one_person_of_the_whole():
    labels = ("DCP_STRICT", "MIMIC", "LEAD_IN")
    values = [(label, "PROBABLE", T, "LR", "SOUTH") for label in labels]
    few = others_alone(*(Counted(one, frozenset([T]), False, tuple(range(5))) for one in values))
    assert few.count({}) == Count(0, None, Withheld.SMALL)
    apart = [tuple(range(5 * place, 5 * place + 5)) for place in range(3)]
    more = Census(
        [Counted(one, frozenset([T]), False, who) for one, who in zip(values, apart, strict=True)],
        ["SOUTH"],
        policy=Policy(),
    )
    assert more.count({}) == Count(0, 15)


def test_while_a_reader_is_paused_others_are_left_out_and_own_cases_stay_exact():
    rows = (counted(3, institution="NORTH", readable=True), counted(21))
    paused, usual = others_alone(*rows, paused=True), others_alone(*rows)
    assert usual.count({}) == Count(3, 20)
    assert paused.count({}) == Count(3, None, Withheld.PAUSED)
    assert paused.count({"institution": ["NORTH"]}) == Count(3)


def test_whether_anybody_of_others_had_a_regimen_is_not_told_by_asking_for_two():
    asked = {"drug": ["lapatinib"], "regimen": [TDM1, "lapatinib"]}
    nobody = others_alone(counted(2, regimen=TDM1, readable=True), counted(40))
    somebody = others_alone(counted(2, regimen=TDM1, readable=True), counted(40), counted(3, regimen="lapatinib"))
    assert str(nobody.count(asked)) == str(somebody.count(asked)) == "0, others: 7 or fewer"
