"""RECIST 1.1 over sums of targets: rows worked out by hand from the published rules, on each side of each threshold."""

import pytest

from cases.rules.criteria.thresholds import Thresholds
from cases.rules.recist import (
    Target,
    has_grown,
    percent_tenths,
    responses_by,
    selection_notes,
    sub_responses,
    target_response,
    tenths,
    with_merged,
)
from cases.rules.vocabulary import ResponseStatus as R

LIVER, LUNG = Target("liver", "LIVER"), Target("lung", "LUNG")
NODE, NODE2 = Target("node", "NODES_REG"), Target("node2", "NODES_DIST")
SKIN, BRAIN = Target("skin", "SKIN_LR"), Target("brain", "BRAIN")

ONE_TARGET = [
    # baseline, earlier on study, now (mm), status, % from baseline, % from nadir
    # partial response: at least 30 % below baseline
    ("100.0", [], "70.0", R.PR, "-30.0", "-30.0"),
    ("100.0", [], "70.1", R.SD, "-29.9", "-29.9"),
    ("50.0", [], "35.0", R.PR, "-30.0", "-30.0"),
    ("50.0", [], "35.1", R.SD, "-29.8", "-29.8"),
    ("33.3", [], "23.3", R.PR, "-30.0", "-30.0"),
    ("33.3", [], "23.4", R.SD, "-29.7", "-29.7"),
    ("14.3", [], "10.0", R.PR, "-30.0", "-30.0"),
    ("14.3", [], "10.1", R.SD, "-29.3", "-29.3"),
    ("12.1", [], "8.4", R.PR, "-30.5", "-30.5"),
    ("12.1", [], "8.5", R.SD, "-29.7", "-29.7"),
    ("150.0", [], "105.1", R.SD, "-29.9", "-29.9"),
    # progression against the baseline: at least 20 % ...
    ("100.0", [], "120.0", R.PD, "20.0", "20.0"),
    ("100.0", [], "119.9", R.SD, "19.9", "19.9"),
    ("200.0", [], "240.0", R.PD, "20.0", "20.0"),
    ("200.0", [], "239.9", R.SD, "19.9", "19.9"),
    ("200.0", [], "205.0", R.SD, "2.5", "2.5"),
    # ... and at least 5 mm
    ("25.0", [], "30.0", R.PD, "20.0", "20.0"),
    ("25.0", [], "29.9", R.SD, "19.6", "19.6"),
    ("24.9", [], "29.9", R.PD, "20.0", "20.0"),
    ("24.9", [], "29.8", R.SD, "19.6", "19.6"),
    ("25.1", [], "30.1", R.SD, "19.9", "19.9"),
    ("25.1", [], "30.2", R.PD, "20.3", "20.3"),
    ("20.0", [], "24.9", R.SD, "24.5", "24.5"),
    ("20.0", [], "25.0", R.PD, "25.0", "25.0"),
    ("15.0", [], "19.9", R.SD, "32.6", "32.6"),
    ("15.0", [], "20.0", R.PD, "33.3", "33.3"),
    ("10.0", [], "14.9", R.SD, "49.0", "49.0"),
    ("10.0", [], "15.0", R.PD, "50.0", "50.0"),
    # progression against a nadir below the baseline, while still below the baseline
    ("100.0", ["50.0"], "60.0", R.PD, "-40.0", "20.0"),
    ("100.0", ["50.0"], "59.9", R.PR, "-40.1", "19.8"),
    ("100.0", ["50.0"], "55.0", R.PR, "-45.0", "10.0"),
    ("100.0", ["90.0"], "108.0", R.PD, "8.0", "20.0"),
    ("100.0", ["90.0"], "107.9", R.SD, "7.9", "19.8"),
    ("100.0", ["75.0"], "84.0", R.SD, "-16.0", "12.0"),
    ("100.0", ["60.0", "40.0"], "48.0", R.PD, "-52.0", "20.0"),
    ("100.0", ["40.0", "60.0"], "47.9", R.PR, "-52.1", "19.7"),
    ("100.0", ["30.0"], "36.0", R.PD, "-64.0", "20.0"),
    ("100.0", ["24.0"], "29.0", R.PD, "-71.0", "20.8"),
    ("100.0", ["24.0"], "28.9", R.PR, "-71.1", "20.4"),
    ("100.0", ["20.0"], "24.9", R.PR, "-75.1", "24.5"),
    ("100.0", ["20.0"], "25.0", R.PD, "-75.0", "25.0"),
    # the baseline is the nadir if nothing was smaller
    ("100.0", ["120.0"], "119.9", R.SD, "19.9", "19.9"),
    ("100.0", ["120.0"], "120.0", R.PD, "20.0", "20.0"),
    ("100.0", ["120.0"], "100.0", R.SD, "0.0", "0.0"),
    # from a nadir of nothing: 5 mm
    ("30.0", ["0.0"], "5.0", R.PD, "-83.3", None),
    ("30.0", ["0.0"], "4.9", R.PR, "-83.6", None),
    ("5.0", ["0.0"], "4.9", R.SD, "-2.0", None),
    ("30.0", ["0.0"], "0.0", R.CR, "-100.0", None),
    # complete response: nothing at all, and not almost nothing
    ("30.0", [], "0.0", R.CR, "-100.0", "-100.0"),
    ("30.0", [], "0.1", R.PR, "-99.6", "-99.6"),
    ("30.0", ["5.0"], "5.0", R.PR, "-83.3", "0.0"),
]


