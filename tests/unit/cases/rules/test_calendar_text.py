"""Calendar dates are found in wording that must not hold any, and medicine's other numbers are left alone."""

import pytest

from cases.rules.dates import calendar_text_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in October 2011", "in October"),
        ("seen 2014", "2014"),
        ("(2014)", "2014"),
        ("since2014", "2014"),
        ("2014-03-12", "2014"),
        ("CT 12/03/2014 clear", "12/03/2014"),
        ("CT 12.3.14 clear", "12.3.14"),
        ("3-12-14", "3-12-14"),
        ("scan20140312.png", "20140312"),
        ("12 Mar", "12 Mar"),
        ("12mar", "12mar"),
        ("3rd of October", "3rd of October"),
        ("12. März", "12. März"),
        ("le 3 août", "3 août"),
        ("March 12", "March 12"),
        ("Oct '11", "Oct '11"),
        ("Oct ’11", "Oct '11"),
        ("Sept. 2014", "Sept. 2014"),
        ("12 May", "12 May"),
        ("May 2014", "May 2014"),
        ("in May", "in May"),
        ("late January", "late January"),
        ("this June", "this June"),
        ("mid-March", "mid-March"),
        ("spring 2014", "2014"),
        ("spring of '14", "spring of '14"),
        ("relapse '14", "'14"),
        ("٢٠١٤", "2014"),
        ("２０１４", "2014"),
        ("2011/Oct", "2011"),
    ],
)
def test_calendar_text_is_found(text, found):
    assert calendar_text_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "after 12 cycles",
        "after 5 months",
        "2 weeks after RT",
        "cycle 12",
        "May",
        "this may be progression",
        "12 may have been reached",
        "two of these; this may resolve",
        "march of the plaques",
        "d2014",
        "d1990..d2010",
        "day 2014",
        "2000 cGy",
        "2000 mg/m2",
        "capecitabine 2000mg",
        "1950 cells/mm2",
        "2000/μl",
        "2 of 10 nodes",
        "2/10 nodes",
        "RECIST 1.1",
        "Ki67 70 %",
        "5-10 mm",
        "12,014 cells",
        "120141 units",
        "T-DM1 at 3.6 mg/kg",
        "FCGR3A-158 V/F",
        "decided in 3 visits",
        "marked response",
        "mayor",
    ],
)
def test_other_wording_is_left_alone(text):
    assert calendar_text_in(text) is None


MONTH_NAMES = """
    january jan february feb march mar april apr may june jun july jul august aug september sept sep
    october oct november nov december dec
    januar jänner februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
"""


def test_every_month_is_known_in_the_languages_of_the_institutions():
    for name in MONTH_NAMES.split():
        assert calendar_text_in(f"seen in {name}, again later") == f"in {name}"
        assert calendar_text_in(f"seen {name.upper()} 7 again") == f"{name.upper()} 7"
