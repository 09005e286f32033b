"""A reader who asks for the figures of others under two definitions and puts the answers together.

The same people, labelled by both: the reader reckons with the table that holds both labels, and narrows every group by
the answers of both pages and by what adds up.
"""

from collections import defaultdict
from random import Random

from cases.cohorts.census import Census
from cases.cohorts.querysets import PROPERTIES, Counted
from cases.disclosure.cube import Group
from cases.disclosure.rule import SPREAD, THRESHOLD, Count, Policy, Withheld
from tests.unit.cases.disclosure.reckoning import ENDLESS, announced, groups_of, worked_out

JOINT = (*PROPERTIES, "other label")
LABELS, REGIMENS, EXTENTS, SITES = ("DCP_STRICT", "MIMIC", "LEAD_IN"), ("t", "p + t"), ("LR", "DIST"), ("SOUTH", "EAST")
SEEDS = range(16)


def people(seed: int) -> dict[tuple[str, ...], int]:
    """Some 60 to 280 people: all properties under one definition, and the label under another, mostly the same."""
    random = Random(seed)
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for _ in range(random.randint(60, 280)):
        label = random.choice(LABELS)
        other = label if random.random() < 0.85 else random.choice(LABELS)
        regimen, extent, site = random.choice(REGIMENS), random.choice(EXTENTS), random.choices(SITES, (3, 1))[0]
        found[label, "PROBABLE", regimen, extent, site, other] += 1
    return dict(found)


def census(cells: dict[tuple[str, ...], int], label: int, *, is_usual: bool) -> Census:
    """The page under one of the definitions. ``label``: the place of its label among the joint properties."""
    numbers = iter(range(1, 10_000))
    rows = [
        Counted(
            (key[label], *key[1:5]), frozenset(key[2].split(" + ")), False, tuple(next(numbers) for _ in range(size))
        )
        for key, size in cells.items()
    ]
    return Census(rows, SITES, policy=Policy(), is_usual=is_usual)


def answers(group: Group, pages: tuple[Census, Census]) -> tuple[int, int]:
    """What both pages together say of one group; a page knows nothing of the other's label."""
    known = dict(group)
    low, high = 0, ENDLESS
    for page, own, foreign in zip(pages, ("label", "other label"), ("other label", "label"), strict=True):
        if foreign in known and foreign != own:
            continue
        asked = {("label" if name == own else name): [value] for name, value in group}
        least, most = announced(page.count(asked))
        low, high = max(low, least), min(high, most)
    return low, high


def narrowed(seed: int, *, under_both: bool) -> tuple[int, int, int]:
    """Small groups that a page can be asked for, how many keep fewer values than promised, and how many only one."""
    cells = people(seed)
    sizes = groups_of(JOINT, cells)
    pages = census(cells, 0, is_usual=True), census(cells, 5, is_usual=under_both)
    known = worked_out({group: answers(group, pages) for group in sizes})
    assert all(low <= sizes[group] <= high for group, (low, high) in known.items())
    small = [
        group
        for group, size in sizes.items()
        if size <= THRESHOLD and len(group) <= 3 and not {"label", "other label"} <= dict(group).keys()
    ]
    widths = [known[group][1] - known[group][0] + 1 for group in small]
    return len(small), sum(width < SPREAD for width in widths), widths.count(1)


def of_all(*, under_both: bool) -> tuple[int, int, int]:
    return tuple(map(sum, zip(*(narrowed(seed, under_both=under_both) for seed in SEEDS), strict=True)))


def test_figures_of_others_under_two_definitions_narrow_nothing():
    asked, few, exact = of_all(under_both=False)
    assert asked > 300
    assert (few, exact) == (0, 0)


def test_were_they_shown_under_both_some_would_be_narrowed():
    """The twin: what the rule prevents, with the same attack on the same people."""
    _, few, exact = of_all(under_both=True)
    assert few > 50
    assert exact > 0


def test_under_another_definition_no_figure_of_others_is_given():
    cells = people(max(SEEDS, key=lambda seed: sum(people(seed).values())))
    page = census(cells, 5, is_usual=False)
    chosen = [{}, *({name: [value]} for group in groups_of(JOINT, cells) if len(group) == 1 for name, value in group)]
    asked = [one for one in chosen if "other label" not in one]
    assert {page.count(one) for one in asked} == {Count(0, None, Withheld.ELSEWHERE)}
    assert census(cells, 0, is_usual=True).count({}).others