def sizes(**millimetres: str) -> dict[str, int]:
    return {name: tenths(size) for name, size in millimetres.items()}


def per_mille(percent: str) -> int:
    return int(percent.replace(".", ""))


@pytest.mark.parametrize(("baseline", "earlier", "now", "status", "from_baseline", "from_nadir"), ONE_TARGET)
def test_one_target(
    baseline: str, earlier: list[str], now: str, status: R, from_baseline: str, from_nadir: str | None
) -> None:
    found = target_response([LIVER], sizes(liver=baseline), [sizes(liver=one) for one in earlier], sizes(liver=now))
    assert found.status == status
    shown = None if from_nadir is None else per_mille(from_nadir)
    assert (found.percent_from_baseline, found.percent_from_nadir) == (per_mille(from_baseline), shown)


SEVERAL_TARGETS = [
    # targets, baseline, earlier, now, status, sum
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"liver": "50.0", "lung": "20.0"}, R.PR, "70.0"),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"liver": "50.0", "lung": "20.1"}, R.SD, "70.1"),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"liver": "0.0", "lung": "120.0"}, R.PD, "120.0"),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"liver": "0.0", "lung": "5.0"}, R.PR, "5.0"),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"liver": "0.0", "lung": "0.0"}, R.CR, "0.0"),
    # nodes: normal below 10 mm, so that the sum of a complete response may be more than nothing
    ([LIVER, NODE], {"liver": "50.0", "node": "20.0"}, [], {"liver": "0.0", "node": "9.9"}, R.CR, "9.9"),
    ([LIVER, NODE], {"liver": "50.0", "node": "20.0"}, [], {"liver": "0.0", "node": "10.0"}, R.PR, "10.0"),
    ([LIVER, NODE], {"liver": "50.0", "node": "20.0"}, [], {"liver": "0.1", "node": "9.9"}, R.PR, "10.0"),
    ([NODE, NODE2], {"node": "15.0", "node2": "15.0"}, [], {"node": "9.9", "node2": "9.9"}, R.CR, "19.8"),
    ([NODE, NODE2], {"node": "15.0", "node2": "15.0"}, [], {"node": "9.9", "node2": "10.0"}, R.PR, "19.9"),
    ([NODE, NODE2], {"node": "15.0", "node2": "15.0"}, [], {"node": "10.0", "node2": "11.1"}, R.SD, "21.1"),
    # a missing target: no sum, but progression of the rest over the whole nadir
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"liver": "10.0"}, R.NE, None),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"lung": "119.9"}, R.NE, None),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {"lung": "120.0"}, R.PD, None),
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [], {}, R.NE, None),
    # an incomplete sum is no nadir
    ([LIVER, LUNG], {"liver": "40.0", "lung": "60.0"}, [{"liver": "1.0"}],
     {"liver": "40.0", "lung": "60.0"}, R.SD, "100.0"),
    # a target missing at baseline: progression from a later nadir, or complete response, or nothing
    ([LIVER, LUNG], {"liver": "40.0"}, [], {"liver": "10.0", "lung": "10.0"}, R.NE, "20.0"),
    ([LIVER, LUNG], {"liver": "40.0"}, [{"liver": "30.0", "lung": "20.0"}],
     {"liver": "40.0", "lung": "20.0"}, R.PD, "60.0"),
    ([LIVER, LUNG], {"liver": "40.0"}, [{"liver": "30.0", "lung": "20.0"}],
     {"liver": "39.9", "lung": "20.0"}, R.NE, "59.9"),
    ([LIVER, LUNG], {"liver": "40.0"}, [], {"liver": "0.0", "lung": "0.0"}, R.CR, "0.0"),
]  # fmt: skip


