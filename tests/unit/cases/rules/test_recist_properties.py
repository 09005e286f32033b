"""What holds for every set of targets, whatever their sizes; and the same arithmetic once more, in fractions."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules.recist import Target, has_grown, percent_tenths, sub_responses, target_response
from cases.rules.vocabulary import ResponseStatus as R

COMPARTMENTS = ("LIVER", "LUNG", "SKIN_LR", "SKIN_DIST", "BRAIN", "BONE")
SIZE = st.one_of(st.just(0), st.integers(0, 300), st.integers(0, 3000))


@st.composite
def course(draw: st.DrawFn, nodes: bool = False) -> tuple[list[Target], dict, list[dict], dict]:
    """One to five targets that are measured at baseline, up to three times in between, and now."""
    kinds = (*COMPARTMENTS, "NODES_REG", "NODES_DIST") if nodes else COMPARTMENTS
    names = [f"l{number}" for number in range(draw(st.integers(1, 5)))]
    targets = [Target(name, draw(st.sampled_from(kinds))) for name in names]
    looks = draw(st.lists(st.fixed_dictionaries({name: SIZE for name in names}), min_size=2, max_size=5))
    return targets, looks[0], looks[1:-1], looks[-1]


def scaled(sizes: dict[str, int], factor: int) -> dict[str, int]:
    return {name: size * factor for name, size in sizes.items()}


def by_fractions(targets: list[Target], baseline: dict, earlier: list[dict], now: dict) -> R:
    """The published text read aloud: percentages of sums, one after the other. No nodes."""
    first, last = sum(baseline.values()), sum(now.values())
    nadir = min([first, *[sum(one.values()) for one in earlier]])
    grown_mm = Fraction(last - nadir, 10)
    if grown_mm >= 5 and (nadir == 0 or Fraction(last - nadir, nadir) >= Fraction(20, 100)):
        return R.PD
    if all(size == 0 for size in now.values()):
        return R.CR
    if first > 0 and Fraction(first - last, first) >= Fraction(30, 100):
        return R.PR
    return R.SD


@settings(deadline=None)
@given(course())
def test_agrees_with_the_published_text(case: tuple) -> None:
    assert target_response(*case).status == by_fractions(*case)


@settings(deadline=None)
@given(course(nodes=True), st.randoms())
def test_order_never_matters(case: tuple, random: object) -> None:
    targets, baseline, earlier, now = case
    shuffled, looks = list(targets), list(earlier)
    random.shuffle(shuffled)
    random.shuffle(looks)
    one, other = target_response(*case), target_response(shuffled, baseline, looks, now)
    assert (one.status, one.sum_tenths, one.nadir_tenths) == (other.status, other.sum_tenths, other.nadir_tenths)


@settings(deadline=None)
@given(course(), st.integers(1, 9))
def test_the_same_course_on_a_larger_scale_is_as_much_response_and_at_least_as_much_progression(
    case: tuple, factor: int
) -> None:
    targets, baseline, earlier, now = case
    small = target_response(*case).status
    large = target_response(
        targets, scaled(baseline, factor), [scaled(one, factor) for one in earlier], scaled(now, factor)
    ).status
    assert large in (small, R.PD)


@settings(deadline=None)
@given(course(), SIZE)
def test_a_further_lesion_that_does_not_change_never_makes_a_response_or_a_progression(case: tuple, size: int) -> None:
    targets, baseline, earlier, now = case
    before = target_response(*case).status
    still = {"still": size}
    after = target_response(
        [*targets, Target("still", "LIVER")], baseline | still, [one | still for one in earlier], now | still
    ).status
    if before in (R.SD, R.CR, R.PR):
        assert after != R.PD
    if before == R.SD:
        assert after == R.SD


@settings(deadline=None)
@given(course(), SIZE)
def test_more_growth_never_takes_progression_back(case: tuple, more: int) -> None:
    targets, baseline, earlier, now = case
    if target_response(*case).status == R.PD:
        grown = now | {targets[0].lesion: now[targets[0].lesion] + more}
        assert target_response(targets, baseline, earlier, grown).status == R.PD


@settings(deadline=None)
@given(course(), course())
def test_another_earlier_look_never_takes_progression_back(case: tuple, other: tuple) -> None:
    targets, baseline, earlier, now = case
    look = {one.lesion: next(iter(other[3].values())) for one in targets}
    if target_response(*case).status == R.PD:
        assert target_response(targets, baseline, [*earlier, look], now).status == R.PD


@settings(deadline=None)
@given(course(nodes=True), st.data())
def test_what_is_called_with_a_target_missing_holds_whatever_its_size(case: tuple, data: st.DataObject) -> None:
    targets, baseline, earlier, now = case
    lost = data.draw(st.sampled_from(targets)).lesion
    partial = target_response(targets, baseline, earlier, {name: size for name, size in now.items() if name != lost})
    assert partial.sum_tenths is None
    assert partial.status in (R.PD, R.EQUIVOCAL_NEW, R.NE)
    if partial.status == R.PD:
        assert target_response(targets, baseline, earlier, now | {lost: data.draw(SIZE)}).status == R.PD


@settings(deadline=None)
@given(course(nodes=True))
def test_the_sub_sums_add_up_to_the_sum(case: tuple) -> None:
    whole, parts = target_response(*case), sub_responses(*case).values()
    assert whole.sum_tenths == sum(one.sum_tenths for one in parts)
    assert whole.baseline_tenths == sum(one.baseline_tenths for one in parts)
    assert whole.nadir_tenths >= sum(one.nadir_tenths for one in parts)


@settings(deadline=None)
@given(st.integers(0, 20000), st.integers(1, 20000))
def test_a_percentage_shown_meets_a_threshold_exactly_when_the_sum_does(now: int, before: int) -> None:
    shown = percent_tenths(now, before)
    assert (shown <= -300) == (10 * now <= 7 * before)
    assert (shown >= 200 and now - before >= 50) == has_grown(now, before)
