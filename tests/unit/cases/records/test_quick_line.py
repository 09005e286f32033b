"""The quick line: what each kind of statement becomes, and what is refused with which sentence."""

from datetime import date
from pathlib import Path

import pytest

from cases.records.quick_line import Sort, read_line
from cases.records.quick_line.examples import EXAMPLE_DAY_ZERO, EXAMPLES, REFUSED, STRETCHES, TIMES
from cases.records.quick_line.manual import manual_text
from cases.rules.dates import parse_when, when_to_json

DOCS = Path(__file__).parents[4] / "docs"
CASE = {"schema": "case/1", "local_code": "Q-1", "day_zero": "2020-01-10"}


def read(text, **lists):
    return read_line(text, CASE | lists)


def rows(text, **lists):
    """The new rows by key, without their ids; nothing of the text may be left unread."""
    reading = read(text, **lists)
    assert reading.unread == ()
    return {
        row["id"]: {name: row[name] for name in row if name != "id"} for some in reading.rows.values() for row in some
    }


def day(text):
    return when_to_json(parse_when(text, day_zero=date(2020, 1, 10)))


def why(text, **lists):
    """The parts that are not understood, with their reasons."""
    return {one.words: one.why for one in read(text, **lists).unread}


def test_the_line_of_the_issue():
    found = rows("T-DXd Mar24-Nov24; skin PD Nov24 chest wall; CT d-10 liver PR")
    assert found == {
        "r1": {
            "name": "T-DXd",
            "start": day("Mar 2024"),
            "stop": day("Nov 2024"),
            "drugs": [{"agent": "trastuzumab deruxtecan"}],
        },
        "s1": {"on": day("Nov 2024"), "change": "progression", "sites": ["chest wall"]},
        "a1": {"on": -10, "modalities": ["CT"], "compartments": [{"compartment": "LIVER", "status": "PR"}]},
    }


def test_a_day_before_day_zero_is_taken_and_asked_about():
    notes = read("skin PD d300 chest wall; CT d-10 liver PR").notes
    assert any("Day -10 lies before day 0" in one and "10d before" in one for one in notes)
    assert not any("before day 0" in one for one in read("CT d-10 liver PR").notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mar24", "Mar 2024"),
        ("12Mar24", "12 Mar 2024"),
        ("Mar'24", "Mar 2024"),
        ("Mar98", "Mar 1998"),
        ("Mar49", "Mar 2049"),
        ("12 Mar 2024", "12 Mar 2024"),
        ("2024-03-12", "12 Mar 2024"),
        ("2024-03", "Mar 2024"),
        ("03/2024", "Mar 2024"),
        ("March 2024", "Mar 2024"),
        ("Q2 2024", "Q2 2024"),
        ("2024", "2024"),
        ("d252", "d252"),
        ("d-10", "d-10"),
        ("day 252", "d252"),
        ("d240..d270", "d240..d270"),
        ("Mar24..May24", "Mar 2024..May 2024"),
    ],
)
def test_times_are_those_of_the_grammar_with_compact_forms(text, expected):
    assert rows(f"skin PD {text}")["s1"]["on"] == day(expected)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("skin PD 03/24", "03/24", "can be read in two ways"),
        ("skin PD 03/04/2024", "03/04/2024", "can be read in two ways"),
        ("skin PD Mar 24", "Mar 24", "may be a day or a year"),
        ("skin PD 12 Mar 24", "12 Mar 24", "may be a day or a year"),
        ("skin PD Nov", "Nov", "has no year"),
        ("HP Mar-Nov24", "Mar-Nov24", "has no year"),
        ("HP Mar24-", "Mar24-", "Mar24-now"),
        ("HP Nov24-Mar24", "Nov24-Mar24", "stops before it starts"),
        ("HP 31Feb24", "31Feb24", "no such date"),
        ("skin PD Mar24-Nov24", "Mar24-Nov24", "not a start and a stop"),
        ("CT 10d before liver PR", "10d before", "exactly one progression of the skin"),
        ("skin PD d9; skin PD d99; CT 10d before liver PR", "10d before", "exactly one progression of the skin"),
        ("CT 10d before s7 liver PR", "10d before s7", "no record with that key"),
    ],
)
def test_a_time_that_may_be_two_is_refused(text, words, reason):
    found = why(text)
    assert list(found) == [words]
    assert reason in found[words]


def test_calendar_dates_need_day_zero_and_days_do_not():
    bare = {"schema": "case/1", "local_code": "Q-1"}
    assert read_line("skin PD d300", bare).unread == ()
    (refused,) = read_line("skin PD Nov24", bare).unread
    assert refused.words == "Nov24"
    assert "needs the patient's day zero" in refused.why


