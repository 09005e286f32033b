"""The sweep over one case: scaled constants, and what each panel counts."""

from cases.cohorts.models import Sweep, SweepState
from cases.episodes.variants import OWN, PANELS, SETTINGS, place_of, stored_brief, tally, variant
from cases.rules.definition import load_definition
from cases.rules.timeline import Timeline

DCP, RECIST_ONLY = load_definition("dcp"), load_definition("dcp-recist-only")


def worked(number: str) -> Timeline:
    examples = {one["id"]: one["case"] for one in RECIST_ONLY.document["examples"]}
    return Timeline.from_document(examples[number])


def count(case: Timeline, setting: tuple[int, int], *, biopsy: bool = False, stable: bool = True) -> int:
    return tally(case, DCP)[place_of(setting, (biopsy, stable))]


def test_the_definition_itself_is_among_the_settings():
    own = variant(DCP, (100, 100))
    assert own.constants == DCP.constants


def test_both_ends_of_both_windows_and_both_tails_are_scaled_to_whole_days():
    other = variant(DCP, (75, 50)).constants
    assert (other.tight, other.wide) == ((-42, 32), (-68, 45))
    assert (other.t_ab, other.t_tki) == (21, 7)
    assert other.early == DCP.constants.early


def test_a_constant_beyond_its_bounds_has_no_figure():
    far = DCP.with_overrides({"WIDE": "-300,300"})
    assert variant(far, (150, 100)) is None
    assert variant(far, (100, 100)) is not None
    assert tally(worked("2"), far)[place_of((150, 100), PANELS[0])] == 0


def test_a_window_that_ends_before_the_scan_loses_the_event():
    """Row 2: bone answers 14 days after the event, and 120 days before it; half of TIGHT ends at 21."""
    near = DCP.with_overrides({"TIGHT": "-20,20", "WIDE": "-24,24"})
    counts = tally(worked("2"), near)
    assert counts[place_of((100, 100), PANELS[0])] == 1
    assert counts[place_of((50, 100), PANELS[0])] == 0


def test_an_event_proven_by_biopsy_in_response_is_in_every_panel():
    assert {count(worked("2"), (100, 100), biopsy=biopsy, stable=stable) for biopsy, stable in PANELS} == {1}


def test_stable_disease_is_counted_where_it_is_asked_for():
    """Row 53: liver stable, bone in complete response; RECIST-only reads the bone as not measurable."""
    counts = tally(worked("53"), RECIST_ONLY)
    assert counts[place_of((100, 100), (False, True))] == 1
    assert counts[place_of((100, 100), (False, False))] == 0


def test_without_a_biopsy_the_event_counts_where_none_is_required():
    document = next(one["case"] for one in RECIST_ONLY.document["examples"] if one["id"] == "2")
    without = document | {"specimens": [one for one in document["specimens"] if one["id"] != "b1"]}
    case = Timeline.from_document(without)
    assert count(case, (100, 100)) == 1
    assert count(case, (100, 100), biopsy=True) == 0


def test_progress_reaches_100_only_at_the_end():
    assert Sweep(done=999, total=1000).percent == 99
    assert Sweep(done=1000, total=1000).percent == 99
    assert Sweep(done=1000, total=1000, state=SweepState.DONE).percent == 100
    assert Sweep(total=0).percent == 0
    assert len(tally(worked("2"), DCP)) == len(SETTINGS) * len(PANELS)


def test_the_definition_as_it_is_is_read_from_what_is_stored():
    """Row 2 is proven by biopsy; had its verdict said otherwise, the four own figures would follow, and no other."""
    asked = tally(worked("2"), DCP)
    stored = tally(worked("2"), DCP, [stored_brief("s1", "DCP_BROAD", ["C1", "C2"])])
    own = {place_of(OWN, panel): figure for panel, figure in zip(PANELS, (1, 0, 0, 0), strict=True)}
    assert {place: figure for place, figure in enumerate(stored) if figure != asked[place]}.items() <= own.items()
    assert [stored[place] for place in own] == list(own.values())


def test_a_longer_tail_keeps_an_event_on_treatment():
    """Row 2, with the last dose 60 days before the event: early after treatment with a tail of 42, on it with 84."""
    document = next(one["case"] for one in RECIST_ONLY.document["examples"] if one["id"] == "2")
    (regimen,) = document["regimens"]
    drugs = [one | {"last_dose": 940, "ongoing": False} for one in regimen["drugs"]]
    case = Timeline.from_document(document | {"regimens": [regimen | {"drugs": drugs}]})
    assert count(case, (100, 100)) == 0
    assert count(case, (100, 200)) == 1