@pytest.mark.parametrize(("targets", "baseline", "earlier", "now", "status", "total"), SEVERAL_TARGETS)
def test_several_targets(
    targets: list[Target], baseline: dict, earlier: list[dict], now: dict, status: R, total: str | None
) -> None:
    found = target_response(targets, sizes(**baseline), [sizes(**one) for one in earlier], sizes(**now))
    assert (found.status, found.sum_tenths) == (status, None if total is None else tenths(total))
    assert found.missing == tuple(one.lesion for one in targets if one.lesion not in now)


RETURNED_NODES = [
    # targets, baseline, earlier, now, status, nodes to be looked at again
    # 9 -> 15 mm is progression by the sum, but the node had been normal
    ([NODE], {"node": "20.0"}, [{"node": "9.0"}], {"node": "15.0"}, R.EQUIVOCAL_NEW, ("node",)),
    ([NODE], {"node": "20.0"}, [{"node": "9.9"}], {"node": "14.9"}, R.EQUIVOCAL_NEW, ("node",)),
    # a node that was never normal is plain progression
    ([NODE], {"node": "20.0"}, [{"node": "10.0"}], {"node": "15.0"}, R.PD, ()),
    # 4.9 mm is no progression anyway, and a node below 10 mm has not come back
    ([NODE], {"node": "20.0"}, [{"node": "9.0"}], {"node": "13.9"}, R.PR, ()),
    ([NODE], {"node": "20.0"}, [{"node": "4.0"}], {"node": "9.0"}, R.PD, ()),
    ([NODE], {"node": "20.0"}, [{"node": "4.0"}], {"node": "10.0"}, R.EQUIVOCAL_NEW, ("node",)),
    # 10 mm means nothing for a lesion that is no node
    ([LIVER], {"liver": "50.0"}, [{"liver": "9.0"}], {"liver": "15.0"}, R.PD, ()),
    # a node not seen now, or never seen before, has not come back
    ([NODE, LIVER], {"node": "20.0", "liver": "40.0"}, [{"node": "9.0", "liver": "9.0"}], {"liver": "40.0"}, R.PD, ()),
    ([NODE, LIVER], {"liver": "40.0"}, [], {"node": "15.0", "liver": "40.0"}, R.NE, ()),
    # another target has progressed enough by itself
    ([NODE, LIVER], {"node": "20.0", "liver": "40.0"}, [{"node": "9.0", "liver": "10.0"}],
     {"node": "15.0", "liver": "20.0"}, R.PD, ()),
    # the rest has grown, but not enough without the node
    ([NODE, LIVER], {"node": "20.0", "liver": "40.0"}, [{"node": "9.0", "liver": "10.0"}],
     {"node": "15.0", "liver": "13.0"}, R.EQUIVOCAL_NEW, ("node",)),
    ([NODE, NODE2], {"node": "20.0", "node2": "20.0"}, [{"node": "9.0", "node2": "9.0"}],
     {"node": "15.0", "node2": "15.0"}, R.EQUIVOCAL_NEW, ("node", "node2")),
]  # fmt: skip


@pytest.mark.parametrize(("targets", "baseline", "earlier", "now", "status", "review"), RETURNED_NODES)
def test_a_node_that_had_become_normal_is_looked_at_before_it_is_progression(
    targets: list[Target], baseline: dict, earlier: list[dict], now: dict, status: R, review: tuple[str, ...]
) -> None:
    found = target_response(targets, sizes(**baseline), [sizes(**one) for one in earlier], sizes(**now))
    assert (found.status, found.review) == (status, review)