def test_relative_times_hang_on_the_skin_event_or_on_a_record():
    found = rows("CT 10d before liver PR; skin PD d300; MRI 2 weeks after s1 brain SD", regimens=[{"id": "r1"}])
    assert found["a1"]["on"] == {"anchor": "s1", "lo_offset": -10, "hi_offset": -10, "precision": "relative"}
    assert found["a2"]["on"] == {"anchor": "s1", "lo_offset": 11, "hi_offset": 17, "precision": "relative"}
    assert rows("CT cycle 4 of R1 liver PR", regimens=[{"id": "r1", "start": 5}])["a1"]["on"]["anchor"] == "r1"


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("Herceptin", ["trastuzumab"]),
        ("Perjeta", ["pertuzumab"]),
        ("Kadcyla", ["trastuzumab emtansine"]),
        ("T-DM1", ["trastuzumab emtansine"]),
        ("Enhertu", ["trastuzumab deruxtecan"]),
        ("Tukysa", ["tucatinib"]),
        ("Nerlynx", ["neratinib"]),
        ("Tyverb", ["lapatinib"]),
        ("Tykerb", ["lapatinib"]),
        ("H", ["trastuzumab"]),
        ("HP", ["trastuzumab", "pertuzumab"]),
        ("THP", ["docetaxel", "trastuzumab", "pertuzumab"]),
        ("THP (paclitaxel)", ["trastuzumab", "pertuzumab", "paclitaxel"]),
        ("TH", ["paclitaxel", "trastuzumab"]),
        ("TCHP", ["docetaxel", "carboplatin", "trastuzumab", "pertuzumab"]),
        ("tucatinib triplet", ["tucatinib", "trastuzumab", "capecitabine"]),
        ("lapatinib + cape", ["lapatinib", "capecitabine"]),
        ("H/vinorelbine", ["trastuzumab", "vinorelbine"]),
        ("margetuximab and eribulin", ["margetuximab", "eribulin"]),
    ],
)
def test_drugs_by_any_of_their_names(text, drugs):
    assert [one["agent"] for one in rows(f"{text} d10-d200")["r1"]["drugs"]] == drugs


@pytest.mark.parametrize("text", ["P", "T", "C", "AI", "taxane"])
def test_a_name_of_several_drugs_is_refused_with_the_choices(text):
    found = why(f"H + {text} d10-d200")
    assert list(found) == [text]
    assert found[text].startswith("This may mean ")
    assert " or " in found[text]


def test_drugs_of_a_second_phase_begin_somewhere_between():
    drugs = rows("AC-TH d0-d200")["r1"]["drugs"]
    between = {"lo": 0, "hi": 200, "precision": "unknown", "derivation": "computed_other"}
    assert drugs[0] == {"agent": "doxorubicin", "stop": between}
    assert drugs[3] == {"agent": "trastuzumab", "start": between}


def test_everything_a_regimen_may_say():
    found = rows("2nd line T-DXd from d10 until d200 q3w x9 best PR stopped systemic PD; adjuvant H d1-now q21d")
    assert found["r1"] == {
        "name": "T-DXd",
        "setting": "metastatic",
        "line": 2,
        "line_rule": "reported",
        "start": 10,
        "stop": 200,
        "interval_days": 21,
        "cycles_given": 9,
        "stop_reason": "PD_systemic",
        "best_response": "PR",
        "drugs": [{"agent": "trastuzumab deruxtecan"}],
    }
    assert found["r2"]["setting"] == "adjuvant"
    assert found["r2"]["drugs"] == [{"agent": "trastuzumab", "ongoing": True}]
    assert "which" in why("HP d1-d9 stopped PD")["PD"]
    assert rows("L2 HP d1")["r1"]["line"] == rows("HP 2L d1")["r1"]["line"] == 2


def test_skin_biopsies_scans_and_the_rest():
    found = rows(
        "skin new nodules d300 left out of this".replace(" left out of this", "")
        + " PD chest wall, back; bx skin malignant d300 ER0 PR0 HER2 3+ Ki67 30%\n"
        "PET/CT full d290: liver bone SD, lung new PD; mets d5 liver; IDC left d0 G3 inflammatory\n"
        "pT2N1a(sn) M0 d30; RT chest wall d40-d70 50Gy/25; mastectomy d20 R0; dead d900 of disease"
    )
    assert found["s1"] == {
        "on": 300,
        "change": "progression",
        "new_lesions": True,
        "morphology": ["nodule"],
        "sites": ["chest wall", "back"],
    }
    assert found["b1"]["site"] == "skin"
    assert found["b1"]["result"] == "malignant_breast"
    assert found["b1"]["finding"] == "s1"
    assert found["b1"]["markers"][:3] == [
        {"analyte": "ER", "value": 0},
        {"analyte": "PR", "value": 0},
        {"analyte": "HER2_IHC", "value": "3+"},
    ]
    assert found["a1"]["scope"] == "FULL"
    assert found["a1"]["compartments"] == [
        {"compartment": "LIVER", "status": "SD"},
        {"compartment": "BONE", "status": "SD"},
        {"compartment": "LUNG", "status": "PD", "new_lesion": True},
    ]
    assert found["a2"]["compartments"] == [{"compartment": "LIVER", "status": "BASELINE", "involved_at_baseline": True}]
    assert found["p1"] == {"on": 0, "laterality": "left", "histology": "8500/3", "grade": "3", "inflammatory": True}
    assert found["t1"] | {"on": 30} == {
        **{"on": 30, "classification": "p", "t": "2", "n": "1a", "m": "0", "sn": True, "primary": "p1"}
    }
    assert found["lt1"]["dose_cgy"] == 5000
    assert found["lt2"]["surgery"] == "mastectomy"
    assert found["f1"] == {"on": 900, "status": "dead", "cause": "disease_progression"}