def test_growth_is_counted_from_the_nadir() -> None:
    found = target_response([LIVER], sizes(liver="40.0"), [sizes(liver="20.0")], sizes(liver="26.5"))
    assert found.growth_from_nadir_tenths == 65
    assert target_response([LIVER], sizes(liver="40.0"), [], {}).growth_from_nadir_tenths is None
    assert target_response([LIVER], {}, [], sizes(liver="40.0")).growth_from_nadir_tenths is None


def test_sub_sums_show_what_one_sum_hides() -> None:
    targets = [LIVER, SKIN]
    baseline, now = sizes(liver="80.0", skin="20.0"), sizes(liver="30.0", skin="30.0")
    assert target_response(targets, baseline, [], now).status == R.PR
    parts = sub_responses(targets, baseline, [], now)
    assert {name: part.status for name, part in parts.items()} == {"skin": R.PD, "extracutaneous": R.PR}
    assert list(sub_responses([LIVER], baseline, [], now)) == ["extracutaneous"]


def test_brain_targets_stand_apart_from_those_of_the_body() -> None:
    baseline, now = sizes(liver="50.0", brain="15.0"), sizes(liver="30.0", brain="25.0")
    parts = sub_responses([LIVER, BRAIN], baseline, [], now)
    assert {name: part.status for name, part in parts.items()} == {"extracutaneous": R.PR, "cns": R.PD}


def test_any_grouping_of_compartments_has_its_own_sum() -> None:
    baseline, now = sizes(liver="50.0", lung="50.0"), sizes(liver="35.0", lung="60.0")
    found = responses_by([LIVER, LUNG], {"LIVER": ["LIVER"], "LUNG": ["LUNG"], "BONE": ["BONE"]}, baseline, [], now)
    assert {name: one.status for name, one in found.items()} == {"LIVER": R.PR, "LUNG": R.PD}


def test_lesions_that_have_run_together_are_measured_as_one() -> None:
    two, baseline = [LIVER, LUNG], sizes(liver="20.0", lung="20.0")
    merged = with_merged(sizes(liver="28.0"), {"lung": "liver"})
    assert target_response(two, baseline, [], merged).status == R.PR
    assert target_response(two, baseline, [], sizes(liver="28.0")).status == R.NE
    assert target_response(two, baseline, [], with_merged({}, {"lung": "liver"})).missing == ("liver", "lung")
    assert target_response(two, baseline, [], with_merged(sizes(liver="0"), {"lung": "liver"})).status == R.CR


def test_too_many_targets_are_noted_and_counted_all_the_same() -> None:
    assert selection_notes([LIVER, LUNG, NODE, NODE2, SKIN]) == ()
    six = [Target(f"l{number}", organ) for number, organ in enumerate(("LIVER", "LUNG", "SKIN_LR") * 2)]
    assert selection_notes(six) == ("There are 6 target lesions; RECIST 1.1 allows 5.",)
    nodes = [NODE, NODE2, Target("node3", "NODES_REG")]
    assert selection_notes(nodes) == ("There are 3 target lesions in nodes; RECIST 1.1 allows 2.",)
    skin = [SKIN, Target("s2", "SKIN_DIST"), Target("s3", "SKIN_DIST")]
    assert selection_notes(skin) == ("There are 3 target lesions in skin; RECIST 1.1 allows 2.",)


def test_another_limit_changes_the_answer() -> None:
    stricter = Thresholds().with_overrides({"PROGRESSION_GROWTH": 60, "RESPONSE_FALL": 31})
    assert has_grown(300, 250)
    assert not has_grown(300, 250, stricter)
    assert target_response([LIVER], {"liver": 1000}, [], {"liver": 700}, stricter).status == R.SD


def test_percentages_are_cut_so_that_a_threshold_is_never_shown_too_early() -> None:
    assert percent_tenths(7001, 10000) == -299
    assert percent_tenths(11999, 10000) == 199
    assert percent_tenths(10, 0) is None
    assert percent_tenths(None, 10) is None