def test_receptors_of_the_primary_bring_their_specimen():
    found = rows("primary left IDC ER neg PR neg HER2 3+ d0; last seen alive d300")
    assert found["p1"] == {"on": 0, "laterality": "left", "histology": "8500/3"}
    assert found["b1"] == {
        "on": 0,
        "primary": "p1",
        "compartment": "BREAST_IPSI",
        "laterality": "left",
        "result": "malignant_breast",
        "markers": [
            {"analyte": "ER", "interpretation": "negative"},
            {"analyte": "PR", "interpretation": "negative"},
            {"analyte": "HER2_IHC", "value": "3+"},
        ],
    }
    assert found["f1"] == {"on": 300, "status": "alive"}
    assert set(rows("IDC right d0")) == {"p1"}
    assert "compartment" not in rows("primary occult left ER+")["b1"]


def test_links_are_written_only_where_the_dates_leave_one_possibility():
    assert rows("HP d10-d200; CT d100 liver PR")["a1"]["regimen"] == "r1"
    reading = read("HP d10-d200; T-DM1 d150-d400; CT d170 liver PR")
    assert "regimen" not in reading.rows["assessments"][0]
    assert any("left open" in note and "r1 or r2" in note for note in reading.notes)
    assert rows("HP d10-d200; T-DM1 d150-d400; CT d170 liver PR on T-DM1")["a1"]["regimen"] == "r2"
    stored = [{"id": "r4", "start": 10, "stop": 200, "drugs": [{"agent": "trastuzumab"}]}]
    assert rows("CT d300 liver PR on H", regimens=stored)["a1"]["regimen"] == "r4"
    assert "no regimen, or several" in why("CT d300 liver PR on T-DXd", regimens=stored)["on T-DXd"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello", "see what a line may say"),
        ("skin chest wall Nov24", "How had the skin changed?"),
        ("bx skin Nov24", "What did it show?"),
        ("bx malignant Nov24", "Where was a malignant specimen taken?"),
        ("CT PR", "Which place?"),
        ("CT nodes PD", "Regional nodes or Distant nodes"),
        ("P Mar24-Nov24", "pertuzumab or paclitaxel"),
    ],
)
def test_a_statement_without_what_its_row_needs_is_not_read_at_all(text, reason):
    reading = read(text)
    assert reading.count == 0
    assert [span.sort for span in reading.spans] == [Sort.UNCLEAR]
    assert reason in reading.unread[0].why


def test_unread_words_say_where_they_stand():
    reading = read("HP d1-d9\nCT d5 liver PR wibble")
    (unread,) = reading.unread
    assert (unread.words, unread.line, unread.column) == ("wibble", 2, 16)


@pytest.mark.parametrize("line", [line for _, lines in EXAMPLES for line in lines])
def test_every_example_is_understood_to_the_last_word(line):
    reading = read_line(line, CASE | {"day_zero": EXAMPLE_DAY_ZERO})
    assert reading.unread == ()
    assert reading.count == line.count(";") + 1 + ({"primaries", "specimens"} <= reading.rows.keys())


@pytest.mark.parametrize("time", [time for time, _ in TIMES])
def test_every_example_of_a_time_is_read(time):
    found = rows(f"skin PD d300; HP d10; CT {time} liver PR on HP")
    assert found["a1"]["on"] is not None


@pytest.mark.parametrize("stretch", [stretch for stretch, _ in STRETCHES])
def test_every_example_of_a_stretch_is_read(stretch):
    assert rows(f"HP {stretch}")["r1"]["start"] == day("Mar 2024") or stretch == "d10-d200"


@pytest.mark.parametrize(("line", "words"), REFUSED)
def test_every_example_of_a_refusal_is_refused(line, words):
    assert list(why(line)) == [words]


def test_the_page_in_docs_is_current():
    stored = (DOCS / "quick-line.md").read_text(encoding="utf-8")
    assert stored == manual_text(), "run .venv/bin/python manage.py quick_line_page --write"
